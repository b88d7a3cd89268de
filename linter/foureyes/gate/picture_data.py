"""Parts of a picture as plain data: what a cache keeps of one root."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from foureyes.gate.picture import Judgement, Level, Part, Picture, Shield
from foureyes.model.evidence import Answer
from foureyes.model.finding import Concern, Severity

Span = tuple[str, str, int, int]
"""The address of what is declared, its file, and the offsets of its text there."""


@dataclass(slots=True)
class Piece:
    """What judging one root, or a few together, adds to the picture of a tree."""

    picture: Picture = field(default_factory=Picture)
    spans: list[Span] = field(default_factory=list)

    @property
    def is_lasting(self) -> bool:
        """Whether nothing failed that may go better another time."""
        return not self.picture.crashed and not self.picture.broken


def written(piece: Piece) -> dict[str, Any]:
    """A piece as JSON has it."""
    levels: dict[Level, int] = {}
    picture = piece.picture

    def number(level: Level) -> int:
        return levels.setdefault(level, len(levels))

    judgements = [
        [
            one.root, one.folder, one.deployment, one.type, one.address, one.rule, one.message, one.concern.value,
            int(one.severity), one.path, one.line, one.name,
            [[part.answer.value, part.when, [number(level) for level in part.levels]] for part in one.parts],
        ]
        for one in picture.judgements.values()
    ]  # fmt: skip
    return {
        "judgements": judgements,
        "levels": [[one.resource, one.kind, one.setting, one.label, one.rank, one.value] for one in levels],
        "unreadable": picture.unreadable,
        "gaps": picture.gaps,
        "protective": [[*key, *shield] for key, shield in picture.protective.items()],
        "spans": piece.spans,
    }


def read(data: dict[str, Any]) -> Piece:
    """The piece that `written` told. Raises `KeyError`, `TypeError` or `ValueError` for anything else."""
    levels = [Level(*one) for one in data["levels"]]
    picture = Picture(unreadable=dict(data["unreadable"]), gaps=dict(data["gaps"]))
    for root, folder, deployment, type, address, rule, message, concern, severity, path, line, name, parts in data[
        "judgements"
    ]:
        one = Judgement(
            root, folder, deployment, type, address, rule, message, Concern(concern), Severity(severity), path, line,
            name,
            [Part(Answer(answer), when, tuple([levels[at] for at in numbers])) for answer, when, numbers in parts],
        )  # fmt: skip
        picture.judgements[one.key] = one
    for root, deployment, type, address, path, body, certain in data["protective"]:
        picture.protective[root, deployment, type, address] = Shield(path, body, certain)
    return Piece(picture, [(address, path, start, end) for address, path, start, end in data["spans"]])
