"""Which resource of the base a resource of the change used to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable

from foureyes.gate.picture import Judgement, Key, Part, Picture

Environment = Callable[[Judgement], str]


class Pairing:
    """Finds predecessors: the same resource, or one of which everything but its address is the same.

    Whoever has no predecessor is new. A name counts as the same only where it is literal and unique on both sides.
    """

    def __init__(self, base: Picture, merged: Picture, environment: Environment) -> None:
        self._base = base
        gone = [ones[0] for key, ones in base.resources.items() if key not in merged.resources]
        come = [ones[0] for key, ones in merged.resources.items() if key not in base.resources]
        self._moved: dict[Key, Key] = {}
        for trait in (_by_file, _by_name):
            before = _unique(gone, trait, environment)
            after = _unique(come, trait, environment)
            for mark, judgement in after.items():
                if mark in before and judgement.resource not in self._moved:
                    self._moved[judgement.resource] = before[mark].resource

    def old(self, judgement: Judgement) -> Judgement | None:
        """What the base said about the same rule and resource."""
        same = self._base.judgements.get(judgement.key)
        if same is not None:
            return same
        moved = self._moved.get(judgement.resource)
        return self._base.judgements.get((*moved[:4], judgement.rule)) if moved else None

    def is_new(self, judgement: Judgement) -> bool:
        return judgement.resource not in self._base.resources and judgement.resource not in self._moved


def _by_file(one: Judgement, environment: Environment) -> Hashable:
    return environment(one), one.folder, one.deployment, one.type, one.address


def _by_name(one: Judgement, environment: Environment) -> Hashable:
    return (environment(one), one.deployment, one.type, one.name) if one.name else None


def _unique(
    judgements: list[Judgement], trait: Callable[[Judgement, Environment], Hashable], environment: Environment
) -> dict[Hashable, Judgement]:
    marks = [(trait(one, environment), one) for one in judgements]
    counted = Counter(found for found, _ in marks)
    return {found: one for found, one in marks if found is not None and counted[found] == 1}


def pair_parts(before: list[Part], after: list[Part]) -> list[tuple[Part | None, Part]]:
    """Parts that changed, each with what it was. Equal ones cancel out; a lone one left is the same part changed."""
    left = list(before)
    changed = []
    for part in after:
        if part in left:
            left.remove(part)
        else:
            changed.append(part)
    if len(left) == 1 and len(changed) == 1:
        return [(left[0], changed[0])]
    return [(None, part) for part in changed]
