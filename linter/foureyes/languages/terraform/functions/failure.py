"""Failures: what an expression yields that Terraform is sure to refuse."""

from __future__ import annotations

from foureyes.model.decision import Choice
from foureyes.model.value import ListValue, MapValue, Unknown, Value


class Failure(Unknown):
    """An error that is certain: `try` falls through it and `can` is false. To everybody else it is unknown."""

    __slots__ = ()

    def _copy(self) -> Failure:
        return Failure(self.reason, subject=self.subject)


class Fault(Exception):
    """Raised inside a function for operands Terraform refuses; the caller turns it into a `Failure`."""


class Untellable(Exception):
    """Raised inside a function for what we do not follow, though Terraform would; it becomes unknown."""


def failure_in(value: Value) -> Failure | None:
    """A failure that is sure to happen inside a value, however deep; what hangs on a condition is not sure."""
    pending = [value]
    while pending:
        one = pending.pop()
        if isinstance(one, Failure):
            return one
        if isinstance(one, Choice):
            continue
        if isinstance(one, ListValue):
            pending += one.items
        elif isinstance(one, MapValue):
            pending += one.entries.values()
    return None
