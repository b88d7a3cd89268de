"""Texts that are known before anything is evaluated: paths of files, mostly."""

from __future__ import annotations

from foureyes.languages.bicep.scope import Scope
from foureyes.languages.bicep.syntax import Integer, Interpolated, Node, Parenthesized, String, Var, Variable

MAX_STEPS = 200
"""Pieces a text is put together from; variables that name variables could multiply."""


def constant_text(node: Node, scope: Scope) -> str | None:
    """The text that a literal, or a variable holding one, stands for; None for anything else."""
    return _Folding().text(node, scope)


class _Folding:
    def __init__(self) -> None:
        self.left = MAX_STEPS

    def text(self, node: Node, scope: Scope) -> str | None:
        self.left -= 1
        if self.left < 0:
            return None
        if isinstance(node, String):
            return node.value
        if isinstance(node, Integer):
            return str(node.value)
        if isinstance(node, Parenthesized):
            return self.text(node.inner, scope)
        if isinstance(node, Interpolated):
            holes = [self.text(hole, scope) for hole in node.holes]
            if None in holes:
                return None
            return node.segments[0] + "".join(
                f"{hole}{segment}" for hole, segment in zip(holes, node.segments[1:], strict=True)
            )
        if isinstance(node, Variable):
            found = scope.resolve(node.name)
            if found is not None and isinstance(found.node, Var):
                return self.text(found.node.value, found.scope)
        return None
