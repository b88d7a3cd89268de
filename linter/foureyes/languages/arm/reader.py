"""ARM JSON into a template."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foureyes.languages.arm.declarations import Declarations
from foureyes.languages.arm.expression import Expression, Loop
from foureyes.languages.arm.nested import Linked
from foureyes.languages.arm.nodes import Expressions, entry, items_of, pair_of, pairs_of, text_of
from foureyes.languages.arm.shapes import Shapes
from foureyes.languages.arm.template import Function, Output, Parameter, Template
from foureyes.languages.documents.tree import Document, Node

_SCHEMA = re.compile(r"/([a-z]*)deploymentTemplate\.json", re.IGNORECASE)
_SCOPES = {
    "": "resourceGroup",
    "subscription": "subscription",
    "managementgroup": "managementGroup",
    "tenant": "tenant",
}


def read_template(document: Document, node: Node | None, linked: Linked, scope: str = "") -> Template:
    """A template from its root node, or from a nested one."""
    match = _SCHEMA.search(text_of(entry(node, "$schema")))
    found = _SCOPES.get(match[1].lower(), "resourceGroup") if match else scope or "resourceGroup"
    template = Template(document.source, "arm", found)
    if node is None:
        return template
    reader = _Reader(document, node, template)
    reader.inputs()
    reader.variables()
    reader.functions()
    reader.outputs()
    nested = lambda inner, inner_scope: read_template(document, inner, linked, inner_scope)  # noqa: E731
    Declarations(document, template, entry(node, "variables"), nested, linked).read(entry(node, "resources"))
    return template


class _Reader:
    """Everything of a template but its resources."""

    def __init__(self, document: Document, node: Node, template: Template) -> None:
        self.node = node
        self.template = template
        self.expressions = Expressions(document)
        self.place = document.place

    def inputs(self) -> None:
        shapes = Shapes(entry(self.node, "definitions"))
        for name, key, node in pairs_of(entry(self.node, "parameters")):
            self.template.parameters[name.lower()] = Parameter(
                name, self.place(key), shapes.of(node), self.expressions.read(entry(node, "defaultValue"))
            )

    def variables(self) -> None:
        for name, value in self._variables(entry(self.node, "variables")):
            self.template.variables[name.lower()] = value

    def _variables(self, node: Node | None) -> Iterator[tuple[str, Expression | Loop]]:
        for name, _, value in pairs_of(node):
            if name.lower() == "copy" and items_of(value):
                for item in items_of(value):
                    copied = text_of(entry(item, "name"))
                    yield copied, self.expressions.loop(item, copied)
            else:
                yield name, self.expressions.of(value)

    def functions(self) -> None:
        for group in items_of(entry(self.node, "functions")):
            namespace = text_of(entry(group, "namespace"))
            for name, key, node in pairs_of(entry(group, "members")):
                body = entry(entry(node, "output"), "value")
                if body is not None:
                    names = [text_of(entry(one, "name")) for one in items_of(entry(node, "parameters"))]
                    full = f"{namespace}.{name}".lower()
                    self.template.functions[full] = Function(
                        full, tuple(names), self.expressions.of(body), self.place(key)
                    )

    def outputs(self) -> None:
        for name, key, node in pairs_of(entry(self.node, "outputs")):
            copy = pair_of(node, "copy")
            value = self.expressions.read(entry(node, "value"))
            if copy is not None:
                value = self.expressions.loop(copy[1], "")
            if value is not None:
                self.template.outputs[name.lower()] = Output(
                    name,
                    value,
                    self.place(key),
                    self.expressions.read(entry(node, "condition")),
                    text_of(entry(node, "type")).lower().startswith("secure"),
                )
