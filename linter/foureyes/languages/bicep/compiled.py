"""Modules that are ARM templates: written as JSON, or restored from a registry."""

from __future__ import annotations

from foureyes.errors import UnreadableSource
from foureyes.languages.bicep.unit import Unit
from foureyes.model.tree import Tree


def compiled(path: str, tree: Tree) -> Unit:
    """The template of a JSON file as a unit; raises `UnreadableSource`."""
    raise UnreadableSource("not yet", path=path)
