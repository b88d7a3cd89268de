"""`foureyes gate check`, `show`, `who` and `explain`: what a change needs, and whether it has it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import click

from foureyes.cli.gate_change import Change, NoPolicy, now
from foureyes.cli.gate_inputs import change_inputs, opened
from foureyes.cli.gate_summary import append, markdown, undecided
from foureyes.cli.output import write
from foureyes.errors import BadUsage, FoureyesError
from foureyes.gate.independence import Work
from foureyes.gate.ssh import check_version
from foureyes.gate.verdict import Code, Verdict
from foureyes.gate.words import plain, shown, told


@click.command("check")
@change_inputs
@click.option("--staged", is_flag=True, help="Judge what is staged instead of --head.")
@click.option("--advise", is_flag=True, help="Tell, but do not fail for want of a sign-off.")
@click.option("--github", is_flag=True, help="Judge what the GitHub event of this run is about.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", help="How to tell the verdict."
)
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@click.option("--summary", metavar="FILE", default="", help="Add the verdict to a file, too, as Markdown.")
def check(
    base: str, head: str, branch: str, repo: str, staged: bool, advise: bool, github: bool, form: str, summary: str
) -> int:  # fmt: skip
    """Say whether the change may land.

    With --github and the environment's GITHUB_TOKEN, GitHub is asked who opened the pull request, who pushed, and
    which reviews and signed comments there are. Nothing else in foureyes uses a network.
    """
    check_version()
    if advise and os.environ.get("CI"):
        raise BadUsage("--advise lets everything pass, and this is a CI run", remedy="leave it to hooks on laptops")
    if github and (base or branch or staged or head != "HEAD"):
        raise BadUsage("--github takes base, head and branch from the event", remedy="leave them out")
    try:
        with _by_event(repo) if github else _by_options(base, head, branch, repo, staged) as changes:
            verdicts = [(change, change.decide(now())) for change in changes]
            text = markdown(verdicts) if summary or form == "markdown" else ""
    except NoPolicy as error:
        if not advise:
            raise
        # The very change that brings the policy must be able to leave the laptop.
        write(f"nothing to advise: {error}\n", sys.stdout)
        return 0
    except FoureyesError as error:
        if summary:
            append(summary, undecided(error))
        raise
    code = worst(one.code for _, one in verdicts)
    if summary:
        append(summary, text)
    write(
        text if form == "markdown" else _as_json([one for _, one in verdicts], code) if form == "json"
        else "".join(told(one) for _, one in verdicts),
        sys.stdout,
    )  # fmt: skip
    return 0 if advise and code == 1 else int(code)


def _by_event(repo: str) -> AbstractContextManager[list[Change]]:
    # Imported here: this alone can speak to a network.
    from foureyes.cli.gate_github import opened_by_event

    return opened_by_event(repo)


@contextmanager
def _by_options(base: str, head: str, branch: str, repo: str, staged: bool) -> Iterator[list[Change]]:
    with opened(base, head, branch, repo, staged) as change:
        yield [change]


def worst(codes: Iterable[Code]) -> Code:
    """The code of several verdicts: refused evidence, else a missing sign-off, else none."""
    return max(codes, default=Code.PASSED)


def _as_json(verdicts: list[Verdict], code: Code) -> str:
    """One report; of a merge group or push of several changes, the changes' reports in it."""
    reports = [_report(one) for one in verdicts]
    if len(reports) == 1:
        return json.dumps(reports[0], indent=2) + "\n"
    return json.dumps({"version": 1, "exit_code": int(code), "changes": reports}, indent=2) + "\n"


def _report(verdict: Verdict) -> dict[str, Any]:
    risks = [
        {
            "id": one.id,
            "kind": one.risk.kind.value,
            "severity": str(one.risk.severity),
            "environment": one.risk.environment,
            "rule": one.risk.rule,
            "resource": one.risk.resource,
            "deployment": one.risk.deployment,
            "text": one.risk.text,
            "details": list(one.risk.details),
            "path": one.risk.path,
            "line": one.risk.line,
            "covered": one.is_covered,
            "signed_by": one.signed_by,
            "needs": list(dict.fromkeys(one.missing)),
            "able": one.able,
            "dead": list(dict.fromkeys(one.dead)),
            "own": one.own,
            "break_glass": one.broken_glass,
        }
        for one in verdict.risks
    ]
    return {
        "version": 1,
        "exit_code": int(verdict.code),
        "code": verdict.set_code if risks else "",
        "risks": risks,
        "refused": [str(one) for one in verdict.refused],
        "blocked": verdict.blocked,
        "contributors": sorted(verdict.work.contributors),
        "unknown_authors": sorted(verdict.work.unknown),
        "notes": verdict.notes,
    }


@click.command("show")
@change_inputs
def show(base: str, head: str, branch: str, repo: str) -> int:
    """Show what a reviewer is asked to sign, recomputed from this clone."""
    with opened(base, head, branch, repo) as change:
        write(shown(change.risks, change.scope), sys.stdout)
        if change.risks:
            verdict = change.decide(now())
            write(f"code {verdict.set_code}\n", sys.stdout)
    return 0


@click.command("who")
@change_inputs
def who(base: str, head: str, branch: str, repo: str) -> int:
    """Say who may sign each risk, and why others may not."""
    check_version()
    with opened(base, head, branch, repo) as change:
        verdict = change.decide(now())
        people = change.standpoint.people
    lines = []
    for number, one in enumerate(verdict.risks, 1):
        lines.append(f"{number}. {plain(one.risk.text)}")
        lines.append(f"     {'nobody more is needed' if one.is_covered else _able(one.able)}")
        lines += [
            f"     {person.id}: {_why_not(person.id, verdict.work.on(one.id), one.signed_by, bool(person.keys))}"
            for person in people.all.values()
            if person.id not in one.able
        ]
    write("\n".join(lines or ["nothing in this change needs a second person"]) + "\n", sys.stdout)
    return 0


def _able(able: list[str]) -> str:
    return f"may sign: {', '.join(able)}" if able else "nobody can sign: enrol somebody, or let others make the change"


def _why_not(person: str, work: Work, signed: list[str], has_key: bool) -> str:
    if person in signed:
        return "has signed"
    if person in work.contributors:
        return work.contributors[person]
    return "is in none of the groups that are needed" if has_key else "has no key or account enrolled that counts here"


@click.command("explain")
@click.argument("risk")
@change_inputs
def explain(risk: str, base: str, head: str, branch: str, repo: str) -> int:
    """Explain one risk by its number or the start of its id: before, after, and what it rests on."""
    check_version()
    with opened(base, head, branch, repo) as change:
        verdict = change.decide(now())
        scope = change.scope
        rules = change.standpoint.policy.rules_for
    for number, one in enumerate(verdict.risks, 1):
        if risk == str(number) or (len(risk) >= 6 and one.id.startswith(risk.lower())):
            write(shown([one.risk], scope), sys.stdout)
            needs = [str(need) for rule in rules(one.risk) for need in rule.needs]
            write(f"     the policy asks for {', '.join(needs)}\n", sys.stdout)
            for text in dict.fromkeys(one.dead):
                write(f"     x {plain(text)}\n", sys.stdout)
            return 0
    raise BadUsage(f"this change brings no risk {risk!r}", remedy="`foureyes gate check` lists them")
