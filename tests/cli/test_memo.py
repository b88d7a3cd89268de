"""What was answered is said again while nothing has changed, and only then."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from foureyes.cli import linting
from foureyes.cli.main import main

OPEN = """
resource "aws_security_group" "g" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
"""
Lint = Callable[..., tuple[int, str, bool]]


@pytest.fixture
def lint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Lint:
    """Lint a folder with an open port in it; tells the exit code, the report, and whether it was judged."""
    folder = tmp_path / "work"
    (folder / "modules").mkdir(parents=True)
    (folder / "main.tf").write_text(OPEN)
    (folder / "other.txt").write_text("x")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    judged: list[bool] = []
    lint = linting.lint

    def noted(*arguments: object, **options: object) -> int:
        judged.append(True)
        return lint(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(linting, "lint", noted)

    def run(*arguments: str) -> tuple[int, str, bool]:
        judged.clear()
        code = main(["lint", *arguments])
        return code, capsys.readouterr().out, bool(judged)

    return run


def settle() -> None:
    """Let the times of the files become old enough to be trusted."""
    time.sleep(0.15)


def test_the_same_question_has_the_same_answer(lint: Lint) -> None:
    settle()
    first, again = lint(), lint()
    assert first == (1, again[1], True)
    assert again == (1, first[1], False)
    assert "0.0.0.0/0" in again[1]


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_each_form_has_its_own(lint: Lint, form: str) -> None:
    settle()
    first = lint("--format", form)
    assert lint("--format", form) == (1, first[1], False)
    assert lint("--format", form, "--fail-on", "never")[2]


@pytest.mark.parametrize(
    "arguments", [["--no-cache"], ["--format", "markdown"], ["--roots-of", "main.tf"], ["--jobs", "1"]]
)
def test_some_are_answered_anew(lint: Lint, arguments: list[str]) -> None:
    settle()
    assert lint(*arguments)[2]
    assert lint(*arguments)[2]


def rewrite() -> None:
    Path("main.tf").write_text(OPEN.replace("0.0.0.0/0", "10.0.0.0/8"))


def rewrite_in_disguise() -> None:
    status = os.stat("main.tf")
    Path("main.tf").write_text(OPEN.replace("0.0.0.0/0", "9.0.0.0/8"))
    os.utime("main.tf", ns=(status.st_atime_ns, status.st_mtime_ns))


def replace_by_an_old_file() -> None:
    Path("../old.tf").write_text(OPEN.replace("0.0.0.0/0", "9.0.0.0/8"))
    status = os.stat("main.tf")
    os.utime("../old.tf", ns=(status.st_atime_ns, status.st_mtime_ns))
    os.replace("../old.tf", "main.tf")


def add_below() -> None:
    Path("modules/a.tf").write_text(OPEN)


def configure_above() -> None:
    Path("../foureyes.toml").write_text('[lint]\nexclude = ["work/main.tf"]\n')
    Path("../.git").mkdir()


def ignore() -> None:
    Path(".git").mkdir()
    Path(".gitignore").write_text("main.tf\n")


@pytest.mark.parametrize(
    "change", [rewrite, rewrite_in_disguise, replace_by_an_old_file, add_below, configure_above, ignore]
)
def test_what_changes_is_judged_anew(lint: Lint, change: Callable[[], None]) -> None:
    settle()
    before = lint()
    assert not lint()[2]
    change()
    after = lint()
    assert after[2]
    assert after[1] != before[1]
    assert after[1] == lint("--no-cache")[1]


def test_what_changed_just_now_is_not_trusted(lint: Lint) -> None:
    settle()
    Path("main.tf").write_text(OPEN)
    lint()
    assert lint()[2], "a change in the same tick would not show"


def test_what_does_not_matter_does_not(lint: Lint) -> None:
    settle()
    lint()
    Path("other.txt").write_text("y")
    assert not lint()[2]


@pytest.mark.parametrize("comment", ['# foureyes: ignore[x] reason="y" until=2999-01-01', "# tfsec:ignore:x"])
def test_where_somebody_accepts_something_the_day_counts(lint: Lint, comment: str) -> None:
    Path("main.tf").write_text(f"{comment}\n{OPEN}")
    settle()
    lint()
    assert lint()[2]


def test_faults_are_told_each_time(lint: Lint) -> None:
    Path("broken.tf").write_text("resource {")
    settle()
    assert lint()[0] == 1
    assert lint()[2]
