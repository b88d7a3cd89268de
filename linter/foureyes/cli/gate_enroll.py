"""`foureyes gate enroll`: put a person into the configuration."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from foureyes.cli.output import check_links, write
from foureyes.config import NAME, parse
from foureyes.errors import BadUsage
from foureyes.gate.people import people_from
from foureyes.gate.ssh import public_key


@click.command("enroll")
@click.argument("person")
@click.option("--email", "emails", multiple=True, required=True, help="Every address their commits carry. Repeatable.")
@click.option("--group", "groups", multiple=True, help="A group they are in. Repeatable.")
@click.option("--key", "keys", multiple=True, required=True, metavar="FILE", help="A public SSH key. Repeatable.")
@click.option("--file", default=NAME, show_default=True, help="The configuration.")
def enroll(person: str, emails: tuple[str, ...], groups: tuple[str, ...], keys: tuple[str, ...], file: str) -> int:
    """Add PERSON to the configuration's people.

    They may sign once that is on the base branch, and not within the change that brings it there.
    """
    path = Path(file)
    check_links(file)
    try:
        text = path.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise BadUsage(f"it cannot be read: {error}", path=file, remedy="see docs/gate.md for a first one") from None
    if person in parse(text.encode(), file).people:
        raise BadUsage(f"{person} is enrolled already", path=file, remedy="edit the file")
    entry = "\n".join(
        [
            f"[people.{person}]",
            f"emails = {json.dumps(emails)}",
            f"groups = {json.dumps(groups)}",
            f"keys = {json.dumps([public_key(one) for one in keys])}",
        ]
    )
    whole = f"{text.rstrip()}\n\n{entry}\n"
    configuration = parse(whole.encode(), file)
    people_from(configuration.people, configuration.fault)
    path.write_text(whole, "utf-8")
    write(f"{entry}\nwritten to {file}: bring it to the base branch in a change of its own\n", sys.stdout)
    return 0
