"""Functions of lists: `Fn::Select`, `Fn::Length`, `Fn::Cidr`, `Fn::GetAZs`."""

from __future__ import annotations

import ipaddress
from itertools import islice
from typing import Final

from foureyes.languages.cloudformation.expression import Call, Evaluator
from foureyes.languages.cloudformation.texts import circumstances, settled_items, unknown_from
from foureyes.model.place import Place
from foureyes.model.value import Absent, Known, Leaf, ListValue, Unknown, Value, lift, moved, to_text

_MAX_RANGES: Final = 256


def select(evaluator: Evaluator, call: Call, place: Place) -> Value:
    """`Fn::Select`: one element of a list, counted from 0."""
    operands = call.items()
    if operands is None or len(operands) != 2:
        return Unknown("`Fn::Select` takes a number and a list", place)
    return lift(
        lambda index, listed: _selected(index, listed, place, evaluator.stack.run.plain),
        evaluator.value(operands[0]),
        evaluator.value(operands[1]),
    )


def _selected(index: Leaf, listed: Leaf, place: Place, plain: dict[int, tuple[Value, ...]]) -> Value:
    number = whole_number(index)
    if number is None:
        return unknown_from("the number of the element is not known", place, index, listed)
    if not isinstance(listed, ListValue) or listed.open:
        subject = getattr(listed, "subject", None)
        made = f"Fn::Select [{number}, {subject}]" if subject else None
        return unknown_from("the list is not known", place, listed, subject=made)

    def pick(inner: Leaf) -> Value:
        if not isinstance(inner, ListValue):
            return unknown_from("the list is not known", place, inner)
        if not 0 <= number < len(inner.items):
            return Unknown(f"the list has no element {number}", place, *circumstances([listed]))
        trail, _, secret = circumstances([listed])
        value = moved(inner.items[number], place, *trail)
        return lift(lambda leaf: leaf.replace(secret=True), value) if secret else value

    if plain.get(id(listed.items)) is listed.items:
        return pick(listed)
    whole = _without_absent(listed)
    if isinstance(whole, ListValue) and len(whole.items) == len(listed.items):
        plain[id(listed.items)] = listed.items
    return lift(pick, whole)


def _without_absent(listed: ListValue) -> Value:
    """The list as it is deployed. Elements that may be absent make cases, others stay as they are."""
    if any(not isinstance(item, Leaf) for item in listed.items):
        return settled_items(listed.items)
    return ListValue([item for item in listed.items if not isinstance(item, Absent)])


def whole_number(leaf: Leaf) -> int | None:
    text = to_text(leaf)
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else None


def length(evaluator: Evaluator, call: Call, place: Place) -> Value:
    """`Fn::Length`: how many elements a list has."""

    def counted(leaf: Leaf) -> Value:
        if not isinstance(leaf, ListValue) or leaf.open:
            subject = getattr(leaf, "subject", None)
            made = f"Fn::Length {subject}" if subject else None
            return unknown_from("the list is not known", place, leaf, subject=made)
        trail, _, _ = circumstances([leaf])

        def number(inner: Leaf) -> Leaf:
            if not isinstance(inner, ListValue):
                return unknown_from("the list is not known", place, inner)
            return Known(len(inner.items), place, trail)

        return lift(number, _without_absent(leaf))

    return lift(counted, evaluator.argument(call))


def cidr(evaluator: Evaluator, call: Call, place: Place) -> Value:
    """`Fn::Cidr`: ranges cut out of a range; the last argument counts the bits left to hosts."""
    operands = call.items()
    if operands is None or len(operands) not in (2, 3):
        return Unknown("`Fn::Cidr` takes a range, a count and the bits of each part", place)
    if len(operands) == 2:
        return Unknown("how many bits each part has is left to CloudFormation", place, present=True)
    return lift(lambda *leaves: _ranges(leaves, place), *(evaluator.value(one) for one in operands))


def _ranges(leaves: tuple[Leaf, ...], place: Place) -> Leaf:
    block, count, bits = to_text(leaves[0]), whole_number(leaves[1]), whole_number(leaves[2])
    if block is None or count is None or bits is None:
        return unknown_from("the range to cut is not known", place, *leaves)
    try:
        network = ipaddress.ip_network(block, strict=False)
        parts = list(islice(network.subnets(new_prefix=network.max_prefixlen - bits), min(count, _MAX_RANGES) + 1))
    except ValueError:
        return Unknown(f"`{block}` cannot be cut like this", place, *circumstances(leaves))
    if not 0 < count <= min(len(parts), _MAX_RANGES):
        return Unknown(f"`{block}` does not hold {count} such parts", place, *circumstances(leaves))
    trail, references, secret = circumstances(leaves)
    return ListValue([Known(str(part), place, trail) for part in parts[:count]], place, trail, references, secret)


def availability_zones(evaluator: Evaluator, call: Call, place: Place) -> Value:
    """`Fn::GetAZs`: the zones of a region, which depend on the account."""

    def zones(leaf: Leaf) -> Leaf:
        region = to_text(leaf) if isinstance(leaf, Known) else getattr(leaf, "subject", None)
        subject = None if region is None else f"Fn::GetAZs {region or 'AWS::Region'}"
        reason = "the availability zones depend on the account"
        return Unknown(reason, place, *circumstances([leaf]), subject=subject, present=True)

    return lift(zones, evaluator.argument(call))
