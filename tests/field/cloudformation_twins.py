"""Compare the YAML and JSON forms of real CloudFormation templates: same resources, values and findings.

    python tests/field/cloudformation_twins.py FOLDER...

Each template is rewritten as JSON, as YAML in the long form, and as YAML with short tags. Prints
each difference and each template that does not read without error, and exits with 1 if there is one.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parents[2]))

from foureyes.engine.catalogue import load
from foureyes.engine.scan import scan
from foureyes.errors import BrokenRule
from foureyes.languages.cloudformation.expression import call_of
from foureyes.languages.cloudformation.read import evaluate
from foureyes.languages.cloudformation.template import parsed
from foureyes.languages.documents.tree import Mapping, Node, Sequence
from foureyes.model.place import Source
from foureyes.model.resource import Evaluation
from foureyes.model.root import Inputs, Options, Root
from foureyes.sources.discover import discover
from foureyes.sources.working_tree import WorkingTree
from tests.languages.cloudformation.said import said

RULES = load()


class Overlay(WorkingTree):
    """Files on disk, one of them with another text."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__()
        self._sources[path] = Source(path, text)


class Tagged:
    """A value behind a short tag."""

    def __init__(self, tag: str, value: Any) -> None:
        self.tag = tag
        self.value = value


class Dumper(yaml.SafeDumper):
    """Quotes every text, so that nothing is read as another type."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _tagged(dumper: Dumper, data: Tagged) -> yaml.Node:
    node = dumper.represent_data(data.value)
    node.tag = data.tag
    if isinstance(node, yaml.ScalarNode):
        node.style = '"'
    return node


Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
Dumper.add_representer(Tagged, _tagged)


def long_form(node: Node) -> Any:
    """A tree as Python's own types, tags written out."""
    call = call_of(node)
    value: Any = node.value
    if isinstance(node, Mapping):
        value = {name: long_form(one) for name, (_, one) in node.effective().items()}
    elif isinstance(node, Sequence):
        value = [long_form(item) for item in node.items]
    return {call.name: value} if call is not None and call.bare else value


def short_form(value: Any) -> Any:
    """The same with short tags where YAML has them."""
    if isinstance(value, list):
        return [short_form(item) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((name, argument),) = value.items()
        function = name.removeprefix("Fn::")
        plain = argument is not None and not isinstance(argument, bool | int | float)
        if plain and (name == "Ref" or (name.startswith("Fn::") and "::" not in function)):
            inner = short_form(argument)
            return Tagged(f"!{function}", argument if isinstance(inner, Tagged) else inner)
    return {name: short_form(one) for name, one in value.items()}


def summary(evaluation: Evaluation) -> list[str]:
    """Everything that must be the same, but for places."""
    sets = tuple(f"{one.address}." for one in evaluation.resources if one.type == "AWS::CloudFormation::StackSet")
    found = [
        f"{one.type} {one.address} if {said(one.exists)}: {said(one.body)}"
        for one in evaluation.resources
        if not one.address.startswith(sets or ("\0",))  # a text in a text is read only where it is a literal block
    ]
    evaluation.resources = [one for one in evaluation.resources if not one.address.startswith(sets or ("\0",))]
    found += [
        str(one) if isinstance(one, BrokenRule) else f"{one.rule} {one.resource} {one.answer.value} {one.when}"
        for one in scan(evaluation, RULES)
    ]
    return sorted(found)


def deployed(path: str, tree: WorkingTree) -> Evaluation:
    return evaluate(Root("cloudformation", path, (path,)), Inputs(), tree, Options())


def differences(path: str, counts: Counter[str]) -> list[str]:
    """What a template's twins say otherwise."""
    tree = WorkingTree()
    root = parsed(tree.source(path)).document.root
    before = deployed(path, tree)
    counts["templates"] += 1
    counts["resources"] += len(before.resources)
    if before.errors or root is None:
        return [str(error) for error in before.errors]
    expected = summary(before)
    counts["findings"] += sum(1 for line in expected if line.startswith("aws-"))
    value = long_form(root)
    twins = {
        "JSON": json.dumps(value, indent=1),
        "long YAML": yaml.dump(value, Dumper=Dumper, sort_keys=False),
        "short YAML": yaml.dump(short_form(value), Dumper=Dumper, sort_keys=False),
    }
    problems = []
    for name, text in twins.items():
        found = summary(deployed(path, Overlay(path, text)))
        if found != expected:
            changed = next((one for one in zip(expected, found, strict=False) if one[0] != one[1]), ("", ""))
            problems.append(f"{path}: as {name}: {changed[0][:300]!r} became {changed[1][:300]!r}")
    return problems


def main(folders: list[str]) -> int:
    listing, _ = discover(folders, WorkingTree())
    counts: Counter[str] = Counter()
    start = time.perf_counter()
    problems = [problem for path in listing.files.get("cloudformation", []) for problem in differences(path, counts)]
    print(*problems, sep="\n")
    print(dict(counts), f"{len(problems)} problems, {time.perf_counter() - start:.1f} s")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
