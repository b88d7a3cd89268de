"""Differences of texts for people to read: unified, secrets starred out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import unified_diff

from foureyes.model.place import Source

_HEAD = re.compile(r"(---|\+\+\+) ")
CONTEXT = 3


def difference(before: Source, after: Source, mask: Callable[[str], str] = str) -> Iterator[str]:
    """The lines of a unified diff. What readers hid is starred out, and what `mask` takes for a secret."""
    old, new = _lines(before, mask), _lines(after, mask)
    path = before.path.lstrip("/") if before.path.startswith("/") else before.path
    for line in unified_diff(old, new, f"a/{path}", f"b/{path}", n=CONTEXT):
        yield line.rstrip("\r\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"


def _lines(source: Source, mask: Callable[[str], str]) -> list[str]:
    text = source.text
    for start, end in source.hidden:
        stars = "".join(one if one in "\r\n" else "*" for one in text[start:end])
        text = text[:start] + stars + text[end:]
    return [mask(line) for line in text.splitlines(keepends=True)]
