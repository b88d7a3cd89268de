"""A tree that remembers what was asked of it, and can tell later whether the answers would be the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from foureyes.errors import UnreadableSource
from foureyes.model.hashing import blake2b
from foureyes.model.place import Source
from foureyes.model.tree import Tree

Seen = dict[str, str]
"""Question and answer: `s` source, `h` holds, `n` names, `f` file, `d` directory, then the path."""


class Lasting(Tree, Protocol):
    """A tree whose answers can be compared with those of another run."""

    def digest(self, path: str) -> str:
        """A hash of the bytes that `source` gives or would give; raises `UnreadableSource`."""


class RecordingTree:
    """Another tree's answers, each noted: what was not there as well as what was."""

    def __init__(self, tree: Lasting) -> None:
        self.tree = tree
        self.seen: Seen = {}

    def source(self, path: str) -> Source:
        # Read first: the digest is then that of what was read.
        try:
            return self.tree.source(path)
        finally:
            self._note("s", path)

    def bytes(self, path: str) -> bytes:
        try:
            return self.tree.bytes(path)
        finally:
            self._note("s", path)

    def is_file(self, path: str) -> bool:
        self._note("f", path)
        return self.tree.is_file(path)

    def is_directory(self, path: str) -> bool:
        self._note("d", path)
        return self.tree.is_directory(path)

    def holds(self, path: str) -> bool:
        self._note("h", path)
        return self.tree.holds(path)

    def names(self, folder: str) -> list[str]:
        self._note("n", folder)
        return self.tree.names(folder)

    def _note(self, question: str, path: str) -> None:
        key = question + path
        if key not in self.seen:
            self.seen[key] = answer(self.tree, question, path)


def answer(tree: Lasting, question: str, path: str) -> str:
    """The tree's answer in a few characters."""
    if question == "f":
        return "1" if tree.is_file(path) else "0"
    if question == "h":
        return "1" if tree.holds(path) else "0"
    if question == "d":
        return "1" if tree.is_directory(path) else "0"
    if question == "n":
        told = "\0".join(tree.names(path)).encode("utf-8", "surrogateescape")
        return blake2b(told, digest_size=16).hexdigest()
    try:
        return tree.digest(path)
    except UnreadableSource as error:
        return f"!{error.message}"


Sealed = Sequence[Any]
"""Questions, and a hash of the answers to them."""


def sealed(seen: Seen) -> Sealed:
    """Questions and answers in the form in which they are kept."""
    return [list(seen), _hash(seen.values())]


def holds(tree: Lasting, kept: Sealed) -> bool:
    """Whether the tree answers all questions as they were answered before."""
    asked, told = kept
    return bool(_hash(answer(tree, key[:1], key[1:]) for key in asked) == told)


def _hash(answers: Iterable[str]) -> str:
    return blake2b("\0".join(answers).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
