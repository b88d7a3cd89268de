"""What other tools keep in a template's metadata: the checks they are told to skip."""

from __future__ import annotations

from collections.abc import Iterator

from foureyes.languages.documents.outline import document
from foureyes.languages.documents.tree import Mapping, Node, Scalar, Sequence
from foureyes.model.place import Source

KEPT = {
    "checkov": ("checkov", ("skip",)),
    "bridgecrew": ("checkov", ("skip",)),
    "cfn_nag": ("cfn-nag", ("rules_to_suppress",)),
    "cdk_nag": ("cdk-nag", ("rules_to_suppress",)),
    "guard": ("cfn-guard", ("SuppressedRules",)),
    "cfn-lint": ("cfn-lint", ("config", "ignore_checks")),
}
"""By key of the metadata: the tool, and the way to the list of what it skips."""


def skipped(source: Source) -> Iterator[tuple[str, str, str, int, int, str]]:
    """Tool, check, reason, where the entry stands, and the logical id of a stack's resource that it is about."""
    tree, _ = document(source)
    waiting = [(part.root, "", "") for part in (tree, *tree.others) if part.root is not None]
    seen: set[int] = set()
    while waiting:
        node, name, above = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Mapping):
            for key, value in node.entries:
                if key.value in ("Metadata", "metadata") and isinstance(value, Mapping):
                    for entry in _in(value):
                        yield (*entry, name if above == "Resources" else "")
                waiting.append((value, str(key.value), name))
        elif isinstance(node, Sequence):
            waiting += [(item, "", "") for item in node.items]


def _in(metadata: Mapping) -> Iterator[tuple[str, str, str, int, int]]:
    for key, value in metadata.entries:
        kept = KEPT.get(str(key.value))
        found: Node | None = value
        for step in kept[1] if kept else ():
            found = found.get(step) if isinstance(found, Mapping) else None
        if kept is None or not isinstance(found, Sequence):
            continue
        for entry in found.items:
            name, reason = entry.value, ""
            if isinstance(entry, Mapping):
                name, reason = _text(entry.get("id")), _text(entry.get("reason")) or _text(entry.get("comment"))
            if isinstance(name, str) and name:
                yield kept[0], name, reason, entry.start, entry.end


def _text(node: Node | None) -> str:
    return " ".join(str(node.value).split()) if isinstance(node, Scalar) and node.value is not None else ""
