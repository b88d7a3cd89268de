"""What the shards of a run say besides: counts are added up, everything else is said once."""

from __future__ import annotations

from collections.abc import Iterable

from foureyes.model.pattern import pattern
from foureyes.reports.words import count

_COUNTED = pattern(r"((?:[^ ]+: )?)([\d,]+) (skip comment|finding)s?( of [^ ]+| of the baseline)( is| are)?( not .*)")

Key = tuple[str, str, str, str, str]
"""Where, what is counted, of what, the verb, and the rest."""


def summed(texts: Iterable[str]) -> dict[str, str]:
    """What is to be said in place of each text that counts something, all that count the same being one."""
    told: dict[Key, list[str]] = {}
    sums: dict[Key, int] = {}
    for text in texts:
        match = _COUNTED.fullmatch(text)
        if match is not None:
            key: Key = (match[1], match[3], match[4], "is" if match[5] else "", match[6])
            told.setdefault(key, []).append(text)
            sums[key] = sums.get(key, 0) + int(match[2].replace(",", ""))
    found = {}
    for key, several in told.items():
        where, noun, what, has_verb, rest = key
        number = sums[key]
        verb = "" if not has_verb else " is" if number == 1 else " are"
        found.update(dict.fromkeys(several, f"{where}{count(number, noun)}{what}{verb}{rest}"))
    return found
