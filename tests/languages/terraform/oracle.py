"""`terraform fmt` as the judge of what is HCL."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

TERRAFORM = shutil.which("terraform")
_REJECTED = re.compile(r"\bon \S*?(\d+)\.tf line \d+")


def accepts(texts: Sequence[str]) -> list[bool]:
    """Whether `terraform fmt` takes each text as syntax, all asked in one run."""
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            (Path(folder) / f"{number}.tf").write_bytes(text.encode())
        run = subprocess.run(
            [TERRAFORM or "terraform", "fmt", "-check", "-list=false", "-no-color", folder],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        rejected = {int(number) for number in _REJECTED.findall(run.stderr)}
        if run.returncode not in (0, 2, 3) or (run.returncode == 2 and not rejected):
            raise RuntimeError(run.stderr)
    return [number not in rejected for number in range(len(texts))]
