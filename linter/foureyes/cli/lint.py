"""`foureyes lint`: judge paths and report."""

from __future__ import annotations

from typing import Any

import click

from foureyes.cli.asked import Asked
from foureyes.cli.options import color_option, further_reports, judged_inputs, running_options
from foureyes.cli.publish import FORMS, SEVERITIES

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
def command(asked: Asked, **given: Any) -> int:
    """Judge the infrastructure code under PATHS (default: this folder).

    Tells who can reach what and what is not encrypted, with the setting that decides it and the
    way its value came there. What cannot be told before deployment is reported as such, never
    passed over. The options win over the configuration file.
    """
    from foureyes.cli.linting import lint

    return lint(asked, **given)
