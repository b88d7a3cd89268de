"""Files on disk."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator

from foureyes.errors import UnreadableSource
from foureyes.model.hashing import blake2b
from foureyes.model.limits import MAX_FILE_SIZE, remedy
from foureyes.model.place import Source
from foureyes.model.tree import inside, parent
from foureyes.sources.bound import Bound, outside
from foureyes.sources.witnesses import Witnesses

MAX_BYTES = MAX_FILE_SIZE


class WorkingTree:
    """The file system, paths as the user gave them. Texts and folders are read once: a run sees one state."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self.max_bytes = max_bytes
        self._sources: dict[str, Source] = {}
        self._digests: dict[str, str] = {}
        self._names: dict[str, list[str]] = {}
        self._kinds: dict[str, str] = {}
        self.bound: Bound | None = None
        """What may be read; without one, everything."""
        self.witnesses = Witnesses()
        """What others asked of the file system on the way."""

    def source(self, path: str) -> Source:
        found = self._sources.get(path)
        if found is None:
            found = self._sources[path] = Source(path, decoded(self.bytes(path), path))
        return found

    def digest(self, path: str) -> str:
        """A hash of the bytes that `source` gives or would give; raises `UnreadableSource`."""
        if path not in self._digests:
            self.bytes(path)
        return self._digests[path]

    def holds(self, path: str) -> bool:
        return self.bound is None or self.bound.holds(path, self._kinds.get(path, "l")[:1] == "l")

    def follow(self, link: str) -> None:
        """Let what a link leads to be read, wherever that is."""
        if self.bound is not None:
            self.bound.admit(link)
            self._kinds.pop(link, None)

    def _content(self, path: str) -> bytes:
        if not self.holds(path):
            raise outside(path)
        try:
            status = os.stat(path)
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableSource("this is no regular file", path=path)
            if status.st_size > self.max_bytes:
                raise too_large(path, status.st_size, self.max_bytes)
            with open(path, "rb") as file:
                return file.read()
        except FileNotFoundError:
            raise UnreadableSource("there is no such file", path=path, remedy="check the path") from None
        except OSError as error:
            raise UnreadableSource(f"the file cannot be read: {error.strerror}", path=path) from error

    def bytes(self, path: str) -> bytes:
        self.witnesses.states.setdefault(path, False)
        data = self._content(path)
        digest = blake2b(data, digest_size=16).hexdigest()
        if self._digests.setdefault(path, digest) != digest:
            raise UnreadableSource("the file was changed while it was judged", path=path, remedy="run again")
        return data

    def is_file(self, path: str) -> bool:
        return self._kind(path)[-1:] == "f"

    def is_directory(self, path: str) -> bool:
        return self._kind(path)[-1:] == "d"

    def is_link(self, path: str) -> bool:
        """Whether a path that `names` has told of is a symbolic link."""
        return self._kind(path)[:1] == "l"

    def names(self, folder: str) -> list[str]:
        found = self._names.get(folder)
        if found is None:
            found = self._names[folder] = sorted(self._read(folder))
        return found

    def asked(self) -> Witnesses:
        """All that decided the answers so far."""
        states = self.witnesses.states | dict.fromkeys(self._digests, True)
        for folder, names in self._names.items():
            states[folder] = bool(names)
        for path, kind in self._kinds.items():
            # What a folder that was listed holds is told by the folder's own times, but for where links lead.
            if kind[:1] == "l" or parent(path) not in self._names:
                states.setdefault(path, kind != "")
        found = Witnesses()
        found.states, found.names = states, self.witnesses.names
        return found

    def note(self, questions: Iterable[str]) -> None:
        """Take up what another process has asked, as a `RecordingTree` notes it."""
        for question in questions:
            self.witnesses.states.setdefault(question[1:], False)

    def _read(self, folder: str) -> Iterator[str]:
        if not self.holds(folder):
            return
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if not entry.is_symlink():
                        path = inside(folder, entry.name)
                        self._kinds[path] = "f" if entry.is_file() else "d" if entry.is_dir() else "s"
                    yield entry.name
        except OSError:
            return

    def _kind(self, path: str) -> str:
        """`f`ile, `d`irectory, `s`pecial or nothing, after an `l` for a link."""
        found = self._kinds.get(path)
        if found is None:
            found = _kind_of(path)
            if found and not self.holds(path):
                found = "l" if found.startswith("l") else ""
            self._kinds[path] = found
        return found


def _kind_of(path: str) -> str:
    try:
        link = "l" if os.path.islink(path) else ""
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return "l" if os.path.islink(path) else ""
    return link + ("f" if stat.S_ISREG(mode) else "d" if stat.S_ISDIR(mode) else "s")


def too_large(path: str, size: int, bound: int) -> UnreadableSource:
    """The fault of a file that is larger than what is read."""
    return UnreadableSource(
        f"the file has {size:,} bytes, more than the {bound:,} that are read",
        path=path,
        remedy=f"{remedy('file_size')} (--max-file-size), or leave it out of the paths",
    )


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
