"""A tree in which some files have another text."""

from __future__ import annotations

from foureyes.fixing.edit import encoded
from foureyes.model.place import Source
from foureyes.model.tree import Tree


class Overlay:
    """Another tree's answers, but for the files that are edited in memory."""

    def __init__(self, tree: Tree, changed: dict[str, Source]) -> None:
        self.tree = tree
        self.changed = changed

    def source(self, path: str) -> Source:
        found = self.changed.get(path)
        return self.tree.source(path) if found is None else found

    def bytes(self, path: str) -> bytes:
        found = self.changed.get(path)
        before = self.tree.bytes(path)
        return before if found is None else encoded(found.text, before)

    def is_file(self, path: str) -> bool:
        return self.tree.is_file(path)

    def is_directory(self, path: str) -> bool:
        return self.tree.is_directory(path)

    def holds(self, path: str) -> bool:
        return self.tree.holds(path)

    def names(self, folder: str) -> list[str]:
        return self.tree.names(folder)
