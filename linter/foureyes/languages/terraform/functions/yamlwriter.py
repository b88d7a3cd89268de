"""YAML as Terraform writes it: text in double quotes, or as a block where it has lines."""

from __future__ import annotations

import re
from typing import Any

from foureyes.languages.terraform.functions.failure import Untellable
from foureyes.languages.terraform.functions.number import number_text

WIDTH = 80
"""Columns after which a long text goes on in the next line."""

_SHORT = {
    "\0": "0", "\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r", "\x1b": "e", '"': '"',
    "\\": "\\", "\x85": "N", "\xa0": "_", "\u2028": "L", "\u2029": "P",
}  # fmt: skip
_NO_BLOCK = re.compile(r"[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]| \n| \Z")
_PLAIN = re.compile(r"[\x20\x21\x23-\x5b\x5d-\x7e\xa1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]").match


def write_yaml(data: Any) -> str:
    """Known data as a YAML document."""
    if isinstance(data, list | dict) and data:
        return _collection(data, 0)
    text = _scalar(data, 0, 0, 2)
    ending = "" if isinstance(data, str | list | dict) else "...\n"
    return text + ("" if text.endswith("\n") else "\n") + ending


def _collection(data: Any, indent: int) -> str:
    margin = " " * indent
    made = ""
    if isinstance(data, list):
        for item in data:
            made += f"{margin}- {_item(item, indent + 2)}"
        return made
    for key in sorted(data):
        if "\n" in key or len(key.encode()) > 120:
            raise Untellable("a key is too long to be followed")
        label = f"{margin}{_quoted(key, 0, 10**9)}:"
        value = data[key]
        if isinstance(value, list) and value:
            made += f"{label}\n{_collection(value, indent)}"
        elif isinstance(value, dict) and value:
            made += f"{label}\n{_collection(value, indent + 2)}"
        else:
            made += f"{label} {_line(value, len(label) + 1, indent)}"
    return made


def _item(item: Any, indent: int) -> str:
    """An element behind its dash: a collection begins on the same line."""
    if isinstance(item, list | dict) and item:
        return _collection(item, indent)[indent:]
    return _line(item, indent, indent - 2)


def _line(data: Any, column: int, indent: int) -> str:
    text = _scalar(data, column, indent, indent + 2)
    return text if text.endswith("\n") else f"{text}\n"


def _scalar(data: Any, column: int, indent: int, inner: int) -> str:
    if data is None:
        return "null"
    if isinstance(data, bool):
        return "true" if data else "false"
    if isinstance(data, str):
        if "\n" in data and not _NO_BLOCK.search(data):
            return _block(data, inner)
        return _quoted(data, inner, WIDTH, column)
    if isinstance(data, list):
        return "[]"
    return "{}" if isinstance(data, dict) else number_text(data)


def _block(text: str, indent: int) -> str:
    hint = "2" if text[0] in " \n" else ""
    chomp = "-" if not text.endswith("\n") else "+" if text == "\n" or text.endswith("\n\n") else ""
    lines = text.removesuffix("\n").split("\n")
    body = "".join(f"{' ' * indent if line else ''}{line}\n" for line in lines)
    return f"|{hint}{chomp}\n{body}"


def _quoted(text: str, indent: int, width: int, column: int = 0) -> str:
    """A text in double quotes, broken at a space behind the width."""
    made = '"'
    at_column = column + 1
    broken = False
    for at, character in enumerate(text):
        if character == " " and not broken and at_column > width and 0 < at < len(text) - 1:
            made += "\n" + " " * indent + ("\\" if text[at + 1] == " " else "")
            at_column = indent + (1 if text[at + 1] == " " else 0)
            broken = True
            continue
        piece = character if _PLAIN(character) else _escaped(character)
        made += piece
        at_column += len(piece)
        broken = character == " "
    return made + '"'


def _escaped(character: str) -> str:
    if character in _SHORT:
        return f"\\{_SHORT[character]}"
    code = ord(character)
    return f"\\x{code:02X}" if code <= 0xFF else f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
