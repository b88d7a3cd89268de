"""The working tree with an editor's unsaved texts in it."""

from __future__ import annotations

from collections.abc import Mapping

from foureyes.model.tree import parent
from foureyes.sources.working_tree import WorkingTree


class Buffers(WorkingTree):
    """Files on disk, but for those an editor holds another text of. `texts` by path, as the tree spells paths."""

    def __init__(self, texts: Mapping[str, str], max_bytes: int) -> None:
        super().__init__(max_bytes)
        self.texts = texts

    def names(self, folder: str) -> list[str]:
        # What was never saved is in no folder of the disk.
        unsaved = {path.rpartition("/")[2] for path in self.texts if parent(path) == folder}
        return sorted({*super().names(folder), *unsaved})

    def _kind(self, path: str) -> str:
        return "f" if path in self.texts else super()._kind(path)

    def _content(self, path: str) -> bytes:
        text = self.texts.get(path)
        return super()._content(path) if text is None else text.encode("utf-8", "surrogatepass")
