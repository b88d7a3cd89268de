"""`yamldecode` and `yamlencode`, as Terraform's own YAML library has it: neither YAML 1.1 nor 1.2."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from foureyes.languages.terraform.functions.failure import Fault, Untellable
from foureyes.languages.terraform.functions.number import number_text, parse_number
from foureyes.languages.terraform.functions.signature import Call, Library, Nullable, plainly
from foureyes.languages.terraform.functions.types import ANY, STRING
from foureyes.languages.terraform.functions.yamlwriter import write_yaml
from foureyes.model.place import Source
from foureyes.model.value import Known, Leaf, ListValue, MapValue, Unknown, Value

LIBRARY = Library()

_TRUE = frozenset(("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"))
_FALSE = frozenset(("n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"))
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z", re.ASCII)
_RADIX = re.compile(r"0(x)[0-9a-fA-F]+\Z|0(o)[0-7]+\Z", re.ASCII)
_INFINITE = re.compile(r"[-+]?\.(inf|Inf|INF)\Z|\.(nan|NaN|NAN)\Z")
_TIME = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt](\d\d?):(\d\d?):(\d\d?)(?:\.\d+)?(Z|[+-]\d\d:\d\d))"
    r"|(?: (\d\d?):(\d\d?):(\d\d?)(?:\.\d+)?))?\Z",
    re.ASCII,
)
_TAG = re.compile(r"!\S*")


@LIBRARY.raw("yamlencode", Nullable(ANY))
def yamlencode(call: Call, value: Leaf) -> Value:
    if isinstance(value, Unknown):
        return Unknown(value.reason, *call.circumstances(deep=True), document=value, subject=call.subject())
    written = plainly(write_yaml, call)
    if isinstance(value, ListValue | MapValue) and isinstance(written, Known | Unknown):
        written.document = value
        if isinstance(written, Unknown):
            written.present = True
    return written


@LIBRARY.raw("yamldecode", STRING)
def yamldecode(call: Call, text: Leaf) -> Value:
    from foureyes.languages.terraform.functions.encoding import decoded

    if isinstance(text, Known | Unknown) and text.document is not None:
        return decoded(text.document)
    if not isinstance(text, Known):
        return call.undecided()
    return call.value(from_yaml(str(text.scalar)))


_BOUNDED = ("the document is nested deeper", "aliases repeat")
"""How the faults begin of texts that are valid, and more than is followed."""


def from_yaml(text: str) -> Any:
    """The data of a YAML text."""
    from foureyes.languages.documents.yaml import read_yaml

    document = read_yaml(Source("", text))
    errors = [error.message for error in document.errors if "does not fit its tag" not in error.message]
    if errors:
        bounded = any(message.startswith(_BOUNDED) for message in errors)
        raise Untellable(errors[0]) if bounded else Fault(f"the text is no valid YAML: {errors[0]}")
    if document.root is None or document.others:
        raise Fault("the text must hold exactly one YAML document")
    return _data(document.root, text)


def _data(node: Any, text: str) -> Any:
    from foureyes.languages.documents.tree import Mapping, Sequence

    if isinstance(node, Sequence):
        _check_tag(node.tag)
        return [_data(item, text) for item in node.items]
    if isinstance(node, Mapping):
        _check_tag(node.tag)
        entries = {}
        for key, value in node.effective().values():
            entries[_key(_data(key, text))] = _data(value, text)
        if any(isinstance(key, Mapping | Sequence) for key, _ in node.entries):
            raise Fault("a key is a structure")
        return entries
    return _scalar(node, text)


def _key(data: Any) -> str:
    if data is None:
        raise Fault("a key is null")
    if isinstance(data, str):
        return data
    return ("true" if data else "false") if isinstance(data, bool) else number_text(data)


def _check_tag(tag: str | None) -> None:
    if tag is not None:
        raise Fault(f"the tag {tag} is not known")


def _scalar(node: Any, text: str) -> Any:
    start = node.text_start
    tag = _TAG.search(text[node.start : start])
    kind = tag[0].removeprefix("!!") if tag else ""
    if tag and kind not in ("str", "int", "float", "bool", "null", "binary", "timestamp"):
        raise Fault(f"the tag {tag[0]} is not known")
    if kind == "null":
        return None
    raw = text[start : node.end]
    if node.style != "plain":
        return unicodedata.normalize("NFC", str(_quoted_text(node, text)))
    if "\n" in raw:
        return str(node.value)
    return raw if kind in ("str", "binary") else resolved(raw)


def _quoted_text(node: Any, text: str) -> Any:
    """The text of a quoted scalar; one behind a tag such as `!!int` has been read as a number already."""
    if isinstance(node.value, str):
        return node.value
    return text[node.text_start : node.end].strip("\"'")


def resolved(raw: str) -> Any:
    """What an unquoted scalar means."""
    if raw in _NULL:
        return None
    if raw in _TRUE or raw in _FALSE:
        return raw in _TRUE
    radix = _RADIX.match(raw)
    if radix:
        return int(raw[2:], 16 if radix[1] else 8)
    if _NUMBER.match(raw):
        return parse_number(raw)
    if _INFINITE.match(raw):
        raise Untellable("infinite numbers are not followed")
    return _moment(raw) or raw


def _moment(raw: str) -> str | None:
    """A date or time in the one form Terraform writes it."""
    match = _TIME.match(raw)
    if match is None:
        return None
    year, month, day = (int(match[at]) for at in (1, 2, 3))
    hour, minute, second = (int(match[at] or match[at + 4] or 0) for at in (4, 5, 6))
    zone = match[7] or "Z"
    if not (1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60 and second < 60):
        return None
    zone = "Z" if zone in ("+00:00", "-00:00") else zone
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{zone}"
