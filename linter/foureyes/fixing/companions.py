"""Companions: a resource that is missing beside the one that was judged."""

from __future__ import annotations

from collections.abc import Iterator

from foureyes.fixing.candidates import Candidate, Open
from foureyes.fixing.judged import Flag


def companions(flag: Flag, open: Open) -> Iterator[Candidate]:
    """Ways to declare what is missing."""
    yield from ()
