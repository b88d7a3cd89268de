"""`python -m foureyes`."""

import sys

if not sys.flags.safe_path:
    # Python looks for modules in the current folder first, and that is what is judged: nothing of it may run.
    del sys.path[0]

from foureyes.cli.main import program

program()
