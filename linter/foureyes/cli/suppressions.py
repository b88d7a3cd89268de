"""`foureyes suppressions`: everything that is accepted, by whom, why, and until when."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from foureyes.cli.asked import Asked
from foureyes.cli.options import judged_inputs
from foureyes.cli.output import tell, write

if TYPE_CHECKING:
    from foureyes.cli.acceptances import Acceptances
    from foureyes.engine.suppressions import Suppression

COLUMNS = ("state", "rule", "where", "scope", "reason", "until", "by", "author", "findings")

EPILOG = """\b
States:
  in force      it hides a finding
  expired       it has ended: what it hid is found again
  unused        its rule was asked, and there is nothing to hide
  refused       the configuration does not let it count
  unknown rule  there is no such rule
  not met       it hid nothing, and whether it would cannot be told: its rule was not asked,
                or not everything was judged that its file has a part in
  not honoured  a skip comment of another tool

\b
Examples:
  foureyes suppressions
  foureyes suppressions infra/ --format csv > suppressions.csv

\b
Exit codes: 0; 2 for wrong usage or configuration; 3 where something could not be read, or a
suppression says too little.
"""


@click.command("suppressions", epilog=EPILOG)
@click.option("--format", "form", type=click.Choice(("text", "json", "csv")), default="text", show_default=True)
@click.option("--no-blame", is_flag=True, help="Do not look up who wrote the lines.")
@judged_inputs
def command(asked: Asked, form: str, no_blame: bool) -> int:
    """List all suppressions under PATHS (default: this folder), with what became of them.

    The paths are judged, so that it can be told which suppressions hide something.
    """
    from foureyes.cli.accepting import acceptances
    from foureyes.cli.inputs import judged

    run = judged(asked)
    found = acceptances(run, settled=asked.settled)
    rows = _rows(found)
    if not no_blame:
        _sign(rows)
    if form == "json":
        import json

        write(json.dumps({"suppressions": rows}, indent=2) + "\n", sys.stdout)
    elif form == "csv":
        write(_csv(rows), sys.stdout)
    else:
        write("".join(f"{line}\n" for row in rows for line in _lines(row)), sys.stdout)
        write(_sum(rows), sys.stderr)
    for error in run.outcome.coverage.errors:
        tell(error)
    return 3 if run.outcome.coverage.errors else 0


def _rows(found: Acceptances) -> list[dict[str, Any]]:
    from foureyes.reports.secrets import masked

    rows = [_row(one, found) for one in found.suppressions.all]
    for skip in found.skips:
        row = dict.fromkeys(COLUMNS, "")
        row |= {"state": "not honoured", "rule": ", ".join(skip.ids) or "*", "scope": skip.scope.value}
        row |= {"where": f"{skip.place.path}:{skip.place.line}", "reason": skip.reason, "by": skip.tool}
        row |= {"until": skip.until.isoformat() if skip.until else ""}
        rows.append({**row, "findings": 0})
    rows.sort(key=lambda row: (_spot(row["where"]), row["rule"]))
    return [{**row, "reason": masked(row["reason"])} for row in rows]


def _row(one: Suppression, found: Acceptances) -> dict[str, Any]:
    reach = one.scope.value if one.place is not None else f"{one.path} {one.resource}".strip()
    if reach == "setting" and found.suppressions.home(one)[1]:
        reach = "resource"
    return {
        "state": found.state(one),
        "rule": one.rule,
        "where": one.where,
        "scope": reach,
        "reason": one.reason,
        "until": one.until.isoformat() if one.until else "",
        "by": one.tool or one.by.value,
        "author": "",
        "findings": one.accepts,
    }


def _spot(where: str) -> tuple[str, int]:
    path, _, line = where.rpartition(":")
    return path, int(line) if line.isdigit() else 0


def _sign(rows: list[dict[str, Any]]) -> None:
    """Add who wrote each line."""
    from foureyes.cli.authors import authors

    lines: dict[str, set[int]] = {}
    for row in rows:
        path, line = _spot(row["where"])
        lines.setdefault(path, set()).add(line)
    known = authors(lines)
    for row in rows:
        row["author"] = known.get(_spot(row["where"]), "")


def _csv(rows: list[dict[str, Any]]) -> str:
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_inert(str(row[name])) for name in COLUMNS])
    return out.getvalue()


def _inert(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _lines(row: dict[str, Any]) -> list[str]:
    from foureyes.reports.style import clean

    until = f", until {row['until']}" if row["until"] else ""
    author = f", {row['author']}" if row["author"] else ""
    by = f" by {row['by']}" if row["by"] != "comment" else ""
    return [
        clean(f"{row['where']}: {row['rule']} ({row['state']}; {row['scope']}{by}{until}{author})"),
        *([clean(f"    {row['reason']}")] if row["reason"] else []),
    ]


def _sum(rows: list[dict[str, Any]]) -> str:
    from collections import Counter

    from foureyes.reports.words import count

    states = Counter(row["state"] for row in rows)
    told = ", ".join(f"{number:,} {state}" for state, number in states.most_common())
    return f"{count(len(rows), 'suppression')}{f': {told}' if told else ''}\n"
