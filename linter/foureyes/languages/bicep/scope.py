"""Which declaration a name stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from foureyes.languages.bicep.syntax import (
    Extension,
    File,
    For,
    Function,
    If,
    Import,
    Module,
    Name,
    Node,
    Object,
    Param,
    ParamAssignment,
    Property,
    Resource,
    Skipped,
    Statement,
    TypeDeclaration,
    Var,
)
from foureyes.model.place import Place

if TYPE_CHECKING:
    from foureyes.languages.bicep.lowering import Lowering

MAX_HOPS = 30
"""Imports of imports that are followed."""

_NAMED = (Param, ParamAssignment, Var, Resource, Module, Function, TypeDeclaration)


class Imported(NamedTuple):
    """A name that an import brings in; `name` is what the other file calls it, empty for all of it."""

    statement: Import
    name: str


Declaration = Node | Imported


class Local(NamedTuple):
    """A name that holds in a part of a file: a loop's, a lambda's, a function's; or `node`, a nested resource."""

    symbol: str = ""
    node: Resource | None = None


class Found(NamedTuple):
    """A declaration and the scope it stands in."""

    scope: Scope
    node: Declaration
    name: str


class Scope:
    """The names of one file, as they are lowered into one template.

    `prefix` keeps apart what the template takes from files it imports from.
    """

    __slots__ = ("file", "lowering", "names", "prefix", "source")

    def __init__(self, file: File, lowering: Lowering, prefix: str = "") -> None:
        self.file = file
        self.source = file.source
        self.lowering = lowering
        self.prefix = prefix
        self.names: dict[str, Declaration] = {}
        for statement in file.statements:
            self._declare(statement)

    def _declare(self, statement: Statement | Skipped) -> None:
        if isinstance(statement, _NAMED):
            self.names.setdefault(statement.name.text, statement)
        elif isinstance(statement, Skipped):
            if statement.name:
                self.names.setdefault(statement.name, statement)
        elif isinstance(statement, Import):
            for item in statement.symbols or ():
                original = item.name.text if isinstance(item.name, Name) else item.name.value
                alias = item.alias.text if item.alias else original
                self.names.setdefault(alias, Imported(statement, original))
            if statement.everything:
                self.names.setdefault(statement.everything.text, Imported(statement, ""))
        elif isinstance(statement, Extension):
            called = statement.alias or statement.specification
            if isinstance(called, Name):
                self.names.setdefault(called.text, statement)

    def place(self, node: Node) -> Place:
        return Place(self.source, node.start, node.end)

    def key(self, name: str) -> str:
        """What a variable or function of this file is called in the template."""
        return f"{self.prefix}.{name}" if self.prefix else name

    def declared(self, name: str) -> bool:
        return name in self.names

    def resolve(self, name: str) -> Found | None:
        """The declaration behind a name, imports followed; an `Imported` where the import cannot be."""
        scope = self
        for _ in range(MAX_HOPS):
            node = scope.names.get(name)
            if node is None:
                return None
            if not isinstance(node, Imported) or not node.name:
                return Found(scope, node, name)
            other = scope.lowering.imported(scope, node.statement)
            if other is None:
                return Found(scope, node, name)
            scope, name = other, node.name
        return None

    def member(self, namespace: str, name: str) -> Found | None:
        """The declaration behind `namespace.name`; an `Imported` where the import cannot be followed."""
        node = self.names.get(namespace)
        if not isinstance(node, Imported) or node.name:
            return None
        other = self.lowering.imported(self, node.statement)
        return Found(self, node, name) if other is None else other.resolve(name)

    def is_namespace(self, name: str) -> bool:
        """Whether the name stands for everything that a file exports."""
        node = self.names.get(name)
        return isinstance(node, Imported) and not node.name


def nested_resources(node: Node) -> dict[str, Resource]:
    """The resources declared directly inside a resource, by name."""
    body = node.body if isinstance(node, Resource | Module) else node
    if isinstance(body, For):
        body = body.body
    if isinstance(body, If):
        body = body.body
    items = body.items if isinstance(body, Object) else []
    return {item.name.text: item for item in items if isinstance(item, Resource)}


def has_parent(node: Resource) -> bool:
    """Whether a resource names its parent."""
    body = node.body.body if isinstance(node.body, For) else node.body
    body = body.body if isinstance(body, If) else body
    items = body.items if isinstance(body, Object) else []
    return any(isinstance(one, Property) and isinstance(one.key, Name) and one.key.text == "parent" for one in items)


def loops(node: Node | None) -> bool:
    """Whether a resource or module is declared in a loop."""
    return isinstance(node, Resource | Module) and isinstance(node.body, For)
