"""`try` and `can`: what happens to errors."""

from __future__ import annotations

from foureyes.languages.terraform.functions.circumstances import gather
from foureyes.languages.terraform.functions.context import FunctionContext
from foureyes.languages.terraform.functions.digest import failure_in
from foureyes.languages.terraform.functions.failure import Failure
from foureyes.languages.terraform.functions.sets import is_told
from foureyes.model.decision import Condition, choose, combine, leaves
from foureyes.model.pattern import pattern
from foureyes.model.value import Known, Leaf, ListValue, MapValue, Unknown, Value, lift, too_many_cases

_WHOLE_VARIABLE = pattern(r"var\.[\w-]++\Z")


def try_(arguments: list[Value], context: FunctionContext) -> Value:
    """The first argument that is no error. Where that is unsure, it or what comes after it."""
    if not arguments:
        return Failure("try() needs at least one argument", context.place)

    def attempt(leaf: Leaf) -> Value:
        if failure_in(leaf) is not None:
            return try_(arguments[1:], context) if len(arguments) > 1 else _all_failed(leaf, context)
        if succeeds(leaf) or len(arguments) == 1:
            return leaf
        return _either(leaf, try_(arguments[1:], context), context)

    return lift(attempt, arguments[0])


def _all_failed(leaf: Leaf, context: FunctionContext) -> Value:
    failure = failure_in(leaf)
    reason = failure.reason if failure else "an error"
    return Failure(reason, context.place, leaf.trail, leaf.references, leaf.secret)


def succeeds(leaf: Leaf) -> bool:
    """Whether evaluation surely is no error, as far down as it goes.

    An attribute of a resource exists, only its value is not known yet; so does a variable itself.
    """
    pending: list[Value] = [leaf]
    while pending:
        for one in leaves(pending.pop()):
            if isinstance(one, ListValue):
                pending += one.items
            elif isinstance(one, MapValue):
                pending += one.entries.values()
            elif isinstance(one, Unknown) and not _surely_evaluates(one):
                return False
    return True


def _surely_evaluates(leaf: Unknown) -> bool:
    if leaf.references or (leaf.subject and _WHOLE_VARIABLE.match(leaf.subject)):
        return True
    gaps = [part for part in leaf.parts or () if isinstance(part, Unknown)]
    if gaps:
        return all(_surely_evaluates(gap) for gap in gaps)
    return leaf.document is not None and all(succeeds(one) for one in leaves(leaf.document))


def _either(leaf: Leaf, rest: Value, context: FunctionContext) -> Value:
    if isinstance(leaf, Unknown) and leaf.subject:
        return combine(
            lambda one: choose(Condition(f"can({leaf.subject})", True), leaf, one, overflow=too_many_cases),
            rest,
            overflow=too_many_cases,
        )
    reason = leaf.reason if isinstance(leaf, Unknown) else "whether it is an error cannot be told"
    return Unknown(reason, *gather([leaf, rest], context.place, deep=True))


def can(arguments: list[Value], context: FunctionContext) -> Value:
    """Whether the argument is no error."""
    if len(arguments) != 1:
        return Failure("can() takes one argument", context.place)

    def attempt(leaf: Leaf) -> Value:
        around = gather([leaf], context.place, deep=True)
        if failure_in(leaf) is not None:
            return Known(False, around.place, around.trail)
        if is_told(leaf):
            return Known(True, around.place, around.trail)
        subject = f"can({leaf.subject})" if isinstance(leaf, Unknown) and leaf.subject else None
        reason = leaf.reason if isinstance(leaf, Unknown) else "a part of it cannot be told"
        return Unknown(reason, *around, subject=subject, present=True)

    return lift(attempt, arguments[0])
