"""Roots as judged for fixing: every answer, with what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from foureyes.engine.azapi import as_arm
from foureyes.engine.clock import TimeIsUp, within
from foureyes.engine.ruleset import RuleSet
from foureyes.engine.scan import judge
from foureyes.engine.scene import DeploymentScene
from foureyes.errors import FoureyesError
from foureyes.judging import evaluations, reader_of, too_slow
from foureyes.model.decision import Choice
from foureyes.model.finding import Finding
from foureyes.model.kind import Kind
from foureyes.model.limits import limited
from foureyes.model.resource import Evaluation, Resource
from foureyes.model.root import Options, Root
from foureyes.model.rule import Rule
from foureyes.model.tree import Tree
from foureyes.model.value import Absent, Known, Leaf, ListValue, MapValue, Unknown, Value

Key = tuple[str, str, str]
"""Rule, type and address."""


@dataclass(slots=True)
class Flag:
    """An answer other than no, with the kind it is about."""

    rule: Rule
    kind: Kind
    finding: Finding

    @property
    def key(self) -> Key:
        return self.finding.rule, self.finding.type, self.finding.resource


@dataclass(slots=True)
class Judged:
    """One root as judged."""

    root: Root
    files: set[str] = field(default_factory=set)
    faults: int = 0
    """What could not be read or judged, and what was not there."""
    given_up: FoureyesError | None = None
    """Set where it took too long: then all the rest tells only a part."""
    flags: list[Flag] = field(default_factory=list)
    resources: dict[tuple[str, str, str, int], Resource] = field(default_factory=dict)
    """By deployment, type, address and ordinal."""

    def risky(self) -> Counter[Key]:
        return Counter(one.key for one in self.flags if one.finding.is_risky)

    def open(self) -> Counter[Key]:
        """How often the answer is anything but no."""
        return Counter(one.key for one in self.flags)


def judged(root: Root, tree: Tree, rules: RuleSet, options: Options) -> Judged:
    """Judge a root with all its deployments, each within a bound of time, and keep what the answers are about."""
    found = Judged(root)
    reader = reader_of(root.language)
    for inputs in root.deployments:
        try:
            with within(options.limits.seconds), limited(options.limits):
                for evaluation in evaluations(reader, root._replace(deployments=(inputs,)), tree, options):
                    _take(evaluation, rules, found)
        except TimeIsUp:
            found.given_up = too_slow(root, inputs.name, options.limits.seconds)
            break
    return found


def _take(evaluation: Evaluation, rules: RuleSet, found: Judged) -> None:
    evaluation.resources = as_arm(evaluation.resources)
    found.files |= evaluation.files
    found.faults += len(evaluation.errors) + len(evaluation.gaps)
    ordinals: Counter[tuple[str, str, str]] = Counter()
    for one in evaluation.resources:
        name = evaluation.deployment, one.type, one.address
        found.resources[(*name, ordinals[name])] = one
        ordinals[name] += 1
    scene = DeploymentScene(evaluation.resources)
    types = {(one.schema, one.type.lower()) for one in evaluation.resources}
    for rule in rules.examining(types):
        for kind in scene.all(rule.kind):
            if kind.resource.outside and not rule.kind.data:
                continue
            try:
                finding = judge(rule, kind, evaluation)
            except (Exception, SystemExit):
                found.faults += 1
                continue
            if finding is not None:
                found.flags.append(Flag(rule, kind, finding))


def changed(before: Judged, after: Judged) -> set[tuple[str, int]] | None:
    """The declarations whose resources differ, by path and offset in the text before; None where one is gone.

    One that is new is a declaration of its own, at an offset of -1.
    """
    found = set()
    for key, one in before.resources.items():
        other = after.resources.get(key)
        if other is None:
            return None
        if one.is_output:
            continue
        if not (_same(one.body, other.body) and _same(one.exists, other.exists)):
            found.add((one.span.path, one.span.start))
    for key, one in after.resources.items():
        if key not in before.resources:
            found.add((f"{one.span.path}:{one.address}", -1))
    return found


def _same(one: Value, other: Value) -> bool:
    waiting: list[tuple[Value, Value]] = [(one, other)]
    while waiting:
        left, right = waiting.pop()
        if isinstance(left, Choice) or isinstance(right, Choice):
            if not (isinstance(left, Choice) and isinstance(right, Choice)) or left.test != right.test:
                return False
            waiting += [(left.then, right.then), (left.otherwise, right.otherwise)]
        elif type(left) is not type(right) or not _alike(left, right):
            return False
        else:
            waiting += zip(_below(left), _below(right), strict=True)
    return True


def _alike(left: Leaf, right: Leaf) -> bool:
    if isinstance(left, Known) and isinstance(right, Known):
        return type(left.scalar) is type(right.scalar) and left.scalar == right.scalar
    if isinstance(left, ListValue) and isinstance(right, ListValue):
        return len(left.items) == len(right.items) and left.open == right.open
    if isinstance(left, MapValue) and isinstance(right, MapValue):
        return list(left.entries) == list(right.entries) and left.open == right.open
    if isinstance(left, Unknown) and isinstance(right, Unknown):
        return left.reason == right.reason and left.subject == right.subject
    return isinstance(left, Absent)


def _below(leaf: Leaf) -> Iterator[Value]:
    if isinstance(leaf, ListValue):
        yield from leaf.items
    elif isinstance(leaf, MapValue):
        yield from leaf.entries.values()


def worse(before: Iterable[Judged], after: Iterable[Judged]) -> bool:
    """Whether a finding appeared, or one became more certain."""
    risky, open = Counter[Key](), Counter[Key]()
    for one in before:
        risky.update(one.risky())
        open.update(one.open())
    for one in after:
        risky.subtract(one.risky())
        open.subtract(one.open())
    return any(number < 0 for number in (*risky.values(), *open.values()))
