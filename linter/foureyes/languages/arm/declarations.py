"""The `resources` of an ARM template: resources, their nested children, and nested deployments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from foureyes.languages.arm.expression import Access, Call, Constant, Expression, Lambda, Name, Object
from foureyes.languages.arm.nodes import (
    Expressions,
    entry,
    items_of,
    joined_names,
    pair_of,
    pairs_of,
    text_of,
)
from foureyes.languages.arm.template import Iteration, ModuleDeclaration, ResourceDeclaration, Template
from foureyes.languages.documents.tree import Document, Mapping, Node, Scalar, Sequence
from foureyes.model.place import Place
from foureyes.model.resource import Gap

_DEPLOYMENTS = "microsoft.resources/deployments"
_NOT_BODY = ("resources", "copy", "condition", "dependson", "existing", "name", "type")


@dataclass(slots=True)
class _Around:
    """The resource that a nested child stands in."""

    type: str
    name: Expression | None
    loop: Iteration | None


class Declarations:
    """Reads the resources of one template into it."""

    def __init__(
        self,
        document: Document,
        template: Template,
        nested: Callable[[Node, str], Template],
        linked: Callable[[str, Place], Template | None],
    ) -> None:
        self.document = document
        self.template = template
        self.nested = nested
        self.linked = linked
        self.expressions = Expressions(document)

    def read(self, node: Node | None, around: _Around | None = None) -> None:
        """A list of resources, or an object of them by symbolic name."""
        if isinstance(node, Sequence):
            for item in node.items:
                self._one(item, "", item, around)
        elif isinstance(node, Mapping):
            for name, key, item in pairs_of(node):
                self._one(item, name, key, around)
        elif node is not None:
            self.template.gaps.append(Gap("the resources are no list and no object", self.document.place(node)))

    def _one(self, node: Node, symbol: str, start: Node, around: _Around | None) -> None:
        place = self.document.place(node)
        type_pair = pair_of(node, "type")
        written = text_of(type_pair[1]) if type_pair else ""
        if not written or written.startswith("["):
            self.template.gaps.append(Gap("a resource whose type cannot be told is not read", place))
            return
        assert type_pair is not None
        type, name = self._full(written, entry(node, "name"), around)
        header = Place(self.document.source, type_pair[0].start, type_pair[1].end)
        span = Place(self.document.source, min(start.start, node.start), node.end)
        loop = self._loop(entry(node, "copy")) or (around.loop if around else None)
        properties = entry(node, "properties")
        deploys = entry(properties, "template") or entry(properties, "templateLink")
        if type.lower() == _DEPLOYMENTS and deploys is not None and not self._is_true(entry(node, "existing")):
            self.template.modules.append(self._module(node, symbol, name, loop, header, span))
            return
        declared = ResourceDeclaration(
            symbol,
            type,
            self.expressions.read(entry(node, "apiVersion")),
            name,
            self.expressions.of(node, _NOT_BODY),
            header,
            span,
            self.expressions.read(entry(node, "condition")),
            loop,
            self._is_true(entry(node, "existing")),
            scope=self.expressions.read(entry(node, "scope")),
            depends_on=tuple(self._depends_on(node)),
        )
        self.template.resources.append(declared)
        self.read(entry(node, "resources"), _Around(type, name, loop))

    def _full(self, type: str, node: Node | None, around: _Around | None) -> tuple[str, Expression | None]:
        """Type and name, those of a nested child joined to its parent's."""
        name = self.expressions.read(node)
        if around is None or type.lower().startswith(around.type.lower() + "/"):
            return type, name
        if "." in type.split("/")[0] and "/" in type:
            return type, name
        return f"{around.type}/{type}", joined_names(around.name, name)

    def _loop(self, node: Node | None) -> Iteration | None:
        count = entry(node, "count")
        if count is None:
            return None
        return Iteration(self.expressions.of(count), name=text_of(entry(node, "name")))

    def _depends_on(self, node: Node) -> Iterator[Expression]:
        for item in items_of(entry(node, "dependsOn")):
            yield self.expressions.of(item)

    def _is_true(self, node: Node | None) -> bool:
        return isinstance(node, Scalar) and node.value is True

    def _module(
        self, node: Node, symbol: str, name: Expression | None, loop: Iteration | None, header: Place, span: Place
    ) -> ModuleDeclaration:
        properties = entry(node, "properties")
        module = ModuleDeclaration(
            symbol,
            name,
            None,
            {},
            header,
            span,
            self.expressions.read(entry(node, "condition")),
            loop,
            scope=self._scope(node),
            depends_on=tuple(self._depends_on(node)),
        )
        template, link = entry(properties, "template"), entry(properties, "templateLink")
        if isinstance(template, Mapping):
            option = text_of(entry(entry(properties, "expressionEvaluationOptions"), "scope"))
            module.inner_scope = option.lower() == "inner"
            module.template = self.nested(template, self.template.scope)
        elif template is not None:
            module.gap = Gap("a nested template that an expression makes is not read", self.document.place(template))
        else:
            self._link(module, link)
        self._arguments(module, entry(properties, "parameters"))
        return module

    def _scope(self, node: Node) -> Expression | None:
        """Where it deploys to, if that differs from where this template does."""
        parts: list[tuple[Expression | None, Expression]] = []
        for key in ("scope", "subscriptionId", "resourceGroup"):
            value = entry(node, key)
            if value is not None:
                parts.append((Constant(key, self.document.place(value)), self.expressions.of(value)))
        return Object(parts, self.document.place(node)) if parts else None

    def _link(self, module: ModuleDeclaration, link: Node | None) -> None:
        """A local template by its relative path; anything else is not read."""
        path = _relative_path(self.expressions, link)
        if path is not None:
            module.template = self.linked(path, module.place)
            if module.template is None:
                module.gap = Gap(f"the linked template {path} is not there", module.place, "check its relative path")
            return
        target = entry(link, "id") or entry(link, "uri")
        words = "the template spec" if entry(link, "id") is not None else "the linked template"
        place = module.place if target is None else self.document.place(target)
        what = text_of(target).strip() or "it refers to"
        module.gap = Gap(
            f"{words} {what} is not read", place, "link it by `relativePath`, or check the template by itself"
        )

    def _arguments(self, module: ModuleDeclaration, node: Node | None) -> None:
        if isinstance(node, Mapping):
            for name, _, given in pairs_of(node):
                module.arguments[name.lower()] = self.argument(given)
        elif node is not None:
            # `{name: {value}}` by an expression: each value is taken out of its wrapping.
            place = self.document.place(node)
            value = Access(Name("argument", place), Constant("value", place), place, safe=True)
            module.rest = Call("mapvalues", [self.expressions.of(node), Lambda(["argument"], value, place)], place)

    def argument(self, node: Node) -> Expression:
        return argument_of(self.expressions, node)


