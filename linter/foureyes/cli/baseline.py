"""`foureyes baseline`: the findings that are known, so that only others fail."""

from __future__ import annotations

import os
import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from foureyes.cli.asked import Asked
from foureyes.cli.group import Group
from foureyes.cli.options import judged_inputs
from foureyes.cli.output import check_inside, check_links, write

if TYPE_CHECKING:
    from foureyes.cli.inputs import Judged
    from foureyes.engine.older import Mark

NAME = "foureyes-baseline.json"
"""As in `engine.baseline`, which is not loaded to answer `--help`."""

EPILOG = """\b
Examples:
  foureyes baseline write
  foureyes lint --baseline foureyes-baseline.json
  foureyes baseline show
  foureyes baseline prune
"""


@click.group("baseline", cls=Group, epilog=EPILOG)
def command() -> None:
    """Keep the findings that are known in a file, so that only others fail.

    A finding is known again after a move, a new name of a file, or a new layout. One that got worse
    (surer, more severe, in more deployments) is new.
    """


@command.command("write")
@click.option("--output", type=click.Path(dir_okay=False), metavar="FILE", help=f"Default: {NAME}, or the configured.")
@judged_inputs
def write_(asked: Asked, output: str | None) -> int:
    """Write every finding under PATHS that nothing accepts yet.

    Use it with the options that `lint` is used with.
    """
    from foureyes.cli.accepting import accept_in
    from foureyes.cli.inputs import judged
    from foureyes.reports.words import count

    run = judged(asked)
    accept_in(run, settled=False)
    path = output or _own(run)
    known = _marks(run, path)
    save(path, known)
    write(f"{count(len(known), 'finding')} written to {path}\n", sys.stderr)
    return 0


@command.command("show")
@click.argument("file", required=False, type=click.Path(dir_okay=False))
def show(file: str | None) -> int:
    """List what is in FILE (default: the configured one)."""
    from foureyes.cli.inputs import configured
    from foureyes.cli.known import read
    from foureyes.reports.words import count

    known = read(file or configured(Asked()).baseline or NAME)
    for one in sorted(known, key=lambda one: (one.root, one.resource, one.rule)):
        answer = str(one.severity) if one.risky else f"cannot tell ({one.severity} if so)"
        write(f"{one.root}: {one.resource}: {one.rule}: {answer}\n", sys.stdout)
    rules = Counter(one.rule for one in known)
    write(f"{count(len(known), 'finding')} of {count(len(rules), 'rule')}\n", sys.stderr)
    return 0


@command.command("prune")
@click.option("--file", type=click.Path(dir_okay=False), metavar="FILE", help=f"Default: {NAME}, or the configured.")
@judged_inputs
def prune(asked: Asked, file: str | None) -> int:
    """Take out what is found no more. Nothing is added. PATHS: all that the baseline is about."""
    from foureyes.cli.inputs import judged
    from foureyes.cli.known import read
    from foureyes.engine.older import paired
    from foureyes.reports.words import count

    run = judged(asked)
    path = file or _own(run)
    known = read(path)
    for error in run.outcome.coverage.errors:
        from foureyes.errors import BadUsage

        raise BadUsage(f"not everything could be read: {error}", remedy="what is not read cannot be told to be gone")
    _, gone = paired(_marks(run, path), known)
    save(path, [one for one in known if one not in gone])
    write(f"{count(len(gone), 'finding')} taken out of {path}\n", sys.stderr)
    return 0


def _own(run: Judged) -> str:
    """The configured file, or the usual one. What is judged must not have it written elsewhere."""
    path = run.configuration.baseline or NAME
    check_inside(path, run.configuration.folder if run.configuration.baseline else ".")
    return path


def save(path: str, known: list[Mark]) -> None:
    """Write a baseline file."""
    from foureyes.engine.baseline import text_of
    from foureyes.errors import BadUsage

    check_links(path)
    try:
        with open(path, "w", encoding="utf-8", errors="surrogateescape", newline="\n") as file:
            file.write(text_of(known))
    except OSError as error:
        raise BadUsage(f"the baseline cannot be written: {error.strerror}", path=path) from None


def _marks(run: Judged, path: str) -> list[Mark]:
    from foureyes.engine.older import mark
    from foureyes.sources.exclude import Told

    told = Told(os.path.dirname(path) or ".")
    return [mark(one, told) for one in run.outcome.findings]
