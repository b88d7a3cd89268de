"""Path patterns: `*` within a folder, `**` over any depth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

STAR, ANY, FOLDERS = "[^/]*", ".*", "(?:.*/)?"
"""What stands in expressions for `*`, for `**`, and for `**/` where a step of the path begins."""

_LAZY = {STAR: "[^/]*?", ANY: ".*?", FOLDERS: "(?:.*?/)??"}
_FEW = 3
"""Wildcards from which on an expression would try too many ways."""


def matches(path: str, patterns: Iterable[str]) -> bool:
    """Whether one of the patterns matches the path or a folder above it."""
    return any(_compiled(pattern).fullmatch(path) for pattern in patterns)


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = re.findall(r"(?:^|(?<=/))(?:\*\*/)+|\*\*+|\*|\?|[^*?/]+|/", pattern.strip("/"))
    return re.compile(joined([*map(_spelled, parts)]) + "(?:/.*)?", re.DOTALL)


def _spelled(part: str) -> str:
    if part.startswith("**"):
        return FOLDERS if part.endswith("/") else ANY
    return {"*": STAR, "?": "[^/]"}.get(part) or re.escape(part)


def joined(pieces: Sequence[str]) -> str:
    """One expression of pieces, wildcards among them, whose time does not grow with every further wildcard.

    A wildcard gives nothing back once what follows it, up to the next wildcard that reaches as far, has been found:
    the first place where that fits leaves the most for the rest.
    """
    if sum(piece in _LAZY for piece in pieces) < _FEW:
        return "".join(pieces)
    groups: list[tuple[str, list[str]]] = [("", [])]
    for piece in pieces:
        if piece in _LAZY:
            groups.append((piece, []))
        else:
            groups[-1][1].append(piece)
    told: list[str] = []
    bodies: list[str] = []
    for number in range(len(groups) - 1, -1, -1):
        wildcard, literal = groups[number]
        text = "".join(literal)
        following = groups[number + 1][0] if number + 1 < len(groups) else ""
        if wildcard == STAR:
            settled = following in (STAR, ANY) or any(map(_holds_slash, literal))
            bodies.append(f"(?>{_LAZY[STAR]}{text})" if settled else f"{STAR}{text}")
            continue
        body = text + "".join(reversed(bodies))
        bodies = []
        told.append(f"(?>{_LAZY[wildcard]}{body})" if wildcard and told else f"{wildcard}{body}")
    return "".join(reversed(told))


def _holds_slash(piece: str) -> bool:
    return "/" in piece and not piece.startswith(("(?!/)", "[^/]"))
