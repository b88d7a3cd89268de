"""`foureyes merge`: the reports of shards as the report of one run."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from foureyes.cli.output import write
from foureyes.cli.publish import SEVERITIES, save

EPILOG = """\b
Example, in the job that waits for all shards:
  foureyes merge shard-*.json --output report.json --fail-on high

\b
Exit codes: those of `lint`, for the whole run. 2 if a shard is missing.
"""


@click.command("merge", epilog=EPILOG)
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.option("--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write the report to a file.")
@click.option(
    "--fail-on",
    type=click.Choice((*SEVERITIES, "never")),
    default=None,
    show_default="as configured, or whatever failed a shard",
    help="Findings of this severity or worse fail the run (JSON; SARIF says itself what it failed on).",
)
@click.option("--allow-unknown", is_flag=True, help="Do not fail on what cannot be told or was not there to be read.")
@click.option("--allow-unreadable", is_flag=True, help="Do not fail on files that could not be read.")
def command(
    files: tuple[str, ...], output: str | None, fail_on: str | None, allow_unknown: bool, allow_unreadable: bool
) -> int:
    """Join the reports of `foureyes lint --shard I/N` into what a single run would have written.

    FILES are the reports of all shards, all of them JSON or all of them SARIF.
    """
    from foureyes.errors import BadUsage
    from foureyes.reports import join_json, join_sarif

    reports = [_read(path) for path in files]
    kinds = {_kind(report, path) for report, path in zip(reports, files, strict=True)}
    if len(kinds) > 1:
        raise BadUsage("some reports are JSON and some are SARIF", remedy="give one kind at a time")
    try:
        if kinds == {"sarif"}:
            whole = join_sarif.joined(reports)
            code, reason = join_sarif.exit_code(whole)
        else:
            whole = join_json.joined(reports)
            if fail_on is None and not allow_unknown and not allow_unreadable:
                code, reason = join_json.own_verdict(reports, whole)
            else:
                _refuse_hidden(reports)
                said = join_json.terms(reports)
                code, reason = join_json.verdict(
                    whole,
                    fail_on or said.fail_on,
                    allow_unknown or said.allow_unknown,
                    allow_unreadable or said.allow_unreadable,
                )
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise BadUsage(f"the reports lack what joining them needs: {error}") from error
    _write(json.dumps(whole, indent=2) + "\n", output)
    if code:
        write(f"exit code {code}: {reason}\n", sys.stderr)
    return code


def _refuse_hidden(reports: list[Any]) -> None:
    """What fails a run cannot be decided over findings that the reports do not have."""
    from foureyes.errors import BadUsage

    hidden = sum(report["coverage"]["shard"]["hidden"] for report in reports)
    if hidden:
        remedy = "leave out --severity there, or decide there what fails"
        raise BadUsage(f"the shards do not show {hidden} of their findings", remedy=remedy)


def _read(path: str) -> Any:
    from foureyes.errors import BadUsage

    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError, RecursionError) as error:
        raise BadUsage(f"this is no report: {error}", path=path) from error


def _kind(report: Any, path: str) -> str:
    from foureyes.errors import BadUsage

    if isinstance(report, dict) and isinstance(report.get("runs"), list):
        return "sarif"
    if isinstance(report, dict) and "findings" in report and isinstance(report.get("coverage"), dict):
        return "json"
    raise BadUsage("this is neither a JSON report of foureyes nor SARIF", path=path)


def _write(text: str, output: str | None) -> None:
    if output is None:
        write(text, sys.stdout)
    else:
        save(text, output)
