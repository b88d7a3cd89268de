"""A lowered file: its template and what came to light on the way."""

from __future__ import annotations

from collections.abc import Iterator

from foureyes.errors import UnreadableSource
from foureyes.languages.arm.template import ModuleDeclaration, Template
from foureyes.model.record import Record, field


class Use(Record):
    """A module declaration and the file it names."""

    declaration: ModuleDeclaration
    path: str


class Unit(Record):
    """One file lowered on its own; modules are joined to it afterwards."""

    path: str
    template: Template
    files: set[str] = field(factory=set)
    """The file, those it imports from and loads."""
    errors: list[UnreadableSource] = field(factory=list)
    uses: list[Use] = field(factory=list)
    children: list[Unit] = field(factory=list)
    """The units of its modules."""
    joined: bool = False
    depth: int = 0
    """Levels of modules below."""
    instances: int = 1
    """The file and all modules below it, each as often as it is used."""

    def all(self) -> Iterator[Unit]:
        """The unit and all below it, each once."""
        seen = {id(self)}
        waiting = [self]
        while waiting:
            unit = waiting.pop()
            yield unit
            for child in unit.children:
                if id(child) not in seen:
                    seen.add(id(child))
                    waiting.append(child)
