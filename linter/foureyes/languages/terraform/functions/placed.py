"""A JSON file as a value with the places it has in that file."""

from __future__ import annotations

from foureyes.languages.documents.json import read_json
from foureyes.languages.documents.tree import Document, Mapping, Node, Scalar, Sequence
from foureyes.model.place import Source
from foureyes.model.value import Absent, Known, ListValue, MapValue, Value


def placed_document(source: Source) -> Value | None:
    """The document, or None if the file is no JSON object or array."""
    document = read_json(source)
    if document.errors or document.comments or not isinstance(document.root, Mapping | Sequence):
        return None
    return _value(document.root, document)


def _value(node: Node, document: Document) -> Value:
    place = document.place(node)
    if isinstance(node, Mapping):
        entries = {name: _value(pair[1], document) for name, pair in node.effective().items()}
        return MapValue(entries, place)
    if isinstance(node, Sequence):
        return ListValue([_value(item, document) for item in node.items], place)
    value = node.value if isinstance(node, Scalar) else None
    if value is None:
        return Absent(place)
    return Known(int(value) if isinstance(value, float) and value.is_integer() else value, place)
