"""The rules of a run, imported as resources of their types turn up."""

from __future__ import annotations

from collections.abc import Iterable

from foureyes.engine.catalogue import imported, modules, rules_of
from foureyes.engine.clock import TimeIsUp, within
from foureyes.engine.house_rules import file_of, is_house
from foureyes.engine.index import read, types_of
from foureyes.errors import BadUsage, BrokenRule
from foureyes.model.rule import DEFAULT_PROFILE, PROFILES, Rule

LOADING = 10
"""Seconds to load a file of somebody's own rules."""


class RuleSet:
    """Rules of the packs in the wanted profiles."""

    def __init__(self, packs: Iterable[str], profiles: Iterable[str]) -> None:
        self._profiles = frozenset(profiles)
        self._types: dict[tuple[str, str], dict[str, Rule]] = {}
        self._waiting: dict[tuple[str, str], set[str]] = {}
        self._imported: set[str] = set()
        offered = {DEFAULT_PROFILE, *PROFILES}
        self.all: dict[str, Rule] = {}
        """The rules imported so far, by id."""
        self.faults: list[BrokenRule] = []
        """Files of somebody's own rules that could not be loaded."""
        for pack in packs:
            index = None if is_house(pack) else read(pack)
            if index is None:
                for module in modules(pack):
                    offered |= self._try(module) if is_house(module) else self._take(module)
                continue
            for schema, types in index.items():
                for type, names in types.items():
                    self._waiting.setdefault((schema, type), set()).update(names)
        for profile in self._profiles - offered:
            raise BadUsage(f"there is no profile {profile!r}", remedy=f"choose from {', '.join(sorted(offered))}")

    def _try(self, module: str) -> set[str]:
        """The same of somebody's own rules: a file of them that is broken is told, and the others are asked."""
        try:
            with within(LOADING):
                return self._take(module)
        except TimeIsUp:
            told = f"it takes longer than {LOADING} seconds"
        except (Exception, SystemExit) as error:
            told = error.message if isinstance(error, BadUsage) else f"{type(error).__name__}: {error}"
        path, remedy = file_of(module), "`foureyes check-rules` tries them"
        self.faults.append(BrokenRule(f"these rules cannot be loaded: {told}", path=path, remedy=remedy))
        return set()

    def _take(self, module: str) -> set[str]:
        """Import a module's rules; the profiles they are in."""
        if module in self._imported:
            return set()
        self._imported.add(module)
        found = rules_of(imported(module))
        for rule in found:
            other = self.all.setdefault(rule.id, rule)
            if other is not rule:
                raise BadUsage(f"two rules are called {rule.id}: in {other.module} and {rule.module}")
            if rule.profile in self._profiles:
                for type in types_of(rule):
                    self._types.setdefault(type, {})[rule.id] = rule
        return {rule.profile for rule in found}

    def examining(self, types: Iterable[tuple[str, str]]) -> list[Rule]:
        """The rules that examine one of the types (schema, lower-case type), sorted by id; somebody's own come last.

        One of those that takes for ever costs only those that come after it.
        """
        wanted: dict[str, Rule] = {}
        for type in types:
            for module in sorted(self._waiting.pop(type, ())):
                self._take(module)
            wanted.update(self._types.get(type, {}))
        return sorted(wanted.values(), key=lambda one: (is_house(one.module), one.id))

    def knows(self, schema: str, type: str) -> bool:
        """Whether a rule of the wanted profiles examines the type."""
        key = schema, type.lower()
        if key in self._waiting:
            self.examining([key])
        return key in self._types
