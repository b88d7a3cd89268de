"""Expressions are worth what Terraform says they are worth, or unknown; never something else.

The answers were recorded from the real program by tests/field/terraform_expressions.py. Where it is installed, it is
asked again, so that a recording that has gone stale is noticed.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from foureyes.languages.terraform.functions.digest import failure_in
from foureyes.languages.terraform.functions.failure import Failure
from foureyes.languages.terraform.functions.names import MODULES
from foureyes.languages.terraform.functions.number import number_text
from foureyes.languages.terraform.parser import parse_expression
from foureyes.languages.terraform.scope import Scope
from foureyes.languages.terraform.session import Session
from foureyes.languages.terraform.syntax import FunctionCall
from foureyes.model.place import Source
from foureyes.model.value import Absent, Known, ListValue, MapValue
from foureyes.sources.working_tree import WorkingTree

HERE = Path(__file__).parent
RECORDED = json.loads((HERE / "expressions" / "answers.json").read_text(encoding="utf-8"))
ANSWERS = RECORDED["answers"]
EXPRESSIONS = list(ANSWERS)
UNTOLD = object()

_TUPLES = "lists and tuples, maps and objects are not told apart, and those are never equal"
LEFT_UNKNOWN = {
    "plantimestamp()": "it is different in every run",
    "terraform.workspace": "it is chosen when Terraform is run",
    'base64gzip("hello")': "compressors differ",
    'cidrhost("::ffff:10.0.0.0/104", 1)': "Terraform writes an address that is none",
    'cidrsubnet("10.1.2.0/24", -1, 0)': "Terraform forgets to refuse it",
    'cidrsubnet("10.1.2.0/24", 4, -1)': "Terraform forgets to refuse it",
    "can(1 / 0)": "infinite numbers are not followed",
    "can(log(0, 10))": "infinite numbers are not followed",
    'can(tonumber("Inf"))': "infinite numbers are not followed",
    'element(tolist(["a", "b", "c"]), -1)': "a negative index works in lists, but not in tuples",
    "[] == []": _TUPLES,
    "[1, 2] == [1, 2]": _TUPLES,
    "[1] != [1]": _TUPLES,
    "[1] == tolist([1])": _TUPLES,
    "tolist([1]) == tolist([1])": _TUPLES,
    "{ a = 1 } == { a = 1 }": _TUPLES,
    "{ a = 1 } == tomap({ a = 1 })": _TUPLES,
    'toset(["a"]) == toset(["a", "a"])': _TUPLES,
}
"""What Terraform knows and we do not tell, and why."""

NOT_REFUSED = {
    "null || true": "operands are looked at one after the other",
    'true ? "a" : ["b"]': "the other branch is not looked at",
    "false ? [] : {}": "the other branch is not looked at",
}
"""What Terraform refuses and we do not: no plan gets that far."""

DIFFERENT = {
    'lookup(tomap({ a = 1 }), "b", "2")': "the type of a map's elements is not kept: 2 is told as text",
}
"""What we say otherwise than Terraform."""


def recorder():
    path = HERE.parent.parent / "field" / "terraform_expressions.py"
    spec = importlib.util.spec_from_file_location("terraform_expressions", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def values(tmp_path_factory):
    """Every expression's value, each an output of one module."""
    folder = tmp_path_factory.mktemp("expressions") / "module"
    shutil.copytree(HERE / "expressions" / "module", folder)
    outputs = [f'output "v{number}" {{\n  value = {text}\n}}\n' for number, text in enumerate(EXPRESSIONS)]
    (folder / "questions.tf").write_text("\n".join(outputs), encoding="utf-8")
    session = Session(str(folder), WorkingTree(), {})
    module = session.module(str(folder))
    assert session.errors == []
    scope = Scope(session, module)
    return {text: scope.output(f"v{number}") for number, text in enumerate(EXPRESSIONS)}


