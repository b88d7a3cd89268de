"""The configuration file `foureyes.toml`: read, checked against its schema, errors at their line."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from foureyes.errors import BadUsage

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

NAME = "foureyes.toml"
SCHEMA = "foureyes.schema.json"

KeyPath = Sequence[str | int]

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?")
_ASSIGNED = re.compile(r"\s*((?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*=")
_STEP = re.compile(r"[\w-]+|\"[^\"]*\"|'[^']*'")


@dataclass(frozen=True)
class Configuration:
    """One configuration file whose shape is right."""

    path: str = NAME
    text: str = ""
    table: Mapping[str, Any] = field(default_factory=dict)

    @property
    def lint(self) -> Mapping[str, Any]:
        """What is judged, and how strictly."""
        found: Mapping[str, Any] = self.table.get("lint", {})
        return found

    @property
    def gate(self) -> Mapping[str, Any] | None:
        """What needs a second person; None where nothing is said about it."""
        return self.table.get("gate")

    @property
    def people(self) -> Mapping[str, Mapping[str, Any]]:
        found: Mapping[str, Mapping[str, Any]] = self.table.get("people", {})
        return found

    def fault(self, key: KeyPath, message: str, remedy: str = "") -> BadUsage:
        """An error at a key, with its line."""
        return BadUsage(message, path=f"{self.path}:{line_of(self.text, key)}", remedy=remedy)


def parse(data: bytes, path: str = NAME) -> Configuration:
    """A configuration from a file's bytes. Raises `BadUsage` with the line and what to do."""
    try:
        text = data.decode("utf-8")
        table = tomllib.loads(text)
    except UnicodeDecodeError:
        raise BadUsage("the configuration is not UTF-8", path=path, remedy="save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        where = f"{path}:{found[1]}" if found else path
        raise BadUsage(f"no valid TOML: {str(error).partition(' (at')[0]}", path=where) from None
    configuration = Configuration(path, text, table)
    _validate(configuration)
    return configuration


def schema() -> dict[str, Any]:
    """The published JSON Schema."""
    found: dict[str, Any] = json.loads(files("foureyes").joinpath(SCHEMA).read_text("utf-8"))
    return found


def _validate(configuration: Configuration) -> None:
    from jsonschema import Draft202012Validator

    errors = list(Draft202012Validator(schema()).iter_errors(configuration.table))
    if errors:
        first = min(errors, key=lambda one: line_of(configuration.text, list(one.absolute_path)))
        raise _told(first, configuration)


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
