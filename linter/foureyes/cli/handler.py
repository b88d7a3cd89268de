"""The one error handler: every way a run can fail becomes a sentence and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TextIO

import click

from foureyes.cli.codes import CLEAN, INTERRUPTED, UNREAD, USAGE
from foureyes.cli.output import tell, write
from foureyes.errors import BadUsage, FoureyesError


def guarded(arguments: list[str]) -> int:
    """Run the verb that the arguments name."""
    _encodable((sys.stdout, sys.stderr))
    from foureyes.cli.app import app

    try:
        code = app.main(arguments, prog_name="foureyes", standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return USAGE
    except BadUsage as error:
        tell(error)
        return USAGE
    except FoureyesError as error:
        tell(error)
        return UNREAD
    except Exception as error:
        _unexpected(error)
        return UNREAD
    return code if isinstance(code, int) else CLEAN


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
