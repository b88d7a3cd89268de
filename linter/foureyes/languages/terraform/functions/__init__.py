"""Terraform's and OpenTofu's functions on values.

How the evaluator calls them
----------------------------

    call(name, arguments, context, expand=False) -> Value

`arguments` are evaluated `Value`s (decisions are lifted here), `expand` is the `...` behind the last one.
It never raises. `core::upper` is `upper`; an unknown name is a `Failure`, `provider::…` is unknown with a reason.
`function_of(name)` is one of them, its module imported when it is asked for. `context` is a `FunctionContext`
(context.py): place of the call, tree, root and module folder, and `render(source, variables, context)`, which the
evaluator supplies so that `templatefile` and `templatestring` work: parse `source` with `parse_template`, evaluate it
with nothing but `variables` in scope, and call functions with the context given (it counts the nesting).

Errors (failure.py): what Terraform is sure to refuse is a `Failure`, a subclass of `Unknown`. The evaluator makes
one for a missing attribute of a closed map, an index outside a closed list, a division by zero, an operand of the
wrong type…, never for something that merely cannot be told. `failure_in(value)` finds one deep inside. Functions
hand a failure on; `try` falls through it, `can` is false. An unknown that has `references` (a resource's attribute)
or is a whole variable is a success for `try`; any other makes it one of both, or unknown.

Types (types.py): `convert(value, type)` does what Terraform's conversions do, `unify(values)` makes elements of one
type as `tolist` or a conditional does. Types are `ANY`, `STRING`, `NUMBER`, `BOOL`, `ListOf(t)`, `SetOf(t)`,
`MapOf(t)`, `TupleOf(ts)`, `ObjectOf({name: t}, optional={name: default or None})`.

Numbers (number.py): whole numbers are `int`, others `float`, or `Real`, a float that knows its 512 bits, where a
float is not exact. `add`, `subtract`, `multiply`, `divide`, `modulo`, `negate` (raise `Fault`), `number_text`
(as in templates), `parse_number`.

The positions of an open list's elements are not sure: `concat` puts what it knows into one, whatever stands before it.

Sets are `ListValue(is_set=True)`, sorted and without duplicates (`make_set`). Maps keep the order they are written
in: whoever iterates over one takes `sorted(entries)`. Text is NFC.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from foureyes.languages.terraform.functions.circumstances import gather
from foureyes.languages.terraform.functions.context import FunctionContext
from foureyes.languages.terraform.functions.failure import Failure
from foureyes.languages.terraform.functions.names import MODULES
from foureyes.languages.terraform.functions.signature import Function, Library
from foureyes.languages.terraform.functions.undecided import can, try_
from foureyes.model.value import Leaf, ListValue, Unknown, Value, lift

_TAKE_MORE = ("merge", "concat", "setunion", "coalesce", "coalescelist")
"""Functions for which an unknown number of further arguments is the same as one that is unknown."""


@cache
def function_of(name: str) -> Function | None:
    """A function by name; None where there is none of that name."""
    if name in ("try", "can"):
        return try_ if name == "try" else can
    module = MODULES.get(name)
    if module is None:
        return None
    library: Library = import_module(f"{__name__}.{module}").LIBRARY
    return library.functions[name]


def call(name: str, arguments: list[Value], context: FunctionContext, expand: bool = False) -> Value:
    """The value of a call; `expand` for `...` behind the last argument."""
    function = function_of(name.removeprefix("core::"))
    if function is None:
        if "::" in name:
            return Unknown(f"{name}() belongs to a provider, which is not run here", context.place)
        return Failure(f"there is no function {name}()", context.place)
    if not expand or not arguments:
        return function(arguments, context)
    *first, last = arguments

    def spread(leaf: Leaf) -> Value:
        if isinstance(leaf, ListValue) and not leaf.open:
            return function([*first, *leaf.items], context)
        if isinstance(leaf, Failure) or not isinstance(leaf, Unknown | ListValue):
            no_list = Failure(f"{name}(): what is behind ... is no list", context.place)
            return leaf if isinstance(leaf, Failure) else no_list
        given = leaf.items if isinstance(leaf, ListValue) else ()
        reason = leaf.reason if isinstance(leaf, Unknown) else "there may be more arguments"
        rest = Unknown(reason, leaf.place, leaf.trail, leaf.references, leaf.secret)
        if name in _TAKE_MORE:
            return function([*first, *given, rest], context)
        return Unknown(reason, *gather([*first, leaf], context.place, deep=True))

    return lift(spread, last)
