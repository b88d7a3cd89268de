"""Evidence: sign-off files read, verified, and refused where anything is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from foureyes.errors import FoureyesError
from foureyes.gate.canonical import NotCanonical
from foureyes.gate.people import People, Person
from foureyes.gate.record import Record, file_name, parse_record
from foureyes.gate.ssh import NAMESPACE, NoSignature, Signature, parse_signature, verify

SKEW = timedelta(minutes=10)
"""How far a signer's clock may be ahead."""


class Source(Enum):
    """The way a word was given."""

    FILE = "file"
    COMMENT = "comment"
    """A signed block in a comment."""
    CODE = "github-code"
    """An approving review on GitHub with the code of the risks typed in it."""
    REVIEW = "github-review"
    """An approving review on GitHub, without."""


@dataclass(frozen=True, slots=True)
class SignoffFile:
    """A record and its signature as they lie in a tree."""

    path: str
    data: bytes
    signature: bytes | None
    spent: bool = False
    """Its bytes were in the base branch's history before."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A record whose author is proven: by a signature, or by an account on GitHub."""

    path: str
    record: Record
    person: Person
    signature: Signature | None
    source: Source = Source.FILE


class Refused(FoureyesError):
    """Evidence that is forged, revoked, used before, or of something else."""


@dataclass
class Evidence:
    """What was brought forward."""

    statements: list[Statement] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What was brought forward and does not count, with why."""


def gather(files: Iterable[SignoffFile], people: People, scope: str, now: datetime | None) -> Evidence:
    """Verify every file. Whatever is wrong with one is told and refuses the change; nothing is skipped."""
    evidence = Evidence()
    for file in sorted(files, key=lambda one: one.path):
        try:
            evidence.statements.append(proven(file, people, scope, now))
        except Refused as refusal:
            evidence.refused.append(refusal)
    return evidence


def proven(file: SignoffFile, people: People, scope: str, now: datetime | None) -> Statement:
    """The statement a file makes. Raises `Refused`."""

    def refused(why: str, remedy: str = "") -> Refused:
        return Refused(why, path=file.path, remedy=remedy)

    try:
        record = parse_record(file.data)
        signature = parse_signature(file.signature or b"")
    except (NotCanonical, NoSignature) as error:
        what = "signature" if isinstance(error, NoSignature) else "record"
        missing = "there is no signature beside it" if what == "signature" and file.signature is None else ""
        raise refused(missing or f"the {what} is not genuine: {error.message}") from None
    person = _signer(record, signature, people, refused)
    if signature.namespace != NAMESPACE:
        raise refused(f"the signature was made for something else ({signature.namespace})")
    if not verify(file.data, signature, person.id, [signature.key]):
        raise refused(f"the signature does not belong to this record: {person.id} did not sign these words")
    if file.path != file_name(file.data, person.id):
        raise refused("the file's name does not fit its content", f"it belongs in {file_name(file.data, person.id)}")
    if file.spent:
        raise refused(f"{person.id} signed this for an earlier change; a sign-off is good for one", "ask again")
    if record.scope != scope:
        raise refused(f"it was signed for {record.scope}, not for {scope}", "ask again")
    if now is not None and record.created > now + SKEW:
        raise refused(f"it is dated {record.created:%Y-%m-%d %H:%M}, in the future", "check the signer's clock")
    return Statement(file.path, record, person, signature)


def _signer(record: Record, signature: Signature, people: People, refused: Callable[..., Refused]) -> Person:
    person = people.all.get(record.person)
    if person is None:
        raise refused(f"{record.person!r} is not enrolled on the base branch", "enrol them in a change of its own")
    if signature.key in person.revoked:
        raise refused(f"it is signed with a revoked key of {person.id}", "find out who holds the key")
    if signature.key not in person.keys:
        other = people.of_key(signature.key)
        whose = f"{other.id}'s key" if other else "a key that nobody has enrolled"
        raise refused(f"it speaks for {person.id} but is signed with {whose}")
    return person
