"""The instances of declared resources: one each, or one for each turn of its loop."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from foureyes.languages.arm.canonical import name_text
from foureyes.languages.arm.expression import Call, Constant, Expression, SymbolReference, opened
from foureyes.languages.arm.identity import identity
from foureyes.languages.arm.invocation import Invocation, is_number
from foureyes.languages.arm.loops import Turn, entered, turns
from foureyes.languages.arm.scope import Env
from foureyes.languages.arm.special import asked_text
from foureyes.languages.arm.template import Iteration, ModuleDeclaration, ResourceDeclaration
from foureyes.model.decision import leaves
from foureyes.model.place import Place
from foureyes.model.record import Record
from foureyes.model.value import Absent, Known, Leaf, Reference, Unknown, Value, branch, lift

if TYPE_CHECKING:
    from foureyes.languages.arm.deployment import Deployment

Pieces = list["str | Unknown"]

MAX_CASES = 20
"""Names that a resource may have, of which one is chosen by conditions."""


class Instance(Record):
    """One resource or module of a deployment, as far as naming goes."""

    declaration: ResourceDeclaration | ModuleDeclaration
    type: str
    env: Env
    turn: Turn
    exists: Value
    name: Value
    text: str
    """The canonical name."""
    index: str
    """`[2]` in a loop, `[*]` where one stands for all."""
    symbol: str
    """Identity by symbolic name; empty without one."""

    @property
    def identity(self) -> str:
        return identity(self.type, self.text)

    @property
    def identities(self) -> frozenset[str]:
        """All by which it may be meant: a name that depends on conditions is also told case by case."""
        names = {self.identity, self.symbol} if self.symbol else {self.identity}
        return frozenset(names | self.sometimes.keys())

    @property
    def sometimes(self) -> dict[str, Value]:
        """The identities that it has in some cases of its name, each with whether it has it."""
        cases = list(islice(leaves(self.name), MAX_CASES))
        names = set(map(self._called, cases)) - {""} if len(cases) > 1 else ()
        return {name: lift(lambda leaf, name=name: Known(self._called(leaf) == name), self.name) for name in names}

    def _called(self, name: Leaf) -> str:
        """Its identity in one case of its name; empty where that is not told."""
        text = name_text(name)
        return "" if text is None else identity(self.type, text)

    @property
    def references(self) -> tuple[Reference, ...]:
        names = [self.identity, self.symbol] if self.symbol else [self.identity]
        return tuple(Reference(name, "id") for name in names)


def called(name: Expression | None, value: Value) -> str:
    """What people call a resource by its name: the text, or, where inputs decide it, what is written.

    So it is called the same in every deployment.
    """
    if isinstance(value, Known) and not value.trail:
        return str(value.scalar)
    return "" if name is None else _written(name)


def _written(name: Expression) -> str:
    name = opened(name) or name
    if isinstance(name, Constant):
        return str(name.scalar)
    if isinstance(name, Call) and len(name.arguments) == 3 and name.place == name.arguments[2].place:
        return f"{_written(name.arguments[0])}/{_written(name.arguments[2])}"
    parts = name.place.text.split("'")
    return "[" + "'".join(part if at % 2 else "".join(part.split()) for at, part in enumerate(parts)) + "]"


def turns_of(loop: Iteration | None, env: Env, place: Place) -> list[tuple[Turn, Env]]:
    """Each turn with the names inside it; a single one without a loop."""
    if loop is None:
        return [(Turn(Known(True), Known(0, place), None), env)]
    found = turns(env.evaluate(loop.over), env, place, env.name_of(loop.over))
    return [(turn, entered(env, turn, loop.item, loop.index, loop.name, default=True)) for turn in found]


def instances_of(
    declaration: ResourceDeclaration | ModuleDeclaration, type: str, deployment: Deployment
) -> list[Instance]:
    """The instances of a declaration, named and with the condition under which they exist."""
    made = []
    for number, (turn, env) in enumerate(turns_of(declaration.loop, deployment.env, declaration.place)):
        name = _full_name(declaration, env, deployment)
        text = name_text(name)
        index = "" if declaration.loop is None else "[*]" if turn.all else f"[{number}]"
        symbol = f"symbol:{deployment.path}/{declaration.symbol}{index}".lower() if declaration.symbol else ""
        made.append(
            Instance(
                declaration,
                type,
                env,
                turn,
                _exists(declaration, turn, env),
                name,
                f"{{{deployment.session.unique()}}}" if text is None else text,
                index,
                symbol,
            )
        )
    return made


def _exists(declaration: ResourceDeclaration | ModuleDeclaration, turn: Turn, env: Env) -> Value:
    if declaration.condition is None:
        return turn.exists
    condition = env.evaluate(declaration.condition)
    return both(turn.exists, condition, env, declaration.condition.place)


def both(first: Value, second: Value, env: Env, place: Place) -> Value:
    """Whether both hold, as a decision."""
    if isinstance(first, Known) and first.scalar is True:
        return branch(second, Known(True, place), Known(False, place), _words(second, place, env))
    return branch(
        first,
        branch(second, Known(True, place), Known(False, place), _words(second, place, env)),
        Known(False, place),
        _words(first, place, env),
    )


def _words(value: Value, place: Place, env: Env) -> str:
    text = asked_text(value, place)
    return text if not isinstance(value, Unknown) else f"{text} {env.session.unique()}"


def _full_name(declaration: ResourceDeclaration | ModuleDeclaration, env: Env, deployment: Deployment) -> Value:
    own: Value = Unknown("it has no name", declaration.place)
    if declaration.name is not None:
        own = env.evaluate(declaration.name)
    parent = getattr(declaration, "parent", None)
    if not isinstance(parent, SymbolReference):
        return own
    above = deployment.member(
        parent.symbol, None if parent.index is None else env.evaluate(parent.index), "name", declaration.place
    )

    def join(first: Leaf, second: Leaf) -> Value:
        call = Invocation("concat", declaration.place, (first, second), env)
        pieces = [one if isinstance(one, Unknown) else str(getattr(one, "scalar", "")) for one in (first, second)]
        made = call.text([pieces[0], "/", pieces[1]])
        return made.replace(place=second.place)  # type: ignore[no-any-return]

    return lift(join, above, own)


def pick(found: list[Instance], index: Value | None, make: object) -> Value:
    """What `make` says of the instance with the index; unknown where that is not among them."""
    call = make if callable(make) else None

    def of(leaf: Leaf) -> Value:
        chosen: Instance | None = None
        if is_number(leaf):
            at = int(getattr(leaf, "scalar", 0))
            exact = [one for one in found if not one.turn.all]
            chosen = exact[at] if 0 <= at < len(exact) else next((one for one in found if one.turn.all), None)
        elif isinstance(leaf, Unknown):
            chosen = _same_turn(found, leaf)
        if chosen is None or call is None:
            return Unknown("which instance of the loop is meant cannot be told", leaf.place)
        value: Value = call(chosen)
        return value

    if index is None:
        if len(found) == 1 and found[0].declaration.loop is None and call is not None:
            single: Value = call(found[0])
            return single
        return Unknown("which instance of the loop is meant cannot be told")
    return lift(of, index)


def _same_turn(found: list[Instance], index: Unknown) -> Instance | None:
    """The instance standing for all, if the index is that of an equal loop."""
    for one in found:
        if one.turn.all and isinstance(one.turn.number, Unknown) and one.turn.number == index:
            return one
    return None


def id_of(instance: Instance, deployment: Deployment, place: Place) -> Value:
    """The id of an instance: a text with gaps for what only the deployment knows."""
    declaration = instance.declaration
    scope = getattr(declaration, "scope", None)
    start = _scope_pieces(instance, deployment) if scope is None else [_unknown_scope(place)]

    def build(leaf: Leaf) -> Value:
        call = Invocation("resourceId", place, (leaf,), instance.env)
        names = _segments(leaf)
        namespace, *types = instance.type.split("/")
        if names is None or len(names) != len(types):
            return Unknown("its name is known only in part", place, (), instance.references, present=True)
        pieces: Pieces = [*start, f"/providers/{namespace}"]
        for type, name in zip(types, names, strict=True):
            pieces += [f"/{type}/", *name]
        return call.text(pieces).replace(references=instance.references)  # type: ignore[no-any-return]

    return lift(build, instance.name)


def _unknown_scope(place: Place) -> Unknown:
    return Unknown("the scope is known only at deployment", place)


def _scope_pieces(instance: Instance, deployment: Deployment) -> Pieces:
    place, env = instance.declaration.place, instance.env
    scope = deployment.template.scope.lower()
    group = env.runtime("resourceGroup().name", "the resource group is chosen at deployment", place)
    subscription = env.runtime("subscription().subscriptionId", "the subscription is chosen at deployment", place)
    if scope == "resourcegroup":
        return ["/subscriptions/", subscription, "/resourceGroups/", group]
    if scope == "subscription":
        return ["/subscriptions/", subscription]
    return [] if scope == "tenant" else [_unknown_scope(place)]


def _segments(leaf: Leaf) -> list[Pieces] | None:
    """The pieces of a name between its slashes."""
    if isinstance(leaf, Known):
        return [[one] for one in str(leaf.scalar).split("/")]
    if not isinstance(leaf, Unknown) or isinstance(leaf, Absent):
        return None
    found: list[Pieces] = [[]]
    for part in leaf.parts if leaf.parts is not None else (leaf,):
        if isinstance(part, Unknown):
            found[-1].append(part)
            continue
        head, *rest = part.split("/")
        found[-1].append(head)
        found += [[one] for one in rest]
    return found
