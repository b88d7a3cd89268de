"""Compares Azure Verified Modules that are read with the same ones known only by `verified_modules.json`.

    python tests/field/unrestored_modules.py REPOSITORY [--versions N] [--only TEXT] [--show N]

REPOSITORY is a clone of Azure/bicep-registry-modules with its tags. The test deployments of each known module are
evaluated as they stand, and once more with the module named by its registry and version. Every rule is asked
about every resource that is known both ways. An answer of yes or no that the module, once read, does not
confirm is a contradiction. Exit code 1 when there is one.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from pathlib import Path

from foureyes.engine.catalogue import load
from foureyes.engine.scan import judge
from foureyes.engine.scene import DeploymentScene
from foureyes.languages.bicep import read
from foureyes.model.evidence import Answer
from foureyes.model.resource import Evaluation
from foureyes.model.root import Inputs, Options
from foureyes.sources.working_tree import WorkingTree

KNOWN = Path(__file__).parents[2] / "linter/foureyes/languages/bicep/verified_modules.json"

Judgement = tuple[Answer, bool]
"""The answer, and whether it is reported."""


class Comparison:
    """Runs over modules and keeps count."""

    def __init__(self, show: int) -> None:
        self.show = show
        self.counts: Counter[str] = Counter()
        self.rules = [rule for rule in load(("foureyes_rules.azure",)) if rule.kind.types("arm")]

    def module(self, repository: Path, name: str, version: str) -> None:
        """The test deployments of one version."""
        tag = f"avm/res/{name}/{version}"
        packed = subprocess.run(
            ["git", "-C", str(repository), "archive", tag, f"avm/res/{name}"], check=True, capture_output=True
        ).stdout
        with tempfile.TemporaryDirectory() as folder:
            with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
                archive.extractall(folder, filter="data")
            for path in sorted(Path(folder, "avm/res", name, "tests/e2e").rglob("main.test.bicep")):
                text = path.read_text()
                changed = text.replace("'../../../main.bicep'", f"'br/public:avm/res/{name}:{version}'")
                if changed != text:
                    self.deployment(path, changed, f"{tag} {path.parent.name}")

    def deployment(self, path: Path, changed: str, label: str) -> None:
        self.counts["test deployments"] += 1
        whole = self.answers(evaluated(path))
        path.write_text(changed)
        partial = self.answers(evaluated(path), unseen=True)
        for key, (answer, reported) in partial.items():
            self.counts["judgements"] += 1
            confirmed, told = whole.get(key, (None, False))
            if confirmed is None:
                self.counts["of resources that are not there once the module is read"] += 1
                self.tell(f"{label}: {key} is not there")
                continue
            self.counts[f"{confirmed.value} read, {answer.value} unread"] += 1
            if told:
                state = "told" if reported else "left to the gap"
                self.counts[f"findings of the known resources ({confirmed.value}), {state}"] += 1
            elif reported:
                self.counts["findings told only unread"] += 1
                self.tell(f"{label}: {key}: {answer.value}, told only unread")
            if answer is not Answer.UNSURE and answer is not confirmed:
                self.counts["contradictions"] += 1
                self.tell(f"{label}: {key}: {confirmed.value} read, {answer.value} unread")
        kept = {key for key, (_, told) in partial.items() if told}
        inside = [key for key, (_, told) in whole.items() if told and " testDeployment" in key]
        self.counts["findings of all resources of the modules once read"] += len(inside)
        self.counts["of these told unread"] += len(kept.intersection(inside))

    def answers(self, evaluation: Evaluation, unseen: bool = False) -> dict[str, Judgement]:
        """What each rule says, by rule, type and the module call that makes the resource."""
        scene = DeploymentScene(evaluation.resources)
        found: dict[str, Judgement] = {}
        for rule in self.rules:
            for one in scene.all(rule.kind):
                resource = one.resource
                if resource.outside or resource.is_output or (unseen and not resource.unseen):
                    continue
                part = "" if one.base is resource.body else f" #{len(found)}"
                key = f"{rule.id} {resource.type} {resource.address.rpartition('/')[0]}{part}"
                answer = rule(one).within(one.exists).outcome().answer
                found[key] = (answer, judge(rule, one, evaluation) is not None)
        return {key: one for key, one in found.items() if " #" not in key}

    def tell(self, line: str) -> None:
        if self.show > 0:
            self.show -= 1
            print(line)


def evaluated(path: Path) -> Evaluation:
    tree = WorkingTree()
    (root,) = read.roots([str(path)], [], tree)
    return read.evaluate(root, Inputs(), tree, Options())


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("repository", type=Path)
    options.add_argument("--versions", type=int, default=1, help="how many of each module, the newest first")
    options.add_argument("--only", default="", help="modules whose name holds this text only")
    options.add_argument("--show", type=int, default=40, help="how many contradictions to print")
    given = options.parse_args()
    os.environ["HOME"] = tempfile.mkdtemp()
    comparison = Comparison(given.show)
    gc.disable()
    for name, known in json.loads(KNOWN.read_text()).items():
        if name and given.only in name:
            versions = known["versions"]
            for at in range(given.versions):
                step = len(versions) * at // given.versions
                comparison.module(given.repository, name, versions[-1 - step])
            gc.collect()
    for what, count in sorted(comparison.counts.items()):
        print(f"{count:8} {what}")
    return int(comparison.counts["contradictions"] > 0)


if __name__ == "__main__":
    sys.exit(main())
