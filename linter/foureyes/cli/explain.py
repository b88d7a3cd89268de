"""`foureyes explain`: a rule's texts, or the whole trail of a finding."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import click

from foureyes.cli.inputs import judge, judged_inputs
from foureyes.cli.output import style_for, tell, write

if TYPE_CHECKING:
    from foureyes.model.finding import Finding
    from foureyes.model.rule import Rule
    from foureyes.run import Outcome

EPILOG = """\b
Examples:
  foureyes explain azure-blob-container-open-to-everyone
  foureyes explain 3fa9c1d2
  foureyes explain 3fa9c1d2 infra/ --var env=prod
"""


@click.command("explain", epilog=EPILOG)
@click.argument("subject", metavar="RULE|FINDING")
@judged_inputs
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", show_default=True)
def command(
    subject: str,
    paths: tuple[str, ...],
    profiles: tuple[str, ...],
    variables: tuple[tuple[str, str], ...],
    variable_files: tuple[str, ...],
    color: str,
) -> int:
    """Explain a rule by its id, or a finding by its fingerprint.

    A rule: what it asks, why that matters, what to do, and which settings it reads.
    A finding: PATHS are judged again, with the same options as for `lint`, and the finding whose
    fingerprint begins with FINDING is told with everything that decided it.
    """
    from foureyes.engine.catalogue import load
    from foureyes.reports.explanation import of_finding, of_rule

    rules = {rule.id: rule for rule in load()}
    style = style_for(sys.stdout, color)
    if subject in rules:
        from foureyes.cli.reads import reads

        write(of_rule(rules[subject], reads(rules[subject]), style), sys.stdout)
        return 0
    if not re.fullmatch(r"[0-9a-fA-F]{4,32}", subject):
        raise _nobody(subject, rules)
    finding = _the_one(subject.lower(), judge(paths, profiles, variables, variable_files), paths)
    write(of_finding(finding, rules.get(finding.rule), style), sys.stdout)
    return 0


def _the_one(prefix: str, outcome: Outcome, paths: tuple[str, ...]) -> Finding:
    """The finding that a prefix of its fingerprint names."""
    from foureyes.errors import BadUsage

    found = [one for one in outcome.findings if one.fingerprint.startswith(prefix)]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(f"{one.fingerprint[: len(prefix) + 4]} ({one.resource})" for one in found[:5])
        raise BadUsage(f"several findings begin with {prefix}: {names}", remedy="give more of the fingerprint")
    for error in outcome.coverage.errors:
        tell(error)
    where = ", ".join(paths) or "this folder"
    raise BadUsage(
        f"no finding in {where} begins with {prefix}",
        remedy="give the paths and options that it was found with",
    )


def _nobody(subject: str, rules: dict[str, Rule]) -> Exception:
    from difflib import get_close_matches

    from foureyes.errors import BadUsage

    close = get_close_matches(subject, rules, 3, 0.5)
    remedy = f"did you mean {' or '.join(close)}?" if close else "`foureyes rules` lists them"
    return BadUsage(f"there is no rule {subject!r}", remedy=remedy)
