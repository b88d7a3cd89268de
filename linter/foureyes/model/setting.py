"""Settings: one canonical property of a kind, its spelling in each language, its defaults."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Union, overload

from foureyes.model.decision import Condition, choose
from foureyes.model.document import as_document
from foureyes.model.reading import Reading
from foureyes.model.resource import ARM, CLOUDFORMATION, TERRAFORM, Resource
from foureyes.model.value import (
    Absent,
    Known,
    Leaf,
    ListValue,
    MapValue,
    Scalar,
    Step,
    Unknown,
    Value,
    lift,
    nearer,
    shown,
)
from foureyes.model.version import ByVersion

if TYPE_CHECKING:
    from foureyes.model.kind import Kind

Spelling = Union[str, tuple[str, ...]]
"""A path, or several of which the first set one counts.

`network_rules.ip_rules`, `Rules[].Port`; `.` is the part itself, `!x` the negation of `x`.
"""


class Untold:
    """A default that cannot be told, and why."""

    def __init__(self, reason: str) -> None:
        self.reason = reason


UNKNOWN = Untold("what holds then cannot be told")


_WATCHERS: list[list[tuple[Setting, Reading]]] = []


@contextmanager
def watched() -> Iterator[list[tuple[Setting, Reading]]]:
    """The settings that rules read meanwhile, in order."""
    seen: list[tuple[Setting, Reading]] = []
    _WATCHERS.append(seen)
    try:
        yield seen
    finally:
        _WATCHERS.pop()


class Missing(Absent):
    """Stands for a companion resource that is not there."""

    __slots__ = ()

    def _copy(self) -> Missing:
        return Missing()


class Spelled(Known):
    """A canonical value, with the value as it is spelled."""

    __slots__ = ("spelled",)

    def __init__(self, scalar: Scalar, spelled: Known, *circumstances: Any) -> None:
        super().__init__(scalar, *circumstances)
        self.spelled = spelled

    def _copy(self) -> Spelled:
        return Spelled(self.scalar, self.spelled)


class Setting:
    """One property of a kind.

    `terraform`, `arm`, `cloudformation`: paths from the resource's body, or a map from resource type to path.
    `default`: what holds when nothing is set; a scalar, `UNKNOWN`, or a table made by `by_version`.
    `missing`: the same where the whole companion resource is missing, if that differs.
    `levels`: canonical values from safe to exposed. `values`: raw spellings mapped to canonical ones.
    `safe`: what a fix writes. `document`: the value is, or encodes, a JSON document.
    """

    def __init__(
        self,
        *,
        terraform: Spelling | Mapping[str, Spelling] = (),
        arm: Spelling | Mapping[str, Spelling] = (),
        cloudformation: Spelling | Mapping[str, Spelling] = (),
        default: Any = None,
        missing: Any = None,
        levels: tuple[Scalar, ...] = (),
        values: Mapping[str, Scalar] | None = None,
        safe: Scalar | None = None,
        document: bool = False,
    ) -> None:
        self.spellings = {TERRAFORM: terraform, ARM: arm, CLOUDFORMATION: cloudformation}
        self.default = default
        self.missing = default if missing is None else missing
        self.levels = levels
        self.values = {key.lower(): value for key, value in (values or {}).items()}
        self.safe = safe
        self.document = document
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Setting: ...
    @overload
    def __get__(self, instance: Kind, owner: type) -> Reading: ...
    def __get__(self, instance: Kind | None, owner: type) -> Setting | Reading:
        if instance is None:
            return self
        reading = self.read(instance)
        for seen in _WATCHERS:
            seen.append((self, reading))
        return reading

    def paths(self, kind: Kind) -> tuple[str, ...]:
        """The spellings for the language and type of this very resource."""
        spelling = self.spellings.get(kind.resource.schema, ())
        if isinstance(spelling, Mapping):
            spelling = spelling.get(kind.type, ())
        return (spelling,) if isinstance(spelling, str) else spelling

    def read(self, kind: Kind) -> Reading:
        """The setting's value in a resource, defaults filled in."""
        known: Reading | None = kind.readings.get(self)
        if known is None:
            known = kind.readings[self] = self._read(kind)
        return known

    def _read(self, kind: Kind) -> Reading:
        resource = kind.resource
        paths = self.paths(kind)
        # What is declared elsewhere has no type: nothing is known of it, not even that a default holds.
        value: Value = Absent(kind.place, resource.trail) if kind.type else kind.base
        for path in paths:
            found = self._at(path, kind)
            value = lift(lambda first, found=found: found if isinstance(first, Absent) else first, value)
        if self.document:
            value = as_document(value)
        if self.values:
            value = lift(self._canonical, value)
        part = kind.type.partition("#")[2]
        label = ".".join(step for step in (part, paths[0].lstrip("!.") if paths else self.name) if step)
        label = label.replace("[]", "")
        value = lift(lambda leaf: self._filled(leaf, resource, label), value)
        return Reading(value, label, kind, self.levels)

    def _at(self, path: str, kind: Kind) -> Value:
        value = navigate(kind.base, steps_of(path.lstrip("!")), kind.resource)
        return lift(_negated, value) if path.startswith("!") else value

    def _canonical(self, leaf: Leaf) -> Leaf:
        if isinstance(leaf, Known) and str(leaf.scalar).lower() in self.values:
            canonical = self.values[str(leaf.scalar).lower()]
            return Spelled(canonical, leaf, leaf.place, leaf.trail, leaf.references, leaf.secret)
        return leaf

    def _filled(self, leaf: Leaf, resource: Resource, label: str) -> Value:
        """Put the default where nothing is set."""
        default = self.missing if isinstance(leaf, Missing) else self.default
        if not isinstance(leaf, Absent) or default is None:
            return leaf
        whose = resource.provider or resource.schema
        if isinstance(default, dict):
            default = default.get(whose, default.get(resource.schema))
        if not isinstance(default, ByVersion):
            return _implied(default, leaf, label, "")
        candidates = default.candidates(resource.version)
        if not candidates:
            return Unknown(f"`{label}` is not set, and {whose} has no such version", leaf.place, leaf.trail)
        value: Value = _implied(candidates[-1][1], leaf, label, f"{whose} {candidates[-1][0]}")
        for condition, one in reversed(candidates[:-1]):
            implied = _implied(one, leaf, label, f"{whose} {condition}")
            value = choose(Condition(f"the version of {whose}", condition), implied, value)
        return value


