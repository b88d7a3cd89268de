"""A change as the gate sees it: the base, what would land, its risks, and the words given for them."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from foureyes import __version__
from foureyes.cli.gate_memory import BASE, CHANGE, Memory, memory_of
from foureyes.cli.gate_survey import Survey
from foureyes.cli.gate_touch import Touch
from foureyes.config import NAME, Configuration, parse
from foureyes.engine.baseline import NAME as BASELINE
from foureyes.engine.baseline import marks_in, sorted_data
from foureyes.engine.catalogue import BUILT_IN
from foureyes.engine.deployments import listed
from foureyes.engine.ruleset import RuleSet
from foureyes.errors import BadUsage, UnreadableSource
from foureyes.gate.commit import Commit, parse_commit
from foureyes.gate.compare import Comparison
from foureyes.gate.debt import Debt, open_debts
from foureyes.gate.evidence import Evidence, Refused, SignoffFile, Statement, gather, proven
from foureyes.gate.files import SIGNOFFS, FileChange, Files, file_risks, ledger_breaches
from foureyes.gate.github import Account
from foureyes.gate.independence import Work, work_of
from foureyes.gate.people import People, people_from
from foureyes.gate.picture import Picture
from foureyes.gate.policy import Policy, policy_from
from foureyes.gate.record import Decision
from foureyes.gate.risk import Risk
from foureyes.gate.verdict import Judge, Verdict
from foureyes.model.limits import Limits, limits_from
from foureyes.model.root import Inputs
from foureyes.model.rule import DEFAULT_PROFILE
from foureyes.model.tree import join
from foureyes.reports.words import count
from foureyes.sources.discover import language_of
from foureyes.sources.git import Repository, Undecidable
from foureyes.sources.git_tree import GitTree
from foureyes.sources.walk import SKIPPED_FOLDERS

if TYPE_CHECKING:
    from foureyes.gate.github_pull import Push

SECONDS = 120
"""How long one root may take before the gate gives up, where the configuration does not say."""

SHOWN = 10
"""How many of what cannot be told are listed."""

_PICTURES: WeakKeyDictionary[Repository, dict[tuple[str, str], Picture]] = WeakKeyDictionary()
"""The latest pictures, by tree and configuration."""
_MEMORIES: WeakKeyDictionary[Repository, dict[object, Memory]] = WeakKeyDictionary()
"""What is remembered of judged roots, by the rules."""


class NoPolicy(BadUsage):
    """There is nothing that judges."""


class Standpoint:
    """A commit whose configuration judges: the base of a change, or in an audit the commit before.

    With a `configuration` given, that one judges instead (what would this policy have asked for?).
    """

    def __init__(self, repository: Repository, commit: str, configuration: Configuration | None = None) -> None:
        self.repository = repository
        self.commit = commit
        self.tree = GitTree(repository, commit)
        self.configuration = configuration or self._read()
        gate = self.configuration.gate
        if gate is None:
            raise NoPolicy("the base branch has no [gate]", path=NAME, remedy="bring one there first: see docs/gate.md")
        self.people: People = people_from(self.configuration.people, self.configuration.fault)
        self.policy: Policy = policy_from(gate, self.people, self.configuration.fault)

    def _read(self) -> Configuration:
        if not self.tree.entries.get(NAME, ("",))[0].startswith("100"):
            raise NoPolicy(f"there is no {NAME} on the base branch", remedy="bring one there first: see docs/gate.md")
        return parse(self.tree.bytes(NAME))

    @cached_property
    def rules(self) -> RuleSet:
        """The rules of the base."""
        return RuleSet(*self._asked)

    @property
    def _asked(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The packs and the profiles of the base."""
        lint = self.configuration.lint
        return tuple(lint.get("packs", (BUILT_IN,))), (DEFAULT_PROFILE, *lint.get("profiles", ()))

    @cached_property
    def _memory(self) -> Memory:
        known = _MEMORIES.setdefault(self.repository, {})
        key = *self._asked, self.limits
        if key not in known:
            known[key] = memory_of(self.repository.root, *key)
        return known[key]

    @cached_property
    def limits(self) -> Limits:
        """Those of the base, so that no change loosens or tightens its own judgement."""
        return limits_from({"seconds": SECONDS, **self.configuration.limits})

    @property
    def exclude(self) -> tuple[str, ...]:
        return tuple(self.configuration.lint.get("exclude", ()))

    @property
    def deployments(self) -> list[tuple[str, Inputs]]:
        """The deployments that the configuration tells of, by the paths of their roots."""
        return list(listed(self.configuration.lint, join))

    def picture(self, tree: GitTree) -> Picture:
        """The picture of a tree by these rules. In an audit, what landed with one commit is the base of the next."""
        taken = _PICTURES.setdefault(self.repository, {})
        key = tree.id, self.configuration.text
        if key not in taken:
            while len(taken) > 1:
                del taken[next(iter(taken))]
            side = BASE if tree.id == self.tree.id else CHANGE
            survey = Survey(tree, self.rules, self.exclude, self._memory, side, self.deployments, self.limits)
            taken[key] = survey.take()
            self._memory.save()
        for error in taken[key].broken:
            raise Undecidable(error.message, remedy="please report this")
        return taken[key]


