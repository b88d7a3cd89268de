"""Files that a Bicep file takes in as text or structure: `loadTextContent` and its kin."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable

from foureyes.errors import UnreadableSource
from foureyes.languages.arm import expression as arm
from foureyes.languages.bicep.constants import constant_text
from foureyes.languages.bicep.scope import Scope
from foureyes.languages.bicep.syntax import Node
from foureyes.languages.documents.json import ARM, read_json
from foureyes.languages.documents.tree import Document, Mapping, Scalar, Sequence
from foureyes.languages.documents.tree import Node as DocumentNode
from foureyes.model.place import Place, Source

MAX_NODES = 200_000
"""Values taken from one file; YAML aliases can make more of them than there is text."""

_STEP = re.compile(r"\.?([A-Za-z_][\w-]*)|\[(\d+)\]|\['([^']*)'\]")


_ENCODINGS = {"us-ascii": "ascii", "iso-8859-1": "latin-1", "utf-8": "utf-8-sig", "utf-16": "utf-16-le"}
_ENCODINGS["utf-16be"] = "utf-16-be"


def _text(scope: Scope, arguments: list[Node], place: Place) -> arm.Expression:
    encoding = constant_text(arguments[1], scope) if len(arguments) > 1 else "utf-8"
    path = _path(scope, arguments)
    codec = _ENCODINGS.get((encoding or "").lower())
    if path is None or codec is None:
        return arm.Unreadable("which file is loaded, and how, cannot be told", place)
    if codec == "utf-8-sig":
        return arm.Constant(scope.lowering.workspace.load(path, scope.lowering.unit).text, place)
    data = scope.lowering.workspace.load_bytes(path, scope.lowering.unit)
    return arm.Constant(data.decode(codec, "replace").removeprefix("\ufeff"), place)


def _base64(scope: Scope, arguments: list[Node], place: Place) -> arm.Expression:
    path = _path(scope, arguments)
    if path is None:
        return arm.Unreadable("which file is loaded cannot be told", place)
    data = scope.lowering.workspace.load_bytes(path, scope.lowering.unit)
    return arm.Constant(base64.b64encode(data).decode("ascii"), place)


def _structure(source: Source, read: Callable[[Source], Document], query: str | None, place: Place) -> arm.Expression:
    """A part of a file, or all of it; made once, however often it is loaded."""
    made = f"loaded {query}"
    if query is None or made not in source.made:
        found = _converted(source, read, query, place)
        if query is None or isinstance(found, arm.Unreadable):
            return found
        source.made[made] = found
    known: arm.Expression = source.made[made]
    return known


def _converted(source: Source, read: Callable[[Source], Document], query: str | None, place: Place) -> arm.Expression:
    document: Document | None = source.made.get(read.__name__)
    if document is None:
        document = source.made[read.__name__] = read(source)
    path = source.path
    if document.root is None or document.errors:
        raise document.errors[0] if document.errors else UnreadableSource("the file is empty", path=path)
    found = None if query is None else _selected(document.root, query)
    if found is None:
        return arm.Unreadable(f"which part of {path} is loaded cannot be told", place)
    return _Conversion(document).convert(found)


def _json(scope: Scope, arguments: list[Node], place: Place) -> arm.Expression:
    path = _path(scope, arguments)
    if path is None:
        return arm.Unreadable("which file is loaded cannot be told", place)
    source = scope.lowering.workspace.load(path, scope.lowering.unit)
    return _structure(source, _read_json, _query(scope, arguments), place)


def _read_json(source: Source) -> Document:
    return read_json(source, ARM)


def _yaml(scope: Scope, arguments: list[Node], place: Place) -> arm.Expression:
    # PyYAML is costly to load, and seldom needed.
    from foureyes.languages.documents.yaml import read_yaml

    path = _path(scope, arguments)
    if path is None:
        return arm.Unreadable("which file is loaded cannot be told", place)
    source = scope.lowering.workspace.load(path, scope.lowering.unit)
    return _structure(source, read_yaml, _query(scope, arguments), place)


def _query(scope: Scope, arguments: list[Node]) -> str | None:
    return constant_text(arguments[1], scope) if len(arguments) > 1 else ""


def _guarded(loader: Callable[[Scope, list[Node], Place], arm.Expression]) -> Loader:
    """A file that cannot be read is an error of the run and an unknown value here."""

    def load(scope: Scope, arguments: list[Node], place: Place) -> arm.Expression:
        try:
            return loader(scope, arguments, place)
        except UnreadableSource as error:
            scope.lowering.unit.errors.append(
                UnreadableSource(f"{error.path} cannot be loaded: {error.message}", place=place, remedy=error.remedy)
            )
            return arm.Unreadable(f"{error.path} cannot be loaded: {error.message}", place)

    return load


Loader = Callable[[Scope, list[Node], Place], arm.Expression]

LOADERS: dict[str, Loader] = {
    "loadTextContent": _guarded(_text),
    "loadFileAsBase64": _guarded(_base64),
    "loadJsonContent": _guarded(_json),
    "loadYamlContent": _guarded(_yaml),
}


def _path(scope: Scope, arguments: list[Node]) -> str | None:
    written = constant_text(arguments[0], scope) if arguments else None
    return None if written is None else scope.lowering.workspace.beside(scope.source.path, written)


def _selected(node: DocumentNode, query: str) -> DocumentNode | None:
    """The node that a plain JSONPath (`$.a.b[0]`) leads to."""
    rest = query.removeprefix("$")
    at = 0
    while at < len(rest):
        step = _STEP.match(rest, at)
        if step is None:
            return None
        at = step.end()
        following: DocumentNode | None = None
        if step[2] is not None:
            number = int(step[2])
            following = node.items[number] if isinstance(node, Sequence) and number < len(node.items) else None
        elif isinstance(node, Mapping):
            following = node.get(step[1] if step[1] is not None else step[3])
        if following is None:
            return None
        node = following
    return node


class _Conversion:
    """A document's nodes as expressions, up to a number of them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.left = MAX_NODES

    def convert(self, node: DocumentNode) -> arm.Expression:
        place = self.document.place(node)
        self.left -= 1
        if self.left < 0:
            return arm.Unreadable("the loaded file has too many values", place)
        if isinstance(node, Mapping):
            entries: list[tuple[arm.Expression | None, arm.Expression]] = [
                (arm.Constant(name, self.document.place(key)), self.convert(value))
                for name, (key, value) in node.effective().items()
            ]
            return arm.Object(entries, place)
        if isinstance(node, Sequence):
            return arm.Array([self.convert(item) for item in node.items], place)
        if not isinstance(node, Scalar) or node.lost:
            return arm.Unreadable("this could not be read", place)
        return arm.Constant(node.value, place)
