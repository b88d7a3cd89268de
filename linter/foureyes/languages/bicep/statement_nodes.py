"""Syntax of Bicep: declarations and the file."""

from __future__ import annotations

from collections.abc import Iterator

from foureyes.errors import UnreadableSource
from foureyes.languages.bicep.expression_nodes import (
    Comment,
    Decorator,
    Interpolated,
    Name,
    Node,
    Object,
    Pragma,
    Skipped,
    String,
)
from foureyes.model.place import Source


class TypedName(Node):
    """`name type`: a parameter of a function."""

    __slots__ = ("name", "type")

    def __init__(self, start: int, end: int, name: Name, type: Node) -> None:
        self.start = start
        self.end = end
        self.name = name
        self.type = type


class Statement(Node):
    """A declaration; it starts at its first decorator."""

    __slots__ = ("decorators",)

    def __init__(self, start: int, end: int, decorators: list[Decorator]) -> None:
        self.start = start
        self.end = end
        self.decorators = decorators


class TargetScope(Statement):
    """`targetScope = value`."""

    __slots__ = ("value",)

    def __init__(self, start: int, end: int, decorators: list[Decorator], value: Node) -> None:
        self.start = start
        self.end = end
        self.decorators = decorators
        self.value = value


class Metadata(Statement):
    """`metadata name = value`."""

    __slots__ = ("name", "value")

    def __init__(self, start: int, end: int, decorators: list[Decorator], name: Name, value: Node) -> None:
        self.start = start
        self.end = end
        self.decorators = decorators
        self.name = name
        self.value = value


class Param(Statement):
    """`param name type = default`."""

    __slots__ = ("default", "name", "type")

    def __init__(
        self, start: int, end: int, decorators: list[Decorator], name: Name, type: Node, default: Node | None
    ) -> None:
        self.start = start
        self.end = end
        self.decorators = decorators
        self.name = name
        self.type = type
        self.default = default


class ParamAssignment(Statement):
    """`param name = value` in a parameter file."""

    __slots__ = ("name", "value")

    def __init__(self, start: int, end: int, decorators: list[Decorator], name: Name, value: Node) -> None:
        self.start = start
        self.end = end
        self.decorators = decorators
        self.name = name
        self.value = value


class Var(Statement):
    """`var name = value`."""

    __slots__ = ("name", "type", "value")

    def __init__(
        self, start: int, end: int, decorators: list[Decorator], name: Name, type: Node | None, value: Node
    ) -> None:
        self.start = start
        self.end = end
        self.decorators = decorators
        self.name = name
        self.type = type
        self.value = value


class Resource(Statement):
    """`resource name 'type@version' existing = body`; the body is an Object, If or For."""

    __slots__ = ("body", "existing", "name", "type")

    def __init__(
        self,
        start: int,
        end: int,
        decorators: list[Decorator],
        name: Name,
        type: String | Interpolated,
        existing: bool,
        body: Node,
    ) -> None:
        self.start = start
        self.end = end
        self.decorators = decorators
        self.name = name
        self.type = type
        self.existing = existing
        self.body = body


class Module(Statement):
    """`module name 'path' = body`; the body is an Object, If or For."""

    __slots__ = ("body", "name", "path")

    def __init__(
        self, start: int, end: int, decorators: list[Decorator], name: Name, path: String | Interpolated, body: Node
    ) -> None:
        self.start = start
        self.end = end
        self.decorators = decorators
        self.name = name
        self.path = path
        self.body = body


class Test(Statement):
    """`test name 'path' = { … }`."""

    __slots__ = ("body", "name", "path")

    def __init__(
        self, start: int, end: int, decorators: list[Decorator], name: Name, path: String | Interpolated, body: Object
    ) -> None:
        self.start = start
        self.end = end
        self.decorators = decorators
        self.name = name
        self.path = path
        self.body = body


class Output(Statement):
    """`output name type = value`."""

    __slots__ = ("name", "type", "value")

    def __init__(self, start: int, end: int, decorators: list[Decorator], name: Name, type: Node, value: Node) -> None:
        self.start = start
        self.end = end
        self.decorators = decorators
        self.name = name
        self.type = type
        self.value = value


