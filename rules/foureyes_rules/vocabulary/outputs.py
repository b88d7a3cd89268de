"""Whether what a deployment tells is a secret."""

from __future__ import annotations

from foureyes.model.decision import Decision, combine
from foureyes.model.evidence import Answer, Evidence, Fact, Verdict, any_of, too_many
from foureyes.model.reading import Reading
from foureyes.model.value import Known, Leaf, ListValue, MapValue, Unknown, Value


def tells_secret(reading: Reading, *attributes: str) -> Evidence:
    """Whether a value, or a part of it, is known to come from a secret, or from such an attribute of a resource.

    Being secret is where a value comes from, not what it is: one that is merely unknown is none.
    """
    return Evidence(combine(lambda leaf: _verdict(leaf, reading, attributes), reading.value, overflow=too_many))


def _verdict(leaf: Leaf, reading: Reading, attributes: tuple[str, ...]) -> Decision[Verdict]:
    source = next((one for one in leaf.references if one.attribute in attributes), None)
    if source is not None:
        text = f"the output is `{source.attribute}` of {source.target}"
        return Verdict(Answer.YES, (Fact(text, leaf.place, leaf.trail, reading.label),))
    if leaf.secret and not (isinstance(leaf, Known) and isinstance(leaf.scalar, bool)):
        fact = Fact(f"the output is a secret{_why(leaf)}", leaf.place, leaf.trail, reading.label)
        return Verdict(Answer.YES, (fact,))
    parts: list[Value] = []
    if isinstance(leaf, MapValue):
        parts = list(leaf.entries.values())
    elif isinstance(leaf, ListValue):
        parts = list(leaf.items)
    verdicts = (
        Evidence(combine(lambda one: _verdict(one, reading, attributes), part, overflow=too_many)) for part in parts
    )
    return any_of(verdicts).decision


def _why(leaf: Leaf) -> str:
    """Where a secret comes from: of a text with several gaps, the one that is secret."""
    if not isinstance(leaf, Unknown):
        return ""
    gaps = (part for part in leaf.parts or () if isinstance(part, Unknown) and part.secret)
    return f": {next(gaps, leaf).reason}"
