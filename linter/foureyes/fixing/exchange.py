"""Files put in the place of others: all of them, or none where one cannot be."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from types import TracebackType

from foureyes.errors import FoureyesError


class Exchange:
    """New texts of files, each written aside and then put in place as a whole: whatever happens, no file is cut short.

    A link stays one: what it leads to is exchanged.
    """

    def __init__(self) -> None:
        self._ready: list[tuple[str, str, bytes]] = []

    def __enter__(self) -> Exchange:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for _, aside, _ in self._ready:
            with suppress(OSError):
                os.unlink(aside)

    def prepare(self, path: str, before: bytes, data: bytes) -> None:
        """Write what is to come into the place of a file, beside it. Raises `FoureyesError` where that cannot be."""
        real = os.path.realpath(path)
        try:
            if not os.access(real, os.W_OK):
                raise FoureyesError("the file may not be written", path=path, remedy=f"chmod u+w {path}")
            handle, aside = tempfile.mkstemp(prefix=".foureyes-", dir=os.path.dirname(real))
            self._ready.append((path, aside, before))
            with open(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            _like(real, aside)
        except OSError as error:
            raise FoureyesError(f"the file cannot be written: {error.strerror}", path=path) from error

    def finish(self) -> list[str]:
        """Put all of it in place, unless somebody has changed one of the files; the paths."""
        for path, _, before in self._ready:
            if _bytes(path) != before:
                raise FoureyesError("the file has changed meanwhile", path=path, remedy="run the command again")
        for path, aside, _ in self._ready:
            try:
                os.replace(aside, os.path.realpath(path))
            except OSError as error:
                raise FoureyesError(f"the file cannot be written: {error.strerror}", path=path) from error
        return [path for path, _, _ in self._ready]


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def _like(real: str, aside: str) -> None:
    """Give a file the mode, the owner and the attributes of another."""
    shutil.copystat(real, aside)
    os.utime(aside)
    status = os.stat(real)
    with suppress(OSError, AttributeError):
        os.chown(aside, status.st_uid, status.st_gid)