def argument_of(expressions: Expressions, node: Node) -> Expression:
    """The value of an argument: `value`, or a secret by `reference`."""
    value = entry(node, "value")
    if value is not None:
        return expressions.of(value)
    vault = entry(node, "reference")
    place = expressions.place(node)
    if vault is not None:
        name = entry(vault, "secretName")
        parts = [expressions.of(entry(vault, "keyVault") or vault)]
        return Call("getsecret", parts if name is None else [*parts, expressions.of(name)], place)
    written = entry(node, "expression")
    if written is not None:
        return Expressions(expressions.document).of(written)
    # The whole may be an expression, or hold its value as a copy loop.
    return Access(expressions.of(node), Constant("value", place), place, safe=True)


def _relative_path(expressions: Expressions, link: Node | None) -> str | None:
    """The path of a linked template that is relative to this one."""
    relative = expressions.read(entry(link, "relativePath"))
    if isinstance(relative, Constant):
        return str(relative.scalar).replace("\\", "/")
    uri = expressions.read(entry(link, "uri"))
    if isinstance(uri, Call) and uri.name == "uri" and len(uri.arguments) == 2:
        base, path = uri.arguments
        own = "".join(base.place.text.lower().split()).removesuffix(".uri").endswith(".templatelink")
        if own and isinstance(path, Constant):
            return str(path.scalar).replace("\\", "/")
    return None
