"""`foureyes exposures`: the inventory of everything strangers can reach, on purpose or not."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

import click

from foureyes.cli.asked import Asked
from foureyes.cli.options import color_option, judged_inputs, running_options
from foureyes.cli.output import style_for, tell, write

if TYPE_CHECKING:
    from foureyes.cli.inputs import Judged
    from foureyes.reports.exposures.exposure import Inventory
    from foureyes.reports.style import Style
    from foureyes.run import Manner

FORMS = ("text", "json", "csv", "html", "markdown")

EPILOG = """\b
Examples:
  foureyes exposures
  foureyes exposures infra/ --format csv --output exposures.csv
  foureyes exposures --format html --output exposures.html --no-blame

\b
Exit codes:
  0  everything was read and judged
  2  wrong usage or configuration
  3  something could not be read or judged: there may be more
"""


@click.command("exposures", epilog=EPILOG)
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True)
@click.option("--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write the inventory to a file.")
@click.option("--no-blame", is_flag=True, help="Do not look up who last changed the deciding lines.")
@click.option(
    "--branch", default="", help="The branch whose sign-offs count. Default: this one, if the gate guards it."
)
@click.option("--allow-unknown", is_flag=True, help="Do not fail on what was not there to be read.")
@click.option("--allow-unreadable", is_flag=True, help="Do not fail on files that cannot be read.")
@color_option
@running_options
@judged_inputs
def command(
    asked: Asked,
    form: str,
    output: str | None,
    no_blame: bool,
    branch: str,
    allow_unknown: bool,
    allow_unreadable: bool,
    color: str,
    **running: Any,
) -> int:
    """List everything strangers can reach, on purpose or not.

    For each resource: who can reach it, the way in, since when and by whom, whose it is by its tags and
    by CODEOWNERS, who signed for it in the gate and until when, and whether somebody accepted it.
    Accepted findings are listed like any other.
    """
    from foureyes.cli.publish import save
    from foureyes.cli.running import manner
    from foureyes.cli.verdict import verdict
    from foureyes.reports.exposures.words import summary

    run = standing(asked, manner(**running))
    coverage = run.outcome.coverage
    for error in coverage.errors:
        tell(error)
    inventory = inventory_of(run, not no_blame, branch)
    style = style_for(sys.stdout, "never" if output is not None and color == "auto" else color)
    text = rendered(inventory, form, style)
    if output is None:
        write(text, sys.stdout)
    else:
        save(text, output)
        write(f"{summary(inventory)} Inventory: {output}\n", sys.stderr)
    return verdict([], coverage, None, allow_unknown=allow_unknown, allow_unreadable=allow_unreadable).code


def standing(asked: Asked, manner: Manner | None = None, roots_of: bool = False) -> Judged:
    """A run in which everything that somebody accepted is set aside, and kept."""
    from foureyes.cli.accepting import accept_in
    from foureyes.cli.inputs import judged

    run = judged(asked, roots_of=roots_of, manner=manner)
    accept_in(run, settled=False)
    if run.configuration.baseline:
        from foureyes.cli.known import set_known_aside

        set_known_aside(run, run.configuration.baseline)
    return run


def inventory_of(run: Judged, with_history: bool = True, branch: str = "") -> Inventory:
    """The inventory of a run, secrets masked."""
    from foureyes.cli.ownership import completed
    from foureyes.model.record import replace
    from foureyes.reports.exposures.exposure import Inventory, gathered
    from foureyes.reports.secrets import masked, without_secrets

    outcome = run.outcome
    findings = [without_secrets(one) for one in outcome.findings]
    accepted = [
        replace(one, finding=without_secrets(one.finding), reason=masked(one.reason)) for one in outcome.accepted
    ]
    exposures = gathered(findings, accepted, {rule.id: rule for rule in outcome.rules})
    tags = run.configuration.lint.get("owner_tags", ())
    return completed(Inventory(exposures, outcome.coverage), run.tree, tags, with_history, branch)


def rendered(inventory: Inventory, form: str, style: Style) -> str:
    from foureyes.reports.logs import inert_data

    render = importlib.import_module(f"foureyes.reports.exposures.{form}").render
    told: str = render(inventory, style) if form == "text" else render(inventory)
    return inert_data(told, form)
