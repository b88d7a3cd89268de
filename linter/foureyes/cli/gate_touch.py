"""Which commits of a change bring a risk: those that change what judging it rests on."""

from __future__ import annotations

from foureyes.gate.commit import Commit
from foureyes.gate.picture import Picture
from foureyes.gate.risk import Risk
from foureyes.sources.git import Repository
from foureyes.sources.git_tree import GitTree
from foureyes.sources.recording import answer

READ = "s"
"""The mark of questions for the content of a file."""


class Touch:
    """Knows the questions that judging each root asked, before and after the change."""

    def __init__(self, repository: Repository, base: Picture, merged: Picture, tree: GitTree) -> None:
        self._repository = repository
        self._base, self._merged, self._tree = base, merged, tree
        self._trees: dict[str, GitTree] = {}

    def is_by(self, commit: Commit, risk: Risk) -> bool:
        """Whether a commit has a hand in a risk. What cannot be told counts as one."""
        if not commit.parents:
            return True
        asked = {*self._base.asked.get(risk.root, ()), *self._merged.asked.get(risk.root, ())} if risk.root else set()
        if not asked:
            return not risk.path or any(self._changes(commit, parent, {risk.path}) for parent in commit.parents)
        return any(self._answers(commit, parent, asked) for parent in commit.parents)

    def _changes(self, commit: Commit, parent: str, paths: set[str]) -> bool:
        return any(one.path in paths for one in self._repository.changes(parent, commit.id))

    def _answers(self, commit: Commit, parent: str, asked: set[str]) -> bool:
        """Whether a question is answered otherwise after a commit, or content comes with it that is read now."""
        now = {self._tree.object(one[1:]) for one in asked if one[0] == READ} - {""}
        changes = self._repository.changes(parent, commit.id)
        if any(change.new in now for change in changes):
            return True
        before, after = self._at(parent), self._at(commit.id)
        return any(answer(before, one[:1], one[1:]) != answer(after, one[:1], one[1:]) for one in asked)

    def _at(self, commit: str) -> GitTree:
        if commit not in self._trees:
            self._trees[commit] = GitTree(self._repository, commit)
        return self._trees[commit]
