"""CSV as Go reads it: RFC 4180, strictly."""

from __future__ import annotations

import re

from foureyes.languages.terraform.functions.failure import Fault

_BARE = re.compile(r'[^,"\n]*+').match
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"').match


def read_table(text: str) -> list[list[str]]:
    """The rows; empty lines are passed over. Raises Fault for what breaks the rules."""
    text = text.replace("\r\n", "\n")
    if text.endswith("\r"):
        text = text[:-1]
    rows: list[list[str]] = []
    at = 0
    while at < len(text):
        if text[at] == "\n":
            at += 1
            continue
        row, at = _row(text, at)
        if rows and len(row) != len(rows[0]):
            raise Fault("a line has another number of fields than the header")
        rows.append(row)
    return rows


def _row(text: str, at: int) -> tuple[list[str], int]:
    row: list[str] = []
    while True:
        match = _QUOTED(text, at) if text.startswith('"', at) else _BARE(text, at)
        if match is None:
            raise Fault("a quote is never closed")
        row.append(match[1].replace('""', '"') if match.re.groups else match[0])
        at = match.end()
        if at >= len(text) or text[at] == "\n":
            return row, at + 1
        if text[at] != ",":
            raise Fault("a quote stands where none may be")
        at += 1
