"""A sign-off as it is written and signed: an in-toto statement over a set of risks."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from hashlib import sha256
from typing import Any

from foureyes.gate.canonical import NotCanonical, dump, load
from foureyes.gate.files import SIGNOFFS
from foureyes.gate.risk import Posture, Risk, set_digest

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "https://foureyes.dev/signoff/v1"


class Role(Enum):
    """In what capacity somebody speaks."""

    REVIEWER = "reviewer"
    MAKER = "maker"
    BREAK_GLASS = "break-glass"
    REVIEW_AFTER = "review-after"


class Decision(Enum):
    """What they say."""

    ACCEPT = "accept"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    REQUEST = "request"


@dataclass(frozen=True)
class SignedRisk:
    """A risk as somebody saw it."""

    id: str
    text: str
    posture: Posture


@dataclass(frozen=True)
class Record:
    """What one person said about some risks, and when."""

    scope: str
    decision: Decision
    role: Role
    person: str
    risks: tuple[SignedRisk, ...]
    reason: str
    created: datetime
    ticket: str = ""
    expires: datetime | None = None
    lease: date | None = None
    """Until when the exposure itself is accepted."""
    base: str = ""
    nonce: str = ""
    tool: str = ""
    """The version of foureyes that saw the risks."""

    def risk(self, id: str) -> SignedRisk | None:
        return next((one for one in self.risks if one.id == id), None)

    def write(self) -> bytes:
        """The bytes that are signed."""
        predicate: dict[str, Any] = {
            "decision": self.decision.value,
            "role": self.role.value,
            "person": self.person,
            "risks": [
                {"id": one.id, "text": one.text, "posture": {key: list(two) for key, two in one.posture.items()}}
                for one in self.risks
            ],
            "reason": self.reason,
            "ticket": self.ticket,
            "created": _stamp(self.created),
            "expires": _stamp(self.expires) if self.expires else None,
            "lease": self.lease.isoformat() if self.lease else None,
            "base": self.base,
            "nonce": self.nonce,
        }
        if self.tool:
            predicate["tool"] = self.tool
        digest = set_digest(one.id for one in self.risks)
        subject = [{"name": self.scope, "digest": {"iacRiskSet": digest}}]
        return dump({"_type": STATEMENT, "predicateType": PREDICATE, "subject": subject, "predicate": predicate})


def signed_risks(risks: Iterable[Risk], scope: str) -> tuple[SignedRisk, ...]:
    """Risks as a record holds them."""
    return tuple(SignedRisk(one.id(scope), one.text, one.posture) for one in risks)


def new_nonce() -> str:
    return secrets.token_hex(8)


def file_name(record: bytes, person: str) -> str:
    """Where a record belongs in the tree."""
    return f"{SIGNOFFS}{sha256(record).hexdigest()[:12]}-{person}.json"


def parse_record(data: bytes) -> Record:
    """A record from a file. Raises `NotCanonical` for whatever `write` would not have written."""
    raw = load(data)
    try:
        predicate = raw["predicate"]
        record = Record(
            _string(raw["subject"][0]["name"]),
            Decision(predicate["decision"]),
            Role(predicate["role"]),
            _string(predicate["person"]),
            tuple(_signed_risk(one) for one in predicate["risks"]),
            _string(predicate["reason"]),
            _moment(predicate["created"]),
            _string(predicate["ticket"]),
            _moment(predicate["expires"]) if predicate["expires"] is not None else None,
            date.fromisoformat(predicate["lease"]) if predicate["lease"] is not None else None,
            _string(predicate["base"]),
            _string(predicate["nonce"]),
            _string(predicate.get("tool", "")),
        )
        same = record.write() == data
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise NotCanonical(f"it is no record of a sign-off: {error}") from None
    if not same:
        raise NotCanonical("it holds more, or other things, than a record of a sign-off")
    return record


def _signed_risk(raw: Mapping[str, Any]) -> SignedRisk:
    posture = {key: (_whole(rank), _string(value)) for key, (rank, value) in raw["posture"].items()}
    return SignedRisk(_string(raw["id"]), _string(raw["text"]), posture)


def _string(raw: object) -> str:
    if not isinstance(raw, str):
        raise TypeError(f"{raw!r} is no text")
    return raw


def _whole(raw: object) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise TypeError(f"{raw!r} is no whole number")
    return raw


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(text: object) -> datetime:
    return datetime.strptime(_string(text), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
