"""Functions that make texts: `Fn::Sub`, `Fn::Join`, `Fn::Base64`, `Fn::ToJsonString`; and `Fn::Split`."""

from __future__ import annotations

import base64 as codec
import json
import re
from typing import Final

from foureyes.languages.cloudformation.conditions import plain
from foureyes.languages.cloudformation.expression import Call, Evaluator, Loops, alphanumeric
from foureyes.languages.cloudformation.lookups import attribute, named
from foureyes.languages.cloudformation.texts import circumstances, concatenated, literal, settled_items, unknown_from
from foureyes.languages.documents.tree import Mapping
from foureyes.model.place import Place
from foureyes.model.value import Known, Leaf, ListValue, MapValue, Unknown, Value, lift, to_text

_GAP = re.compile(r"[$&]\{([^{}]*)\}")
_MAX_TEXT: Final = 1_000_000


def sub(evaluator: Evaluator, call: Call, place: Place) -> Value:
    """`Fn::Sub`: a text with `${…}` filled, from the names given beside it first."""
    text, given = call.text(), {}
    operands = call.items()
    if operands is not None and len(operands) == 2 and isinstance(operands[1], Mapping):
        first = evaluator.value(operands[0])
        text = first.scalar if isinstance(first, Known) and isinstance(first.scalar, str) else None
        given = evaluator.mapping(operands[1]).entries
    elif operands is not None and len(operands) == 1:
        first = evaluator.value(operands[0])
        text = first.scalar if isinstance(first, Known) and isinstance(first.scalar, str) else None
    if text is None:
        return Unknown("`Fn::Sub` takes a text, or a list of a text and a map", place)
    return filled(evaluator, text, given, place)


def filled(evaluator: Evaluator, text: str, given: Loops, place: Place) -> Value:
    """A text with its gaps filled."""
    pieces: list[Value] = []
    reached = 0
    for match in _GAP.finditer(text):
        name = match[1].strip()
        strict = match[0][0] == "&"
        if strict and name not in evaluator.loops:
            continue
        pieces.append(literal(text[reached : match.start()], place))
        reached = match.end()
        if match[1].startswith("!"):
            pieces.append(Known(f"${{{match[1][1:]}}}", place))
        elif name in given:
            pieces.append(given[name])
        else:
            found = _gap(evaluator, name, place)
            pieces.append(alphanumeric(found) if strict else found)
    if not pieces:
        return literal(text, place)
    return concatenated([*pieces, literal(text[reached:], place)], place)


def _gap(evaluator: Evaluator, name: str, place: Place) -> Value:
    if "." in name and name not in evaluator.loops and name not in evaluator.stack.declared:
        return attribute(evaluator, name, place)
    return named(evaluator, name, place)


def join(evaluator: Evaluator, call: Call, place: Place) -> Value:
    """`Fn::Join`: the texts of a list, with a text between them."""
    operands = call.items()
    if operands is None or len(operands) != 2:
        return Unknown("`Fn::Join` takes a text and a list", place)
    between = to_text_of(evaluator.value(operands[0]))
    if between is None:
        return Unknown("what `Fn::Join` puts between is no text", place)

    def put_together(leaf: Leaf) -> Value:
        if not isinstance(leaf, ListValue) or leaf.open:
            subject = getattr(leaf, "subject", None)
            made = f"Fn::Join [{between!r}, {subject}]" if subject else None
            return unknown_from("the list that is joined is not known", place, leaf, subject=made)
        return lift(lambda inner: _joined(inner, leaf, between, place), settled_items(leaf.items))

    return lift(put_together, evaluator.value(operands[1]))


def _joined(inner: Leaf, outer: ListValue, between: str, place: Place) -> Value:
    if not isinstance(inner, ListValue):
        return unknown_from("the list that is joined is not known", place, inner)
    pieces: list[Value] = [Known("", None, *circumstances([outer]))]
    for number, item in enumerate(inner.items):
        pieces += [Known(between), item] if number else [item]
    return concatenated(pieces, place)


def to_text_of(value: Value) -> str | None:
    """A known scalar as text."""
    return to_text(value) if isinstance(value, Known) else None


def split(evaluator: Evaluator, call: Call, place: Place) -> Value:
    """`Fn::Split`: the pieces of a text."""
    operands = call.items()
    between = to_text_of(evaluator.value(operands[0])) if operands is not None and len(operands) == 2 else None
    if operands is None or not between:
        return Unknown("`Fn::Split` takes a text to split at and a text", place)

    def taken_apart(leaf: Leaf) -> Leaf:
        text = to_text(leaf)
        if text is None:
            subject = getattr(leaf, "subject", None)
            made = f"Fn::Split [{between!r}, {subject}]" if subject else None
            return unknown_from("the text that is split is not known", place, leaf, subject=made)
        trail, references, secret = circumstances([leaf])
        pieces = [Known(piece, place, trail, references, secret) for piece in text.split(between)]
        return ListValue(pieces, place, trail, references, secret)

    return lift(taken_apart, evaluator.value(operands[1]))


def base64(evaluator: Evaluator, call: Call, place: Place) -> Value:
    """`Fn::Base64`: a text encoded."""

    def encoded(leaf: Leaf) -> Leaf:
        text = to_text(leaf)
        if text is None or len(text) > _MAX_TEXT:
            subject = getattr(leaf, "subject", None)
            made = f"Fn::Base64 {subject}" if subject else None
            return unknown_from("the text that is encoded is not known", place, leaf, subject=made)
        trail, references, secret = circumstances([leaf])
        return Known(codec.b64encode(text.encode()).decode(), place, trail, references, secret)

    return lift(encoded, evaluator.argument(call))


def to_json_string(evaluator: Evaluator, call: Call, place: Place) -> Value:
    """`Fn::ToJsonString`: a structure as text. What it encodes is kept beside the text."""
    structure = evaluator.argument(call)

    def encoded(leaf: Leaf) -> Leaf:
        trail, references, secret = circumstances([leaf])
        if plain(leaf):
            text = json.dumps(_bare(leaf), separators=(",", ":"))
            return Known(text, place, trail, references, secret, document=leaf)
        reason = "a part of the text is settled at deploy"
        return Unknown(reason, place, trail, references, secret, document=leaf)

    return lift(encoded, structure)


def _bare(value: Value) -> object:
    if isinstance(value, ListValue):
        return [_bare(item) for item in value.items]
    if isinstance(value, MapValue):
        return {name: _bare(item) for name, item in value.entries.items()}
    return value.scalar if isinstance(value, Known) else None
