"""Several processes give what one gives."""

from __future__ import annotations

import json
import os
import signal
from io import BytesIO
from pathlib import Path

import pytest

from foureyes.engine.pool import _read, processors, spread
from foureyes.work import WORTH_FORKING


@pytest.mark.parametrize("count", [0, 1, 7, 50_000])
def test_every_task_is_done_once(count: int) -> None:
    own: list[int] = []
    others = spread(count, lambda number: number * 2, 3, own.append)
    assert all(number * 2 == result for number, result in others.items())
    assert sorted([*own, *others]) == list(range(count))


def test_a_process_that_dies_loses_its_tasks_only(capfd: pytest.CaptureFixture[str]) -> None:
    def task(number: int) -> int:
        os._exit(9)

    own: list[int] = []
    assert spread(40, task, 2, own.append) == {}
    assert len(own) >= 36


def test_a_process_that_is_killed_loses_what_it_did_not_finish() -> None:
    own: list[int] = []
    done: list[int] = []
    waiting, waited = os.pipe()

    def wait(number: int) -> None:
        if not own:
            os.read(waiting, 1)
        own.append(number)

    def task(number: int) -> str:
        done.append(number)
        if len(done) == 3:
            os.write(waited, b"!")
            os.kill(os.getpid(), signal.SIGKILL)
        return str(number) * 100_000

    others = spread(12, task, 2, wait)
    assert len(own) == 8
    assert set(others) <= set(range(12)) - set(own)
    assert all(text == str(number) * 100_000 for number, text in others.items())


def test_a_line_that_was_cut_off_is_no_result() -> None:
    assert dict(_read(BytesIO(b'[3,{"a":1}]\n[4,{"a"'))) == {3: {"a": 1}}


def test_where_processes_cannot_be_forked_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert processors() == 1


def test_reports_are_the_same(cli, tmp_path: Path) -> None:
    filler = "#" * (WORTH_FORKING // 20)
    for number in range(60):
        folder = tmp_path / f"s{number % 20}" / f"m{number}"
        folder.mkdir(parents=True)
        acl = "public-read" if number % 2 else "private"
        text = f'resource "aws_s3_bucket_acl" "a" {{\n  bucket = "b"\n  acl = "{acl}"\n}}\n'
        (folder / "main.tf").write_text(f'{text}{filler}\nmodule x {{\n  source = "a/b/c"\n}}\n')
    (tmp_path / "bad.tf").write_text("resource {")
    alone = cli("lint", "--format", "json", "--no-cache", "--jobs", "1")
    assert len(json.loads(alone.stdout)["findings"]) >= 30
    assert cli("lint", "--format", "json", "--no-cache", "--jobs", "4").stdout == alone.stdout
    assert cli("lint", "--format", "json", "--jobs", "4").stdout == alone.stdout
    assert cli("lint", "--format", "json", "--jobs", "1").stdout == alone.stdout
