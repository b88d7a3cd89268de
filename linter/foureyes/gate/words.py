"""What the gate tells people: the risks, who may sign, and why a sign-off does not count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from foureyes.gate.independence import Work
from foureyes.gate.risk import Risk
from foureyes.gate.verdict import Code, RiskVerdict, Verdict

SAFE = str.maketrans({"`": "'", "|": "/"})
OURS = frozenset("\u201c\u201d\u2018\u2019\u2026")
"""Characters beyond ASCII that our own sentences use."""
_TAG = re.compile(r"<(?=[A-Za-z/!?])|(?<!\S):(?=:)|#(?=#\[)")
"""What could begin a tag, or a command to the CI runner, which begins its line."""


def plain(text: str) -> str:
    """Text from the repository made harmless for terminals, logs and Markdown."""
    return _TAG.sub(r"\g<0> ", escaped(text).translate(SAFE))


def escaped(text: str) -> str:
    """Text in which every character is seen for what it is."""
    return "".join(one if (one.isascii() and one.isprintable()) or one in OURS else _escaped(one) for one in text)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode()


def told(verdict: Verdict, next_step: bool = True) -> str:
    """The verdict as text."""
    return "\n".join(_lines(verdict, next_step)) + "\n"


def _lines(verdict: Verdict, next_step: bool) -> Iterator[str]:
    for refusal in verdict.refused:
        yield f"x {plain(str(refusal))}"
    if not verdict.risks:
        yield "nothing in this change needs a second person"
    else:
        count = len(verdict.risks)
        open_count = sum(1 for one in verdict.risks if not one.is_covered)
        what = "change needs" if count == 1 else "changes need"
        state = f"{open_count} unsigned" if open_count else "all signed"
        yield f"{count} {what} a second person, {state}  (code {verdict.set_code})"
    for number, one in enumerate(verdict.risks, 1):
        yield from _risk(number, one)
    if verdict.blocked and verdict.risks:
        yield f"x blocked: {plain(verdict.blocked)}"
    if verdict.risks:
        yield from _authors(verdict.work)
    yield from (f"note: {plain(one)}" for one in verdict.notes)
    if next_step and verdict.code is not Code.PASSED:
        yield "next: ask one of them to run  foureyes gate show  and  foureyes gate sign " + verdict.set_code


def _risk(number: int, verdict: RiskVerdict) -> Iterator[str]:
    mark = "+" if not verdict.missing else "!!" if verdict.broken_glass else "!"
    risk = verdict.risk
    where = f"{risk.resource} in {risk.deployment}" if risk.deployment else risk.resource
    yield f"  {mark} {number}. {risk.environment}  {plain(where)}"
    yield f"       {plain(risk.message)}  ({plain(risk.before or 'nothing')} -> {plain(risk.after or 'nothing')})"
    yield from (f"       {line}" for line in where_and_what(risk))
    if verdict.signed_by:
        yield f"       signed by {', '.join(verdict.signed_by)}"
    for one in dict.fromkeys(verdict.dead):
        yield f"       x {plain(one)}"
    for one in verdict.own:
        yield f"       x the sign-off by {one} does not count: {one} had a hand in the change"
    if verdict.broken_glass:
        yield f"       BREAK-GLASS: {verdict.broken_glass} passes this alone; somebody else has to review it afterwards"
    elif verdict.missing:
        able = f": {', '.join(verdict.able)}" if verdict.able else ", but nobody who could is left"
        yield f"       needs {plain('; '.join(dict.fromkeys(verdict.missing)))}{able}"


def where_and_what(risk: Risk) -> Iterator[str]:
    """Where a risk is, and the settings that changed."""
    yield f"{risk.kind.value}, {risk.severity}, {plain(risk.path)}:{risk.line}"
    yield from (plain(one) for one in risk.details)


def _authors(work: Work) -> Iterator[str]:
    for person, why in work.contributors.items():
        yield f"{person} cannot sign: {person} {plain(why)}"
    if work.unknown:
        yield f"unknown authors: {', '.join(plain(one) for one in sorted(work.unknown))}"


def shown(risks: Iterable[Risk], scope: str) -> str:
    """What a reviewer is asked to sign: every risk with the posture it is accepted in."""
    lines = []
    for number, risk in enumerate(risks, 1):
        lines.append(f"{number}. {plain(risk.text)}")
        lines += [f"     {line}" for line in where_and_what(risk)]
        lines.append(f"     id {risk.id(scope)}")
        if risk.posture:
            lines.append("     accepted only as long as nothing of this gets worse:")
        lines += [f"       {plain(key)} = {plain(value)}" for key, (_, value) in sorted(risk.posture.items())]
    return "\n".join(lines) + "\n" if lines else "nothing in this change needs a second person\n"
