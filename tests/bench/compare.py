"""Us and rivals side by side: wall time, CPU and memory, as ratios in one run.

    python tests/bench/compare.py [FOLDER…] [--sizes 100,1000] [--rounds 3] [--rival NAME=COMMAND]… [--markdown FILE]

FOLDERs are public collections, checked out beforehand. Generated trees of the given sizes come besides, and the
exponent of growth between the smallest and the largest. `checkov` and `cfn-lint` are taken from PATH if they are
there; `{}` in a rival's command stands for the folder. A rival that takes longer than --patience is given up.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

STACK = """
variable "env" {{
  default = "dev"
}}

resource "aws_s3_bucket" "b{n}" {{
  bucket = "b{n}-${{var.env}}"
}}

resource "aws_s3_bucket_acl" "b{n}" {{
  bucket = aws_s3_bucket.b{n}.id
  acl    = "{acl}"
}}

resource "aws_security_group" "s{n}" {{
  ingress {{
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["{cidr}"]
  }}
}}
"""

RIVALS = {"checkov": "checkov -d {} --quiet --compact", "cfn-lint": "cfn-lint {}/**/*.yaml {}/**/*.json"}


class Cost(NamedTuple):
    """What a run took."""

    wall: float
    cpu: float
    memory: float
    """Megabytes at the most, of the largest process."""


def measure(command: list[str], folder: Path, environment: dict[str, str], patience: float) -> Cost | None:
    """One run; None where it was given up, and then its own processes are ended with it."""
    started = time.perf_counter()
    with open(os.devnull, "w") as nowhere:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=nowhere, stderr=nowhere, start_new_session=True
        )
        while True:
            pid, _, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode = 0
                break
            if time.perf_counter() - started > patience:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                return None
            time.sleep(0.005)
    return Cost(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(costs: list[Cost]) -> Cost:
    return Cost(*(statistics.median(column) for column in zip(*costs, strict=True)))


class Bench:
    """Runs the contenders on folders and prints a row for each."""

    def __init__(self, given: argparse.Namespace, scratch: Path) -> None:
        self.rounds: int = given.rounds
        self.patience: float = given.patience
        self.scratch = scratch
        self.rivals = dict(one.partition("=")[::2] for one in given.rival) or {
            name: command for name, command in RIVALS.items() if shutil.which(name)
        }
        self.rows: list[list[str]] = []

    def ours(self, folder: Path, warm: bool = False) -> Cost | None:
        """Ours with an empty cache each time, or with all of it there."""
        cache = self.scratch / "cache"
        environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
        command = [sys.executable, "-m", "foureyes", "lint", "--format", "json", "."]
        costs = []
        for _ in range(self.rounds + warm):
            if not warm:
                shutil.rmtree(cache, ignore_errors=True)
            costs.append(measure(command, folder, environment, self.patience))
        return median([one for one in costs[warm:] if one]) if all(costs) else None

    def rival(self, command: str, folder: Path) -> Cost | None:
        shell = ["bash", "-O", "globstar", "-O", "nullglob", "-c", f"exec {command.replace('{}', '.')}"]
        return measure(shell, folder, dict(os.environ), self.patience)

    def compare(self, name: str, folder: Path) -> Cost | None:
        """Every contender on a folder. Returns our cold cost."""
        cold = self.ours(folder)
        warm = self.ours(folder, warm=True)
        self.told(name, "foureyes, cold", cold, cold)
        self.told(name, "foureyes, warm", warm, cold)
        for rival, command in self.rivals.items():
            self.told(name, rival, self.rival(command, folder), cold)
        return cold

    def told(self, name: str, who: str, cost: Cost | None, base: Cost | None) -> None:
        if cost is None:
            row = [name, who, f"over {self.patience:.0f} s", "", "", "", "", ""]
        else:
            ratios = [f"{one / other:.2g}" for one, other in zip(cost, base, strict=True)] if base else ["", "", ""]
            row = [name, who, f"{cost.wall:.2f}", f"{cost.cpu:.2f}", f"{cost.memory:.0f}", *ratios]
        self.rows.append(row)
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(row, (30, 16, 10, 10, 8, 7, 7, 7), strict=True)),
            flush=True,
        )


def generated(size: int, folder: Path) -> Path:
    """A tree of that many small root modules."""
    for number in range(size):
        inner = folder / f"stack{number // 10:04d}" / f"m{number % 10}"
        inner.mkdir(parents=True)
        acl, cidr = ("public-read", "0.0.0.0/0") if number % 4 == 0 else ("private", "10.0.0.0/8")
        (inner / "main.tf").write_text(STACK.format(n=number, acl=acl, cidr=cidr))
    return folder


def markdown(bench: Bench, growth: str) -> Iterator[str]:
    yield f"{date.today().isoformat()}, {machine()}. Medians of {bench.rounds} runs of ours, one of the rivals'."
    yield ""
    yield "| input | who | wall s | CPU s | MB | wall x | CPU x | memory x |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for row in bench.rows:
        yield f"| {' | '.join(row)} |"
    yield ""
    yield growth


def machine() -> str:
    model = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").exists():
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        names = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
        model = names[0].strip() if names else model
    return f"{os.cpu_count()} processors ({model}), {platform.system()}, Python {platform.python_version()}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--sizes", default="100,1000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--patience", type=float, default=600)
    parser.add_argument("--rival", action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--markdown", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(given, Path(scratch))
        costs: list[tuple[int, Cost]] = []
        for size in [int(one) for one in given.sizes.split(",") if one]:
            cost = bench.compare(f"{size:,} generated files", generated(size, Path(scratch) / f"generated{size}"))
            if cost is not None:
                costs.append((size, cost))
        for folder in given.folders:
            bench.compare(folder.name, folder)
    growth = ""
    if len(costs) > 1:
        (small, first), (large, last) = costs[0], costs[-1]
        exponent = math.log(last.cpu / first.cpu) / math.log(large / small)
        growth = f"CPU grows with the exponent {exponent:.2f} from {small:,} to {large:,} files (1 is linear)."
        print(growth)
    if given.markdown:
        given.markdown.write_text("\n".join(markdown(bench, growth)) + "\n")


if __name__ == "__main__":
    main()
