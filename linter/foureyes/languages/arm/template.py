"""A template as the evaluator reads it, whether it was JSON or Bicep."""

from __future__ import annotations

from dataclasses import dataclass, field

from foureyes.languages.arm.expression import Expression, Loop
from foureyes.model.place import Place, Source
from foureyes.model.resource import Gap
from foureyes.model.value import Scalar


@dataclass(slots=True)
class Parameter:
    """An input of a template."""

    name: str
    place: Place
    type: str = ""
    """`string`, `int`, `bool`, `object`, `array`; empty where a user-defined type is not resolved."""
    default: Expression | None = None
    allowed: tuple[Scalar, ...] | None = None
    """The finite domain of a scalar parameter."""
    nullable: bool = False
    secure: bool = False


@dataclass(slots=True)
class Function:
    """A user-defined function: `namespace.name` in ARM, `name` in Bicep; lower case."""

    name: str
    parameters: tuple[str, ...]
    body: Expression
    place: Place


@dataclass(slots=True)
class Iteration:
    """A resource's or module's copy loop.

    ARM: `over` is the count, `name` what `copyIndex` calls it. Bicep: `over` is the array, `item` and
    `index` the local names.
    """

    over: Expression
    name: str = ""
    item: str = ""
    index: str = ""
    counts: bool = False
    """Whether `over` is a number (ARM) rather than an array."""


@dataclass(slots=True)
class ResourceDeclaration:
    """One resource, whatever its spelling of parent and child."""

    symbol: str
    """Symbolic name; empty in templates without."""
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
    loop: Iteration | None = None
    existing: bool = False
    parent: Expression | None = None
    """A `SymbolReference` (Bicep `parent:` and nesting) or None; for children nested in ARM's
    `resources` the reader joins type and name itself."""
    scope: Expression | None = None
    depends_on: tuple[Expression, ...] = ()


@dataclass(slots=True)
class ModuleDeclaration:
    """A nested or linked deployment, or a Bicep module."""

    symbol: str
    name: Expression | None
    template: Template | None
    """None where it could not be read; `gap` tells why."""
    arguments: dict[str, Expression]
    place: Place
    span: Place
    condition: Expression | None = None
    loop: Iteration | None = None
    inner_scope: bool = True
    """Whether expressions inside see the inner parameters only (`expressionEvaluationOptions: inner`)."""
    scope: Expression | None = None
    gap: Gap | None = None


@dataclass(slots=True)
class Output:
    """An output of a template."""

    name: str
    value: Expression
    place: Place
    condition: Expression | None = None
    secure: bool = False


@dataclass(slots=True)
class Template:
    """One template. Names are looked up without regard to case; the maps are keyed in lower case."""

    source: Source
    language: str
    """`arm` or `bicep`."""
    scope: str = "resourceGroup"
    parameters: dict[str, Parameter] = field(default_factory=dict)
    variables: dict[str, Expression | Loop] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    resources: list[ResourceDeclaration] = field(default_factory=list)
    modules: list[ModuleDeclaration] = field(default_factory=list)
    outputs: dict[str, Output] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)
