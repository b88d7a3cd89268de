"""`foureyes schema`: what the files look like, for editors and programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from foureyes.cli.output import write

FILES = {
    "config": "foureyes.schema.json",
    "report": "reports/schema/foureyes-report-1.schema.json",
    "baseline": "baseline.schema.json",
    "exposures": "reports/schema/foureyes-exposures-1.schema.json",
    "graph": "reports/schema/foureyes-graph-1.schema.json",
}

EPILOG = """\b
Example:
  foureyes schema config > .foureyes.schema.json

\b
and as the first line of foureyes.toml, for editors with Taplo (Even Better TOML):
  #:schema ./.foureyes.schema.json
"""


@click.command("schema", epilog=EPILOG)
@click.argument("name", metavar="|".join(FILES), type=click.Choice(list(FILES)))
def command(name: str) -> int:
    """Print a JSON Schema: of foureyes.toml, or of what a verb writes as JSON."""
    write((Path(__file__).parent.parent / FILES[name]).read_text(encoding="utf-8"), sys.stdout)
    return 0
