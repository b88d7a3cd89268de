"""The folder that nothing is read outside of."""

from __future__ import annotations

from foureyes.model.tree import join


class Boundary:
    """A folder; without one, everything that the tree offers is inside."""

    __slots__ = ("folder",)

    def __init__(self, folder: str = "") -> None:
        self.folder = join(folder) if folder else ""

    def holds(self, path: str) -> bool:
        """Whether a normal path is inside."""
        if not self.folder or path == self.folder:
            return True
        if self.folder == ".":
            return not path.startswith(("/", "../")) and path != ".."
        return path.startswith(self.folder if self.folder.endswith("/") else f"{self.folder}/")
