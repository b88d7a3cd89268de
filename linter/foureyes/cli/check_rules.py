"""`foureyes check-rules`: rules of one's own, tried on their cases."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator
from typing import NamedTuple

import click

from foureyes.cli.codes import CLEAN, RISKY
from foureyes.cli.output import tell, write

EPILOG = """\b
Examples:
  foureyes check-rules policies

\b
Exit codes:
  0  every case is judged as its name says
  1  one is not, a rule has none, or a file of rules cannot be loaded
  2  wrong usage
"""

ANSWERS = {"flagged": "risky", "clean": "silent", "unsure": "cannot tell"}
SUFFIXES = (".tf", ".tofu", ".json", ".bicep", ".yaml", ".yml")


class Case(NamedTuple):
    """A file that a rule is tried on."""

    rule: str
    path: str
    expected: str


@click.command("check-rules", epilog=EPILOG)
@click.argument("folder", type=click.Path(file_okay=False))
def command(folder: str) -> int:
    """Try the rules in FOLDER on the cases in FOLDER/cases. Their code runs.

    Cases of a rule are `cases/RULE/flagged.tf`, `clean.bicep`, `unsure-by-variable.yaml`, …: the
    word before the first hyphen or dot says what is to come out: risky, nothing, cannot tell.
    """
    from foureyes.engine.house_rules import pack_of
    from foureyes.engine.ruleset import RuleSet
    from foureyes.model.rule import DEFAULT_PROFILE, PROFILES

    pack = pack_of(folder)
    rules = RuleSet((pack,), (DEFAULT_PROFILE, *PROFILES))
    for fault in rules.faults:
        tell(fault)
    cases = list(_cases(folder))
    failed = len(rules.faults)
    for case in cases:
        answer = _answer(case, pack, rules.all)
        if answer != case.expected:
            failed += 1
            write(f"{case.path}: {case.rule} says {answer}, not {case.expected}\n", sys.stdout)
    for rule in sorted(set(rules.all) - {case.rule for case in cases}):
        failed += 1
        write(f"{rule} has no case: write {folder}/cases/{rule}/flagged.tf\n", sys.stdout)
    write(f"{len(rules.all)} rules, {len(cases)} cases, {failed} wrong\n", sys.stdout)
    return RISKY if failed else CLEAN


def _cases(folder: str) -> Iterator[Case]:
    for home, _, names in sorted(os.walk(os.path.join(folder, "cases"))):
        for name in sorted(names):
            sort = name.partition(".")[0].partition("-")[0]
            if sort in ANSWERS and name.endswith(SUFFIXES):
                yield Case(os.path.basename(home), os.path.join(home, name), ANSWERS[sort])


def _answer(case: Case, pack: str, known: Collection[str]) -> str:
    """What a rule says of a case, or why it says nothing."""
    from foureyes.model.rule import DEFAULT_PROFILE, PROFILES
    from foureyes.run import Manner, lint
    from foureyes.sources.single import SingleFile

    if case.rule not in known:
        return "nothing (there is no such rule)"
    asked = (DEFAULT_PROFILE, *PROFILES)
    outcome = lint((case.path,), SingleFile(case.path), packs=(pack,), profiles=asked, manner=Manner(ignore=False))
    faults = [one for one in outcome.coverage.errors if one.path and not one.path.endswith(".py")]
    if faults:
        return f"nothing ({faults[0]})"
    answers = {one.is_risky for one in outcome.findings if one.rule == case.rule}
    return "risky" if True in answers else "cannot tell" if answers else "silent"