def _implied(default: Any, leaf: Leaf, label: str, version: str) -> Leaf:
    if isinstance(default, Untold):
        return Unknown(f"`{label}` is not set, and {default.reason}", leaf.place, leaf.trail)
    if default is None:
        return leaf
    since = f" in {version}" if version else ""
    step = Step(f"`{label}` is not set; the default{since} is {shown(Known(default))}", leaf.place)
    return Known(default, leaf.place, (step, *leaf.trail))


def _negated(leaf: Leaf) -> Leaf:
    truth = truth_of(leaf)
    return leaf if truth is None else Known(not truth, leaf.place, leaf.trail, leaf.references, leaf.secret)


def truth_of(leaf: Leaf) -> bool | None:
    """The boolean a leaf holds, also spelled as text (`"true"`, `"False"`)."""
    if isinstance(leaf, Known):
        if isinstance(leaf.scalar, bool):
            return leaf.scalar
        return {"true": True, "false": False}.get(str(leaf.scalar).lower())
    return None


Find = Callable[[MapValue, str], Value]

MAX_LISTS = 20
"""Lists in lists that are stepped into to find a block."""


@cache
def steps_of(path: str) -> tuple[str, ...]:
    """The steps of a path; a name that holds dots is quoted: `annotations."run.googleapis.com/ingress"`."""
    return tuple(step.strip('"') for step in re.findall(r'"[^"]*"|[^."]+', path))


def navigate(value: Value, steps: tuple[str, ...], resource: Resource) -> Value:
    """Follow a path into a value. A block or a list of one is stepped into; `[]` gathers over all elements."""
    return _Path(resource).follow(value, steps)


class _Path:
    """A walk into the values of one resource."""

    __slots__ = ("depth", "find", "resource")

    def __init__(self, resource: Resource) -> None:
        self.depth = 0
        self.resource = resource
        self.find: Find = MapValue.get if resource.schema == TERRAFORM else MapValue.find

    def follow(self, value: Value, steps: tuple[str, ...]) -> Value:
        if not steps:
            return value
        name = steps[0].removesuffix("[]")
        each = steps[0].endswith("[]")
        return lift(lambda leaf: self.enter(leaf, name, each, steps), value)

    def enter(self, leaf: Leaf, name: str, each: bool, steps: tuple[str, ...]) -> Value:
        found: Value = leaf
        if name:
            if isinstance(leaf, ListValue):
                return self.into(leaf, steps)
            if isinstance(leaf, MapValue):
                found = nearer(self.find(leaf, name), leaf.place, self.resource.span, name)
            elif not isinstance(leaf, Absent | Unknown):
                return Unknown(f"`{name}` is looked for in something that is no structure", leaf.place, leaf.trail)
        if each and steps[1:]:
            return lift(lambda one: _gathered(one, lambda item: self.follow(item, steps[1:])), found)
        return self.follow(found, steps[1:])

    def into(self, listed: ListValue, steps: tuple[str, ...]) -> Value:
        """Step into a list of blocks."""
        if self.depth >= MAX_LISTS:
            return Unknown("lists lie in lists too deeply", listed.place, listed.trail)
        self.depth += 1
        try:
            return _of_only(listed, lambda item: self.follow(item, steps))
        finally:
            self.depth -= 1


def _of_only(listed: ListValue, function: Callable[[Value], Value]) -> Value:
    """The function of a list's single element: absent for none, unknown for several that differ."""
    if not listed.items and not listed.open:
        return Absent(listed.place, listed.trail)
    results = [function(item) for item in listed.items]
    if results and not listed.open and all(result == results[0] for result in results[1:]):
        return results[0]
    reason = "the number of blocks is unknown" if listed.open else "there are several blocks"
    return Unknown(reason, listed.place, listed.trail)


def _gathered(leaf: Leaf, function: Callable[[Value], Value]) -> Value:
    """The function of every element, lists among the results flattened."""
    if isinstance(leaf, Absent | Unknown):
        return leaf
    items = leaf.items if isinstance(leaf, ListValue) else (leaf,)
    gathered: list[Value] = []
    open = isinstance(leaf, ListValue) and leaf.open
    for item in items:
        result = function(item)
        if isinstance(result, ListValue):
            gathered += result.items
            open = open or result.open
        else:
            gathered.append(result)
    return ListValue(gathered, leaf.place, leaf.trail, leaf.references, open=open)
