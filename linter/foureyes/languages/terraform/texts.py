"""Templates: text with values in it. A gap in a text is an unknown with the known pieces around it."""

from __future__ import annotations

from foureyes.languages.terraform.functions.failure import Failure
from foureyes.languages.terraform.leaves import (
    MAX_SUBJECT,
    circumstances,
    failure,
    merged_references,
    scalar_text,
)
from foureyes.model.place import Place
from foureyes.model.value import Absent, Known, Leaf, Unknown, Value, lift, run_together, too_many_cases

MAX_TEXT = 2_000_000
Piece = str | Value


def text(pieces: list[Piece], place: Place | None) -> Value:
    """The pieces joined to one text."""
    pieces = _joined(pieces)
    gaps = [piece for piece in pieces if not isinstance(piece, str)]
    if not gaps:
        return Known("".join(str(piece) for piece in pieces), place)

    def fill(*leaves: Leaf) -> Leaf:
        filled = iter(leaves)
        return _text([piece if isinstance(piece, str) else next(filled) for piece in pieces], place)

    return lift(fill, *gaps)


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Neighbouring strings as one."""
    joined: list[Piece] = []
    run: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            run.append(piece)
            continue
        if run:
            joined.append("".join(run))
            run = []
        joined.append(piece)
    if run:
        joined.append("".join(run))
    return joined


def _text(pieces: list[str | Leaf], place: Place | None) -> Leaf:
    parts: list[str | Unknown] = []
    leaves = [piece for piece in pieces if not isinstance(piece, str)]
    for piece in pieces:
        if isinstance(piece, str):
            parts.append(piece)
        elif isinstance(piece, Failure):
            return piece
        elif isinstance(piece, Known):
            parts.append(scalar_text(piece))
        elif isinstance(piece, Unknown):
            parts += piece.parts if piece.parts is not None else (piece,)
        else:
            what = "null" if isinstance(piece, Absent) else "a list or map"
            return failure(f"{what} cannot stand in a text", piece, place=place)
    gaps = [part for part in parts if isinstance(part, Unknown)]
    if sum(len(part) for part in parts if isinstance(part, str)) > MAX_TEXT:
        return too_many_cases()
    named = circumstances(*leaves, place=place)
    if not gaps:
        return Known("".join(str(part) for part in parts), **named)
    return Unknown(
        gaps[0].reason,
        references=merged_references(*leaves),
        parts=tuple(run_together(parts)),
        subject=_subject(parts),
        **named,
    )


def _subject(parts: list[str | Unknown]) -> str | None:
    words = [part if isinstance(part, str) else f"${{{part.subject}}}" if part.subject else None for part in parts]
    if None in words:
        return None
    subject = "".join(filter(None, words))
    return f'"{subject}"' if len(subject) <= MAX_SUBJECT else None
