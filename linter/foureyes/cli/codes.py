"""Exit codes."""

CLEAN = 0
RISKY = 1
USAGE = 2
UNREAD = 3
"""Something could not be read or judged, and nothing is worse."""
INTERRUPTED = 130
