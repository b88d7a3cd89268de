"""Whether a value speaks of a resource."""

from __future__ import annotations

from foureyes.model.decision import combine, leaves
from foureyes.model.evidence import Answer, Evidence, Fact, Verdict, too_many
from foureyes.model.kind import Kind
from foureyes.model.reading import Reading
from foureyes.model.value import Leaf, ListValue


def speaks_of(value: Reading, kind: Kind) -> Evidence:
    """Whether a value is made from an attribute of this very resource, such as an address that holds its name."""

    def mentions(leaf: Leaf) -> bool:
        if isinstance(leaf, ListValue):
            return any(mentions(one) for item in leaf.items for one in leaves(item))
        return any(reference.target in kind.resource.identities for reference in leaf.references)

    def verdict(leaf: Leaf) -> Verdict:
        words = f"`{value.label}` is made from {kind.resource.address}"
        return Verdict(Answer.YES if mentions(leaf) else Answer.NO, (Fact(words, leaf.place or value.kind.place),))

    return Evidence(combine(verdict, value.value, overflow=too_many))
