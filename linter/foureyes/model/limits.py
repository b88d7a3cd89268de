"""Limits on what a run takes in. Those of the readers are told in docs/limits.md."""

from __future__ import annotations

from typing import NamedTuple

MAX_FILE_SIZE = 50_000_000
MAX_SECONDS = 300.0


class Limits(NamedTuple):
    """What the user may set."""

    file_size: int = MAX_FILE_SIZE
    """Bytes of a file that is read."""
    seconds: float = MAX_SECONDS
    """Time for one root with one set of inputs; 0 for no bound."""
