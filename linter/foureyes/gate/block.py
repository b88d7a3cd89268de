"""A sign-off as text for a comment: the record and its signature between two fences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foureyes.gate.ssh import HEAD

FENCE = "```foureyes-signoff"
_BLOCK = re.compile(rf"^{FENCE}[ \t]*\n(.*?)^```[ \t]*$", re.DOTALL | re.MULTILINE)


def block(record: bytes, signature: bytes) -> str:
    """The text to paste into a comment."""
    return f"{FENCE}\n{record.decode('ascii')}{signature.decode('ascii')}```\n"


def blocks(text: str) -> Iterator[tuple[bytes, bytes]]:
    """Records and signatures in a comment. What they say is for others to prove."""
    for found in _BLOCK.finditer(text.replace("\r\n", "\n")):
        record, head, rest = found[1].partition(HEAD)
        yield record.encode("utf-8", "replace"), f"{head}{rest}".encode("utf-8", "replace")
