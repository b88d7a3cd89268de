"""Terraform's and OpenTofu's functions on values.

How the evaluator calls them
----------------------------

    call(name, arguments, context, expand=False) -> Value

`arguments` are evaluated `Value`s (decisions are lifted here), `expand` is the `...` behind the last one.
It never raises. `core::upper` is `upper`; an unknown name is a `Failure`, `provider::…` is unknown with a reason.
`FUNCTIONS[name](arguments, context)` is the same for one name. `context` is a `FunctionContext` (context.py):
place of the call, tree, root and module folder, and `render(source, variables, context)`, which the evaluator
supplies so that `templatefile` and `templatestring` work: parse `source` with `parse_template`, evaluate it with
nothing but `variables` in scope, and call functions with the context given (it counts the nesting).

Errors (failure.py): what Terraform is sure to refuse is a `Failure`, a subclass of `Unknown`. The evaluator makes
one for a missing attribute of a closed map, an index outside a closed list, a division by zero, an operand of the
wrong type…, never for something that merely cannot be told. `failure_in(value)` finds one deep inside. Functions
hand a failure on; `try` falls through it, `can` is false; both take an unknown that has `references` (a resource's
attribute) as a success and any other unknown as undecided.

Types (types.py): `convert(value, type)` does what Terraform's conversions do, `unify(values)` makes elements of one
type as `tolist` or a conditional does. Types are `ANY`, `STRING`, `NUMBER`, `BOOL`, `ListOf(t)`, `SetOf(t)`,
`MapOf(t)`, `TupleOf(ts)`, `ObjectOf({name: t}, optional={name: default or None})`.

Numbers (number.py): whole numbers are `int`, others `float`, or `Real`, a float that knows its 512 bits, where a
float is not exact. `add`, `subtract`, `multiply`, `divide`, `modulo`, `negate` (raise `Fault`), `number_text`
(as in templates), `parse_number`.

Sets are `ListValue(is_set=True)`, sorted and without duplicates (`make_set`). Maps keep the order they are written
in: whoever iterates over one takes `sorted(entries)`. Text is NFC.
"""

from __future__ import annotations
