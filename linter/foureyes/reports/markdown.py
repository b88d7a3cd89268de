"""Markdown for job summaries and comments: who can reach what, decided by which setting where."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from foureyes.model.evidence import Fact
from foureyes.model.finding import Concern, Finding
from foureyes.model.place import Place
from foureyes.reports.report import Report
from foureyes.reports.style import clean, clipped
from foureyes.reports.words import count, some, spot, tally, worst_first

MAX_ROWS = 150
"""Of a table. A job summary may have 1 MiB, and nobody reads on."""
MAX_FACTS = 6
MAX_DEPLOYMENTS = 3


def _is_reachable(finding: Finding) -> bool:
    return finding.is_risky and finding.concern is Concern.PUBLIC_ACCESS


def _is_open_text(finding: Finding) -> bool:
    return finding.is_risky and finding.concern is not Concern.PUBLIC_ACCESS


def _is_unsure(finding: Finding) -> bool:
    return not finding.is_risky


TABLES = (
    ("Who can reach what", _is_reachable),
    ("What is not encrypted", _is_open_text),
    ("What cannot be told before deployment", _is_unsure),
)
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#!|~&@$]|:(?=//)|(?<=www)\.", re.IGNORECASE)


def render(report: Report) -> str:
    lines = ["## foureyes", "", f"**{_plain(tally(report.findings))}** {_covered(report)}"]
    findings = worst_first(report.findings)
    for heading, belongs in TABLES:
        rows = [one for one in findings if belongs(one)]
        if rows:
            lines += ["", f"### {heading}", "", *_table(rows)]
    coverage = report.coverage
    errors = [(str(one.place or one.path or ""), one.message, one.remedy) for one in coverage.errors]
    gaps = [(spot(one.place) if one.place else "", one.what, one.remedy) for one in coverage.gaps]
    lines += _listed("Could not be read or judged", errors)
    lines += _listed("Referred to but not read", gaps)
    if report.exit_code:
        lines += ["", f"Exit code {report.exit_code}: {_plain(report.reason)}."]
    return "\n".join(lines) + "\n"


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
        told = [_plain(one.message), *_circumstances(one), f"<sub>{_code(one.rule)}</sub>"]
        cells = (str(one.severity), "<br>".join(told), _code(clipped(one.resource)), _decided(one))
        yield f"| {' | '.join(cells)} |"
    if len(findings) > MAX_ROWS:
        yield f"\n{count(len(findings) - MAX_ROWS, 'further finding')} not shown here."


def _circumstances(finding: Finding) -> Iterator[str]:
    if finding.when:
        yield f"When {_phrase(clipped(finding.when, 400))}."
    if finding.deployments not in ([], [""]):
        names = [clean(name) or "the defaults" for name in finding.deployments]
        yield f"In {_plain(some(names, MAX_DEPLOYMENTS))}."


def _decided(finding: Finding) -> str:
    facts = finding.facts or (Fact(finding.resource, finding.place),)
    told = [_fact(fact) for fact in facts[:MAX_FACTS]]
    if len(facts) > MAX_FACTS:
        told.append(f"and {len(facts) - MAX_FACTS} more")
    return "<br>".join(told)


def _fact(fact: Fact) -> str:
    return _phrase(clipped(fact.text, 300)) + (f" ({_where(fact.place)})" if fact.place is not None else "")


def _where(place: Place) -> str:
    """`main.tf:3`, on GitHub a link to that line of the commit."""
    shown = _plain(clean(spot(place)))
    server, repository, commit = (os.environ.get(f"GITHUB_{name}") for name in ("SERVER_URL", "REPOSITORY", "SHA"))
    top = os.environ.get("GITHUB_WORKSPACE")
    if not (server and repository and commit and top):
        return shown
    inner = os.path.relpath(os.path.realpath(place.path), os.path.realpath(top)).replace(os.sep, "/")
    if inner.startswith("../"):
        return shown
    target = f"{server}/{repository}/blob/{commit}/{quote(inner, errors='surrogateescape')}#L{place.line}"
    return f"[{shown}](<{target}>)"


def _listed(heading: str, items: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """A list of what was not read: where, what, what to do."""
    told = [
        (f"{_plain(clean(where))}: " if where else "")
        + _phrase(clean(what))
        + (f" ({_phrase(clean(remedy))})" if remedy else "")
        for where, what, remedy in items
    ]
    if told:
        yield from ("", f"<details><summary>{heading}: {len(told):,}</summary>", "")
        yield from (f"- {one}" for one in told[:MAX_ROWS])
        if len(told) > MAX_ROWS:
            yield f"- and {len(told) - MAX_ROWS:,} more"
        yield from ("", "</details>")


def _phrase(text: str) -> str:
    """A sentence in which `…` is code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return _plain(text)
    return "".join(_code(part) if number % 2 else _plain(part) for number, part in enumerate(parts))


def _code(text: str) -> str:
    return f"<code>{_plain(text)}</code>" if text else ""


def _plain(text: str) -> str:
    """Text that no Markdown reader takes for markup, a link, a mention or the end of a cell."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text.replace("\n", " ").replace("\r", " "))
