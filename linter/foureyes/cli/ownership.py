"""Whose an exposure is: who owns the file, who last changed the deciding line, who signed for it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from foureyes.cli.gate_signed import Ledger, ledger
from foureyes.errors import FoureyesError, UnreadableSource
from foureyes.model.finding import Finding
from foureyes.model.place import Place
from foureyes.model.tree import Tree
from foureyes.reports.exposures.exposure import Exposure, Inventory, LastChange, Owner, SignOff, Way
from foureyes.reports.exposures.words import OWNER_TAGS, owner_tags
from foureyes.sources.codeowners import code_owners
from foureyes.sources.git import Origin, Repository
from foureyes.sources.git_tree import GitTree
from foureyes.sources.gitignore import top_of
from foureyes.sources.on_disk import as_on_disk


class Home:
    """A repository that linted files lie in: its owners, its history, its sign-offs."""

    def __init__(self, top: str) -> None:
        self.top = top
        self.owners = code_owners(top)
        self.read: set[str] = set()
        """The files in it that were judged."""
        self.lines: dict[str, set[int]] = {}
        """The deciding lines by path."""
        self.origins: dict[tuple[str, int], LastChange] = {}
        self.ledger: Ledger | None = None
        self.note = ""
        """Why its history cannot be told."""

    def inner(self, path: str) -> str:
        """A path told from the top."""
        return os.path.relpath(os.path.realpath(path), self.top).replace(os.sep, "/")

    def look_up(self, tree: Tree, with_history: bool, branch: str) -> None:
        """Ask git, about the files as they are on disk."""
        try:
            with Repository(self.top) as repository:
                head = repository.commit("HEAD")
                current = self._on_disk(repository, head, tree)
                if with_history:
                    self._ask_history(repository, head, current)
                branch = branch or repository.full_name("HEAD").removeprefix("refs/heads/")
                self.ledger = ledger(repository, head, current, branch)
        except FoureyesError as error:
            remedy = f" ({error.remedy})" if error.remedy else ""
            self.note = f"who changed and signed what in {self.top} cannot be told: {error.message}{remedy}"

    def _on_disk(self, repository: Repository, head: str, tree: Tree) -> str:
        """The commit that the files on disk would be."""
        paths = GitTree(repository, head).paths()
        gone = [path for path in paths if not os.path.lexists(os.path.join(self.top, path))]
        return as_on_disk(repository, head, {self.inner(path): _bytes(tree, path) for path in self.read}, gone)

    def _ask_history(self, repository: Repository, head: str, current: str) -> None:
        for path, lines in self.lines.items():
            for line, origin in repository.blame(current, self.inner(path), lines).items():
                if current != head and origin.commit == current:
                    self.origins[path, line] = LastChange(path, line, committed=False)
                else:
                    self.origins[path, line] = LastChange(path, line, True, *_told(origin))

    def last(self, finding: Finding) -> LastChange | None:
        """The latest change of a line that decides a finding."""
        known = [self.origins.get((place.path, place.line)) for place in _places(finding)]
        return max(filter(None, known), key=lambda one: (not one.committed, one.day), default=None)

    def signed(self, finding: Finding) -> tuple[tuple[SignOff, ...], tuple[str, ...]]:
        """What was signed for a finding, and the deployments in which nobody did."""
        if self.ledger is None:
            return (), ()
        found: dict[SignOff, None] = {}
        unsigned = []
        for name in finding.deployments:
            inner = self.inner(name) if name and os.path.exists(name) else name
            key = self.inner(finding.root), inner, finding.type, finding.resource, finding.rule
            signed, holds = self.ledger.of(key, self.inner(finding.span.path))
            found.update(dict.fromkeys(signed))
            unsigned += [] if holds else [name]
        return tuple(found), tuple(unsigned)


class Homes:
    """The repositories of all files of a run."""

    def __init__(self) -> None:
        self.all: dict[str, Home] = {}
        self._top = cache(top_of)

    def of(self, path: str) -> Home | None:
        top = self._top(os.path.dirname(os.path.realpath(path)))
        if not top:
            return None
        return self.all.setdefault(top, self.all.get(top) or Home(top))


def completed(inventory: Inventory, tree: Tree, tag_names: Iterable[str], with_history: bool, branch: str) -> Inventory:
    """The inventory with what is known of owners, of changes and of sign-offs."""
    homes = Homes()
    for path in inventory.coverage.files_read:
        home = homes.of(path)
        if home is not None:
            home.read.add(path)
    for one in inventory.exposures:
        for place in (place for way in one.ways for place in _places(way.finding)):
            home = homes.of(place.path)
            if home is not None:
                home.lines.setdefault(place.path, set()).add(place.line)
    for home in homes.all.values():
        if home.lines:
            home.look_up(tree, with_history, branch)
    names = tuple(tag_names) or OWNER_TAGS
    return replace(
        inventory,
        exposures=[_owned(one, homes, names) for one in inventory.exposures],
        has_history=with_history,
        has_policy=any(home.ledger is not None for home in homes.all.values()),
        notes=(*inventory.notes, *(home.note for home in homes.all.values() if home.note)),
    )


def _owned(one: Exposure, homes: Homes, names: tuple[str, ...]) -> Exposure:
    path = one.first.span.path
    home = homes.of(path)
    owner = Owner(owner_tags(one.first.tags, names), home.owners.of(home.inner(path)) if home else ())
    return replace(one, owner=owner, ways=tuple(_known(way, homes) for way in one.ways))


def _known(way: Way, homes: Homes) -> Way:
    home = homes.of(way.finding.place.path)
    if home is None:
        return way
    signed, unsigned = home.signed(way.finding)
    return replace(way, last=home.last(way.finding), signed=signed, unsigned=unsigned)


def _bytes(tree: Tree, path: str) -> bytes:
    try:
        return tree.bytes(path)
    except UnreadableSource:
        return b""


def _told(origin: Origin) -> tuple[str, str, str, str]:
    return origin.day, origin.author, origin.email, origin.commit


def _places(finding: Finding) -> list[Place]:
    """The places that decide a finding, the primary one first."""
    return [finding.place, *(fact.place for fact in finding.related if fact.place is not None)]