class TypeDeclaration(Statement):
    """`type name = type`."""

    __slots__ = ("name", "type")

    def __init__(self, start: int, end: int, decorators: list[Decorator], name: Name, type: Node) -> None:
        self.start = start
        self.end = end
        self.decorators = decorators
        self.name = name
        self.type = type


class Function(Statement):
    """`func name(parameters) result => body`; `block_end` is just after the parameters' closing parenthesis."""

    __slots__ = ("block_end", "body", "name", "parameters", "result")

    def __init__(
        self,
        start: int,
        end: int,
        decorators: list[Decorator],
        name: Name,
        parameters: list[TypedName],
        block_end: int,
        result: Node,
        body: Node,
    ) -> None:
        self.start = start
        self.end = end
        self.decorators = decorators
        self.name = name
        self.parameters = parameters
        self.block_end = block_end
        self.result = result
        self.body = body


class Assert(Statement):
    """`assert name = value`."""

    __slots__ = ("name", "value")

    def __init__(self, start: int, end: int, decorators: list[Decorator], name: Name, value: Node) -> None:
        self.start = start
        self.end = end
        self.decorators = decorators
        self.name = name
        self.value = value


class ImportItem(Node):
    """One `name as alias` between the braces of an import."""

    __slots__ = ("alias", "name")

    def __init__(self, start: int, end: int, name: Name | String, alias: Name | None) -> None:
        self.start = start
        self.end = end
        self.name = name
        self.alias = alias


class Import(Statement):
    """`import { … } from 'path'`, or `import * as everything from 'path'`."""

    __slots__ = ("everything", "path", "symbols")

    def __init__(
        self,
        start: int,
        end: int,
        decorators: list[Decorator],
        symbols: list[ImportItem] | None,
        everything: Name | None,
        path: String | Interpolated,
    ) -> None:
        self.start = start
        self.end = end
        self.decorators = decorators
        self.symbols = symbols
        self.everything = everything
        self.path = path


class Extension(Statement):
    """`extension name with { … } as alias`; also the older `import 'name@version'` and `provider`."""

    __slots__ = ("alias", "config", "specification")

    def __init__(
        self,
        start: int,
        end: int,
        decorators: list[Decorator],
        specification: Name | String | Interpolated,
        config: Object | None,
        alias: Name | None,
    ) -> None:
        self.start = start
        self.end = end
        self.decorators = decorators
        self.specification = specification
        self.config = config
        self.alias = alias


class Using(Statement):
    """`using 'path' with { … }`; the path of `using none` is None."""

    __slots__ = ("config", "path")

    def __init__(
        self, start: int, end: int, decorators: list[Decorator], path: String | None, config: Object | None
    ) -> None:
        self.start = start
        self.end = end
        self.decorators = decorators
        self.path = path
        self.config = config


class Extends(Statement):
    """`extends 'path'`."""

    __slots__ = ("path",)

    def __init__(self, start: int, end: int, decorators: list[Decorator], path: String | Interpolated) -> None:
        self.start = start
        self.end = end
        self.decorators = decorators
        self.path = path


class ExtensionConfig(Statement):
    """`extensionConfig name with { … }`."""

    __slots__ = ("config", "name")

    def __init__(self, start: int, end: int, decorators: list[Decorator], name: Name, config: Object) -> None:
        self.start = start
        self.end = end
        self.decorators = decorators
        self.name = name
        self.config = config


class File(Node):
    """A whole file. `statements` holds every declaration, and a Skipped for each that was unreadable."""

    __slots__ = ("comments", "errors", "pragmas", "source", "statements")

    def __init__(self, source: Source, statements: list[Statement | Skipped]) -> None:
        self.start = 0
        self.end = len(source.text)
        self.source = source
        self.statements = statements
        self.comments: list[Comment] = []
        self.pragmas: list[Pragma] = []
        self.errors: list[UnreadableSource] = []

    def children(self) -> Iterator[Node]:
        yield from self.statements
