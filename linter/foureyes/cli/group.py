"""A group of verbs: without a verb it tells its help, as wrong usage, whichever click is installed."""

from __future__ import annotations

import click

from foureyes.cli.codes import USAGE


class Group(click.Group):
    """Before 8.2 click told the help of a group on standard output and called it success."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), err=True)
            ctx.exit(USAGE)
        return super().parse_args(ctx, args)
