"""What a fix may break besides the finding."""

from __future__ import annotations

from enum import IntEnum

from foureyes.fixing.candidates import Candidate
from foureyes.fixing.judged import Flag
from foureyes.fixing.replacing import replaces
from foureyes.model.finding import Concern


class Hazard(IntEnum):
    """Why a fix is not applied unless asked for; the greater, the worse."""

    NONE = 0
    ACCESS = 1
    SHARED = 2
    REPLACED = 3

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Hazard.NONE: "safe",
    Hazard.ACCESS: "unsafe: may cut off those who use it now",
    Hazard.SHARED: "unsafe: changes other resources too",
    Hazard.REPLACED: "unsafe: the resource may be replaced",
}


def hazard(flag: Flag, candidate: Candidate, declarations: int) -> Hazard:
    """The hazard of one change that proved itself. `declarations`: how many differ after it."""
    if replaces(candidate.kind.resource, candidate.path):
        return Hazard.REPLACED
    if declarations > 1:
        return Hazard.SHARED
    if flag.rule.concern is Concern.PUBLIC_ACCESS:
        return Hazard.ACCESS
    return Hazard.NONE
