"""Encodings: Base64, URIs, data URIs, JSON."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any
from urllib.parse import quote, unquote, urljoin

from foureyes.languages.arm.invocation import Fault, Invocation, builtin, from_native, pure
from foureyes.model.document import as_document
from foureyes.model.value import Known, Leaf, Unknown, Value, lift


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise Fault("the text is not Base64") from None


@pure("base64", 1)
def to_base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pure("base64ToString", 1)
def from_base64(text: str) -> str:
    return _decoded(text)


@pure("base64ToJson", 1)
def json_from_base64(text: str) -> Any:
    return read_json(_decoded(text))


def read_json(text: str) -> Any:
    """JSON as Newtonsoft reads it, as far as that is JSON."""
    for attempt in (text, text.replace("'", '"') if '"' not in text else text):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    raise Fault("the text is not JSON")


@builtin("json", 1)
def from_json(call: Invocation) -> Value:
    """What a text encodes; of one with gaps, as much as can be read."""
    (leaf,) = call.leaves
    if isinstance(leaf, Known) and isinstance(leaf.scalar, str):
        if leaf.document is not None:
            return leaf.document
        return from_native(read_json(leaf.scalar), call.place, call.trail, call.secret)
    if isinstance(leaf, Unknown) and (leaf.document is not None or leaf.parts is not None):
        named: Leaf = call.unknown(present=False)
        read = as_document(leaf)
        return lift(lambda one: named if isinstance(one, Unknown) and one.subject is None else one, read)
    if isinstance(leaf, Unknown):
        return call.unknown(present=False)
    raise Fault("a text is expected")


@pure("dataUri", 1)
def data_uri(text: str) -> str:
    return f"data:text/plain;charset=utf8;base64,{to_base64(text)}"


@pure("dataUriToString", 1)
def from_data_uri(text: str) -> str:
    head, comma, data = text.partition(",")
    if not head.startswith("data:") or not comma:
        raise Fault("the text is no data URI")
    return _decoded(data) if head.endswith(";base64") else unquote(data)


@pure("uri", 2)
def uri(base: str, relative: str) -> str:
    if "://" not in base:
        raise Fault("the base is no absolute URI")
    return urljoin(base, relative)


@pure("uriComponent", 1)
def uri_component(text: str) -> str:
    return quote(text, safe="-_.~")


@pure("uriComponentToString", 1)
def from_uri_component(text: str) -> str:
    return unquote(text)


@builtin("parseUri", 1, 2)
def parse_uri(call: Invocation) -> Value:
    return call.unknown()


@builtin("buildUri", 1, 2)
def build_uri(call: Invocation) -> Value:
    return call.unknown()
