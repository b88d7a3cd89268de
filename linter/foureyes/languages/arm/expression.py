"""Expressions of the template language, as ARM strings hold them and Bicep is lowered to.

Names are ARM's: an operator of Bicep becomes the function it stands for (`a == b` is `equals(a, b)`,
`a ?? b` is `coalesce`, `-a` is `sub(0, a)`), a conditional `if`, an interpolated text `format`, so that
one evaluator serves both languages. Parameters and variables are read by the calls `parameters('x')` and
`variables('x')`, outputs of a module by `symbol.outputs.x`.
"""

from __future__ import annotations

from collections.abc import Callable

from foureyes.model.place import Place
from foureyes.model.value import Scalar


class Expression:
    """Any expression, with its place."""

    __slots__ = ("place",)

    def __init__(self, place: Place) -> None:
        self.place = place


class Constant(Expression):
    """A literal scalar; None is null."""

    __slots__ = ("scalar",)

    def __init__(self, scalar: Scalar | None, place: Place) -> None:
        super().__init__(place)
        self.scalar = scalar


class Array(Expression):
    """`[a, b]`. An item may be a `Spread`."""

    __slots__ = ("items",)

    def __init__(self, items: list[Expression], place: Place) -> None:
        super().__init__(place)
        self.items = items


class Object(Expression):
    """`{a: b}`. Keys are expressions; an entry whose key is None holds a `Spread`."""

    __slots__ = ("entries",)

    def __init__(self, entries: list[tuple[Expression | None, Expression]], place: Place) -> None:
        super().__init__(place)
        self.entries = entries


class Spread(Expression):
    """`...value` inside an array or object."""

    __slots__ = ("value",)

    def __init__(self, value: Expression, place: Place) -> None:
        super().__init__(place)
        self.value = value


class Call(Expression):
    """A function call; `name` in lower case, with its namespace (`sys.` and `az.` removed)."""

    __slots__ = ("arguments", "name")

    def __init__(self, name: str, arguments: list[Expression], place: Place) -> None:
        super().__init__(place)
        self.name = name
        self.arguments = arguments


class Access(Expression):
    """`base.key` or `base[key]`. `safe`: null instead of an error where there is none; `from_end`: `[^1]`."""

    __slots__ = ("base", "from_end", "key", "safe")

    def __init__(
        self, base: Expression, key: Expression, place: Place, safe: bool = False, from_end: bool = False
    ) -> None:
        super().__init__(place)
        self.base = base
        self.key = key
        self.safe = safe
        self.from_end = from_end


class Lambda(Expression):
    """`(a, b) => body`; inside, `Name` reads a parameter."""

    __slots__ = ("body", "parameters")

    def __init__(self, parameters: list[str], body: Expression, place: Place) -> None:
        super().__init__(place)
        self.parameters = parameters
        self.body = body


class Name(Expression):
    """A local name: a lambda's parameter, or a loop's item and index in lowered Bicep."""

    __slots__ = ("name",)

    def __init__(self, name: str, place: Place) -> None:
        super().__init__(place)
        self.name = name


class SymbolReference(Expression):
    """A resource or module by its symbolic name, its instance by `index` where it is a loop.

    Its value is the resource object: `.id`, `.name`, `.type`, `.apiVersion`, `.properties…`, `.outputs…`.
    Called methods (`symbol.listKeys()`) are `Call("listkeys", [SymbolReference, …])`.
    """

    __slots__ = ("index", "symbol")

    def __init__(self, symbol: str, place: Place, index: Expression | None = None) -> None:
        super().__init__(place)
        self.symbol = symbol
        self.index = index


class Loop(Expression):
    """`[for item, index in over: body]`, or ARM's property, variable and output copy.

    `over` is an array, or (ARM) a count. `condition` filters. In ARM `body` reads the index by
    `copyIndex(name)`.
    """

    __slots__ = ("body", "condition", "index", "item", "name", "over")

    def __init__(
        self,
        over: Expression,
        body: Expression,
        place: Place,
        *,
        item: str = "",
        index: str = "",
        name: str = "",
        condition: Expression | None = None,
    ) -> None:
        super().__init__(place)
        self.over = over
        self.body = body
        self.item = item
        self.index = index
        self.name = name
        self.condition = condition


class Deferred(Expression):
    """An expression read only once somebody asks: of a large template much is never asked for."""

    __slots__ = ("_parse", "_parsed")

    def __init__(self, parse: Callable[[], Expression], place: Place) -> None:
        super().__init__(place)
        self._parse = parse
        self._parsed: Expression | None = None

    @property
    def parsed(self) -> Expression:
        if self._parsed is None:
            self._parsed = self._parse()
        return self._parsed


def opened(expression: Expression | None) -> Expression | None:
    """The expression itself, of a deferred one what it holds."""
    return expression.parsed if isinstance(expression, Deferred) else expression


def kept_in(expression: Expression) -> str | None:
    """The parameter or variable that an expression just reads, by name, its length asked for or not."""
    inner = opened(expression)
    if isinstance(inner, Call) and inner.name == "length" and len(inner.arguments) == 1:
        inner = opened(inner.arguments[0])
    if not isinstance(inner, Call) or inner.name not in ("parameters", "variables") or len(inner.arguments) != 1:
        return None
    name = opened(inner.arguments[0])
    return f"{inner.name}('{name.scalar}')" if isinstance(name, Constant) else None


class Unreadable(Expression):
    """An expression that could not be read; its value is unknown."""

    __slots__ = ("limit", "reason")

    def __init__(self, reason: str, place: Place, limit: str = "") -> None:
        """`limit`: the one that kept it from being read."""
        super().__init__(place)
        self.reason = reason
        self.limit = limit
