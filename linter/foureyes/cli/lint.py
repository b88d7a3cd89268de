"""`foureyes lint`: judge paths and report."""

from __future__ import annotations

from typing import Any

import click

from foureyes.cli.inputs import judged, judged_inputs
from foureyes.cli.output import color_option
from foureyes.cli.publish import FORMS, further_reports, publish
from foureyes.cli.running import manner, running_options

SEVERITIES = ("info", "low", "medium", "high", "critical")

EPILOG = """\b
Examples:
  foureyes lint
  foureyes lint main.bicep modules/ --fail-on medium
  foureyes lint infra/ --var env=prod --var-file prod.tfvars
  foureyes lint --profile hardening --profile customer-keys
  foureyes lint --format sarif --output foureyes.sarif
  foureyes lint --also html=report.html --also junit=report.xml
  foureyes lint --roots-of modules/storage/main.tf
  foureyes lint --base origin/main
  foureyes lint --shard 2/8 --format json --output shard-2.json

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
    "--also",
    "further",
    multiple=True,
    callback=further_reports,
    metavar="FORMAT=FILE",
    help="Write a further report of the same run. Repeatable.",
)
@click.option("--fixes", is_flag=True, help="Tell in SARIF and JSON how each finding can be mended. Takes its time.")
@click.option("--roots-of", is_flag=True, help="PATHS are changed files: judge every root they have a part in.")
@click.option(
    "--base",
    default="",
    metavar="REF",
    help="Only what came since REF: findings of the commit it shares with HEAD are counted, and fail nothing.",
)
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="What this file knows is counted, and fails nothing; `foureyes baseline write` makes it.",
)
@click.option(
    "--fail-on",
    type=click.Choice((*SEVERITIES, "never")),
    default=None,
    show_default="low",
    help="Findings of this severity or worse fail the run.",
)
@click.option(
    "--severity",
    type=click.Choice(SEVERITIES),
    default="info",
    show_default=True,
    help="Show findings of this severity or worse; all count for the exit code.",
)
@click.option(
    "--allow-unknown/--no-allow-unknown",
    default=None,
    help="Do not fail on what cannot be told or was not there to be read.",
)
@click.option(
    "--allow-unreadable/--no-allow-unreadable", default=None, help="Do not fail on files that cannot be read."
)
@color_option
@running_options
@judged_inputs
def command(
    paths: tuple[str, ...],
    profiles: tuple[str, ...],
    variables: tuple[tuple[str, str], ...],
    variable_files: tuple[str, ...],
    form: str,
    output: str | None,
    further: tuple[tuple[str, str], ...],
    fixes: bool,
    roots_of: bool,
    base: str,
    baseline: str | None,
    fail_on: str | None,
    severity: str,
    allow_unknown: bool | None,
    allow_unreadable: bool | None,
    color: str,
    **running: Any,
) -> int:
    """Judge the infrastructure code under PATHS (default: this folder).

    Tells who can reach what and what is not encrypted, with the setting that decides it and the
    way its value came there. What cannot be told before deployment is reported as such, never
    passed over. The options win over the configuration file.
    """
    if roots_of and not paths:
        raise click.UsageError("--roots-of needs the changed files as PATHS")
    run = judged(paths, profiles, variables, variable_files, roots_of, manner(**running), fail_on, bool(base))
    outcome, table = run.outcome, run.configuration.lint
    from foureyes.cli.accepting import accept_in

    accept_in(run, settled=not variables and not variable_files)
    if base:
        from foureyes.cli.since import set_older_aside

        set_older_aside(run, base)
    from foureyes.cli.baseline import of, set_known_aside

    known = baseline or of(run.configuration)
    if known:
        set_known_aside(run, known)
    if fixes:
        from foureyes.cli.fix import tell_fixes

        tell_fixes(run)
    from foureyes.cli.verdict import verdict
    from foureyes.model.finding import Severity

    result = verdict(
        outcome.findings,
        outcome.coverage,
        run.settings.threshold if run.settings.varies else run.settings.threshold(),
        allow_unknown=table.get("allow_unknown", False) if allow_unknown is None else allow_unknown,
        allow_unreadable=table.get("allow_unreadable", False) if allow_unreadable is None else allow_unreadable,
    )
    outcome.findings = [one for one in outcome.findings if one.severity >= Severity[severity.upper()]]
    publish(outcome, result, form, output, further, color)
    return result.code
