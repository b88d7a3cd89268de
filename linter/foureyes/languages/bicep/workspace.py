"""The Bicep files of a run, each parsed and lowered once."""

from __future__ import annotations

from collections import OrderedDict

from foureyes.errors import UnreadableSource
from foureyes.languages.arm.template import ModuleDeclaration, Template
from foureyes.languages.bicep.configuration import Configurations
from foureyes.languages.bicep.joining import join_modules
from foureyes.languages.bicep.lowering import Lowering
from foureyes.languages.bicep.parser import parse
from foureyes.languages.bicep.registry import cache, is_remote, restored
from foureyes.languages.bicep.syntax import File
from foureyes.languages.bicep.unit import Unit
from foureyes.model.place import Place, Source
from foureyes.model.resource import Gap
from foureyes.model.tree import Tree, join, parent

KEPT = 300
"""Syntax trees kept at a time."""

RESTORE = "run `bicep restore` so that the module can be read"


class Workspace:
    """Reads what the tree holds, the modules among it that Bicep has restored into its cache."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.configurations = Configurations(tree)
        self.cache = cache()
        self._files: OrderedDict[str, File] = OrderedDict()
        self._units: dict[str, Unit] = {}
        self._names: dict[str, list[str]] = {}

    def file(self, path: str) -> File:
        """The syntax tree of a file; raises `UnreadableSource`."""
        file = self._files.get(path)
        if file is None:
            file = self._files[path] = parse(self.tree.source(path))
            if len(self._files) > KEPT:
                self._files.popitem(last=False)
        else:
            self._files.move_to_end(path)
        return file

    def names(self, folder: str) -> list[str]:
        """What is in a folder."""
        if folder not in self._names:
            self._names[folder] = self.tree.names(folder)
        return self._names[folder]

    def unit(self, path: str) -> Unit:
        """A file lowered, its modules with it; raises `UnreadableSource` for the file itself only."""
        if path not in self._units:
            join_modules(path, self._units, self._lowered)
        return self._units[path]

    def _lowered(self, path: str) -> Unit:
        if path.endswith(".json"):
            from foureyes.languages.bicep.compiled import compiled

            return compiled(path, self.tree)
        return Lowering(self.file(path), self).run()

    def beside(self, path: str, written: str) -> str:
        """The path that a file means by `written`."""
        return join(parent(path), written)

    def load(self, path: str, unit: Unit) -> Source:
        """The text of a file that `unit` takes in; raises `UnreadableSource`."""
        self._check(path)
        unit.files.add(path)
        return self.tree.source(path)

    def load_bytes(self, path: str, unit: Unit) -> bytes:
        self._check(path)
        unit.files.add(path)
        return self.tree.bytes(path)

    def _check(self, path: str) -> None:
        if not self.tree.holds(path):
            raise UnreadableSource("it is outside the folder that may be read", path=path)

    def known(self, source: Source, written: str | None, declaration: ModuleDeclaration) -> Template | None:
        """What is known of a module that could not be found."""
        if written is None or not is_remote(written):
            return None
        inner = restored(written, self.configurations.of(parent(source.path)))
        if inner is None:
            return None
        from foureyes.languages.bicep.verified import known_template

        return known_template(inner, declaration, source)

    def reference(self, path: str, written: str | None, place: Place) -> str | Gap:
        """The file that a module or import in `path` names, or why there is none."""
        if written is None:
            return Gap("which module is meant cannot be told", place)
        if is_remote(written):
            inner = restored(written, self.configurations.of(parent(path)))
            if inner is None:
                return Gap(f"{written} is not understood", place, "check the aliases in bicepconfig.json")
            found = join(self.cache, inner)
            return found if self.tree.is_file(found) else Gap(f"{written} is not in the local cache", place, RESTORE)
        found = self.beside(path, written)
        if written.startswith("/") or not self.tree.holds(found):
            return Gap(f"{written} is outside the folder that may be read", place)
        if not self.tree.is_file(found):
            return Gap(f"{written} is not there", place, "check the path")
        return found
