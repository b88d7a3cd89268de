"""The end of the text report: counts, and how much of the input they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foureyes.errors import FoureyesError
from foureyes.model.finding import Acceptance, Accepted
from foureyes.model.note import Note
from foureyes.model.resource import Gap
from foureyes.reports.report import Report
from foureyes.reports.style import BOLD, DIM, RED, YELLOW, Style, clean
from foureyes.reports.words import accepted_tally, count, set_apart, some, spot, tally

MAX_TYPES = 5
MAX_GAPS = 10


def summary(report: Report) -> list[str]:
    """Counts by severity, coverage, what kept the run from being complete, and the exit code."""
    coverage, style = report.coverage, report.style
    lines = [style.paint(tally(report.findings), BOLD)]
    if report.accepted:
        lines.append(f"{accepted_tally(report.accepted)}{_listing(report.accepted)}")
    if coverage.files_read:
        read = f"{count(len(coverage.files_read), 'file')} read, {count(coverage.deployments, 'deployment')}"
        lines.append(f"{read}, {count(coverage.resources_judged, 'resource')} judged{_unknown(report)}.")
    elif not coverage.errors:
        lines.append(style.paint("No infrastructure code was found: nothing was judged.", YELLOW))
    if coverage.left_out:
        what = "files and folders" if len(coverage.left_out) > 1 else "file or folder"
        number = len(coverage.left_out)
        lines.append(f"{number:,} {what} left out because git ignores them; --no-gitignore judges them.")
    lines += set_apart(coverage)
    lines += _listed("Could not be read or judged", [_error(one) for one in coverage.errors], style, RED)
    lines += _listed("Referred to but not read", [*_gaps(coverage.gaps)], style, YELLOW, MAX_GAPS)
    lines += _listed("Notes", [_note(one) for one in report.notes], style, YELLOW)
    if report.exit_code:
        lines.append(style.paint(f"Exit code {report.exit_code}: {report.reason}.", DIM))
    return lines


def _listing(accepted: Iterable[Accepted]) -> str:
    """Where they are told one by one."""
    older = (Acceptance.BASE, Acceptance.BASELINE)
    return "" if all(one.by in older for one in accepted) else " `foureyes suppressions` lists them."


def _note(note: Note) -> str:
    return clean(f"{note}{f' ({note.remedy})' if note.remedy else ''}")


def _unknown(report: Report) -> str:
    unknown = report.coverage.resources_unknown
    if not unknown:
        return ""
    names = sorted(unknown, key=lambda name: (-unknown[name], name))
    listed = some([f"{clean(name)} {unknown[name]:,}" for name in names], MAX_TYPES, "other types")
    return f", {sum(unknown.values()):,} of types no rule is about ({listed})"


def _listed(heading: str, items: list[str], style: Style, colour: str, limit: int = 1000) -> Iterator[str]:
    if items:
        yield style.paint(f"{heading}:", colour)
        yield from (f"  {item}" for item in items[:limit])
        if len(items) > limit:
            yield f"  and {len(items) - limit:,} more"


def _error(error: FoureyesError) -> str:
    where = f"{error.place or error.path}: " if error.place or error.path else ""
    return clean(f"{where}{error.message}") + (f"\n    {clean(error.remedy)}" if error.remedy else "")


def _gaps(gaps: Iterable[Gap]) -> Iterator[str]:
    """Each gap once, with the first place that has it."""
    found: dict[tuple[str, str], list[Gap]] = {}
    for gap in gaps:
        found.setdefault((gap.what, gap.remedy), []).append(gap)
    for (what, remedy), alike in found.items():
        place = next((gap.place for gap in alike if gap.place is not None), None)
        where = f"{clean(spot(place))}: " if place else ""
        more = f" (and {count(len(alike) - 1, 'more place')})" if len(alike) > 1 else ""
        yield f"{where}{clean(what)}{more}" + (f"\n    {clean(remedy)}" if remedy else "")
