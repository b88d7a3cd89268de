"""How much of each room the tests run, from `coverage json`: fails where too few branches of a room are taken."""

from __future__ import annotations

import json
import sys
from collections import Counter

ROOMS = {"foureyes/engine/": 99, "foureyes/gate/": 99, "foureyes/model/": 99, "foureyes/": 0}
"""The share of branches, in percent, that must be taken."""


def main(report: str) -> int:
    with open(report) as file:
        files = json.load(file)["files"]
    short = 0
    for room, least in ROOMS.items():
        total: Counter[str] = Counter()
        for path, told in files.items():
            if room in path:
                total.update({name: number for name, number in told["summary"].items() if isinstance(number, int)})
        lines = 100 * total["covered_lines"] / total["num_statements"]
        branches = 100 * total["covered_branches"] / total["num_branches"]
        short += branches < least
        print(f"{room:20} {branches:5.1f} % of {total['num_branches']} branches, {lines:5.1f} % of lines", end="")
        print(f": fewer than {least} %" if branches < least else "")
    return min(short, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
