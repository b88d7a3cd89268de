"""Runs that are killed, disks that are full, caches that cannot be written, runs at the same time: no wrong answer."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from foureyes.engine.cache import ALL_LARGE_BYTES, LARGE_BYTES, PACK_BYTES, Cache

STACK = """
resource "aws_security_group" "g{n}" {{
  ingress {{
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["{cidr}"]
  }}
}}
"""


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    for number in range(300):
        (folder / f"m{number}").mkdir(parents=True)
        cidr = "0.0.0.0/0" if number % 3 == 0 else "10.0.0.0/8"
        (folder / f"m{number}" / "main.tf").write_text(STACK.format(n=number, cidr=cidr))
    return folder


def command(*more: str) -> list[str]:
    return [sys.executable, "-m", "foureyes", "lint", "--format", "json", *more, "."]


def environment(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "xdg")}


MOUNTING = ["unshare", "--user", "--map-root-user", "--mount"]
"""Runs a command that may mount, where nobody else sees it; root is then refused what everybody is refused."""


@pytest.fixture
def mounting(tmp_path: Path) -> None:
    trial = [*MOUNTING, "mount", "-t", "tmpfs", "tmpfs", str(tmp_path)]
    if not shutil.which("unshare") or subprocess.run(trial, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount")


def lint(work: Path, tmp_path: Path, *more: str, limit: int = 0, first: str = "") -> str:
    """The report. `limit` is the size in bytes a file may have, `first` a shell's lines that mount something."""

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    done = subprocess.run(
        [*MOUNTING, "sh", "-ec", f'{first}\nexec "$@"', "sh", *command(*more)] if first else command(*more),
        cwd=work,
        # What measures coverage writes a file as well, and would complain.
        env=environment(tmp_path) | ({"COVERAGE_PROCESS_CONFIG": ""} if limit else {}),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        preexec_fn=small if limit else None,
    )
    assert done.returncode == 1, done.stderr
    assert done.stderr == "" or "error" not in done.stderr
    return done.stdout


def test_runs_that_are_killed_leave_nothing_wrong(work: Path, tmp_path: Path) -> None:
    right = lint(work, tmp_path, "--no-cache")
    for number in range(8):
        process = subprocess.Popen(
            command(), cwd=work, env=environment(tmp_path), stdout=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(0.25 * number)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert lint(work, tmp_path, "--jobs", "1") == right


def test_a_full_disk_is_no_fault(work: Path, tmp_path: Path) -> None:
    right = lint(work, tmp_path, "--no-cache")
    assert lint(work, tmp_path, "--jobs", "1", limit=200) == right
    left = [path for path in (tmp_path / "xdg" / "foureyes").iterdir() if path.stat().st_size > 200]
    assert not left
    assert lint(work, tmp_path) == right
    assert lint(work, tmp_path) == right


@pytest.mark.usefixtures("mounting")
def test_a_disk_without_room_is_no_fault(work: Path, tmp_path: Path) -> None:
    right = lint(work, tmp_path, "--no-cache")
    disk = tmp_path / "xdg"
    disk.mkdir()
    full = f"""
        mount -t tmpfs -o size=64k tmpfs {disk}
        if head -c 100000 /dev/zero >{disk / "more"}; then exit 9; fi 2>/dev/null
    """
    assert lint(work, tmp_path, first=full) == right
    assert lint(work, tmp_path, first=f'{full}\n"$@" >/dev/null || test $? = 1') == right


@pytest.mark.usefixtures("mounting")
def test_a_cache_that_is_read_only_is_used(work: Path, tmp_path: Path) -> None:
    right = lint(work, tmp_path)
    cache = tmp_path / "xdg" / "foureyes"
    fixed = f"""
        cp -a {cache} {tmp_path / "copy"}
        mount -t tmpfs tmpfs {cache}
        cp -a {tmp_path / "copy"}/. {cache}
        mount -o remount,ro {cache}
        if touch {cache / "new"}; then exit 9; fi 2>/dev/null
    """
    (work / "m1" / "main.tf").write_text(STACK.format(n=1, cidr="10.0.0.0/9"))
    assert lint(work, tmp_path, first=fixed) == right


def test_runs_at_the_same_time_agree(work: Path, tmp_path: Path) -> None:
    right = lint(work, tmp_path, "--no-cache")
    for _ in range(2):
        running = [
            subprocess.Popen(command(), cwd=work, env=environment(tmp_path), stdout=subprocess.PIPE, text=True)
            for _ in range(4)
        ]
        assert [process.communicate(timeout=300)[0] for process in running] == [right] * 4
    assert all(json.loads(path.read_text()) for path in (tmp_path / "xdg" / "foureyes").iterdir())


def test_large_entries_have_files_of_their_own(tmp_path: Path) -> None:
    cache = Cache(str(tmp_path), "context")
    text = "y" * PACK_BYTES
    cache.put("aa1", {"x": text})
    cache.put("aa2", {"x": "y" * (LARGE_BYTES + 1)})
    cache.put("aa3", {"x": "small"})
    cache.save()
    again = Cache(str(tmp_path), "context")
    assert again.get("aa1") == {"x": text}
    assert again.get("aa2") is None
    assert again.get("aa3") == {"x": "small"}
    again.put("aa1", {"x": text[1:]})
    again.save()
    assert list(Cache(str(tmp_path), "context").entries("aa1")) == [{"x": text[1:]}, {"x": text}]
    (tmp_path / "aa1.json").write_text("{")
    assert Cache(str(tmp_path), "context").get("aa1") == {"x": text}
    (tmp_path / "aa1.json").unlink()
    assert Cache(str(tmp_path), "context").get("aa1") == {"x": text}


def test_large_entries_are_bounded_and_what_was_left_half_written_goes(tmp_path: Path) -> None:
    (tmp_path / "aa.json.123").write_text("{")
    (tmp_path / "bb.json.124").write_text("{")
    os.utime(tmp_path / "aa.json.123", (0, 0))
    cache = Cache(str(tmp_path), "context")
    for number in range(6):
        cache.put(f"ab{number}", {"x": "y" * (LARGE_BYTES - 10)})
    cache.save()
    files = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    assert "aa.json.123" not in files
    assert "bb.json.124" in files
    assert sum(files.values()) <= ALL_LARGE_BYTES + PACK_BYTES
