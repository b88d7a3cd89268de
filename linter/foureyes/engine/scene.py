"""The scene: one deployment's resources bound to kinds, and the links between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from foureyes.engine.links import CERTAIN, NEVER, Leads, exclusive, meant_by, name_of, own_name, where
from foureyes.model.decision import Choice, leaves
from foureyes.model.kind import Kind, Many, One, Satellite
from foureyes.model.resource import ARM, Resource
from foureyes.model.setting import navigate, steps_of
from foureyes.model.value import Absent, Known, Leaf, ListValue, MapValue, Unknown, Value, branch, lift, never


class DeploymentScene:
    """Binds on demand: a kind's instances exist once somebody asks for them."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self._by_type: dict[tuple[str, str], list[Resource]] = defaultdict(list)
        for resource in resources:
            self._by_type[resource.schema, resource.type.lower()].append(resource)
        self._bound: dict[type[Kind], list[Kind]] = {}
        self._first: dict[type[Kind], dict[int, Kind]] = {}
        self._named: dict[type[Kind], dict[str, list[Kind]]] = {}
        self._targets: dict[tuple[int, int], Kind] = {}
        self._sources: dict[tuple[type[Kind], str], dict[tuple[int, int], list[Kind]]] = {}
        self._either: dict[int, list[tuple[Kind, Value]]] = {}
        self._alive: list[Kind] = []

    @property
    def types(self) -> set[tuple[str, str]]:
        """Schema and lower-case type of every resource present."""
        return set(self._by_type)

    def all(self, kind: type[Kind]) -> list[Kind]:
        """Every instance of a kind, also of those only referred to."""
        if kind not in self._bound:
            self._bound[kind] = [
                one
                for schema in ("terraform", "arm", "cloudformation")
                for type in kind.types(schema)
                for resource in self._by_type.get((schema, type.partition("#")[0].lower()), ())
                for one in self._bind(kind, type, resource)
            ]
        return self._bound[kind]

    def _bind(self, kind: type[Kind], type: str, resource: Resource) -> list[Kind]:
        path = type.partition("#")[2]
        if not path:
            return [kind(resource, type, resource.body, self, resource.exists)]
        found = navigate(resource.body, steps_of(path), resource)
        if isinstance(found, ListValue):
            parts = list(found.items)
            if found.open:
                parts.append(Unknown(f"`{path}` may have more elements", found.place, found.trail))
        else:
            parts = _numbered(found)
        return [
            kind(resource, type, part, self, _both(resource.exists, part))
            for part in parts
            if not isinstance(part, Absent)
        ]

    def target(self, kind: Kind, link: One) -> Kind:
        """The kind a link leads to; one whose settings are all unknown if it is not declared here."""
        key = id(kind), id(link)
        if key not in self._targets:
            self._alive.append(kind)
            self._targets[key] = self._find(kind, link)
        return self._targets[key]

    def candidates(self, kind: Kind, link: One) -> list[Kind]:
        """What a link may lead to, of what is declared here; each exists, for it, as far as it is led to."""
        return [_linked(target, leads) for target, leads in self._leads(kind, link) if not target.resource.outside]

    def _find(self, kind: Kind, link: One) -> Kind:
        """The one target, or whichever of several is meant; else something nothing is known of."""
        found = self._leads(kind, link)
        for target, leads in found:
            if _always(kind.exists, leads):
                return target
        elsewhere = _elsewhere(kind, link, several=bool(found))
        if not found or not _are_alike([one for one, _ in found]) or not _exclude_each_other([one for _, one in found]):
            return elsewhere
        return self._whichever(found, elsewhere)

    def _whichever(self, found: list[tuple[Kind, Value]], elsewhere: Kind) -> Kind:
        """Several of which one is meant at a time as one; nothing is known of it where none of them is."""
        first = found[0][0]
        base = elsewhere.base
        for target, leads in found:
            base = branch(leads, target.base, base, f"{target.resource.address} is meant")
        none = branch(_any(leads for _, leads in found), NEVER, CERTAIN, "one of them")
        either = [*found, (elsewhere, none)]
        exists = _any(where(meant, one.exists) for one, meant in either)
        made = type(first)(first.resource, first.type, base, self, exists)
        self._either[id(made)] = either
        return made

    def _leads(self, kind: Kind, link: One) -> list[tuple[Kind, Value]]:
        """The targets a link may lead to, each with whether it does."""
        if id(kind) in self._either:
            return [
                (target, where(meant, leads))
                for one, meant in self._either[id(kind)]
                for target, leads in self._leads(one, link)
            ]
        if not isinstance(kind, link.target):
            enclosing = self._of_resource(link.target).get(id(kind.resource))
            if enclosing is not None:
                return [(enclosing, CERTAIN)]
        names = self._names(link.target)
        for ancestor in kind.resource.ancestors:
            if ancestor in names:
                return meant_by(ancestor, names[ancestor], kind.resource)
        value = link.setting.read(kind).value
        return Leads(value, kind.resource, lambda name: names.get(name, [])).targets()

    def _of_resource(self, kind: type[Kind]) -> dict[int, Kind]:
        """The first instance of a kind in each resource."""
        if kind not in self._first:
            self._first[kind] = {id(one.resource): one for one in reversed(self.all(kind))}
        return self._first[kind]

    def _names(self, kind: type[Kind]) -> dict[str, list[Kind]]:
        """Instances of a kind by everything that references may call them."""
        if kind not in self._named:
            named: dict[str, list[Kind]] = defaultdict(list)
            for one in self.all(kind):
                for identity in (*one.resource.identities, *_as_child(one)):
                    named[identity].append(one)
                for name in {own_name(leaf) for leaf in leaves(name_of(one))} - {""}:
                    named[name].append(one)
            self._named[kind] = named
        return self._named[kind]

    def sources(self, kind: Kind, link: Many | Satellite) -> list[Kind]:
        """The instances whose link leads to `kind`; one that only may do so exists, for it, only maybe."""
        if id(kind) in self._either:
            return [
                _linked(source, meant) for one, meant in self._either[id(kind)] for source in self.sources(one, link)
            ]
        return [*self._sources_seen(kind, link), *_sources_unseen(kind, link)]

    def _sources_seen(self, kind: Kind, link: Many | Satellite) -> list[Kind]:
        if not link.back:
            return [one for one in self.all(link.target) if not one.resource.outside]
        key = link.target, link.back
        if key not in self._sources:
            by_target: dict[tuple[int, int], list[Kind]] = defaultdict(list)
            back: One = getattr(link.target, link.back)
            for one in self.all(link.target):
                if one.resource.outside:
                    continue
                for target, leads in self._leads(one, back):
                    by_target[_anchor(target)].append(_linked(one, leads))
            self._sources[key] = by_target
        return self._sources[key].get(_anchor(kind), [])


