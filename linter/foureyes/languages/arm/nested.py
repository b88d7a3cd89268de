"""Deployments written as resources: nested and linked templates, and what is passed to them."""

from __future__ import annotations

from collections.abc import Callable

from foureyes.languages.arm.expression import Access, Call, Constant, Expression, Lambda, Name, Object, opened
from foureyes.languages.arm.nodes import Expressions, entry, items_of, pairs_of, text_of
from foureyes.languages.arm.template import Iteration, ModuleDeclaration, Template
from foureyes.languages.documents.tree import Mapping, Node, Scalar, Sequence
from foureyes.model.place import Place
from foureyes.model.resource import Gap

Nested = Callable[[Node, str], Template]
"""Reads a template inside this one, given the scope around it."""

Linked = Callable[[str], "Template | str"]
"""Reads a local template by its path relative to this one; where that fails, why."""


class Deployments:
    """Reads the deployments of one template."""

    def __init__(
        self, expressions: Expressions, template: Template, variables: Node | None, nested: Nested, linked: Linked
    ) -> None:
        self.expressions = expressions
        self.place = expressions.place
        self.template = template
        self.variables = variables
        self.nested = nested
        self.linked = linked

    def read(
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
            depends_on=dependencies(self.expressions, node),
        )
        template = entry(properties, "template")
        if template is None:
            self._link(module, entry(properties, "templateLink"))
        else:
            option = text_of(entry(entry(properties, "expressionEvaluationOptions"), "scope"))
            module.inner_scope = option.lower() == "inner"
            self._template(module, template)
        if module.gap is not None:
            module.link = self._parts(properties, ("template", "templateLink", "parametersLink"))
        self._arguments(module, entry(properties, "parameters"))
        return module

    def _template(self, module: ModuleDeclaration, node: Node) -> None:
        """A template written in place, or held by a variable."""
        found = node if isinstance(node, Mapping) else self._held(node)
        if found is None:
            module.gap = Gap("a nested template that an expression makes is not read", self.place(node))
        else:
            module.template = self.nested(found, self.template.scope)

    def _held(self, node: Node) -> Node | None:
        written = opened(self.expressions.of(node))
        if not isinstance(written, Call) or written.name != "variables" or len(written.arguments) != 1:
            return None
        name = written.arguments[0]
        found = entry(self.variables, str(name.scalar)) if isinstance(name, Constant) else None
        return _unescaped(found) if isinstance(found, Mapping) else None

    def _scope(self, node: Node) -> Expression | None:
        """Where it deploys to, if that differs from where this template does."""
        return self._parts(node, ("scope", "subscriptionId", "resourceGroup"))

    def _parts(self, node: Node | None, keys: tuple[str, ...]) -> Expression | None:
        parts: list[tuple[Expression | None, Expression]] = []
        for key in keys:
            value = entry(node, key)
            if value is not None:
                parts.append((Constant(key, self.place(value)), self.expressions.of(value)))
        return Object(parts, self.place(node)) if node is not None and parts else None

    def _link(self, module: ModuleDeclaration, link: Node | None) -> None:
        """A local template by its relative path; anything else is not read."""
        path = _relative_path(self.expressions, link)
        if path is not None:
            found = self.linked(path)
            if isinstance(found, Template):
                module.template = found
            else:
                module.gap = Gap(f"the linked template {path} {found}", module.place, "check its relative path")
            return
        target = entry(link, "id") or entry(link, "uri")
        words = "the template spec" if entry(link, "id") is not None else "the linked template"
        place = module.place if target is None else self.place(target)
        what = text_of(target).strip() or "it refers to"
        module.gap = Gap(
            f"{words} {what} is not read", place, "link it by `relativePath`, or check the template by itself"
        )

    def _arguments(self, module: ModuleDeclaration, node: Node | None) -> None:
        if isinstance(node, Mapping):
            for name, _, given in pairs_of(node):
                module.arguments[name.lower()] = argument_of(self.expressions, given)
        elif node is not None:
            # `{name: {value}}` by an expression: each value is taken out of its wrapping.
            place = self.place(node)
            value = Access(Name("argument", place), Constant("value", place), place, safe=True)
            module.rest = Call("mapvalues", [self.expressions.of(node), Lambda(["argument"], value, place)], place)


def dependencies(expressions: Expressions, node: Node) -> tuple[Expression, ...]:
    """The items of `dependsOn`."""
    return tuple(expressions.of(item) for item in items_of(entry(node, "dependsOn")))


def _unescaped(node: Node) -> Node:
    """A structure held by a variable, as the deployment that takes it reads it.

    There `[[…]` stands for an expression of the inner template. What the outer one works out is lost.
    """
    if isinstance(node, Mapping):
        mapping = Mapping(node.start, node.end)
        mapping.entries = [(_unescaped(key), _unescaped(value)) for key, value in node.entries]
        return mapping
    if isinstance(node, Sequence):
        sequence = Sequence(node.start, node.end)
        sequence.items = [_unescaped(item) for item in node.items]
        return sequence
    if isinstance(node, Scalar) and isinstance(node.value, str) and node.value.startswith("["):
        if node.value.startswith("[["):
            return Scalar(node.start + 1, node.end, node.value[1:], node.style)
        if node.value.endswith("]"):
            return Scalar(node.start, node.end, None, "lost")
    return node


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
    relative = opened(expressions.read(entry(link, "relativePath")))
    if isinstance(relative, Constant):
        return str(relative.scalar).replace("\\", "/")
    uri = opened(expressions.read(entry(link, "uri")))
    if isinstance(uri, Call) and uri.name == "uri" and len(uri.arguments) == 2:
        base, path = uri.arguments
        own = "".join(base.place.text.lower().split()).removesuffix(".uri").endswith(".templatelink")
        if own and isinstance(path, Constant):
            return str(path.scalar).replace("\\", "/")
    return None
