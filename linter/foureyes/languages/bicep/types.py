"""Types, as the shapes of values that are not given."""

from __future__ import annotations

from collections.abc import Iterator

from foureyes.languages.arm.template import Shape
from foureyes.languages.bicep.scope import Found, Scope
from foureyes.languages.bicep.syntax import (
    Access,
    AnyItem,
    AnyProperty,
    Array,
    ArrayType,
    Boolean,
    Call,
    Decorator,
    GenericType,
    Index,
    Integer,
    Interpolated,
    MethodCall,
    Name,
    Node,
    NonNullType,
    Null,
    NullableType,
    ObjectType,
    Parenthesized,
    PropertyType,
    String,
    TupleItem,
    TupleType,
    TypeDeclaration,
    TypeName,
    Unary,
    UnionType,
    Variable,
)
from foureyes.model.record import replace
from foureyes.model.value import Scalar

MAX_HOPS = 50
"""Types named through types that are followed."""

_BUILT_IN = frozenset(("string", "int", "bool", "object", "array"))
_SCALARS = frozenset(("string", "int", "bool"))
_OF_RESOURCES = frozenset(("resourceInput", "resourceOutput"))


def shape(node: Node, decorators: list[Decorator], scope: Scope) -> Shape:
    """What a type and the decorators before it say."""
    return _decorated(_shape(node, scope, MAX_HOPS), decorators)


def _decorated(known: Shape, decorators: list[Decorator]) -> Shape:
    for name, arguments in calls(decorators):
        if name == "secure":
            known = replace(known, secure=True)
        elif name == "sealed":
            known = replace(known, closed=known.type == "object")
        elif name == "allowed" and arguments and known.type in _SCALARS:
            # Of an array, @allowed limits the items.
            known = replace(known, allowed=_listed(arguments[0]))
    return known


def calls(decorators: list[Decorator]) -> Iterator[tuple[str, list[Node]]]:
    """The decorators by name, `sys.` left out, with their arguments."""
    for decorator in decorators:
        expression = decorator.expression
        if isinstance(expression, Call) or (
            isinstance(expression, MethodCall)
            and isinstance(expression.base, Variable)
            and expression.base.name == "sys"
        ):
            yield expression.name, expression.arguments


def _listed(node: Node) -> tuple[Scalar, ...] | None:
    if not isinstance(node, Array):
        return None
    values = [_literal(item) for item in node.items]
    found = tuple(value for value in values if value is not None)
    return found if len(found) == len(values) else None


def _literal(node: Node) -> Scalar | None:
    if isinstance(node, String | Integer | Boolean):
        return node.value
    if isinstance(node, Parenthesized):
        return _literal(node.inner)
    if isinstance(node, Unary):
        operand = _literal(node.operand)
        if node.operator == "!" and isinstance(operand, bool):
            return not operand
        if node.operator == "-" and isinstance(operand, int) and not isinstance(operand, bool):
            return -operand
    return None


def _base(value: Scalar) -> str:
    return "bool" if isinstance(value, bool) else "int" if isinstance(value, int) else "string"


def _shape(node: Node, scope: Scope, hops: int) -> Shape:
    literal = _literal(node)
    if literal is not None:
        return Shape(_base(literal), (literal,))
    if hops <= 0:
        return Shape()
    if isinstance(node, NullableType | NonNullType):
        return replace(_shape(node.inner, scope, hops - 1), nullable=isinstance(node, NullableType))
    if isinstance(node, Parenthesized):
        return _shape(node.inner, scope, hops - 1)
    if isinstance(node, Null):
        return Shape(nullable=True)
    if isinstance(node, UnionType):
        return _union([_shape(member, scope, hops - 1) for member in node.members])
    if isinstance(node, TypeName) and not scope.declared(node.name):
        return Shape(node.name if node.name in _BUILT_IN else "")
    if isinstance(node, ObjectType):
        return Shape("object", properties=_properties(node, scope, hops - 1))
    if isinstance(node, ArrayType | TupleType):
        return Shape("array")
    if isinstance(node, GenericType):
        return Shape("object" if node.base is None and node.name in _OF_RESOURCES else "")
    return _named(node, scope, hops)


