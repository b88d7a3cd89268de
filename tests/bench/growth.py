"""How the cost of linting grows with its input, shape by shape, in every language.

    python tests/bench/growth.py [SHAPE…] [--doublings 3] [--seconds 5] [--list]

A shape makes files from a number; what it asks of a reader grows in step with that number, so that 1 is linear. Each
is linted by the command line at doubling sizes, from the first that costs a quarter of a second, until one costs more
than --seconds or is larger than 1 MB. Printed are CPU seconds without start-up, the ratio to the size before, and the
exponent of growth between the first and the last. SHAPE is the beginning of a name.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

Files = dict[str, str]
Shape = Callable[[int], Files]

LARGEST = 1_000_000
LEAST = 0.25
LIMIT = 1.15
"""Exponents above it are marked."""


class Cost(NamedTuple):
    """What one size of a shape took."""

    number: int
    size: int
    seconds: float
    code: int
    told: str


def run(files: Files) -> Cost:
    """Lint files from the start, in one process."""
    with tempfile.TemporaryDirectory() as scratch:
        for path, text in files.items():
            where = Path(scratch, path)
            where.parent.mkdir(parents=True, exist_ok=True)
            where.write_text(text)
        command = [sys.executable, "-m", "foureyes", "lint", "--no-cache", "--jobs", "1", "--format", "json", "."]
        with tempfile.TemporaryFile("w+") as output:
            process = subprocess.Popen(command, cwd=scratch, stdout=output, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            told = output.read()
    size = sum(len(text) for text in files.values())
    return Cost(0, size, usage.ru_utime + usage.ru_stime, process.returncode, remark(told))


def remark(told: str) -> str:
    """What of a report tells that a limit was reached or something was not read."""
    import json

    try:
        coverage = json.loads(told)["coverage"]
    except (ValueError, KeyError):
        return told.strip().splitlines()[-1] if told.strip() else "no report"
    said = [one["message"] for one in coverage["errors"]] + [one["what"] for one in coverage["gaps"]]
    return said[0] if said else ""


def measured(shape: Shape, doublings: int, patience: float, start_up: float) -> Iterator[Cost]:
    """Costs of doubling sizes."""
    number = 64
    counted = 0
    while counted <= doublings and number <= LARGEST:
        files = shape(number)
        if sum(map(len, files.values())) > LARGEST:
            break
        cost = run(files)
        cost = cost._replace(number=number, seconds=cost.seconds - start_up)
        if cost.seconds >= LEAST:
            counted += 1
            yield cost
        if cost.seconds > patience:
            break
        number *= 2


def exponent(costs: list[Cost]) -> float:
    first, last = costs[0], costs[-1]
    return math.log(last.seconds / first.seconds) / math.log(last.number / first.number)


def shapes() -> dict[str, Shape]:
    import growth_azure
    import growth_cloudformation
    import growth_terraform

    return {**growth_terraform.SHAPES, **growth_cloudformation.SHAPES, **growth_azure.SHAPES}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shapes", nargs="*", metavar="SHAPE")
    parser.add_argument("--doublings", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--list", action="store_true", help="name the shapes")
    given = parser.parse_args()
    chosen = {
        name: shape
        for name, shape in shapes().items()
        if not given.shapes or any(name.startswith(one) for one in given.shapes)
    }
    if given.list:
        print("\n".join(chosen))
        return 0
    start_up = min(run({"main.tf": "locals {\n}\n"}).seconds for _ in range(5))
    faults = 0
    for name, shape in chosen.items():
        costs = list(measured(shape, given.doublings, given.seconds, start_up))
        if not costs:
            print(f"{name:40} under {LEAST} s at {LARGEST:,} bytes", flush=True)
            continue
        told = next((one.told for one in reversed(costs) if one.told), "")
        power = exponent(costs) if len(costs) > 1 else math.nan
        slow = costs[-1].seconds > given.seconds
        faults += slow or power > LIMIT
        ratios = " ".join(f"{b.seconds / a.seconds:.2f}" for a, b in pairwise(costs))
        mark = "  <<<" if slow or power > LIMIT else ""
        last = costs[-1]
        print(
            f"{name:40} {last.number:7,} {last.size / 1000:6,.0f} kB {last.seconds:6.2f} s  "
            f"x {ratios:20} exponent {power:4.2f}{mark}  {last.code} {told[:110]}",
            flush=True,
        )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
