"""A change as GitHub knows it: the event, the pull request, and the words given there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import new
from pathlib import Path

from foureyes.cli.gate_change import Change, Standpoint, between
from foureyes.cli.gate_inputs import check_home
from foureyes.config import NAME
from foureyes.errors import BadUsage
from foureyes.gate.block import blocks
from foureyes.gate.canonical import NotCanonical
from foureyes.gate.evidence import SKEW, Refused, SignoffFile, Source, Statement, proven
from foureyes.gate.github import Event, parse_event
from foureyes.gate.github_api import Api
from foureyes.gate.github_pull import Comment, Pull, Review, pulls_of, read_pull, read_pushes, read_queue
from foureyes.gate.people import Person
from foureyes.gate.policy import Policy
from foureyes.gate.record import Decision, Record, Role, file_name, parse_record, signed_risks
from foureyes.gate.risk import Risk, code_of, full_code_of
from foureyes.sources.git import Repository, Undecidable
from foureyes.sources.git_tree import GitTree

TOKEN = "GITHUB_TOKEN"
_CODE = re.compile(r"(?<![0-9A-Za-z-])([0-9A-Fa-f]{4}-[0-9A-Fa-f]{4})(?![0-9A-Za-z-])")
_FULL = re.compile(r"(?<![0-9A-Za-z])([0-9a-f]{64})(?![0-9A-Za-z])")

DECISIVE = ("APPROVED", "CHANGES_REQUESTED", "DISMISSED")


class Forge:
    """GitHub, asked about the pull requests of one repository."""

    def __init__(self, api: Api, repository: str) -> None:
        self.api = api
        self.repository = repository

    def inform(self, change: Change, pull: Pull) -> None:
        """Tell a change who opened its pull request, who pushed, and what was said there."""
        base = change.standpoint.commit
        change.brings = change.repository.commit(pull.head)
        change.opener = pull.opener
        change.pushes = tuple(read_pushes(self.api, pull, lambda one: _is_within(change.repository, one, base)))
        words = Words(change, pull)
        change.said += words.statements()
        change.notes += words.notes

    def inform_landed(self, change: Change) -> None:
        """The same of what has landed: the pull requests that a commit of the branch is the merge of."""
        for number in pulls_of(self.api, self.repository, change.head):
            pull = read_pull(self.api, self.repository, number)
            if pull.merged is not None and pull.merge_commit == change.head and pull.branch == change.branch:
                self.inform(change, pull)


class Words:
    """What people said in a pull request, as statements about the risks that they were shown."""

    def __init__(self, change: Change, pull: Pull) -> None:
        self.change = change
        self.pull = pull
        self.people = change.standpoint.people
        self.notes: list[str] = []
        self._shown: dict[str, list[Risk] | None] = {}

    def statements(self) -> list[Statement]:
        """Reviews and signed comments that count. Raises `ApiDoubt` for nothing: it was all read before."""
        found = [one for review in self._last_reviews() for one in self._of_review(review)]
        return found + [one for comment in self.pull.comments for one in self._of_comment(comment)]

    def _in_time(self, moment: datetime) -> bool:
        return self.pull.merged is None or moment <= self.pull.merged

    def _last_reviews(self) -> list[Review]:
        """The newest decisive review of each account; what was dismissed brings no older one back."""
        last: dict[int | str, Review] = {}
        for one in sorted(self.pull.reviews, key=lambda one: (one.submitted, one.id)):
            if one.state in DECISIVE and self._in_time(one.submitted):
                last[one.person if one.person is not None else f"{one.login} {one.id}"] = one
        return list(last.values())

    def _person(self, account: int | None) -> Person | None:
        return self.people.of_account(account) if account is not None else None

    def _of_review(self, review: Review) -> Iterator[Statement]:
        what = f"review {review.id} by {review.login}"
        person = self._person(review.person)
        if person is None:
            robot = "a robot or deleted account" if review.person is None else "nobody enrolled"
            self.notes.append(f"{what} does not count: {robot}")
        elif review.state == "DISMISSED":
            self.notes.append(f"{what} does not count: it was dismissed")
        elif review.state == "CHANGES_REQUESTED":
            yield self._statement(review, person, Decision.REJECT, self.change.risks, Source.REVIEW)
        elif review.edited:
            self.notes.append(f"{what} does not count: it was edited afterwards; approve anew")
        else:
            yield from self._approval(review, person, what)

    def _approval(self, review: Review, person: Person, what: str) -> Iterator[Statement]:
        scope = self.change.scope
        shown = self._shown_at(review.commit)
        typed = {one.upper() for one in _CODE.findall(review.body)}
        if full_code_of(self.change.risks, scope) in _FULL.findall(review.body):
            yield self._statement(review, person, Decision.ACCEPT, self.change.risks, Source.CODE)
        elif shown is None:
            self.notes.append(f"{what} does not count: what was looked at, {review.commit[:12] or 'a commit'}, is gone")
        elif shown:
            code = code_of(shown, scope)
            if typed and code not in typed:
                self.notes.append(f"{what} has a code in it, but not {code}, the one of what was looked at")
            source = Source.CODE if code in typed else Source.REVIEW
            yield self._statement(review, person, Decision.ACCEPT, shown, source)

    def _shown_at(self, commit: str) -> list[Risk] | None:
        """The risks that GitHub showed at a commit: what it changes since it left the branch. None if it is gone."""
        if commit not in self._shown:
            self._shown[commit] = self._recomputed(commit) if commit else None
        return self._shown[commit]

    def _recomputed(self, commit: str) -> list[Risk] | None:
        change, repository = self.change, self.change.repository
        try:
            left = repository.merge_base(change.standpoint.commit, repository.commit(commit))
        except Undecidable:
            return None
        if not left:
            return None
        if (left, commit) == (change.standpoint.commit, change.head):
            return change.risks
        return change.seen_from(GitTree(repository, left), GitTree(repository, commit), commit)

    def _statement(
        self, review: Review, person: Person, decision: Decision, risks: list[Risk], source: Source
    ) -> Statement:
        scope = self.change.scope
        reason = f"review {review.id} of pull request {self.pull.number}"
        risks_ = signed_risks(risks, scope)
        record = Record(scope, decision, Role.REVIEWER, person.id, risks_, reason, review.submitted)
        return Statement(reason, record, person, None, source)

    def _of_comment(self, comment: Comment) -> Iterator[Statement]:
        what = f"comment {comment.id} by {comment.login}"
        for data, signature in blocks(comment.body) if self._in_time(comment.written) else ():
            try:
                record = parse_record(data)
                file = SignoffFile(file_name(data, record.person), data, signature, self._is_spent(data))
                statement = proven(file, self.people, self.change.scope, None)
            except (NotCanonical, Refused) as error:
                self.notes.append(f"{what}: its sign-off does not count: {error.message}")
                continue
            if comment.person is None or statement.person.github_id != comment.person:
                self.notes.append(f"{what}: {statement.person.id} signed it, and did not write the comment")
            elif comment.edited:
                self.notes.append(f"{what} does not count: it was edited afterwards; write it anew")
            elif record.role not in (Role.REVIEWER, Role.MAKER):
                self.notes.append(f"{what}: {record.role.value} has to be a file in the change: it must not get lost")
            elif record.created > comment.written.replace(microsecond=0) and record.created - comment.written > SKEW:
                self.notes.append(f"{what}: it is dated after the comment")
            else:
                yield Statement(what, record, statement.person, statement.signature, Source.COMMENT)

    def _is_spent(self, data: bytes) -> bool:
        form = "sha1" if len(self.change.standpoint.commit) == 40 else "sha256"
        return new(form, b"blob %d\0" % len(data) + data).hexdigest() in self.change.ledger


def forge_of(policy: Policy, event_repository: str) -> Forge | None:
    """GitHub, where the environment gives a token for it."""
    token = os.environ.get(TOKEN, "")
    if not token:
        return None
    home = policy.repository.partition("/")[0].lower()
    url = os.environ.get("GITHUB_API_URL", "") or "https://api.github.com"
    return Forge(Api(url, token, home), event_repository)


def event_of_run() -> Event:
    """The event that this run of a workflow is about. Raises `Undecidable` or `UnclearEvent`."""
    path = os.environ.get("GITHUB_EVENT_PATH", "")
    try:
        data = Path(path).read_bytes() if path else b""
    except OSError as error:
        raise Undecidable(f"the event cannot be read: {error.strerror}", path=path) from None
    return parse_event(os.environ.get("GITHUB_EVENT_NAME", ""), data)


@contextmanager
def opened_by_event(repo: str) -> Iterator[list[Change]]:
    """The changes that the event is about: one, or every one that a merge queue or push brings together."""
    event = event_of_run()
    with Repository(repo) as outer, Repository(outer.root) as repository:
        whole = _whole(repository, event)
        policy = whole.standpoint.policy
        if not policy.repository.lower().endswith(f"/{event.repository.lower()}"):
            raise BadUsage(f"the policy is for {policy.repository}, and this is {event.repository}", path=NAME)
        if not policy.guards(event.branch):
            guarded = ", ".join(policy.branches)
            raise BadUsage(f"the policy guards {guarded}, not {event.branch!r}", remedy="run on pull requests to those")
        check_home(whole)
        forge = forge_of(policy, event.repository)
        if event.name == "push":
            yield _pushed(whole, forge)
        elif event.name == "merge_group" and forge is not None:
            yield _queued(whole, event, forge)
        else:
            if forge is not None:
                forge.inform(whole, _judged_pull(forge, event))
            else:
                whole.opener = event.opener
            yield [whole]


def _whole(repository: Repository, event: Event) -> Change:
    if event.name == "pull_request":
        return between(repository, event.base, event.head, event.branch)
    # What landed, or will, is there as it is: it is not merged once more.
    if not _is_within(repository, repository.commit(event.base), repository.commit(event.head)):
        raise Undecidable("the branch was rewritten: what it was is no part of what it is now")
    return between(repository, event.base, event.head, event.branch, repository.tree(event.head))


def _judged_pull(forge: Forge, event: Event) -> Pull:
    """The pull request of the event, still as the event has it."""
    pull = read_pull(forge.api, forge.repository, event.number)
    if (pull.head, pull.branch) != (event.head, event.branch) or pull.opener != event.opener:
        raise Undecidable("the pull request has changed since this run began", remedy="the run for the change decides")
    return pull


def _steps(whole: Change) -> Iterator[Change]:
    """The commits of the branch, each a change of the one before."""
    repository, before = whole.repository, whole.standpoint.commit
    commits = repository.first_parents(whole.head)
    if before not in commits:
        yield whole
        return
    for commit in commits[: commits.index(before)][::-1]:
        yield _step(whole, before, commit)
        before = commit


def _step(whole: Change, before: str, commit: str) -> Change:
    repository = whole.repository
    standpoint = whole.standpoint if before == whole.standpoint.commit else Standpoint(repository, before)
    return Change(standpoint, GitTree(repository, commit), commit, whole.branch)


def _pushed(whole: Change, forge: Forge | None) -> list[Change]:
    """What was pushed, commit by commit where GitHub says which pull requests they are of; else as a whole."""
    if forge is None or not whole.risks:
        return [whole]
    steps = list(_steps(whole))
    for step in steps:
        if step.risks:
            forge.inform_landed(step)
    # A pull request that landed as several commits is known by its last one: then the push is judged as a whole.
    if all(not step.risks or step.opener is not None for step in steps):
        return steps
    forge.inform_landed(whole)
    return [whole]


def _queued(whole: Change, event: Event, forge: Forge) -> list[Change]:
    """The pull requests of a merge group, one on top of the other, each proven to be what it says."""
    repository = whole.repository
    ends = read_queue(forge.api, forge.repository, event.branch)
    found: list[Change] = []
    before = whole.standpoint.commit
    commits = repository.first_parents(whole.head)
    for commit in commits[: commits.index(before)][::-1] if before in commits else ():
        if commit not in ends:
            continue
        pull = read_pull(forge.api, forge.repository, ends[commit])
        if repository.merged(before, repository.commit(pull.head)) != repository.tree(commit):
            raise Undecidable(f"the merge queue's {commit[:12]} is not what pull request {pull.number} brings")
        step = _step(whole, before, commit)
        forge.inform(step, pull)
        found.append(step)
        before = commit
    if before != whole.head:
        raise Undecidable("which pull requests the merge group is made of cannot be told in full", remedy="run again")
    return found


def _is_within(repository: Repository, commit: str, tip: str) -> bool:
    """Whether a commit is part of a branch. One that is not here is part of none."""
    try:
        return repository.merge_base(repository.commit(commit), tip) == commit
    except Undecidable:
        return False
