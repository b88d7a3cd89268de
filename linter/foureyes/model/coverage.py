"""Coverage: what a run saw, read, could not read and could not tell."""

from __future__ import annotations

from typing import NamedTuple

from foureyes.errors import BadSuppression, FoureyesError
from foureyes.model.place import Place
from foureyes.model.record import Record, field
from foureyes.model.resource import Gap


class ShardShare(NamedTuple):
    """What a shard says of itself."""

    number: int
    total: int
    files_ignored: int
    """Files of the whole run that are no infrastructure code by themselves."""
    files_taken_in: tuple[str, ...]
    """Those of them that a root of this shard read nevertheless."""
    hidden: int = 0
    """Findings that count and are not shown."""
    fail_on: str = ""
    """From which severity on the configuration lets findings fail a run; empty where it is not the same everywhere."""
    allow_unknown: bool = False
    """Whether the configuration lets pass what cannot be told."""
    allow_unreadable: bool = False


class Coverage(Record):
    """Counts and lists that every report tells."""

    files_read: set[str] = field(factory=set)
    files_ignored: int = 0
    """Files that are no infrastructure code."""
    left_out: list[str] = field(factory=list)
    """Files and folders not looked at because git ignores them."""
    excluded: list[str] = field(factory=list)
    """Files and folders not looked at because the user excludes them."""
    rules_off: list[str] = field(factory=list)
    """Rules that the configuration switches off."""
    unread_before: int = 0
    """Errors and gaps that are older than the change, and no longer among the others."""
    shard: ShardShare | None = None
    """Where this is one shard of a run: what joining the shards needs."""
    roots: int = 0
    deployments: int = 0
    resources_judged: int = 0
    resources_unknown: dict[str, int] = field(factory=dict)
    """Resources of types that no rule examines, by type."""
    gaps: dict[Gap, None] = field(factory=dict)
    """What was referred to but not read."""
    passed: dict[Gap, set[str]] = field(factory=dict)
    """What is passed to it, as `Evaluation.passed` has it."""
    errors: list[FoureyesError] = field(factory=list)
    """Files that could not be read, rules that broke."""
    cannot_tell: int = 0
    """Findings whose answer is cannot tell."""

    def add(self, other: Coverage) -> None:
        """Take in what another part of the run covered."""
        self.files_read |= other.files_read
        self.roots += other.roots
        self.deployments += other.deployments
        self.resources_judged += other.resources_judged
        for type, number in other.resources_unknown.items():
            self.resources_unknown[type] = self.resources_unknown.get(type, 0) + number
        self.gaps.update(other.gaps)
        self.take_passed(other.passed)
        self.errors += other.errors

    def take_passed(self, passed: dict[Gap, set[str]]) -> None:
        """Take in what is passed to what was not read."""
        for gap, marks in passed.items():
            self.passed[gap] = self.passed.get(gap, set()) | marks

    def settle(self) -> None:
        """Put errors and gaps in one order, each once, whatever order the parts of the run came in."""
        self.errors = sorted(dict.fromkeys(self.errors), key=_order_of_error)
        self.gaps = dict.fromkeys(sorted(self.gaps, key=_order_of_gap))

    @property
    def files_unreadable(self) -> list[str]:
        """Paths with a fault that kept them, or a part of them, from being read."""
        return sorted({one.path for one in self.errors if one.path and not isinstance(one, BadSuppression)})

    @property
    def complete(self) -> bool:
        """Whether everything was read."""
        return not self.errors and not self.gaps


def _order_of_error(error: FoureyesError) -> tuple[str, int, int, str, str]:
    return (*_order(error.place, error.path), error.message, error.remedy)


def _order_of_gap(gap: Gap) -> tuple[str, int, int, str, str]:
    return (*_order(gap.place, None), gap.what, gap.remedy)


def _order(place: Place | None, path: str | None) -> tuple[str, int, int]:
    return (place.path, place.line, place.column) if place is not None else (path or "", 0, 0)
