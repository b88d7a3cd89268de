"""What the services of Azure have in common when they say who may reach them, and other shared questions. No rules.

`SecuredByPerimeter` leaves the decision to a network security perimeter declared elsewhere: neither open nor
closed (facts: Azure/bicep-types-az, 2026-08).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from foureyes.model.decision import combine
from foureyes.model.evidence import Answer, Evidence, Fact, Verdict, any_of, too_many, unsure
from foureyes.model.reading import Reading
from foureyes.model.setting import Setting, Spelling
from foureyes.model.value import Known, Leaf, MapValue, Unknown, shown
from foureyes_rules.vocabulary.networks import admits_everyone

Spellings = Spelling | Mapping[str, Spelling]

SWITCH_WORDS = {"true": "enabled", "false": "disabled", "": "enabled", "notspecified": "enabled"}
"""One switch, spelled as a boolean, as words, or (App Service) as nothing at all."""


def public_network(
    terraform: Spellings = "public_network_access_enabled",
    arm: Spellings = "properties.publicNetworkAccess",
    default: Any = "enabled",
) -> Setting:
    """The switch for a service's public endpoint."""
    return Setting(
        terraform=terraform,
        arm=arm,
        values=SWITCH_WORDS,
        default=default,
        levels=("disabled", "securedbyperimeter", "enabled"),
        safe="disabled",
    )


def is_on(switch: Reading) -> Evidence:
    """Whether a public endpoint is on. One secured by a perimeter cannot be told."""
    return switch.judge(lambda leaf: {"enabled": True, "disabled": False}.get(str(getattr(leaf, "scalar", "")).lower()))


def span_admits(start: Reading, end: Reading, test: Callable[[str, str], bool]) -> Evidence:
    """Whether a first and last address pass a test. The same unknown twice is a single address: no."""

    def verdict(low: Leaf, high: Leaf) -> Verdict:
        place = low.place or start.kind.place
        if isinstance(low, Known) and isinstance(high, Known):
            answer = Answer.YES if test(str(low.scalar), str(high.scalar)) else Answer.NO
            text = f"`{start.label}` is {shown(low)} and `{end.label}` {shown(high)}"
            return Verdict(answer, (Fact(text, place, low.trail, start.label),))
        if isinstance(low, Unknown) and isinstance(high, Unknown) and low.subject and low.subject == high.subject:
            return Verdict(Answer.NO, (Fact("the range is a single address", place, low.trail, start.label),))
        unclear = next((leaf for leaf in (low, high) if isinstance(leaf, Unknown)), None)
        if unclear is None:
            return Verdict(Answer.NO, (Fact(f"`{start.label}` is not set", place, low.trail, start.label),))
        return Verdict(Answer.UNSURE, (Fact(f"the range cannot be told: {unclear.reason}", place, (), start.label),))

    return Evidence(combine(verdict, start.value, end.value, overflow=too_many))


def is_wide_span(start: str, end: str) -> bool:
    """Whether a range of addresses admits the internet at large. `0.0.0.0/0` at an end means its address."""
    return admits_everyone(f"{start.partition('/')[0]}-{end.partition('/')[0]}")


def is_all_azure_span(start: str, end: str) -> bool:
    """The marker `0.0.0.0` to `0.0.0.0`: every Azure service of every customer."""
    return start.strip() == end.strip() == "0.0.0.0"


def precedes(one: Reading, other: Reading) -> Evidence:
    """Whether one number is below another."""

    def verdict(left: Leaf, right: Leaf) -> Verdict:
        if isinstance(left, Known) and isinstance(right, Known):
            try:
                below = float(left.scalar) < float(right.scalar)
            except (ValueError, OverflowError):
                return Verdict(Answer.UNSURE, (Fact(f"`{one.label}` is no number", left.place),))
            return Verdict(
                Answer.YES if below else Answer.NO, (Fact(f"`{one.label}` is {shown(left)}", left.place or None),)
            )
        return Verdict(Answer.UNSURE, (Fact(f"which `{one.label}` is lower cannot be told", left.place),))

    return Evidence(combine(verdict, one.value, other.value, overflow=too_many))


def is_written_out(value: Reading) -> Evidence:
    """Whether a text stands in the code itself. What comes through a parameter does not."""

    def verdict(leaf: Leaf) -> Verdict:
        plain = isinstance(leaf, Known) and isinstance(leaf.scalar, str) and leaf.scalar != "" and not leaf.trail
        text = f"`{value.label}` is {'written out' if plain else 'not written out'}"
        return Verdict(Answer.YES if plain else Answer.NO, (Fact(text, leaf.place or value.kind.place),))

    return Evidence(combine(verdict, value.value, overflow=too_many))


def is_called(name: Reading, *words: str) -> Evidence:
    """Whether a resource's own name (the last part of `parent/child`) is one of these."""

    def verdict(leaf: Leaf) -> Verdict:
        if isinstance(leaf, Known):
            last = str(leaf.scalar).lower().rpartition("/")[2]
        elif isinstance(leaf, Unknown) and leaf.parts and isinstance(leaf.parts[-1], str) and "/" in leaf.parts[-1]:
            last = leaf.parts[-1].lower().rpartition("/")[2]
        elif isinstance(leaf, Unknown):
            return Verdict(Answer.UNSURE, (Fact(f"`{name.label}` cannot be told: {leaf.reason}", leaf.place),))
        else:
            return Verdict(Answer.NO)
        return Verdict(Answer.YES if last in words else Answer.NO)

    return Evidence(combine(verdict, name.value, overflow=too_many))


def any_entry(reading: Reading, predicate: Callable[[str, Reading], Evidence]) -> Evidence:
    """Whether the predicate holds for one key (lower case) and value of a map whose keys may hold dots."""

    def verdict(leaf: Leaf) -> Any:
        if isinstance(leaf, MapValue):
            answers = [predicate(key.lower(), Reading(value, key, reading.kind)) for key, value in leaf.entries.items()]
            if leaf.open:
                answers.append(unsure(f"`{reading.label}` may have more keys", leaf.place, leaf.trail, reading.label))
            return any_of(answers).decision
        if isinstance(leaf, Unknown):
            return Verdict(Answer.UNSURE, (Fact(f"`{reading.label}` cannot be told: {leaf.reason}", leaf.place),))
        return Verdict(Answer.NO)

    return Evidence(combine(verdict, reading.value, overflow=too_many))
