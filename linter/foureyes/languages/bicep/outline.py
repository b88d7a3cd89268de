"""The outline of Bicep."""

from __future__ import annotations

from foureyes.languages.bicep.lexer import Tokens
from foureyes.model.outline import Outline, Stretch
from foureyes.model.place import Source

OPENING = {"{": "}", "[": "]", "(": ")", "left": "right"}
CLOSING = frozenset(OPENING.values())


def outline(source: Source) -> Outline:
    """Comments and pragmas, and brackets and texts of several lines with their ends."""
    tokens = Tokens(source.text)
    constructs: list[Stretch] = []
    open_: list[tuple[str, int]] = []
    for kind, start, end in zip(tokens.kinds, tokens.starts, tokens.ends, strict=True):
        if kind in OPENING:
            open_.append((OPENING[kind], start))
        elif kind in CLOSING and any(closer == kind for closer, _ in open_):
            while open_[-1][0] != kind:
                open_.pop()
            constructs.append((open_.pop()[1], end))
        elif kind == "multiline":
            constructs.append((start, end))
    return Outline(sorted((one.start, one.end) for one in (*tokens.comments, *tokens.pragmas)), constructs)
