"""Notes: what a run has to say that is neither a finding nor a fault."""

from __future__ import annotations

from typing import NamedTuple

from foureyes.model.place import Place


class Note(NamedTuple):
    """One remark: what, where, what to do."""

    text: str
    place: Place | None = None
    where: str = ""
    """File and line, where there is no place."""
    remedy: str = ""

    def __str__(self) -> str:
        where = f"{self.place.path}:{self.place.line}" if self.place is not None else self.where
        return f"{where}: {self.text}" if where else self.text
