"""The configuration file `foureyes.toml`: found, read, checked against its schema, errors at their line."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from foureyes.errors import BadUsage
from foureyes.model.pattern import pattern
from foureyes.model.record import Record, field
from foureyes.sources.witnesses import Witnesses

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

NAME = "foureyes.toml"
SCHEMA = "foureyes.schema.json"
PYPROJECT = "pyproject.toml"
TABLE = ("tool", "foureyes")
"""Where the configuration stands in `pyproject.toml`."""

KeyPath = Sequence[str | int]

_HEADER = pattern(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?")
_ASSIGNED = pattern(r"\s*((?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*=")
_STEP = pattern(r"[\w-]+|\"[^\"]*\"|'[^']*'")


class Configuration(Record):
    """One configuration file whose shape is right."""

    path: str = NAME
    text: str = ""
    table: Mapping[str, Any] = field(factory=dict)
    above: tuple[str, ...] = ()
    """The keys in the file that the table stands below."""

    @property
    def folder(self) -> str:
        """The folder that the paths in it are told from."""
        return os.path.dirname(self.path) or "."

    @property
    def lint(self) -> Mapping[str, Any]:
        """What is judged, and how strictly."""
        found: Mapping[str, Any] = self.table.get("lint", {})
        return found

    @property
    def limits(self) -> Mapping[str, float]:
        """Limits on what a run takes in, by name; sizes in MB."""
        found: Mapping[str, float] = self.table.get("limits", {})
        return found

    @property
    def gate(self) -> Mapping[str, Any] | None:
        """What needs a second person; None where nothing is said about it."""
        return self.table.get("gate")

    @property
    def people(self) -> Mapping[str, Mapping[str, Any]]:
        found: Mapping[str, Mapping[str, Any]] = self.table.get("people", {})
        return found

    @property
    def baseline(self) -> str:
        """The file of the findings that are known; empty for none."""
        name: str = self.lint.get("baseline", "")
        return os.path.normpath(os.path.join(self.folder, name)) if name else ""

    def fault(self, key: KeyPath, message: str, remedy: str = "") -> BadUsage:
        """An error at a key, with its line."""
        return BadUsage(message, path=f"{self.path}:{line_of(self.text, [*self.above, *key])}", remedy=remedy)


def find(start: str, witnesses: Witnesses | None = None) -> Configuration | None:
    """The nearest configuration, from a folder up to the top of its repository; outside of one, in that folder only.

    `witnesses`: are told where it was looked for. Raises `BadUsage` for one that is not right, and for two in one
    folder.
    """
    witnesses = witnesses or Witnesses()
    folder = os.path.realpath(start)
    searched = [folder]
    while not witnesses.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            searched = searched[:1]
            break
        folder = above
        searched.append(folder)
    return next((found for one in searched if (found := _in(one, witnesses)) is not None), None)


def _in(folder: str, witnesses: Witnesses) -> Configuration | None:
    """The configuration in a folder."""
    for name in (NAME, PYPROJECT):
        path = os.path.join(folder, name)
        witnesses.states[path] = os.path.lexists(path)
    own, other = (_shown(os.path.join(folder, name)) for name in (NAME, PYPROJECT))
    found = read(own) if os.path.isfile(own) else None
    if os.path.isfile(other) and b"foureyes" in (data := _bytes(other)):
        project = _project(data, other)
        if project is not None and found is not None:
            raise BadUsage(f"{own} and {other} both configure foureyes", path=own, remedy="keep one of them")
        found = found or project
    return found


def read(path: str) -> Configuration:
    """The configuration in a file, which may be a `pyproject.toml`. Raises `BadUsage`."""
    found = parsed(_bytes(path), path)
    if found is None:
        raise BadUsage("this has no [tool.foureyes]", path=path, remedy=f"add it, or name a {NAME}")
    return found


def parsed(data: bytes, path: str) -> Configuration | None:
    """The configuration in the bytes of a file; None for a `pyproject.toml` that does not speak of foureyes."""
    return _project(data, path) if os.path.basename(path) == PYPROJECT else parse(data, path)


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise BadUsage(f"the configuration cannot be read: {error.strerror}", path=path) from None


def _shown(path: str) -> str:
    """A path as a user in this folder would write it."""
    inner = os.path.relpath(path)
    return path if inner.startswith(os.path.join("..", "..", "..")) else inner.replace(os.sep, "/")


def _project(data: bytes, path: str) -> Configuration | None:
    """What `pyproject.toml` says; None where it does not speak of foureyes."""
    text, table = _toml(data, path)
    for key in TABLE:
        table = table.get(key) if isinstance(table, dict) else None
    if table is None:
        return None
    configuration = Configuration(path, text, table, TABLE)
    _validate(configuration)
    for key in ("gate", "people"):
        if key in configuration.table:
            raise configuration.fault([key], f"`{key}` is read from {NAME} only", f"move it to {NAME}")
    return configuration


def parse(data: bytes, path: str = NAME) -> Configuration:
    """A configuration from a file's bytes. Raises `BadUsage` with the line and what to do."""
    text, table = _toml(data, path)
    configuration = Configuration(path, text, table)
    _validate(configuration)
    return configuration