@dataclass
class Change:
    """Everything between a standpoint and the tree that would land."""

    standpoint: Standpoint
    tree: GitTree
    """What would land."""
    head: str
    """The commit that brings it."""
    branch: str
    opener: Account | None = None
    pushes: tuple[Push, ...] = ()
    """What GitHub says of who brought the commits."""
    said: list[Statement] = field(default_factory=list)
    """Words given elsewhere than in files."""
    notes: list[str] = field(default_factory=list)
    brings: str = ""
    """The commit that was asked to be merged, where what lands is another one."""

    @property
    def _before(self) -> GitTree:
        return self.standpoint.tree

    @property
    def repository(self) -> Repository:
        return self.standpoint.repository

    @property
    def scope(self) -> str:
        return self.standpoint.policy.scope(self.branch)

    @cached_property
    def files(self) -> tuple[FileChange, ...]:
        changes = self.repository.changes(self._before.id, self.tree.id)
        return tuple(FileChange(*one) for one in changes)

    @cached_property
    def comparison(self) -> Comparison:
        gc.disable()
        base = self.standpoint.picture(self._before)
        merged = self.standpoint.picture(self.tree)
        return Comparison(base, merged, self.standpoint.policy.environment)

    @cached_property
    def risks(self) -> list[Risk]:
        """Every risk of the change, worst first. A change of sign-off files only brings none."""
        if all(one.path.startswith(SIGNOFFS) for one in self.files):
            return []
        comparison, policy = self.comparison, self.standpoint.policy
        found = comparison.risks()
        if policy.new_unknown == "sign":
            found += comparison.unsure_new
        found += file_risks(self._file_facts(), comparison.base, comparison.merged, policy.environment)
        unique = {one.id(self.scope): one for one in found if one.severity >= policy.from_severity}
        return sorted(unique.values(), key=lambda one: (-one.severity, one.environment, one.resource, one.rule))

    def _file_facts(self) -> Files:
        packs = self.standpoint.configuration.lint.get("packs", ())
        return Files(
            self.files,
            self._text,
            self._is_code,
            self._targets,
            SKIPPED_FOLDERS,
            self._newly_known,
            tuple(f"**/{pack.replace('.', '/')}{end}" for pack in packs if pack != BUILT_IN for end in ("", ".py")),
        )

    def _is_code(self, path: str) -> bool:
        try:
            return bool(language_of(path, self.tree))
        except UnreadableSource:
            return True

    def _targets(self, blob: str) -> set[str]:
        policy = self.standpoint.policy
        return policy.targets(self._text(blob)) if policy.accounts else set()

    @cached_property
    def _blobs(self) -> set[str]:
        """The changed objects that are files: a submodule's commit is not here."""
        regular = [(one.old_mode, one.old) for one in self.files] + [(one.new_mode, one.new) for one in self.files]
        return {blob for mode, blob in regular if mode.startswith("100")}

    def _text(self, blob: str) -> str:
        return self.repository.read(blob).decode("utf-8", "replace") if blob in self._blobs else ""

    def _newly_known(self, change: FileChange) -> str:
        """What a baseline comes to set aside: the one that the base names, or any of the usual name."""
        named = join(self.standpoint.configuration.baseline or BASELINE)
        if not change.new or (change.path != named and change.path.rpartition("/")[2] != BASELINE):
            return ""
        known = _marks(self._text(change.old), change.path)
        come = {told: rule for told, rule in _marks(self._text(change.new), change.path).items() if told not in known}
        rules = ", ".join(sorted(set(come.values())))
        return f"this baseline comes to set aside {count(len(come), 'finding')}: {rules}" if come else ""

    @cached_property
    def commits(self) -> list[Commit]:
        ids = dict.fromkeys(
            id for tip in (self.head, self.brings) if tip for id in self.repository.commits(self.standpoint.commit, tip)
        )
        return [parse_commit(one, self.repository.read(one)) for one in ids]

    def work(self, statements: Iterable[Statement]) -> Work:
        """Who had a hand in the change, and where the policy wants it by risk, in each of them."""
        statements = list(statements)
        own = [one for one in self.commits if not self._is_neutral(one)]
        work = self._work(own, statements)
        if self.standpoint.policy.by_risk and self.risks:
            touch = Touch(self.repository, self.comparison.base, self.comparison.merged, self.tree)
            for risk in self.risks:
                # What no commit brings by itself is brought by all of them.
                by = [one for one in own if touch.is_by(one, risk)] or own
                work.parts[risk.id(self.scope)] = self._work(by, statements)
        return work

    def _work(self, commits: list[Commit], statements: list[Statement]) -> Work:
        people = self.standpoint.people
        work = work_of(commits, statements, people)
        if self.opener is not None:
            work.opened_by(self.opener, people)
        own = {one.id for one in commits}
        for push in self.pushes:
            if self._brought(push, own):
                work.did(push.actor, people, "pushed to the branch")
        return work

    def _brought(self, push: Push, own: set[str]) -> bool:
        """Whether a push brought anything of its own; what is not here any more may have been anything."""
        try:
            since = self.repository.commit(push.before) if push.before else self.standpoint.commit
            ids = self.repository.commits(since, self.repository.commit(push.after))
        except Undecidable:
            return True
        return not own.isdisjoint(ids)

    def _is_neutral(self, commit: Commit) -> bool:
        """Whether a commit brings nothing of its own: sign-off files only, or a merge that git makes alike."""
        if len(commit.parents) == 1:
            changes = self.repository.changes(commit.parents[0], commit.id)
            return bool(changes) and all(one.path.startswith(SIGNOFFS) for one in changes)
        if len(commit.parents) != 2:
            return False
        try:
            return self.repository.merged(*commit.parents) == self.repository.tree(commit.id)
        except Undecidable:
            return False

    def evidence(self, now: datetime | None) -> Evidence:
        """The sign-offs that the change brings, and the rejections that stand on the base."""
        base, standpoint = self.standpoint.tree, self.standpoint
        new = [one for one in signoff_files(self.tree) if base.object(one.path) != self.tree.object(one.path)]
        spent = self.ledger if new else set()
        files = [SignoffFile(one.path, one.data, one.signature, self.tree.object(one.path) in spent) for one in new]
        evidence = gather(files, standpoint.people, self.scope, now)
        changed = [one.path for one in self.files if one.path.startswith(SIGNOFFS)]
        strays = [path for path in changed if not _has_place(path, self.tree)]
        evidence.refused += [Refused("this is neither a record nor a signature", path=path) for path in strays]
        evidence.refused += [
            Refused("a sign-off that is history was changed or removed", path=path, remedy="put it back")
            for path in ledger_breaches(self.files)
        ]
        words = (Decision.REJECT, Decision.WITHDRAW)
        evidence.statements += [one for one in self.past if one.record.decision in words]
        evidence.statements += self.said
        evidence.notes += self.notes
        return evidence

    @cached_property
    def ledger(self) -> set[str]:
        """Ids of everything that ever lay among the sign-offs of the base."""
        return self.repository.ever(self.standpoint.commit, SIGNOFFS.rstrip("/"))

    def seen_from(self, before: GitTree, after: GitTree, head: str) -> list[Risk]:
        """The risks of another step, judged from the same standpoint."""
        return _Step(self.standpoint, after, head, self.branch, before=before).risks

    @cached_property
    def past(self) -> list[Statement]:
        """What was signed before, as far as it still verifies."""
        statements = []
        for file in signoff_files(self.standpoint.tree):
            try:
                statements.append(proven(file, self.standpoint.people, self.scope, None))
            except Refused:
                continue
        return statements

    def debts(self, evidence: Evidence) -> list[Debt]:
        return open_debts(self.past, [*self.past, *evidence.statements], self.standpoint.policy.break_glass)

    def decide(self, now: datetime | None) -> Verdict:
        """The verdict, from evidence weighed now; without a clock, as history has it."""
        evidence = self.evidence(now)
        judge = Judge(
            self.standpoint.policy, self.standpoint.people, self.scope, now, self.debts(evidence), __version__
        )
        verdict = judge.decide(self.risks, evidence, self.work(evidence.statements))
        verdict.notes += self._untold()
        verdict.notes += self.standpoint.policy.warnings
        return verdict

    def _untold(self) -> list[str]:
        """What cannot be told of new resources, where the policy does not make it a risk."""
        if self.standpoint.policy.new_unknown == "sign" or "comparison" not in self.__dict__:
            return []
        new = [f"new, and cannot be told: {one.resource}: {one.message}" for one in self.comparison.unsure_new]
        rest = len(new) - SHOWN
        return [*new[:SHOWN], f"and {rest} more that cannot be told of new resources"] if rest > 0 else new


