"""Azure Verified Modules that are not at hand: what is known of the resources they make.

`verified_modules.json` holds, for each published version, the module's parameters and, of the resources it
makes itself, each property as an expression over them. It is made from the compiled modules of
Azure/bicep-registry-modules by `tests/field/verified_modules.py`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from foureyes.languages.arm.expression import (
    Access,
    Array,
    Call,
    Constant,
    Expression,
    Lambda,
    Object,
    Spread,
    Unreadable,
    opened,
)
from foureyes.languages.arm.strings import Text, read_string
from foureyes.languages.arm.template import ModuleDeclaration, Parameter, ResourceDeclaration, Shape, Template
from foureyes.model.place import Place, Source

_FILE = Path(__file__).with_name("verified_modules.json")
_PLACE = re.compile(r"br/mcr\.microsoft\.com/bicep\$avm\$res\$(?P<name>[^/]+)/(?P<version>[\d.]+)\$/main\.json")
_PARAMETER = re.compile(r"@(\w+)")
_UNKNOWN = re.compile(r"(?<!\.)\?")
_SPECIAL = frozenset(("apiVersion", "condition", "name", "symbol"))

NOT_READ = "it is set inside of a module that was not read"


def known_template(restored: str, declaration: ModuleDeclaration, source: Source) -> Template | None:
    """What is known of the module that would lie at `restored` in the cache; None for one nobody knows.

    Everything stands where the module is declared, each parameter where it is given.
    """
    match = _PLACE.fullmatch(restored)
    known = None if match is None else _line(match["name"].replace("$", "/"))
    if known is None or match is None or match["version"] not in known["versions"]:
        return None
    return _Made(known, known["versions"].index(match["version"]), declaration).template(source)


def _line(module: str) -> Any:
    """What the file says of a module. It has a line for each, so that only one is parsed."""
    start = f"{json.dumps(module)}:"
    with _FILE.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith(start):
                return json.loads(line[len(start) :].rstrip().removesuffix(","))
    return None


class _Made:
    """The template of one version."""

    def __init__(self, known: Any, version: int, declaration: ModuleDeclaration) -> None:
        self.known = known
        self.version = version
        self.declaration = declaration
        self.place = declaration.place

    def template(self, source: Source) -> Template:
        template = Template(source, "bicep", hidden=self._hidden())
        for name, declared in self._held(self.known["parameters"]).items():
            template.parameters[name.lower()] = self._parameter(name, declared)
        for type, properties in self.known["resources"].items():
            held = self._held(properties)
            if held:
                template.resources.append(self._resource(type, held))
        return template

    def _hidden(self) -> dict[str, Expression]:
        never: Expression = Constant(False, self.place)
        said = {type: self._expression(text) for type, text in self._held(self.known["hidden"]).items()}
        return {**dict.fromkeys(_line(""), never), **said}

    def _held(self, entries: Any) -> dict[str, Any]:
        """What holds in this version. A list tells from which version on."""
        found = {}
        for name, runs in entries.items():
            value = runs
            if isinstance(runs, list):
                value = next((one for first, one in reversed(runs) if first <= self.version), None)
            if value is not None:
                found[name] = value
        return found

    def _parameter(self, name: str, declared: Any) -> Parameter:
        if isinstance(declared, str):
            start, _, default = declared.partition("=")
            shape = Shape(start.rstrip("?!"), nullable="?" in start, secure="!" in start)
        else:
            default = declared.get("default", "")
            shape = Shape(declared["type"], tuple(declared["allowed"]), "nullable" in declared, "secure" in declared)
        return Parameter(name, self.place, shape, self._expression(default) if default else None)

    def _resource(self, type: str, held: dict[str, Any]) -> ResourceDeclaration:
        body: dict[str, Any] = {}
        for path, text in held.items():
            if path not in _SPECIAL:
                *steps, last = path.split(".")
                inner = body
                for step in steps:
                    inner = inner.setdefault(step, {})
                inner[last] = {} if text == "{}" else text
        condition = held.get("condition")
        return ResourceDeclaration(
            symbol=held.get("symbol") or type.rpartition("/")[2],
            type=type,
            api_version=self._expression(held["apiVersion"]),
            name=self._expression(held["name"]),
            body=self._object(body),
            place=self.place,
            span=self.declaration.span,
            condition=None if condition is None else self._expression(condition),
        )

    def _object(self, body: dict[str, Any]) -> Object:
        entries: list[tuple[Expression | None, Expression]] = []
        for key, value in body.items():
            inner = self._object(value) if isinstance(value, dict) else self._expression(value)
            entries.append((Constant(key, self.place), inner))
        return Object(entries, self.place)

    def _expression(self, text: str) -> Expression:
        text = _UNKNOWN.sub("fail()", _PARAMETER.sub(r"parameters('\1')", f"[{text}]"))
        whole = json.dumps(text)
        source = Source("", whole)
        return self._placed(read_string(Text(text, source, 0, len(whole)), Place(source, 0, len(whole))))

    def _placed(self, expression: Expression | None) -> Expression:
        """The expression as if it stood at the module's declaration."""
        inner = opened(expression)
        assert inner is not None
        inner.place = self.place
        if isinstance(inner, Call) and inner.name == "fail":
            return Unreadable(NOT_READ, self.place)
        if isinstance(inner, Call):
            inner.arguments = [self._placed(one) for one in inner.arguments]
            if inner.name == "parameters" and isinstance(inner.arguments[0], Constant):
                given = self.declaration.arguments.get(str(inner.arguments[0].scalar).lower())
                inner.place = self.place if given is None else given.place
            else:
                inner.place = self._given(inner.arguments)
        elif isinstance(inner, Array):
            inner.items = [self._placed(one) for one in inner.items]
        elif isinstance(inner, Object):
            inner.entries = [(key and self._placed(key), self._placed(one)) for key, one in inner.entries]
        elif isinstance(inner, Access):
            inner.base, inner.key = self._placed(inner.base), self._placed(inner.key)
            inner.place = self._given([inner.base])
        elif isinstance(inner, Lambda):
            inner.body = self._placed(inner.body)
        elif isinstance(inner, Spread):
            inner.value = self._placed(inner.value)
        return inner

    def _given(self, several: list[Expression]) -> Place:
        """Where the first of some expressions stands that is passed to the module."""
        return next((one.place for one in several if one.place is not self.place), self.place)