def _toml(data: bytes, path: str) -> tuple[str, Any]:
    import tomllib

    try:
        text = data.decode("utf-8")
        return text, tomllib.loads(text)
    except UnicodeDecodeError:
        raise BadUsage("the configuration is not UTF-8", path=path, remedy="save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        where = f"{path}:{found[1]}" if found else path
        raise BadUsage(f"no valid TOML: {str(error).partition(' (at')[0]}", path=where) from None


def schema() -> dict[str, Any]:
    """The published JSON Schema."""
    import json

    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), SCHEMA), encoding="utf-8") as file:
        found: dict[str, Any] = json.load(file)
    return found


def _validate(configuration: Configuration) -> None:
    known = schema()
    if plainly_fits(configuration.table, known):
        return
    from jsonschema import Draft202012Validator

    errors = list(Draft202012Validator(known).iter_errors(configuration.table))
    if errors:
        first = min(errors, key=lambda one: line_of(configuration.text, list(one.absolute_path)))
        raise _told(first, configuration)


_TYPES = {
    "string": (str,), "boolean": (bool,), "integer": (int,), "number": (int, float), "array": (list,),
    "object": (dict,),
}  # fmt: skip


def plainly_fits(value: Any, rule: Mapping[str, Any]) -> bool:
    """Whether a value fits a schema, as far as that can be told without jsonschema, which takes 50 ms to load.

    Never true for what does not fit; what is false is for jsonschema to judge.
    """
    try:
        return all(word in _WORDS and _WORDS[word](value, wanted, rule) for word, wanted in rule.items())
    except (TypeError, AttributeError):
        return False


def _fits_type(value: Any, wanted: Any, rule: Mapping[str, Any]) -> bool:
    return isinstance(wanted, str) and type(value) in _TYPES.get(wanted, ())


def _fits_properties(value: Any, wanted: Any, rule: Mapping[str, Any]) -> bool:
    return all(plainly_fits(value[key], one) for key, one in wanted.items() if key in value)


def _fits_additional(value: Any, wanted: Any, rule: Mapping[str, Any]) -> bool:
    others = [one for key, one in value.items() if key not in rule.get("properties", ())]
    return not others if wanted is False else all(plainly_fits(one, wanted) for one in others)


def _fits_one(value: Any, wanted: Any, rule: Mapping[str, Any]) -> bool:
    return any(plainly_fits(value, one) for one in wanted)


