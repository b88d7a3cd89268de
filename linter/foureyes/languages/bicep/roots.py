"""Which Bicep files are deployed as they stand, and with which parameter files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from foureyes.errors import UnreadableSource
from foureyes.languages.arm.inputs import fitting
from foureyes.languages.bicep.parameters import used_template
from foureyes.languages.bicep.registry import is_remote
from foureyes.languages.bicep.syntax import Extends, File, Import, Module, Resource, Skipped, String
from foureyes.languages.bicep.workspace import Workspace
from foureyes.model.root import Inputs, Root
from foureyes.model.tree import join, parent

LANGUAGE = "bicep"

_PARAMETERS = re.compile(r'"\$schema"\s*:\s*"[^"]*/deploymentParameters\.json', re.IGNORECASE)


class Roots:
    """Finds the roots among the files of a run."""

    def __init__(self, workspace: Workspace, files: list[str]) -> None:
        self.workspace = workspace
        self.files = files
        self.modules: dict[str, list[str]] = {}
        """The local modules of each file."""
        self.imported: set[str] = set()
        """Files that others import from and that deploy nothing themselves."""
        deploying = set()
        imports: set[str] = set()
        for path in files:
            file = self._file(path)
            self.modules[path] = list(self._modules(path, file)) if file else []
            imports |= set(self._imports(path, file)) if file else set()
            if file is None or _deploys(file):
                deploying.add(path)
        self.imported = imports - deploying

    def find(self, inputs: list[str]) -> list[Root]:
        """The roots, each with its deployments."""
        given: dict[str, list[Inputs]] = {}
        bases = {base for path in inputs for base in self._extended(path)}
        for path in inputs:
            if path in bases and self._target(path) == path:
                continue
            given.setdefault(self._target(path), []).append(Inputs(path, (path,)))
        used = {module for path, modules in self.modules.items() for module in modules if module != path}
        chosen = {path for path in self.files if path not in used and path not in self.imported} | set(given)
        chosen |= self._circles(chosen)
        return [self._root(path, given.get(path, [])) for path in sorted(chosen)]

    def _circles(self, chosen: Iterable[str]) -> set[str]:
        """Of files that use each other in a circle, the first: each file is to be judged somewhere."""
        reached: set[str] = set()
        added: set[str] = set()
        self._reach(chosen, reached)
        for path in self.files:
            if path not in reached and path not in self.imported:
                added.add(path)
                self._reach([path], reached)
        return added

    def _reach(self, starts: Iterable[str], reached: set[str]) -> None:
        waiting = list(starts)
        while waiting:
            path = waiting.pop()
            if path not in reached:
                reached.add(path)
                waiting.extend(self.modules.get(path, ()))

    def _file(self, path: str) -> File | None:
        try:
            return self.workspace.file(path)
        except UnreadableSource:
            return None

    def _modules(self, path: str, file: File) -> Iterator[str]:
        for statement in file.statements:
            if isinstance(statement, Module) and isinstance(statement.path, String):
                yield from self._local(path, statement.path.value)

    def _imports(self, path: str, file: File) -> Iterator[str]:
        for statement in file.statements:
            if isinstance(statement, Import) and isinstance(statement.path, String):
                yield from self._local(path, statement.path.value)

    def _local(self, path: str, written: str) -> Iterator[str]:
        if not is_remote(written):
            yield self.workspace.beside(path, written)

    def _target(self, path: str) -> str:
        """The template that a parameter file is for; the file itself where that is none of the `.bicep` at hand."""
        file = self._file(path)
        written = used_template(file) if file else None
        if written is None or is_remote(written.value):
            return path
        found = self.workspace.beside(path, written.value)
        return found if found.endswith(".bicep") and self.workspace.tree.is_file(found) else path

    def _extended(self, path: str) -> Iterator[str]:
        file = self._file(path)
        for statement in file.statements if file else ():
            if isinstance(statement, Extends) and isinstance(statement.path, String):
                yield from self._local(path, statement.path.value)

    def _root(self, path: str, given: list[Inputs]) -> Root:
        beside = [Inputs(one, (one,)) for one in self._beside(path)]
        return Root(LANGUAGE, path, (path,), (*given, *beside) or (Inputs(),))

    def _beside(self, path: str) -> Iterator[str]:
        """JSON parameter files that are for this template, by their names or because there is no other."""
        if not path.endswith(".bicep"):
            return
        folder = parent(path)
        names = self.workspace.names(folder)
        templates = [join(folder, name) for name in names if name.lower().endswith(".bicep")]
        for name in names:
            if not name.lower().startswith("param") or "." in name:
                yield from self._fitting(join(folder, name), path, templates)
                continue
            for inner in self.workspace.names(join(folder, name)):
                yield from self._fitting(join(folder, name, inner), path, templates)

    def _fitting(self, found: str, path: str, templates: list[str]) -> Iterator[str]:
        lower = found.lower()
        named = lower.endswith(".json") and "param" in lower.removeprefix(parent(path).lower())
        if named and fitting(found, templates) == path and self._is_parameters(found):
            yield found

    def _is_parameters(self, path: str) -> bool:
        try:
            return _PARAMETERS.search(self.workspace.tree.source(path).text) is not None
        except UnreadableSource:
            return True


def _deploys(file: File) -> bool:
    return any(isinstance(statement, Resource | Module | Skipped) for statement in file.statements)
