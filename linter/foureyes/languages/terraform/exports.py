"""What a resource offers to those who refer to it."""

from __future__ import annotations

from foureyes.languages.terraform.blocks import BlockValue
from foureyes.languages.terraform.leaves import Exported
from foureyes.model.value import Absent, Known, Leaf, ListValue, MapValue, Unknown, Value, lift

_POLICIES = {
    "data.aws_iam_policy_document": ("json", "minified_json"),
    "data.google_iam_policy": ("policy_data",),
}
WRITTEN = "the provider writes this text"


def exported(body: MapValue, name: str, address: str) -> Exported:
    """A resource as references see it: what is configured, and unknowns for the rest."""
    entries = {key: _exported(value, address, key) for key, value in body.entries.items()}
    kind = name.rpartition(".")[0]
    if kind in _POLICIES:
        entries |= _texts(kind, body, address)
    return Exported(entries, address, place=body.place)


def _texts(kind: str, body: MapValue, address: str) -> dict[str, Value]:
    """The attributes that hold the text of a policy document."""
    from foureyes.languages.terraform.documents import document_of

    document = document_of(kind.removeprefix("data."), body)
    if document is None:
        return {}
    return {attribute: _text(document, attribute, address, body) for attribute in _POLICIES[kind]}


def _text(document: Value, attribute: str, address: str, body: MapValue) -> Value:
    """The text, known where the whole document is."""
    from foureyes.languages.terraform.policy_text import policy_text

    text = None if attribute == "policy_data" else policy_text(document, minified=attribute == "minified_json")
    if text is not None:
        return Known(text, body.place, document=document)
    subject = None if "[*]" in address else f"{address}.{attribute}"
    return Unknown(WRITTEN, body.place, document=document, subject=subject)


def _exported(value: Value, address: str, path: str) -> Value:
    """Blocks become exports of their own; arguments stay what they are."""

    def one(leaf: Leaf) -> Leaf:
        if isinstance(leaf, BlockValue):
            inner = {key: _exported(value, address, f"{path}.{key}") for key, value in leaf.entries.items()}
            return Exported(inner, address, path, place=leaf.place)
        if isinstance(leaf, ListValue) and _is_blocks(leaf):
            items = [_exported(item, address, f"{path}[{number}]") for number, item in enumerate(leaf.items)]
            return ListValue(items, leaf.place, leaf.trail, leaf.references, leaf.secret, open=leaf.open)
        return leaf

    return value if isinstance(value, Absent) else lift(one, value)


def _is_blocks(leaf: ListValue) -> bool:
    return bool(leaf.items) and all(isinstance(item, BlockValue) for item in leaf.items)
