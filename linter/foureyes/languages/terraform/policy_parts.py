"""Principals and conditions of `aws_iam_policy_document`."""

from __future__ import annotations

from foureyes.languages.terraform.functions.sets import is_told
from foureyes.model.value import Absent, Known, Leaf, ListValue, MapValue, Unknown, Value, lift


def expanded(leaf: Leaf) -> Leaf:
    """A text with the provider's `&{…}` as the `${…}` that IAM knows."""
    if isinstance(leaf, Known) and isinstance(leaf.scalar, str) and "&{" in leaf.scalar:
        return Known(leaf.scalar.replace("&{", "${"), leaf.place, leaf.trail, leaf.references, leaf.secret)
    if isinstance(leaf, Unknown) and leaf.parts is not None:
        parts = tuple(part.replace("&{", "${") if isinstance(part, str) else part for part in leaf.parts)
        return Unknown(leaf.reason, leaf.place, leaf.trail, leaf.references, leaf.secret, parts=parts)
    return leaf


def principals(leaf: Leaf) -> Value:
    """`Principal` from `principals` blocks."""
    if isinstance(leaf, MapValue):
        leaf = ListValue([leaf], leaf.place, leaf.trail)
    if not isinstance(leaf, ListValue):
        return leaf
    if not leaf.items and not leaf.open:
        return Absent(leaf.place, leaf.trail)
    only = leaf.items[0] if len(leaf.items) == 1 and not leaf.open else None
    if isinstance(only, MapValue) and _is_star(only.get("type")):
        identifiers = _items(only.get("identifiers"))
        if identifiers is not None and len(identifiers) == 1 and _is_star(identifiers[0]):
            return identifiers[0]
    return lift(lambda *blocks: _by_type(leaf, blocks), *leaf.items)


def _is_star(value: Value) -> bool:
    return isinstance(value, Known) and value.scalar == "*"


def _items(value: Value) -> list[Value] | None:
    """The elements of a list that is known to be whole."""
    return list(value.items) if isinstance(value, ListValue) and not value.open else None


def _by_type(listed: ListValue, blocks: tuple[Leaf, ...]) -> Value:
    gathered: dict[str, list[Value]] = {}
    is_open = listed.open
    for block in blocks:
        if isinstance(block, Absent):
            continue
        kind = block.get("type") if isinstance(block, MapValue) else None
        if not isinstance(block, MapValue) or not isinstance(kind, Known):
            is_open = True
            continue
        gathered.setdefault(str(kind.scalar), []).append(block.get("identifiers"))
    if is_open and not gathered:
        return Unknown("who is meant cannot be told", listed.place, listed.trail)
    entries = {kind: lift(_joined, *lists) for kind, lists in gathered.items()}
    return MapValue(entries, listed.place, listed.trail, open=is_open)


def _joined(*lists: Leaf) -> Value:
    """The texts of several lists as one; a lone text without brackets."""
    items: list[Value] = []
    is_open = False
    for one in lists:
        if isinstance(one, ListValue):
            items += _ordered([lift(expanded, item) for item in one.items])
            is_open = is_open or one.open
        elif isinstance(one, Unknown):
            items.append(one)
            is_open = True
    return _alone(items, lists, is_open)


def _alone(items: list[Value], lists: tuple[Leaf, ...], is_open: bool) -> Value:
    """A lone text without brackets. Blocks are a set, so what comes from several has no sure order."""
    if len(items) == 1 and not is_open:
        return items[0]
    return ListValue(items, lists[0].place, lists[0].trail, is_set=len(lists) > 1, open=is_open)


def _ordered(items: list[Value]) -> list[Value]:
    """A set's texts in the reverse order that the provider writes them in."""
    if not all(is_told(item) for item in items):
        return items
    unique = {str(item.scalar): item for item in items if isinstance(item, Known)}
    return [unique[key] for key in sorted(unique, reverse=True)]


def conditions(leaf: Leaf) -> Value:
    """`Condition` from `condition` blocks: operator, key, values."""
    if isinstance(leaf, MapValue):
        leaf = ListValue([leaf], leaf.place, leaf.trail)
    if not isinstance(leaf, ListValue):
        return leaf
    if not leaf.items and not leaf.open:
        return Absent(leaf.place, leaf.trail)
    return lift(lambda *blocks: _by_operator(leaf, blocks), *leaf.items)


def _by_operator(listed: ListValue, blocks: tuple[Leaf, ...]) -> Value:
    tests: dict[str, dict[str, list[Value]]] = {}
    is_open = listed.open
    for block in blocks:
        test, key = _named(block)
        if test is None or key is None:
            is_open = is_open or not isinstance(block, Absent)
            continue
        values = block.get("values") if isinstance(block, MapValue) else Absent()
        tests.setdefault(test, {}).setdefault(key, []).append(values)
    entries: dict[str, Value] = {}
    for test, keys in tests.items():
        inner = {key: lift(_in_order, *lists) for key, lists in keys.items()}
        entries[test] = MapValue(inner, listed.place, listed.trail, open=is_open)
    return MapValue(entries, listed.place, listed.trail, open=is_open)


def _named(block: Leaf) -> tuple[str | None, str | None]:
    """A condition's operator and key, None where they cannot be told."""
    if not isinstance(block, MapValue):
        return None, None
    test, key = block.get("test"), block.get("variable")
    return (
        str(test.scalar) if isinstance(test, Known) else None,
        str(key.scalar) if isinstance(key, Known) else None,
    )


def _in_order(*lists: Leaf) -> Value:
    """Condition values keep their order."""
    items: list[Value] = []
    is_open = False
    for one in lists:
        if isinstance(one, ListValue):
            items += [lift(expanded, item) for item in one.items]
            is_open = is_open or one.open
        elif isinstance(one, Unknown):
            items.append(one)
            is_open = True
    return _alone(items, lists, is_open)
