"""One of two decisions by a third."""

from __future__ import annotations

from typing import Final

from foureyes.model.decision import combine
from foureyes.model.value import Known, Leaf, Unknown, Value, too_many_cases

TRUE: Final = Known(True)
FALSE: Final = Known(False)


def select(test: Value, then: Value, otherwise: Value) -> Value:
    """`then` where the test is true, `otherwise` where it is false, unknown where it is neither."""
    return combine(_chosen, test, then, otherwise, overflow=too_many_cases, first_decides=True)


def _chosen(test: Leaf, then: Value, otherwise: Value) -> Value:
    if isinstance(test, Known) and isinstance(test.scalar, bool):
        return then if test.scalar else otherwise
    reason = test.reason if isinstance(test, Unknown) else "its condition is neither true nor false"
    return Unknown(reason, test.place, test.trail)
