"""Only what a change brings: the commit it started from is judged the same way, and its findings are set aside."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import cast

from foureyes.cli.accepting import accept_in
from foureyes.cli.inputs import Judged
from foureyes.cli.known import MODULE, met
from foureyes.cli.passed import passed
from foureyes.engine.older import fresh, mark
from foureyes.errors import FoureyesError, UnreadableSource
from foureyes.model.coverage import Coverage
from foureyes.model.finding import Acceptance, Accepted, Finding
from foureyes.model.record import replace
from foureyes.model.resource import Gap
from foureyes.model.tree import join, lies_in, parent
from foureyes.sources.committed import CommittedTree
from foureyes.sources.discover import may_be_code
from foureyes.sources.exclude import Told
from foureyes.sources.git import Repository, Undecidable
from foureyes.sources.git_tree import GitTree
from foureyes.sources.working_tree import WorkingTree

DEEPER = "fetch more history: `fetch-depth: 0` of actions/checkout, `GIT_DEPTH: 0` of GitLab, git fetch --unshallow"

WHOLE = (*MODULE, ".tfvars", ".tfvars.json")


def set_older_aside(run: Judged, base: str) -> None:
    """Set aside what was so before the change: at the commit that HEAD and `base` have in common."""
    with Repository(run.folder, shallow=True) as repository:
        start = start_of(repository, base)
        top = _top(repository, run)
        tree = CommittedTree(run.tree, GitTree(repository, start), top)
        before = run.again(tree)
        accept_in(replace(run, outcome=before, tree=cast(WorkingTree, tree)), settled=False)
        told = Told(top)
        marks = met([mark(one, told) for one in before.findings], run, top)
        new, _ = fresh(run.outcome.findings, marks, told)

        def older(finding: Finding) -> Accepted | None:
            if id(finding) in new:
                return None
            return Accepted(finding, Acceptance.BASE, f"it was so before the change, at {start[:12]}")

        run.outcome.set_aside(older)
        _set_unread_aside(run.outcome.coverage, before.coverage, tree)
        run.outcome.coverage.errors += _unwatched(repository, run, tree.tree, top)


def _top(repository: Repository, run: Judged) -> str:
    """The top of the repository that holds all that is judged: what lies outside would count as unchanged."""
    top = os.path.realpath(repository.root)
    for path in run.chosen:
        if not lies_in(os.path.realpath(path), top):
            told = f"this lies outside of the repository {top}, so what changed cannot be told"
            raise Undecidable(told, path=path, remedy="lint what lies in one repository at a time")
    return top


def start_of(repository: Repository, base: str) -> str:
    """The commit a change started from."""
    try:
        start = repository.merge_base(repository.commit(base), repository.commit("HEAD"))
    except Undecidable as error:
        raise Undecidable(error.message, path=error.path, remedy=DEEPER) from None
    if not start:
        raise Undecidable(f"{base} and HEAD have no commit in common here", remedy=DEEPER)
    return start


def _unwatched(repository: Repository, run: Judged, before: GitTree, top: str) -> Iterator[UnreadableSource]:
    """Files that the change has otherwise than they lie here, or that do not lie here: git is told not to look."""
    folders = [os.path.realpath(one) for one in run.chosen]
    for path, object in repository.unwatched().items():
        full = os.path.join(top, path)
        here = os.path.relpath(full)
        if object == before.object(path) or not may_be_code(path) or not any(lies_in(full, one) for one in folders):
            continue
        if run.manner.excluded is not None and run.manner.excluded(here):
            continue
        if run.tree.is_file(here) and _lines(run.tree.bytes(here)) == _lines(repository.read(object)):
            continue
        yield UnreadableSource(
            "what changed in this is not judged: it does not lie here as the index has it, and git is told not to look",
            path=here,
            remedy=f"git update-index --no-skip-worktree --no-assume-unchanged {path}, or widen the sparse checkout",
        )


def _lines(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


def _set_unread_aside(now: Coverage, before: Coverage, tree: CommittedTree) -> None:
    """Take out what could not be read before either: faults of files that are as they were, and the same gaps."""
    errors = [one for one in now.errors if one not in before.errors or not _is_as_before(one, tree)]
    known = {one for gap in before.gaps for one in _told(gap, before)}
    gaps = [gap for gap in now.gaps if not known.issuperset(_told(gap, now))]
    now.unread_before = len(now.errors) - len(errors) + len(now.gaps) - len(gaps)
    now.errors, now.gaps = errors, dict.fromkeys(gaps)


def _told(gap: Gap, coverage: Coverage) -> list[tuple[str, str, str, str]]:
    """A gap as it is known again: by its words, and by what is passed to what was not read, text and values."""
    marks = sorted(coverage.passed.get(gap, ("",)))
    text = "" if gap.place is None else passed(gap.place)
    return [(gap.what, "" if gap.place is None else gap.place.path, text, mark) for mark in marks]


def _is_as_before(error: FoureyesError, tree: CommittedTree) -> bool:
    """Whether the file is as it was, and of Terraform the files beside it, which make one whole with it."""
    path = str(error.path)
    beside = {path}
    if path.endswith(WHOLE):
        folder = parent(path)
        beside |= {join(folder, one) for one in (*tree.names(folder), *tree.disk.names(folder)) if one.endswith(WHOLE)}
    return bool(error.path) and all(_is_same(one, tree) for one in beside)


def _is_same(path: str, tree: CommittedTree) -> bool:
    try:
        return tree.digest(path) == tree.disk.digest(path)
    except UnreadableSource:
        return False
