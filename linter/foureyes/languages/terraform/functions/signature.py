"""How functions are declared: their parameters' types, and what is done with operands before they run.

A *plain* function gets Python data and is asked only when everything about its operands is known; a *raw* one gets
leaves (decisions are lifted, nulls refused, types converted) and decides itself what half-known operands yield.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from foureyes.languages.terraform.functions.circumstances import Circumstances, gather
from foureyes.languages.terraform.functions.context import FunctionContext
from foureyes.languages.terraform.functions.digest import failure_in
from foureyes.languages.terraform.functions.failure import Failure, Fault, Untellable
from foureyes.languages.terraform.functions.plain import settled, to_python, to_value
from foureyes.languages.terraform.functions.types import Type, convert_leaf, text_of
from foureyes.model.value import Absent, Known, Leaf, Unknown, Value, compared, lift

Raw = Callable[..., Value]
Function = Callable[[list[Value], FunctionContext], Value]


class Nullable(NamedTuple):
    """A parameter that may be null."""

    type: Type


Parameter = Type | Nullable


class Signature(NamedTuple):
    """A function's name and parameters; `rest` is the type of any further operands."""

    name: str
    parameters: tuple[Parameter, ...]
    rest: Parameter | None = None

    def pairs(self, arguments: tuple[Leaf, ...]) -> Iterator[tuple[Leaf, Parameter]]:
        for number, argument in enumerate(arguments):
            parameter = self.parameters[number] if number < len(self.parameters) else self.rest
            if parameter is not None:
                yield argument, parameter

    def check_count(self, count: int) -> None:
        least = len(self.parameters)
        if count < least or (count > least and self.rest is None):
            few = "at least " if self.rest is not None else ""
            raise Fault(f"{self.name}() takes {few}{least} argument{'' if least == 1 else 's'}, not {count}")


_ASKING = frozenset(("contains", "endswith", "index", "regex", "regexall", "startswith", "strcontains"))
"""Functions that compare their arguments."""


class Call:
    """One call of a function: where it stands and what its operands carry."""

    __slots__ = ("context", "leaves", "name")

    def __init__(self, name: str, leaves: tuple[Leaf, ...], context: FunctionContext) -> None:
        self.name = name
        self.leaves = leaves
        self.context = context
        if name in _ASKING:
            compared(*leaves)

    def circumstances(self, *, deep: bool = False) -> Circumstances:
        """What the result takes over from the operands: trails, references, secrecy."""
        return gather(self.leaves, self.context.place, deep=deep)

    def value(self, data: Any) -> Value:
        """Python data as the result."""
        return to_value(data, self.circumstances(deep=True))

    def unknown(self, reason: str, **more: Any) -> Unknown:
        """An unknown result."""
        more.setdefault("subject", self.subject())
        return Unknown(reason, *self.circumstances(deep=True), **more)

    def failure(self, reason: str) -> Failure:
        return Failure(reason, *self.circumstances(deep=True))

    def undecided(self) -> Unknown:
        """The unknown result of an operand that is not known, for that operand's reason."""
        cause = next((leaf.reason for leaf in self.leaves if isinstance(leaf, Unknown)), None)
        return self.unknown(cause or "a part of it cannot be told")

    def subject(self) -> str | None:
        """The call as text, if every operand can be named: equal calls then are equal values."""
        if not any(isinstance(leaf, Unknown) for leaf in self.leaves):
            return None
        secret = any(leaf.secret for leaf in self.leaves)
        names = [None if secret and isinstance(leaf, Known) else _named(leaf) for leaf in self.leaves]
        told = [name for name in names if name is not None]
        return f"{self.name}({', '.join(told)})" if len(told) == len(names) else None


def _named(leaf: Leaf) -> str | None:
    if isinstance(leaf, Unknown):
        return leaf.subject
    if isinstance(leaf, Known) and not leaf.secret:
        return f'"{leaf.scalar}"' if isinstance(leaf.scalar, str) else text_of(leaf)
    return None


class Library:
    """Functions of one module, by name."""

    def __init__(self) -> None:
        self.functions: dict[str, Function] = {}
        self.signatures: dict[str, Signature] = {}

    def raw(self, name: str, *parameters: Parameter, rest: Parameter | None = None) -> Callable[[Raw], Raw]:
        """Declare `function(call, *leaves)`."""

        def declare(function: Raw) -> Raw:
            self._add(Signature(name, parameters, rest), function)
            return function

        return declare

    def plain(
        self, name: str, *parameters: Parameter, rest: Parameter | None = None
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Declare a function of Python data: str, bool, numbers, None, list, dict."""

        def declare(function: Callable[..., Any]) -> Callable[..., Any]:
            self._add(Signature(name, parameters, rest), lambda call, *leaves: plainly(function, call))
            return function

        return declare

    def _add(self, signature: Signature, function: Raw) -> None:
        def run(arguments: list[Value], context: FunctionContext) -> Value:
            try:
                signature.check_count(len(arguments))
            except Fault as fault:
                return Failure(str(fault), context.place)
            return lift(lambda *leaves: _run(signature, function, leaves, context), *arguments)

        self.functions[signature.name] = run
        self.signatures[signature.name] = signature


def _run(signature: Signature, function: Raw, leaves: tuple[Leaf, ...], context: FunctionContext) -> Value:
    converted: list[Leaf] = []
    for leaf, parameter in signature.pairs(leaves):
        nullable = isinstance(parameter, Nullable)
        if isinstance(leaf, Absent) and not nullable:
            return Failure(f"an argument of {signature.name}() is null", context.place, leaf.trail)
        one = convert_leaf(leaf, parameter.type if isinstance(parameter, Nullable) else parameter)
        failure = failure_in(one)
        if failure is not None:
            return failure
        converted.append(one)
    call = Call(signature.name, tuple(converted), context)
    result = guarded(call, lambda: function(call, *converted))
    if context.work is not None:
        context.work.call(signature.name, call.leaves, result)
    return result


def guarded(call: Call, compute: Callable[[], Value]) -> Value:
    """The outcome of a computation, its exceptions as values."""
    try:
        return compute()
    except Fault as fault:
        return call.failure(f"{call.name}(): {fault}")
    except Untellable as reason:
        return call.unknown(str(reason))


def plainly(function: Callable[..., Any], call: Call) -> Value:
    """Ask a function of Python data, case by case where operands hold decisions deep inside."""

    def ask(*leaves: Leaf) -> Value:
        one = Call(call.name, leaves, call.context)
        data = [to_python(leaf) for leaf in leaves]
        if any(item is NotImplemented for item in data):
            return one.undecided()
        return guarded(one, lambda: one.value(function(*data)))

    return settled(ask, call.leaves)
