"""`foureyes gate policy`: is the policy right, and what does a change of it mean."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from foureyes.cli.group import Group
from foureyes.cli.output import write
from foureyes.config import NAME, parse
from foureyes.errors import BadUsage
from foureyes.gate.people import People, people_from
from foureyes.gate.policy import Policy, policy_from
from foureyes.gate.policy_words import differences, sentences
from foureyes.gate.words import plain


@click.group("policy", cls=Group)
def policy() -> None:
    """Check the policy, or tell in words what a change of it means."""


@policy.command("check")
@click.argument("file", default=NAME)
def check(file: str) -> int:
    """Check a configuration FILE and tell its policy in words."""
    found, _ = _read(file)
    write("".join(f"{plain(one)}\n" for one in sentences(found)), sys.stdout)
    write("".join(f"warning: {plain(one)}\n" for one in found.warnings), sys.stdout)
    return 0


@policy.command("diff")
@click.argument("old")
@click.argument("new", default=NAME)
def diff(old: str, new: str) -> int:
    """Tell in words what changes between the policies in two files."""
    told = differences(*_read(old), *_read(new))
    write("".join(f"{plain(one)}\n" for one in told) or "who may sign what stays the same\n", sys.stdout)
    return 0


def _read(path: str) -> tuple[Policy, People]:
    try:
        configuration = parse(Path(path).read_bytes(), path)
    except OSError as error:
        raise BadUsage(f"it cannot be read: {error.strerror}", path=path) from None
    if configuration.gate is None:
        raise BadUsage("there is no [gate]", path=path, remedy="see docs/gate.md")
    people = people_from(configuration.people, configuration.fault)
    return policy_from(configuration.gate, people, configuration.fault), people
