"""Files that others import types, variables and functions from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foureyes.errors import UnreadableSource
from foureyes.languages.bicep.scope import Scope
from foureyes.languages.bicep.syntax import Import, Interpolated, Module, Node, Resource
from foureyes.model.resource import Gap

if TYPE_CHECKING:
    from foureyes.languages.bicep.lowering import Lowering


class Imports:
    """The imported files of one template, each with a prefix for what is taken from it."""

    def __init__(self, lowering: Lowering) -> None:
        self.lowering = lowering
        self._scopes: dict[str, Scope | None] = {}
        named = lowering.scope.names.items()
        self._prefixes = {name.lower() for name, node in named if isinstance(node, Resource | Module)}
        self._gaps: dict[int, Gap] = {}

    def scope(self, importer: Scope, statement: Node) -> Scope | None:
        """The scope of the file that an import names; None where it cannot be read."""
        if not isinstance(statement, Import):
            return None
        written = None if isinstance(statement.path, Interpolated) else statement.path.value
        place = importer.place(statement.path)
        found = self.lowering.workspace.reference(importer.source.path, written, place)
        if not isinstance(found, Gap) and not found.endswith(".bicep"):
            found = Gap(f"what {written} exports is not read: only imports of .bicep files are", place)
        if isinstance(found, Gap):
            self._gaps[id(statement)] = found
            return None
        if found == self.lowering.scope.source.path:
            return self.lowering.scope
        if found not in self._scopes:
            self._scopes[found] = self._read(found)
        return self._scopes[found]

    def note(self, statement: Import) -> None:
        """Note an import that could not be followed, now that a value is missing because of it.

        Types that are missing cost nothing but the domains of parameters.
        """
        gap = self._gaps.get(id(statement))
        if gap is not None and gap not in self.lowering.template.gaps:
            self.lowering.template.gaps.append(gap)

    def _read(self, path: str) -> Scope | None:
        unit = self.lowering.unit
        unit.files.add(path)
        try:
            file = self.lowering.workspace.file(path)
        except UnreadableSource as error:
            unit.errors.append(error)
            return None
        unit.errors += file.errors
        return Scope(file, self.lowering, self.prefix(path))

    def prefix(self, path: str) -> str:
        """What the names taken from a file begin with."""
        stem = path.rpartition("/")[2].partition(".")[0]
        prefix, number = stem, 1
        while prefix.lower() in self._prefixes:
            number += 1
            prefix = f"{stem}{number}"
        self._prefixes.add(prefix.lower())
        return prefix
