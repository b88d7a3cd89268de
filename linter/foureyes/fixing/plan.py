"""The fixes of a run: for each finding the edits that take it away, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foureyes.fixing.hazard import Hazard
from foureyes.fixing.judged import Key
from foureyes.fixing.trial import Fix, Trial
from foureyes.judging import reader_of, roots
from foureyes.model.coverage import Coverage
from foureyes.model.finding import Finding
from foureyes.model.limits import Limits
from foureyes.model.root import Listing, Root
from foureyes.model.tree import Tree

FIXABLE = frozenset({"terraform", "bicep", "arm", "cloudformation"})
"""Languages that people write; a plan is made by Terraform."""


def roots_of(listing: Listing, tree: Tree, limits: Limits) -> list[Root]:
    """The roots among the files of a run that people write."""
    return [
        root
        for language in listing.files
        if language in FIXABLE
        for root in roots(reader_of(language), language, listing, tree, Coverage(), limits)
    ]


def identity(finding: Finding) -> tuple[str, Key]:
    """What a finding is about, whatever else was edited meanwhile."""
    return finding.root, (finding.rule, finding.type, finding.resource)


def fixes(trial: Trial, wanted: Iterable[Finding], unsafe: bool) -> Iterator[Fix]:
    """Fix the wanted findings, one after the other, each in the text that the ones before left.

    `unsafe`: those that only an unsafe fix takes away; else those that a safe one does.
    """
    asked = {identity(one): one for one in wanted}
    for name in asked:
        finding = trial.finding(*name)
        if finding is None:
            continue
        fix = trial.fix(finding, _any if unsafe else _safe)
        if fix is not None and trial.keep(fix):
            yield fix


def _safe(hazard: Hazard) -> bool:
    return hazard is Hazard.NONE


def _any(hazard: Hazard) -> bool:
    return True
