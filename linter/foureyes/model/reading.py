"""Readings: a setting's value in one resource, and the questions rules ask of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from foureyes.model.decision import Decision, combine
from foureyes.model.evidence import Answer, Evidence, Fact, Verdict, any_of, too_many, unsure
from foureyes.model.place import Place
from foureyes.model.value import Absent, Known, Leaf, ListValue, Scalar, Unknown, Value, nearer, shown

if TYPE_CHECKING:
    from foureyes.model.kind import Kind


class Reading:
    """What a setting is, ready to be asked. Every question yields evidence, never a bare truth."""

    __slots__ = ("kind", "label", "levels", "value")

    def __init__(self, value: Value, label: str, kind: Kind, levels: tuple[Scalar, ...] = ()) -> None:
        self.value = value
        self.label = label
        self.kind = kind
        self.levels = levels

    def judge(self, question: Callable[[Leaf], bool | None], words: str = "") -> Evidence:
        """Ask a question of each leaf: true, false, or None where it cannot be told.

        Absent is passed to the question too; an unknown is not, its answer is always cannot tell.
        `words` overrides how the fact is told.
        """

        def verdict(leaf: Leaf) -> Verdict:
            if isinstance(leaf, Unknown):
                return Verdict(Answer.UNSURE, (self._fact(leaf, f"`{self.label}` cannot be told: {leaf.reason}"),))
            truth = question(leaf)
            answer = Answer.UNSURE if truth is None else Answer.YES if truth else Answer.NO
            return Verdict(answer, (self._fact(leaf, words or self._told(leaf)),))

        return Evidence(combine(verdict, self.value, overflow=too_many))

    def _told(self, leaf: Leaf) -> str:
        for step in leaf.trail[:1]:
            if step.text.startswith(f"`{self.label}` is not set"):
                return step.text
        return f"`{self.label}` is {shown(getattr(leaf, 'spelled', leaf))}"

    def _fact(self, leaf: Leaf, text: str) -> Fact:
        return Fact(text, leaf.place or self.kind.place, leaf.trail, self.label, self.kind.resource.address)

    def is_true(self) -> Evidence:
        return self.judge(_truth)

    def is_false(self) -> Evidence:
        return ~self.is_true()

    def is_in(self, *wanted: Scalar) -> Evidence:
        """Whether it is one of these, without regard to case. What is not set is none of them."""
        folded = {_folded(one) for one in wanted}

        def verdict(leaf: Leaf) -> Verdict:
            if isinstance(leaf, Unknown):
                if not any(leaf.may_be(one) for one in folded):
                    return Verdict(Answer.NO, (self._fact(leaf, f"`{self.label}` is something else"),))
                return Verdict(Answer.UNSURE, (self._fact(leaf, f"`{self.label}` cannot be told: {leaf.reason}"),))
            if isinstance(leaf, Absent):
                return Verdict(Answer.NO, (self._fact(leaf, self._told(leaf)),))
            if not isinstance(leaf, Known):
                return Verdict(Answer.UNSURE, (self._fact(leaf, f"`{self.label}` is {shown(leaf)}"),))
            answer = Answer.YES if _folded(leaf.scalar) in folded else Answer.NO
            return Verdict(answer, (self._fact(leaf, self._told(leaf)),))

        return Evidence(combine(verdict, self.value, overflow=too_many))

    def equals(self, wanted: Scalar) -> Evidence:
        return self.is_in(wanted)

    def at_least(self, level: Scalar) -> Evidence:
        """Whether it is as exposed as `level` or more, by the setting's levels."""
        return self.is_in(*self.levels[self.levels.index(level) :])

    def is_present(self) -> Evidence:
        """Whether anything is set. An empty block is something."""

        def verdict(leaf: Leaf) -> Verdict:
            if isinstance(leaf, Unknown):
                answer = Answer.YES if leaf.present else Answer.UNSURE
                text = (
                    f"`{self.label}` is set"
                    if leaf.present
                    else f"whether `{self.label}` is set cannot be told: {leaf.reason}"
                )
                return Verdict(answer, (self._fact(leaf, text),))
            empty = isinstance(leaf, Absent) or (isinstance(leaf, Known) and leaf.scalar == "")
            if isinstance(leaf, ListValue) and all(isinstance(item, Absent) for item in leaf.items):
                if leaf.open:
                    return Verdict(Answer.UNSURE, (self._fact(leaf, f"whether `{self.label}` is set cannot be told"),))
                empty = True
            return Verdict(Answer.NO if empty else Answer.YES, (self._fact(leaf, self._told(leaf)),))

        return Evidence(combine(verdict, self.value, overflow=too_many))

    def is_absent(self) -> Evidence:
        return ~self.is_present()

    def is_below(self, bound: float) -> Evidence:
        """Whether it is a number under `bound`; what is not set is not."""
        return self.judge(lambda leaf: _compared(leaf, lambda number: number < bound))

    def is_above(self, bound: float) -> Evidence:
        return self.judge(lambda leaf: _compared(leaf, lambda number: number > bound))

    def matches(self, test: Callable[[str], bool], words: str = "") -> Evidence:
        """Whether its text passes a test; what is not set does not."""

        def question(leaf: Leaf) -> bool | None:
            if isinstance(leaf, Absent):
                return False
            return test(str(leaf.scalar)) if isinstance(leaf, Known) else None

        return self.judge(question, words)

    def any(self, predicate: Callable[[Reading], Evidence]) -> Evidence:
        """Whether the predicate holds for one element; a lone value counts as its only element."""

        def verdict(leaf: Leaf) -> Decision[Verdict]:
            if isinstance(leaf, Absent):
                return Verdict(Answer.NO, (self._fact(leaf, self._told(leaf)),))
            if isinstance(leaf, Unknown) and leaf.parts is None:
                return Verdict(Answer.UNSURE, (self._fact(leaf, f"`{self.label}` cannot be told: {leaf.reason}"),))
            if not isinstance(leaf, ListValue):
                return predicate(self._with(leaf)).decision
            answers = [self._each(item, predicate) for item in leaf.items]
            if leaf.open:
                answers.append(unsure(f"`{self.label}` may have more elements", leaf.place, leaf.trail, self.label))
            if not answers:
                return Verdict(Answer.NO, (self._fact(leaf, f"`{self.label}` is empty"),))
            return any_of(answers).decision

        return Evidence(combine(verdict, self.value, overflow=too_many))

    def all(self, predicate: Callable[[Reading], Evidence]) -> Evidence:
        """Whether the predicate holds for every element (of none, yes)."""
        return ~self.any(lambda one: ~predicate(one))

    def _each(self, item: Value, predicate: Callable[[Reading], Evidence]) -> Evidence:
        def verdict(leaf: Leaf) -> Decision[Verdict]:
            if isinstance(leaf, Absent):
                return Verdict(Answer.NO)
            return predicate(self._with(leaf)).decision

        near = nearer(item, getattr(self.value, "place", None), self.kind.resource.span)
        return Evidence(combine(verdict, near, overflow=too_many))

    def _with(self, value: Value) -> Reading:
        return Reading(value, self.label, self.kind, self.levels)

    def at(self, path: str) -> Reading:
        """The reading further down: `statement.at("Principal.AWS")`."""
        from foureyes.model.setting import navigate, steps_of

        return Reading(
            navigate(self.value, steps_of(path), self.kind.resource),
            f"{self.label}.{path}".replace("[]", ""),
            self.kind,
        )

    def fact(self, text: str) -> Fact:
        """A fact of one's own wording at this reading's place."""
        leaf = self.value
        place: Place | None = getattr(leaf, "place", None)
        return Fact(text, place or self.kind.place, getattr(leaf, "trail", ()), self.label, self.kind.resource.address)


def _truth(leaf: Leaf) -> bool | None:
    if isinstance(leaf, Absent):
        return False
    if isinstance(leaf, Known):
        if isinstance(leaf.scalar, bool):
            return leaf.scalar
        return {"true": True, "false": False, "1": True, "0": False}.get(str(leaf.scalar).lower())
    return None


def _folded(scalar: Scalar) -> str:
    return str(scalar).lower()


def _compared(leaf: Leaf, test: Callable[[float], bool]) -> bool | None:
    if isinstance(leaf, Absent):
        return False
    if not isinstance(leaf, Known) or isinstance(leaf.scalar, bool):
        return None
    try:
        return test(float(leaf.scalar))
    except (ValueError, OverflowError):
        return None
