"""Which resource of the base a resource of the change used to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable

from foureyes.gate.picture import Judgement, Key, Part, Picture
from foureyes.model.tree import join, parent

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
        self._folders: dict[str, str] = {}
        """Folders of the change that are folders of the base under another name."""
        self._pair_roots(base, merged, environment)
        self._pair_shields(base, merged)
        for trait in (_by_file, _by_name):
            before = _unique(gone, trait, environment)
            after = _unique(come, trait, environment)
            for mark, judgement in after.items():
                if mark in before and judgement.resource not in self._moved:
                    self._moved[judgement.resource] = before[mark].resource

    def _pair_roots(self, base: Picture, merged: Picture, environment: Environment) -> None:
        """A root that is gone and one that came are the same if every answer about them, and all it rests on, is."""
        gone = _alike(_by_root(base, base.roots - merged.roots), environment)
        come = _alike(_by_root(merged, merged.roots - base.roots), environment)
        for mark, after in come.items():
            before = gone.get(mark)
            if before is not None:
                sides = (sorted(ones, key=lambda one: _place(one, environment)) for ones in (after, before))
                self._moved |= {now.resource: was.resource for now, was in zip(*sides, strict=True)}
                self._folders[after[0].folder] = before[0].folder

    def _pair_shields(self, base: Picture, merged: Picture) -> None:
        """A protective resource under another name is the same if it says the same: nothing hides behind it."""
        gone = {
            (*key[:3], shield.body): (*key, "")
            for key, shield in base.protective.items()
            if key not in merged.protective
        }
        for key, shield in merged.protective.items():
            was = gone.get((*key[:3], shield.body)) if key not in base.protective else None
            if was in base.resources:
                self._moved[*key, ""] = was

    def follows(self, before: str, after: str) -> bool:
        """Whether a file lies in a moved folder where another one lay."""
        folder = parent(after)
        return folder in self._folders and before == join(self._folders[folder], after.rpartition("/")[2])

    def old(self, judgement: Judgement) -> Judgement | None:
        """What the base said about the same rule and resource."""
        same = self._base.judgements.get(judgement.key)
        if same is not None:
            return same
        moved = self._moved.get(judgement.resource)
        return self._base.judgements.get((*moved[:4], judgement.rule)) if moved else None

    def is_new(self, judgement: Judgement) -> bool:
        return judgement.resource not in self._base.resources and judgement.resource not in self._moved


def _by_root(picture: Picture, roots: set[str]) -> dict[str, list[Judgement]]:
    found: dict[str, list[Judgement]] = {}
    for one in picture.judgements.values():
        if one.root in roots:
            found.setdefault(one.root, []).append(one)
    return found


def _place(one: Judgement, environment: Environment) -> tuple[str, ...]:
    return environment(one), one.deployment.rpartition("/")[2], one.type, one.address, one.rule


def _alike(roots: dict[str, list[Judgement]], environment: Environment) -> dict[Hashable, list[Judgement]]:
    """Roots by all that is said of them, where just one is like that."""
    marks: dict[Hashable, list[list[Judgement]]] = {}
    for judgements in roots.values():
        said = Counter((_place(one, environment), one.name, tuple(one.parts)) for one in judgements)
        marks.setdefault(frozenset(said.items()), []).append(judgements)
    return {mark: found[0] for mark, found in marks.items() if len(found) == 1}


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
