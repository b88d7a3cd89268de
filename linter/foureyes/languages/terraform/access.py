"""Attributes and elements of values."""

from __future__ import annotations

from foureyes.languages.terraform.functions.failure import Failure
from foureyes.languages.terraform.functions.types import ANY, BOOL, NUMBER, STRING
from foureyes.languages.terraform.leaves import (
    SURE,
    Exported,
    Pending,
    circumstances,
    merged_references,
    merged_trail,
    scalar_text,
    unknown_from,
)
from foureyes.languages.terraform.type_expressions import attribute_type, element_type
from foureyes.model.decision import Choice, Condition, choose, leaves
from foureyes.model.place import Place
from foureyes.model.value import Absent, Known, Leaf, ListValue, MapValue, Reference, Unknown, Value, lift

MAX_ALTERNATIVES = 20


class OutOfReach(Failure):
    """The failure to find an attribute or element."""

    __slots__ = ()

    def _copy(self) -> OutOfReach:
        return OutOfReach(self.reason, subject=self.subject)


def failure(reason: str, *operands: Leaf, place: Place | None = None) -> OutOfReach:
    """That Terraform is sure to find nothing there."""
    return OutOfReach(reason, **circumstances(*operands, place=place))


def reachable(value: Value) -> Value:
    """The value without the cases in which nothing is found: Terraform stops there, nothing is deployed."""
    if type(value) is not Choice:
        return value
    several: Value = value
    missing = any(isinstance(leaf, OutOfReach) for leaf in leaves(several))
    return _reachable(several, {}) if missing else value


def _reachable(value: Value, done: dict[int, Value]) -> Value:
    if not isinstance(value, Choice):
        return value
    if id(value) not in done:
        then, otherwise = _reachable(value.then, done), _reachable(value.otherwise, done)
        if isinstance(then, OutOfReach):
            done[id(value)] = otherwise
        elif isinstance(otherwise, OutOfReach):
            done[id(value)] = then
        else:
            done[id(value)] = Choice(value.test, then, otherwise)
    return done[id(value)]


def attribute(value: Value, name: str, place: Place | None = None) -> Value:
    """`value.name`."""
    return lift(lambda leaf: _attribute(leaf, name, place), value)


def element(value: Value, key: Value, place: Place | None = None) -> Value:
    """`value[key]`."""
    return lift(lambda leaf, at: _element(leaf, at, place), value, key)


def _attribute(leaf: Leaf, name: str, place: Place | None) -> Value:
    if isinstance(leaf, Failure):
        return leaf
    if isinstance(leaf, Exported):
        return within(leaf.get(name), leaf)
    if isinstance(leaf, MapValue):
        return _entry(leaf, name, place)
    if isinstance(leaf, Unknown) and leaf.parts is None:
        return deeper(leaf, f".{name}", place, attribute_type(getattr(leaf, "type", None), name))
    if isinstance(leaf, ListValue) and name.isdigit():
        return _element(leaf, Known(int(name)), place)
    return failure(f"`{name}` is asked of something that has no attributes", leaf, place=place)


def _entry(leaf: MapValue, name: str, place: Place | None, secret: bool = False) -> Value:
    found = leaf.entries.get(name)
    name = "such a key" if secret else f"`{name}`"
    if found is not None:
        return within(found, leaf)
    if leaf.open:
        return unknown_from(f"whether {name} is set cannot be told", leaf, place=place)
    return failure("there is no such key in it" if secret else f"there is no {name} in it", leaf, place=place)


def within(value: Value, holder: Leaf) -> Value:
    """What was taken out of something inherits that one's references, trail and secrecy."""
    if not (holder.references or holder.trail or holder.secret):
        return value
    return lift(
        lambda leaf: leaf.replace(
            references=merged_references(leaf, holder),
            trail=merged_trail(leaf.trail, holder.trail),
            secret=leaf.secret or holder.secret,
        ),
        value,
    )


def deeper(leaf: Unknown, step: str, place: Place | None, type: object = None) -> Unknown:
    """A part of something unknown."""
    attribute = step.lstrip(".")
    references = tuple(
        Reference(one.target, f"{one.attribute}{step}" if one.attribute else attribute) for one in leaf.references
    )
    subject = f"{leaf.subject}{step}" if leaf.subject else None
    named = {"references": references, "subject": subject, **circumstances(leaf, place=place)}
    named["present"] = attribute in SURE and _is_resource(leaf)
    return Unknown(leaf.reason, **named) if type is None else Pending(leaf.reason, type, **named)


