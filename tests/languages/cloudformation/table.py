"""The table of expressions with known answers."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from foureyes.languages.cloudformation.conditions import settled, truth
from foureyes.languages.cloudformation.expression import Evaluator
from foureyes.languages.cloudformation.stack import Run, Stack
from foureyes.languages.cloudformation.template import parsed
from foureyes.languages.documents.tree import Mapping
from foureyes.model.place import Source
from foureyes.model.value import Value

HERE = Path(__file__).parent


class Case(NamedTuple):
    """An expression, where `? ` marks a condition, and its value as `said` writes it."""

    line: int
    expression: str
    expected: str


def cases() -> list[Case]:
    found = []
    for number, line in enumerate((HERE / "intrinsics.txt").read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            expression, _, expected = line.partition(" => ")
            found.append(Case(number, expression.strip(), expected.strip()))
    return found


def evaluated(text: str) -> Value:
    """An expression's value beside the preamble."""
    condition = text.startswith("? ")
    preamble = (HERE / "preamble.yaml").read_text(encoding="utf-8")
    source = Source("case.yaml", f"{preamble}\nMetadata:\n  Case: {text.removeprefix('? ')}\n")
    template = parsed(source)
    assert not template.errors, template.errors
    root = template.document.root
    assert isinstance(root, Mapping)
    metadata = root.get("Metadata")
    node = metadata.get("Case") if isinstance(metadata, Mapping) else None
    assert node is not None
    evaluator = Evaluator(Stack(template, {}, Run(tree=None)), {})  # type: ignore[arg-type]
    return settled(truth(evaluator, node), "it") if condition else evaluator.value(node)
