"""The outline of JSON and YAML."""

from __future__ import annotations

from collections.abc import Iterator

from foureyes.languages.documents.json import ARM, read_json
from foureyes.languages.documents.tree import Document, Mapping, Node, Sequence
from foureyes.model.outline import Outline, Stretch
from foureyes.model.place import Source


def document(source: Source) -> tuple[Document, bool]:
    """A file's tree, and whether it is YAML."""
    if source.text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[", "/"):
        found = read_json(source, ARM)
        if not found.errors or source.path.lower().endswith((".json", ".jsonc")):
            return found, False
    from foureyes.languages.documents.yaml import read_yaml

    return read_yaml(source), True


def outline(source: Source) -> Outline:
    """Comments, and entries and elements with their ends."""
    tree, is_yaml = document(source)
    constructs = [one for part in (tree, *tree.others) if part.root is not None for one in _constructs(part.root)]
    return Outline([(one.start, one.end) for one in tree.comments], constructs, is_yaml)


def _constructs(root: Node) -> Iterator[Stretch]:
    waiting, seen = [root], {id(root)}
    while waiting:
        node = waiting.pop()
        inner: list[Node] = []
        if isinstance(node, Mapping):
            for key, value in node.entries:
                if value.start >= key.start:  # An alias leads elsewhere.
                    yield key.start, max(key.end, value.end)
                inner.append(value)
        elif isinstance(node, Sequence):
            for item in node.items:
                yield item.start, item.end
                inner.append(item)
        for one in inner:
            if id(one) not in seen:
                seen.add(id(one))
                waiting.append(one)
