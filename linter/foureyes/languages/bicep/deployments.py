"""Deployments written as resources, with an ARM template inside."""

from __future__ import annotations

from foureyes.languages.arm import expression as arm
from foureyes.languages.arm.reader import read_template
from foureyes.languages.arm.template import ModuleDeclaration, ResourceDeclaration, Template
from foureyes.languages.bicep.constants import constant_text
from foureyes.languages.bicep.resources import opened, property_of
from foureyes.languages.bicep.syntax import (
    Array,
    Boolean,
    Call,
    Integer,
    Interpolated,
    Name,
    Node,
    Null,
    Object,
    Property,
    Resource,
    String,
)
from foureyes.languages.bicep.values import Values
from foureyes.languages.documents.tree import Document, Mapping, Scalar, Sequence
from foureyes.languages.documents.tree import Node as DocumentNode
from foureyes.model.resource import Gap

TYPE = "microsoft.resources/deployments"


def inner_template(declared: ResourceDeclaration, statement: Resource, values: Values) -> ModuleDeclaration:
    """The module that such a resource is; where its template is loaded from a file, that stays to be found."""
    body = opened(statement.body, values)
    properties = property_of(body.object, "properties") if body else None
    template = property_of(properties, "template") if isinstance(properties, Object) else None
    options = property_of(properties, "expressionEvaluationOptions") if isinstance(properties, Object) else None
    scope = property_of(options, "scope") if isinstance(options, Object) else None
    inner = values if body is None else body.values
    module = ModuleDeclaration(
        declared.symbol,
        declared.name,
        None,
        {},
        declared.place,
        declared.span,
        declared.condition,
        declared.loop,
        rest=_arguments(properties, inner),
        inner_scope=isinstance(scope, String) and scope.value.lower() == "inner",
        scope=declared.scope,
        depends_on=declared.depends_on,
    )
    if isinstance(template, Object):
        module.template = _read(template, values)
    elif loaded_path(statement, values) is None:
        module.gap = Gap("a template that is made by an expression is not read", declared.place)
        module.link = None if properties is None else inner.lower(properties)
    return module


def loaded_path(statement: Resource, values: Values) -> str | None:
    """The file that the template is loaded from, as written."""
    body = opened(statement.body, values)
    properties = property_of(body.object, "properties") if body else None
    template = property_of(properties, "template") if isinstance(properties, Object) else None
    if isinstance(template, Call) and template.name == "loadJsonContent" and len(template.arguments) == 1:
        return constant_text(template.arguments[0], values.scope)
    return None


def _arguments(properties: Node | None, values: Values) -> arm.Expression | None:
    """The parameters, each taken out of its `value`."""
    given = property_of(properties, "parameters") if isinstance(properties, Object) else None
    if given is None:
        return None
    place = values.scope.place(given)
    value = arm.Access(arm.Name("argument", place), arm.Constant("value", place), place, safe=True)
    return arm.Call("mapvalues", [values.lower(given), arm.Lambda(["argument"], value, place)], place)


def _read(written: Object, values: Values) -> Template:
    document = Document(values.scope.source)
    document.root = _node(written)
    scope = values.scope.lowering.template.scope
    return read_template(document, document.root, lambda path: "is not looked for", scope)


def _node(node: Node) -> DocumentNode:
    """A literal as a JSON reader would have read it; what is no literal is lost."""
    if isinstance(node, Object):
        mapping = Mapping(node.start, node.end)
        for item in node.items:
            if isinstance(item, Property):
                mapping.entries.append((_key(item.key), _node(item.value)))
        return mapping
    if isinstance(node, Array):
        sequence = Sequence(node.start, node.end)
        sequence.items = [_node(item) for item in node.items]
        return sequence
    if isinstance(node, String | Integer | Boolean):
        return Scalar(node.start, node.end, node.value, "double" if isinstance(node, String) else "plain")
    return Scalar(node.start, node.end, None, "plain" if isinstance(node, Null) else "lost")


def _key(key: Name | String | Interpolated) -> DocumentNode:
    if isinstance(key, Interpolated):
        return Scalar(key.start, key.end, None, "lost")
    return Scalar(key.start, key.end, key.text if isinstance(key, Name) else key.value, "double")
