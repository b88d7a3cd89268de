"""What the readers need of wherever files come from: a working tree, a git tree, or a dict in a test."""

from __future__ import annotations

from typing import Protocol

from foureyes.model.place import Source


class Tree(Protocol):
    """Files by path. Paths use `/` and read as the user would write them."""

    def source(self, path: str) -> Source:
        """The file as text; raises `UnreadableSource` for what is no text, too large or not there."""

    def bytes(self, path: str) -> bytes:
        """The file's bytes; raises `UnreadableSource`."""

    def is_file(self, path: str) -> bool: ...

    def is_directory(self, path: str) -> bool: ...

    def holds(self, path: str) -> bool:
        """Whether a path is one that may be read here, whether or not something is there."""

    def names(self, folder: str) -> list[str]:
        """Names of the files and folders in a folder, sorted; empty if it is not there."""


def join(*parts: str) -> str:
    """A normal path from parts, `..` and `.` folded: `join("a/b", "../c")` is `a/c`; absolute stays absolute."""
    absolute = False
    steps: list[str] = []
    for part in parts:
        if part.startswith("/"):
            absolute, steps = True, []
        for step in part.split("/"):
            if step in ("", "."):
                continue
            if step == ".." and steps and steps[-1] != "..":
                steps.pop()
            elif step != ".." or not absolute:
                steps.append(step)
    path = "/".join(steps)
    return f"/{path}" if absolute else path or "."


def inside(folder: str, name: str) -> str:
    """The path of something in a folder, both as `names` and `join` tell them: quicker than `join`."""
    return f"{folder}/{name}" if folder not in (".", "/") else name if folder == "." else f"/{name}"


def lies_in(path: str, folder: str) -> bool:
    """Whether a path is a folder's own or one below it, by their texts: both normal, and told from the same place."""
    return f"{path}/".startswith(f"{folder.rstrip('/')}/")


def parent(path: str) -> str:
    """The folder a path is in."""
    return join(path, "..")
