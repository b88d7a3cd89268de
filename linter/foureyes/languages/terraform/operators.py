"""Operators on values. What cannot be told stays unknown; a test on it becomes a choice."""

from __future__ import annotations

from collections.abc import Callable

from foureyes.languages.terraform.functions.failure import Failure, Fault, Untellable
from foureyes.languages.terraform.functions.number import (
    Number,
    add,
    compare,
    divide,
    modulo,
    multiply,
    negate,
    parse_number,
    subtract,
)
from foureyes.languages.terraform.functions.types import ANY, BOOL, NUMBER, STRING
from foureyes.languages.terraform.leaves import (
    Pending,
    canonical,
    circumstances,
    failure,
    scalar_text,
    unknown_from,
)
from foureyes.model.decision import Condition, choose
from foureyes.model.place import Place
from foureyes.model.value import Absent, Known, Leaf, ListValue, MapValue, Unknown, Value, asked, compared, lift

_ARITHMETIC: dict[str, Callable[[Number, Number], Number]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "%": modulo,
}
_ORDER: dict[str, Callable[[int], bool]] = {
    "<": lambda sign: sign < 0,
    ">": lambda sign: sign > 0,
    "<=": lambda sign: sign <= 0,
    ">=": lambda sign: sign >= 0,
}
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}
STRUCTURES = "a comparison of structures with unknown parts is not followed"


def binary(operator: str, left: Value, right: Value, place: Place | None) -> Value:
    """`left operator right`."""
    if operator == "==":
        return equals(left, right, place)
    if operator == "!=":
        return negation(equals(left, right, place), place)
    if operator in ("&&", "||"):
        return lift(lambda a, b: _logical(operator, a, b, place), truth(left, place), truth(right, place))
    return lift(lambda a, b: _numeric(operator, a, b, place), left, right)


def _numeric(operator: str, left: Leaf, right: Leaf, place: Place | None) -> Leaf:
    try:
        a, b = number_of(left), number_of(right)
        if a is None or b is None:
            unknown = next(one for one in (left, right) if isinstance(one, Unknown))
            return unknown_from(unknown.reason, left, right, place=place, subject=_named(operator, left, right))
        if operator in _ORDER:
            result: Number | bool = _ORDER[operator](compare(a, b))
        else:
            result = _ARITHMETIC[operator](a, b)
    except Fault as fault:
        return failure(str(fault), left, right, place=place)
    except Untellable as reason:
        return unknown_from(str(reason), left, right, place=place)
    return Known(result, **circumstances(left, right, place=place))


def _named(operator: str, left: Leaf, right: Leaf) -> str | None:
    if (left.secret or right.secret) and not (isinstance(left, Unknown) and isinstance(right, Unknown)):
        return None
    one, other = canonical(left), canonical(right)
    return f"{one} {operator} {other}" if one and other else None


def number_of(leaf: Leaf) -> Number | None:
    """The number a leaf holds or spells, None for an unknown; raises Fault for what is none."""
    if isinstance(leaf, Failure):
        raise Fault(leaf.reason)
    if isinstance(leaf, Unknown):
        return None
    if not isinstance(leaf, Known) or isinstance(leaf.scalar, bool):
        raise Fault("a number is required")
    return parse_number(leaf.scalar) if isinstance(leaf.scalar, str) else leaf.scalar


def negative(value: Value, place: Place | None) -> Value:
    """`-value`."""

    def one(leaf: Leaf) -> Leaf:
        try:
            number = number_of(leaf)
        except Fault as fault:
            return failure(str(fault), leaf, place=place)
        except Untellable as reason:
            return unknown_from(str(reason), leaf, place=place)
        if number is None:
            name = canonical(leaf)
            return unknown_from(getattr(leaf, "reason", ""), leaf, place=place, subject=f"-{name}" if name else None)
        return Known(negate(number), **circumstances(leaf, place=place))

    return lift(one, value)


def truth(value: Value, place: Place | None = None) -> Value:
    """The value as a condition: true, false, or a choice of both named by what is asked."""

    def one(leaf: Leaf) -> Value:
        if isinstance(leaf, Known):
            if isinstance(leaf.scalar, bool):
                return leaf
            if isinstance(leaf.scalar, str) and leaf.scalar in _TRUTHS:
                return Known(_TRUTHS[leaf.scalar], **circumstances(leaf, place=place))
        if isinstance(leaf, Unknown):
            if leaf.subject is None or isinstance(leaf, Failure):
                return leaf
            named = circumstances(leaf, place=leaf.place)
            return choose(Condition(leaf.subject, True), Known(True, **named), Known(False, **named))
        return failure("a condition must be true or false", leaf, place=place)

    return lift(one, value)


def negation(value: Value, place: Place | None) -> Value:
    """`!value`."""

    def one(leaf: Leaf) -> Leaf:
        if isinstance(leaf, Known):
            return Known(not leaf.scalar, **circumstances(leaf, place=place))
        return leaf

    return lift(one, truth(value, place))


