"""The exit code of a run, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from foureyes.cli.codes import CLEAN, RISKY, UNREAD
from foureyes.errors import UnreadableSource
from foureyes.model.coverage import Coverage
from foureyes.model.finding import Finding, Severity
from foureyes.reports.words import count


class Verdict(NamedTuple):
    code: int
    reason: str
    """Why the code is not 0."""


def verdict(
    findings: Iterable[Finding],
    coverage: Coverage,
    fail_on: Severity | Callable[[Finding], Severity | None] | None,
    *,
    allow_unknown: bool = False,
    allow_unreadable: bool = False,
) -> Verdict:
    """Risky findings are worst; whatever could not be read or judged comes next.

    `fail_on`: from which severity on a finding counts, one for all or told of each; None for never.
    """
    if callable(fail_on):
        weighty = [one for one in findings if (bar := fail_on(one)) is not None and one.severity >= bar]
        which = "of a severity that fails where it is"
    else:
        weighty = [one for one in findings if fail_on is not None and one.severity >= fail_on]
        which = f"of severity {fail_on} or worse"
    risky = sum(1 for one in weighty if one.is_risky)
    if risky:
        return Verdict(RISKY, f"{count(risky, 'risky finding')} {which}")
    reasons = []
    errors = [one for one in coverage.errors if not (allow_unreadable and isinstance(one, UnreadableSource))]
    if errors:
        reasons.append(count(len(errors), "error"))
    if not allow_unknown:
        if coverage.gaps:
            reasons.append(f"{count(len(coverage.gaps), 'thing')} referred to but not read")
        unsure = sum(1 for one in weighty if not one.is_risky)
        if unsure:
            reasons.append(f"{count(unsure, 'finding')} {which} that cannot be told")
    return Verdict(UNREAD, ", ".join(reasons)) if reasons else Verdict(CLEAN, "")
