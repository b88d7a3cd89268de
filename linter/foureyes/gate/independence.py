"""Independence: who made a change, as far as that is claimed or proven, and so may not review it.

Unauthenticated words (author, committer, co-author) only take rights away. That somebody made the
change is proven by their signature on all of it, or by their signed request.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from foureyes.gate.commit import Commit
from foureyes.gate.evidence import Statement
from foureyes.gate.github import Account
from foureyes.gate.people import People
from foureyes.gate.record import Role


@dataclass
class Work:
    """Who had a hand in the change."""

    contributors: dict[str, str] = field(default_factory=dict)
    """Why a person counts as one, by their id."""
    unknown: set[str] = field(default_factory=set)
    """Addresses that belong to nobody enrolled."""
    signers: set[str] = field(default_factory=set)
    """Who signed all commits between them; empty if any is unsigned."""
    openers: set[str] = field(default_factory=set)
    """Who opened the pull request, as the forge authenticated them."""
    robots: set[int] = field(default_factory=set)
    """Accounts of robots that opened the pull request."""
    requests: dict[str, set[str]] = field(default_factory=dict)
    """Who signed a request for a risk, by its id."""
    parts: dict[str, Work] = field(default_factory=dict)
    """Where the policy asks by risk: who had a hand in what brings one, by its id."""

    def on(self, risk: str) -> Work:
        """The work that counts for a risk: all of it, or what brings the risk."""
        return self.parts.get(risk, self)

    def makers(self, risk: str) -> set[str]:
        """The people proven to have made what brings a risk."""
        return self.signers | self.openers | self.requests.get(risk, set())

    def opened_by(self, opener: Account, people: People) -> None:
        """Count in who opened the pull request. Robots and strangers prove no maker."""
        person = self.did(opener, people, "opened the pull request")
        if person is not None:
            self.openers.add(person)
        elif not opener.is_human:
            self.robots.add(opener.id)

    def did(self, account: Account | None, people: People, what: str) -> str | None:
        """Count in who did something to the change on GitHub; their id if they are enrolled."""
        person = people.of_account(account.id) if account is not None and account.is_human else None
        if person is None:
            self.unknown.add(f"{account.login if account is not None else 'a deleted account'} on GitHub")
            return None
        self.contributors.setdefault(person.id, what)
        return person.id


def work_of(commits: Iterable[Commit], statements: Iterable[Statement], people: People) -> Work:
    """Everybody who claims, or is claimed, to have made the commits, or asked for the sign-off."""
    work = Work()
    counts: dict[str, int] = {}
    unsigned = False
    for one in commits:
        known, unknown = one.contributors(people)
        signer = one.signer(people)
        unsigned = unsigned or signer is None
        if signer is not None:
            known.add(signer.id)
            work.signers.add(signer.id)
        work.unknown |= unknown
        for person in known:
            counts[person] = counts.get(person, 0) + 1
    work.contributors = {
        person: f"wrote, committed or co-wrote {count} of the commits" for person, count in counts.items()
    }
    if unsigned:
        work.signers.clear()
    for statement in statements:
        if statement.record.role is Role.MAKER:
            person = statement.person.id
            work.contributors.setdefault(person, "asked for the sign-off")
            for risk in statement.record.risks:
                work.requests.setdefault(risk.id, set()).add(person)
    return work
