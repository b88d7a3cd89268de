"""The report as one self-contained page."""

from __future__ import annotations

from html import escape

from foureyes.model.coverage import Coverage
from foureyes.model.finding import Accepted
from foureyes.model.note import Note
from foureyes.reports.article import article, marks
from foureyes.reports.exposures.exposure import Inventory, gathered
from foureyes.reports.exposures.table import table
from foureyes.reports.exposures.words import accepted
from foureyes.reports.markup import words
from foureyes.reports.report import Report
from foureyes.reports.text import together
from foureyes.reports.webpage import OPEN, section, webpage
from foureyes.reports.words import count, spot, tally, worst_first


def render(report: Report) -> str:
    findings = worst_first(report.findings)
    inventory = Inventory(gathered(report.findings, report.accepted, report.rules), report.coverage)
    articles = [article(group, is_open=number < OPEN) for number, group in enumerate(together(findings))]
    told = escape(tally(report.findings))
    sections = [
        section("reach", "Who can reach what", [table(inventory)]) if inventory.exposures else "",
        section("findings", "Findings", articles or ["<p>Nothing risky was found.</p>"]),
        _accepted(report.accepted),
        _notes(report.notes),
        coverage_section(report.coverage, f"{report.exit_code}{': ' if report.reason else ''}{words(report.reason)}"),
    ]
    return webpage(f"foureyes: {tally(report.findings)}", f"{told} {covered(report.coverage)}", sections, findings)


def covered(coverage: Coverage) -> str:
    """What the page rests on, in a sentence."""
    if not coverage.files_read:
        return "" if coverage.errors else "No infrastructure code was found: nothing was judged."
    told = f"{count(len(coverage.files_read), 'file')} read, {count(coverage.resources_judged, 'resource')} judged."
    return told if coverage.complete else f"{told} <strong>Not everything could be read.</strong>"


def _accepted(several: list[Accepted]) -> str:
    """What somebody accepted, or what is older than the change: told, and counted nowhere."""
    if not several:
        return ""
    items = [
        f'<li id="f-{one.finding.fingerprint}" {marks([one.finding])}>'
        f"<b>{one.finding.severity}</b> <code>{words(one.finding.resource)}</code> "
        f"{words(one.finding.message)} <code>{words(spot(one.finding.place))}</code>"
        f'<br><span class="quiet">{words(accepted(one))}; rule {words(one.finding.rule)}</span></li>'
        for one in several
    ]
    listed = f"<details><summary>Accepted findings ({len(items):,})</summary><ul>{''.join(items)}</ul></details>"
    return section("accepted", "Accepted", [listed])


def _notes(notes: list[Note]) -> str:
    """What is to be said of suppressions."""
    items = [(spot(one.place) if one.place else one.where, one.text, one.remedy) for one in notes]
    return section("notes", "Notes", [_listed("To look at", items, " open")]) if items else ""


def coverage_section(coverage: Coverage, outcome: str = "") -> str:
    """How much of the input the findings rest on."""
    numbers = (
        ("Files read", len(coverage.files_read)),
        ("Files that are no infrastructure code", coverage.files_ignored),
        ("Files and folders left out because git ignores them", len(coverage.left_out)),
        ("Files and folders excluded", len(coverage.excluded)),
        ("Rules switched off", len(coverage.rules_off)),
        ("Root modules and templates", coverage.roots),
        ("Deployments", coverage.deployments),
        ("Resources judged", coverage.resources_judged),
        ("Resources of types no rule is about", sum(coverage.resources_unknown.values())),
        ("Findings that cannot be told", coverage.cannot_tell),
    )
    told = "".join(f"<dt>{name}</dt><dd>{number:,}</dd>" for name, number in numbers)
    told += f"<dt>Exit code</dt><dd>{outcome}</dd>" if outcome else ""
    errors = [(str(one.place or one.path or ""), one.message, one.remedy) for one in coverage.errors]
    gaps = [(spot(one.place) if one.place else "", one.what, one.remedy) for one in coverage.gaps]
    unknown = [("", f"{name}: {number:,}", "") for name, number in sorted(coverage.resources_unknown.items())]
    parts = [
        f"<dl>{told}</dl>",
        _listed("Could not be read or judged", errors, " open"),
        _listed("Referred to but not read", gaps, " open"),
        _listed("Types no rule is about", unknown),
        _listed("Left out because git ignores them", [("", path, "") for path in coverage.left_out]),
        _listed("Excluded", [("", path, "") for path in coverage.excluded]),
        _listed("Switched off", [("", rule, "") for rule in coverage.rules_off]),
        _listed("Files read", [("", path, "") for path in sorted(coverage.files_read)]),
    ]
    return section("coverage", "Coverage", parts)


def _listed(heading: str, items: list[tuple[str, str, str]], state: str = "") -> str:
    if not items:
        return ""
    lines = []
    for where, what, remedy in items:
        spotted = f"<code>{words(where)}</code> " if where else ""
        advice = f' <span class="quiet">{words(remedy)}</span>' if remedy else ""
        lines.append(f"<li>{spotted}{words(what)}{advice}</li>")
    return f"<details{state}><summary>{heading} ({len(items):,})</summary><ul>{''.join(lines)}</ul></details>"
