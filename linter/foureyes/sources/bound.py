"""What may be read: the repositories of what is judged, whatever a file in them names elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterable

from foureyes.errors import UnreadableSource
from foureyes.sources.gitignore import top_of
from foureyes.sources.witnesses import Witnesses

RESTORED = "~/.bicep"
"""Where Bicep keeps modules that it has restored."""


class Bound:
    """Folders. Nothing outside of them is read, but for what the user names."""

    def __init__(self, folders: Iterable[str], named: Iterable[str] = ()) -> None:
        self.folders = tuple(os.path.realpath(one).rstrip(os.sep) + os.sep for one in folders)
        self.named = frozenset(named)
        self._known: dict[str, bool] = {}
        """Whether a folder, as it is written, lies inside."""

    def holds(self, path: str, may_link: bool = True) -> bool:
        """Whether a path leads to what lies inside, links followed. `may_link`: whether it could be one itself."""
        folder, _, name = path.rpartition("/")
        inside = self._holds_folder(folder or ("/" if path.startswith("/") else "."))
        if inside and name not in ("", ".", "..") and not (may_link and os.path.islink(path)):
            return True
        return self._leads_inside(path) or path in self.named

    def admit(self, path: str) -> None:
        """Let one more file or folder be read."""
        self.folders += (os.path.realpath(path).rstrip(os.sep) + os.sep,)
        self._known.clear()

    def _holds_folder(self, folder: str) -> bool:
        known = self._known.get(folder)
        if known is None:
            above = folder.rpartition("/")[0]
            plain = above != "" and not folder.endswith("/..") and self._holds_folder(above)
            known = self._known[folder] = (plain and not os.path.islink(folder)) or self._leads_inside(folder)
        return known

    def _leads_inside(self, path: str) -> bool:
        try:
            return (os.path.realpath(path).rstrip(os.sep) + os.sep).startswith(self.folders)
        except ValueError:
            return False


def bound_of(paths: Iterable[str], named: Iterable[str], witnesses: Witnesses | None = None) -> Bound:
    """The repository of this folder and of each path, or the folder itself where that is in none."""
    folders = {os.path.expanduser(RESTORED)}
    for path in (".", *paths):
        real = os.path.realpath(path)
        folder = real if os.path.isdir(real) else os.path.dirname(real)
        folders.add(top_of(folder, witnesses) or folder)
    return Bound(sorted(folders), named)


def outside(path: str) -> UnreadableSource:
    """The fault of a path that leads out."""
    return UnreadableSource(
        "this lies outside of the repository, and is not read",
        path=path,
        remedy="name the folder that holds it as a path of its own, or keep it inside",
    )
