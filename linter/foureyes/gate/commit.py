"""Commits as raw objects: who claims to have made them, and what they are signed with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foureyes.gate.people import People, Person
from foureyes.gate.ssh import COMMITS, NoSignature, parse_signature, verify

NEUTRAL = ("noreply@github.com",)
"""Committers that a forge puts in when it merges."""

_WHO = re.compile(r"[^<>]*<([^<>]*)> ([0-9]{1,11}) [+-][0-9]{4}")
"""A time of more digits is beyond the year 5000."""
_TRAILER = re.compile(r"^[ \t]*co-authored-by[ \t]*:[^<\n]*<([^<>\n]*)>", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit. E-mails are claims: they take rights away and give none."""

    id: str
    parents: tuple[str, ...]
    emails: tuple[str, ...]
    """Author, committer and co-authors; an empty text for one that cannot be read."""
    time: int
    message: str
    payload: bytes
    """What was signed."""
    signature: bytes

    def contributors(self, people: People) -> tuple[set[str], set[str]]:
        """The ids of the people it names, and the addresses that belong to nobody known."""
        known, unknown = set(), set()
        for email in self.emails:
            person = people.of_email(email)
            if person is not None:
                known.add(person.id)
            elif email not in NEUTRAL:
                unknown.add(email or "an address that cannot be read")
        return known, unknown

    def signer(self, people: People) -> Person | None:
        """The person whose enrolled key signed it."""
        try:
            signature = parse_signature(self.signature)
        except NoSignature:
            return None
        person = people.of_key(signature.key)
        if person is None or signature.key not in person.keys:
            return None
        return person if verify(self.payload, signature, person.id, [signature.key], COMMITS) else None


def parse_commit(id: str, raw: bytes) -> Commit:
    """A commit from its object. What is malformed becomes an unknown contributor."""
    head, _, message = raw.partition(b"\n\n")
    payload, signature = _signed(head, message)
    headers = [line.split(" ", 1) for line in head.decode("utf-8", "replace").split("\n")]
    emails: list[str] = []
    time = 0
    for name in ("author", "committer"):
        found = [line[1] for line in headers if line[0] == name and len(line) == 2]
        who = _WHO.fullmatch(found[0]) if len(found) == 1 else None
        emails.append(who[1].strip().lower() if who else "")
        time = int(who[2]) if who else time
    words = message.decode("utf-8", "replace")
    emails += [one.strip().lower() for one in _TRAILER.findall(words)]
    parents = tuple(line[1] for line in headers if line[0] == "parent" and len(line) == 2)
    return Commit(id, parents, tuple(dict.fromkeys(emails)), time, words, payload, signature)


def _signed(head: bytes, message: bytes) -> tuple[bytes, bytes]:
    """The payload without its signature header, and the signature."""
    kept, signature = [], []
    inside = False
    for line in head.split(b"\n"):
        if line.startswith(b"gpgsig "):
            inside = True
            signature.append(line[7:])
        elif inside and line.startswith(b" "):
            signature.append(line[1:])
        else:
            inside = False
            kept.append(line)
    armor = b"\n".join(signature)
    return b"\n".join(kept) + b"\n\n" + message, armor if armor.endswith(b"\n") else armor + b"\n"
