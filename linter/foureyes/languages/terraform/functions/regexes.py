"""`regex`, `regexall` and `replace`."""

from __future__ import annotations

import re
from typing import Any

from foureyes.languages.terraform.functions.failure import Fault
from foureyes.languages.terraform.functions.re2 import Match, Pattern
from foureyes.languages.terraform.functions.signature import Library
from foureyes.languages.terraform.functions.types import STRING

LIBRARY = Library()

_REFERENCE = re.compile(r"\$(?:(\$)|(\w+)|\{(\w+)\})")


def compiled(text: str) -> Pattern:
    pattern = Pattern.of(text)
    named = [name is not None for name in pattern.names]
    if any(named) and not all(named):
        raise Fault("named and unnamed groups cannot be mixed")
    return pattern


def _captured(pattern: Pattern, match: Match) -> Any:
    """What a match yields: the text, a list of its groups, or a map of them."""
    if not pattern.names:
        return match.group(0)
    groups = [match.group(number + 1) for number in range(len(pattern.names))]
    if pattern.names[0] is None:
        return groups
    return dict(zip((str(name) for name in pattern.names), groups, strict=True))


@LIBRARY.plain("regex", STRING, STRING)
def regex(pattern: str, text: str) -> Any:
    ready = compiled(pattern)
    match = ready.search(text)
    if match is None:
        raise Fault("the pattern does not match")
    return _captured(ready, match)


@LIBRARY.plain("regexall", STRING, STRING)
def regexall(pattern: str, text: str) -> list[Any]:
    ready = compiled(pattern)
    return [_captured(ready, match) for match in ready.find_all(text)]


@LIBRARY.plain("replace", STRING, STRING, STRING)
def replace(text: str, wanted: str, new: str) -> str:
    if len(wanted) > 1 and wanted[0] == "/" and wanted[-1] == "/":
        return substituted(Pattern.of(wanted[1:-1]), text, new)
    return text.replace(wanted, new)


def substituted(pattern: Pattern, text: str, template: str) -> str:
    made, reached, at = "", 0, 0
    while at <= len(text):
        match = pattern.search(text, at)
        if match is None:
            break
        start, end = match.spans[:2]
        made += text[reached:start]
        if end > reached or start == 0:
            made += _expanded(pattern, match, template)
        reached = end
        at = max(end, at + 1)
    return made + text[reached:]


def _expanded(pattern: Pattern, match: Match, template: str) -> str:
    def value(reference: re.Match[str]) -> str:
        if reference[1]:
            return "$"
        name = reference[2] or reference[3]
        if name.isascii() and name.isdigit():
            number = int(name)
            return (match.group(number) or "") if number <= len(pattern.names) else ""
        numbers = [at for at, one in enumerate(pattern.names, 1) if one == name]
        return next((match.group(at) or "" for at in numbers if match.group(at) is not None), "")

    return _REFERENCE.sub(value, template)
