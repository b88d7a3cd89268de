"""The example is played as it stands."""

import os
import re
import subprocess
import sys
from pathlib import Path


def test_the_second_pair_of_eyes(root):
    beside = Path(sys.executable).parent
    done = subprocess.run(
        [str(root / "examples/second-pair-of-eyes/play.sh")],
        env={"PATH": f"{beside}:{os.environ['PATH']}", "HOME": os.environ.get("HOME", "/")},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert re.findall(r"\(exit (\d)\)", done.stdout) == ["1", "4", "0", "0", "0", "1", "0", "1"]
    assert "it was accepted with anonymous_level of backups = Blob; now it is Container" in done.stdout
