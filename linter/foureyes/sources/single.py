"""A working tree in which a file's neighbours are not seen."""

from __future__ import annotations

from foureyes.model.tree import join, parent
from foureyes.sources.working_tree import WorkingTree


class SingleFile(WorkingTree):
    """The file system, but for a file's own folder: nothing else is in it."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = join(path)

    def names(self, folder: str) -> list[str]:
        if join(folder) == parent(self.path):
            return [self.path.rpartition("/")[2]]
        return super().names(folder)
