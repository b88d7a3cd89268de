"""What a user leaves out: path patterns, told from the folder they were written for."""

from __future__ import annotations

import os
from collections.abc import Iterable

from foureyes.model.glob import matches
from foureyes.model.tree import join


class Exclude:
    """Whether a path is left out. `folder`: where the patterns are told from."""

    def __init__(self, folder: str, patterns: Iterable[str]) -> None:
        self.patterns = tuple(patterns)
        self._from = Told(folder)

    def __call__(self, path: str) -> bool:
        return matches(self._from(path), self.patterns)


class Told:
    """Tells paths, as this run has them, from a folder: `../infra/main.tf` is `infra/main.tf` there."""

    def __init__(self, folder: str) -> None:
        self._folder = _absolute(folder)
        self._here = _absolute(".")

    def __call__(self, path: str) -> str:
        """The path as seen from the folder; absolute where it is not in it."""
        full = join(self._here, path)
        if full == self._folder:
            return "."
        return full.removeprefix(f"{self._folder.rstrip('/')}/")


def _absolute(folder: str) -> str:
    return os.path.realpath(folder).replace(os.sep, "/")
