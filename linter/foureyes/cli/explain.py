"""`foureyes explain`: a rule's texts, or the whole trail of findings."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from foureyes.cli.asked import Asked
from foureyes.cli.exposures import standing
from foureyes.cli.no_rule import no_rule
from foureyes.cli.options import color_option, judged_inputs
from foureyes.cli.output import style_for, tell, write

if TYPE_CHECKING:
    from foureyes.model.finding import Finding
    from foureyes.model.place import Place

EPILOG = """\b
Examples:
  foureyes explain azure-blob-container-open-to-everyone
  foureyes explain 3fa9c1d2
  foureyes explain 3fa9c1d2 infra/ --var env=prod
  foureyes explain aws_s3_bucket.logs
  foureyes explain infra/main.tf:12
"""

HANDLE = re.compile(r"[0-9a-fA-F]{4,32}")
RULE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){2,}")


@click.command("explain", epilog=EPILOG)
@click.argument("subject", metavar="RULE|FINDING|RESOURCE|FILE:LINE")
@judged_inputs
@color_option
def command(subject: str, asked: Asked, color: str) -> int:
    """Explain a rule by its id, or findings by fingerprint, resource or line.

    A rule: what it asks, why that matters, what to do, which settings it reads, and their defaults.
    A finding: PATHS are judged again, with the same options as for `lint`, and what decided it is told
    step by step, with the defaults that hold and where they are known from. FINDING is the beginning of
    its fingerprint; for a RESOURCE or a line of a file, all findings there are told.
    """
    from foureyes.cli.reads import reads
    from foureyes.engine.catalogue import load
    from foureyes.reports.explanation import of_finding, of_rule

    rules = {rule.id: rule for rule in load()}
    style = style_for(sys.stdout, color)
    if subject in rules:
        write(of_rule(rules[subject], reads(rules[subject]), style), sys.stdout)
        return 0
    if RULE.fullmatch(subject):
        raise no_rule(subject, rules)
    file, line = _line(subject)
    paths = asked.paths or ((file,) if file else ())
    run = standing(asked._replace(paths=paths), roots_of=not asked.paths and line > 0)
    accepted = {id(one.finding): one for one in run.outcome.accepted}
    everything = [*run.outcome.findings, *(one.finding for one in run.outcome.accepted)]
    found = _meant(subject, file, line, everything)
    if not found:
        for error in run.outcome.coverage.errors:
            tell(error)
        raise _nothing(subject, asked.paths)
    told = []
    for finding in found:
        rule = rules.get(finding.rule)
        told.append(of_finding(finding, rule, style, reads(rule) if rule else (), accepted.get(id(finding))))
    write("\n".join(told), sys.stdout)
    return 0


def _line(subject: str) -> tuple[str, int]:
    """File and line, where the subject is of that form and the file is there."""
    file, _, number = subject.rpartition(":")
    return (file, int(number)) if number.isdecimal() and os.path.isfile(file) else ("", 0)


def _meant(subject: str, file: str, line: int, findings: Sequence[Finding]) -> list[Finding]:
    """The findings that a subject means: one by its fingerprint, or all of a resource or line."""
    from foureyes.errors import BadUsage

    if line:
        path = os.path.realpath(file)
        return [one for one in findings if any(_covers(place, path, line) for place in _places(one))]
    of_resource = [one for one in findings if one.resource.lower() == subject.lower()]
    if of_resource or not HANDLE.fullmatch(subject):
        return of_resource
    found = [one for one in findings if one.fingerprint.startswith(subject.lower())]
    if len(found) > 1:
        names = ", ".join(f"{one.fingerprint[: len(subject) + 4]} ({one.resource})" for one in found[:5])
        raise BadUsage(f"several findings begin with {subject}: {names}", remedy="give more of the fingerprint")
    return found


def _places(finding: Finding) -> list[Place]:
    """Where a finding is: the resource and everything that decided it."""
    facts = [fact.place for fact in finding.facts if fact.place is not None]
    steps = [step.place for fact in finding.facts for step in fact.trail if step.place is not None]
    return [finding.span, finding.place, *facts, *steps]


def _covers(place: Place, path: str, line: int) -> bool:
    return place.line <= line <= place.end_line and os.path.realpath(place.path) == path


def _nothing(subject: str, paths: Sequence[str]) -> Exception:
    from foureyes.errors import BadUsage

    what = f"begins with {subject}" if HANDLE.fullmatch(subject) else f"is on {subject}"
    return BadUsage(
        f"no finding in {', '.join(paths) or 'this folder'} {what}",
        remedy="give the paths and options that it was found with",
    )
