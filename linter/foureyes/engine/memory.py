"""Memory of a run whose cyclic garbage collector is off."""

from __future__ import annotations

import gc

OBJECTS = 400_000
"""New objects after which the circles of roots that are done are looked for."""


def tidy() -> None:
    """Free what finished roots left behind, where the collector does not do so by itself.

    What survives is taken out of its sight: it never looks at an object twice, so this stays linear.
    """
    if not gc.isenabled() and gc.get_count()[0] > OBJECTS:
        gc.collect()
        gc.freeze()
