"""The command group. A verb's module is imported when it is asked for."""

from __future__ import annotations

import importlib

import click

from foureyes import __version__
from foureyes.cli.codes import CLEAN, INTERRUPTED, USAGE
from foureyes.cli.group import Group

VERBS = (
    "lint",
    "fix",
    "merge",
    "rules",
    "explain",
    "exposures",
    "graph",
    "suppressions",
    "migrate",
    "gate",
    "baseline",
    "init",
    "schema",
    "lsp",
    "new-rule",
    "check-rules",
)


class Verbs(Group):
    """Finds `foureyes.cli.<verb>.command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"foureyes.cli.{cmd_name.replace('-', '_')}").command
        return command


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
def app() -> None:
    """Find public access and missing encryption in infrastructure code before it is deployed.

    foureyes reads Terraform and OpenTofu, Terraform plans, Bicep, ARM templates and CloudFormation,
    and says who can reach what, which setting decides it, and where that setting comes from.

    \b
    Examples:
      foureyes lint                        judge everything under this folder
      foureyes lint infra/ --fail-on high  fail on high and critical findings only
      foureyes rules --cloud azure blob    the rules about Azure blobs
      foureyes explain 3fa9c1d2            the whole trail of a finding
      foureyes exposures                   everything strangers can reach, and whose it is

    \b
    Exit codes:
      0  nothing risky         2  wrong usage or configuration
      1  risky findings        3  something could not be read or judged
    """


def run(arguments: list[str]) -> int:
    """Run the verb that the arguments name; click's faults become exit codes, all others pass."""
    try:
        code = app.main(arguments, prog_name="foureyes", standalone_mode=False)
    except click.exceptions.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return USAGE
    return code if isinstance(code, int) else CLEAN
