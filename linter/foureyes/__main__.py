"""`python -m foureyes`."""

import sys

from foureyes.cli.main import main

sys.exit(main())