def _is_resource(leaf: Unknown) -> bool:
    """Whether it stands for a resource as a whole, or for an instance of one."""
    if len(leaf.references) != 1:
        return False
    attribute = leaf.references[0].attribute
    return not attribute or (attribute.startswith("[") and attribute.endswith("]") and "." not in attribute)


def _element(leaf: Leaf, key: Leaf, place: Place | None) -> Value:
    if isinstance(leaf, Failure) or isinstance(key, Failure):
        return leaf if isinstance(leaf, Failure) else key
    if isinstance(key, Absent) or isinstance(leaf, Absent | Known):
        return failure("an element is asked of what has none, or by a key that is null", leaf, key, place=place)
    if isinstance(leaf, Unknown):
        if isinstance(key, Known):
            step = f"[{_key_text(key)}]"
            return deeper(leaf, step, place, element_type(getattr(leaf, "type", None), key.scalar))
        return unknown_from(leaf.reason, leaf, key, place=place)
    if isinstance(key, Unknown):
        return _one_of(leaf, key, place)
    if not isinstance(key, Known):
        return failure("a key must be text or a number", leaf, key, place=place)
    if isinstance(leaf, Exported):
        return within(leaf.get(scalar_text(key)), leaf)
    if isinstance(leaf, MapValue):
        return _entry(leaf, scalar_text(key), place, key.secret)
    return _item(leaf, key, place) if isinstance(leaf, ListValue) else failure("it has no elements", leaf, place=place)


def _key_text(key: Known) -> str:
    return f'"{key.scalar}"' if isinstance(key.scalar, str) else scalar_text(key)


def _item(leaf: ListValue, key: Known, place: Place | None) -> Value:
    text = scalar_text(key)
    if leaf.is_set or not text.isdigit():
        return failure(f"a list has no element {text}", leaf, key, place=place)
    number = int(text)
    if leaf.open:
        inside = [one for item in leaf.items for one in leaves(item)]
        return unknown_from(f"which element is number {text} cannot be told", leaf, *inside, place=place)
    if number < len(leaf.items):
        return within(leaf.items[number], leaf)
    return failure(f"there is no element {text}, only {len(leaf.items)}", leaf, key, place=place)


def _one_of(leaf: Leaf, key: Unknown, place: Place | None) -> Value:
    """The element for an unknown key: one of several, if the key can be asked about."""
    candidates: list[tuple[str | int, Value]] = []
    if isinstance(leaf, MapValue):
        candidates = [(name, value) for name, value in leaf.entries.items() if key.may_be(name)]
    elif isinstance(leaf, ListValue):
        candidates = list(enumerate(leaf.items))
    whole = not getattr(leaf, "open", True)
    if not whole or not candidates or len(candidates) > MAX_ALTERNATIVES or key.subject is None:
        inside = [one for _, value in candidates if not isinstance(value, Choice) for one in [value]]
        return unknown_from(key.reason, key, leaf, *inside, place=place)
    result: Value = failure(f"there is no element for `{key.subject}`", leaf, key, place=place)
    if getattr(key, "type", ANY) is BOOL:
        found = dict(candidates)
        then, otherwise = (within(found[one], leaf) if one in found else result for one in ("true", "false"))
        return choose(Condition(key.subject, True), then, otherwise)
    for name, value in reversed(candidates):
        result = choose(_is_key(key, key.subject, name), within(value, leaf), result)
    return result


def _is_key(key: Unknown, subject: str, name: str | int) -> Condition:
    """The test whether a key is `name`. Keys are converted, comparisons are not."""
    if getattr(key, "type", ANY) is (NUMBER if isinstance(name, int) else STRING):
        return Condition(subject, name)
    if isinstance(name, int):
        return Condition(f"tonumber({subject})", name)
    plain = name not in ("true", "false") and not name[:1].isdigit() and not name.startswith("-")
    return Condition(subject if plain else f"tostring({subject})", name)
