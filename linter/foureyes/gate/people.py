"""People: who is who, whatever the key, e-mail or account they appear under."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from foureyes.errors import BadUsage

Fail = Callable[[tuple[str | int, ...], str, str], BadUsage]
"""An error at a key of the configuration: the key's path, what is wrong, what to do."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_EMAIL = re.compile(r"[a-z0-9._%+'-]+@[a-z0-9.-]+")
KEY_TYPES = (
    "ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
    "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
)  # fmt: skip
_KEY = re.compile(r"(\S+) ([A-Za-z0-9+/]+={0,2})(?: .*)?", re.ASCII)


@dataclass(frozen=True)
class Person:
    """One human, however many keys and addresses they have."""

    id: str
    emails: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    """Public keys as `type base64`."""
    revoked: tuple[str, ...] = ()
    github_id: int | None = None


class People:
    """All enrolled people. No key, e-mail or account belongs to two of them."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        self.all = dict(people)
        self._by_email = {email: one for one in people.values() for email in one.emails}
        self._by_key = {key: one for one in people.values() for key in (*one.keys, *one.revoked)}

    def of_email(self, email: str) -> Person | None:
        return self._by_email.get(email.lower())

    def of_key(self, key: str) -> Person | None:
        return self._by_key.get(key)

    def of_account(self, id: int) -> Person | None:
        """By the numeric id of a GitHub account: logins can change hands."""
        return next((one for one in self.all.values() if one.github_id == id), None)

    def group(self, name: str) -> list[Person]:
        return [one for one in self.all.values() if name in one.groups]


def people_from(table: Mapping[str, Mapping[str, Any]], fail: Fail) -> People:
    """The people of a configuration whose shape has been checked."""
    taken: dict[str, str] = {}
    people = {}
    for name, entry in table.items():
        if not _ID.fullmatch(name):
            raise fail(("people", name), f"{name!r} is no id of a person", "use a-z, 0-9 and -")
        person = Person(
            name,
            tuple(_email(one, name, fail) for one in entry.get("emails", ())),
            tuple(entry.get("groups", ())),
            tuple(_key(one, name, "keys", fail) for one in entry.get("keys", ())),
            tuple(_key(one, name, "revoked", fail) for one in entry.get("revoked", ())),
            entry.get("github_id"),
        )
        marks = [*person.emails, *person.keys, *person.revoked]
        if person.github_id is not None:
            marks.append(f"GitHub id {person.github_id}")
        for mark in marks:
            other = taken.setdefault(mark, name)
            if other != name or marks.count(mark) > 1:
                who = f"both {other} and {name}" if other != name else f"{name} twice"
                raise fail(("people", name), f"{mark[:60]} belongs to {who}", "a person counts once: list it once")
        people[name] = person
    return People(people)


def _email(text: str, name: str, fail: Fail) -> str:
    lower = text.lower()
    if not _EMAIL.fullmatch(lower):
        raise fail(("people", name, "emails"), f"{text!r} is no plain ASCII e-mail address", "no wildcards, no names")
    return lower


def _key(text: str, name: str, where: str, fail: Fail) -> str:
    key = normal_key(text)
    if key is None:
        raise fail(("people", name, where), f"{text[:40]!r} is no SSH public key", f"one of {', '.join(KEY_TYPES)}")
    return key


def normal_key(text: str) -> str | None:
    """A public key as `type base64`, its comment dropped; None for what is none."""
    found = _KEY.fullmatch(text.strip())
    return f"{found[1]} {found[2]}" if found and found[1] in KEY_TYPES else None
