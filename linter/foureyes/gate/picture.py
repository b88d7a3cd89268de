"""A picture of a tree: how every rule judged every resource, and which settings that rested on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from foureyes.errors import FoureyesError
from foureyes.gate.canonical import spelled
from foureyes.model.decision import leaves
from foureyes.model.evidence import Answer
from foureyes.model.finding import Concern, Severity
from foureyes.model.glob import matches
from foureyes.model.setting import Setting, truth_of
from foureyes.model.value import Absent, Known, Leaf, Unknown, Value

UNTOLD = 9
"""The level of what cannot be told: worse than any other."""
PASSED = "; passed: "
"""Between what names something that is not read and a hash of what is passed to it."""
UNORDERED = -1
"""The level of a setting whose values are in no order."""


@dataclass(frozen=True, slots=True)
class Level:
    """Where a setting of one resource stands between safe (0) and exposed."""

    resource: str
    kind: str
    setting: str
    label: str
    rank: int
    value: str

    @property
    def key(self) -> str:
        return f"{self.resource}#{self.kind}.{self.setting}"


@dataclass(frozen=True, slots=True)
class Part:
    """One answer of a rule about a resource, or about one of several parts of it."""

    answer: Answer
    when: str
    """Under which open conditions the answer is yes."""
    levels: tuple[Level, ...]

    @property
    def state(self) -> Answer:
        """The worst the answer may turn out to be."""
        return Answer.YES if self.when else self.answer


Key = tuple[str, str, str, str, str]


@dataclass(slots=True)
class Judgement:
    """What one rule says about one resource of one deployment."""

    root: str
    folder: str
    deployment: str
    type: str
    address: str
    rule: str
    message: str
    concern: Concern
    severity: Severity
    path: str
    line: int
    name: str = ""
    """The literal name it is deployed under, where that is known."""
    parts: list[Part] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return self.root, self.deployment, self.type, self.address, self.rule

    @property
    def resource(self) -> Key:
        return self.root, self.deployment, self.type, self.address, ""


@dataclass(frozen=True, slots=True)
class Ignore:
    """A suppression as the gate compares it: what it hides, not how it is worded."""

    rule: str
    """`*` for every rule."""
    scope: str
    """What it reaches: a setting of a resource, a resource's address, the path of a file, a pattern."""
    path: str
    """The file it is written in."""
    line: int
    until: str
    reason: str
    resource: str = ""
    """The address it reaches no further than; empty for all of the file."""
    pattern: str = ""
    """The files it reaches, where that is not the one it is written in."""
    who: str = "a comment"

    @property
    def files(self) -> str:
        """The path or pattern of the files it reaches."""
        return self.pattern or self.path

    def reaches(self, rule: str, path: str, address: str) -> bool:
        """Whether it may hide what a rule says of a resource."""
        spoken = self.rule in (rule, "*") and self.resource in ("", address)
        return spoken and matches(path, (self.files,))

    def holds(self, other: Ignore, same_file: bool) -> bool:
        """Whether it reaches as far as another, whatever the end. `same_file`: theirs is one, though it was renamed."""
        if self.rule not in (other.rule, "*"):
            return False
        # A pattern may reach a file that another one names; whether it reaches all of another pattern is not asked.
        within = same_file if not self.pattern else not other.pattern and matches(other.path, (self.pattern,))
        if self.files == other.files or (within and not other.pattern):
            is_setting = self.scope not in (self.resource, self.files, f"{self.files} {self.resource}")
            return self.scope == other.scope or (not is_setting and self.resource in ("", other.resource))
        return False


class Shield(NamedTuple):
    """A resource whose only role is protection."""

    path: str
    """The file it is in."""
    body: str
    """What it says, by a hash: the same for the same, whatever it is called."""
    certain: bool
    """Whether it is surely deployed."""


@dataclass
class Picture:
    """All judgements over a tree, and what kept it from being read."""

    judgements: dict[Key, Judgement] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    """Language by path, for what was read."""
    unreadable: dict[str, str] = field(default_factory=dict)
    """Why a path, or a part of it, could not be read."""
    crashed: set[str] = field(default_factory=set)
    """Those of the unreadable paths at which foureyes itself failed."""
    gaps: dict[str, str] = field(default_factory=dict)
    """What was referred to but not read, by the file and the words; the file it is in."""
    ignores: set[Ignore] = field(default_factory=set)
    protective: dict[tuple[str, str, str, str], Shield] = field(default_factory=dict)
    """Resources whose only role is protection, by root, deployment, type and address."""
    deployments: set[tuple[str, str]] = field(default_factory=set)
    """Everything that was judged, by root and deployment, though there may be nothing in it to judge."""
    broken: list[FoureyesError] = field(default_factory=list)
    """Rules that raised."""
    asked: dict[str, Iterable[str]] = field(default_factory=dict)
    """By root, the questions to the tree that judging it rested on."""

    @cached_property
    def resources(self) -> dict[Key, list[Judgement]]:
        found: dict[Key, list[Judgement]] = {}
        for one in self.judgements.values():
            found.setdefault(one.resource, []).append(one)
        return found

    @cached_property
    def roots(self) -> set[str]:
        return {one.root for one in self.judgements.values()}


def level_of(setting: Setting, value: Value, resource: str, kind: str, label: str) -> Level:
    """A reading as a level. Of several possible values, the worst counts."""
    ranks = [_rank(setting, leaf) for leaf in leaves(value)]
    rank = UNORDERED if UNORDERED in ranks else max(ranks)
    return Level(resource, kind, setting.name, label, rank, spelled(value))


def _rank(setting: Setting, leaf: Leaf) -> int:
    ordered = bool(setting.levels) or isinstance(setting.safe, bool)
    if isinstance(leaf, Unknown):
        return UNTOLD if ordered else UNORDERED
    said = _folded(leaf.scalar) if isinstance(leaf, Known) else ""
    if setting.levels:
        order = [_folded(one) for one in setting.levels]
        return order.index(said) if said in order else len(order)
    if isinstance(setting.safe, bool):
        truth = False if isinstance(leaf, Absent) else truth_of(leaf)
        return UNTOLD if truth is None else int(truth is not setting.safe)
    return 0 if setting.safe is not None and said == _folded(setting.safe) else UNORDERED


def _folded(scalar: object) -> str:
    return str(scalar).lower()
