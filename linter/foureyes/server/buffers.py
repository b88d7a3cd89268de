"""The working tree with an editor's unsaved texts in it."""

from __future__ import annotations

from collections.abc import Mapping

from foureyes.sources.working_tree import WorkingTree


class Buffers(WorkingTree):
    """Files on disk, but for those an editor holds another text of. `texts` by path, as the tree spells paths."""

    def __init__(self, texts: Mapping[str, str], max_bytes: int) -> None:
        super().__init__(max_bytes)
        self.texts = texts

    def _content(self, path: str) -> bytes:
        text = self.texts.get(path)
        return super()._content(path) if text is None else text.encode("utf-8", "surrogatepass")
