"""Where the cache lies."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable

from foureyes.sources.gitignore import top_of


def cache_folder(judged: Iterable[str]) -> str | None:
    """The folder of the cache; None where it would lie in what is judged, or belongs to somebody else.

    `judged`: paths; what else is in their work trees counts with them.
    """
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):
        base = os.path.join(os.path.expanduser("~"), ".cache")
    folder = os.path.join(os.path.realpath(base), "foureyes")
    if not os.path.isabs(folder):
        return None
    for path in judged:
        real = os.path.realpath(path)
        real = top_of(real) or real
        if folder == real or folder.startswith(real.rstrip(os.sep) + os.sep):
            return None
    return folder if _is_ours(folder) else None


def _is_ours(folder: str) -> bool:
    """Whether nobody else can write there."""
    try:
        status = os.lstat(folder)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    owned = not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
    return stat.S_ISDIR(status.st_mode) and owned and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
