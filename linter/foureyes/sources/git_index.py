"""The paths git tracks, read from its index file: ignored files that are tracked are part of the repository."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator


def tracked_paths(top: str) -> frozenset[str]:
    """The paths in a work tree's index; none where there is no index that can be read."""
    try:
        with open(index_of(top), "rb") as file:
            data = file.read()
        return frozenset(path.decode("utf-8", "surrogateescape") for path in _paths(data))
    except (OSError, ValueError, struct.error, IndexError):
        return frozenset()


def index_of(top: str) -> str:
    """The path of a work tree's index."""
    try:
        return os.path.join(_folder(top), "index")
    except (OSError, ValueError):
        return ""


def _folder(top: str) -> str:
    """Where git keeps its files: `.git`, or what a file of that name (in a worktree) says."""
    folder = os.path.join(top, ".git")
    if os.path.isfile(folder):
        with open(folder, encoding="utf-8") as file:
            return os.path.join(top, file.read(4096).removeprefix("gitdir:").strip())
    return folder


def _paths(data: bytes) -> Iterator[bytes]:
    """The entries' paths: versions 2 and 3 with padding, version 4 with shared beginnings."""
    signature, version, count = struct.unpack(">4sLL", data[:12])
    if signature != b"DIRC" or version not in (2, 3, 4):
        raise ValueError("no index of git")
    at, previous = 12, b""
    for _ in range(count):
        begin = at
        (flags,) = struct.unpack(">H", data[at + 60 : at + 62])
        at += 64 if flags & 0x4000 else 62
        if version == 4:
            dropped, at = _number(data, at)
            end = data.index(b"\0", at)
            previous = previous[: len(previous) - dropped] + data[at:end]
            at = end + 1
        else:
            end = data.index(b"\0", at)
            previous = data[at:end]
            at = begin + ((end - begin + 8) & ~7)
        yield previous


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number of variable length, as git writes offsets."""
    value = data[at] & 0x7F
    while data[at] & 0x80:
        at += 1
        value = ((value + 1) << 7) | (data[at] & 0x7F)
    return value, at + 1
