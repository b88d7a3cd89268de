"""How far a long run has come, told on a terminal only."""

from __future__ import annotations

import sys
import time
from typing import TextIO

PATIENCE = 0.7
"""Seconds before a run counts as long."""


class Progress:
    """A line on stderr that is rewritten in place and wiped at the end."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = sys.stderr if stream is None else stream
        self.shown = False
        self.next = time.monotonic() + PATIENCE if self.stream.isatty() else float("inf")

    def __call__(self, number: int, total: int) -> None:
        now = time.monotonic()
        if now < self.next:
            return
        self.next = now + 0.1
        self.shown = True
        self.stream.write(f"\r\x1b[Kjudging {number + 1} of {total}")
        self.stream.flush()

    def wipe(self) -> None:
        if self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
