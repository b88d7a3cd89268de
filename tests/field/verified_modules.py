"""Makes `verified_modules.json`: what Azure Verified Modules make of their parameters.

    python tests/field/verified_modules.py REPOSITORY [--write]

REPOSITORY is a clone of Azure/bicep-registry-modules with its tags. Of each published version of each
module `avm/res/…` the compiled `main.json` is read. Kept are the resources of types that rules examine and that
the module makes itself, once: each property as an expression over the module's parameters, and these with
their types and defaults. What is too long, or known only at deployment, is kept as unknown. Without
`--write` nothing is written; exit code 1 when the file would change.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from foureyes.engine.catalogue import load
from foureyes.languages.arm.expression import (
    Access,
    Array,
    Call,
    Constant,
    Expression,
    Lambda,
    Name,
    Object,
    opened,
)
from foureyes.languages.arm.library import FUNCTIONS, SPECIAL
from foureyes.languages.arm.strings import Text, is_expression, read_string
from foureyes.model.kind import Kind, One
from foureyes.model.place import Place, Source
from foureyes.model.setting import Setting

TARGET = Path(__file__).parents[2] / "linter/foureyes/languages/bicep/verified_modules.json"
TAG = re.compile(r"(avm/res/(.+))/(\d+)\.(\d+)\.(\d+)")
UNKNOWN = "?"
MAX_TEXT = 300
"""Characters of an expression that is kept."""
MAX_PART = 200
"""Characters of a part of one."""
MAX_DEPTH = 4
"""Objects inside each other that are kept apart."""
DROPPED = frozenset(
    ("type", "apiversion", "name", "dependson", "condition", "comments", "copy", "scope", "tags", "location")
)

Flat = dict[str, str]
"""Properties by path, each an expression, `@x` for `parameters('x')` in it, or `?`."""


class TooMuchError(Exception):
    """An expression that is not kept."""


class Reduction:
    """One compiled template, reduced."""

    def __init__(self, template: dict[str, Any], types: dict[str, set[str]]) -> None:
        self.template = template
        self.types = types
        self.variables: dict[str, Any] = {key.lower(): one for key, one in template.get("variables", {}).items()}
        self.parameters = {key.lower(): (key, one) for key, one in template.get("parameters", {}).items()}
        self.used: dict[str, dict[str, Any]] = {}

    def resources(self) -> dict[str, Flat]:
        """The properties of each kept resource, by its type."""
        written = self.template.get("resources", [])
        symbols = {id(one): symbol for symbol, one in written.items()} if isinstance(written, dict) else {}
        return {one["type"]: self.resource(one, symbols.get(id(one), "")) for one in self.kept()}

    def kept(self) -> list[dict[str, Any]]:
        """The resources that are made once, the only ones of their type."""
        found: dict[str, list[dict[str, Any]]] = {}
        for one in declared(self.template):
            found.setdefault(one["type"], []).append(one)
        return [
            several[0]
            for type, several in found.items()
            if type.lower() in self.types and len(several) == 1 and "copy" not in several[0]
        ]

    def hidden(self) -> dict[str, str]:
        """When the module makes further resources of a type that rules examine."""
        kept = {id(one) for one in self.kept()}
        guards: dict[str, dict[str, None]] = {}
        for one in declared(self.template):
            if id(one) not in kept:
                for type in sorted(self.inside(one)):
                    guards.setdefault(type, {})[self.guard(one)] = None
        found = {}
        for type, several in guards.items():
            text = f"or({', '.join(several)})" if len(several) > 1 else next(iter(several))
            found[type] = "true()" if "true()" in several else UNKNOWN if len(text) > MAX_TEXT else text
        return found

    def inside(self, written: dict[str, Any]) -> set[str]:
        """The types, in lower case, that a resource or a deployment is of or makes."""
        type = written["type"].lower()
        if type != "microsoft.resources/deployments":
            return {type} & set(self.types)
        template = written.get("properties", {}).get("template")
        if not isinstance(template, dict):
            return set(self.types)
        return {inner for one in declared(template) for inner in self.inside(one)}

    def guard(self, written: dict[str, Any]) -> str:
        """When something is deployed at all."""
        parts = [self.text_of(written["condition"])] if "condition" in written else []
        if "copy" in written:
            parts.append(f"greater({self.text_of(written['copy']['count'])}, 0)")
        return f"and({', '.join(parts)})" if len(parts) > 1 else parts[0] if parts else "true()"

    def resource(self, written: dict[str, Any], symbol: str) -> Flat:
        flat: Flat = {"apiVersion": f"'{written['apiVersion']}'", "name": self.text_of(written["name"])}
        if symbol:
            flat["symbol"] = symbol
        if "condition" in written:
            flat["condition"] = self.text_of(written["condition"])
        read = self.types[written["type"].lower()]
        for key, value in written.items():
            if key.lower() not in DROPPED:
                self.flatten(key, value, flat, read)
        return flat

    def flatten(self, path: str, value: Any, flat: Flat, read: set[str]) -> None:
        """Add a value, its properties one by one where they are known and rules read them."""
        depth = path.count(".")
        if not any(
            f"{one}.".startswith(f"{path.lower()}.") or f"{path.lower()}.".startswith(f"{one}.") for one in read
        ):
            flat[path] = UNKNOWN
            return
        entries = None if depth >= MAX_DEPTH else self.entries(value)
        if entries is None and depth < MAX_DEPTH:
            entries = self.possible(parsed(value) if isinstance(value, str) else value)
        if entries is None or any(not re.fullmatch(r"[\w-]+", key) for key in entries):
            flat[path] = self.text_of(value)
            return
        if not entries:
            flat[path] = "{}"
        for key, one in entries.items():
            self.flatten(f"{path}.{key}", one, flat, read)

    def entries(self, value: Any) -> dict[str, Any] | None:
        """The properties of what surely is an object; None for anything else."""
        if isinstance(value, dict):
            copies = value.get("copy", [])
            if any(map(is_expression, value)) or not isinstance(copies, list):
                return None
            return {
                **{key: one for key, one in value.items() if key != "copy"},
                **{one["name"]: UNKNOWN for one in copies},
            }
        if isinstance(value, str):
            return self.entries(parsed(value)) if is_expression(value) else None
        value = opened(value) if isinstance(value, Expression) else value
        if isinstance(value, Object) and all(isinstance(key, Constant) for key, _ in value.entries):
            return {str(key.scalar): one for key, one in value.entries if isinstance(key, Constant)}
        if isinstance(value, Call) and value.name == "variables":
            inner = self.variable(value)
            return None if inner is None else self.entries(inner)
        if isinstance(value, Call) and value.name in ("union", "shallowmerge"):
            return self.merged(value)
        return None

    def merged(self, call: Call) -> dict[str, Any] | None:
        """The properties of merged objects. What two of them set is unknown, unless the last surely does."""
        parts = call.arguments
        if call.name == "shallowmerge":
            only = opened(parts[0])
            parts = only.items if isinstance(only, Array) else []
        result: dict[str, Any] = {}
        for part in parts:
            sure = self.entries(part)
            entries = self.possible(part) if sure is None else sure
            if entries is None:
                return None
            for key, one in entries.items():
                result[key] = UNKNOWN if key in result and (sure is None or call.name == "union") else one
        return result if parts else None

    def possible(self, part: Any) -> dict[str, Any] | None:
        """The properties of an object that depends on a condition, each null where it does not have it."""
        part = opened(part) if isinstance(part, Expression) else part
        if not isinstance(part, Call) or part.name != "if" or len(part.arguments) != 3:
            return None
        test, *branches = part.arguments
        then, otherwise = (self.entries(one) for one in branches)
        if then is None or otherwise is None:
            return None
        null = Constant(None, test.place)
        return {
            key: Call(
                "if",
                [test, self.as_expression(then.get(key, null)), self.as_expression(otherwise.get(key, null))],
                test.place,
            )
            for key in {**then, **otherwise}
        }

    def as_expression(self, value: Any) -> Expression:
        if isinstance(value, Expression):
            return value
        if isinstance(value, str) and value != UNKNOWN:
            return parsed(value)
        if isinstance(value, bool | int):
            return Constant(value, NOWHERE)
        return Call("fail", [], NOWHERE)

    def variable(self, call: Call) -> Any:
        name = opened(call.arguments[0])
        return self.variables.get(str(name.scalar).lower()) if isinstance(name, Constant) else None

    def text_of(self, value: Any) -> str:
        """A value as the text of an expression; `?` in it, or alone, for what is not kept."""
        before = dict(self.used)
        text = self.printed(value, 0)
        if text == UNKNOWN or len(text) > MAX_TEXT:
            self.used = before
            return UNKNOWN
        return text

    def printed(self, value: Any, depth: int) -> str:
        """A part of an expression, `?` where it is not kept."""
        before = dict(self.used)
        try:
            text = self.unbounded(value, depth)
        except TooMuchError:
            text = UNKNOWN
        if text == UNKNOWN or (depth and len(text) > MAX_PART):
            self.used = before
            return UNKNOWN
        return text

    def unbounded(self, value: Any, depth: int) -> str:
        if depth > 12 or value == UNKNOWN:
            raise TooMuchError
        if isinstance(value, str):
            return self.unbounded(parsed(value), depth)
        if isinstance(value, bool) or value is None:
            return {True: "true()", False: "false()", None: "null()"}[value]
        if isinstance(value, int | float):
            return repr(value)
        if isinstance(value, list):
            return f"createArray({', '.join(self.printed(one, depth + 1) for one in value)})"
        if isinstance(value, dict):
            if "copy" in value or any(is_expression(key) for key in value):
                raise TooMuchError
            parts = [f"{quoted(key)}, {self.printed(one, depth + 1)}" for key, one in value.items()]
            return f"createObject({', '.join(parts)})"
        return self.node(opened(value), depth)

    def node(self, node: Any, depth: int) -> str:
        inner = depth + 1
        if isinstance(node, Constant):
            return quoted(node.scalar) if isinstance(node.scalar, str) else self.unbounded(node.scalar, depth)
        if isinstance(node, Array):
            return f"createArray({', '.join(self.printed(one, inner) for one in node.items)})"
        if isinstance(node, Object):
            parts = [f"{self.unbounded(key, inner)}, {self.printed(one, inner)}" for key, one in node.entries]
            return f"createObject({', '.join(parts)})"
        if isinstance(node, Access):
            mark = ".?" if node.safe else ""
            return f"{self.unbounded(node.base, inner)}{mark}[{self.unbounded(node.key, inner)}]"
        if isinstance(node, Lambda):
            names = ", ".join(map(quoted, node.parameters))
            return f"lambda({names}, {self.unbounded(node.body, inner)})"
        if isinstance(node, Name):
            return f"lambdaVariables({quoted(node.name)})"
        if isinstance(node, Call):
            return self.call(node, depth)
        raise TooMuchError

    def call(self, call: Call, depth: int) -> str:
        if call.name == "variables":
            return self.unbounded(self.variable(call), depth + 1) if self.variable(call) is not None else self.refuse()
        if call.name == "parameters":
            return f"@{self.note(call)}"
        if call.name not in KNOWN:
            raise TooMuchError
        arguments = [self.printed(one, depth + 1) for one in call.arguments]
        if UNKNOWN in arguments and call.name not in ("if", "createobject", "and", "or", "coalesce"):
            raise TooMuchError
        return f"{call.name}({', '.join(arguments)})"

    def refuse(self) -> str:
        raise TooMuchError

    def note(self, call: Call) -> str:
        """The name of a parameter that is used; its type and default become part of what is kept."""
        only = opened(call.arguments[0])
        name, declared = self.parameters.get(str(getattr(only, "scalar", "")).lower(), ("", None))
        if declared is None or self.has_inner_secrets(declared, 0):
            raise TooMuchError
        if name in self.used:
            return name
        shape = self.shape(declared)
        self.used[name] = shape
        if declared.get("defaultValue") is not None:
            shape["default"] = self.text_of(declared["defaultValue"])
        elif "defaultValue" in declared:
            shape["nullable"] = True
        return name

    def shape(self, declared: dict[str, Any]) -> dict[str, Any]:
        chain = list(self.chain(declared))
        type = next((str(one["type"]).lower() for one in chain if "type" in one), "")
        shape: dict[str, Any] = {"type": type.removeprefix("secure")} if type else {}
        if type.startswith("secure"):
            shape["secure"] = True
        if any(one.get("nullable") for one in chain):
            shape["nullable"] = True
        allowed = next((one["allowedValues"] for one in chain if "allowedValues" in one), None)
        if allowed is not None and shape.get("type") in ("string", "int", "bool"):
            shape["allowed"] = allowed
        return shape

    def chain(self, declared: Any) -> Iterator[dict[str, Any]]:
        """A declaration and the definitions it refers to."""
        for _ in range(10):
            if not isinstance(declared, dict):
                return
            yield declared
            name = str(declared.get("$ref", "")).removeprefix("#/definitions/")
            declared = self.template.get("definitions", {}).get(name)

    def has_inner_secrets(self, declared: Any, depth: int) -> bool:
        """Whether a part of the parameter, but not all of it, is a secret."""
        if depth > 12:
            return True
        for one in self.chain(declared):
            if depth and str(one.get("type", "")).lower().startswith("secure"):
                return True
            parts = [*one.get("properties", {}).values(), one.get("items"), one.get("additionalProperties")]
            parts += [*(one.get("discriminator") or {}).get("mapping", {}).values(), *(one.get("prefixItems") or [])]
            if any(isinstance(part, dict) and self.has_inner_secrets(part, depth + 1) for part in parts):
                return True
        return False


NOWHERE = Place(Source("", ""), 0, 0)
KNOWN = {name for name in (*FUNCTIONS, *SPECIAL) if not name.startswith(("list", "reference", "fail"))} - {
    "copyindex", "deployment", "providers", "newguid", "utcnow", "uniquestring", "guid",
}  # fmt: skip


def declared(template: dict[str, Any]) -> list[dict[str, Any]]:
    """The resources of a template, without those that are only referred to; children with their full type."""
    written = template.get("resources", [])
    found = []
    for one in list(written.values()) if isinstance(written, dict) else written:
        children = [{**child, "type": f"{one['type']}/{child['type']}"} for child in one.get("resources", [])]
        found += [] if one.get("existing") else [one]
        found += declared({"resources": children}) if children else []
    return found


def parsed(text: str) -> Expression:
    whole = json.dumps(text)
    source = Source("", whole)
    found = opened(read_string(Text(text, source, 0, len(whole)), Place(source, 0, len(whole))))
    assert found is not None
    return found


def quoted(text: object) -> str:
    if "@" in str(text) or UNKNOWN in str(text):
        raise TooMuchError
    return "'" + str(text).replace("'", "''") + "'"


def versions(repository: Path) -> dict[str, list[tuple[tuple[int, ...], str, str]]]:
    """By module: version, tag and path of each compiled template."""
    found: dict[str, list[tuple[tuple[int, ...], str, str]]] = {}
    for tag in git(repository, "tag", "--list", "avm/res/*").decode().split():
        match = TAG.fullmatch(tag)
        if match is not None:
            number = tuple(map(int, match.groups()[2:]))
            found.setdefault(match[2], []).append((number, tag, f"{match[1]}/main.json"))
    return {module: sorted(found[module]) for module in sorted(found)}


def git(repository: Path, *words: str) -> bytes:
    return subprocess.run(["git", "-C", str(repository), *words], check=True, capture_output=True).stdout


def shortened(shape: dict[str, Any]) -> Any:
    """A parameter without allowed values as text: `bool?=false()`; `!` for a secret."""
    if "allowed" in shape:
        return shape
    marks = ("?" if "nullable" in shape else "") + ("!" if "secure" in shape else "")
    default = f"={shape['default']}" if "default" in shape else ""
    return f"{shape.get('type', '')}{marks}{default}"


def runs(values: list[Any]) -> Any:
    """Equal neighbours as one: `[first, value]` for each change; a value that always holds stands alone."""
    found = [[at, one] for at, one in enumerate(values) if at == 0 or one != values[at - 1]]
    return found[0][1] if len(found) == 1 else [one for one in found if one[0] or one[1] is not None]


def by_version(several: list[dict[str, Any]]) -> dict[str, Any]:
    names = sorted({name for one in several for name in one})
    return {name: runs([one.get(name) for one in several]) for name in names}


def module(
    repository: Path, known: list[tuple[tuple[int, ...], str, str]], types: dict[str, set[str]]
) -> dict[str, Any] | None:
    numbers, resources, parameters, hidden = [], [], [], []
    for number, tag, path in known:
        try:
            template = json.loads(git(repository, "show", f"{tag}:{path}"))
        except (subprocess.CalledProcessError, ValueError):
            continue
        reduction = Reduction(template, types)
        found = reduction.resources()
        numbers.append(".".join(map(str, number)))
        resources.append(found)
        hidden.append(reduction.hidden() if found else {})
        parameters.append(reduction.used)
    if not any(resources):
        return None
    kept = sorted({type for one in resources for type in one})
    return {
        "hidden": by_version(hidden),
        "versions": numbers,
        "parameters": by_version([{name: shortened(one) for name, one in used.items()} for used in parameters]),
        "resources": {type: by_version([one.get(type, {}) for one in resources]) for type in kept},
    }


def paths_read() -> dict[str, set[str]]:
    """By type, in lower case, the paths of the settings and links of the kinds that rules know."""
    load(("foureyes_rules.azure",))
    found: dict[str, set[str]] = {}
    for kind in kinds_of(Kind):
        for whole in kind.types("arm"):
            type, _, part = whole.lower().partition("#")
            for base in kind.__mro__:
                for one in vars(base).values():
                    setting = one.setting if isinstance(one, One) else one
                    if isinstance(setting, Setting):
                        spelled = setting.spellings["arm"]
                        spelled = spelled.get(whole, ()) if isinstance(spelled, Mapping) else spelled
                        paths = (spelled,) if isinstance(spelled, str) else spelled
                        found.setdefault(type, set()).update(plain(part, path) for path in paths)
    return found


def plain(part: str, path: str) -> str:
    steps = re.findall(r'"[^"]*"|[^."]+', f"{part}.{path.lstrip('!')}".lower())
    return ".".join(step.strip('"').replace("[]", "") for step in steps)


def kinds_of(kind: type[Kind]) -> Iterator[type[Kind]]:
    for one in kind.__subclasses__():
        yield one
        yield from kinds_of(one)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("repository", type=Path)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    types = paths_read()
    lines = [f'"":{json.dumps(sorted(types), separators=(",", ":"))}']
    for name, known in versions(given.repository).items():
        found = module(given.repository, known, types)
        if found is not None:
            lines.append(f"{json.dumps(name)}:{json.dumps(found, sort_keys=True, separators=(',', ':'))}")
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    same = TARGET.is_file() and TARGET.read_text() == text
    print(f"{len(lines)} modules, {len(text)} characters, {'the same' if same else 'changed'}")
    if given.write:
        TARGET.write_text(text)
    return int(not same and not given.write)


if __name__ == "__main__":
    sys.exit(main())