def _properties(node: ObjectType, scope: Scope, hops: int) -> dict[str, Shape]:
    return {
        key: _decorated(_shape(item.type, scope, hops), item.decorators)
        for item in node.items
        if isinstance(item, PropertyType) and (key := _key(item.key)) is not None
    }


def _named(node: Node, scope: Scope, hops: int) -> Shape:
    """The shape of a type that is declared somewhere else."""
    found = _declaration(node, scope, hops - 1)
    if found is None:
        return Shape()
    target = found.node
    if isinstance(target, TypeDeclaration | PropertyType | TupleItem):
        known = found.scope.lowering.shapes
        if id(target) not in known:
            known[id(target)] = Shape()  # a type inside itself says nothing
            known[id(target)] = _decorated(_shape(target.type, found.scope, hops - 1), target.decorators)
        return known[id(target)]
    return _shape(target, found.scope, hops - 1) if isinstance(target, Node) else Shape()


def _union(members: list[Shape]) -> Shape:
    """One of several: what all of them say."""
    nullable = any(member.nullable for member in members)
    secure = any(member.secure for member in members)
    members = [member for member in members if member.type or member.allowed or not member.nullable]
    types = {member.type for member in members}
    allowed: dict[tuple[type, Scalar], None] = {}
    finite = bool(members)
    for member in members:
        finite = finite and member.allowed is not None
        allowed.update(((type(one), one), None) for one in member.allowed or ())
    return Shape(
        types.pop() if len(types) == 1 else "", tuple(one for _, one in allowed) if finite else None, nullable, secure
    )


def _declaration(node: Node, scope: Scope, hops: int) -> Found | None:
    """The declaration, property or item that a type expression names."""
    if hops <= 0:
        return None
    if isinstance(node, TypeName):
        return scope.resolve(node.name)
    if isinstance(node, Access) and isinstance(node.base, TypeName):
        if scope.is_namespace(node.base.name):
            return scope.member(node.base.name, node.name)
        if node.base.name == "sys" and not scope.declared("sys"):
            return Found(scope, TypeName(node.start, node.end, node.name), node.name)
    if isinstance(node, Access | Index | AnyProperty | AnyItem):
        return _part(node, _structure(node.base, scope, hops - 1))
    return None


def _structure(node: Node, scope: Scope, hops: int) -> Found | None:
    """The object, array or tuple type behind a type expression."""
    while hops > 0:
        hops -= 1
        if isinstance(node, ObjectType | ArrayType | TupleType):
            return Found(scope, node, "")
        if isinstance(node, Parenthesized | NullableType | NonNullType):
            node = node.inner
            continue
        found = _declaration(node, scope, hops)
        if found is None or not isinstance(found.node, TypeDeclaration | PropertyType | TupleItem | Node):
            return None
        scope = found.scope
        node = found.node.type if isinstance(found.node, TypeDeclaration | PropertyType | TupleItem) else found.node
    return None


def _part(node: Access | Index | AnyProperty | AnyItem, whole: Found | None) -> Found | None:
    """The member of a structure that an access names."""
    if whole is None:
        return None
    inside = whole.node
    if isinstance(node, Access) and isinstance(inside, ObjectType):
        for item in inside.items:
            if isinstance(item, PropertyType) and _key(item.key) == node.name:
                return Found(whole.scope, item, node.name)
    if isinstance(node, AnyItem) and isinstance(inside, ArrayType):
        return Found(whole.scope, inside.item, "")
    if isinstance(node, Index) and isinstance(inside, TupleType) and isinstance(node.index, Integer):
        items = [item for item in inside.items if isinstance(item, TupleItem)]
        if len(items) == len(inside.items) and node.index.value < len(items):
            return Found(whole.scope, items[node.index.value], "")
    return None


def _key(key: Name | String | Interpolated) -> str | None:
    return key.text if isinstance(key, Name) else key.value if isinstance(key, String) else None
