"""Text from linted files as Markdown: told, never obeyed."""

from __future__ import annotations

import os
import re
from urllib.parse import quote

from foureyes.model.evidence import Fact
from foureyes.model.place import Place
from foureyes.reports.style import clean, clipped
from foureyes.reports.words import spot

SHOWN = 300
"""Characters of a sentence."""

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#!|~&@$]|:(?=//)|(?<=www)\.", re.IGNORECASE)


def plain(text: str) -> str:
    """Text that no Markdown reader takes for markup, a link, a mention or the end of a cell."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text.replace("\n", " ").replace("\r", " "))


def code(text: str) -> str:
    return f"<code>{plain(text)}</code>" if text else ""


def phrase(text: str) -> str:
    """A sentence in which `…` is code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return plain(text)
    return "".join(code(part) if number % 2 else plain(part) for number, part in enumerate(parts))


def decided(fact: Fact) -> str:
    """A fact and where it stands."""
    return phrase(clipped(fact.text, SHOWN)) + (f" ({where(fact.place)})" if fact.place is not None else "")


def where(place: Place) -> str:
    """`main.tf:3`, on GitHub a link to that line of the commit."""
    shown = plain(clean(spot(place)))
    server, repository, commit = (os.environ.get(f"GITHUB_{name}") for name in ("SERVER_URL", "REPOSITORY", "SHA"))
    top = os.environ.get("GITHUB_WORKSPACE")
    if not (server and repository and commit and top):
        return shown
    inner = os.path.relpath(os.path.realpath(place.path), os.path.realpath(top)).replace(os.sep, "/")
    if inner.startswith("../"):
        return shown
    target = f"{server}/{repository}/blob/{commit}/{quote(inner, errors='surrogateescape')}#L{place.line}"
    return f"[{shown}](<{target}>)"
