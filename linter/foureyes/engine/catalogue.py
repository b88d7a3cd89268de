"""The rules of the packs: found by importing a pack's modules, as any other pack's."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Iterator
from types import ModuleType

from foureyes.errors import BadUsage
from foureyes.model.rule import Rule

BUILT_IN = "foureyes_rules"


def load(packs: Iterable[str] = (BUILT_IN,)) -> list[Rule]:
    """All rules of the packs, sorted by id. Raises `BadUsage` for a pack that cannot be imported."""
    found: dict[str, Rule] = {}
    for pack in packs:
        for module in modules(pack):
            for one in rules_of(imported(module)):
                other = found.setdefault(one.id, one)
                if other is not one:
                    raise BadUsage(f"two rules are called {one.id}: in {other.module} and {one.module}")
    return [found[name] for name in sorted(found)]


def rules_of(module: ModuleType) -> list[Rule]:
    """The rules a module defines itself."""
    return [one for one in vars(module).values() if isinstance(one, Rule) and one.module == module.__name__]


def modules(pack: str) -> Iterator[str]:
    """Names of a pack's modules, its own first. What is in a package is told once that is imported."""
    import pkgutil

    pending = [pack]
    imported(pack)
    while pending:
        name = pending.pop()
        yield name
        # Whoever asks has tried to import it by now; where that failed it is told, and nothing in it is asked.
        names = [one.name for one in pkgutil.iter_modules(getattr(sys.modules.get(name), "__path__", ()), f"{name}.")]
        pending += [one for one in names[::-1] if not one.rpartition(".")[2].startswith(("test_", "conftest"))]


def imported(module: str) -> ModuleType:
    """A module of a pack; raises `BadUsage` for one that cannot be imported."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise BadUsage(f"the rules in {module} cannot be imported: {error}") from error
