"""What `lint` and `explain` share: the options about what is judged, and the run itself."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from foureyes.run import Manner, Outcome

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def judged_inputs(command: Decorated) -> Decorated:
    """Add the PATHS argument and the options that decide what is judged."""
    for decorate in (
        click.option(
            "--var-file",
            "variable_files",
            multiple=True,
            type=click.Path(exists=True, dir_okay=False),
            metavar="FILE",
            help="Parameter file to judge with. Repeatable, the later winning.",
        ),
        click.option(
            "--var",
            "variables",
            multiple=True,
            callback=_pairs,
            metavar="NAME=VALUE",
            help="Value of an input variable or parameter. Repeatable.",
        ),
        click.option(
            "--profile",
            "profiles",
            multiple=True,
            metavar="NAME",
            help="Ask the rules of this profile too: hardening, customer-keys, retention. Repeatable.",
        ),
        click.argument("paths", nargs=-1, type=click.Path()),
    ):
        command = decorate(command)
    return command


def _pairs(context: click.Context, option: click.Parameter, given: Iterable[str]) -> tuple[tuple[str, str], ...]:
    pairs = []
    for one in given:
        name, equals, value = one.partition("=")
        if not name.strip() or not equals:
            raise click.BadParameter(f"{one!r} is not of the form NAME=VALUE", context, option)
        pairs.append((name.strip(), value))
    return tuple(pairs)


def judge(
    paths: tuple[str, ...],
    profiles: tuple[str, ...],
    variables: tuple[tuple[str, str], ...],
    variable_files: tuple[str, ...],
    roots_of: bool = False,
    manner: Manner | None = None,
) -> Outcome:
    """Run the pipeline over the paths, or over this folder. `roots_of`: over all that the paths have a part in."""
    # The cyclic collector is the only part of reading that grows faster than the input.
    gc.disable()
    from foureyes.cli.progress import Progress
    from foureyes.model.root import Options
    from foureyes.model.rule import DEFAULT_PROFILE
    from foureyes.run import lint
    from foureyes.sources.working_tree import WorkingTree

    progress = Progress()
    tree = WorkingTree(manner.limits.file_size) if manner is not None else WorkingTree()
    chosen: Iterable[str] = paths or (".",)
    if roots_of:
        from foureyes.sources.neighbours import Neighbours

        chosen = Neighbours(tree, manner is None or manner.ignore).of(paths)
    try:
        return lint(
            chosen,
            tree,
            options=Options(variables, variable_files),
            profiles=(DEFAULT_PROFILE, *profiles),
            progress=progress,
            manner=manner,
        )
    finally:
        progress.wipe()
