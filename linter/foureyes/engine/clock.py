"""A bound on time: what takes longer is given up."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

AGAIN = 0.5
"""Seconds until it is said again, should somebody have caught it."""


class TimeIsUp(BaseException):
    """Not an `Exception`: whoever catches those must not swallow it."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise `TimeIsUp` inside when it takes longer. No bound for 0, outside the main thread, or without the signal."""
    usable = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if seconds <= 0 or not usable:
        yield
        return

    def ring(number: int, frame: object) -> None:
        raise TimeIsUp

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
