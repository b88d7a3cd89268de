"""The paths git tracks, read from its index file: ignored files that are tracked are part of the repository."""

from __future__ import annotations

import os
import struct

HASHES = (20, 32)
"""Bytes of an object's id: SHA-1, SHA-256."""
SHARED = b"link"
"""The extension of an index that tells only what differs from a shared one beside it."""


def tracked_paths(top: str) -> frozenset[str] | None:
    """The paths in a work tree's index, an empty set where there is none; None for one that cannot be read."""
    path = index_of(top)
    if not os.path.lexists(path):
        return frozenset()
    try:
        told = _read(path)
    except (OSError, ValueError, struct.error, IndexError):
        return None
    return frozenset(path.decode("utf-8", "surrogateescape") for path in told if path)


def _read(path: str) -> list[bytes]:
    """The paths of an index file and of the one it shares. Raises `ValueError` for what is no index."""
    if not os.path.isfile(path):
        raise ValueError("no regular file")
    with open(path, "rb") as file:
        data = file.read()
    try:
        paths, shared = _parsed(data, HASHES[0])
    except (ValueError, struct.error, IndexError):
        paths, shared = _parsed(data, HASHES[1])
    if shared.strip(b"\0"):
        paths += _read(os.path.join(os.path.dirname(path), f"sharedindex.{shared.hex()}"))
    return paths


def _parsed(data: bytes, hash: int) -> tuple[list[bytes], bytes]:
    """The paths, and the hash of the index that is shared. All of the file has to fit."""
    paths, at = _paths(data, hash)
    shared = b""
    while at < len(data) - hash:
        name, size = struct.unpack(">4sL", data[at : at + 8])
        if name == SHARED:
            shared = data[at + 8 : at + 8 + hash]
        at += 8 + size
    if at != len(data) - hash:
        raise ValueError("no index of git")
    return paths, shared


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


def _paths(data: bytes, hash: int) -> tuple[list[bytes], int]:
    """The entries' paths, and where they end: versions 2 and 3 with padding, version 4 with shared beginnings."""
    signature, version, count = struct.unpack(">4sLL", data[:12])
    if signature != b"DIRC" or version not in (2, 3, 4):
        raise ValueError("no index of git")
    paths, at, previous = [], 12, b""
    for _ in range(count):
        begin = at
        at += 40 + hash
        (flags,) = struct.unpack(">H", data[at : at + 2])
        at += 4 if flags & 0x4000 else 2
        if version == 4:
            dropped, at = _number(data, at)
            end = data.index(b"\0", at)
            previous = previous[: len(previous) - dropped] + data[at:end]
            at = end + 1
        else:
            end = data.index(b"\0", at)
            previous = data[at:end]
            at = begin + ((end - begin + 8) & ~7)
        paths.append(previous)
    return paths, at


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number of variable length, as git writes offsets."""
    value = data[at] & 0x7F
    while data[at] & 0x80:
        at += 1
        value = ((value + 1) << 7) | (data[at] & 0x7F)
    return value, at + 1
