"""Whether a declaration admits a value: parameters may say which values they take, and then refuse others at deploy."""

from __future__ import annotations

import re

from foureyes.model.place import Place
from foureyes.model.value import Scalar

_RESTRICTS = re.compile(
    r"\bAllowedValues\b|\bAllowedPattern\b|\ballowedValues\b|@allowed\b|\bvalidation\s*\{", re.IGNORECASE
)


def admits(place: Place, value: Scalar) -> bool:
    """Whether the declaration around a default may take the value: it restricts nothing, or names it."""
    text = place.source.text
    start, end = _declaration(place)
    around = text[start : place.start] + text[place.end : end]
    if not _RESTRICTS.search(around):
        return True
    said = re.escape(str(value).lower() if isinstance(value, bool) else str(value))
    return re.search(rf"(?<![\w.-]){said}(?![\w.-])", around) is not None


def _declaration(place: Place) -> tuple[int, int]:
    """What declares the parameter: from a line that is further out than the default's, to the next such line.

    In Bicep the decorators above belong to it; on one line, the braces around it do.
    """
    source = place.source
    first, last = place.line, place.end_line
    text = source.text
    if source.path.endswith(".bicep"):
        while first > 1 and not re.match(
            r"\s*(?:param|var|resource|module|output|type|func)\b", source.line(first - 1)
        ):
            first -= 1
        return source.line_starts[first - 1], place.end
    depth = _depth(source.line(first))
    while first > 1 and (not source.line(first).strip() or _depth(source.line(first)) >= depth):
        first -= 1
    count = len(source.line_starts)
    while last < count and (not source.line(last).strip() or _depth(source.line(last)) >= depth):
        last += 1
    start = source.line_starts[first - 1]
    end = source.line_starts[last] if last < count else len(text)
    return start, end


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
