"""Calls of Bicep's own functions: most are the template's, some are settled here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foureyes.languages.arm import expression as arm
from foureyes.languages.bicep.contents import LOADERS
from foureyes.languages.bicep.syntax import Access, Index, NestedAccess, Node, String, Variable

if TYPE_CHECKING:
    from foureyes.languages.bicep.chains import Chains


def lowered_call(values: Chains, name: str, node: Node, arguments: list[Node]) -> arm.Expression:
    """The call of a function that no file declares."""
    place = values.scope.place(node)
    if name == "any" and len(arguments) == 1:
        return values.lower(arguments[0])
    if name == "nameof" and len(arguments) == 1:
        named = _name(arguments[0])
        return arm.Constant(named, place) if named else arm.Unreadable("`nameof` of what has no name", place)
    loader = LOADERS.get(name)
    if loader is not None:
        return loader(values.scope, arguments, place)
    return arm.Call(name.lower(), [values.lower(argument) for argument in arguments], place)


def _name(node: Node) -> str:
    if isinstance(node, Variable | Access | NestedAccess):
        return node.name
    if isinstance(node, Index):
        return node.index.value if isinstance(node.index, String) else _name(node.base)
    return ""
