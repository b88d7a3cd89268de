"""Compares Bicep with the JSON that Bicep itself compiled it to.

    python tests/field/bicep_compiled.py FOLDER… [--show N] [--only TEXT]

Every `main.bicep` below that has a `main.json` beside it is evaluated in both languages. Resources (type,
name, condition), every setting that a rule reads, and the findings have to agree. Modules from registries that
are not in the local cache are left out on the JSON side too, where they are compiled in. Then every
`main.test.bicep` is evaluated, with the module it tests. Exit code 1 when anything differs or fails.
"""

from __future__ import annotations

import argparse
import gc
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from foureyes.engine.catalogue import load
from foureyes.engine.scan import judge
from foureyes.engine.scene import DeploymentScene
from foureyes.languages.arm.evaluate import evaluate_template
from foureyes.languages.arm.read import TemplateFiles
from foureyes.languages.arm.template import Template
from foureyes.languages.bicep import read
from foureyes.languages.bicep.workspace import Workspace
from foureyes.model.kind import Kind
from foureyes.model.resource import Evaluation, Resource
from foureyes.model.root import Inputs, Options
from foureyes.model.setting import Setting
from foureyes.model.value import Absent, Choice, Known, ListValue, MapValue, Unknown, Value
from foureyes.sources.working_tree import WorkingTree

_FRESH = re.compile(r"#\d+")
_NAME = re.compile("⟨[^⟩]*⟩")


class Comparison:
    """Runs over files and keeps count."""

    def __init__(self, show: int, names: bool) -> None:
        self.show = show
        self.names = names
        self.counts: Counter[str] = Counter()
        self.causes: Counter[str] = Counter()
        self.tree = WorkingTree()
        self.workspace = Workspace(self.tree)
        self.rules = [rule for rule in load(("foureyes_rules.azure",)) if rule.kind.types("arm")]
        self.kinds = {rule.kind for rule in self.rules}

    def pair(self, bicep: Path, compiled: Path) -> None:
        """One file and its compiled twin."""
        left, right = self.evaluated(bicep), Evaluation(str(compiled), "", "arm")
        template = TemplateFiles(self.tree).read(str(compiled))
        assert template is not None
        self.counts["modules left out"] += cut(self.workspace.unit(str(bicep)).template, template)
        right.resources = evaluate_template(template).resources
        ours, theirs = self.resources(left), self.resources(right)
        self.counts["pairs"] += 1
        self.counts["resources"] += len(theirs)
        same = self.compare("resources", bicep, map(identity, ours), map(identity, theirs))
        same &= self.compare("settings", bicep, self.settings(ours), self.settings(theirs))
        same &= self.compare("findings", bicep, self.findings(ours, left), self.findings(theirs, right))
        self.counts["pairs that agree"] += same

    def evaluated(self, path: Path) -> Evaluation:
        (root,) = read.roots([str(path)], [], self.tree)
        return read.evaluate(root, Inputs(), self.tree, Options())

    def resources(self, evaluation: Evaluation) -> list[Resource]:
        # The compiler leaves out `existing` resources that nothing refers to at run time.
        return [one for one in evaluation.resources if not one.outside and not one.is_output and one.unseen is None]

    def settings(self, resources: list[Resource]) -> Iterator[str]:
        """Every setting of every kind that a rule examines."""
        scene = DeploymentScene(resources)
        for kind in sorted(self.kinds, key=lambda one: one.__name__):
            for one in scene.all(kind):
                for name in setting_names(kind):
                    self.counts["settings"] += 1
                    value = getattr(type(one), name).read(one).value
                    yield f"{identity(one.resource)} {kind.__name__}.{name} = {told(value)}"

    def findings(self, resources: list[Resource], evaluation: Evaluation) -> Iterator[str]:
        scene = DeploymentScene(resources)
        by_address = {one.address: one for one in resources}
        for rule in self.rules:
            for one in scene.all(rule.kind):
                finding = None if one.resource.outside else judge(rule, one, evaluation)
                if finding is not None:
                    where = by_address.get(finding.resource)
                    yield f"{rule.id} {finding.answer.name} {identity(where) if where else '?'} {finding.when}"

    def compare(self, what: str, path: Path, ours: Iterator[str], theirs: Iterator[str]) -> bool:
        left, right = Counter(map(plain, ours)), Counter(map(plain, theirs))
        if left == right:
            return True
        if self.names:
            for sign, lines in (("bicep", left - right), ("json ", right - left)):
                print(path, *(f"    {sign} {what}: {line}" for line in lines), sep="\n")
        left, right = (Counter(map(unnamed, one.elements())) for one in (left - right, right - left))
        if left == right:
            self.counts[f"pairs whose {what} agree but for what unknowns are called"] += 1
            return True
        self.counts[f"pairs whose {what} differ"] += 1
        for sign, lines in (("bicep", left - right), ("json ", right - left)):
            for line in lines:
                self.counts[f"{what} only in {sign.strip()}"] += 1
                if self.show > 0:
                    self.show -= 1
                    print(f"{path}\n    {sign} {what}: {line}")
        return False

    def test(self, path: Path) -> None:
        """A test deployment: it has to evaluate."""
        evaluation = self.evaluated(path)
        self.counts["test deployments"] += 1
        self.counts["resources of test deployments"] += len(self.resources(evaluation))
        self.counts["findings of test deployments"] += sum(
            1 for _ in self.findings(self.resources(evaluation), evaluation)
        )
        for error in evaluation.errors:
            self.causes[str(error.message)[:100]] += 1


