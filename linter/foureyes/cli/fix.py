"""`foureyes fix`: make settings safe by small edits, each proven by judging the edited text."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

import click

from foureyes.cli.asked import Asked
from foureyes.cli.options import color_option, judged_inputs, seconds_option
from foureyes.cli.output import style_for, tell, write

if TYPE_CHECKING:
    from foureyes.cli.inputs import Judged
    from foureyes.fixing.trial import Fix, State, Trial
    from foureyes.model.finding import Finding
    from foureyes.model.place import Source
    from foureyes.model.repair import Repair
    from foureyes.reports.style import Style

EPILOG = """\b
Examples:
  foureyes fix                                      what would be changed in this folder
  foureyes fix infra/ --write                       change it, as far as that is safe
  foureyes fix main.tf --rule azure-storage-account-accepts-old-tls --write
  foureyes fix --write --unsafe                     also what may shut somebody out
  foureyes fix --profile hardening                  findings of further rules too

\b
Exit codes:
  0  nothing to fix, or all that was asked for is written
  1  there are fixes, and they are not written
  2  wrong usage or configuration
  3  something could not be read or written
"""


@click.command("fix", epilog=EPILOG)
@click.option("--rule", "rules", multiple=True, metavar="ID", help="Fix only findings of this rule. Repeatable.")
@click.option("--write", "writes", is_flag=True, help="Change the files. Without it, only the difference is shown.")
@click.option(
    "--unsafe", is_flag=True, help="Also what may shut somebody out, or make a resource anew. Read the difference."
)
@color_option
@seconds_option
@judged_inputs
def command(
    asked: Asked,
    rules: tuple[str, ...],
    writes: bool,
    unsafe: bool,
    color: str,
    max_seconds: float | None,
) -> int:
    """Show, or write, the smallest edits after which findings under PATHS (default: this folder) are gone.

    Every edit is tried in memory first: the file is read again, nothing but the intended setting may
    differ, and all rules judge the result. What does not take its finding away, or brings another
    one, is not offered. Layout, comments and everything else stay as they are.

    A safe fix turns on or raises encryption in place. An unsafe one may shut somebody out, change
    other resources too, or make a resource anew; such fixes are shown apart and written only with
    --unsafe.
    """
    from foureyes.cli.accepting import accept_in
    from foureyes.cli.inputs import judged
    from foureyes.cli.running import manner
    from foureyes.fixing.plan import FIXABLE, fixes, identity

    run = judged(asked, manner=manner(jobs=1, no_cache=True, max_seconds=max_seconds))
    _check(rules, run)
    accept_in(run, settled=asked.settled)
    for error in run.outcome.coverage.errors:
        tell(error)
    wanted = [
        one
        for one in run.outcome.findings
        if one.is_risky and one.language in FIXABLE and (not rules or one.rule in rules)
    ]
    style = style_for(sys.stdout, color)
    unread = 3 if run.outcome.coverage.errors else 0
    if not wanted:
        write("nothing to fix\n", sys.stdout)
        return unread
    trial = trial_of(run)
    for error in trial.given_up:
        if error not in run.outcome.coverage.errors:
            tell(error)
        unread = 3
    start = trial.state
    safe = list(fixes(trial, wanted, unsafe=False))
    middle = trial.state
    risky = list(fixes(trial, wanted, unsafe=True))
    lines = [
        *_shown("safe", safe, start, middle, trial, style),
        *_shown("unsafe", risky, middle, trial.state, trial, style),
    ]
    write("".join(f"{line}\n" for line in lines), sys.stdout)
    left = sum(1 for one in wanted if trial.finding(*identity(one)) is not None)
    chosen = [*safe, *risky] if unsafe else safe
    if not writes:
        write(f"fixes: {len(safe)} safe, {len(risky)} unsafe; {_findings(left)} without a fix\n", sys.stdout)
        return 1 if safe or risky else unread
    state = trial.state if unsafe else middle
    changed = _write(trial.written(state), trial)
    apart = "" if unsafe or not risky else f"; {len(risky)} unsafe not written (--unsafe)"
    told = f"{_count(chosen)} written to {len(changed)} file{'s' * (len(changed) != 1)}{apart}"
    write(f"{told}\n", sys.stdout)
    return unread


def _count(several: list[Fix]) -> str:
    return f"{len(several)} fix{'es' * (len(several) != 1)}"


def _findings(number: int) -> str:
    return f"{number} finding{'s' * (number != 1)}"


def _check(rules: Iterable[str], run: Judged) -> None:
    """Refuse rules that do not exist."""
    known = {one.id for one in run.outcome.rules}
    if all(rule in known for rule in rules):
        return
    from foureyes.cli.no_rule import no_rule
    from foureyes.engine.catalogue import load

    known = {one.id for one in load(run.packs)}
    for rule in rules:
        if rule not in known:
            raise no_rule(rule, known)


def tell_fixes(run: Judged) -> None:
    """Give every finding of a run the edits that take it away, where there are any."""
    repair = repairs(run)
    for finding in run.outcome.findings:
        finding.repair = repair(finding)


def repairs(run: Judged) -> Callable[[Finding], Repair | None]:
    """What mends a finding of a run. The roots are judged for it once, when the first is asked about."""
    from foureyes.fixing.plan import FIXABLE
    from foureyes.model.place import Place
    from foureyes.model.repair import Repair, Replacement

    trial = cache(lambda: trial_of(run))

    def repair(finding: Finding) -> Repair | None:
        fix = trial().fix(finding) if finding.is_risky and finding.language in FIXABLE else None
        if fix is None:
            return None
        replaced = [Replacement(Place(run.tree.source(one.path), one.start, one.end), one.text) for one in fix.edits]
        return Repair("; ".join(fix.words), fix.hazard.words if fix.hazard else "", tuple(replaced))

    return repair


def trial_of(run: Judged) -> Trial:
    """All roots of the run, judged for fixing: a module that several share must suit them all.

    Nothing is edited but what lies in the folders that are judged, links followed; of a file, in the folder it is in.
    """
    from foureyes.engine.ruleset import RuleSet
    from foureyes.fixing.candidates import is_own
    from foureyes.fixing.plan import roots_of
    from foureyes.fixing.trial import Trial
    from foureyes.sources.discover import discover

    listing, _ = discover(run.chosen, run.tree, run.manner.ignore, run.manner.excluded)
    homes = {os.path.realpath(one if run.tree.is_directory(one) else os.path.dirname(one) or ".") for one in run.chosen}
    excluded = run.manner.excluded or (lambda path: False)

    def may_edit(path: str) -> bool:
        real = os.path.realpath(path)
        return is_own(path) and not excluded(path) and any(_lies_in(real, one) for one in homes)

    found = roots_of(listing, run.tree, run.options.limits)
    return Trial(run.tree, RuleSet(run.packs, run.profiles), run.options, found, may_edit)


def _lies_in(path: str, folder: str) -> bool:
    from foureyes.fixing.candidates import is_own

    inner = os.path.relpath(path, folder)
    return is_own(inner) and not inner.startswith(os.pardir)


def _shown(kind: str, several: list[Fix], before: State, after: State, trial: Trial, style: Style) -> list[str]:
    """What the fixes of one kind do, and the difference they make."""
    from foureyes.fixing.diff import difference
    from foureyes.reports.secrets import masked
    from foureyes.reports.style import BOLD, CYAN, DIM, RED, clean

    if not several:
        return []
    lines = [style.paint(f"{kind}: {_count(several)}", BOLD)]
    for one in several:
        why = f" ({one.hazard.words})" if one.hazard else ""
        what = clean(f"{one.finding.resource}: {'; '.join(one.words)}")
        lines.append(f"  {clean(one.finding.rule)}  {what}{style.paint(why, DIM)}")
    lines.append("")
    for path, source in sorted(trial.written(after).items()):
        old: Source = before.changed.get(path) or trial.tree.source(path)
        yaml = path.endswith((".yaml", ".yml", ".template"))
        for line in difference(old, source, lambda text, yaml=yaml: masked(text, yaml=yaml)):  # type: ignore[misc]
            colour = {"+": CYAN, "-": RED, "@": DIM}.get(line[:1], "")
            lines.append(
                style.paint(clean(line.replace("\t", "    ")) if style.colour else line, colour) if colour else line
            )
    return [*lines, ""]


def _write(changed: dict[str, Source], trial: Trial) -> list[str]:
    """Write the files that differ, each whole or not at all; none where one cannot be, or was changed meanwhile."""
    from foureyes.errors import FoureyesError
    from foureyes.fixing.edit import encoded
    from foureyes.fixing.exchange import Exchange
    from foureyes.sources.working_tree import decoded

    with Exchange() as exchange:
        for path, source in sorted(changed.items()):
            before = trial.tree.bytes(path)
            if decoded(before, path) != trial.tree.source(path).text:
                raise FoureyesError("the file has changed meanwhile", path=path, remedy="run the command again")
            data = encoded(source.text, before)
            if data != before:
                exchange.prepare(path, before, data)
        return exchange.finish()
