"""Writing to the terminal: a reader that went away is no fault."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TextIO

from foureyes.errors import BadUsage, FoureyesError
from foureyes.model.tree import lies_in
from foureyes.reports.style import Style, clean

DEFAULT_WIDTH = 100


def write(text: str, stream: TextIO) -> None:
    """Write and flush. After a broken pipe the stream leads nowhere."""
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def tell(error: FoureyesError) -> None:
    """An error as a line on stderr, its remedy below."""
    where = f"{error.place or error.path}: " if error.place or error.path else ""
    remedy = f"  {clean(error.remedy)}\n" if error.remedy else ""
    write(f"error: {clean(where + error.message)}\n{remedy}", sys.stderr)


def check_inside(path: str, folder: str) -> None:
    """Raise `BadUsage` where a file that nobody named would be written outside of a folder, links followed."""
    if not lies_in(os.path.realpath(path), os.path.realpath(folder)):
        raise BadUsage(f"this leads out of {folder}, and is not written", path=path, remedy="remove the link")


def check_links(path: str) -> None:
    """Raise `BadUsage` where a file of the repository (of this folder, without one) would be written elsewhere.

    A link that somebody committed must not lead what is written to other files of whoever runs the command.
    """
    from foureyes.sources.gitignore import top_of

    full = os.path.abspath(path)
    top = top_of(os.path.dirname(full)) or os.getcwd()
    if lies_in(full, top):
        check_inside(path, top)
        if lies_in(os.path.realpath(path), os.path.realpath(os.path.join(top, ".git"))):
            raise BadUsage("this leads into .git, and is not written", path=path, remedy="remove the link")


def style_for(stream: TextIO, color: str) -> Style:
    """Colour and width for a stream: colour only on a terminal, unless told otherwise."""
    terminal = stream.isatty()
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    colour = color == "always" or (color == "auto" and terminal and not plain)
    width = DEFAULT_WIDTH
    if terminal:
        with suppress(OSError):
            columns = os.get_terminal_size(stream.fileno()).columns
            width = max(60, min(columns, 140)) if columns else DEFAULT_WIDTH
    return Style(colour, width)
