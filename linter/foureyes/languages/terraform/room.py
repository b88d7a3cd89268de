"""Room on Python's stack for what is nested deeply."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from foureyes.languages.terraform.functions.digest import forget

FRAMES = 20_000
"""Nested Python calls that deep expressions may take; calls between Python functions need no C stack."""


@contextmanager
def room() -> Iterator[None]:
    """Room for expressions that are nested as deeply as the parser admits; what was kept meanwhile is forgotten."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, FRAMES))
    try:
        yield
    finally:
        forget()
        sys.setrecursionlimit(before)
