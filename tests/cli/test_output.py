"""Colour and progress appear on terminals only."""

from __future__ import annotations

import io

import pytest

from foureyes.cli.output import style_for
from foureyes.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        raise OSError("no descriptor")


@pytest.mark.parametrize(
    ("stream", "color", "env", "coloured"),
    [
        (Terminal(), "auto", {}, True),
        (Terminal(), "auto", {"NO_COLOR": "1"}, False),
        (Terminal(), "auto", {"NO_COLOR": ""}, True),
        (Terminal(), "auto", {"TERM": "dumb"}, False),
        (Terminal(), "never", {}, False),
        (Terminal(), "always", {"NO_COLOR": "1"}, True),
        (io.StringIO(), "auto", {}, False),
        (io.StringIO(), "always", {}, True),
    ],
)
def test_colour(
    stream: io.StringIO, color: str, env: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert style_for(stream, color).colour is coloured


def test_progress_of_a_long_run_on_a_terminal() -> None:
    stream = Terminal()
    progress = Progress(stream)
    progress(0, 10)
    assert stream.getvalue() == ""
    progress.next = 0
    progress(4, 10)
    progress(5, 10)
    progress.wipe()
    assert stream.getvalue() == "\r\x1b[Kjudging 5 of 10\r\x1b[K"


def test_no_progress_elsewhere() -> None:
    stream = io.StringIO()
    progress = Progress(stream)
    progress(0, 10)
    progress.wipe()
    assert stream.getvalue() == ""
    assert progress.next == float("inf")
