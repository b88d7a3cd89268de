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
