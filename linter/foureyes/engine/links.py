"""How surely a link leads to a resource: told from the value it is written with.

A link is certain only where its value *is* the target's name or identity. A value that merely contains
it, comes out of a function of it, or is one of several, makes the link a decision or leaves it open:
a protection that may belong to something else must not count, nor may a risk be lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from foureyes.model.decision import leaves
from foureyes.model.kind import Kind
from foureyes.model.pattern import pattern
from foureyes.model.resource import ARM, CLOUDFORMATION, Resource
from foureyes.model.setting import Setting
from foureyes.model.value import Absent, Known, Leaf, ListValue, Reference, Unknown, Value, branch, lift, never

CERTAIN = Known(True)
NEVER = Known(False)

BY_NAME = ("arm", "bicep")
"""Languages whose references are names: they may mean what another deployment made."""

MANY = "[*]"
"""Stands in the address of one that stands for an unknown number of instances."""

_IDENTITY = pattern(
    r"(^|_)(ids?|arns?|names?|hostname|fqdn|bucket|self_link|self_link_unique|identifier|number|email|url|uri)$"
    r"|^Ref$|(Id|Ids|Arn|Arns|Name|Url|Uri|Number)$"
)
"""Last words of attributes that say which resource it is, as Terraform's providers and CloudFormation name them."""

_COMPOSED = pattern(r"^Ref$|((^|_)(id|arn|self_link)|Id|Arn)$")
"""Those among them whose text is not the resource's name but made from it."""

Named = Callable[[str], list[Kind]]
"""The instances that go by a name."""


class Leads:
    """The targets that one link's value may lead to, each with whether it does."""

    def __init__(self, value: Value, resource: Resource, named: Named) -> None:
        self._value = value
        self._resource = resource
        self._named = named

    def targets(self) -> list[tuple[Kind, Value]]:
        """Each possible target with a decision over true, false and unknown."""
        found: dict[int, Kind] = {}
        for leaf in elements(self._value):
            found.update((id(kind), kind) for kind, _ in self._of(leaf))
        return [(kind, lift(lambda leaf, kind=kind: self._reaches(leaf, kind), self._value)) for kind in found.values()]

    def _reaches(self, leaf: Leaf, target: Kind) -> Value:
        """Whether a leaf, or an element of it where it is a list, is the target."""
        if not isinstance(leaf, ListValue):
            return next((sure for kind, sure in self._of(leaf) if kind is target), NEVER)
        answer: Value = NEVER
        for item in leaf.items:
            reached = lift(lambda one: self._reaches(one, target), item)
            answer = lift(_stronger, answer, reached)
        return answer

    def _of(self, leaf: Leaf) -> list[tuple[Kind, Value]]:
        """The targets a leaf speaks of."""
        if isinstance(leaf, Absent | ListValue):
            return []
        meant = [(reference, self._named(reference.target)) for reference in leaf.references]
        reached = {id(kind): kind for _, kinds in meant for kind in kinds}
        name = own_name(leaf)
        named = self._named(name) if name else []
        if isinstance(leaf, Known) and named:
            spoken_of = [kind for kind in named if id(kind) in reached]
            return meant_by(name, spoken_of or named, self._resource, refers=bool(spoken_of))
        alone = self._resource.schema == ARM or len({reference.target for reference in leaf.references}) == 1
        for reference, kinds in meant:
            if kinds and alone and len(reached) == len(kinds) and self._is_identity(leaf, reference, kinds):
                return meant_by(reference.target, kinds, self._resource, refers=True)
        if named:
            return meant_by(name, named, self._resource)
        return [] if isinstance(leaf, Known) else [(kind, _open(leaf)) for kind in reached.values()]

    def _is_identity(self, leaf: Leaf, reference: Reference, kinds: list[Kind]) -> bool:
        """Whether a leaf that comes from a resource is what the resource is called by."""
        last = reference.attribute.rpartition(".")[2]
        schema = self._resource.schema
        if schema == ARM:
            return True
        if last and not _IDENTITY.search(last):
            return False
        if not isinstance(leaf, Unknown):
            # A known name that was the resource's would have been found by itself, if it has one.
            return not last or _COMPOSED.search(last) is not None or not any(map(_has_name, kinds))
        if leaf.parts is not None:
            if schema == CLOUDFORMATION:
                return _is_arn_of(leaf.parts, reference)
            return all(_spells(kind, last, leaf) for kind in kinds)
        if leaf.subject is None:
            # What a standing instance exports has no subject; else it comes out of something that has no short name.
            return MANY in reference.target
        if schema == CLOUDFORMATION:
            return not leaf.subject.startswith("Fn::")
        # A plan names what it does not know by the argument it is for.
        return leaf.subject.startswith((reference.target, f"{self._resource.address}."))


