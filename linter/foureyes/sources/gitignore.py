"""What git ignores: the patterns of `.gitignore` files, and the files tracked in spite of them."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from functools import lru_cache

from foureyes.model.glob import FOLDERS, STAR, joined
from foureyes.model.pattern import pattern
from foureyes.sources.git_index import index_of, tracked_paths
from foureyes.sources.witnesses import Witnesses

FILE = ".gitignore"
_GLOB = pattern(r"\\.|\*+|\?|\[[!^]?\]?(?:\[:\w+:\]|[^\]])*\]|[^\\*?\[]+|.", re.DOTALL)


class Pattern:
    """One line of a `.gitignore` file."""

    __slots__ = ("anchored", "folders_only", "negated", "regex")

    def __init__(self, line: str) -> None:
        self.negated = line.startswith("!")
        body = line[1:] if self.negated else line
        self.folders_only = body.endswith("/")
        body = body.rstrip("/") if self.folders_only else body
        self.anchored = "/" in body
        self.regex = _compiled(body.removeprefix("/"), self.anchored)

    def fits(self, inner: str, name: str, is_folder: bool) -> bool:
        """Whether it speaks of a path, told from the pattern's own folder."""
        if self.folders_only and not is_folder:
            return False
        return self.regex.fullmatch(inner if self.anchored else name) is not None


def patterns(text: str) -> list[Pattern]:
    """The patterns of a file, the last one first: it decides."""
    found = []
    for line in text.split("\n"):
        line = re.sub(r"(?<!\\) +$", "", line.removesuffix("\r"))
        if line.strip("/!") and not line.startswith("#"):
            found.append(Pattern(line))
    return found[::-1]


@lru_cache(maxsize=2048)
def _compiled(glob: str, anchored: bool) -> re.Pattern[str]:
    """A glob as an expression. Runs of stars are possessive where nothing can be gained by giving back."""
    parts = _GLOB.findall(glob)
    told = []
    for number, part in enumerate(parts):
        before = parts[number - 1] if number else "/"
        after = parts[number + 1] if number + 1 < len(parts) else "/"
        told.append(_piece(part, anchored and before.endswith("/") and after.startswith("/"), number + 1 < len(parts)))
    try:
        return re.compile(joined(_without_repeats(told)), re.DOTALL)
    except re.error:
        return re.compile(r"(?!)")


def _without_repeats(told: list[str]) -> list[str]:
    """Wildcards once where they stand twice; a slash behind `**` is a part of it."""
    pieces: list[str] = []
    for piece in told:
        before = pieces[-1] if pieces else ""
        if before == FOLDERS and piece.startswith("/"):
            piece = piece[1:]
        if piece and not (piece == before and piece in (STAR, FOLDERS)):
            pieces.append(piece)
    return pieces


def _piece(part: str, whole: bool, more: bool) -> str:
    if part[0] == "*":
        if len(part) > 1 and whole:
            return FOLDERS if more else ".+"
        return STAR
    if part == "?":
        return "[^/]"
    if part[0] == "\\":
        return re.escape(part[1]) if len(part) > 1 else r"(?!)"
    if part[0] == "[" and len(part) > 1:
        inner = part[1:-1]
        negated = inner[:1] in ("!", "^")
        inner = inner[1:] if negated else inner
        inner = re.sub(r"\[:(\w+):\]", lambda match: _CLASSES.get(match[1], ""), inner)
        inner = inner.replace("[", r"\[").replace("&&", r"&\&").replace("~~", r"~\~").replace("||", r"|\|")
        inner = re.sub(r"(?<=[^\\])--", r"-\\-", re.sub("^--", r"\\--", inner))
        inner = rf"\]{inner[1:]}" if inner.startswith("]") else inner
        return f"(?!/)[{'^' if negated else ''}{inner}]"
    return r"(?!)" if part == "[" else re.escape(part)


_CLASSES = {
    "alnum": "a-zA-Z0-9", "alpha": "a-zA-Z", "digit": "0-9", "lower": "a-z", "upper": "A-Z",
    "space": r"\s", "xdigit": "0-9a-fA-F", "punct": r"!-/:-@\[-`{-~", "blank": r" \t",
}  # fmt: skip


