"""Where an expression stands: which names it may use, and in which file it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foureyes.languages.terraform.syntax import Node
from foureyes.model.place import Place, Source
from foureyes.model.value import Value

if TYPE_CHECKING:
    from foureyes.languages.terraform.scope import Scope


MAX_WORDS = 100


class Environment:
    """A module instance, a file, and the names bound by loops, `count`, `for_each` or a template."""

    __slots__ = ("bindings", "isolated", "scope", "source", "templates", "trying")

    def __init__(
        self, scope: Scope | None, source: Source, bindings: dict[str, Value], templates: tuple[str, ...] = ()
    ) -> None:
        self.scope = scope
        self.source = source
        self.bindings = bindings
        self.templates = templates
        self.isolated = False
        """Whether only the bound names exist, as in a template file."""
        self.trying = False
        """Whether it is an argument of `try` or `can`, where a failure has consequences."""

    def place(self, node: Node) -> Place:
        return Place(self.source, node.start, node.end)

    def text(self, node: Node) -> str:
        """What is written there, on one line."""
        return " ".join(self.source.text[node.start : node.end].split())

    def words(self, node: Node, secret: bool = False) -> str:
        """What is written there, cut. Of what yields a secret no literal is told."""
        text = self.place(node).without_literals() if secret else self.text(node)
        return text[:MAX_WORDS]

    def binding(self, names: dict[str, Value]) -> Environment:
        """The same with further names."""
        inner = Environment(self.scope, self.source, {**self.bindings, **names}, self.templates)
        inner.isolated, inner.trying = self.isolated, self.trying
        return inner
