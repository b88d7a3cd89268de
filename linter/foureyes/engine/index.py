"""A pack's index: which of its modules hold the rules for which resource types.

A run imports only the modules whose types are present. The index is the file `index.json` in the
pack; one without is imported whole. `python -m foureyes.engine.index PACK` writes it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable

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
    path = os.path.join(next(iter(folder)), FILE) if folder else ""
    if not os.path.isfile(path):
        return None
    with open(path, encoding="utf-8") as file:
        table: Table = json.load(file)
    return table


def write(pack: str) -> None:
    """Write a pack's index beside its code."""
    with open(os.path.join(next(iter(imported(pack).__path__)), FILE), "w", encoding="utf-8") as file:
        file.write(json.dumps(build(pack), indent=1) + "\n")


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        write(argument)
