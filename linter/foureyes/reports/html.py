"""The report as one self-contained page: it asks nothing of any server and runs without one."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html import escape
from importlib.resources import files

from foureyes import __version__
from foureyes.model.finding import Concern, Finding
from foureyes.reports.article import article
from foureyes.reports.report import Report
from foureyes.reports.style import clean
from foureyes.reports.text import together
from foureyes.reports.words import count, spot, tally, worst_first

ANSWERS = (("risky", "risky"), ("cannot-tell", "cannot tell"))


def render(report: Report) -> str:
    style, script = _asset("report.css"), _asset("report.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    groups = together(worst_first(report.findings))
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            '<head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>foureyes: {escape(tally(report.findings))}</title>",
            f"<style>{style}</style></head>",
            '<body><a class="skip" href="#findings">Skip to the findings</a>',
            f"<header><h1>foureyes</h1><p>{escape(tally(report.findings))} {_covered(report)}</p></header>",
            "<main>",
            _filters(report.findings),
            '<section id="findings" aria-labelledby="findings-h" tabindex="-1"><h2 id="findings-h">Findings</h2>',
            *(article(group) for group in groups),
            "" if groups else "<p>Nothing risky was found.</p>",
            "</section>",
            _coverage(report),
            "</main>",
            f'<footer><p class="quiet">foureyes {__version__}</p></footer>',
            f"<script>{script}</script>" if groups else "",
            "</body></html>\n",
        ]
    )


def _asset(name: str) -> str:
    return (files("foureyes.reports") / "page" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _covered(report: Report) -> str:
    coverage = report.coverage
    if not coverage.files_read:
        return "" if coverage.errors else "No infrastructure code was found: nothing was judged."
    told = f"{count(len(coverage.files_read), 'file')} read, {count(coverage.resources_judged, 'resource')} judged."
    return told if coverage.complete else f"{told} <strong>Not everything could be read.</strong>"


def _filters(findings: Iterable[Finding]) -> str:
    """Hidden until the script that obeys it runs."""
    severities = sorted({one.severity for one in findings}, reverse=True)
    concerns = [one for one in Concern if any(finding.concern is one for finding in findings)]
    present = {one.is_risky for one in findings}
    if not present:
        return ""
    answers = [one for one in ANSWERS if (one[0] == "risky") in present]
    return (
        '<form id="filters" class="filters" role="search" aria-label="Filter the findings" hidden>'
        + _choices("severity", "Severity", [(str(one), str(one)) for one in severities])
        + _choices("concern", "Concern", [(one.value, one.value.replace("-", " ")) for one in concerns])
        + _choices("answer", "Answer", answers)
        + '<div><label for="search">Text</label><input type="search" id="search" autocomplete="off">'
        '<button type="reset">Show all</button> <span id="told" role="status"></span></div></form>'
    )


def _choices(name: str, legend: str, choices: Iterable[tuple[str, str]]) -> str:
    boxes = "".join(
        f'<label><input type="checkbox" name="{name}" value="{value}" checked> {text}</label>'
        for value, text in choices
    )
    return f"<fieldset><legend>{legend}</legend>{boxes}</fieldset>"


def _coverage(report: Report) -> str:
    """How much of the input the findings rest on."""
    coverage = report.coverage
    numbers = (
        ("Files read", len(coverage.files_read)),
        ("Files that are no infrastructure code", coverage.files_ignored),
        ("Files and folders left out because git ignores them", len(coverage.left_out)),
        ("Root modules and templates", coverage.roots),
        ("Deployments", coverage.deployments),
        ("Resources judged", coverage.resources_judged),
        ("Resources of types no rule is about", sum(coverage.resources_unknown.values())),
        ("Findings that cannot be told", coverage.cannot_tell),
    )
    told = "".join(f"<dt>{name}</dt><dd>{number:,}</dd>" for name, number in numbers)
    code = f"<dt>Exit code</dt><dd>{report.exit_code}{': ' if report.reason else ''}{escape(clean(report.reason))}</dd>"
    errors = [(str(one.place or one.path or ""), one.message, one.remedy) for one in coverage.errors]
    gaps = [(spot(one.place) if one.place else "", one.what, one.remedy) for one in coverage.gaps]
    unknown = [("", f"{name}: {number:,}", "") for name, number in sorted(coverage.resources_unknown.items())]
    return (
        f'<section aria-labelledby="coverage-h"><h2 id="coverage-h">Coverage</h2><dl>{told}{code}</dl>'
        + _listed("Could not be read or judged", errors, " open")
        + _listed("Referred to but not read", gaps, " open")
        + _listed("Types no rule is about", unknown)
        + _listed("Left out because git ignores them", [("", path, "") for path in coverage.left_out])
        + _listed("Files read", [("", path, "") for path in sorted(coverage.files_read)])
        + "</section>"
    )


def _listed(heading: str, items: list[tuple[str, str, str]], state: str = "") -> str:
    if not items:
        return ""
    lines = []
    for where, what, remedy in items:
        spotted = f"<code>{escape(clean(where))}</code> " if where else ""
        advice = f' <span class="quiet">{escape(clean(remedy))}</span>' if remedy else ""
        lines.append(f"<li>{spotted}{escape(clean(what))}{advice}</li>")
    return f"<details{state}><summary>{heading} ({len(items):,})</summary><ul>{''.join(lines)}</ul></details>"
