"""What an emergency leaves behind: a break-glass sign-off that nobody else has reviewed yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from foureyes.gate.evidence import Statement
from foureyes.gate.policy import BreakGlass
from foureyes.gate.record import Decision, Role


@dataclass(frozen=True, slots=True)
class Debt:
    """One use of the break-glass that awaits review."""

    path: str
    person: str
    reason: str
    due: datetime

    def is_overdue(self, now: datetime) -> bool:
        return now > self.due

    def __str__(self) -> str:
        return f"{self.person} broke the glass ({self.reason}); review by another is due {self.due:%Y-%m-%d %H:%M}"


def open_debts(past: Iterable[Statement], reviews: Iterable[Statement], glass: BreakGlass | None) -> list[Debt]:
    """The uses of the break-glass in the base's history that nobody independent has signed since."""
    if glass is None:
        return []
    reviewed: dict[str, set[str]] = {}
    for one in reviews:
        if one.record.role is Role.REVIEW_AFTER and one.record.decision is Decision.ACCEPT:
            for risk in one.record.risks:
                reviewed.setdefault(risk.id, set()).add(one.person.id)
    debts = []
    for one in past:
        if one.record.role is Role.BREAK_GLASS:
            if all(reviewed.get(risk.id, set()) - {one.person.id} for risk in one.record.risks):
                continue
            debts.append(Debt(one.path, one.person.id, one.record.reason, one.record.created + glass.review_within))
    return debts
