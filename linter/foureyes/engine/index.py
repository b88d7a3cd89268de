"""A pack's index: which of its modules hold the rules for which resource types.

A run imports only the modules whose types are present. The index is the file `index.json` in the
pack; one without is imported whole. `python -m foureyes.engine.index PACK` writes it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from foureyes.engine.catalogue import imported, modules, rules_of
from foureyes.model.resource import ARM, CLOUDFORMATION, TERRAFORM
from foureyes.model.rule import Rule

FILE = "index.json"
SCHEMAS = (TERRAFORM, ARM, CLOUDFORMATION)

Table = dict[str, dict[str, list[str]]]
"""Schema, then lower-case type, to the names of modules."""


def types_of(rule: Rule) -> Iterable[tuple[str, str]]:
    """Schema and lower-case resource type of everything a rule examines."""
    for schema in SCHEMAS:
        for type in rule.kind.types(schema):
            yield schema, type.partition("#")[0].lower()


def build(pack: str) -> Table:
    """The index of a pack, made by importing it whole."""
    table: Table = {schema: {} for schema in SCHEMAS}
    for module in modules(pack):
        for rule in rules_of(imported(module)):
            for schema, type in types_of(rule):
                names = table[schema].setdefault(type, [])
                if module not in names:
                    names.append(module)
    return {schema: {type: sorted(names) for type, names in sorted(types.items())} for schema, types in table.items()}


def read(pack: str) -> Table | None:
    """The index a pack ships; None where it ships none."""
    folder = getattr(imported(pack), "__path__", None)
    path = Path(next(iter(folder))) / FILE if folder else None
    if path is None or not path.is_file():
        return None
    table: Table = json.loads(path.read_text(encoding="utf-8"))
    return table


def write(pack: str) -> Path:
    """Write a pack's index beside its code."""
    path = Path(next(iter(imported(pack).__path__))) / FILE
    path.write_text(json.dumps(build(pack), indent=1) + "\n", encoding="utf-8")
    return path


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        write(argument)
