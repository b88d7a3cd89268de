"""`foureyes gate sign`, `request`, `reject`, `withdraw` and `break-glass`: a person's signed word on a change."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from foureyes import __version__
from foureyes.cli.gate_change import Change, now
from foureyes.cli.gate_inputs import change_inputs, opened
from foureyes.cli.output import check_inside, write
from foureyes.errors import BadUsage, FoureyesError
from foureyes.gate.block import block
from foureyes.gate.canonical import NotCanonical
from foureyes.gate.people import Person
from foureyes.gate.record import Decision, Record, Role, SignedRisk, file_name, new_nonce, parse_record, signed_risks
from foureyes.gate.risk import Risk, code_of
from foureyes.gate.ssh import check_version, default_keys, public_key
from foureyes.gate.ssh import sign as signed
from foureyes.gate.verdict import Code
from foureyes.gate.words import shown

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

_ORIGIN = re.compile(r"(?:[a-z+]+://)?(?:[^@/]*@)?([^/:]+)(?::\d+)?[:/]+(.+?)(?:\.git)?/?", re.IGNORECASE)


def signing(command: Decorated) -> Decorated:
    """Add the options of commands that sign."""
    for decorate in (
        click.option("--print", "prints", is_flag=True, help="Print it, for a comment on GitHub, and write no files."),
        click.option("--ticket", default="", help="The ticket that belongs to it."),
        click.option("--key", default="", metavar="FILE", help="The SSH key to sign with, private or .pub (agent)."),
        change_inputs,
    ):
        command = decorate(command)
    return command


@click.command("sign")
@click.argument("code", required=False, default="")
@signing
@click.option("--reason", required=True, help="Why you accept it.")
@click.option("--expires", type=click.DateTime(["%Y-%m-%d"]), help="The last day it may be merged on your word.")
@click.option("--lease", type=click.DateTime(["%Y-%m-%d"]), help="The last day the exposure itself is accepted.")
@click.option("--after", metavar="FILE", default="", help="Review a break-glass record instead of a change.")
def sign(
    code: str, base: str, head: str, branch: str, repo: str, key: str, ticket: str, reason: str,
    prints: bool, expires: datetime | None, lease: datetime | None, after: str,
) -> int:  # fmt: skip
    """Accept the risks of a change, under the CODE that `gate show` told you."""
    with opened(base, head, branch, repo) as change:
        pen = Pen(change, key, reason, ticket, prints)
        if after:
            return pen.write(Role.REVIEW_AFTER, Decision.ACCEPT, pen.of_record(after))
        work = change.work(change.evidence(now()).statements)
        hands = {one.id(change.scope): work.on(one.id(change.scope)).contributors for one in change.risks}
        own = [id for id, people in hands.items() if pen.person.id in people]
        if own and len(own) == len(hands):
            write(f"x {pen.person.id} cannot sign: {pen.person.id} {hands[own[0]][pen.person.id]}\n", sys.stderr)
            return Code.REFUSED
        pen.expires = expires.replace(hour=23, minute=59, second=59, tzinfo=UTC) if expires else None
        pen.lease = lease.date() if lease else None
        risks = pen.coded(code)
        return pen.write(Role.REVIEWER, Decision.ACCEPT, tuple(one for one in risks if one.id(change.scope) not in own))


@click.command("request")
@signing
@click.option("--reason", default="", help="Why the change is needed.")
@click.option("--sign", "signs", is_flag=True, help="Sign the request, which proves who made the change.")
def request(
    base: str, head: str, branch: str, repo: str, key: str, ticket: str, reason: str, prints: bool, signs: bool
) -> int:  # fmt: skip
    """Write what a second person is asked to sign, and who may."""
    with opened(base, head, branch, repo) as change:
        verdict = change.decide(now())
        able = dict.fromkeys(one for risk in verdict.risks for one in risk.able)
        write(shown(change.risks, change.scope), sys.stdout)
        if change.risks:
            write(
                f"please sign, {' or '.join(able) or 'whoever may'}:\n"
                f'  foureyes gate show\n  foureyes gate sign {verdict.set_code} --reason "..."\n',
                sys.stdout,
            )
        if signs:
            return Pen(change, key, reason, ticket, prints).write(Role.MAKER, Decision.REQUEST, tuple(change.risks))
    return 0


@click.command("reject")
@signing
@click.option("--reason", required=True, help="What is wrong with it.")
def reject(base: str, head: str, branch: str, repo: str, key: str, ticket: str, reason: str, prints: bool) -> int:
    """Say no to the risks of a change. It stands until you sign or withdraw."""
    with opened(base, head, branch, repo) as change:
        pen = Pen(change, key, reason, ticket, prints)
        return pen.write(Role.REVIEWER, Decision.REJECT, tuple(change.risks))


@click.command("withdraw")
@signing
@click.option("--reason", default="", help="Why.")
def withdraw(base: str, head: str, branch: str, repo: str, key: str, ticket: str, reason: str, prints: bool) -> int:
    """Take back what you said about the risks of a change."""
    with opened(base, head, branch, repo) as change:
        pen = Pen(change, key, reason, ticket, prints)
        return pen.write(Role.REVIEWER, Decision.WITHDRAW, tuple(change.risks))


@click.command("break-glass")
@signing
@click.option("--reason", required=True, help="The emergency.")
def break_glass(base: str, head: str, branch: str, repo: str, key: str, ticket: str, reason: str, prints: bool) -> int:
    """Pass a change alone in an emergency. Somebody else has to review it afterwards."""
    if prints:
        raise BadUsage("an emergency has to be a file in the change: it must not get lost", remedy="leave out --print")
    if not ticket:
        raise BadUsage("an emergency needs a ticket", remedy="name it with --ticket")
    with opened(base, head, branch, repo) as change:
        glass = change.standpoint.policy.break_glass
        pen = Pen(change, key, reason, ticket, prints)
        if glass is None or glass.group not in pen.person.groups:
            raise BadUsage(f"the policy does not let {pen.person.id} break the glass")
        return pen.write(Role.BREAK_GLASS, Decision.ACCEPT, tuple(change.risks))


class Pen:
    """Signs records of a change for the person whose key it is."""

    def __init__(self, change: Change, key: str, reason: str, ticket: str, prints: bool = False) -> None:
        check_version()
        self.change = change
        self.reason = reason
        self.ticket = ticket
        self.prints = prints
        self.expires: datetime | None = None
        self.lease: date | None = None
        self.key, self.person = _signer(change, key)
        _check_origin(change)

    def coded(self, code: str) -> tuple[Risk, ...]:
        """The risks of the change, if they are the ones that the code names."""
        found = code_of(self.change.risks, self.change.scope)
        if self.change.risks and code.upper() != found:
            raise BadUsage(
                f"the change's code is {found}, not {code or 'given'}",
                remedy="read `foureyes gate show`, then sign its code",
            )
        return tuple(self.change.risks)

    def of_record(self, path: str) -> tuple[SignedRisk, ...]:
        """The risks that a break-glass record of somebody else passed."""
        try:
            record = parse_record(Path(path).read_bytes())
        except (OSError, NotCanonical) as error:
            raise BadUsage(f"no record can be read: {error}", path=path) from None
        if record.role is not Role.BREAK_GLASS or record.person == self.person.id:
            raise BadUsage("this is not somebody else's break-glass record", path=path)
        return record.risks

    def write(self, role: Role, decision: Decision, risks: tuple[Risk, ...] | tuple[SignedRisk, ...]) -> int:
        """Sign, and put record and signature where they belong in the working tree."""
        if not risks:
            write("nothing in this change needs a second person\n", sys.stdout)
            return 0
        listed = tuple(
            one if isinstance(one, SignedRisk) else signed_risks([one], self.change.scope)[0] for one in risks
        )
        record = Record(
            self.change.scope, decision, role, self.person.id, listed, self.reason, now(), self.ticket,
            self.expires, self.lease, self.change.standpoint.commit, new_nonce(), __version__,
        ).write()  # fmt: skip
        signature = signed(record, self.key)
        if self.prints:
            write(block(record, signature), sys.stdout)
            return 0
        name = file_name(record, self.person.id)
        root = self.change.repository.root
        path = Path(root, name)
        check_inside(str(path), root)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(record)
        path.with_name(f"{path.name}.sig").write_bytes(signature)
        count = len(listed)
        what = "risk" if count == 1 else "risks"
        write(
            f"recomputed from this clone: {count} {what}, {decision.value} by {self.person.id}\n"
            f"wrote {name} and {name}.sig: commit both to the change; anyone may commit them\n",
            sys.stdout,
        )
        return 0


def _signer(change: Change, key: str) -> tuple[str, Person]:
    """The key to sign with, and whose it is."""
    people = change.standpoint.people
    candidates = [key] if key else default_keys()
    for candidate in candidates:
        try:
            person = people.of_key(public_key(candidate))
        except FoureyesError:
            if key:
                raise
            continue
        if person is not None and public_key(candidate) in person.keys:
            return candidate, person
    raise BadUsage(
        f"{key or 'none of your SSH keys'} belongs to nobody enrolled on the base branch",
        remedy="name your key with --key, or get enrolled: foureyes.toml [people]",
    )


def is_home(url: str, repository: str) -> bool:
    """Whether a remote's URL, in any spelling, is the repository's."""
    found = _ORIGIN.fullmatch(url)
    return found is not None and f"{found[1]}/{found[2]}".lower() == repository.lower()


def _check_origin(change: Change) -> None:
    """Refuse to sign in a repository that only says it is the one: the signature would be good in the real one."""
    wanted = change.standpoint.policy.repository
    url = change.repository.origin()
    if not is_home(url, wanted):
        raise BadUsage(
            f"this clone's origin is {url or 'not set'}, and the policy is for {wanted}",
            remedy=f"sign in a clone of {wanted}",
        )
