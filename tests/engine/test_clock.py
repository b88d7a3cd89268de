"""A bound on time, and how roots are split over shards."""

from __future__ import annotations

import signal
from threading import Thread
from time import sleep

import pytest

from foureyes.cli import options
from foureyes.engine.clock import TimeIsUp, within
from foureyes.engine.shard import Shard
from foureyes.errors import BadUsage
from foureyes.model import limits
from foureyes.model.root import Root


def test_time_is_up_even_for_who_swallows_exceptions() -> None:
    turns = 0
    with pytest.raises(TimeIsUp), within(0.02):
        while True:
            try:
                turns += sum(range(1000))
            except Exception:
                continue


def test_no_bound() -> None:
    with within(0):
        pass


def test_in_another_thread_than_the_main_one_there_is_no_bound() -> None:
    done: list[str] = []

    def work() -> None:
        with within(0.01):
            sleep(0.05)
            done.append("all of it")

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert done == ["all of it"]


def test_a_bound_inside_of_another_leaves_that_one_s_answer_to_the_signal() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with within(60):
        pass
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_every_root_is_in_one_shard_and_folders_stay_together() -> None:
    shards = [Shard(number, 5) for number in range(1, 6)]
    sizes = [0] * 5
    for number in range(1000):
        folder = f"infra/stack{number}"
        roots = [Root("cloudformation", f"{folder}/{name}.yaml", ()) for name in "ab"] + [Root("terraform", folder, ())]
        homes = {tuple(shard.holds(root) for shard in shards) for root in roots}
        assert len(homes) == 1
        (home,) = homes
        assert sum(home) == 1
        sizes[home.index(True)] += 1
    assert max(sizes) < 1.3 * 200


@pytest.mark.parametrize("wrong", ["", "1", "0/2", "3/2", "a/b", "-1/2"])
def test_what_is_no_shard(wrong: str) -> None:
    with pytest.raises(BadUsage):
        Shard.of(wrong)


def test_the_defaults_of_the_command_line_are_the_limits() -> None:
    assert options.MAX_FILE_SIZE * 1_000_000 == limits.MAX_FILE_SIZE
    assert options.MAX_SECONDS == limits.MAX_SECONDS
