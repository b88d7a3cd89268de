"""A lowered file: its template and what came to light on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from foureyes.errors import UnreadableSource
from foureyes.languages.arm.template import ModuleDeclaration, Template


@dataclass(slots=True)
class Use:
    """A module declaration and the file it names."""

    declaration: ModuleDeclaration
    path: str


@dataclass(slots=True)
class Unit:
    """One file lowered on its own; modules are joined to it afterwards."""

    path: str
    template: Template
    files: set[str] = field(default_factory=set)
    """The file, those it imports from and loads."""
    errors: list[UnreadableSource] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    children: list[Unit] = field(default_factory=list)
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
