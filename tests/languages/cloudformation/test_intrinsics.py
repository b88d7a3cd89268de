"""Every intrinsic function and condition against a table of known answers."""

from __future__ import annotations

import json

import pytest

from foureyes.languages.cloudformation.expression import call_of
from foureyes.languages.documents.tree import Mapping, Node, Scalar, Sequence
from foureyes.languages.documents.yaml import read_yaml
from foureyes.model.place import Source
from tests.languages.cloudformation.said import said
from tests.languages.cloudformation.table import Case, cases, evaluated

CASES = cases()


def test_the_table_is_large_enough() -> None:
    assert len({case.expression for case in CASES}) >= 400


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.line}: {case.expression}")
def test_value(case: Case) -> None:
    assert said(evaluated(case.expression)) == case.expected


def long_form(node: Node) -> object:
    """The expression without tags, as JSON would have it."""
    call = call_of(node)
    if call is not None and call.bare and not isinstance(node, Mapping):
        argument = [long_form(item) for item in node.items] if isinstance(node, Sequence) else node.value
        return {call.name: argument}
    if call is not None and call.bare and isinstance(node, Mapping):
        return {call.name: {name: long_form(value) for name, (_, value) in node.effective().items()}}
    if isinstance(node, Mapping):
        return {name: long_form(value) for name, (_, value) in node.effective().items()}
    if isinstance(node, Sequence):
        return [long_form(item) for item in node.items]
    assert isinstance(node, Scalar)
    return node.value


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.line}: {case.expression}")
def test_long_form_means_the_same(case: Case) -> None:
    mark = "? " if case.expression.startswith("? ") else ""
    root = read_yaml(Source("case.yaml", case.expression.removeprefix("? "))).root
    assert root is not None
    assert said(evaluated(mark + json.dumps(long_form(root)))) == case.expected
