"""The options that verbs share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import click

from foureyes.cli.asked import Asked
from foureyes.cli.publish import FORMS

Verb = Callable[..., int]

MAX_FILE_SIZE = 50
MAX_SECONDS = 300
"""As in `model.limits`, which is not loaded to answer `--help`; a test holds them together."""

color_option = click.option(
    "--color",
    type=click.Choice(("auto", "always", "never")),
    default="auto",
    show_default=True,
    help="auto: on a terminal, unless NO_COLOR is set.",
)
"""The option that every verb with a report for people has."""


def judged_inputs(verb: Verb) -> Verb:
    """Add the PATHS argument and the options that decide what is judged; the verb gets them as `asked`."""

    @wraps(verb)
    def gathered(**given: Any) -> int:
        asked = Asked(**{name: given.pop(name) for name in Asked._fields})
        return verb(asked=asked, **given)

    return _with(
        gathered,
        click.option(
            "--exclude",
            multiple=True,
            metavar="PATTERN",
            help="Leave out what lies here: `*` within a folder, `**` over any depth. Repeatable.",
        ),
        click.option(
            "--rules-from",
            multiple=True,
            type=click.Path(file_okay=False),
            metavar="FOLDER",
            help="Ask the rules in this folder too. Their code runs. Repeatable.",
        ),
        click.option("--no-config", is_flag=True, help="Read no configuration file."),
        click.option(
            "--config",
            type=click.Path(exists=True, dir_okay=False),
            metavar="FILE",
            help="The configuration. Default: the nearest foureyes.toml, upwards from PATHS.",
        ),
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
        # What cannot be read is told beside the findings of the rest, not instead of them.
        click.argument("paths", nargs=-1, type=click.Path(readable=False)),
    )


seconds_option = click.option(
    "--max-seconds",
    type=click.FloatRange(min=0),
    show_default=f"{MAX_SECONDS}",
    metavar="SECONDS",
    help="Give up on a root that takes longer, with one set of inputs; 0 for no bound.",
)


def running_options(verb: Verb) -> Verb:
    """Add the options that `running.manner` takes."""
    return _with(
        verb,
        seconds_option,
        click.option(
            "--max-file-size",
            type=click.FloatRange(min=0, min_open=True),
            show_default=f"{MAX_FILE_SIZE}",
            metavar="MB",
            help="Do not read files that are larger.",
        ),
        click.option(
            "--limit",
            multiple=True,
            callback=_limits,
            metavar="NAME=NUMBER",
            help="Another limit, as in [limits] of the configuration. Repeatable.",
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
    )


def further_reports(
    context: click.Context, option: click.Parameter, given: Iterable[str]
) -> tuple[tuple[str, str], ...]:
    """Forms and files of `--also`."""
    pairs = []
    for one in given:
        form, equals, path = one.partition("=")
        if form not in FORMS or not equals or not path:
            raise click.BadParameter(f"{one!r} is not of the form {'|'.join(FORMS)}=FILE", context, option)
        pairs.append((form, path))
    return tuple(pairs)


def _limits(context: click.Context, option: click.Parameter, given: Iterable[str]) -> tuple[tuple[str, float], ...]:
    from foureyes.model.limits import Limits, bounds

    found = []
    for name, text in _pairs(context, option, given):
        if name not in Limits._fields:
            raise click.BadParameter(
                f"there is no limit {name!r}: choose from {', '.join(Limits._fields)}", context, option
            )
        least, most = bounds(name)
        try:
            number = float(text)
        except ValueError:
            number = -1
        exact = name in ("file_size", "seconds") or number == int(number)
        if not ((exact and least <= number <= most) or (name == "file_size" and 0 < number <= most)):
            raise click.BadParameter(f"{name} has to be a number from {least:,} to {most:,}", context, option)
        found.append((name, number))
    return tuple(found)


def _pairs(context: click.Context, option: click.Parameter, given: Iterable[str]) -> tuple[tuple[str, str], ...]:
    pairs = []
    for one in given:
        name, equals, value = one.partition("=")
        if not name.strip() or not equals:
            raise click.BadParameter(f"{one!r} is not of the form NAME=VALUE", context, option)
        pairs.append((name.strip(), value))
    return tuple(pairs)


def _with(verb: Verb, *decorators: Callable[[Verb], Verb]) -> Verb:
    for decorate in decorators:
        verb = decorate(verb)
    return verb
