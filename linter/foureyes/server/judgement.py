"""What a judge tells an editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from foureyes.errors import FoureyesError
from foureyes.model.coverage import Coverage
from foureyes.model.finding import Finding
from foureyes.model.place import Source
from foureyes.model.repair import Repair


@dataclass(slots=True)
class Judgement:
    """The findings around a file, and a way to their fixes."""

    findings: list[Finding] = field(default_factory=list)
    coverage: Coverage = field(default_factory=Coverage)
    repair: Callable[[Finding], Repair | None] = lambda finding: None
    is_comment: Callable[[Source, int], bool] = lambda source, offset: True
    """Whether a comment begins at an offset of a text."""
    fault: FoureyesError | None = None
    """Why nothing could be judged at all: a configuration that is wrong."""


Judge = Callable[[str, Mapping[str, str]], Judgement]
"""Judges all that a file has a part in, given its path and the unsaved texts by path."""
