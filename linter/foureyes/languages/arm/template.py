"""A template as the evaluator reads it, whether it was JSON or Bicep."""

from __future__ import annotations

from foureyes.languages.arm.expression import Expression, Loop
from foureyes.model.place import Place, Source
from foureyes.model.record import Record, field
from foureyes.model.resource import Gap
from foureyes.model.value import Scalar


class Shape(Record):
    """What a type says about values that are not given: user-defined types resolved, recursion cut."""

    type: str = ""
    """`string`, `int`, `bool`, `object`, `array`; empty for any, or where it is not resolved."""
    allowed: tuple[Scalar, ...] | None = None
    """The finite domain of a scalar."""
    nullable: bool = False
    secure: bool = False
    properties: dict[str, Shape] = field(factory=dict)
    """The declared properties of an object, as written."""
    closed: bool = False
    """Whether an object can have no other properties than these."""


class Parameter(Record):
    """An input of a template."""

    name: str
    place: Place
    shape: Shape = field(factory=Shape)
    default: Expression | None = None


class Function(Record):
    """A user-defined function: `namespace.name` in ARM, `name` in Bicep; lower case.

    The body reads a parameter by `parameters('x')` or, lowered from Bicep, by `Name`.
    """

    name: str
    parameters: tuple[str, ...]
    body: Expression
    place: Place


class Iteration(Record):
    """A resource's or module's copy loop.

    ARM: `over` is the count, `name` what `copyIndex` calls it. Bicep: `over` is the array, `item` and
    `index` the local names. Which of the two it is, its value tells.
    """

    over: Expression
    name: str = ""
    item: str = ""
    index: str = ""


class ResourceDeclaration(Record):
    """One resource, whatever its spelling of parent and child."""

    symbol: str
    """Symbolic name; empty in templates without. A resource nested in Bicep is `outer::inner`."""
    type: str
    """Full type, `Microsoft.Storage/storageAccounts/blobServices`."""
    api_version: Expression | None
    name: Expression | None
    """The name as written; a full slash name, or, with `parent` set, the last segment."""
    body: Expression
    """The whole resource object (`properties`, `sku`, `kind`, …), without `resources` and `copy`."""
    place: Place
    span: Place
    condition: Expression | None = None
    """With a loop, it is asked for each instance."""
    loop: Iteration | None = None
    existing: bool = False
    parent: Expression | None = None
    """A `SymbolReference` (Bicep `parent:` and nesting) or None; for children nested in ARM's
    `resources` the reader joins type and name itself."""
    scope: Expression | None = None
    depends_on: tuple[Expression, ...] = ()


class ModuleDeclaration(Record):
    """A nested or linked deployment, or a Bicep module."""

    symbol: str
    name: Expression | None
    template: Template | None
    """None where it could not be read; `gap` tells why."""
    arguments: dict[str, Expression]
    """By parameter, in lower case. A secret from a vault is `Call("getsecret", …)`."""
    place: Place
    span: Place
    condition: Expression | None = None
    loop: Iteration | None = None
    rest: Expression | None = None
    """Further arguments, as one object of name to value (`params: {...x}`)."""
    inner_scope: bool = True
    """Whether expressions inside see the inner parameters only (`expressionEvaluationOptions: inner`)."""
    scope: Expression | None = None
    depends_on: tuple[Expression, ...] = ()
    gap: Gap | None = None
    link: Expression | None = None
    """What makes the template and its parameters, or says where they are, of one that is not read."""


class Output(Record):
    """An output of a template."""

    name: str
    value: Expression
    place: Place
    condition: Expression | None = None
    secure: bool = False


class Template(Record):
    """One template. Names are looked up without regard to case; the maps are keyed in lower case.

    `resources` and `modules` are looked up by symbol, those nested in others included.
    """

    source: Source
    language: str
    """`arm` or `bicep`."""
    scope: str = "resourceGroup"
    parameters: dict[str, Parameter] = field(factory=dict)
    variables: dict[str, Expression | Loop] = field(factory=dict)
    functions: dict[str, Function] = field(factory=dict)
    resources: list[ResourceDeclaration] = field(factory=list)
    modules: list[ModuleDeclaration] = field(factory=list)
    outputs: dict[str, Output] = field(factory=dict)
    gaps: list[Gap] = field(factory=list)
    hidden: dict[str, Expression] | None = None
    """Of a module that was not read: by type, in lower case, whether it deploys more than `resources` tells.

    Types that it does not name may be there too. Nothing is known of its outputs.
    """
