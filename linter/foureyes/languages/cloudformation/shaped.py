"""Unknown texts of known shape: an account number is never `*`, a parameter is one of its allowed values."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from foureyes.model.value import Unknown


class Shaped(Unknown):
    """An unknown that `pattern`, a regular expression in lower case, describes."""

    __slots__ = ("pattern",)

    def __init__(self, reason: str, *circumstances: Any, pattern: str, **named: Any) -> None:
        super().__init__(reason, *circumstances, **named)
        self.pattern = pattern

    def _copy(self) -> Shaped:
        return Shaped(self.reason, pattern=self.pattern, subject=self.subject, parts=self.parts, present=self.present)

    def may_be(self, text: str) -> bool:
        return re.fullmatch(self.pattern, text.lower(), re.DOTALL) is not None


class OneOf(Unknown):
    """An unknown out of more allowed texts than are told apart one by one."""

    __slots__ = ("allowed",)

    def __init__(self, reason: str, *circumstances: Any, allowed: frozenset[str], **named: Any) -> None:
        super().__init__(reason, *circumstances, **named)
        self.allowed = allowed

    def _copy(self) -> OneOf:
        return OneOf(self.reason, allowed=self.allowed, subject=self.subject, present=self.present)

    def may_be(self, text: str) -> bool:
        return text.lower() in self.allowed


class Limited(Unknown):
    """An unknown that what its declaration allows limits."""

    __slots__ = ("admits",)

    def __init__(self, reason: str, *circumstances: Any, admits: Callable[[str], bool], **named: Any) -> None:
        super().__init__(reason, *circumstances, **named)
        self.admits = admits

    def _copy(self) -> Limited:
        return Limited(self.reason, admits=self.admits, subject=self.subject, parts=self.parts, present=self.present)

    def may_be(self, text: str) -> bool:
        return self.admits(text)