@dataclass
class _Step(Change):
    """A step that begins elsewhere than at the standpoint."""

    before: GitTree | None = None

    @property
    def _before(self) -> GitTree:
        assert self.before is not None
        return self.before


def signoff_files(tree: GitTree) -> list[SignoffFile]:
    """The records in a tree, each with the signature beside it."""
    found = []
    for path in sorted(tree.entries):
        if path.startswith(SIGNOFFS) and path.endswith(".json"):
            regular = tree.entries[path][0].startswith("100")
            signature = f"{path}.sig"
            found.append(
                SignoffFile(
                    path,
                    tree.bytes(path) if regular else b"",
                    tree.bytes(signature) if tree.entries.get(signature, ("",))[0].startswith("100") else None,
                )
            )
    return found


def _has_place(path: str, tree: GitTree) -> bool:
    """Whether a file among the sign-offs is a record, or the signature of one that is there."""
    record = path.removesuffix(".sig")
    return record.endswith(".json") and (path == record or bool(tree.object(record)))


def _marks(text: str, path: str) -> dict[str, str]:
    """The findings of a baseline, each as its line, with their rules. One that cannot be read is one line."""
    try:
        return {json.dumps(one): one["rule"] for one in sorted_data(marks_in(text.encode(), path))} if text else {}
    except BadUsage as error:
        return {text: error.message}


def between(repository: Repository, base: str, head: str, branch: str, tree: str = "") -> Change:
    """The change from a base to a head, as it would land by a merge; or a tree that is said to land."""
    base_commit, head_commit = repository.commit(base), repository.commit(head)
    merged = tree or repository.merged(base_commit, head_commit)
    standpoint = Standpoint(repository, base_commit)
    change = Change(standpoint, GitTree(repository, merged), head_commit, branch)
    if change.tree.id == standpoint.tree.id and repository.commits(base_commit, head_commit):
        raise Undecidable(
            f"{head} holds commits that {base} does not, and yet nothing changes", remedy="is the base the right one?"
        )
    return change


def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
