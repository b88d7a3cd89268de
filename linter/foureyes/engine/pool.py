"""Processes that share the judging of many roots. The parent is one of them; order is kept by number."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

CHUNK = 4
"""Neighbouring tasks that are taken at a time."""
TOKEN = struct.Struct("<I")

Data = Any
"""What JSON can tell."""


def processors() -> int:
    """The processors this process may use; 1 where processes cannot be forked."""
    if not hasattr(os, "fork"):
        return 1
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def spread(count: int, task: Callable[[int], Data], workers: int, own: Callable[[int], None]) -> dict[int, Data]:
    """Do tasks 0 to `count` in `workers` processes. `own` does one in this process and keeps the result itself.

    Returns what the other processes yielded. A task missing here and not done by `own` was lost with its process.
    """
    import tempfile

    take, give = os.pipe()
    # A pipe holds 64 KB: enough for the numbers of all chunks, so that nobody waits for it.
    size = max(CHUNK, -(-count // 8000))
    os.write(give, b"".join(TOKEN.pack(at) for at in range(0, count, size)))
    os.close(give)
    outputs: list[BinaryIO] = []
    children: list[int] = []
    try:
        for _ in range(workers - 1):
            output: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115
            outputs.append(output)
            child = os.fork()
            if not child:
                _serve(take, count, size, task, output)
            children.append(child)
        for start in iter(lambda: _next(take), None):
            for number in range(start, min(start + size, count)):
                own(number)
    finally:
        os.close(take)
        for child in children:
            os.waitpid(child, 0)
    results: dict[int, Data] = {}
    for output in outputs:
        results.update(_read(output))
        output.close()
    return results


def _next(take: int) -> int | None:
    token = os.read(take, TOKEN.size)
    return TOKEN.unpack(token)[0] if len(token) == TOKEN.size else None


def _serve(take: int, count: int, size: int, task: Callable[[int], Data], output: BinaryIO) -> None:
    """A child's life. It never returns: what the parent set up is not the child's to tear down."""
    code = 1
    try:
        for start in iter(lambda: _next(take), None):
            for number in range(start, min(start + size, count)):
                output.write(json.dumps([number, task(number)], separators=(",", ":")).encode() + b"\n")
        output.flush()
        code = 0
    finally:
        os._exit(code)


def _read(output: BinaryIO) -> Iterable[tuple[int, Data]]:
    output.seek(0)
    for line in output:
        if line.endswith(b"\n"):
            number, data = json.loads(line)
            yield number, data
