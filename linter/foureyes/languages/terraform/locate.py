"""Where the module that a call names is: beside the caller, or where `terraform init` put it."""

from __future__ import annotations

from typing import NamedTuple

from foureyes.languages.terraform.declaration import Declaration
from foureyes.languages.terraform.installed import Installed, installed
from foureyes.languages.terraform.module import module_files
from foureyes.languages.terraform.syntax import Literal
from foureyes.model.tree import Tree, join


class Located(NamedTuple):
    """A module's folder, or why there is none and what helps."""

    folder: str | None
    what: str = ""
    remedy: str = ""


def local_source(call: Declaration) -> str | None:
    """The relative path a call names, if it names one."""
    source = call.literal("source")
    if isinstance(source, str) and source.startswith(("./", "../", ".\\", "..\\")):
        return source.replace("\\", "/")
    return source if source in (".", "..") and isinstance(source, str) else None


class Locator:
    """Finds modules for one root."""

    def __init__(self, root: str, tree: Tree) -> None:
        self.root = root
        self.tree = tree
        self._installed: dict[str, Installed] | None = None

    def find(self, call: Declaration, folder: str, key: str) -> Located:
        """The folder of the module that a call in `folder` names; `key` is its path of call names, dotted."""
        name = key.rpartition(".")[2]
        source = call.arguments.get("source")
        relative = local_source(call)
        if relative is not None:
            path = join(folder, relative)
            if not self.tree.holds(path):
                return Located(None, f"module `{name}`: {relative} is outside of what is read", "lint a folder above")
            if module_files(self.tree.names(path)):
                return Located(path)
            return Located(None, f"module `{name}`: there is no module in {path}", "check the path in `source`")
        if source is None or not isinstance(source.value, Literal):
            return Located(None, f"module `{name}`: its source is not told by a plain text", "write it as plain text")
        if self._installed is None:
            self._installed = installed(self.root, self.tree)
        known = self._installed.get(key)
        if known is not None and self.tree.holds(known.folder) and module_files(self.tree.names(known.folder)):
            if known.fits(str(source.value.value), str(call.literal("version") or "")):
                return Located(known.folder)
            what = f"module `{name}` from {source.value.value} is not there: what was fetched is {known.source}"
            return Located(None, f"{what} {known.version}".rstrip(), f"run `terraform init` in {self.root} again")
        what = f"module `{name}` from {source.value.value} is not there"
        return Located(None, what, f"run `terraform init` in {self.root}, so that it can be read")
