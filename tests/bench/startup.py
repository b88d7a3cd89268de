"""Start-up: what a commit hook feels. Ratios in one run; seconds depend on the machine.

    python tests/bench/startup.py [--rounds N] [--rival COMMAND]…

Rivals are commands on PATH or given by path; `checkov` is tried if it is there.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLE = """
resource "aws_s3_bucket" "logs" {
  bucket = "logs"
}

resource "aws_s3_bucket_acl" "logs" {
  bucket = aws_s3_bucket.logs.id
  acl    = "public-read"
}
"""


def seconds(command: list[str], folder: str) -> float:
    """Wall time of one run."""
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--rival", action="append", default=[])
    given = parser.parse_args()
    rivals = given.rival or [path for path in [shutil.which("checkov")] if path]
    ours = [str(Path(sys.executable).with_name("foureyes"))]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "main.tf").write_text(EXAMPLE)
        commands = {
            "foureyes --version": [*ours, "--version"],
            "foureyes, one file": [*ours, "lint", "--no-cache", "main.tf"],
            "foureyes, unchanged": [*ours, "lint", "main.tf"],
            "python -c 'import click'": [sys.executable, "-c", "import click"],
        }
        for rival in rivals:
            commands[f"{Path(rival).name} --version"] = [rival, "--version"]
            commands[f"{Path(rival).name}, one file"] = [rival, "-f", "main.tf", "--quiet", "--compact"]
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(given.rounds):
            for name, command in commands.items():
                times[name].append(seconds(command, folder))
    medians = {name: statistics.median(all_times) for name, all_times in times.items()}
    first, second, *_ = medians.values()
    for name, median in medians.items():
        base = first if "--version" in name else second
        print(f"{name:28} {median * 1000:8.0f} ms  {median / base:6.1f} x")


if __name__ == "__main__":
    main()
