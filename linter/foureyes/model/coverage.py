"""Coverage: what a run saw, read, could not read and could not tell."""

from __future__ import annotations

from dataclasses import dataclass, field

from foureyes.errors import FoureyesError
from foureyes.model.resource import Gap


@dataclass(slots=True)
class Coverage:
    """Counts and lists that every report tells."""

    files_read: set[str] = field(default_factory=set)
    files_ignored: int = 0
    """Files that are no infrastructure code."""
    roots: int = 0
    deployments: int = 0
    resources_judged: int = 0
    resources_unknown: dict[str, int] = field(default_factory=dict)
    """Resources of types that no rule examines, by type."""
    gaps: dict[Gap, None] = field(default_factory=dict)
    """What was referred to but not read."""
    errors: list[FoureyesError] = field(default_factory=list)
    """Files that could not be read, rules that broke."""
    cannot_tell: int = 0
    """Findings whose answer is cannot tell."""

    @property
    def files_unreadable(self) -> list[str]:
        """Paths with a fault that kept them, or a part of them, from being read."""
        return sorted({error.path for error in self.errors if error.path})

    @property
    def complete(self) -> bool:
        """Whether everything was read."""
        return not self.errors and not self.gaps
