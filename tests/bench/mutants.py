"""How many small faults put into our own code the tests notice: mutation testing with mutmut, on a copy of the tree.

    python tests/bench/mutants.py model gate --sample 300

Mutmut wants sources under `src/`, so build/mutants/<room> holds such a copy: the working tree stays as it is. Tests are
those that call the code in their own process: a command line that a test starts runs the code without faults. What was
judged is kept, so a run that was stopped goes on; a sample is the same one while the code is. A fault counts as noticed
when a test fails or runs out of time. Why mutmut: docs/decisions/mutation-testing.md.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
TESTS = {
    "model": ["tests/model", "tests/languages/arm/test_expressions.py"],
    "gate": [
        "tests/gate/test_api.py",
        "tests/gate/test_block.py",
        "tests/gate/test_canonical.py",
        "tests/gate/test_commit.py",
        "tests/gate/test_compare.py",
        "tests/gate/test_debt.py",
        "tests/gate/test_event.py",
        "tests/gate/test_evidence.py",
        "tests/gate/test_files.py",
        "tests/gate/test_judge.py",
        "tests/gate/test_levels.py",
        "tests/gate/test_pairing.py",
        "tests/gate/test_people.py",
        "tests/gate/test_picture_data.py",
        "tests/gate/test_policy.py",
        "tests/gate/test_policy_words.py",
        "tests/gate/test_pull.py",
        "tests/gate/test_record.py",
        "tests/gate/test_risk.py",
        "tests/gate/test_ssh_signature.py",
        "tests/gate/test_words.py",
        "tests/gate/test_work.py",
    ],
    "engine": [
        "tests/engine/test_accepting.py",
        "tests/engine/test_azapi.py",
        "tests/engine/test_baseline.py",
        "tests/engine/test_clock.py",
        "tests/engine/test_embedded.py",
        "tests/engine/test_foreign.py",
        "tests/engine/test_house_rules.py",
        "tests/engine/test_links.py",
        "tests/engine/test_merge.py",
        "tests/engine/test_migrating.py",
        "tests/engine/test_pool.py",
        "tests/engine/test_ruleset.py",
        "tests/engine/test_scene.py",
        "tests/engine/test_severities.py",
        "tests/engine/test_shard.py",
        "tests/engine/test_suppressions.py",
        "tests/engine/test_suppressions_in_texts.py",
        "tests/engine/test_tags.py",
        "tests/engine/test_unseen.py",
        "tests/model/test_kind.py",
    ],
}
NOTICED = {1, 3, 24, 36, 152, 255, -9, -11, -24}
SURVIVED = {0}
NO_TEST = {5, 33}
NONE = "none*"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("rooms", nargs="*", help="folders of linter/foureyes (default: all of " + ", ".join(TESTS) + ")")
    asked.add_argument("--sample", type=int, help="judge so many mutants of each room, drawn with a fixed seed")
    asked.add_argument("--again", action="store_true", help="judge again what was not noticed: tests were added")
    asked.add_argument("--jobs", type=int, default=os.cpu_count())
    given = asked.parse_args()
    for room in given.rooms or TESTS:
        folder = ROOT / "build" / "mutants" / room
        stage(folder, room)
        mutmut(folder, given.jobs, NONE)
        names = sorted(codes(folder, room))
        if given.sample and given.sample < len(names):
            names = sorted(random.Random(1).sample(names, given.sample))
        known = codes(folder, room)
        asked_again = SURVIVED | NO_TEST if given.again else set()
        mutmut(folder, given.jobs, *(one for one in names if known[one] is None or known[one] in asked_again))
        tell(room, {name: code for name, code in codes(folder, room).items() if name in set(names)})


def stage(folder: Path, room: str) -> None:
    """Copy what tests need, the packages under src/, and write mutmut's settings."""
    for part in ("src", "tests", "examples", "docs"):
        shutil.rmtree(folder / part, ignore_errors=True)
    bytecode = shutil.ignore_patterns("__pycache__")
    for origin, copy in (("linter", "src"), ("rules", "src"), ("tests",) * 2, ("examples",) * 2, ("docs",) * 2):
        shutil.copytree(ROOT / origin, folder / copy, ignore=bytecode, dirs_exist_ok=True)
    settings = {
        "source_paths": ["src"],
        "only_mutate": [f"src/foureyes/{room}/*"],
        "pytest_add_cli_args": ["-p", "no:randomly", "-p", "no:cacheprovider"],
        "pytest_add_cli_args_test_selection": TESTS[room],
        "also_copy": ["examples", "docs"],
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items()]
    (folder / "pyproject.toml").write_text(
        (ROOT / "pyproject.toml").read_text() + "\n".join(["", "[tool.mutmut]", *lines, ""])
    )


def mutmut(folder: Path, jobs: int, *names: str) -> None:
    """Judge mutants by name. The name of none makes them, and mutmut complains that there is none."""
    if not names:
        return
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(jobs), *names]
    subprocess.run(command, cwd=folder, stderr=subprocess.DEVNULL if names == (NONE,) else None, check=False)


def codes(folder: Path, room: str) -> dict[str, int | None]:
    """The exit code of the tests for every mutant, None where it was not judged."""
    found: dict[str, int | None] = {}
    for path in sorted((folder / "mutants/src/foureyes" / room).glob("*.meta")):
        found.update(json.loads(path.read_text())["exit_code_by_key"])
    return found


def noticed(code: int | None) -> bool:
    return code in NOTICED


def tell(room: str, judged: dict[str, int | None]) -> None:
    """Print the survivors, and the share that was noticed with its interval (Wilson, 95 %)."""
    for name, code in sorted(judged.items()):
        if not noticed(code):
            print(f"{'survived' if code in SURVIVED else 'no test' if code in NO_TEST else 'unknown'}: {name}")
    told = [code for code in judged.values() if code is not None]
    total, killed = len(told), sum(map(noticed, told))
    if not total:
        sys.exit(f"{room}: nothing was judged")
    share, z = killed / total, 1.96
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    reach = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    reached = [code for code in told if code not in NO_TEST]
    print(
        f"{room}: {killed} of {total} noticed, {share:.1%} ({middle - reach:.1%} to {middle + reach:.1%}); "
        f"{total - len(reached)} without a test, {len(judged) - total} not judged"
    )


if __name__ == "__main__":
    main()
