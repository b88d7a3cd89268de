"""Field trial: lint public repositories that nobody tuned for, and tell what was read.

    python tests/field/repositories.py FOLDER…

Each folder is a checkout. Prints a row for each: files read and unreadable, resources judged and of types no
rule knows, findings by answer, gaps, seconds, and whether anything crashed. Exits 1 if something did.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

COLUMNS = ("repository", "read", "unreadable", "judged", "other", "risky", "cannot tell", "gaps", "seconds", "crashes")


def trial(folder: Path) -> list[str]:
    """One row of the table."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "foureyes", "lint", "--format", "json", "."],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - started
    try:
        report = json.loads(done.stdout)
    except ValueError:
        print(done.stderr[-2000:], file=sys.stderr)
        return [folder.name, *("?" for _ in COLUMNS[2:]), "no report"]
    coverage = report["coverage"]
    errors = coverage["errors"]
    crashes = [error for error in errors if "foureyes failed" in error["message"] or "rule " in error["message"][:9]]
    for error in crashes:
        print(f"{folder.name}: {error['path']}: {error['message']}", file=sys.stderr)
    answers = [finding["answer"] for finding in report["findings"]]
    cells = [
        len(coverage["files_read"]),
        len({error["path"] for error in errors}),
        coverage["resources_judged"],
        sum(coverage["resources_unknown"].values()),
        answers.count("risky"),
        answers.count("cannot-tell"),
        len(coverage["gaps"]),
        f"{seconds:.1f}",
        len(crashes),
    ]
    return [folder.name, *map(str, cells)]


def main() -> int:
    rows = [trial(Path(argument)) for argument in sys.argv[1:]]
    widths = [max(len(row[column]) for row in [COLUMNS, *rows]) for column in range(len(COLUMNS))]
    for row in [COLUMNS, *rows]:
        print(
            "  ".join(
                cell.rjust(width) if number else cell.ljust(width)
                for number, (cell, width) in enumerate(zip(row, widths, strict=True))
            )
        )
    return 1 if any(row[-1] != "0" for row in rows) else 0


if __name__ == "__main__":
    raise SystemExit(main())