class Ignores:
    """The `.gitignore` files of the repository around a folder, read as they are come upon."""

    def __init__(self, folder: str, witnesses: Witnesses | None = None) -> None:
        """`folder`: where the walk begins. Outside of a repository nothing is ignored.

        `witnesses`: are told what is read.
        """
        self._witnesses = witnesses or Witnesses()
        self.top = top_of(os.path.realpath(folder), self._witnesses)
        self._base = os.path.realpath(folder)
        self._folder = folder
        self._files: dict[str, list[Pattern]] = {}
        self._inside: dict[str, str] = {}
        """Folders as told from the top, ready to be put before a name."""
        self._tracked: tuple[frozenset[str], frozenset[str]] | None = None
        self._has_looked = False

    def is_ignored(self, path: str, is_folder: bool) -> bool:
        """Whether git ignores a path the walk has come to (what is above it is not). Tracked ones are not ignored."""
        if not self.top:
            return False
        inner = self._inner(path)
        if not self._told(inner, is_folder):
            return False
        tracked = self._index()
        # What an index that cannot be read tracks may be anything.
        return tracked is not None and inner not in tracked[is_folder]

    def tracks_in(self, folder: str) -> bool:
        """Whether git tracks anything in a folder, told from the top."""
        tracked = self._index()
        return tracked is None or folder in tracked[True]

    def _inner(self, path: str) -> str:
        """The path told from the repository's top."""
        folder, slash, name = path.rpartition("/")
        if folder not in self._inside:
            beyond = os.path.relpath(folder or slash or ".", self._folder)
            full = os.path.relpath(os.path.normpath(os.path.join(self._base, beyond)), self.top)
            self._inside[folder] = "" if full == "." else f"{full.replace(os.sep, '/')}/"
        return self._inside[folder] + name

    def _told(self, inner: str, is_folder: bool) -> bool:
        name = inner.rpartition("/")[2]
        for folder in _above(inner):
            within = inner[len(folder) + 1 :] if folder else inner
            for line in self._of(folder):
                if line.fits(within, name, is_folder):
                    return not line.negated
        return any_fits(self._of_repository(), inner, name, is_folder)

    def _of(self, folder: str) -> list[Pattern]:
        found = self._files.get(folder)
        if found is None:
            found = self._files[folder] = self._read(os.path.join(self.top, folder, FILE))
        return found

    def _of_repository(self) -> list[Pattern]:
        key = "/exclude"
        if key not in self._files:
            self._files[key] = self._read(os.path.join(self.top, ".git", "info", "exclude"))
        return self._files[key]

    def _read(self, path: str) -> list[Pattern]:
        """The patterns of a file. A link is not followed, as git does not."""
        self._witnesses.states[path] = False
        try:
            regular = stat.S_ISREG(os.lstat(path).st_mode)
            self._witnesses.states[path] = True
            return _patterns_in(path) if regular else []
        except OSError:
            return []

    def _index(self) -> tuple[frozenset[str], frozenset[str]] | None:
        """The tracked files, and the folders that hold one; None where that cannot be told."""
        if not self._has_looked:
            self._has_looked = True
            self._witnesses.states[index_of(self.top)] = False
            files = tracked_paths(self.top)
            if files is not None:
                self._tracked = files, frozenset(one for path in files for one in _above(path))
        return self._tracked


def any_fits(several: list[Pattern], inner: str, name: str, is_folder: bool) -> bool:
    """Whether the first pattern that speaks of a path ignores it."""
    return next((not one.negated for one in several if one.fits(inner, name, is_folder)), False)


def _patterns_in(path: str) -> list[Pattern]:
    with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
        return patterns(file.read(1_000_000).removeprefix("\ufeff"))


def _above(inner: str) -> Iterator[str]:
    """The folders a path lies in, the nearest first, the top (an empty path) last."""
    while inner:
        inner = inner.rpartition("/")[0]
        yield inner


def top_of(folder: str, witnesses: Witnesses | None = None) -> str:
    """The top of the work tree a folder is in, empty for none."""
    witnesses = witnesses or Witnesses()
    while not witnesses.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return ""
        folder = above
    return folder
