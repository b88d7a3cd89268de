"""`foureyes lint`: judge paths and report."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from foureyes.cli.inputs import judge, judged_inputs
from foureyes.cli.output import style_for, tell, write

if TYPE_CHECKING:
    from foureyes.cli.verdict import Verdict
    from foureyes.reports.report import Report
    from foureyes.run import Outcome

FORMS = ("text", "json", "sarif", "github", "gitlab", "junit", "markdown", "html")
SEVERITIES = ("info", "low", "medium", "high", "critical")

EPILOG = """\b
Examples:
  foureyes lint
  foureyes lint main.bicep modules/ --fail-on medium
  foureyes lint infra/ --var env=prod --var-file prod.tfvars
  foureyes lint --profile hardening --profile customer-keys
  foureyes lint --format sarif --output foureyes.sarif

\b
Exit codes:
  0  clean: nothing risky, everything read and judged
  1  risky findings at or over --fail-on
  2  wrong usage or configuration
  3  something could not be read or judged, and nothing worse
"""


@click.command("lint", epilog=EPILOG)
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True)
@click.option("--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write the report to a file.")
@click.option(
    "--fail-on",
    type=click.Choice((*SEVERITIES, "never")),
    default="low",
    show_default=True,
    help="Findings of this severity or worse fail the run.",
)
@click.option(
    "--severity",
    type=click.Choice(SEVERITIES),
    default="info",
    show_default=True,
    help="Show findings of this severity or worse; all count for the exit code.",
)
@click.option("--allow-unknown", is_flag=True, help="Do not fail on what cannot be told or was not there to be read.")
@click.option("--allow-unreadable", is_flag=True, help="Do not fail on files that cannot be read.")
@click.option(
    "--color",
    type=click.Choice(("auto", "always", "never")),
    default="auto",
    show_default=True,
    help="auto: on a terminal, unless NO_COLOR is set.",
)
@judged_inputs
def command(
    paths: tuple[str, ...],
    profiles: tuple[str, ...],
    variables: tuple[tuple[str, str], ...],
    variable_files: tuple[str, ...],
    form: str,
    output: str | None,
    fail_on: str,
    severity: str,
    allow_unknown: bool,
    allow_unreadable: bool,
    color: str,
) -> int:
    """Judge the infrastructure code under PATHS (default: this folder).

    Tells who can reach what and what is not encrypted, with the setting that decides it and the
    way its value came there. What cannot be told before deployment is reported as such, never
    passed over.
    """
    outcome = judge(paths, profiles, variables, variable_files)
    from foureyes.cli.verdict import verdict
    from foureyes.model.finding import Severity

    threshold = None if fail_on == "never" else Severity[fail_on.upper()]
    result = verdict(
        outcome.findings,
        outcome.coverage,
        threshold,
        allow_unknown=allow_unknown,
        allow_unreadable=allow_unreadable,
    )
    outcome.findings = [one for one in outcome.findings if one.severity >= Severity[severity.upper()]]
    _publish(outcome, result, form, output, color)
    return result.code


def _publish(outcome: Outcome, result: Verdict, form: str, output: str | None, color: str) -> None:
    """Write the report, and tell the errors wherever the report does not already show them."""
    from foureyes.reports.report import Report, load

    render = load(form)
    seen = form == "text" and output is None and sys.stdout.isatty() and sys.stderr.isatty()
    for error in () if seen else outcome.coverage.errors:
        tell(error)
    style = style_for(sys.stdout, "never" if output is not None and color == "auto" else color)
    report = Report(
        outcome.findings, outcome.coverage, result.code, result.reason, {rule.id: rule for rule in outcome.rules}, style
    )
    if output is None:
        write(render(report), sys.stdout)
    else:
        _save(render(report), output, report)


def _save(text: str, path: str, report: Report) -> None:
    from foureyes.errors import BadUsage
    from foureyes.reports.words import tally

    try:
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise BadUsage(f"the report cannot be written: {error.strerror}", path=path) from error
    write(f"{tally(report.findings)} Report: {path}\n", sys.stderr)
