"""A bound on time: what takes longer is given up."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

AGAIN = 0.5
"""Seconds until it is said again, should somebody have caught it."""


class TimeIsUp(BaseException):
    """Not an `Exception`: whoever catches those must not swallow it."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise `TimeIsUp` inside when it takes longer. No bound for 0, outside the main thread, or without the signal."""
    if seconds <= 0 or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(number: int, frame: object) -> None:
        raise TimeIsUp

    try:
        before = signal.signal(signal.SIGALRM, ring)
    except ValueError:  # Only the main thread may.
        yield
        return
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
