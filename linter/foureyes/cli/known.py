"""Setting aside what a baseline file knows."""

from __future__ import annotations

import os
from collections.abc import Sequence

from foureyes.cli.inputs import Judged
from foureyes.engine.baseline import marks_in
from foureyes.engine.older import Mark, fresh
from foureyes.errors import BadUsage
from foureyes.model.finding import Acceptance, Accepted, Finding
from foureyes.model.note import Note
from foureyes.model.tree import parent
from foureyes.reports.words import count
from foureyes.sources.exclude import Told

MODULE = (".tf", ".tofu", ".tf.json", ".tofu.json")


def set_known_aside(run: Judged, path: str) -> None:
    """Set aside what a baseline file knows, and tell what in it is found no more."""
    told = Told(os.path.dirname(path) or ".")
    outcome = run.outcome
    everything = [*outcome.findings, *(one.finding for one in outcome.accepted)]
    new, gone = fresh(everything, met(read(path), run, os.path.dirname(path) or "."), told)

    def known(finding: Finding) -> Accepted | None:
        return None if id(finding) in new else Accepted(finding, Acceptance.BASELINE)

    outcome.set_aside(known)
    read_here = {told(one) for one in outcome.coverage.files_read}
    lost = [one for one in gone if any(file == one.root or _lies_in(file, one.root) for file in read_here)]
    if lost and not outcome.coverage.errors:
        remedy = "`foureyes baseline prune` takes them out"
        outcome.notes.append(
            Note(f"{count(len(lost), 'finding')} of the baseline not found any more", None, path, remedy)
        )


def met(before: Sequence[Mark], run: Judged, folder: str) -> list[Mark]:
    """What was known, without what is in roots that are there and were not judged now: its like elsewhere is a copy.

    `folder`: the one that the roots are told from.
    """
    told = Told(folder)
    judged = {told(one) for one in (*run.outcome.coverage.files_read, *run.outcome.coverage.files_unreadable)}
    judged |= {parent(one) for one in judged}
    away: dict[str, bool] = {}
    for one in before:
        if one.root not in away:
            away[one.root] = one.root not in judged and _is_there(os.path.join(folder, one.root))
    return [one for one in before if not away[one.root]]


def _is_there(root: str) -> bool:
    """Whether there is a template, or a folder with Terraform's files."""
    if not os.path.isdir(root):
        return os.path.isfile(root)
    return any(name.endswith(MODULE) for name in os.listdir(root))


def _lies_in(path: str, folder: str) -> bool:
    return folder == "." or path.startswith(f"{folder}/")


def read(path: str) -> list[Mark]:
    """The findings in a baseline file."""
    try:
        with open(path, "rb") as file:
            return marks_in(file.read(), path)
    except OSError as error:
        remedy = "make one with `foureyes baseline write`"
        raise BadUsage(f"the baseline cannot be read: {error.strerror}", path=path, remedy=remedy) from None
