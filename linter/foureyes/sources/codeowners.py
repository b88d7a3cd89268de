"""CODEOWNERS as GitHub reads it: who owns a path.

Facts: "About code owners" in the GitHub documentation. The last line that matches wins; a line without
owners takes ownership away; a line that is not valid is skipped; `!`, `[…]` and an escaped `#` are not valid.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from foureyes.model.glob import ANY, FOLDERS, STAR, joined

PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""Where the file may be; the first that is there counts."""

MAX_BYTES = 3_000_000
"""A larger file is not loaded."""

_WORD = re.compile(r"(?:\\.|[^\s\\])+")
_OWNER = re.compile(r"@[\w.-]+(?:/[\w.-]+)?|[^@\s]+@[^@\s]+\.[^@\s]+")


class Line(NamedTuple):
    """A pattern and who owns what it matches: nobody, where no owner is named."""

    number: int
    pattern: str
    owners: tuple[str, ...]


class CodeOwners:
    """The owners that one file names. Paths are told from the repository's top, with `/`, case counting."""

    def __init__(self, text: str) -> None:
        self.lines = list(_lines(text))

    def of(self, path: str) -> tuple[str, ...]:
        """The owners of a file; none where no line matches, or the last that does names nobody."""
        return next((line.owners for line, pattern in self._patterns if pattern.fullmatch(path)), ())

    @cached_property
    def _patterns(self) -> list[tuple[Line, re.Pattern[str]]]:
        """The lines with their patterns, the last first."""
        return [(line, compiled(line.pattern)) for line in reversed(self.lines)]


def code_owners(top: str) -> CodeOwners:
    """The owners that a repository with this top folder names; none without a file."""
    for place in PLACES:
        path = os.path.join(top, place)
        try:
            if os.path.islink(path) or not os.path.isfile(path):
                continue
            if os.path.getsize(path) > MAX_BYTES:
                break
            with open(path, encoding="utf-8", errors="replace") as file:
                return CodeOwners(file.read())
        except OSError:
            break
    return CodeOwners("")


def _lines(text: str) -> Iterator[Line]:
    """The valid lines."""
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        words = []
        for word in _WORD.findall(line):
            if word.startswith("#"):
                break
            words.append(word)
        if words and is_valid(words[0]) and all(map(_OWNER.fullmatch, words[1:])):
            yield Line(number, words[0], tuple(words[1:]))


def is_valid(pattern: str) -> bool:
    """Whether GitHub takes a pattern."""
    return not pattern.startswith(("!", "\\#")) and "***" not in pattern and not re.search(r"(?<!\\)[\[\]]", pattern)


def compiled(pattern: str) -> re.Pattern[str]:
    """The expression that matches the whole path of every file that a pattern matches."""
    if pattern == "/":
        return re.compile(r"(?!)")
    anchored = "/" in pattern.rstrip("/")
    steps = pattern.strip("/").split("/")
    within = "/.*" if pattern.endswith("/") else "" if steps[-1] == "*" and anchored else "(?:/.*)?"
    parts = [] if anchored else [FOLDERS]
    for number, step in enumerate(steps):
        if step == "**":
            if parts[-1:] != [FOLDERS]:
                parts.append(ANY if number + 1 == len(steps) else FOLDERS)
            elif number + 1 == len(steps):
                parts[-1] = ANY
        else:
            parts += _step(step)
            parts += ["/"] if number + 1 < len(steps) else []
    return re.compile(joined(parts) + within, re.DOTALL)


def _step(text: str) -> list[str]:
    """The expression of one name of a path, piece by piece."""
    parts: list[str] = []
    for one in re.findall(r"\\.|.", text, re.DOTALL):
        if one == "*":
            parts += [STAR] if parts[-1:] != [STAR] else []
        elif one == "?":
            parts.append("[^/]")
        else:
            parts.append(re.escape(one[-1]))
    return parts
