"""The `resources` of an ARM template: resources, their nested children, and nested deployments."""

from __future__ import annotations

from foureyes.languages.arm.expression import Expression
from foureyes.languages.arm.nested import Deployments, Linked, Nested, dependencies
from foureyes.languages.arm.nodes import (
    Expressions,
    entry,
    joined_names,
    pair_of,
    pairs_of,
    text_of,
)
from foureyes.languages.arm.template import Iteration, ResourceDeclaration, Template
from foureyes.languages.documents.tree import Document, Mapping, Node, Scalar, Sequence
from foureyes.model.place import Place
from foureyes.model.record import Record
from foureyes.model.resource import Gap

_DEPLOYMENTS = "microsoft.resources/deployments"
_NOT_BODY = ("resources", "copy", "condition", "dependson", "existing", "name", "type")


class _Around(Record):
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
        variables: Node | None,
        nested: Nested,
        linked: Linked,
    ) -> None:
        self.document = document
        self.template = template
        self.expressions = Expressions(document)
        self.deployments = Deployments(self.expressions, template, variables, nested, linked)

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
            self.template.modules.append(self.deployments.read(node, symbol, name, loop, header, span))
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
            depends_on=dependencies(self.expressions, node),
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

    def _is_true(self, node: Node | None) -> bool:
        return isinstance(node, Scalar) and node.value is True
