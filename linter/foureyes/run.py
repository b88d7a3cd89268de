"""The pipeline: paths in, findings and coverage out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping

from foureyes.engine.cache import Cache, stamp_of_code
from foureyes.engine.catalogue import BUILT_IN
from foureyes.engine.deployments import astray, astray_gap, told
from foureyes.engine.merge import ordered
from foureyes.engine.pool import processors
from foureyes.engine.ruleset import RuleSet
from foureyes.engine.shard import Shard
from foureyes.judging import READERS, crash, evaluations, judge, reader_of, roots
from foureyes.model.coverage import Coverage, ShardShare
from foureyes.model.finding import Accepted, Finding
from foureyes.model.limits import limited
from foureyes.model.note import Note
from foureyes.model.record import Record, field
from foureyes.model.resource import ARM, CLOUDFORMATION, TERRAFORM
from foureyes.model.root import Listing, Options
from foureyes.model.rule import DEFAULT_PROFILE, Rule
from foureyes.model.tree import Tree, lies_in
from foureyes.sources.cache_folder import cache_folder
from foureyes.sources.discover import discover
from foureyes.work import Work, neighbourhood


class Outcome(Record):
    """What a run found and what it covered."""

    findings: list[Finding]
    coverage: Coverage
    rules: list[Rule]
    """The rules that were asked, where resources of their kind were there."""
    accepted: list[Accepted] = field(factory=list)
    """Findings set aside: they are told, and fail nothing."""
    notes: list[Note] = field(factory=list)
    """What else is to be said, such as of suppressions that are over."""

    def set_aside(self, decide: Callable[[Finding], Accepted | None]) -> None:
        """Take the findings out that somebody accepted, or that are older than the change."""
        kept = []
        for finding in self.findings:
            accepted = decide(finding)
            if accepted is None:
                kept.append(finding)
            else:
                self.accepted.append(accepted)
        self.findings = kept
        self.coverage.cannot_tell = sum(1 for finding in kept if not finding.is_risky)


class Manner(Record):
    """How a run goes about its work; none of it changes an answer, but for the limits."""

    shard: Shard = field(factory=Shard)
    cache: bool = False
    jobs: int = 1
    """Processes; 0 for as many as there are processors."""
    ignore: bool = True
    """Leave out what git ignores."""
    excluded: Callable[[str], bool] | None = None
    """What else to leave out, by path."""
    limits: Mapping[str, float] = field(factory=dict)
    """Those of `model.limits` that the command line sets, by name: they win over the configuration's."""


def lint(
    paths: Iterable[str],
    tree: Tree,
    *,
    options: Options | None = None,
    packs: Iterable[str] = (BUILT_IN,),
    profiles: Iterable[str] = (DEFAULT_PROFILE,),
    progress: Callable[[int, int], None] | None = None,
    manner: Manner | None = None,
    cache: Cache | None = None,
) -> Outcome:
    """Judge everything under the paths. Faults of files and rules are collected, never raised.

    `cache`: the one to use, in place of its own; `cache_of` makes it.
    """
    paths, packs, profiles = tuple(paths), tuple(packs), tuple(profiles)
    manner, options = manner or Manner(), options or Options()
    with limited(options.limits):
        listing, errors = discover(paths, tree, manner.ignore, manner.excluded)
    rules = RuleSet(packs, profiles)
    if cache is None and manner.cache:
        cache = cache_of(paths, packs, profiles, options)
    work = Work(tree, rules, options, options.limits.seconds, cache, manner.jobs or processors())
    work.progress = progress or work.progress
    coverage = Coverage(
        errors=[*errors, *rules.faults],
        left_out=listing.left_out,
        excluded=listing.excluded,
        gaps=dict.fromkeys(listing.gaps),
    )
    everything = [
        root for language in READERS if language in listing.files for root in work.roots(language, listing, coverage)
    ]
    for path in astray(everything, options.deployments):
        if _lies_in(path, paths) and not (manner.excluded and manner.excluded(path)):
            coverage.gaps[astray_gap(path)] = None
    everything = told(everything, options.deployments)
    if not manner.shard.is_first:
        coverage = Coverage()
    parts = work.parts([root for root in everything if manner.shard.holds(root)])
    for part in parts:
        coverage.add(part.coverage)
    findings = ordered(finding for part in parts for finding in part.findings)
    _close(coverage, findings, listing, manner.shard)
    if cache is not None:
        cache.save()
    # Reports tell the rules' texts, and what came from the cache or another process has not loaded them.
    rules.examining((schema, one.type.lower()) for one in findings for schema in (TERRAFORM, ARM, CLOUDFORMATION))
    return Outcome(findings, coverage, list(rules.all.values()))


def _lies_in(path: str, folders: Iterable[str]) -> bool:
    """Whether a path is one of some paths, or lies in one."""
    return any(lies_in(os.path.abspath(path), os.path.abspath(one)) for one in folders)


def _close(coverage: Coverage, findings: list[Finding], listing: Listing, shard: Shard) -> None:
    """The sums of a run."""
    coverage.settle()
    # What looked like a stack's template may turn out to be none when it is read.
    looked_at = listing.ignored | set(listing.files.get("cloudformation", ()))
    taken_in = looked_at & {*coverage.files_read, *coverage.files_unreadable}
    coverage.files_ignored = len(looked_at - taken_in)
    coverage.cannot_tell = sum(1 for finding in findings if not finding.is_risky)
    if shard.total > 1:
        coverage.shard = ShardShare(shard.number, shard.total, len(looked_at), tuple(sorted(taken_in)))


def cache_of(paths: Iterable[str], packs: Iterable[str], profiles: Iterable[str], options: Options) -> Cache | None:
    """The cache for runs under these circumstances: our own code, the rules', Python, the folder, the options."""
    circumstances = repr((tuple(profiles), options))
    folder = cache_folder(paths)
    if folder is None:
        return None
    context = repr((stamp_of_code(tuple(packs)), sys.version, os.getcwd(), os.path.expanduser("~"), circumstances))
    return Cache(folder, context)


__all__ = [
    "READERS", "Manner", "Outcome", "cache_of", "crash", "evaluations", "judge", "lint", "neighbourhood", "reader_of",
    "roots",
]  # fmt: skip
