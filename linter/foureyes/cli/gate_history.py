"""`foureyes gate audit` and `replay`: what landed, on whose word; and what a policy would have asked for."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from foureyes.cli.gate_change import Change, NoPolicy, Standpoint, now, signoff_files
from foureyes.cli.output import write
from foureyes.config import NAME, Configuration, parse
from foureyes.errors import BadUsage, FoureyesError
from foureyes.gate.compare import Comparison
from foureyes.gate.evidence import Statement
from foureyes.gate.people import normal_key
from foureyes.gate.picture import Picture
from foureyes.gate.record import Decision, parse_record
from foureyes.gate.ssh import check_version, parse_signature
from foureyes.gate.verdict import Code, RiskVerdict
from foureyes.gate.words import plain
from foureyes.sources.git import Repository, Undecidable
from foureyes.sources.git_tree import GitTree

_SPAN = re.compile(r"(\d+)([dwmy])")
EXPORTS = ("csv", "sarif")
TOGETHER = 30
"""How many commits one change may have landed as."""

_UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}


@dataclass
class Entry:
    """One commit of the branch, and how it came to land."""

    commit: str
    status: str
    """`signed`, `break-glass`, `unsigned`, `refused` or `undecidable`; empty where nothing was risky."""
    lines: list[str] = field(default_factory=list)
    risks: list[RiskVerdict] = field(default_factory=list)
    words: list[Statement] = field(default_factory=list)
    """Everything that was said about it."""
    authors: tuple[str, ...] = ()
    """Who had a hand in it: people by id, others by address."""
    before: str = ""
    """The commit whose policy judged it."""


@dataclass
class Audit:
    """Walks a branch, judging every step with the policy of the step before."""

    repository: Repository
    branch: str
    inform: Callable[[Change], None] | None = None
    """Tells a change what GitHub knows of it."""
    leases: list[tuple[Statement, RiskVerdict]] = field(default_factory=list)

    def walk(self, tip: str, since: str) -> Iterator[Entry]:
        commits = self.repository.first_parents(tip, since)[::-1]
        reached = 0
        for number, commit in enumerate(commits):
            parents = self.repository.parents(commit)
            if not parents or number < reached:
                continue
            try:
                entry = self._step(commit, parents[0])
                if entry.status == "unsigned":
                    entry, more = self._with_later(entry, commits[number + 1 : number + 1 + TOGETHER], parents[0])
                    reached = number + 1 + more
                yield entry
            except NoPolicy:
                continue
            except FoureyesError as error:
                yield Entry(commit, "undecidable", [plain(str(error))])

    def _with_later(self, entry: Entry, later: list[str], before: str) -> tuple[Entry, int]:
        """A change that landed as several commits (a rebase merge) is signed if it is as a whole."""
        for number, commit in enumerate(later, 1):
            if self.repository.parents(commit)[1:]:
                break
            whole = self._step(commit, before)
            if whole.status in ("signed", "break-glass"):
                lines = [f"together with {commit[:12]}", *whole.lines]
                return replace(whole, commit=entry.commit, lines=lines), number
        return entry, 0

    def _step(self, commit: str, before: str) -> Entry:
        change = Change(Standpoint(self.repository, before), GitTree(self.repository, commit), commit, self.branch)
        if self.inform is not None and change.risks:
            self.inform(change)
        verdict = change.decide(None)
        if verdict.code is Code.REFUSED:
            status = "refused"
        elif verdict.code is Code.MISSING:
            status = "unsigned"
        elif any(one.broken_glass for one in verdict.risks):
            status = "break-glass"
        else:
            status = "signed" if verdict.risks else ""
        lines = [plain(str(one)) for one in verdict.refused]
        for one in verdict.risks:
            who = f"break-glass by {one.broken_glass}" if one.broken_glass else ", ".join(one.signed_by)
            lines.append(f"{plain(one.risk.text)} [{who if one.is_covered else 'unsigned'}]")
        self._remember_leases(change, verdict.risks)
        authors = (*sorted(verdict.work.contributors), *sorted(verdict.work.unknown))
        return Entry(commit, status, lines, verdict.risks, change.evidence(None).statements, authors, before)

    def _remember_leases(self, change: Change, risks: list[RiskVerdict]) -> None:
        for statement in change.evidence(None).statements if risks else ():
            if statement.record.lease is not None and statement.record.decision is Decision.ACCEPT:
                self.leases += [(statement, one) for one in risks if statement.record.risk(one.id)]

    def overdue_leases(self, tip: str, today: datetime) -> list[str]:
        """Exposures accepted until a day that has passed, and that are still there."""
        past = [(one, risk) for one, risk in self.leases if one.record.lease and one.record.lease < today.date()]
        if not past:
            return []
        standpoint = Standpoint(self.repository, tip)
        here = Comparison(Picture(), standpoint.picture(standpoint.tree), standpoint.policy.environment).risks()
        standing = {(one.rule, one.resource, one.deployment) for one in here}
        return [
            f"{plain(risk.risk.text)}: accepted by {one.person.id} until {one.record.lease}, and still so"
            for one, risk in past
            if (risk.risk.rule, risk.risk.resource, risk.risk.deployment) in standing
        ]


@click.command("audit")
@click.argument("tip", default="HEAD")
@click.option("--repo", default=".", metavar="FOLDER", help="The repository. Default: this one.")
@click.option("--branch", default="main", show_default=True, help="The branch that TIP is the tip of.")
@click.option("--since", default="", help="How far back: 30d, 6m, or a date.")
@click.option("--distrust", default="", metavar="KEY", help="List everything that rests on this public key instead.")
@click.option("--github", is_flag=True, help="Ask GitHub, with GITHUB_TOKEN, for reviews of what has no signed file.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv", "sarif"]), default="text", help="How to tell it."
)
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@click.option("--evidence", metavar="FILE.zip", default="", help="Pack all that it rests on, to be verified elsewhere.")
def audit(
    tip: str, repo: str, branch: str, since: str, distrust: str, github: bool, form: str, evidence: str
) -> int:  # fmt: skip
    """Check every change that landed: was it signed, by the policy of its time?"""
    check_version()
    with Repository(repo) as repository:
        commit = repository.commit(tip)
        if distrust:
            return _reliance(repository, commit, distrust)
        audit = Audit(repository, branch, _informer(repository, commit) if github else None)
        entries = list(audit.walk(commit, _since(since)))
        moment = now()
        leases = audit.overdue_leases(commit, moment)
        debts = _debts(repository, commit, branch, moment)
        if form in EXPORTS or evidence:
            from foureyes.cli import gate_export

            exported = gate_export.EXPORTS[form](repository, entries) if form in EXPORTS else ""
            if evidence:
                gate_export.pack(evidence, repository, entries)
    report: dict[str, Any] = {
        "version": 1,
        "commits": [{"commit": one.commit, "status": one.status, "risks": one.lines} for one in entries if one.status],
        "judged": len(entries),
        "overdue_leases": leases,
        "overdue_reviews": debts,
    }
    if form in EXPORTS:
        write(exported, sys.stdout)
    else:
        write(json.dumps(report, indent=2) + "\n" if form == "json" else _told(entries, leases, debts), sys.stdout)
    found = {one.status for one in entries}
    if "refused" in found:
        return Code.REFUSED
    if "unsigned" in found or leases or debts:
        return Code.MISSING
    return Code.UNDECIDED if "undecidable" in found else Code.PASSED


def _informer(repository: Repository, tip: str) -> Callable[[Change], None]:
    # Imported here: this alone can speak to a network.
    from foureyes.cli.gate_github import TOKEN, forge_of

    policy = Standpoint(repository, tip).policy
    forge = forge_of(policy, policy.repository.partition("/")[2])
    if forge is None:
        raise BadUsage(f"--github needs a token in the environment's {TOKEN}")
    return forge.inform_landed


def _told(entries: list[Entry], leases: list[str], debts: list[str]) -> str:
    lines = []
    for one in entries:
        if one.status:
            lines.append(f"{one.commit[:12]} {one.status}")
            lines += [f"    {line}" for line in one.lines]
    lines += [f"lease over: {one}" for one in leases]
    lines += [f"review overdue: {one}" for one in debts]
    counted = Counter(one.status or "not risky" for one in entries)
    told = ", ".join(f"{number} {status}" for status, number in sorted(counted.items()))
    lines.append(f"{len(entries)} changes: {told}" if entries else "0 changes")
    return "\n".join(lines) + "\n"


def _debts(repository: Repository, tip: str, branch: str, moment: datetime) -> list[str]:
    try:
        change = Change(Standpoint(repository, tip), GitTree(repository, tip), tip, branch)
    except NoPolicy:
        return []
    return [plain(str(one)) for one in change.debts(change.evidence(moment)) if one.is_overdue(moment)]


def _reliance(repository: Repository, tip: str, key: str) -> int:
    """Everything in the ledger that was signed with a key."""
    wanted = normal_key(Path(key).read_text("utf-8") if Path(key).is_file() else key)
    if wanted is None:
        raise BadUsage(f"{key[:40]!r} is no SSH public key", remedy="give the key, or its .pub file")
    lines = []
    for file in signoff_files(GitTree(repository, tip)):
        try:
            if parse_signature(file.signature or b"").key != wanted:
                continue
            record = parse_record(file.data)
        except FoureyesError:
            continue
        lines.append(f"{file.path}: {record.decision.value} by {record.person}, {record.created:%Y-%m-%d}")
        lines += [f"    {plain(one.text)}" for one in record.risks]
    write("\n".join(lines or ["nothing rests on this key"]) + "\n", sys.stdout)
    return Code.MISSING if lines else Code.PASSED


@click.command("replay")
@click.argument("tip", default="HEAD")
@click.option("--repo", default=".", metavar="FOLDER", help="The repository. Default: this one.")
@click.option("--since", default="6m", show_default=True, help="How far back: 30d, 6m, or a date.")
@click.option("--policy", default=NAME, show_default=True, metavar="FILE", help="The policy to try.")
def replay(tip: str, repo: str, since: str, policy: str) -> int:
    """Say what a policy would have asked for, had it been there."""
    with Repository(repo) as repository:
        path = Path(policy) if Path(policy).is_file() else Path(repository.root, policy)
        try:
            configuration = parse(path.read_bytes(), policy)
        except OSError as error:
            raise BadUsage(f"it cannot be read: {error.strerror}", path=policy) from None
        asked: list[Entry] = []
        total = 0
        for commit in reversed(repository.first_parents(repository.commit(tip), _since(since))):
            parents = repository.parents(commit)
            if parents:
                total += 1
                asked += _asked(repository, commit, parents[0], configuration)
    lines = []
    for one in asked:
        lines.append(f"{one.commit[:12]} {one.status}")
        lines += [f"    {line}" for line in one.lines]
    lines.append(f"{total} changes: {len(asked)} would have asked for a second person")
    write("\n".join(lines) + "\n", sys.stdout)
    return 0


def _asked(repository: Repository, commit: str, before: str, configuration: Configuration) -> list[Entry]:
    """The entry of a change that would have needed a word; none for others."""
    try:
        change = Change(Standpoint(repository, before, configuration), GitTree(repository, commit), commit, "main")
        risks = change.risks
    except (Undecidable, BadUsage) as error:
        return [Entry(commit, "cannot be told", [plain(str(error))])]
    if not risks:
        return []
    environments = ", ".join(sorted({one.environment for one in risks}))
    return [Entry(commit, environments, [plain(one.text) for one in risks])]


def _since(text: str) -> str:
    found = _SPAN.fullmatch(text)
    return f"{found[1]} {_UNITS[found[2]]} ago" if found else text
