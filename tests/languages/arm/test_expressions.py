"""Every expression of `expressions.txt` has the answer written beside it."""

import json
import re
from pathlib import Path

import pytest

from foureyes.languages.arm.canonical import name_text
from foureyes.model.value import Absent, Choice, Known, ListValue, MapValue, Unknown
from tests.languages.arm.support import outputs, template

DATA = Path(__file__).parent / "expressions.txt"
CASE = re.compile(r"case (?P<subject>.+?) == (?P<equals>.+?): (?P<then>.+?) \| (?P<otherwise>.+)")


def cases() -> list:
    return list(read_cases())


def read_cases():
    for number, line in enumerate(DATA.read_text(encoding="utf-8").splitlines(), start=1):
        if line and not line.startswith("#"):
            expression, answer = line.split(" => ")
            yield pytest.param(expression, answer, id=f"{number}: {expression}"[:100])


def given(type, value):
    return {"type": type, "defaultValue": value}


TEMPLATE = {
    "parameters": {
        "text": given("string", "One"),
        "number": given("int", 7),
        "flag": given("bool", True),
        "list": given("array", [1, 2, 3]),
        "names": given("array", ["b", "a"]),
        "object": given("object", {"a": 1, "B": {"c": 2}}),
        "nothing": {"type": "string", "nullable": True},
        "who": {"type": "string"},
        "count": {"type": "int"},
        "decide": {"type": "bool"},
        "many": {"type": "array"},
        "thing": {"type": "object", "properties": {"allowed": {"type": "string", "allowedValues": ["x", "y"]}}},
        "env": {"type": "string", "allowedValues": ["dev", "prod"]},
        "secret": {"type": "securestring"},
    },
    "variables": {
        "double": "[concat(parameters('text'), parameters('text'))]",
        "loop": "[variables('loop')]",
    },
    "functions": [
        {
            "namespace": "contoso",
            "members": {
                "twice": {
                    "parameters": [{"name": "it", "type": "string"}],
                    "output": {"type": "string", "value": "[concat(parameters('it'), parameters('it'))]"},
                }
            },
        }
    ],
}


def plain(value):
    """A wholly known value as plain data."""
    if isinstance(value, Known):
        return value.scalar
    if isinstance(value, Absent):
        return None
    if isinstance(value, ListValue):
        assert not value.open, value
        return [plain(one) for one in value.items]
    assert isinstance(value, MapValue), value
    assert not value.open, value
    return {key: plain(one) for key, one in value.entries.items()}


def same(value, text):
    expected = json.loads(text)
    found = plain(value)
    assert found == expected
    assert json.dumps(found) == json.dumps(expected), "the type differs"


@pytest.mark.parametrize(("expression", "answer"), cases())
def test_answer(expression, answer):
    value = outputs(template(**TEMPLATE, outputs={"x": {"type": "object", "value": f"[{expression}]"}}))["x"]
    if answer.startswith("?"):
        if answer == "? open":
            assert isinstance(value, MapValue)
            assert value.open
            return
        assert isinstance(value, Unknown), value
        assert answer[1:].strip() in value.reason
    elif answer.startswith("~ "):
        assert isinstance(value, Unknown)
        assert value.present
        assert name_text(value) == answer[2:]
    elif answer.startswith("case "):
        match = CASE.fullmatch(answer)
        assert isinstance(value, Choice), value
        assert value.test.subject == match["subject"]
        assert value.test.equals == json.loads(match["equals"])
        same(value.then, match["then"])
        same(value.otherwise, match["otherwise"])
    else:
        same(value, answer)


def test_there_are_enough():
    assert len(cases()) >= 400
