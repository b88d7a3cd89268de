"""Markdown for job summaries and comments: who can reach what, decided by which setting where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foureyes.model.evidence import Fact
from foureyes.model.finding import Concern, Finding
from foureyes.reports.exposures.exposure import Inventory, gathered
from foureyes.reports.exposures.markdown import MAX_FACTS, MAX_ROWS, circumstances, table
from foureyes.reports.exposures.words import accepted
from foureyes.reports.markdown_text import code, decided, phrase, plain
from foureyes.reports.report import Report
from foureyes.reports.style import clean, clipped
from foureyes.reports.words import accepted_tally, count, set_apart, spot, tally, worst_first


def render(report: Report) -> str:
    apart = " ".join(set_apart(report.coverage))
    lead = (f"**{plain(tally(report.findings))}**", _covered(report), accepted_tally(report.accepted), plain(apart))
    lines = ["## foureyes", "", " ".join(part for part in lead if part)]
    findings = worst_first(report.findings)
    inventory = Inventory(gathered((one for one in findings if one.is_risky), (), report.rules), report.coverage)
    if inventory.exposures:
        lines += ["", "### Who can reach what", "", *table(inventory.exposures, inventory)]
    for heading, belongs in (("What is not encrypted", True), ("What cannot be told before deployment", False)):
        rows = [one for one in findings if one.is_risky is belongs and (not belongs or _is_open_text(one))]
        if rows:
            lines += ["", f"### {heading}", "", *_table(rows)]
    coverage = report.coverage
    errors = [(str(one.place or one.path or ""), one.message, one.remedy) for one in coverage.errors]
    gaps = [(spot(one.place) if one.place else "", one.what, one.remedy) for one in coverage.gaps]
    kept = [
        (spot(one.finding.place), f"{one.finding.resource}: {one.finding.message}", accepted(one))
        for one in report.accepted
    ]
    lines += _listed("Could not be read or judged", errors)
    lines += _listed("Referred to but not read", gaps)
    lines += _listed("Accepted", kept)
    notes = [(spot(one.place) if one.place else one.where, one.text, one.remedy) for one in report.notes]
    lines += _listed("Notes", notes)
    if report.exit_code:
        lines += ["", f"Exit code {report.exit_code}: {plain(report.reason)}."]
    return "\n".join(lines) + "\n"


def _is_open_text(finding: Finding) -> bool:
    return finding.concern is not Concern.PUBLIC_ACCESS


def _covered(report: Report) -> str:
    coverage = report.coverage
    if not coverage.files_read:
        return "" if coverage.errors else "No infrastructure code was found: nothing was judged."
    unknown = sum(coverage.resources_unknown.values())
    left = f", {unknown:,} of types no rule is about" if unknown else ""
    return (
        f"{count(len(coverage.files_read), 'file')} read, {count(coverage.deployments, 'deployment')}, "
        f"{count(coverage.resources_judged, 'resource')} judged{left}."
    )


def _table(findings: list[Finding]) -> Iterator[str]:
    yield "| Severity | Finding | Resource | Decided by |"
    yield "|---|---|---|---|"
    for one in findings[:MAX_ROWS]:
        told = [plain(one.message), *circumstances(one), f"<sub>{code(one.rule)}</sub>"]
        cells = (str(one.severity), "<br>".join(told), code(clipped(one.resource)), _decided(one))
        yield f"| {' | '.join(cells)} |"
    if len(findings) > MAX_ROWS:
        yield f"\n{count(len(findings) - MAX_ROWS, 'further finding')} not shown here."


def _decided(finding: Finding) -> str:
    facts = finding.facts or (Fact(finding.resource, finding.place),)
    told = [decided(fact) for fact in facts[:MAX_FACTS]]
    if len(facts) > MAX_FACTS:
        told.append(f"and {len(facts) - MAX_FACTS} more")
    return "<br>".join(told)


def _listed(heading: str, items: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """A list: where, what, and what to say of it."""
    told = [
        (f"{plain(clean(where))}: " if where else "")
        + phrase(clean(what))
        + (f" ({phrase(clean(remedy))})" if remedy else "")
        for where, what, remedy in items
    ]
    if told:
        yield from ("", f"<details><summary>{heading}: {len(told):,}</summary>", "")
        yield from (f"- {one}" for one in told[:MAX_ROWS])
        if len(told) > MAX_ROWS:
            yield f"- and {len(told) - MAX_ROWS:,} more"
        yield from ("", "</details>")
