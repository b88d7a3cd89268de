"""What an expression looks up: parameters, resources and their attributes, mappings, other stacks."""

from __future__ import annotations

from typing import Final

from foureyes.languages.cloudformation.expression import Call, Evaluator
from foureyes.languages.cloudformation.names import attribute_value, stated_name
from foureyes.languages.cloudformation.pseudo import pseudo_parameter
from foureyes.languages.cloudformation.template import Entry
from foureyes.languages.cloudformation.texts import circumstances, concatenated, unknown_from
from foureyes.languages.documents.tree import Mapping
from foureyes.model.decision import Condition, choose
from foureyes.model.place import Place
from foureyes.model.value import Known, Leaf, Reference, Unknown, Value, lift, moved, to_text, too_many_cases

MAX_CASES: Final = 16
"""Keys of a mapping, or allowed values of a parameter, that are told apart one by one."""


def ref(evaluator: Evaluator, call: Call, place: Place) -> Value:
    """`Ref`: a parameter, a pseudo parameter, or a resource."""
    name = call.text()
    if name is None:  # with the language extensions, the name may be computed
        return lift(lambda leaf: _by_name(evaluator, leaf, place), evaluator.argument(call))
    return named(evaluator, name, place)


def _by_name(evaluator: Evaluator, leaf: Leaf, place: Place) -> Value:
    text = to_text(leaf)
    if text is None or leaf.secret:
        return unknown_from("what `Ref` names is unknown", place, leaf)
    return named(evaluator, text, place)


def named(evaluator: Evaluator, name: str, place: Place) -> Value:
    """What a name stands for."""
    stack = evaluator.stack
    if name in evaluator.loops:
        return moved(evaluator.loops[name], place)
    if name in stack.parameters:
        return moved(stack.parameters[name], place)
    pseudo = pseudo_parameter(name, place)
    if pseudo is not None:
        return pseudo
    reference = Reference(stack.prefix + name.split(".")[0], "Ref")
    if name in stack.declared:
        return moved(stated_name(stack, name, reference), place)
    return Unknown(f"`{name}` is not declared in the template", place, (), (reference,))


def get_att(evaluator: Evaluator, call: Call, place: Place) -> Value:
    """`Fn::GetAtt`: `[resource, attribute]` or `resource.attribute`."""
    operands = call.items()
    if operands is not None:
        if len(operands) < 2:
            return Unknown("`Fn::GetAtt` takes a resource and an attribute", place)
        dots: list[Value] = [Known(".")]
        pieces = [evaluator.value(operands[0])]
        for operand in operands[1:]:
            pieces += [*dots, evaluator.value(operand)]
        whole = concatenated(pieces, place)
    else:
        whole = evaluator.argument(call)
    return lift(lambda leaf: _attribute_of(evaluator, leaf, place), whole)


def _attribute_of(evaluator: Evaluator, leaf: Leaf, place: Place) -> Value:
    text = to_text(leaf)
    if text is None or leaf.secret:
        return unknown_from("what `Fn::GetAtt` names is unknown", place, leaf)
    return attribute(evaluator, text, place)


def attribute(evaluator: Evaluator, text: str, place: Place) -> Value:
    """An attribute of a resource, `Bucket.Arn`."""
    stack = evaluator.stack
    name, _, wanted = text.partition(".")
    reference = Reference(stack.prefix + name, wanted)
    if name not in stack.declared:
        return Unknown(f"`{name}` is not declared in the template", place, (), (reference,), present=True)
    return moved(attribute_value(stack, name, wanted, reference), place)


def find_in_map(evaluator: Evaluator, call: Call, place: Place) -> Value:
    """`Fn::FindInMap`: a value by two keys, with a default in the language extensions."""
    operands = call.items()
    if operands is None or len(operands) not in (3, 4):
        return Unknown("`Fn::FindInMap` takes a mapping and two keys", place)
    default: Value | None = None
    if len(operands) == 4:
        given = operands[3].get("DefaultValue") if isinstance(operands[3], Mapping) else None
        default = evaluator.value(given) if given is not None else None
    keys = [evaluator.value(operand) for operand in operands[:3]]

    def outer(leaf: Leaf) -> Value:
        mappings = evaluator.stack.template.section("Mappings")
        return _entry(evaluator, mappings, [leaf, *keys[1:]], default, place, "the template's mappings")

    return lift(outer, keys[0])


def _entry(
    evaluator: Evaluator, table: dict[str, Entry], keys: list[Value], default: Value | None, place: Place, name: str
) -> Value:
    """Follow one key after the other into nested tables."""

    def follow(leaf: Leaf) -> Value:
        key = to_text(leaf)
        if key is None:
            return _cases(evaluator, table, leaf, keys, default, place, name)
        entry = table.get(key)
        if entry is None:
            shown_key = "the key" if leaf.secret else f"`{key}`"
            return default if default is not None else Unknown(f"{shown_key} is not in {name}", place, leaf.trail)
        found = entry[1]
        trail, references, secret = circumstances([leaf])
        if len(keys) == 1:
            value = moved(evaluator.value(found), place, *evaluator.stack.mapped(key, found), *trail)
            return lift(lambda one: one.replace(secret=True), value) if secret else value
        if not isinstance(found, Mapping):
            return Unknown(f"`{key}` in {name} is no mapping", place, trail, references)
        inner = found.effective()
        if evaluator.stack.template.is_filled(inner):
            return Unknown(f"`{key}` in {name} is filled by a transform", place)
        return _entry(evaluator, inner, keys[1:], default, place, f"`{key}`")

    if evaluator.stack.template.is_filled(table):
        return Unknown("the mappings are filled by a transform", place)
    return lift(follow, keys[0])


def _cases(
    evaluator: Evaluator,
    table: dict[str, Entry],
    leaf: Leaf,
    keys: list[Value],
    default: Value | None,
    place: Place,
    name: str,
) -> Value:
    """One case for each entry that an unknown key may turn out to name. No other key can be deployed."""
    possible = [key for key in sorted(table, key=repr) if not isinstance(leaf, Unknown) or leaf.may_be(key)]
    subject = leaf.subject if isinstance(leaf, Unknown) else None
    if not possible and default is not None and isinstance(leaf, Unknown):
        return default
    if subject is None or not possible or len(possible) > MAX_CASES:
        return unknown_from(f"which entry of {name} it is cannot be told", place, leaf)

    def entry(key: str) -> Value:
        return _entry(evaluator, table, [Known(key), *keys[1:]], default, place, name)

    if default is not None:
        value: Value = default
    else:
        value = entry(possible.pop())
    for key in reversed(possible):
        value = choose(Condition(subject, key), entry(key), value, too_many_cases)
    return value


def import_value(evaluator: Evaluator, call: Call, place: Place) -> Value:
    """`Fn::ImportValue`: an export of another stack."""

    def imported(leaf: Leaf) -> Leaf:
        name = to_text(leaf) or (leaf.subject if isinstance(leaf, Unknown) else None)
        trail, _, secret = circumstances([leaf])
        subject = f"Fn::ImportValue {name}" if name and not secret else None
        return Unknown("another stack exports it", place, trail, (), secret, subject=subject, present=True)

    return lift(imported, evaluator.argument(call))


def stack_output(evaluator: Evaluator, call: Call, place: Place) -> Value:
    """`Fn::GetStackOutput`: an output of another stack."""
    return Unknown("another stack outputs it", place, present=True)
