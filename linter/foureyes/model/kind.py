"""Kinds: canonical resources, told once for all languages, and the links between them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, ClassVar, Protocol, Union, overload

from foureyes.model.decision import combine
from foureyes.model.evidence import Answer, Evidence, Fact, Verdict, any_of, no, yes
from foureyes.model.place import Place
from foureyes.model.resource import ARM, CLOUDFORMATION, TERRAFORM, Resource
from foureyes.model.setting import Missing, Setting, Spelling
from foureyes.model.value import Known, Leaf, Unknown, Value, branch, lift

Types = Union[str, tuple[str, ...]]


class Scene(Protocol):
    """The bound resources of one deployment, as links see them."""

    def target(self, kind: Kind, link: One) -> Kind: ...

    def candidates(self, kind: Kind, link: One) -> list[Kind]: ...

    def sources(self, kind: Kind, link: Many | Satellite) -> list[Kind]: ...


class Kind:
    """A canonical resource, or a part of one.

    Subclasses name the types they are made from, per language: `terraform = "aws_s3_bucket"`.
    `aws_security_group#ingress` stands for each element of that path inside the type.
    """

    terraform: ClassVar[Types] = ()
    arm: ClassVar[Types] = ()
    cloudformation: ClassVar[Types] = ()
    data: ClassVar[bool] = False
    """Whether data sources of its types are examined too, not only resources."""

    def __init__(self, resource: Resource, type: str, base: Value, scene: Scene, exists: Value) -> None:
        self.resource = resource
        self.type = type
        """The type it was bound by, `#path` included."""
        self.base = base
        self.scene = scene
        self.exists = exists
        self.readings: dict[object, Any] = {}
        """What its settings and companions were read as: rules ask the same ones over and over."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.resource.address})"

    @classmethod
    def types(cls, schema: str) -> tuple[str, ...]:
        """The types of a language it is made from."""
        named: Types = {TERRAFORM: cls.terraform, ARM: cls.arm, CLOUDFORMATION: cls.cloudformation}[schema]
        return (named,) if isinstance(named, str) else named

    @property
    def place(self) -> Place:
        """Where to point when a setting is missing."""
        base = self.base
        if base is not self.resource.body and isinstance(base, Leaf) and base.place is not None:
            return base.place
        return self.resource.place


class One:
    """The one resource this one belongs to or names.

    Told by the setting at the given path (a reference, or the target's `name`), or, in ARM, by
    the resource's own name and nesting. A target that is not declared here is a kind all of whose
    settings are unknown.
    """

    def __init__(
        self,
        target: str | type[Kind],
        *,
        terraform: Spelling | dict[str, Spelling] = (),
        arm: Spelling | dict[str, Spelling] = (),
        cloudformation: Spelling | dict[str, Spelling] = (),
    ) -> None:
        self._target = target
        self.setting = Setting(terraform=terraform, arm=arm, cloudformation=cloudformation)
        self.owner: type = object
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.owner, self.name = owner, name
        self.setting.name = name

    def __get__(self, instance: Kind | None, owner: type) -> Any:
        return self if instance is None else instance.scene.target(instance, self)

    @property
    def target(self) -> type[Kind]:
        return resolved(self._target, self.owner)


class Some(One):
    """What this one belongs to or names, where it may be open which of several it is.

    Each that is declared here, existing, for it, as far as it is the one; none where the target is elsewhere.
    """

    def __get__(self, instance: Kind | None, owner: type) -> Any:
        return self if instance is None else Linked(instance.scene.candidates(instance, self))


class Many:
    """The resources whose link `back` points here; without one, all of the deployment."""

    def __init__(self, target: str | type[Kind], back: str = "") -> None:
        self._target = target
        self.back = back
        self.owner: type = object

    def __set_name__(self, owner: type, name: str) -> None:
        self.owner = owner

    @overload
    def __get__(self, instance: None, owner: type) -> Many: ...
    @overload
    def __get__(self, instance: Kind, owner: type) -> Linked: ...
    def __get__(self, instance: Kind | None, owner: type) -> Many | Linked:
        return self if instance is None else Linked(instance.scene.sources(instance, self))

    @property
    def target(self) -> type[Kind]:
        return resolved(self._target, self.owner)