def setting_names(kind: type[Kind]) -> list[str]:
    return sorted(name for base in kind.__mro__ for name, one in vars(base).items() if isinstance(one, Setting))


def cut(bicep: Template, compiled: Template) -> int:
    """Take out of a compiled template the modules that were not read from Bicep; answers how many there were."""
    # Deployments written as resources come first.
    ordered = sorted(bicep.modules, key=lambda module: not module.place.text.startswith("resource"))
    by_symbol = {module.symbol.lower(): module for module in compiled.modules if module.symbol}
    waiting = list(compiled.modules)
    count = 0
    for module in ordered:
        twin = by_symbol.get(module.symbol.lower())
        if twin is None and not by_symbol and len(ordered) == len(compiled.modules):
            # Without symbolic names modules are told by what is passed to them, then by their order.
            passed = [one for one in waiting if set(one.arguments) == set(module.arguments)]
            twin = next(iter(passed or waiting), None)
        if twin is None or twin.template is None:
            continue
        waiting = [one for one in waiting if one is not twin]
        if module.template is None or module.template.hidden is not None:
            twin.template = None
            count += 1
        else:
            count += cut(module.template, twin.template)
    return count


def identity(resource: Resource) -> str:
    return f"{resource.type.lower()} {told(resource.body.find('name'))} if {told(resource.exists)}"


def told(value: Value) -> str:
    """A value without its places."""
    if isinstance(value, Choice):
        return f"(⟨{value.test.subject}⟩ = {value.test.equals!r} ? {told(value.then)} : {told(value.otherwise)})"
    if isinstance(value, Known):
        return repr(value.scalar)
    if isinstance(value, Absent):
        return "null"
    if isinstance(value, ListValue):
        return f"[{', '.join(map(told, value.items))}{', …' if value.open else ''}]"
    if isinstance(value, MapValue):
        entries = (f"{key}: {told(one)}" for key, one in sorted(value.entries.items()))
        return f"{{{', '.join(entries)}{', …' if value.open else ''}}}"
    return f"⟨{value.subject or ''}⟩" if isinstance(value, Unknown) else "?"


def unnamed(line: str) -> str:
    """A line without the names of unknowns."""
    return _NAME.sub("?", line)


def plain(line: str) -> str:
    return _FRESH.sub("#", line)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", nargs="+", type=Path)
    options.add_argument("--show", type=int, default=40, help="how many differences to print")
    options.add_argument("--names", action="store_true", help="print what differs only in what unknowns are called")
    options.add_argument("--only", default="", help="paths that hold this text only")
    given = options.parse_args()
    comparison = Comparison(given.show, given.names)
    began = time.perf_counter()
    gc.disable()
    failures = 0
    for folder in given.folders:
        files = sorted(path for path in folder.rglob("main*.bicep") if given.only in str(path))
        for number, path in enumerate(files):
            if number % 200 == 0:
                gc.collect()
            compiled = path.with_name("main.json")
            try:
                if path.name == "main.bicep" and compiled.exists():
                    comparison.pair(path, compiled)
                elif path.name == "main.test.bicep":
                    comparison.test(path)
            except Exception as error:
                failures += 1
                print(f"{path}: {type(error).__name__}: {error}", file=sys.stderr)
    for what, count in comparison.counts.items():
        print(f"{count:8} {what}")
    for cause, count in comparison.causes.most_common(20):
        print(f"{count:8} errors: {cause}")
    print(f"{failures:8} failures, {time.perf_counter() - began:.1f} s")
    return int(bool(failures) or comparison.counts["pairs"] != comparison.counts["pairs that agree"])


if __name__ == "__main__":
    sys.exit(main())
