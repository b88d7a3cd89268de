"""Keeping secrets out of code frames, whatever the line around a setting holds."""

from __future__ import annotations

import re

_NAMES = (
    "passw(?:or)?d|passwd|secret|token|connection_?string|credential"
    "|(?:api|access|private|account|encryption|storage|shared)_?key"
)

_ASSIGNED = re.compile(
    rf"""(?:{_NAMES})\w*["']?\s*[:=]\s*(?P<quote>["'])(?P<value>(?:(?!(?P=quote))[^\\]|\\.)*)""", re.IGNORECASE
)
_EXPORTED = re.compile(rf"(?:{_NAMES.upper()})[A-Z0-9_]*=(?P<value>[^\s\"'\\]+)")
_HARMLESS = re.compile(r"\[|\$\{|(?:true|false|enabled|disabled|required|optional)$", re.IGNORECASE)


def masked(line: str) -> str:
    """The line with literals of secret-looking names starred out, every column where it was."""
    for pattern in (_ASSIGNED, _EXPORTED):
        line = pattern.sub(_star, line)
    return line


def _star(match: re.Match[str]) -> str:
    if _HARMLESS.match(match["value"]):
        return match[0]
    start = match.start("value") - match.start()
    return match[0][:start] + "*" * len(match["value"]) + match[0][start + len(match["value"]) :]
