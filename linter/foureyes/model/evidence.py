"""Evidence: a three-valued answer with the facts that decided it (Kleene logic with places)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from foureyes.model.decision import Choice, Decision, Outcomes, combine, leaves, paths
from foureyes.model.limits import too_many_conditions
from foureyes.model.place import Place
from foureyes.model.value import Step, Value


class Answer(Enum):
    """Whether the question is answered with yes or no, or cannot be told."""

    YES = "yes"
    NO = "no"
    UNSURE = "cannot tell"


class Fact(NamedTuple):
    """One thing that decided an answer: `public_access is true`, where, and how it came there."""

    text: str
    place: Place | None = None
    trail: tuple[Step, ...] = ()
    setting: str = ""
    resource: str = ""
    """The address of the resource whose setting it tells; empty: the finding's own, or none in particular."""


class Verdict(NamedTuple):
    """A certain leaf of evidence."""

    answer: Answer
    facts: tuple[Fact, ...] = ()


class Outcome(NamedTuple):
    """Evidence summed up: `when` says under which open conditions the answer is yes."""

    answer: Answer
    facts: tuple[Fact, ...]
    when: str
    subjects: frozenset[str] = frozenset()
    """What those conditions are about."""


MAX_FACTS = 20
MAX_WAYS = 3


class Evidence:
    """A decision over verdicts. Join with `&`, `|`, `~`, `any_of`, `all_of`; never with `and`, `or`, `not`."""

    __slots__ = ("decision",)

    def __init__(self, decision: Decision[Verdict]) -> None:
        self.decision = decision

    def __and__(self, other: Evidence) -> Evidence:
        return Evidence(combine(_both, self.decision, other.decision, overflow=too_many))

    def __or__(self, other: Evidence) -> Evidence:
        return Evidence(combine(_either, self.decision, other.decision, overflow=too_many))

    def __invert__(self) -> Evidence:
        return Evidence(combine(_opposite, self.decision, overflow=too_many))

    def __bool__(self) -> bool:
        raise TypeError("evidence has three answers: join it with &, | and ~ instead of and, or, not")

    def __repr__(self) -> str:
        return f"Evidence({self.decision!r})"

    def is_ruled_out(self) -> bool:
        """Whether it is no in all cases: then `&` gives just this, whatever it is joined with."""
        return all(verdict.answer is Answer.NO for verdict in leaves(self.decision))

    def within(self, exists: Value) -> Evidence:
        """The evidence where the resource exists; moot (no facts, answer no) where it does not."""
        return Evidence(combine(_where_it_exists, exists, self.decision, overflow=too_many))

    def outcome(self) -> Outcome:
        """One answer for all cases: yes or no when they agree, else cannot tell, and when it is yes."""
        verdicts = [verdict for verdict in leaves(self.decision) if verdict is not MOOT]
        if not verdicts:
            return Outcome(Answer.NO, (), "")
        answers = {verdict.answer for verdict in verdicts}
        wanted = next(one for one in (Answer.YES, Answer.UNSURE, Answer.NO) if one in answers)
        answer = wanted if len(answers) == 1 else Answer.UNSURE
        if not isinstance(self.decision, Choice):
            return Outcome(answer, verdicts[0].facts, "")
        decision: Choice[Verdict] = self.decision
        ways = list(paths(decision, lambda one: one is not MOOT and one.answer is wanted, MAX_WAYS + 1))
        when = _conditions([outcomes for outcomes, _ in ways]) if wanted is Answer.YES else ""
        subjects = frozenset(test.subject for outcomes, _ in ways for test, _ in outcomes) if when else frozenset()
        return Outcome(answer, ways[0][1].facts, when, subjects)


MOOT = Verdict(Answer.NO, (Fact("the resource does not exist"),))


def too_many() -> Verdict:
    """What evidence becomes when its cases outgrow the bound."""
    return Verdict(Answer.UNSURE, (Fact(too_many_conditions()),))


def _merge(*groups: tuple[Fact, ...]) -> tuple[Fact, ...]:
    merged: dict[Fact, None] = {}
    for group in groups:
        merged.update(dict.fromkeys(group))
    return tuple(merged)[:MAX_FACTS]


def _both(left: Verdict, right: Verdict) -> Verdict:
    if left.answer is Answer.NO:
        return left
    if right.answer is Answer.NO:
        return right
    answer = Answer.YES if left.answer is right.answer is Answer.YES else Answer.UNSURE
    return Verdict(answer, _merge(left.facts, right.facts))


def _either(left: Verdict, right: Verdict) -> Verdict:
    for wanted in (Answer.YES, Answer.UNSURE):
        if left.answer is wanted or right.answer is wanted:
            return Verdict(wanted, _merge(*(one.facts for one in (left, right) if one.answer is wanted)))
    return Verdict(Answer.NO, _merge(left.facts, right.facts))


def _opposite(verdict: Verdict) -> Verdict:
    swapped = {Answer.YES: Answer.NO, Answer.NO: Answer.YES, Answer.UNSURE: Answer.UNSURE}
    return Verdict(swapped[verdict.answer], verdict.facts)


def _where_it_exists(exists: object, verdict: Verdict) -> Verdict:
    return MOOT if getattr(exists, "scalar", None) is False else verdict


def _conditions(ways: list[Outcomes]) -> str:
    """The ways to a yes in words. A test failed on the way to another of the same subject goes unsaid."""
    said: dict[str, None] = {}
    for outcomes in ways:
        settled = {test.subject for test, holds in outcomes if holds}
        words = [test.sentence(holds) for test, holds in outcomes if holds or test.subject not in settled]
        said[" and ".join(words)] = None
    return " or ".join(list(said)[:MAX_WAYS]) + (" or in further cases" if len(said) > MAX_WAYS else "")


def yes(text: str = "", place: Place | None = None, trail: tuple[Step, ...] = (), setting: str = "") -> Evidence:
    """Evidence that surely holds; without a text, nothing to point at."""
    return Evidence(Verdict(Answer.YES, (Fact(text, place, trail, setting),) if text else ()))


def no(text: str = "", place: Place | None = None, trail: tuple[Step, ...] = (), setting: str = "") -> Evidence:
    """Evidence that surely does not hold."""
    return Evidence(Verdict(Answer.NO, (Fact(text, place, trail, setting),) if text else ()))


def unsure(text: str, place: Place | None = None, trail: tuple[Step, ...] = (), setting: str = "") -> Evidence:
    """Evidence that cannot be told, and why."""
    return Evidence(Verdict(Answer.UNSURE, (Fact(text, place, trail, setting),)))


def any_of(several: Iterable[Evidence]) -> Evidence:
    """Yes if one is; of an empty set, no."""
    result = no()
    for one in several:
        result = result | one
    return result


def all_of(several: Iterable[Evidence]) -> Evidence:
    """Yes if all are; of an empty set, yes."""
    result = yes()
    for one in several:
        result = result & one
    return result


__all__ = [
    "MOOT",
    "Answer",
    "Choice",
    "Evidence",
    "Fact",
    "Outcome",
    "Verdict",
    "all_of",
    "any_of",
    "no",
    "too_many",
    "unsure",
    "yes",
]
