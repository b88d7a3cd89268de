"""How text looks: colour, width, and what may reach a terminal."""

from __future__ import annotations

from typing import NamedTuple

from foureyes.reports.logs import inert

BOLD, DIM, RED, YELLOW, BLUE, MAGENTA, CYAN = "1", "2", "31", "33", "34", "35", "36"

SEVERITY_COLOURS = {
    "critical": (BOLD, RED),
    "high": (RED,),
    "medium": (YELLOW,),
    "low": (CYAN,),
    "info": (BLUE,),
}


class Style(NamedTuple):
    """Whether to colour, and how wide lines may be."""

    colour: bool = False
    width: int = 100

    def paint(self, text: str, *codes: str) -> str:
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.colour and text else text


def clean(text: str) -> str:
    """Text from linted files made harmless: control and direction characters are shown as escapes."""
    if not text.isprintable():
        text = "".join(one if one.isprintable() else escaped(one) for one in text)
    return inert(text)


def escaped(character: str) -> str:
    return character.encode("unicode_escape").decode()


def clipped(text: str, limit: int = 160) -> str:
    """Cleaned text, cut where it gets too long to read."""
    text = clean(text)
    return text if len(text) <= limit else f"{text[: limit - 3]}..."
