"""What a function may know of its surroundings."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from foureyes.languages.terraform.functions.work import Work
from foureyes.model.place import Place, Source
from foureyes.model.tree import Tree
from foureyes.model.value import MapValue, Value

Render = Callable[[Source, MapValue, "FunctionContext"], Value]
"""Evaluates a whole text as a template in which only the given variables exist (and all functions)."""


class FunctionContext(NamedTuple):
    """Where a call stands, and what it may look at. Cheap: make one for each call."""

    place: Place | None = None
    """The whole call."""
    tree: Tree | None = None
    """Where files are read from; without one every file is unknown."""
    root: str = "."
    """The root module's folder. Relative paths start there, as Terraform is run in it."""
    module: str = "."
    """The folder of the module the call stands in."""
    render: Render | None = None
    """How templates are evaluated; without it `templatefile` and `templatestring` are unknown."""
    templates: tuple[str, ...] = ()
    """The template files being rendered around this call, outermost first."""
    files: set[str] | None = None
    """Paths read by functions are added here."""
    work: Work | None = None
    """What calls take is counted here."""
