"""The outline of HCL."""

from __future__ import annotations

from foureyes.languages.terraform.lexer import CLOSE_HEREDOC, OPEN_HEREDOC, lex
from foureyes.model.outline import Outline, Stretch
from foureyes.model.place import Source

OPENING = {"{": "}", "[": "]", "(": ")", OPEN_HEREDOC: CLOSE_HEREDOC}
CLOSING = frozenset(OPENING.values())


def outline(source: Source) -> Outline:
    """Comments, and brackets and heredocs with their ends."""
    tokens = lex(source.text)
    constructs: list[Stretch] = []
    open_: list[tuple[str, int]] = []
    for kind, (start, end) in zip(tokens.kinds, tokens.spans, strict=True):
        if kind in OPENING:
            open_.append((OPENING[kind], start))
        elif kind in CLOSING and any(closer == kind for closer, _ in open_):
            while open_[-1][0] != kind:
                open_.pop()
            constructs.append((open_.pop()[1], end))
    return Outline([(one.start, one.end) for one in tokens.comments], constructs)
