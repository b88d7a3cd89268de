"""Functions that encode and decode: JSON, CSV, base64, URLs. YAML has a file of its own."""

from __future__ import annotations

import unicodedata
from typing import Any

from foureyes.languages.terraform.functions.decoders import from_json
from foureyes.languages.terraform.functions.encoders import json_parts
from foureyes.languages.terraform.functions.failure import Fault, Untellable
from foureyes.languages.terraform.functions.sets import is_told
from foureyes.languages.terraform.functions.signature import Call, Library, Nullable
from foureyes.languages.terraform.functions.types import ANY, STRING
from foureyes.model.value import Known, Leaf, ListValue, MapValue, Unknown, Value, run_together

LIBRARY = Library()


@LIBRARY.raw("jsonencode", Nullable(ANY))
def jsonencode(call: Call, value: Leaf) -> Value:
    around = call.circumstances(deep=True)
    document = value if isinstance(value, ListValue | MapValue) else None
    parts = tuple(run_together(json_parts(value)))
    if is_told(value):
        return Known("".join(part for part in parts if isinstance(part, str)), *around, document=document)
    reason = next(part.reason for part in parts if isinstance(part, Unknown))
    return Unknown(reason, *around, parts=parts, document=document or value, subject=call.subject())


@LIBRARY.raw("jsondecode", STRING)
def jsondecode(call: Call, text: Leaf) -> Value:
    if isinstance(text, Known):
        if text.document is not None:
            return decoded(text.document)
        return from_json(str(text.scalar), call.circumstances(deep=True))
    if isinstance(text, Unknown) and text.document is not None:
        return decoded(text.document)
    if isinstance(text, Unknown) and text.parts is not None:
        from foureyes.model.document import as_document

        return as_document(text)
    return call.undecided()


def decoded(value: Value) -> Value:
    """A document as it comes back: a set is a list."""
    if isinstance(value, ListValue):
        items = [decoded(item) for item in value.items]
        return ListValue(items, value.place, value.trail, value.references, value.secret, open=value.open)
    if isinstance(value, MapValue):
        entries = {key: decoded(item) for key, item in value.entries.items()}
        return MapValue(entries, value.place, value.trail, value.references, value.secret, open=value.open)
    return value


@LIBRARY.plain("csvdecode", STRING)
def csvdecode(text: str) -> list[dict[str, str]]:
    from foureyes.languages.terraform.functions.table import read_table

    rows = read_table(text)
    if not rows:
        raise Fault("there is no header line")
    header = [unicodedata.normalize("NFC", name) for name in rows[0]]
    if len(set(header)) != len(header):
        raise Fault("a column appears twice")
    return [dict(zip(header, row, strict=True)) for row in rows[1:]]


def from_base64(text: str) -> bytes:
    """Strict base64; Go passes over line ends."""
    from base64 import b64decode

    try:
        return b64decode(text.replace("\n", "").replace("\r", ""), validate=True)
    except ValueError:
        raise Fault("this is no valid base64") from None


def from_utf8(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise Fault("the result is no text in UTF-8") from None


@LIBRARY.plain("base64encode", STRING)
def base64encode(text: str) -> str:
    from base64 import b64encode

    return b64encode(text.encode()).decode()


@LIBRARY.plain("base64decode", STRING)
def base64decode(text: str) -> str:
    return from_utf8(from_base64(text))


@LIBRARY.raw("base64gzip", STRING)
def base64gzip(call: Call, text: Leaf) -> Value:
    return call.unknown("the result of compressing is not followed", present=True)


@LIBRARY.plain("base64gunzip", STRING)
def base64gunzip(text: str) -> str:
    """OpenTofu's; bounded, because a small text may become a huge one."""
    import zlib

    try:
        unpacker = zlib.decompressobj(wbits=31)
        content = unpacker.decompress(from_base64(text), 4_000_000)
    except zlib.error:
        raise Fault("this is no gzip data") from None
    if unpacker.unconsumed_tail:
        raise Untellable("the text is too long when unpacked")
    return from_utf8(content)


@LIBRARY.plain("urlencode", STRING)
def urlencode(text: str) -> str:
    from urllib.parse import quote_plus

    return quote_plus(text)


@LIBRARY.plain("urldecode", STRING)
def urldecode(text: str) -> str:
    """OpenTofu's."""
    import re
    from urllib.parse import unquote_to_bytes

    if re.search("%(?![0-9A-Fa-f]{2})", text):
        raise Fault("a % is followed by no two hexadecimal digits")
    return from_utf8(unquote_to_bytes(text.replace("+", " ")))


@LIBRARY.plain("textencodebase64", STRING, STRING)
def textencodebase64(text: str, encoding: str) -> str:
    from base64 import b64encode

    return b64encode(_coded(text, encoding, decode=False)).decode()


@LIBRARY.plain("textdecodebase64", STRING, STRING)
def textdecodebase64(text: str, encoding: str) -> str:
    made: str = _coded(from_base64(text), encoding, decode=True)
    return made


def _coded(content: Any, encoding: str, *, decode: bool) -> Any:
    name = {"utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}.get(encoding.lower(), encoding)
    try:
        return content.decode(name, "replace") if decode else content.encode(name)
    except LookupError:
        raise Untellable(f"the encoding {encoding} is not known here") from None
    except UnicodeEncodeError:
        raise Fault("the text cannot be written in this encoding") from None
