"""Which files have to be judged together with changed ones: their own root's, and all that lead to them.

Told by text: a reference is any path in quotes (or after a colon, in YAML) that names a file or a folder.
That finds callers without evaluating anything; one too many costs time, never an answer.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator

from foureyes.errors import BadUsage, UnreadableSource
from foureyes.model.root import Listing
from foureyes.model.tree import Tree, join, parent
from foureyes.sources.discover import discover

CODE = ("terraform", "bicep", "arm", "cloudformation", "plan")
INPUTS = "-inputs"

_PATH = re.compile(
    r"""["'](?P<own>\$\{path\.(?:module|root|cwd)\}/)?(?P<quoted>[^"'\s$*]{0,400})(?P<open>[$*])?"""
    r"""|:[ \t]+(?P<plain>[\w.~/-]{1,400})[ \t]*$""",
    re.MULTILINE,
)
"""A path, its beginning where the rest is computed (`"policies/${name}.json"`), or a YAML scalar without quotes."""


class Neighbours:
    """The code of this repository (of this folder, where there is none), and who refers to whom in it."""

    def __init__(self, tree: Tree, ignore: bool = True, excluded: Callable[[str], bool] | None = None) -> None:
        """`ignore`: leave out what git ignores. `excluded`: what else to leave out."""
        self.tree = tree
        self.top = _top()
        self.listing: Listing = discover((self.top,), tree, ignore, excluded)[0]
        self.languages = {path: language for language, paths in self.listing.files.items() for path in paths}
        self.folders: dict[str, list[str]] = {}
        for path in self.languages:
            self.folders.setdefault(parent(path), []).append(path)
        self._callers: dict[str, set[str]] | None = None

    def of(self, changed: Iterable[str]) -> list[str]:
        """The files to judge for the changed ones; none where they are no part of any code."""
        found: set[str] = set()
        seen: set[str] = set()
        pending = [self._listed(path) for path in changed]
        while pending:
            path = pending.pop()
            if path in seen:
                continue
            seen.add(path)
            own = self._unit(path)
            found.update(own)
            pending += own
            pending += self._referring(path)
        found |= {path for one in found for path in self._inputs_beside(one)}
        return sorted(join(os.path.relpath(path).replace(os.sep, "/")) for path in found)

    def _listed(self, path: str) -> str:
        """A path as the listing has it."""
        inner = os.path.relpath(path, self.top).replace(os.sep, "/")
        if inner == ".." or inner.startswith("../"):
            raise BadUsage("this is outside of the repository", path=path, remedy="run foureyes in the one it is in")
        return join(self.top, inner)

    def _unit(self, path: str) -> list[str]:
        """What a file is always judged with: a Terraform module is its folder; a variable file goes with one."""
        language = self.languages.get(path, "")
        if language == "terraform" or path.endswith((".tf", ".tofu", ".tf.json", ".terraform.lock.hcl")):
            return self._code("terraform", parent(path))
        if language.endswith(INPUTS):
            code = language.removesuffix(INPUTS)
            near = self._code(code, self._nearest(path, code))
            return [path, *([one for one in near if _fits(path, one)] or near)]
        return [path] if language else []

    def _code(self, language: str, folder: str) -> list[str]:
        return [path for path in self.folders.get(folder, ()) if self.languages[path] == language]

    def _nearest(self, path: str, language: str) -> str:
        """The nearest folder, from the file's own upwards, that has code of the language; empty for none."""
        folder = parent(path)
        while not any(self.languages[one] == language for one in self.folders.get(folder, ())):
            if folder in (".", "/") or folder.endswith(".."):
                return ""
            folder = parent(folder)
        return folder

    def _inputs_beside(self, path: str) -> Iterator[str]:
        """The parameter files that a reader may take for this file, and only where it would in a whole run."""
        language = self.languages[path]
        for given in self.listing.files.get(f"{language}{INPUTS}", ()):
            folder = self._nearest(given, language)
            if folder != parent(path):
                continue
            alone = len(self._code(language, folder)) == 1
            if language == "terraform" or alone or _fits(given, path):
                yield given

    def _referring(self, path: str) -> set[str]:
        """The files that name a file, for what makes up a module its folder, or a folder above to look into."""
        if self._callers is None:
            self._callers = {}
            for one, language in self.languages.items():
                if language.removesuffix(INPUTS) in CODE and language != "plan":
                    for target in self._references(one):
                        self._callers.setdefault(target, set()).add(one)
        callers = self._callers.get(path, set())
        if self._unit(path):
            callers = callers | self._callers.get(parent(path), set())
        for folder in _above(path):
            callers = callers | self._callers.get(f"{folder}/", set())
        return callers

    def _references(self, path: str) -> Iterator[str]:
        try:
            text = self.tree.source(path).text
        except UnreadableSource:
            return
        if self.languages[path] == "arm" and "templateLink" not in text:
            return  # Compiled templates are large, and nothing else in them leads to a file.
        folder = parent(path)
        for match in _PATH.finditer(text):
            written = match["quoted"] or match["plain"] or ""
            if match["open"]:
                inner = written[: written.rfind("/") + 1]
                if (inner or match["own"]) and self.tree.is_directory(join(folder, inner)):
                    yield f"{join(folder, inner)}/"
            elif "/" in written or "." in written:
                yield join(folder, written)


def _top() -> str:
    """The top of the repository this folder is in, else this folder."""
    here = folder = os.getcwd()
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return "."
        folder = above
    return os.path.relpath(folder, here).replace(os.sep, "/")


def _above(path: str) -> Iterator[str]:
    """The folders a path lies in, the nearest first."""
    while path not in (".", "/") and not path.endswith(".."):
        path = parent(path)
        yield path


def _fits(given: str, path: str) -> bool:
    """Whether a parameter file's name says that it is for a template."""
    return _name(given).lower().startswith(_name(path).partition(".")[0].lower())


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]
