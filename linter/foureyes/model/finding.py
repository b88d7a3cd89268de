"""Findings: what a rule found, where, why, and in which deployments."""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import NamedTuple

from foureyes.model.evidence import Answer, Fact
from foureyes.model.place import Place
from foureyes.model.record import Record, field
from foureyes.model.repair import Repair
from foureyes.model.value import Step


class Concern(Enum):
    """What is at stake."""

    PUBLIC_ACCESS = "public-access"
    ENCRYPTION_AT_REST = "encryption-at-rest"
    ENCRYPTION_IN_TRANSIT = "encryption-in-transit"


class Severity(IntEnum):
    """What a stranger gains; critical: data or control, with nothing else in the way."""

    INFO = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4

    def __str__(self) -> str:
        return self.name.lower()


class Acceptance(Enum):
    """What sets a finding aside."""

    COMMENT = "comment"
    CONFIGURATION = "configuration"
    FOREIGN = "foreign comment"
    """A skip comment of another tool, honoured because the configuration says so."""
    BASELINE = "baseline"
    BASE = "base"
    """It was there before the change."""


class Ground(NamedTuple):
    """What a finding rests on, in some deployments or for one of several parts of the resource."""

    answer: Answer
    place: Place
    facts: tuple[Fact, ...]
    when: str
    deployments: tuple[str, ...]


MAX_GROUNDS = 50
"""Of one finding; where there are more, none but all of them are accepted together."""


class Finding(Record):
    """One fault of one resource, in one or more deployments."""

    rule: str
    concern: Concern
    severity: Severity
    answer: Answer
    """`YES`: risky; `UNSURE`: cannot tell."""
    message: str
    resource: str
    type: str
    root: str
    language: str
    place: Place
    span: Place
    """The whole declaration of the resource."""
    facts: tuple[Fact, ...]
    """What decided it; the first is the primary one."""
    when: str = ""
    """Under which open conditions it is risky."""
    deployments: list[str] = field(factory=list)
    equivalents: tuple[str, ...] = ()
    trail: tuple[Step, ...] = ()
    remedy: str = ""
    tags: dict[str, str] = field(factory=dict)
    """The resource's tags (labels on Google Cloud), as far as they are known."""
    fingerprint: str = ""
    repair: Repair | None = None
    """How to mend it, where somebody asked and there is a way."""
    rule_severity: Severity | None = None
    """The rule's own severity, where another one holds here."""
    regraded: str = ""
    """Why another one holds: `raised from high to critical: tag Data (secret) is confidential`."""
    grounds: list[Ground] = field(factory=list)
    """On what else it rests: other places decide it in another deployment, or in another part of the resource."""

    @property
    def is_risky(self) -> bool:
        return self.answer is Answer.YES

    @property
    def root_is_folder(self) -> bool:
        """Whether the root is a folder of files (a Terraform module) rather than one template."""
        return self.language == "terraform"

    @property
    def ground(self) -> Ground:
        """What it rests on first of all."""
        return Ground(self.answer, self.place, self.facts, self.when, tuple(self.deployments))

    @property
    def related(self) -> list[Fact]:
        """The other places that decided it, each once."""
        seen = {self.place}
        others = []
        for fact in self.facts:
            if fact.place is not None and fact.place not in seen:
                seen.add(fact.place)
                others.append(fact)
        return others


class Accepted(Record):
    """A finding that is known and counts no more: somebody accepted it, or it is older than the change."""

    finding: Finding
    by: Acceptance
    reason: str = ""
    place: Place | None = None
    """The comment; none where it is accepted elsewhere."""
    until: str = ""
    """The last day it is accepted (ISO 8601); empty: for good."""
