"""Files on disk."""

from __future__ import annotations

import os
import stat

from foureyes.errors import UnreadableSource
from foureyes.model.place import Source

MAX_BYTES = 50_000_000


class WorkingTree:
    """The file system, paths as the user gave them. Texts are read once."""

    def __init__(self) -> None:
        self._sources: dict[str, Source] = {}

    def source(self, path: str) -> Source:
        found = self._sources.get(path)
        if found is None:
            found = self._sources[path] = Source(path, decoded(self.bytes(path), path))
        return found

    def bytes(self, path: str) -> bytes:
        try:
            status = os.stat(path)
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableSource("this is no regular file", path=path)
            if status.st_size > MAX_BYTES:
                raise UnreadableSource(
                    f"the file has {status.st_size:,} bytes, more than the {MAX_BYTES:,} that are read", path=path
                )
            with open(path, "rb") as file:
                return file.read()
        except FileNotFoundError:
            raise UnreadableSource("there is no such file", path=path, remedy="check the path") from None
        except OSError as error:
            raise UnreadableSource(f"the file cannot be read: {error.strerror}", path=path) from error

    def is_file(self, path: str) -> bool:
        return os.path.isfile(path)

    def is_directory(self, path: str) -> bool:
        return os.path.isdir(path)

    def names(self, folder: str) -> list[str]:
        try:
            return sorted(os.listdir(folder))
        except OSError:
            return []


def decoded(data: bytes, path: str) -> str:
    """UTF-8 text (UTF-16 with a byte-order mark too); raises `UnreadableSource` for anything else."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        kind = "a binary file" if b"\0" in data[:8000] else "not UTF-8"
        raise UnreadableSource(
            f"this is {kind}: byte 0x{data[error.start]:02x} in line {line}", path=path, remedy="save it as UTF-8"
        ) from None
    if "\0" in text:
        raise UnreadableSource("this is a binary file", path=path, remedy="leave it out of the paths")
    return text
