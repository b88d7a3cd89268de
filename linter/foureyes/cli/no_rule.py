"""The answer to the name of a rule that there is not."""

from __future__ import annotations

from collections.abc import Iterable

from foureyes.errors import BadUsage


def no_rule(name: str, known: Iterable[str]) -> BadUsage:
    """The error, with the names that are near."""
    from difflib import get_close_matches

    close = get_close_matches(name, list(known), 3, 0.5)
    remedy = f"did you mean {' or '.join(close)}?" if close else "`foureyes rules` lists them"
    return BadUsage(f"there is no rule {name!r}", remedy=remedy)
