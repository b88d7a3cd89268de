"""Which editor a file needs."""

from __future__ import annotations

from typing import Any, Protocol

from foureyes.fixing.edit import Edit
from foureyes.fixing.literal import Wanted
from foureyes.model.place import Place, Source


class Editor(Protocol):
    """What every language's editor can do."""

    source: Source

    @property
    def faults(self) -> int:
        """How many mistakes the file has."""

    def put(self, at: Place, steps: tuple[str, ...], value: Wanted) -> list[Edit] | None: ...

    def replace(self, place: Place, value: Wanted) -> Edit: ...

    def without(self, place: Place) -> list[Edit] | None: ...

    def drop(self, place: Place) -> list[Edit] | None:
        """Take the block or declaration that begins at a place out."""

    def shape(self) -> Any: ...


def editor_of(source: Source) -> Editor:
    """The editor of a file; what it has read is kept with the source."""
    found: Editor | None = source.made.get("editor")
    if found is None:
        found = source.made["editor"] = _made(source)
    return found


def _made(source: Source) -> Editor:
    path = source.path.lower()
    if path.endswith((".tf", ".tofu", ".tfvars")):
        from foureyes.fixing.hcl import HclEditor

        return HclEditor(source)
    if path.endswith((".bicep", ".bicepparam")):
        from foureyes.fixing.bicep import BicepEditor

        return BicepEditor(source)
    from foureyes.fixing.documents import DocumentEditor

    return DocumentEditor(source)
