"""The verdict as Markdown that a reviewer can act on: before and after, who may sign, and how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foureyes.cli.gate_change import Change
from foureyes.cli.output import check_links
from foureyes.errors import BadUsage, FoureyesError
from foureyes.gate.evidence import Source
from foureyes.gate.risk import full_code_of
from foureyes.gate.verdict import Code, RiskVerdict, Verdict
from foureyes.gate.words import escaped
from foureyes.reports.markdown_text import plain as inert

MAX_RISKS = 50
"""How many risks are told at length: a job's summary may have a megabyte."""

_STATES = {
    Code.PASSED: "nothing is missing",
    Code.MISSING: "a second person has to agree",
    Code.REFUSED: "a sign-off was refused",
}


def append(path: str, text: str) -> None:
    """Add the text to a file, as a job's summary wants it."""
    check_links(path)
    try:
        with open(path, "a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise BadUsage(f"it cannot be written: {error.strerror}", path=path) from None


def markdown(verdicts: Iterable[tuple[Change, Verdict]]) -> str:
    """The verdicts, one after the other."""
    return "\n".join(line for change, verdict in verdicts for line in _lines(change, verdict)) + "\n"


def undecided(error: FoureyesError) -> str:
    """Why there is no verdict. It counts as a refusal."""
    return f"## foureyes gate: cannot be decided\n\n{_text(str(error))}\n"


def _lines(change: Change, verdict: Verdict) -> Iterator[str]:
    yield f"## foureyes gate: {_STATES.get(verdict.code, 'cannot be decided')}"
    yield ""
    if not verdict.risks:
        yield "Nothing in this change needs a second person."
    else:
        unsigned = sum(1 for one in verdict.risks if not one.is_covered)
        state = f"{unsigned} of {len(verdict.risks)} unsigned" if unsigned else f"all {len(verdict.risks)} signed"
        yield f"**{state}**, code {_code(verdict.set_code)}, {_text(change.head[:12])} into {_text(change.branch)}"
    for refusal in verdict.refused:
        yield f"\n> **Refused:** {_text(str(refusal))}"
    if verdict.blocked and verdict.risks:
        yield f"\n> **Blocked:** {_text(verdict.blocked)}"
    for number, one in enumerate(verdict.risks[:MAX_RISKS], 1):
        yield from _risk(number, one, change)
    if len(verdict.risks) > MAX_RISKS:
        yield f"\nAnd {len(verdict.risks) - MAX_RISKS} more: `foureyes gate show` tells them all."
    if any(not one.is_covered for one in verdict.risks):
        yield from _what_to_do(change, verdict)
    if verdict.risks and (verdict.work.contributors or verdict.work.unknown):
        yield from _authors(verdict)
    if verdict.notes:
        yield "\n<details><summary>Notes</summary>\n"
        yield from (f"- {_text(one)}" for one in verdict.notes)
        yield "\n</details>"
    yield ""


def _risk(number: int, verdict: RiskVerdict, change: Change) -> Iterator[str]:
    risk = verdict.risk
    mark = "signed" if verdict.is_covered else "needs a sign-off"
    yield f"\n### {number}. {_text(risk.environment)}: {_text(risk.message)} ({mark})\n"
    yield f"{_code(risk.resource)}{_deployment(risk.deployment)}, {risk.kind.value}, {risk.severity}"
    yield f"at {_code(f'{risk.path}:{risk.line}')}\n"
    yield "| | before | after |\n| --- | --- | --- |"
    yield f"| the answer | {_text(risk.before or 'nothing')} | {_text(risk.after or 'nothing')} |"
    for detail in risk.details:
        label, _, values = detail.partition(": ")
        before, arrow, after = values.partition(" -> ")
        was, now = (before, after) if arrow else ("", before)
        yield f"| {_text(label)} | {_code(was)} | {_code(now)} |"
    yield ""
    if verdict.signed_by:
        yield f"- signed by {', '.join(verdict.signed_by)}"
    if verdict.broken_glass:
        yield f"- **break-glass**: {verdict.broken_glass} passes this alone; somebody else has to review it afterwards"
    elif verdict.missing:
        needs = "; ".join(dict.fromkeys(verdict.missing))
        yield f"- needs {_text(needs)}"
        yield f"- may sign: {', '.join(verdict.able) if verdict.able else '**nobody who could is left**'}"
    yield from (f"- {_text(one)}" for one in dict.fromkeys(verdict.dead))
    yield from (f"- the sign-off by {one} does not count: {one} had a hand in the change" for one in verdict.own)


def _deployment(name: str) -> str:
    return f" with {_code(name)}" if name else ""


def _what_to_do(change: Change, verdict: Verdict) -> Iterator[str]:
    open_ones = [one for one in verdict.risks if not one.is_covered]
    rules = [rule for one in open_ones for rule in change.standpoint.policy.rules_for(one.risk)]
    ways = {source for rule in rules for source in rule.sources}
    by_code = all(Source.CODE in rule.sources and not rule.presence for rule in rules)
    yield "\n### What a reviewer does\n"
    if Source.FILE in ways or Source.COMMENT in ways:
        yield "In a clone of this repository, with the SSH key that is enrolled:\n"
        yield "```sh"
        yield "git fetch origin"
        yield f"foureyes gate show --base origin/{escaped(change.branch)} --head {change.head}"
        yield (
            f"foureyes gate sign {verdict.set_code} --base origin/{escaped(change.branch)} --head {change.head}"
            ' --reason "why this is right"'
        )
        yield "```\n"
        yield "Commit the two files it writes to the change, or give them to its author to commit"
        yield "(with `--print`: paste what it prints into a comment here)."
    if by_code and any(person.github_id for person in change.standpoint.people.all.values()):
        yield "\nOr approve the pull request on GitHub, with this code in the text of the review:\n"
        yield f"```\n{verdict.set_code}\n```\n"
        full = full_code_of((one.risk for one in verdict.risks), verdict.scope)
        yield f"<details><summary>The whole of it</summary>\n\n`{full}`\n\n</details>"


def _authors(verdict: Verdict) -> Iterator[str]:
    yield "\n<details><summary>Who may not sign</summary>\n"
    yield from (f"- {person}: {_text(why)}" for person, why in verdict.work.contributors.items())
    if verdict.work.unknown:
        yield f"- unknown authors: {', '.join(_text(one) for one in sorted(verdict.work.unknown))}"
    yield "\n</details>"


def _text(text: str) -> str:
    return inert(escaped(text)).replace("::", ":&#58;")


def _code(text: str) -> str:
    return f"<code>{_text(text)}</code>" if text else ""
