"""Texts put together from values, known or not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from foureyes.model.place import Place
from foureyes.model.value import (
    Absent,
    Known,
    Leaf,
    ListValue,
    Reference,
    Step,
    Unknown,
    Value,
    lift,
    run_together,
    to_text,
)

MAX_TRAIL: Final = 8
_DYNAMIC = re.compile(r"\{\{resolve:([a-z-]+):([^{}]*)\}\}")


def literal(text: str, place: Place) -> Leaf:
    """A text of the template. `{{resolve:…}}` in it is filled at deploy."""
    if "{{resolve:" not in text:
        return Known(text, place)
    parts: list[str | Unknown] = []
    reached, secret = 0, False
    for match in _DYNAMIC.finditer(text):
        hidden = match[1] in ("secretsmanager", "ssm-secure")
        secret = secret or hidden
        store = "Secrets Manager" if match[1] == "secretsmanager" else "the Parameter Store"
        gap = Unknown(f"it comes from {store} at deploy", place, secret=hidden, subject=match[0], present=True)
        parts += [text[reached : match.start()], gap]
        reached = match.end()
    if not parts:
        return Known(text, place)
    return joined([*parts, text[reached:]], place, secret=secret)


def joined(
    pieces: Iterable[str | Unknown],
    place: Place | None,
    trail: tuple[Step, ...] = (),
    references: tuple[Reference, ...] = (),
    secret: bool = False,
) -> Leaf:
    """A text from known pieces and gaps, gaps with pieces of their own opened."""
    parts = run_together(
        one
        for piece in pieces
        for one in (piece.parts if isinstance(piece, Unknown) and piece.parts is not None else (piece,))
    )
    gaps = [part for part in parts if isinstance(part, Unknown)]
    dynamic = any(isinstance(part, str) and "{{resolve:" in part for part in parts)
    if not gaps:
        text = "".join(part for part in parts if isinstance(part, str))
        if dynamic and _DYNAMIC.search(text) and place is not None:
            whole: Leaf = literal(text, place)
            return whole.replace(trail=trail, references=references, secret=secret or whole.secret)  # type: ignore[no-any-return]
        return Known(text, place, trail, references, secret)
    if dynamic:  # what is looked up is not known, so no part of the text is
        return Unknown("a store yields it at deploy", place, trail, references, secret, present=True)
    if len(parts) == 1:
        gap: Leaf = gaps[0].replace(place=place, trail=trail, references=references, secret=secret)
        return gap
    subject = None
    if all(gap.subject is not None for gap in gaps):
        subject = "".join(part if isinstance(part, str) else f"${{{part.subject}}}" for part in parts)
    return Unknown(gaps[0].reason, place, trail, references, secret, subject=subject, parts=tuple(parts))


def concatenated(values: list[Value], place: Place) -> Value:
    """The texts of the values one after the other."""
    return lift(lambda *leaves: _concatenated(leaves, place), *values)


def _concatenated(leaves: tuple[Leaf, ...], place: Place) -> Leaf:
    pieces: list[str | Unknown] = []
    for leaf in leaves:
        if isinstance(leaf, Unknown):
            pieces.append(leaf)
            continue
        text = to_text(leaf)
        if text is None:
            return Unknown("a part of the text is no text", place, *circumstances(leaves))
        pieces.append(text)
    return joined(pieces, place, *circumstances(leaves))


def circumstances(leaves: Iterable[Leaf]) -> tuple[tuple[Step, ...], tuple[Reference, ...], bool]:
    """Trail, references and secrecy of what several leaves are made into."""
    steps: dict[Step, None] = {}
    references: dict[Reference, None] = {}
    secret = False
    for leaf in leaves:
        if leaf.trail:
            steps.update(dict.fromkeys(leaf.trail))
        if leaf.references:
            references.update(dict.fromkeys(leaf.references))
        secret = secret or leaf.secret
    return tuple(steps)[:MAX_TRAIL], tuple(references), secret


def as_text(leaf: Leaf) -> Leaf:
    """A scalar as CloudFormation compares and passes it: as text."""
    if isinstance(leaf, Known) and not isinstance(leaf.scalar, str):
        return Known(to_text(leaf) or "", leaf.place, leaf.trail, leaf.references, leaf.secret)
    return leaf


def settled_items(items: Iterable[Value]) -> Value:
    """A list without the elements that are absent; what may be absent makes cases."""
    known = [item for item in items if not isinstance(item, Absent)]
    return lift(lambda *leaves: ListValue([one for one in leaves if not isinstance(one, Absent)]), *known)


def unknown_from(reason: str, place: Place, *leaves: Leaf, subject: str | None = None) -> Unknown:
    """An unknown made from leaves; the first unknown's reason tells more than ours."""
    given = next((leaf.reason for leaf in leaves if isinstance(leaf, Unknown)), reason)
    return Unknown(given, place, *circumstances(leaves), subject=subject)


def to_text_or(value: Value | None, otherwise: str) -> str:
    """A known scalar as text, or another text."""
    text = to_text(value) if isinstance(value, Known) else None
    return otherwise if text is None else text