_WORDS: Mapping[str, Callable[[Any, Any, Mapping[str, Any]], bool]] = {
    "$schema": lambda value, wanted, rule: True,
    "$id": lambda value, wanted, rule: True,
    "title": lambda value, wanted, rule: True,
    "description": lambda value, wanted, rule: True,
    "type": _fits_type,
    "properties": _fits_properties,
    "additionalProperties": _fits_additional,
    "required": lambda value, wanted, rule: all(key in value for key in wanted),
    "propertyNames": lambda value, wanted, rule: all(plainly_fits(key, wanted) for key in value),
    "items": lambda value, wanted, rule: all(plainly_fits(one, wanted) for one in value),
    "enum": lambda value, wanted, rule: isinstance(value, str) and value in wanted,
    "pattern": lambda value, wanted, rule: re.search(wanted, value) is not None,
    "minLength": lambda value, wanted, rule: len(value) >= wanted,
    "minItems": lambda value, wanted, rule: len(value) >= wanted,
    "uniqueItems": lambda value, wanted, rule: (
        all(isinstance(one, str) for one in value) and len(set(value)) == len(value)
    ),
    "minimum": lambda value, wanted, rule: value >= wanted,
    "maximum": lambda value, wanted, rule: value <= wanted,
    "anyOf": _fits_one,
}
"""By keyword. What asks too much of a value of the wrong type raises, and that does not fit."""


def _told(error: ValidationError, configuration: Configuration) -> BadUsage:
    """A schema error in the user's words."""
    key = list(error.absolute_path)
    name = ".".join(str(one) for one in key if isinstance(one, str)) or "the file"
    rule: dict[str, Any] = error.schema if isinstance(error.schema, dict) else {}
    wanted: Any = error.validator_value
    given: Any = error.instance
    described = rule.get("description", "")
    if error.validator == "additionalProperties":
        known = rule.get("properties", {})
        unknown = next(one for one in given if one not in known)
        return configuration.fault([*key, unknown], f"`{unknown}` is no key of {name}", _suggestion(unknown, known))
    if error.validator == "required":
        missing = next(one for one in wanted if one not in given)
        return configuration.fault(key, f"{name} lacks `{missing}`", _described(rule, missing))
    if error.validator == "anyOf" and all("required" in one for one in wanted):
        missing = " or ".join(f"`{key}`" for one in wanted for key in one["required"])
        return configuration.fault(key, f"{name} lacks {missing}")
    if error.validator == "enum":
        return configuration.fault(key, f"{given!r} is no value of `{name}`", f"choose from {', '.join(wanted)}")
    if error.validator == "type":
        return configuration.fault(key, f"`{name}` has to be of type {wanted}", described)
    return configuration.fault(key, f"`{name}`: {error.message}", described)


def _suggestion(unknown: str, known: Mapping[str, Any]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(unknown, known, 1)
    return f"did you mean `{close[0]}`?" if close else f"known are {', '.join(sorted(known))}"


def _described(schema: Mapping[str, Any], key: str) -> str:
    words: str = schema.get("properties", {}).get(key, {}).get("description", "")
    return words


def line_of(text: str, key: KeyPath) -> int:
    """The line on which a key stands, or the nearest key around it."""
    wanted = tuple(key)
    best, best_line = -1, 1
    table: tuple[str | int, ...] = ()
    counted: dict[tuple[str | int, ...], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.fullmatch(line)
        if header is not None:
            table = _steps(header[2])
            if header[1] == "[[":
                counted[table] = counted.get(table, -1) + 1
                table = (*table, counted[table])
            else:
                table = _within(table, counted)
            here = table
        else:
            assigned = _ASSIGNED.match(line)
            if assigned is None:
                continue
            here = (*table, *_steps(assigned[1]))
        if len(here) > best and wanted[: len(here)] == here:
            best, best_line = len(here), number
    return best_line


def _steps(text: str) -> tuple[str | int, ...]:
    return tuple(one.strip("\"'") for one in _STEP.findall(text))


def _within(table: tuple[str | int, ...], counted: Mapping[tuple[str | int, ...], int]) -> tuple[str | int, ...]:
    """A table below an array of tables belongs to the array's last element."""
    for length in range(len(table) - 1, 0, -1):
        if table[:length] in counted:
            return (*table[:length], counted[table[:length]], *table[length:])
    return table
