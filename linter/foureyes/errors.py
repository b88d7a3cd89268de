"""The error family. The CLI turns each into a sentence with file, line and remedy."""

from __future__ import annotations

from foureyes.model.place import Place


class FoureyesError(Exception):
    """A fault the user can act on: what is wrong, where, and what to do about it."""

    def __init__(self, message: str, *, place: Place | None = None, path: str | None = None, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.path = place.path if place else path
        self.remedy = remedy

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else f"{self.path}: " if self.path else ""
        remedy = f" ({self.remedy})" if self.remedy else ""
        return f"{where}{self.message}{remedy}"


class UnreadableSource(FoureyesError):
    """A file that could not be read or does not follow its language's syntax."""


class TooLarge(FoureyesError):
    """Something that would grow beyond a bound."""


class BadUsage(FoureyesError):
    """Arguments or configuration that make no sense."""


class BrokenRule(FoureyesError):
    """A rule that raised instead of answering."""


class BadSuppression(FoureyesError):
    """Words that should accept a finding and say too little."""
