"""The one error handler: every way a run can fail becomes a sentence and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TextIO

from foureyes.cli.codes import INTERRUPTED, UNREAD, USAGE
from foureyes.cli.output import tell, write
from foureyes.errors import BadUsage, FoureyesError


def guarded(arguments: list[str]) -> int:
    """Run the verb that the arguments name."""
    _encodable((sys.stdout, sys.stderr))
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BadUsage as error:
        tell(error)
        return USAGE
    except FoureyesError as error:
        tell(error)
        return UNREAD
    except Exception as error:
        _unexpected(error)
        return UNREAD


def _run(arguments: list[str]) -> int:
    if arguments[:1] == ["lint"]:
        from foureyes.cli.plain import plain

        asked = plain(arguments[1:])
        if asked is not None:
            from foureyes.cli.memo import answered

            return answered(*asked)
    from foureyes.cli.app import run

    return run(arguments)


def _unexpected(error: Exception) -> None:
    if os.environ.get("FOUREYES_DEBUG"):
        import traceback

        write("".join(traceback.format_exception(error)), sys.stderr)
    write(
        f"error: foureyes failed: {type(error).__name__}: {error}\n"
        "  please report this; FOUREYES_DEBUG=1 shows where it happened\n",
        sys.stderr,
    )


def _encodable(streams: Iterable[TextIO]) -> None:
    """Let characters that a terminal cannot show be escaped instead of failing the run."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
