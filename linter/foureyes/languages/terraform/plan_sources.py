"""The sources beside a plan: findings then point to the line that somebody wrote, not into the plan."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from foureyes.languages.terraform.functions.circumstances import Circumstances
from foureyes.languages.terraform.functions.plain import to_value
from foureyes.languages.terraform.functions.sets import is_told
from foureyes.model.decision import Choice, leaves
from foureyes.model.place import Place
from foureyes.model.resource import Evaluation, Resource
from foureyes.model.root import Options
from foureyes.model.tree import Tree, parent
from foureyes.model.value import Absent, Known, Leaf, ListValue, MapValue, Unknown, Value, lift

_KEYS = re.compile(r'\[(?:\d+|\*|"(?:[^"\\]|\\.)*")\]')


def beside(evaluation: Evaluation, variables: Any, tree: Tree, options: Options) -> None:
    """Give the planned resources the places they have in the sources, if these lie beside the plan."""
    from foureyes.languages.terraform.module import module_files

    folder = parent(evaluation.root)
    if not module_files(tree.names(folder)):
        return
    declared, files = _evaluated(folder, variables, tree, options)
    exact = {resource.address: resource for resource in declared}
    loose: dict[str, list[Resource]] = {}
    for resource in declared:
        loose.setdefault(_KEYS.sub("", resource.address), []).append(resource)
    found = False
    for resource in evaluation.resources:
        same = loose.get(_KEYS.sub("", resource.address), [])
        twin = exact.get(resource.address) or (same[0] if len(same) == 1 else None)
        if twin is not None and twin.type == resource.type:
            _move(resource, twin)
            found = True
    if found:
        evaluation.files |= files


def _evaluated(folder: str, variables: Any, tree: Tree, options: Options) -> tuple[list[Resource], set[str]]:
    """What the sources declare, given the plan's variables."""
    from foureyes.languages.terraform.inputs import Given
    from foureyes.languages.terraform.resources import resources
    from foureyes.languages.terraform.room import room
    from foureyes.languages.terraform.scope import Scope
    from foureyes.languages.terraform.session import Session

    given = {
        name: Given(to_value(one.get("value"), Circumstances(None, (), (), False)), "the plan")
        for name, one in (variables.items() if isinstance(variables, dict) else ())
        if isinstance(one, dict)
    }
    with room():
        session = Session(folder, tree, given)
        return list(resources(Scope(session, session.module(folder)))), session.files


def _move(resource: Resource, twin: Resource) -> None:
    entries = {key: told(value, twin.body.get(key), twin.place) for key, value in resource.body.entries.items()}
    resource.body = MapValue(entries, twin.place, twin.body.trail, open=resource.body.open)
    resource.place, resource.span, resource.trail = twin.place, twin.span, twin.trail


def told(planned: Value, written: Value, place: Place, sure: bool = True) -> Value:
    """A planned value as it is written: its place and trail, and, where the plan does not know it, all we know.

    `sure`: that it was written there, not in another block of several, which a plan puts in its own order.
    """
    if isinstance(planned, Choice):
        return planned
    if isinstance(planned, Unknown) and sure:
        # What is not written is known after apply; it is as safe as if it was left out.
        return lift(lambda leaf: _known_to_us(leaf, planned, place), written)
    source = _case(written, planned)
    if isinstance(planned, Absent | Unknown):
        if isinstance(source, Absent):
            source = source.replace(place=place)
        return planned.replace(place=source.place) if isinstance(source, Known | Absent) else written
    if isinstance(planned, MapValue):
        return _mapping(planned, source, source.place or place, sure)
    if isinstance(planned, ListValue):
        return _listing(planned, source, source.place or place, sure)
    return _scalar(planned, source, place) if isinstance(planned, Known) else planned


def _known_to_us(leaf: Leaf, planned: Unknown, place: Place) -> Leaf:
    return leaf.replace(  # type: ignore[no-any-return]
        place=place if isinstance(leaf, Absent) else None, secret=leaf.secret or planned.secret
    )


def _case(written: Value, planned: Leaf) -> Leaf:
    """The case of what is written that came true in the plan."""
    cases = list(leaves(written))
    return next((leaf for leaf in cases if leaf == planned), cases[0])


def _scalar(planned: Known, source: Leaf, place: Place) -> Leaf:
    if isinstance(source, Known) and source.scalar == planned.scalar:
        return source.replace(secret=source.secret or planned.secret)  # type: ignore[no-any-return]
    document = source.document if isinstance(source, Known | Unknown) else None
    return Known(
        planned.scalar,
        source.place or place,
        source.trail,
        planned.references or (source.references if isinstance(source, Unknown) else ()),
        planned.secret or source.secret,
        document=document if document is not None and is_told(document) else None,
    )


def _mapping(planned: MapValue, source: Leaf, place: Place, sure: bool) -> MapValue:
    if isinstance(source, ListValue) and len(source.items) == 1:
        source = _case(source.items[0], planned)
    inner = source if isinstance(source, MapValue) else MapValue({})
    sure = sure and isinstance(source, MapValue)
    entries = {key: told(value, inner.get(key), place, sure) for key, value in planned.entries.items()}
    return MapValue(entries, source.place or place, source.trail, planned.references, planned.secret)


def _listing(planned: ListValue, source: Leaf, place: Place, sure: bool) -> ListValue:
    written: Iterable[Value] = [source] * len(planned.items)
    if isinstance(source, ListValue):
        same = len(source.items) == len(planned.items)
        sure = sure and same and not source.open and len(planned.items) == 1
        written = source.items if same else [Absent(source.place)] * len(planned.items)
    items = [told(item, one, place, sure) for item, one in zip(planned.items, written, strict=True)]
    return ListValue(items, source.place or place, source.trail, planned.references, planned.secret)
