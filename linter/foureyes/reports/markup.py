"""Text from linted files as HTML: told, never obeyed."""

from __future__ import annotations

from html import escape

from foureyes.reports.style import clean


def words(text: str) -> str:
    """Text that is no markup."""
    return escape(clean(text))


def phrase(text: str) -> str:
    """A sentence in which `…` is code."""
    parts = clean(text).split("`")
    if len(parts) % 2 == 0:
        return words(text)
    return "".join(f"<code>{escape(part)}</code>" if number % 2 else escape(part) for number, part in enumerate(parts))


def name(text: str) -> str:
    """A name that may be broken where its words end."""
    return words(text).replace(".", ".<wbr>").replace("_", "_<wbr>")
