"""`foureyes gate`: the second-reviewer gate. A subcommand's module is imported when it is asked for."""

from __future__ import annotations

import importlib

import click

from foureyes.cli.group import Group

MODULES = {
    "check": "gate_check",
    "show": "gate_check",
    "who": "gate_check",
    "explain": "gate_check",
    "sign": "gate_sign",
    "request": "gate_sign",
    "reject": "gate_sign",
    "withdraw": "gate_sign",
    "break-glass": "gate_sign",
    "verify": "gate_verify",
    "policy": "gate_policy",
    "enroll": "gate_enroll",
    "audit": "gate_history",
    "replay": "gate_history",
    "plan": "gate_plan",
    "doctor": "gate_doctor",
}


class Subcommands(Group):
    """Finds `foureyes.cli.<module>.<name>`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in MODULES:
            return None
        module = importlib.import_module(f"foureyes.cli.{MODULES[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command


@click.group("gate", cls=Subcommands)
def command() -> None:
    """Let a risky change land only on two people's word.

    Compares what the base branch deploys with what would be deployed after the change, by meaning.
    What gets more exposed, less encrypted or less visible needs the signature of an independent
    person. The policy and the people are read from foureyes.toml on the base branch.

    \b
    Examples:
      foureyes gate check                        what this branch brings, and whose word it needs
      foureyes gate request                      write what a second person is asked to sign
      foureyes gate sign CODE --reason "why"     give your word, with your SSH key
      foureyes gate audit --format csv           what landed, and on whose word

    \b
    Exit codes:
      0  nothing risky, or all of it signed     3  cannot be decided: treat as failure
      1  a sign-off is missing                  4  evidence refused: forged, used before, one's own
      2  wrong usage or policy
    """
