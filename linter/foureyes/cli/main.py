"""The entry point. `--version` is answered before anything else is loaded."""

from __future__ import annotations

import sys

from foureyes import __version__


def main(argv: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments in (["--version"], ["-V"]):
        print(f"foureyes {__version__}")
        return 0
    from foureyes.cli.handler import guarded

    return guarded(arguments)


def program() -> None:
    """Run as a program and end it: no cyclic collector meanwhile, and memory is not taken apart at the end."""
    import atexit
    import gc
    import os
    from contextlib import suppress

    # Looking for circles while modules load, and freeing what the system frees anyway, take a fifth of a short run.
    gc.disable()
    code = main()
    atexit._run_exitfuncs()
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)
