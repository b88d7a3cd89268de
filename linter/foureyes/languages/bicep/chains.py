"""Names and what hangs on them: accesses, indices, calls."""

from __future__ import annotations

from collections.abc import Mapping

from foureyes.languages.arm import expression as arm
from foureyes.languages.bicep.functions import lowered_call
from foureyes.languages.bicep.scope import Found, Imported, Local, Scope, has_parent, loops, nested_resources
from foureyes.languages.bicep.syntax import (
    Access,
    Call,
    Extension,
    Function,
    If,
    Index,
    MethodCall,
    Module,
    NestedAccess,
    Node,
    NonNull,
    Param,
    ParamAssignment,
    Resource,
    Skipped,
    Var,
    Variable,
)
from foureyes.model.place import Place

_LINKS = (Access, Index, NonNull, NestedAccess, MethodCall)

_ARM_NAMESPACES = frozenset(("az", "sys"))


class Chains:
    """Lowers names and chains. A chain is walked, not recursed into: it may have hundreds of links."""

    scope: Scope
    locals: Mapping[str, Local]

    def lower(self, node: Node) -> arm.Expression:
        raise NotImplementedError

    def call(self, node: Call) -> arm.Expression:
        return self.function(node.name, node, node.arguments)

    def chain(self, node: Node) -> arm.Expression:
        links: list[Node] = []
        while isinstance(node, _LINKS):
            links.append(node)
            node = node.operand if isinstance(node, NonNull) else node.base
        links.reverse()
        value, done = self._head(node, links)
        safe = done > 0 and isinstance(link := links[done - 1], Access) and link.safe
        for link in links[done:]:
            # `a.?b.c` is null as a whole where there is no b.
            safe = not isinstance(link, NonNull) and (safe or (isinstance(link, Access | Index) and link.safe))
            value = self._link(value, link, safe)
        return value

    def _link(self, value: arm.Expression, link: Node, safe: bool) -> arm.Expression:
        place = self.scope.place(link)
        if isinstance(link, Access):
            return arm.Access(value, arm.Constant(link.name, place), place, safe)
        if isinstance(link, Index):
            return arm.Access(value, self.lower(link.index), place, safe, link.from_end)
        if isinstance(link, MethodCall):
            return arm.Call(link.name.lower(), [value, *map(self.lower, link.arguments)], place)
        if isinstance(link, NestedAccess):
            return arm.Unreadable(f"`{link.name}` is looked for in what is no resource", place)
        return value

    def _head(self, node: Node, links: list[Node]) -> tuple[arm.Expression, int]:
        """The beginning of a chain, and how many links it takes up."""
        if not isinstance(node, Variable):
            return self.lower(node), 0
        local = self.locals.get(node.name)
        place = self.scope.place(node)
        if local is not None:
            if local.node is not None:
                return self._symbol(local.symbol, local.node, place, links)
            return arm.Name(node.name, place), 0
        if links and node.name in _ARM_NAMESPACES and isinstance(self.scope.names.get(node.name), Extension | None):
            return self._in_namespace(links[0])
        if links and self.scope.is_namespace(node.name):
            return self._imported(node.name, links[0])
        found = self.scope.resolve(node.name)
        if found is None:
            base = self.scope.lowering.base(self.scope, place) if node.name == "base" else None
            return base or self.named(None, node.name, place), 0
        if isinstance(found.node, Resource | Module) and not found.scope.prefix:
            return self._symbol(node.name, found.node, place, links)
        if isinstance(found.node, Extension) and links and isinstance(links[0], MethodCall):
            return self._of_extension(node.name, links[0]), 1
        return self.named(found, node.name, place), 0

    def named(self, found: Found | None, name: str, place: Place) -> arm.Expression:
        """A parameter or variable."""
        if found is None:
            return arm.Unreadable(f"`{name}` is not declared", place)
        node, scope = found.node, found.scope
        if isinstance(node, Param) and not scope.prefix:
            return arm.Call("parameters", [arm.Constant(node.name.text, place)], place)
        if isinstance(node, Var | ParamAssignment):
            key = scope.lowering.variable(scope, node)
            return arm.Call("variables", [arm.Constant(key, place)], place)
        if isinstance(node, Imported):
            scope.lowering.imports.note(node.statement)
            return arm.Unreadable(f"`{name}` comes from a file that could not be read", place)
        if isinstance(node, Skipped):
            return arm.Unreadable(f"the declaration of `{name}` could not be read", place)
        return arm.Unreadable(f"`{name}` is no value here", place)

    def _symbol(
        self, symbol: str, node: Resource | Module, place: Place, links: list[Node]
    ) -> tuple[arm.Expression, int]:
        """A resource or module, its nested resource and its instance, as far as the links tell."""
        done = 0
        index = None
        inner: Resource | Module = node
        while done < len(links):
            link = links[done]
            if isinstance(link, NestedAccess):
                symbol = f"{symbol}::{link.name}"
                inner = nested_resources(inner).get(link.name, inner)
            elif isinstance(link, Index) and index is None and not link.safe and not link.from_end:
                if not loops(inner):
                    break
                index = self.lower(link.index)
            else:
                break
            place = self.scope.place(link)
            done += 1
        whole = arm.SymbolReference(symbol, place, index)
        if done == len(links) or not isinstance(link := links[done], Access):
            return whole, done
        place = self.scope.place(link)
        value: arm.Expression = arm.Access(whole, arm.Constant(link.name, place), place, link.safe)
        if link.name == "name" and isinstance(inner, Resource) and ("::" in symbol or has_parent(inner)):
            value = self._own_name(value, symbol, index, place)
        if link.safe and isinstance(inner.body, If):
            key = self.scope.lowering.condition_of(symbol)
            exists = arm.Call("variables", [arm.Constant(key, place)], place)
            value = arm.Call("if", [exists, value, arm.Constant(None, place)], place)
        return value, done + 1

    def _own_name(
        self, full: arm.Expression, symbol: str, index: arm.Expression | None, place: Place
    ) -> arm.Expression:
        """`child.name` is what the child's `name:` says, not the full name that the template knows."""
        if index is not None:
            parts = arm.Call("split", [full, arm.Constant("/", place)], place)
            return arm.Call("last", [parts], place)
        return arm.Call("variables", [arm.Constant(self.scope.lowering.name_of(symbol), place)], place)

    def _in_namespace(self, link: Node) -> tuple[arm.Expression, int]:
        if isinstance(link, MethodCall):
            return lowered_call(self, link.name, link, link.arguments), 1
        return arm.Unreadable("a namespace is no value", self.scope.place(link)), 1

    def _imported(self, namespace: str, link: Node) -> tuple[arm.Expression, int]:
        """`namespace.name` or `namespace.function(…)` of an imported file."""
        place = self.scope.place(link)
        if not isinstance(link, Access | MethodCall):
            return arm.Unreadable("an import is no value", place), 1
        found = self.scope.member(namespace, link.name)
        if isinstance(link, MethodCall):
            return self._user_function(found, link.name, link, link.arguments), 1
        return self.named(found, f"{namespace}.{link.name}", place), 1

    def _of_extension(self, name: str, link: MethodCall) -> arm.Expression:
        arguments = [self.lower(argument) for argument in link.arguments]
        return arm.Call(f"{name}.{link.name}".lower(), arguments, self.scope.place(link))

    def function(self, name: str, node: Node, arguments: list[Node]) -> arm.Expression:
        """A call by a bare name: of a function declared or imported here, else of Bicep's own."""
        if self.scope.declared(name):
            found = self.scope.resolve(name)
            if found is None or isinstance(found.node, Function | Imported | Skipped):
                return self._user_function(found, name, node, arguments)
        return lowered_call(self, name, node, arguments)

    def _user_function(self, found: Found | None, name: str, node: Node, arguments: list[Node]) -> arm.Expression:
        place = self.scope.place(node)
        if found is None or not isinstance(found.node, Function):
            if found is not None and isinstance(found.node, Imported):
                found.scope.lowering.imports.note(found.node.statement)
            return arm.Unreadable(f"the function `{name}` could not be read", place)
        key = found.scope.lowering.function(found.scope, found.node)
        return arm.Call(key.lower(), [self.lower(argument) for argument in arguments], place)
