"""Failures: what an expression yields that Terraform is sure to refuse."""

from __future__ import annotations

from foureyes.model.value import Unknown


class Failure(Unknown):
    """An error that is certain: `try` falls through it and `can` is false. To everybody else it is unknown."""

    __slots__ = ()

    def _copy(self) -> Failure:
        return Failure(self.reason, subject=self.subject)


class Fault(Exception):
    """Raised inside a function for operands Terraform refuses; the caller turns it into a `Failure`."""


class Untellable(Exception):
    """Raised inside a function for what we do not follow, though Terraform would; it becomes unknown."""
