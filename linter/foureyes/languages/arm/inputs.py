"""Parameter files, and which template each belongs to."""

from __future__ import annotations

from collections.abc import Iterable

from foureyes.errors import UnreadableSource
from foureyes.languages.arm.expression import Expression
from foureyes.languages.arm.nested import argument_of
from foureyes.languages.arm.nodes import Expressions, entry, pairs_of
from foureyes.languages.documents.json import ARM, read_json
from foureyes.model.tree import Tree, parent

_MARKS = ".-_"


def assigned(inputs: Iterable[str], templates: Iterable[str]) -> dict[str, list[str]]:
    """Parameter files by the template they fit; under an empty path those that fit none."""
    by_folder: dict[str, list[str]] = {}
    for template in templates:
        by_folder.setdefault(parent(template), []).append(template)
    found: dict[str, list[str]] = {}
    for path in inputs:
        folder = parent(path)
        near = by_folder.get(folder) or by_folder.get(parent(folder)) or []
        found.setdefault(fitting(path, near) or "", []).append(path)
    return found


def fitting(path: str, templates: list[str]) -> str | None:
    """The template with the longest name that the parameter file's begins with; the only one, if none does."""
    name = path.rsplit("/", 1)[-1].lower()
    best: str | None = None
    length = 0
    for template in templates:
        stem = template.rsplit("/", 1)[-1].lower().rsplit(".", 1)[0]
        if name.startswith(stem) and name[len(stem) : len(stem) + 1] in _MARKS and len(stem) > length:
            best, length = template, len(stem)
    if best is not None:
        return best
    return templates[0] if len(templates) == 1 else None


def fits_bicep(path: str, tree: Tree) -> bool:
    """Whether a parameter file is for a Bicep file beside it or in the folder above."""
    folder = parent(path)
    for near in (folder,) if folder == "." else (folder, parent(folder)):
        beside = [name for name in tree.names(near) if name.lower().endswith(".bicep")]
        if beside:
            return fitting(path, beside) is not None
    return False


def read_inputs(path: str, tree: Tree) -> tuple[dict[str, Expression], list[UnreadableSource]]:
    """The arguments of a parameter file, by name in lower case; its strings are no expressions."""
    document = read_json(tree.source(path), ARM)
    expressions = Expressions(document, literal=True)
    arguments: dict[str, Expression] = {}
    for name, _, node in pairs_of(entry(document.root, "parameters")):
        arguments[name.lower()] = argument_of(expressions, node)
    return arguments, document.errors