def plain(value):
    """A value as the answers write it; UNTOLD where it is not known."""
    if isinstance(value, Absent):
        return None
    if isinstance(value, Known):
        scalar = value.scalar
        return scalar if isinstance(scalar, str | bool) else {"number": number_text(scalar)}
    if isinstance(value, ListValue) and not value.open:
        return [plain(item) for item in value.items]
    if isinstance(value, MapValue) and not value.open:
        return {key: plain(item) for key, item in value.entries.items()}
    return UNTOLD


def agrees(ours, theirs):
    """Whether nothing we say contradicts Terraform."""
    if ours is UNTOLD:
        return True
    if isinstance(theirs, dict) and set(theirs) == {"number"} and isinstance(ours, dict) and set(ours) == {"number"}:
        return Decimal(ours["number"]) == Decimal(theirs["number"])
    if isinstance(theirs, dict):
        return isinstance(ours, dict) and ours.keys() == theirs.keys() and all(agrees(ours[k], theirs[k]) for k in ours)
    if isinstance(theirs, list):
        return isinstance(ours, list) and len(ours) == len(theirs) and all(map(agrees, ours, theirs))
    return type(ours) is type(theirs) and ours == theirs


def is_told(ours):
    if isinstance(ours, list):
        return all(map(is_told, ours))
    return all(map(is_told, ours.values())) if isinstance(ours, dict) else ours is not UNTOLD


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, marks=pytest.mark.xfail(reason=DIFFERENT[text], strict=True)) if text in DIFFERENT else text
        for text in EXPRESSIONS
    ],
)
def test_it_is_what_terraform_says(text, values):
    answer, value = ANSWERS[text], values[text]
    if "unknown" in answer:
        return
    if "error" in answer:
        assert text in NOT_REFUSED or not is_told(plain(value)), f"Terraform refuses this, we say {value!r}"
        return
    assert failure_in(value) is None, f"Terraform says {answer['value']!r}, we refuse: {failure_in(value).reason}"
    assert agrees(plain(value), answer["value"]), f"Terraform says {answer['value']!r}, we say {value!r}"
    if text not in LEFT_UNKNOWN:
        assert is_told(plain(value)), f"Terraform says {answer['value']!r}, we leave it unknown: {value!r}"


def test_errors_are_known_for_certain(values):
    """`try` needs to know them; a few may be left unsettled."""
    errors = [text for text in EXPRESSIONS if "error" in ANSWERS[text]]
    unsure = [text for text in errors if not isinstance(values[text], Failure) and failure_in(values[text]) is None]
    assert len(unsure) <= 0.1 * len(errors), unsure


def test_every_function_is_asked_for():
    called = set()
    for text in EXPRESSIONS:
        pending = [parse_expression(Source("", f"{text}\n"))]
        while pending:
            node = pending.pop()
            if isinstance(node, FunctionCall):
                called.add(node.name.removeprefix("core::"))
            for name in getattr(type(node), "__slots__", ()):
                inner = getattr(node, name)
                pending += [one for one in (inner if isinstance(inner, list) else [inner]) if hasattr(one, "start")]
    opentofu = {"base64gunzip", "cidrcontains", "urldecode"}
    assert {*MODULES, "try", "can"} - called - opentofu == set()
    assert len(EXPRESSIONS) >= 600


def test_the_recording_is_what_terraform_says_today():
    ask = recorder()
    if ask.TERRAFORM is None:
        pytest.skip("no terraform binary is installed: the recorded answers are not checked against it")
    assert ask.expressions() == EXPRESSIONS, "record the answers anew"
    version, answers = ask.ask(EXPRESSIONS)
    if version != RECORDED["terraform"]:
        pytest.skip(f"recorded with Terraform {RECORDED['terraform']}, installed is {version}")
    volatile = {"timestamp()", "plantimestamp()"}
    assert {text: one for text, one in answers.items() if text not in volatile} == {
        text: one for text, one in ANSWERS.items() if text not in volatile
    }
