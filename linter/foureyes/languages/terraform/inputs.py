"""Values for the root module's variables: variable files and `--var`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from foureyes.errors import UnreadableSource
from foureyes.languages.terraform.environment import Environment
from foureyes.languages.terraform.evaluate import Evaluator
from foureyes.languages.terraform.functions.types import BOOL, NUMBER, STRING, Type
from foureyes.languages.terraform.module import parsed
from foureyes.languages.terraform.parser import parse_expression
from foureyes.model.place import Place, Source
from foureyes.model.tree import Tree
from foureyes.model.value import Absent, Known, ListValue, MapValue, Unknown, Value


class Given(NamedTuple):
    """A variable's value and who gives it; `raw` is a text that is yet to be read by the variable's type."""

    value: Value
    source: str
    raw: bool = False


def given_values(
    files: Iterable[str], variables: Iterable[tuple[str, str]], tree: Tree, errors: list[UnreadableSource]
) -> dict[str, Given]:
    """All values given, the later winning; `--var` wins over files.

    A file that cannot be read could set anything: `""` then stands for every variable that nothing later sets.
    """
    given: dict[str, Given] = {}
    for path in files:
        before = len(errors)
        try:
            values = file_values(path, tree, errors)
        except UnreadableSource as error:
            errors.append(error)
            values = {}
        if len(errors) > before:
            given = {"": Given(Unknown(f"{path}, which may set it, cannot be read"), path)}
        given.update((name, Given(value, path)) for name, value in values.items())
    for name, text in variables:
        given[name] = Given(Known(text), "the command line", raw=True)
    return given


def file_values(path: str, tree: Tree, errors: list[UnreadableSource] | None = None) -> dict[str, Value]:
    """The values in a variable file; raises UnreadableSource."""
    if path.endswith(".json"):
        return _json_values(tree.source(path))
    file = parsed(path, tree)
    if errors is not None:
        errors += file.errors
    env = Environment(None, file.source, {})
    env.isolated = True
    evaluate = Evaluator()
    evaluate.work.allow(len(file.source.text))
    return {name: evaluate(node.value, env) for name, node in file.body.attributes.items()}


def _json_values(source: Source) -> dict[str, Value]:
    try:
        raw = json.loads(source.text)
        if not isinstance(raw, dict):
            raise ValueError("it must be an object")
        place: Place | None = None
        values: dict[str, Value] = {}
        for name, one in raw.items():
            place = _place_of(name, source, place.start if place else 0)
            values[name] = _from_json(one, place)
        return values
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(f"this is no valid variable file: {error}", path=source.path) from None


def _place_of(name: str, source: Source, before: int) -> Place:
    """Where a key of a flat JSON file stands, behind the one before."""
    start = max(source.text.find(json.dumps(name, ensure_ascii=False), before), 0)
    end = source.text.find("\n", start)
    return Place(source, start, end if end >= 0 else len(source.text))


def _from_json(raw: Any, place: Place) -> Value:
    if raw is None:
        return Absent(place)
    if isinstance(raw, dict):
        return MapValue({key: _from_json(one, place) for key, one in raw.items()}, place)
    if isinstance(raw, list):
        return ListValue([_from_json(one, place) for one in raw], place)
    return Known(raw, place)


def read_raw(text: str, type: Type | None) -> Value:
    """A text from the command line as a value: plain for a simple type, an expression for any other."""
    if type is None or type in (STRING, NUMBER, BOOL):
        return Known(text)
    source = Source("--var", text)
    env = Environment(None, source, {})
    env.isolated = True
    evaluate = Evaluator()
    evaluate.work.allow(len(text))
    try:
        return evaluate(parse_expression(source), env)
    except UnreadableSource as error:
        return Unknown(f"the value given for it cannot be read: {error.message}")
