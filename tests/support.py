"""What tests share: the real command line, run as a user would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

KEPT = ("PATH", "HOME", "LANG", "SYSTEMROOT", "COVERAGE_PROCESS_CONFIG")
"""What a run keeps of the environment: what programs need, and the measuring of which lines are run."""


class Cli:
    """Runs foureyes as a user would, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if name in KEPT}
        return subprocess.run(
            [sys.executable, "-m", "foureyes", *arguments],
            cwd=self.folder,
            env={**clean, "PYTHONUTF8": "1", "XDG_CACHE_HOME": f"{self.folder}-cache", **environment},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def lint(self, *paths: str) -> dict:
        """The JSON report of a lint run."""
        done = self("lint", "--format", "json", *paths)
        assert done.stdout, done.stderr
        return json.loads(done.stdout)