def _linked(one: Kind, leads: Value) -> Kind:
    """A source as its target sees it."""
    if _always(one.exists, leads):
        return one
    exists = branch(one.exists, leads, Known(False), f"{one.resource.address} exists")
    return type(one)(one.resource, one.type, one.base, one.scene, exists)


def _are_alike(kinds: list[Kind]) -> bool:
    """Whether one setting is read alike in all of them: by the same spelling, the same default."""
    first = kinds[0]

    def traits(one: Kind) -> tuple[object, ...]:
        return one.type, one.resource.provider, one.resource.version, one.resource.outside

    return all(traits(one) == traits(first) for one in kinds)


def _exclude_each_other(several: list[Value]) -> bool:
    return all(isinstance(leaf, Known) for one in several for leaf in leaves(one)) and exclusive(several)


def _always(exists: Value, leads: Value) -> bool:
    """Whether a link surely leads there wherever its source exists."""
    held = branch(exists, leads, Known(True), "it exists")
    return all(isinstance(leaf, Known) and leaf.scalar is True for leaf in leaves(held))


def _any(truths: Iterable[Value]) -> Value:
    answer: Value = Known(False)
    for truth in truths:
        answer = branch(answer, Known(True), truth, "one of them")
    return answer


def _anchor(kind: Kind) -> tuple[int, int]:
    """What a kind is bound to, whatever its class: a resource, or a part of one."""
    return id(kind.resource), id(kind.base)


def _both(exists: Value, part: Value) -> Value:
    def present(leaf: Leaf) -> Leaf:
        if isinstance(leaf, Unknown) and not leaf.present:
            return Unknown(leaf.reason, leaf.place, leaf.trail)
        return Known(not isinstance(leaf, Absent), leaf.place, leaf.trail)

    return branch(exists, lift(present, part), Known(False), "it exists")


def _elsewhere(kind: Kind, link: One, several: bool) -> Kind:
    """A target that is not declared here, or not to be told apart."""
    words = link.target.__name__
    reason = f"which {words} it belongs to cannot be told" if several else f"its {words} is not declared here"
    return _unknown(kind, link.target, reason)


def _sources_unseen(kind: Kind, link: Many | Satellite) -> list[Kind]:
    """What the module of an unseen resource may deploy for it: one that may exist, nothing else known of it."""
    resource = kind.resource
    if resource.unseen is None:
        return []
    reason = f"the module that makes {resource.address} was not read"
    may_be = Unknown(reason, resource.place)
    types = {type.partition("#")[0].lower() for type in link.target.types(resource.schema)}
    more = _any(resource.unseen.get(type, may_be) for type in types - {resource.type.lower()})
    if never(more):
        return []
    companion = _unknown(kind, link.target, reason)
    companion.exists = branch(more, may_be, Known(False), f"{resource.address} has more")
    return [companion]


def _unknown(kind: Kind, target: type[Kind], reason: str) -> Kind:
    """A kind of which nothing is known, not even whether it exists."""
    resource = kind.resource
    stub = Resource(
        resource.schema,
        "",
        f"the {target.__name__} of {resource.address}",
        MapValue({}, resource.place, open=True),
        resource.place,
        resource.span,
        outside=True,
        language=resource.language,
    )
    return target(stub, "", Unknown(reason, resource.place), kind.scene, Unknown(reason, resource.place))


def _as_child(kind: Kind) -> list[str]:
    """The identities of what is written into its parent (ARM): those it would have as a resource of its own."""
    type, _, path = kind.type.lower().partition("#")
    resource, name = kind.resource, name_of(kind)
    if resource.schema != ARM or not path or resource.sometimes or isinstance(name, Choice) or not own_name(name):
        return []
    parents = [one.removeprefix(f"{type}/") for one in resource.identities if one.startswith(f"{type}/")]
    return [f"{type}/{path.rpartition('.')[2]}/{parent}/{own_name(name)[1:].lower()}" for parent in parents]


def _numbered(several: Value) -> list[Value]:
    """The elements of lists of which it depends which there is, by their number: each is there or not, case by case."""
    found = list(leaves(several))
    most = max((len(leaf.items) + leaf.open for leaf in found if isinstance(leaf, ListValue)), default=1)

    def element(leaf: Leaf, number: int) -> Value:
        if not isinstance(leaf, ListValue):
            return leaf if number == 0 else Absent(leaf.place, leaf.trail)
        if number < len(leaf.items):
            return leaf.items[number]
        if leaf.open and number == len(leaf.items):
            return Unknown("there may be more elements", leaf.place, leaf.trail)
        return Absent(leaf.place, leaf.trail)

    return [lift(lambda leaf, number=number: element(leaf, number), several) for number in range(max(most, 1))]
