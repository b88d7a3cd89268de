"""Reading a property or an element of a value."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from foureyes.languages.arm.canonical import INDEX_OF, OUTPUTS_OF, canonical, shortened
from foureyes.languages.arm.domain import standing_for
from foureyes.languages.arm.scope import Env
from foureyes.model.decision import leaves
from foureyes.model.place import Place
from foureyes.model.value import (
    Absent,
    Choice,
    Known,
    Leaf,
    ListValue,
    MapValue,
    Reference,
    Unknown,
    Value,
    lift,
    moved,
)

ALWAYS_SET = frozenset(
    {
        "resourcegroup().id", "resourcegroup().name", "resourcegroup().location", "subscription().id",
        "subscription().subscriptionid", "subscription().tenantid", "subscription().displayname",
        "tenant().tenantid", "tenant().id", "deployment().name", "managementgroup().id", "managementgroup().name",
        "deployer().objectid", "deployer().tenantid",
    }
)  # fmt: skip
"""What is never null among the things that only the deployment knows."""

MAX_PARTS = 1_000
"""Parts of an object or array that are looked at for what it refers to."""


def at_key(
    base: Value,
    key: Value,
    env: Env,
    place: Place,
    safe: bool = False,
    from_end: bool = False,
    holder: str | None = None,
) -> Value:
    """`base.key` or `base[key]`. `holder` names what keeps a base that is known in part."""

    def step(one: Leaf, name: Leaf) -> Value:
        if isinstance(one, Absent):
            reason = "a property of null is asked for"
            return Absent(place, one.trail) if safe else Unknown(reason, place, one.trail)
        if isinstance(one, Unknown) or isinstance(name, Unknown) or not isinstance(name, Known):
            return _of_unknown(one, name, env, place, from_end, holder)
        if isinstance(one, MapValue) and isinstance(name.scalar, str):
            return _of_map(one, name.scalar, place, safe)
        if isinstance(one, ListValue) and isinstance(name.scalar, int):
            return _of_list(one, name.scalar, place, safe, from_end)
        return Unknown(f"`{name.scalar}` is looked for in something that has no such part", place, one.trail)

    if not isinstance(base, Choice) and not isinstance(key, Choice):
        return step(base, key)
    return lift(step, base, key)


def _of_map(base: MapValue, key: str, place: Place, safe: bool) -> Value:
    found = base.find(key)
    if isinstance(found, Absent) and not base.open and key.lower() not in {one.lower() for one in base.entries}:
        return Absent(place, base.trail) if safe else Unknown(f"there is no property `{key}`", place, base.trail)
    if base.trail or base.secret:
        found = lift(
            lambda leaf: leaf.replace(trail=leaf.trail or base.trail, secret=leaf.secret or base.secret), found
        )
    return moved(found, place)


def _of_list(base: ListValue, index: int, place: Place, safe: bool, from_end: bool) -> Value:
    if base.open:
        return Unknown("how many elements there are cannot be told", place, base.trail)
    at = len(base.items) - index if from_end else index
    if 0 <= at < len(base.items):
        return moved(base.items[at], place)
    return Absent(place, base.trail) if safe else Unknown(f"there is no element {index}", place, base.trail)


def _is_item(item: str, subject: str) -> bool:
    """Whether `item` is what a loop over `subject` calls the item that stands for all."""
    stars = item.removeprefix(f"{subject}[").removesuffix("]")
    return stars.strip("*") == "" and item == shortened(f"{subject}[{stars}]")


def _parts(value: Value) -> Iterator[Leaf]:
    """All that an object or array holds: it may be any of it that is asked for."""
    for leaf in leaves(value):
        yield leaf
        if isinstance(leaf, MapValue | ListValue):
            for item in leaf.entries.values() if isinstance(leaf, MapValue) else leaf.items:
                yield from _parts(item)


def _of_unknown(base: Leaf, key: Leaf, env: Env, place: Place, from_end: bool, holder: str | None) -> Value:
    """A part of something unknown: named by the path that leads to it."""
    text = canonical(key)
    subject = base.subject if isinstance(base, Unknown) else canonical(base) or holder
    name = key.scalar if isinstance(key, Known) else None
    if subject is None or text is None:
        path = None
    elif subject.startswith(OUTPUTS_OF) and isinstance(name, str):
        path = shortened(f"reference({subject.removeprefix(OUTPUTS_OF)}).outputs.{name}.value")
    elif text.startswith(INDEX_OF) and _is_item(text.removeprefix(INDEX_OF), subject):
        path = text.removeprefix(INDEX_OF)
    elif isinstance(name, str) and name.isidentifier():
        path = shortened(f"{subject}.{name}")
    else:
        path = shortened(f"{subject}[{'^' if from_end else ''}{text}]")
    references = {
        Reference(one.target, f"{one.attribute}.{name}".lstrip(".") if name is not None else one.attribute): None
        for one in base.references
    }
    parts = list(islice(_parts(base), MAX_PARTS)) if name is None else []
    references.update((reference, None) for one in parts for reference in one.references)
    secret = base.secret or any(one.secret for one in parts)
    reason = base.reason if isinstance(base, Unknown) else getattr(key, "reason", "which part is read cannot be told")
    present = path is not None and path.lower() in ALWAYS_SET
    unknown = Unknown(reason, place, base.trail, tuple(references), secret, subject=path, present=present)
    shape = env.session.shapes.get(subject or "")
    if shape is not None and isinstance(name, str):
        inner = next((one for title, one in shape.properties.items() if title.lower() == name.lower()), None)
        if inner is not None:
            return standing_for(inner, unknown, env.session)
    return unknown
