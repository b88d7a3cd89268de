"""Options about how a run goes about its work."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from foureyes.run import Manner

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

MAX_FILE_SIZE = 50
MAX_SECONDS = 300
"""As in `model.limits`, which is not loaded to answer `--help`; a test holds them together."""


def running_options(command: Decorated) -> Decorated:
    """Add the options that `manner` takes."""
    for decorate in (
        click.option(
            "--max-seconds",
            type=click.FloatRange(min=0),
            default=MAX_SECONDS,
            show_default=True,
            metavar="SECONDS",
            help="Give up on a root that takes longer, with one set of inputs; 0 for no bound.",
        ),
        click.option(
            "--max-file-size",
            type=click.FloatRange(min=0, min_open=True),
            default=MAX_FILE_SIZE,
            show_default=True,
            metavar="MB",
            help="Do not read files that are larger.",
        ),
        click.option("--no-gitignore", is_flag=True, help="Judge what git ignores too."),
        click.option("--no-cache", is_flag=True, help="Judge everything anew, and keep nothing for the next run."),
        click.option(
            "--jobs",
            type=click.IntRange(min=0, max=256),
            default=0,
            metavar="N",
            help="Processes to use. Default: as many as there are processors.",
        ),
        click.option("--shard", metavar="I/N", help="Judge the I-th of N parts; `foureyes merge` joins the reports."),
    ):
        command = decorate(command)
    return command


def manner(
    shard: str | None, jobs: int, no_cache: bool, no_gitignore: bool, max_file_size: float, max_seconds: float
) -> Manner:
    """The manner of a run from its options."""
    from foureyes.engine.shard import Shard
    from foureyes.model.limits import Limits
    from foureyes.run import Manner

    return Manner(
        shard=Shard.of(shard) if shard else Shard(),
        cache=not no_cache,
        jobs=jobs,
        ignore=not no_gitignore,
        limits=Limits(int(max_file_size * 1_000_000), max_seconds),
    )
