"""Whether a configuration and its plan have the same findings, on real AWS modules.

    python -m tests.field.terraform_findings --work FOLDER CHECKOUT...

FOLDER holds what `terraform_plan.py` has planned. Each plan is judged as if it lay beside its sources, with the values
that a mocked data source made up taken out. A pair is a rule and a resource's address. Exits with 1 where one
side is sure of a fault that the other denies.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from foureyes.engine.catalogue import BUILT_IN
from foureyes.engine.merge import Merge
from foureyes.engine.ruleset import RuleSet
from foureyes.engine.scan import scan
from foureyes.errors import BrokenRule
from foureyes.languages.terraform import plan, read
from foureyes.model.place import Source
from foureyes.model.resource import Evaluation
from foureyes.model.root import Inputs, Options, Root
from foureyes.model.rule import DEFAULT_PROFILE, PROFILES
from foureyes.model.tree import join, parent
from foureyes.model.value import Known, MapValue
from foureyes.sources.working_tree import WorkingTree
from tests.field.terraform_plan import comes_from_data, folders

PLAN = "foureyes-plan.json"
LOCK = 'provider "registry.terraform.io/hashicorp/aws" {\n  version = "5.100.0"\n}\n'

Pairs = dict[tuple[str, str], str]
"""Rule and address to the answer."""


class WithFiles(WorkingTree):
    """A working tree with files that are not on the disk."""

    def __init__(self, texts: dict[str, str]) -> None:
        super().__init__()
        self.texts = texts

    def bytes(self, path: str) -> bytes:
        return self.texts[path].encode() if path in self.texts else super().bytes(path)

    def is_file(self, path: str) -> bool:
        return path in self.texts or super().is_file(path)

    def source(self, path: str) -> Source:
        return Source(path, self.texts[path]) if path in self.texts else super().source(path)

    def names(self, folder: str) -> list[str]:
        return sorted({*super().names(folder), *(Path(path).name for path in self.texts if parent(path) == folder)})


def findings(evaluation: Evaluation, rules: RuleSet) -> Pairs:
    """The answers of all rules about one evaluation."""
    types = {(one.schema, one.type.lower()) for one in evaluation.resources}
    merge = Merge()
    for found in scan(evaluation, rules.examining(types)):
        if isinstance(found, BrokenRule):
            raise found
        merge.add(found)
    return {(one.rule, one.resource): "risky" if one.is_risky else "cannot tell" for one in merge.findings()}


def unmocked(changes: list[dict[str, Any]], written: Evaluation) -> list[dict[str, Any]]:
    """Planned resources without made-up answers: what comes from data sources is unknown, or what we know of it."""
    bodies = {one.address: one.body for one in written.resources}
    for change in changes:
        body = bodies.get(change["address"], MapValue({}))
        after, unknown = change["change"].get("after") or {}, change["change"].get("after_unknown") or {}
        for name in list(after):
            value = body.get(name)
            if comes_from_data(value):
                unknown[name] = not isinstance(value, Known)
                after[name] = value.scalar if isinstance(value, Known) else None
    return changes


def both(folder: str, planned: list[dict[str, Any]], rules: RuleSet) -> tuple[Pairs, Pairs]:
    """Findings of the sources and of the plan."""
    texts = {join(folder, ".terraform.lock.hcl"): LOCK}
    tree = WithFiles(texts)
    given = tuple(join(folder, name) for name in tree.names(folder) if name.endswith(".auto.tfvars"))
    written = read.evaluate(Root("terraform", folder, ()), Inputs("", given), tree, Options())
    path = join(folder, PLAN)
    managed = [one for one in planned if one.get("mode") == "managed"]
    texts[path] = json.dumps({"format_version": "1.2", "resource_changes": unmocked(managed, written)})
    return findings(written, rules), findings(plan.evaluate(Root("plan", path, ()), Inputs(), tree, Options()), rules)


def compare(folder: Path, pairs: tuple[Pairs, Pairs], counts: Counter[str]) -> Iterable[str]:
    """What differs, one line each."""
    ours, theirs = pairs
    for pair in sorted({*ours, *theirs}):
        if re.search(r"(?:^|\.)data\.", pair[1]):
            counts["about data sources, which a plan does not list"] += 1
            continue
        left, right = ours.get(pair, "safe"), theirs.get(pair, "safe")
        counts["the same" if left == right else f"sources {left}, plan {right}"] += 1
        if left != right:
            yield f"{folder.parent.parent.name}/{folder.name} {pair[0]} {pair[1]}: sources {left}, plan {right}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkouts", nargs="+", type=Path)
    parser.add_argument("--work", required=True, type=Path, help="where copies and plans are kept")
    parser.add_argument("--profile", nargs="*", default=[DEFAULT_PROFILE, *PROFILES], help="whose rules are asked")
    parser.add_argument("--pattern", nargs="*", default=["examples/*"], help="which folders of a checkout are compared")
    options = parser.parse_args()
    rules, counts, done = RuleSet([BUILT_IN], options.profile), Counter[str](), 0
    for folder in folders(options.work, options.checkouts, options.pattern):
        kept = folder / "foureyes.plan.json"
        planned = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else ""
        if isinstance(planned, str):
            continue
        done += 1
        for line in compare(folder, both(str(folder), planned, rules), counts):
            print(line)
    print(f"{done} configurations")
    for name, count in counts.most_common():
        print(f"  {name}: {count}")
    return 1 if any({"risky", "safe"} <= set(name.replace(",", "").split()) for name in counts) else 0


if __name__ == "__main__":
    sys.exit(main())
