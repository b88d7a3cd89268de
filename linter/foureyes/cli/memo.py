"""The answer to a command line, said again while nothing has changed that it depends on."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Any

from foureyes.cli.asked import Asked
from foureyes.cli.output import style_for, write
from foureyes.engine.cache import Cache, stamp_of_code
from foureyes.engine.catalogue import BUILT_IN
from foureyes.sources.cache_folder import cache_folder
from foureyes.sources.witnesses import state_of

if TYPE_CHECKING:
    from foureyes.cli.inputs import Judged

FORMS = ("text", "json", "sarif")
"""The others tell of the environment too."""

ANEW = frozenset({"roots_of", "fixes", "no_cache"})
"""With these options all is answered anew."""

ENVIRONMENT = ("FOUREYES_DEBUG", "HOME", "NO_COLOR", "TERM", "PYTHONPATH", "PYTHONIOENCODING")


class Memo:
    """What was said to a command line when it was given last."""

    def __init__(self, cache: Cache, key: str) -> None:
        self.cache = cache
        self.key = key
        self.started = time.time_ns()

    def said(self) -> tuple[int, str] | None:
        """Exit code and report, if nothing has changed since."""
        entry = self.cache.get(self.key)
        try:
            if entry is not None and entry["state"] == state_of(entry["states"], entry["names"]):
                return int(entry["code"]), str(entry["text"])
        except (KeyError, TypeError, ValueError):
            pass
        return None

    def keep(self, run: Judged, code: int, text: str) -> None:
        """Keep the answer, unless it depends on more, something changed meanwhile, or may yet change unseen."""
        if run.packs != (BUILT_IN,) or cache_folder(run.chosen) is None:
            return
        asked = run.tree.asked()
        state = asked.settled(self.started)
        if state:
            kept = {"states": [*asked.states], "names": [*asked.names], "state": state, "code": code, "text": text}
            self.cache.put(self.key, kept)
            self.cache.save()


def answered(asked: Asked, options: dict[str, Any]) -> int:
    """Lint, unless that was done and nothing has changed since; report, and return the exit code."""
    memo = _memo_of(asked, options)
    said = memo.said() if memo is not None else None
    if said is not None:
        write(said[1], sys.stdout)
        return said[0]
    from foureyes.cli.linting import lint

    return lint(asked, memo=memo, **options)


def _memo_of(asked: Asked, options: dict[str, Any]) -> Memo | None:
    """Where the answer to a command line is kept; None for one that is answered anew each time."""
    folder = cache_folder(asked.paths or (".",))
    if folder is None or not ANEW.isdisjoint(options) or options.get("form", "text") not in FORMS:
        return None
    code = stamp_of_code((BUILT_IN,))
    me = os.geteuid() if hasattr(os, "geteuid") else 0
    here = (os.path.realpath("."), os.getcwd(), me, [os.environ.get(name) for name in ENVIRONMENT])
    cache = Cache(folder, repr((code, sys.version, here, time.strftime("%F"))))
    return Memo(cache, cache.key("memo", asked, options, style_for(sys.stdout, options.get("color", "auto"))))
