"""`foureyes graph`: the ways from strangers to the data, joined into one graph."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from foureyes.cli.asked import Asked
from foureyes.cli.exposures import standing
from foureyes.cli.options import color_option, judged_inputs, running_options
from foureyes.cli.output import style_for, tell, write

FORMS = ("text", "mermaid", "dot", "json")
CONCERNS = ("public-access", "encryption-at-rest", "encryption-in-transit")

EPILOG = """\b
Examples:
  foureyes graph
  foureyes graph infra/ --format mermaid
  foureyes graph --resource aws_instance.web
  foureyes graph --format dot | dot -Tsvg > exposures.svg

\b
Exit codes:
  0  everything was read and judged
  2  wrong usage or configuration
  3  something could not be read or judged: there may be more
"""


@click.command("graph", epilog=EPILOG)
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True)
@click.option("--resource", default="", metavar="ADDRESS", help="Only the ways over this resource; a part will do.")
@click.option(
    "--concern", type=click.Choice(CONCERNS), default=CONCERNS[0], show_default=True, help="What is at stake."
)
@click.option("--allow-unknown", is_flag=True, help="Do not fail on what was not there to be read.")
@click.option("--allow-unreadable", is_flag=True, help="Do not fail on files that cannot be read.")
@color_option
@running_options
@judged_inputs
def command(
    asked: Asked,
    form: str,
    resource: str,
    concern: str,
    allow_unknown: bool,
    allow_unreadable: bool,
    color: str,
    **running: Any,
) -> int:
    """Draw the ways from strangers to the data.

    Resources are nodes; on the edges stand the settings that let a stranger pass. What cannot be told
    before deployment is dashed. Accepted findings are drawn like any other.
    """
    from foureyes.cli.running import manner
    from foureyes.cli.verdict import verdict
    from foureyes.reports.graph.graph import Graph, touching
    from foureyes.reports.logs import inert_data
    from foureyes.reports.secrets import without_secrets
    from foureyes.reports.words import worst_first

    run = standing(asked, manner(**running))
    outcome = run.outcome
    for error in outcome.coverage.errors:
        tell(error)
    everything = [*outcome.findings, *(one.finding for one in outcome.accepted)]
    findings = [without_secrets(one) for one in worst_first(everything) if one.concern.value == concern]
    graph = Graph(touching(findings, resource))
    render = importlib.import_module(f"foureyes.reports.graph.{form}").render
    told: str = render(graph, style_for(sys.stdout, color)) if form == "text" else render(graph)
    write(inert_data(told, form), sys.stdout)
    allowed = {"allow_unknown": allow_unknown, "allow_unreadable": allow_unreadable}
    return verdict([], outcome.coverage, None, **allowed).code
