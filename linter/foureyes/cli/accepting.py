"""Accepting findings: only a run in which somebody speaks of it loads what that takes."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from foureyes.errors import FoureyesError

if TYPE_CHECKING:
    from foureyes.cli.acceptances import Acceptances
    from foureyes.cli.inputs import Judged

OWN = "foureyes:"
FOREIGN = (":skip", ":ignore", "kics-scan", "suppress", "ignore_checks", "Suppressed")
"""Without one of these, nothing in a file can be a directive of another tool."""


def accept_in(run: Judged, *, settled: bool) -> bool:
    """Set aside what is accepted today in a run, and answer whether anything speaks of it.

    `settled`: whether it was of everything as it is.
    """
    if run.configuration.lint.get("suppressions") or _is_spoken_of(run):
        acceptances(run, settled=settled)
        return True
    return False


def acceptances(run: Judged, *, settled: bool) -> Acceptances:
    """The same, and what became of each suppression."""
    from datetime import date

    from foureyes.cli.acceptances import accept

    return accept(
        run.outcome,
        run.configuration,
        run.tree,
        date.today(),
        profiles=run.settings.profiles,
        settled=settled,
    )


def _is_spoken_of(run: Judged) -> bool:
    for path in run.outcome.coverage.files_read:
        with suppress(FoureyesError):
            text = run.tree.source(path).text
            if OWN in text or any(word in text for word in FOREIGN):
                return True
    return False