def _has_name(kind: Kind) -> bool:
    return isinstance(getattr(type(kind), "name", None), Setting)


def _spells(kind: Kind, argument: str, leaf: Unknown) -> bool:
    """Whether a text with gaps is, word for word, what a resource's own argument says."""
    own = kind.resource.body.get(argument) if argument else None
    return isinstance(own, Unknown) and bool(own_name(own)) and own_name(own) == own_name(leaf)


def _is_arn_of(parts: tuple[str | Unknown, ...], reference: Reference) -> bool:
    """Whether a text is a resource's whole ARN, of which only the beginning is known."""
    gap = parts[-1]
    if len(parts) != 2 or parts[0] != "arn:" or not isinstance(gap, Unknown):
        return False
    return (gap.subject or "").startswith((f"Ref {reference.target} ", f"{reference.target}.{reference.attribute} "))


def elements(value: Value) -> Iterator[Leaf]:
    """The leaves of a value, and of the elements where it is a list."""
    for leaf in leaves(value):
        if isinstance(leaf, ListValue):
            for item in leaf.items:
                yield from elements(item)
        else:
            yield leaf


def own_name(leaf: Leaf) -> str:
    """How a name that a leaf spells is looked up: by its text, or by the subject of what is unknown."""
    if isinstance(leaf, Known):
        return f"={leaf.scalar}"
    if isinstance(leaf, Unknown) and leaf.subject:
        return f"={{{leaf.subject}}}"
    return ""


def meant_by(name: str, kinds: list[Kind], asking: Resource, refers: bool = False) -> list[tuple[Kind, Value]]:
    """The kinds that go by a name, each with whether a resource that says the name means it.

    Of namesakes whichever exists is meant; where more may exist, which one is open. `refers`: it is a reference
    to them, without which nothing would be deployed; what only bears the name is meant where it exists.
    """
    surely = refers and asking.language not in BY_NAME and len(kinds) == 1
    there = [where(_called(name, kind), CERTAIN if surely else kind.exists) for kind in kinds]
    if exclusive(there):
        return [(kind, where(one, _which_of_many(kind, asking))) for kind, one in zip(kinds, there, strict=True)]
    several = Unknown("several resources go by that name")
    return [(kind, where(_called(name, kind), several)) for kind in kinds]


def where(holds: Value, sure: Value) -> Value:
    """A decision for the cases in which something holds."""
    return lift(lambda leaf: sure if isinstance(leaf, Known) and leaf.scalar is True else leaf, holds)


def _which_of_many(kind: Kind, asking: Resource) -> Value:
    """One that stands for an unknown number is surely meant only by what stands for as many."""
    if MANY in kind.resource.address and MANY not in asking.address:
        return Unknown("which of several it is cannot be told")
    return CERTAIN


def _called(name: str, kind: Kind) -> Value:
    """Whether a kind goes by one of its names: it may do so in some cases only."""
    if name.startswith("="):
        return lift(lambda leaf: _is_called(name, leaf), name_of(kind))
    return kind.resource.sometimes.get(name, CERTAIN)


def _is_called(name: str, leaf: Leaf) -> Leaf:
    if own_name(leaf) == name:
        return CERTAIN
    return Unknown("what it is called cannot be told") if isinstance(leaf, Unknown) else NEVER


def name_of(kind: Kind) -> Value:
    """What a kind's `name` setting says; absent if it has none."""
    setting = getattr(type(kind), "name", None)
    return setting.read(kind).value if isinstance(setting, Setting) else Absent()


def exclusive(several: Sequence[Value]) -> bool:
    """Whether no two of several hold at once, as far as their conditions tell."""
    together: Value = NEVER
    for number, one in enumerate(several):
        for other in several[number + 1 :]:
            both = branch(one, other, NEVER, "it exists")
            together = branch(together, CERTAIN, both, "they exist")
    return never(together)


def _open(leaf: Leaf) -> Value:
    reason = leaf.reason if isinstance(leaf, Unknown) else "it is made from it"
    return Unknown(f"whether it belongs to it cannot be told: {reason}", leaf.place, leaf.trail)


def _stronger(left: Leaf, right: Leaf) -> Leaf:
    for one in (left, right):
        if isinstance(one, Known) and one.scalar is True:
            return one
    return left if isinstance(left, Unknown) else right