def _logical(operator: str, left: Leaf, right: Leaf, place: Place | None) -> Leaf:
    deciding = operator == "||"
    if isinstance(left, Failure):
        return left
    for one in (left, right):
        if isinstance(one, Known) and one.scalar is deciding:
            return Known(deciding, **circumstances(one, place=place))
    for one in (left, right):
        if isinstance(one, Failure):
            return one
    if isinstance(left, Known) and isinstance(right, Known):
        return Known(not deciding, **circumstances(left, right, place=place))
    unknown = left if isinstance(left, Unknown) else right
    return unknown_from(getattr(unknown, "reason", ""), left, right, place=place, subject=_named(operator, left, right))


def equals(left: Value, right: Value, place: Place | None) -> Value:
    """`left == right`."""
    return lift(lambda a, b: _equal(a, b, place), left, right)


def _equal(left: Leaf, right: Leaf, place: Place | None) -> Value:
    compared(left, right)
    named = circumstances(left, right, place=place)
    for one in (left, right):
        if isinstance(one, Failure):
            return one
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return _equal_to_unknown(left, right, place)
    if isinstance(left, Absent) or isinstance(right, Absent):
        return Known(isinstance(left, Absent) and isinstance(right, Absent), **named)
    if isinstance(left, Known) and isinstance(right, Known):
        return _equal_scalars(left, right, place)
    answer = _same(left, right)
    if answer is None:
        return unknown_from(STRUCTURES, left, right, place=place, subject=_named("==", left, right))
    return Known(answer, **named)


def _equal_scalars(left: Known, right: Known, place: Place | None) -> Leaf:
    a, b = left.scalar, right.scalar
    named = circumstances(left, right, place=place)
    if isinstance(a, str) == isinstance(b, str) and isinstance(a, bool) == isinstance(b, bool):
        same = a == b if isinstance(a, str | bool) or isinstance(b, str | bool) else compare(a, b) == 0
        return Known(same, **named)
    if (left.references or right.references) and scalar_text(left) == scalar_text(right):
        # The provider's schema decides whether a resource's argument is text or a number.
        return unknown_from("the types of what is compared are not known", left, right, place=place)
    return Known(False, **named)


def _equal_to_unknown(left: Leaf, right: Leaf, place: Place | None) -> Value:
    if not isinstance(left, Unknown):
        left, right = right, left
    assert isinstance(left, Unknown)
    named = circumstances(left, right, place=place)
    if isinstance(right, Absent) and left.present:
        return Known(False, **named)
    if isinstance(right, Known):
        if isinstance(right.scalar, str) and left.parts is not None and not left.may_be(right.scalar):
            return Known(False, **named)
        if left.subject is not None:
            test = _test(left, right)
            return choose(test, Known(True, **named), Known(False, **named))
    if isinstance(right, Unknown) and left.subject is not None and left.subject == right.subject and left == right:
        return Known(True, **named)
    return unknown_from(left.reason, left, right, place=place, subject=_named("==", left, right))


def _test(left: Unknown, right: Known) -> Condition:
    """The test whether an unknown is a scalar. One that may be text or truth alike is asked under a name of its own."""
    assert left.subject is not None
    type = left.type if isinstance(left, Pending) else ANY
    test = asked(left.subject, right.scalar, left.secret or right.secret)
    if (isinstance(right.scalar, bool) and type is BOOL) or type in (STRING, NUMBER):
        return test
    if isinstance(right.scalar, bool) or str(right.scalar) in _TRUTHS:
        return Condition(f"{left.subject} == {canonical(right)}", True)
    return test


def _same(left: Leaf, right: Leaf) -> bool | None:
    """Whether two structures are equal; None where it depends on what is unknown, or on their types."""
    if left is right:
        return None
    if isinstance(left, Known) or isinstance(right, Known) or isinstance(left, Absent) or isinstance(right, Absent):
        if isinstance(left, Known) and isinstance(right, Known):
            verdict = _equal_scalars(left, right, None)
            return verdict.scalar is True if isinstance(verdict, Known) else None
        if isinstance(left, Unknown) or isinstance(right, Unknown):
            return None
        return isinstance(left, Absent) and isinstance(right, Absent)
    if isinstance(left, ListValue) and isinstance(right, ListValue):
        return _same_lists(left, right)
    if isinstance(left, MapValue) and isinstance(right, MapValue):
        return _same_maps(left, right)
    return None if isinstance(left, Unknown) or isinstance(right, Unknown) else False


def _same_lists(left: ListValue, right: ListValue) -> bool | None:
    if left.open or right.open:
        return None
    if len(left.items) != len(right.items):
        return False
    return _all_same(list(zip(left.items, right.items, strict=True)))


def _same_maps(left: MapValue, right: MapValue) -> bool | None:
    if left.open or right.open:
        return None
    if left.entries.keys() != right.entries.keys():
        # An attribute that is null may be one that was left out and filled in by a type.
        return False
    return _all_same([(value, right.entries[key]) for key, value in left.entries.items()])


def _all_same(pairs: list[tuple[Value, Value]]) -> bool | None:
    """False if one pair surely differs. Equal contents may still be of different types: that cannot be told."""
    for a, b in pairs:
        if isinstance(a, Leaf) and isinstance(b, Leaf) and _same(a, b) is False:
            return False
    return None
