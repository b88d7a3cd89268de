"""Whether the file system would answer as it did, told by the state of whatever was asked about.

As git's index does: nothing is read again whose size, times, inode and mode are what they were.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable

from foureyes.model.hashing import blake2b

FINE = 100_000_000
"""Nanoseconds within which a further change might leave the times as they are: ten ticks of a slow clock."""
COARSE = 2_500_000_000
"""The same where times are kept in whole seconds, or in two."""


class Witnesses:
    """The paths that decided what a run was told."""

    def __init__(self) -> None:
        self.states: dict[str, bool] = {}
        """Paths whose state decides, and whether something is known to have been there."""
        self.names: dict[str, bool] = {}
        """Paths of which only this decides: whether something is there."""

    def exists(self, path: str) -> bool:
        """Whether something is there, dangling links included."""
        found = self.names[path] = os.path.lexists(path)
        return found

    def settled(self, since: int) -> str:
        """A hash of all as it is; empty where something changed since then, or may yet change unseen.

        `since`: nanoseconds since 1970.
        """
        told = []
        for path, there in self.states.items():
            state, changed = _state(path)
            if changed >= since or (there and not state):
                return ""
            told.append(state)
        if any(os.path.lexists(path) != there for path, there in self.names.items()):
            return ""
        return _hash(told, self.names)


def state_of(states: Iterable[str], names: Iterable[str]) -> str:
    """The same hash for paths that are kept."""
    return _hash([_state(path)[0] for path in states], names)


def _hash(told: Iterable[str], names: Iterable[str]) -> str:
    there = "".join("1" if os.path.lexists(path) else "0" for path in names)
    return blake2b("\n".join([there, *told]).encode(), digest_size=16).hexdigest()


def _state(path: str) -> tuple[str, int]:
    """The state of a path, and of where it leads; and up to when that may have changed unseen."""
    try:
        status = os.lstat(path)
    except (OSError, ValueError):
        return "", 0
    told, changed = _told(status)
    if stat.S_ISLNK(status.st_mode):
        try:
            target, later = _told(os.stat(path))
        except OSError:
            return told, changed
        return f"{told} {target}", max(changed, later)
    return told, changed


def _told(status: os.stat_result) -> tuple[str, int]:
    told = (
        f"{status.st_mode},{status.st_uid},{status.st_gid},{status.st_dev},{status.st_ino},{status.st_size},"
        f"{status.st_mtime_ns},{status.st_ctime_ns}"
    )
    latest = max(status.st_mtime_ns, status.st_ctime_ns)
    return told, latest + (FINE if latest % 1_000_000_000 else COARSE)
