"""Classes of characters."""

from __future__ import annotations

import unicodedata

from foureyes.languages.terraform.functions.failure import Untellable
from foureyes.languages.terraform.functions.re2.nodes import Test

Ranges = tuple[tuple[str, str], ...]

DIGITS: Ranges = (("0", "9"),)
SPACES: Ranges = (("\t", "\n"), ("\f", "\r"), (" ", " "))
WORD: Ranges = (("0", "9"), ("A", "Z"), ("_", "_"), ("a", "z"))

PERL = {"d": DIGITS, "s": SPACES, "w": WORD}
POSIX: dict[str, Ranges] = {
    "alnum": (("0", "9"), ("A", "Z"), ("a", "z")),
    "alpha": (("A", "Z"), ("a", "z")),
    "ascii": (("\x00", "\x7f"),),
    "blank": (("\t", "\t"), (" ", " ")),
    "cntrl": (("\x00", "\x1f"), ("\x7f", "\x7f")),
    "digit": DIGITS,
    "graph": (("!", "~"),),
    "lower": (("a", "z"),),
    "print": ((" ", "~"),),
    "punct": (("!", "/"), (":", "@"), ("[", "`"), ("{", "~")),
    "space": (("\t", "\r"), (" ", " ")),
    "upper": (("A", "Z"),),
    "word": WORD,
    "xdigit": (("0", "9"), ("A", "F"), ("a", "f")),
}


def within(ranges: Ranges) -> Test:
    """A test for characters in one of the ranges."""
    return lambda character: any(low <= character <= high for low, high in ranges)


def category(name: str) -> Test:
    """A test for a general category of Unicode; scripts are not known here."""
    if name == "Any":
        return lambda character: True
    if name not in _CATEGORIES:
        raise Untellable(f"the character class {name} is not followed")
    return lambda character: unicodedata.category(character).startswith(name)


_MINOR = {"L": "ultmo", "M": "nce", "N": "dlo", "P": "cdseifo", "S": "mcko", "Z": "slp", "C": "cfos"}
_CATEGORIES = frozenset([*_MINOR, *(major + minor for major, minors in _MINOR.items() for minor in minors)])


def negated(test: Test) -> Test:
    return lambda character: not test(character)


def either(tests: list[Test]) -> Test:
    return lambda character: any(test(character) for test in tests)


def folded(test: Test) -> Test:
    """The test without regard to case."""
    return lambda character: any(test(one) for one in _spellings(character))


def _spellings(character: str) -> set[str]:
    found = {character}
    for one in (character.lower(), character.upper(), character.title()):
        found |= {one, one.lower(), one.upper()} if len(one) == 1 else set()
    return {one for one in found if len(one) == 1}
