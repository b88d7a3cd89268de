"""Modules joined to the files that use them, without circles and within bounds."""

from __future__ import annotations

from collections.abc import Callable

from foureyes.errors import UnreadableSource
from foureyes.languages.bicep.unit import Unit, Use
from foureyes.model.limits import limits, remedy
from foureyes.model.resource import Gap


def join_modules(path: str, units: dict[str, Unit], lower: Callable[[str], Unit]) -> None:
    """Lower a file and every module below it into `units`. A module that fails is a gap of its declaration."""
    fresh: list[Unit] = []
    try:
        _lower_all(path, units, lower, fresh)
    except BaseException:
        for unit in fresh:
            units.pop(unit.path, None)
        raise
    _Joining(units).join(units[path])


def _lower_all(path: str, units: dict[str, Unit], lower: Callable[[str], Unit], fresh: list[Unit]) -> None:
    failed: dict[str, UnreadableSource] = {}
    units[path] = lower(path)
    fresh.append(units[path])
    for unit in fresh:
        for use in unit.uses:
            if use.path in units or use.path in failed:
                continue
            try:
                units[use.path] = lower(use.path)
            except UnreadableSource as error:
                failed[use.path] = error
                continue
            fresh.append(units[use.path])
    for unit in fresh:
        for use in unit.uses:
            if use.path in failed:
                unit.errors.append(failed[use.path])
                use.declaration.gap = Gap(f"{use.path} could not be read", use.declaration.place)


class _Joining:
    """Walks the graph of units, the inner ones first."""

    def __init__(self, units: dict[str, Unit]) -> None:
        self.units = units
        self.open: set[str] = set()

    def join(self, root: Unit) -> None:
        stack = [(root, iter(root.uses))]
        self.open.add(root.path)
        while stack:
            unit, uses = stack[-1]
            use = next(uses, None)
            if use is None:
                stack.pop()
                self.open.discard(unit.path)
                self._finish(unit)
                continue
            child = self.units.get(use.path)
            if child is not None and not child.joined and child.path not in self.open:
                stack.append((child, iter(child.uses)))
                self.open.add(child.path)

    def _finish(self, unit: Unit) -> None:
        unit.joined = True
        for use in unit.uses:
            child = self.units.get(use.path)
            if child is None:
                continue
            reason, limit = self._refusal(unit, child)
            if reason:
                what = f"{use.path} {reason}"
                use.declaration.gap = Gap(what, use.declaration.place, remedy(limit) if limit else "")
                continue
            self._accept(unit, use, child)

    def _refusal(self, unit: Unit, child: Unit) -> tuple[str, str]:
        """Why a module is not joined, and the limit that is reached by it."""
        bounds = limits()
        if not child.joined or child is unit:
            return "uses itself", ""
        if child.depth + 1 > bounds.includes:
            return f"has modules inside more than {bounds.includes} others", "includes"
        if unit.instances + child.instances > bounds.modules:
            return f"is left out: more than {bounds.modules:,} modules are used", "modules"
        return "", ""

    def _accept(self, unit: Unit, use: Use, child: Unit) -> None:
        use.declaration.template = child.template
        unit.children.append(child)
        unit.depth = max(unit.depth, child.depth + 1)
        unit.instances += child.instances