class Satellite:
    """The one companion resource whose link `back` points here; where there is none, one with nothing set."""

    def __init__(self, target: str | type[Kind], back: str) -> None:
        self._target = target
        self.back = back
        self.owner: type = object

    def __set_name__(self, owner: type, name: str) -> None:
        self.owner = owner

    def __get__(self, instance: Kind | None, owner: type) -> Any:
        if instance is None:
            return self
        known = instance.readings.get(self)
        if known is None:
            known = merged(instance.scene.sources(instance, self), self.target, instance)
            instance.readings[self] = known
        return known

    @property
    def target(self) -> type[Kind]:
        return resolved(self._target, self.owner)


class Linked:
    """Several resources, asked together. One that may not exist counts only where it does."""

    __slots__ = ("kinds",)

    def __init__(self, kinds: list[Kind]) -> None:
        self.kinds = kinds

    def __iter__(self) -> Iterator[Any]:
        return iter(self.kinds)

    def any(self, predicate: Callable[[Any], Evidence]) -> Evidence:
        return any_of(existing(kind) & predicate(kind) for kind in self.kinds)

    def all(self, predicate: Callable[[Any], Evidence]) -> Evidence:
        return ~self.any(lambda kind: ~predicate(kind))

    def is_empty(self) -> Evidence:
        return ~self.any(lambda kind: yes())


def existing(kind: Kind) -> Evidence:
    """Whether a bound resource exists, as far as its conditions tell."""

    def verdict(leaf: Leaf) -> Verdict:
        if isinstance(leaf, Known):
            return Verdict(Answer.YES if leaf.scalar is True else Answer.NO)
        reason = leaf.reason if isinstance(leaf, Unknown) else "its condition is unclear"
        return Verdict(
            Answer.UNSURE, (Fact(f"whether {kind.resource.address} exists cannot be told: {reason}", kind.place),)
        )

    return Evidence(combine(verdict, kind.exists))


def elsewhere(kind: Kind) -> Evidence:
    """Whether a link's target is declared elsewhere: it is not here, or does not exist in every case."""
    if kind.resource.outside:
        return yes()
    return ~existing(kind) | no(f"`{kind.resource.address}` itself is judged")


def resolved(target: str | type[Kind], owner: type) -> type[Kind]:
    """A link's target: a kind, or the name of one in the module of the link's owner."""
    if isinstance(target, str):
        found: type[Kind] = getattr(sys.modules[owner.__module__], target)
        return found
    return target


def merged(found: list[Kind], target: type[Kind], owner: Kind) -> Kind:
    """Companions as one: settings of one that may not exist are set only where it does."""
    resource = owner.resource
    if not found:
        types = target.types(resource.schema)
        inline = [one for one in types if one.partition("#")[0].lower() == resource.type.lower()]
        return target(resource, (inline or types or [""])[0], Missing(owner.place), owner.scene, Known(False))
    first = found[0]
    if len(found) == 1 and isinstance(first.exists, Known) and first.exists.scalar is True:
        return first
    base: Value = Missing(owner.place)
    for one in found:
        base = branch(one.exists, lift(partial(_alone, one), base), base, f"{one.resource.address} exists")
    return target(first.resource, first.type, base, owner.scene, first.exists)


def _alone(companion: Kind, others: Leaf) -> Value:
    """What a companion says, where no other says something too."""
    if isinstance(others, Missing):
        return companion.base
    return Unknown("several resources configure it", companion.place)


__all__ = ["Kind", "Linked", "Many", "One", "Satellite", "Scene", "Setting", "Some", "existing", "merged"]
