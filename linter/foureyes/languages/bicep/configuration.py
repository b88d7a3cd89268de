"""`bicepconfig.json`, as far as it says where modules come from."""

from __future__ import annotations

from typing import NamedTuple

from foureyes.errors import UnreadableSource
from foureyes.languages.documents.json import ARM, read_json
from foureyes.languages.documents.tree import Mapping, Node
from foureyes.model.tree import Tree, join, parent

NAME = "bicepconfig.json"
MAX_LEVELS = 40


class RegistryAlias(NamedTuple):
    """`br/name:…`."""

    registry: str
    path: str


class SpecAlias(NamedTuple):
    """`ts/name:…`."""

    subscription: str
    group: str


class Configuration(NamedTuple):
    """The aliases in force; `public` is always there."""

    registries: dict[str, RegistryAlias]
    specs: dict[str, SpecAlias]


BUILT_IN = Configuration({"public": RegistryAlias("mcr.microsoft.com", "bicep")}, {})


class Configurations:
    """The configuration of each folder: the nearest file on the way up, no further than what may be read."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.errors: list[UnreadableSource] = []
        self._known: dict[str, Configuration] = {}

    def of(self, folder: str) -> Configuration:
        passed = []
        found = BUILT_IN
        for _ in range(MAX_LEVELS):
            if folder in self._known:
                found = self._known[folder]
                break
            passed.append(folder)
            path = join(folder, NAME)
            if self.tree.is_file(path):
                found = self._read(path)
                break
            if folder == "/" or not self.tree.is_directory(folder):
                break
            folder = parent(folder)
        self._known.update(dict.fromkeys(passed, found))
        return found

    def _read(self, path: str) -> Configuration:
        try:
            document = read_json(self.tree.source(path), ARM)
        except UnreadableSource as error:
            self.errors.append(error)
            return BUILT_IN
        self.errors += document.errors
        aliases = _at(document.root, "moduleAliases")
        registries, specs = dict(BUILT_IN.registries), dict(BUILT_IN.specs)
        for name, node in _entries(_at(aliases, "br")):
            registries[name] = RegistryAlias(_text(node, "registry"), _text(node, "modulePath"))
        for name, node in _entries(_at(aliases, "ts")):
            specs[name] = SpecAlias(_text(node, "subscription"), _text(node, "resourceGroup"))
        return Configuration(registries, specs)


def _at(node: Node | None, key: str) -> Node | None:
    return node.get(key) if isinstance(node, Mapping) else None


def _entries(node: Node | None) -> list[tuple[str, Node]]:
    return [(name, pair[1]) for name, pair in node.effective().items()] if isinstance(node, Mapping) else []


def _text(node: Node, key: str) -> str:
    found = _at(node, key)
    return found.value if found is not None and isinstance(found.value, str) else ""
