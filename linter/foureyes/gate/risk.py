"""Risks: what a change would bring, with an identity by meaning and the posture it was seen in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from hashlib import sha256

from foureyes.gate.canonical import digest
from foureyes.gate.picture import UNORDERED, Level
from foureyes.model.finding import Severity

VERSION = 1


class RiskKind(Enum):
    """In which way a change is risky."""

    EXPOSES = "exposes"
    DROPS_ENCRYPTION = "drops-encryption"
    WEAKENS = "weakens"
    REMOVES_PROTECTION = "removes-protection"
    ADDS_SUPPRESSION = "adds-suppression"
    BLINDS = "blinds"
    CHANGES_SUPPLY = "changes-supply"
    CHANGES_POLICY = "changes-policy"


Posture = Mapping[str, tuple[int, str]]
"""Rank and value by `<address>#<kind>.<setting>`, over everything the rule read."""


@dataclass(frozen=True)
class Risk:
    """One thing that somebody else has to agree to. Where it stands in a file is no part of what it is."""

    kind: RiskKind
    severity: Severity
    environment: str
    resource: str
    before: str
    after: str
    message: str
    rule: str = ""
    setting: str = ""
    deployment: str = ""
    path: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)
    posture: Posture = field(default_factory=dict, compare=False, hash=False)
    details: tuple[str, ...] = field(default=(), compare=False)
    """What changed, for people."""
    key: tuple[str, ...] = field(default=(), compare=False)
    """The judgement it is of, as a picture keeps it."""
    root: str = field(default="", compare=False)
    """What was judged as a whole where it is; empty where it is of a file alone."""

    def id(self, scope: str) -> str:
        """The identity in a repository and branch."""
        return digest(
            {
                "v": VERSION,
                "scope": scope,
                "env": self.environment,
                "kind": self.kind.value,
                "rule": self.rule,
                "resource": self.resource,
                "deployment": self.deployment,
                "setting": self.setting,
                "before": self.before,
                "after": self.after,
            }
        )

    @property
    def text(self) -> str:
        """The sentence that is signed."""
        where = f"{self.resource} in {self.deployment}" if self.deployment else self.resource
        step = f" ({self.before or 'nothing'} -> {self.after or 'nothing'})"
        return f"{self.environment}: {where}: {self.message}{step}"


def posture_of(levels: Iterable[Level]) -> dict[str, tuple[int, str]]:
    """The posture of several levels; namesakes are numbered in the order of their values."""
    posture: dict[str, tuple[int, str]] = {}
    for level in sorted(set(levels), key=lambda one: (one.key, one.rank, one.value)):
        key, number = level.key, 1
        while key in posture:
            number += 1
            key = f"{level.key}~{number}"
        posture[key] = level.rank, level.value
    return posture


def is_worse(before: tuple[int, str], after: tuple[int, str]) -> bool:
    """Whether a level is not surely the same or safer. Of values in no order, every other one counts as worse."""
    if after[0] == 0:
        return False
    if UNORDERED in (before[0], after[0]):
        return before[1] != after[1]
    return after[0] > before[0]


def worsening(signed: Posture, now: Posture) -> str:
    """Why a posture is not the same or safer than the one that was signed; empty if it is."""
    heirs = _heirs(signed, now)
    for key, (rank, value) in sorted(signed.items()):
        if key not in now:
            if rank == 0 and key not in heirs:
                return f"it was accepted with {_named(key)} = {value}; that is gone"
            continue
        if is_worse((rank, value), now[key]):
            return f"it was accepted with {_named(key)} = {value}; now it is {now[key][1]}"
    for key, (rank, value) in sorted(now.items()):
        if key not in signed and rank != 0 and value != "not set" and key not in heirs.values():
            return f"it was accepted without {_named(key)}, which is now {value}"
    return ""


def _heirs(signed: Posture, now: Posture) -> dict[str, str]:
    """Levels under another address that took the place of signed ones: the same setting, no worse, each once."""
    gone = sorted(key for key in signed if key not in now)
    come = sorted(key for key in now if key not in signed)
    found: dict[str, str] = {}
    for key in gone:
        for other in come:
            if (
                _setting(key) == _setting(other)
                and other not in found.values()
                and not is_worse(signed[key], now[other])
            ):
                found[key] = other
                break
    return found


def _setting(key: str) -> str:
    return key.rpartition("#")[2].partition("~")[0]


def _named(key: str) -> str:
    return f"{_setting(key).partition('.')[2]} of {key.rpartition('#')[0]}"


def set_digest(ids: Iterable[str]) -> str:
    return sha256("\n".join(sorted(ids)).encode()).hexdigest()


def code_of(risks: Iterable[Risk], scope: str) -> str:
    """A short name of risks and their postures, for people; never a binding by itself."""
    start = full_code_of(risks, scope)[:8].upper()
    return f"{start[:4]}-{start[4:]}"


def full_code_of(risks: Iterable[Risk], scope: str) -> str:
    """The whole of what the short name is the start of: nothing else has it."""
    return digest({one.id(scope): {key: list(two) for key, two in one.posture.items()} for one in risks})
