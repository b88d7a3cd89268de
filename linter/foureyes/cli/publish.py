"""Writing the reports of a run: one to the terminal or a file, any further ones to files."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from foureyes.cli.output import check_links, style_for, tell, write
from foureyes.model.record import replace

if TYPE_CHECKING:
    from foureyes.cli.verdict import Verdict
    from foureyes.reports.report import Report
    from foureyes.run import Outcome

FORMS = ("text", "json", "sarif", "github", "gitlab", "junit", "markdown", "html")
"""As in `reports.report`, which is not loaded to answer `--help`; a test holds them together."""

SEVERITIES = ("info", "low", "medium", "high", "critical")


def publish(
    outcome: Outcome,
    result: Verdict,
    form: str,
    output: str | None,
    further: Iterable[tuple[str, str]],
    color: str,
) -> str:
    """Write the reports, and tell the errors wherever the report on the terminal does not already show them.

    Returns what was written to the terminal.
    """
    from foureyes.reports.report import Report, load
    from foureyes.reports.style import Style, clean

    seen = form == "text" and output is None and sys.stdout.isatty() and sys.stderr.isatty()
    for error in () if seen else outcome.coverage.errors:
        tell(error)
    for note in () if form == "text" and output is None else outcome.notes:
        write(f"note: {clean(str(note))}{f' ({note.remedy})' if note.remedy else ''}\n", sys.stderr)
    style = style_for(sys.stdout, "never" if output is not None and color == "auto" else color)
    report = Report(
        outcome.findings,
        outcome.coverage,
        result.code,
        result.reason,
        {rule.id: rule for rule in outcome.rules},
        style,
        outcome.accepted,
        outcome.notes,
    )
    for other, path in further:
        save(load(other)(replace(report, style=Style())), path)
    text = load(form)(report)
    if output is None:
        write(text, sys.stdout)
        return text
    save(text, output)
    _told(report, output)
    return ""


def save(text: str, path: str) -> None:
    from foureyes.errors import BadUsage

    check_links(path)
    try:
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise BadUsage(f"the report cannot be written: {error.strerror}", path=path) from error


def _told(report: Report, path: str) -> None:
    from foureyes.reports.words import tally

    write(f"{tally(report.findings)} Report: {path}\n", sys.stderr)
