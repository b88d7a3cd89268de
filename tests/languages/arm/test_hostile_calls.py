"""Any call with any arguments has an answer: a value, or an unknown with its reason; never an exception."""

import random

import pytest

from foureyes.languages.arm.evaluate import deep_stack
from foureyes.languages.arm.library import FUNCTIONS, SPECIAL
from foureyes.model.decision import leaves
from foureyes.model.limits import Limits, limited
from foureyes.model.value import Leaf, ListValue, Unknown
from tests.languages.arm.support import outputs, template

ARGUMENTS = (
    "'text'",
    "''",
    "'{0} {1:X} {'",
    "'10.0.0.0/24'",
    "'Microsoft.Storage/storageAccounts'",
    "'2020-01-01T00:00:00Z'",
    "7",
    "-9223372036854775808",
    "1e400",
    "true",
    "null()",
    "createArray()",
    "createArray(1, 'a', null(), createObject('k', 1))",
    "createArray(createArray(3), createArray('b'))",
    "createObject()",
    "createObject('a', 1, 'B', createArray(2))",
    "parameters('who')",
    "parameters('many')",
    "parameters('thing')",
    "concat('st', parameters('who'))",
    "if(parameters('decide'), 'x', createArray(1))",
    "if(parameters('decide'), createObject('a', parameters('who')), null())",
    "union(createObject('a', 1), parameters('thing'))",
    "newGuid()",
    "parameters('secret')",
    "lambda('x', lambdaVariables('x'))",
    "lambda('x', 'y', lambdaVariables('y'))",
    "lambda(true)",
    "lambda('x', parameters('decide'))",
)
NAMES = sorted({*FUNCTIONS, *SPECIAL} - {"list*"} | {"listkeys", "nosuchfunction"})
GIVEN = {
    "who": {"type": "string"},
    "many": {"type": "array"},
    "thing": {"type": "object"},
    "decide": {"type": "bool"},
    "secret": {"type": "securestring"},
}


def calls(name):
    yield f"{name}()"
    for one in ARGUMENTS:
        yield f"{name}({one})"
    chance = random.Random(name)
    for count in (2, 2, 2, 3, 3, 4, 5) * 20:
        yield f"{name}({', '.join(chance.choices(ARGUMENTS, k=count))})"


@pytest.mark.parametrize("name", NAMES)
def test_every_call_has_an_answer(name):
    written = {str(number): {"type": "object", "value": f"[{call}]"} for number, call in enumerate(calls(name))}
    with deep_stack():
        found = outputs(template(parameters=GIVEN, outputs=written))
    assert len(found) == len(written)
    for value in found.values():
        for leaf in leaves(value):
            assert isinstance(leaf, Leaf)
            assert not isinstance(leaf, Unknown) or leaf.reason


@pytest.mark.parametrize(
    "call",
    [
        "map(createArray(1), 2)",
        "map(createArray(1))",
        "map()",
        "map(lambda('x', 1), createArray(1))",
        "filter(createArray(1), 'x')",
        "reduce(createArray(1), lambda('x', 'y', 1), 0)",
        "sort(createArray(2, 1), 'x')",
        "toObject(createArray('a'), 1)",
        "groupBy(createArray('a'))",
        "mapValues(createObject('a', 1))",
    ],
)
def test_lambdas_stand_where_they_belong(call):
    (value,) = outputs(template(outputs={"x": {"type": "object", "value": f"[{call}]"}})).values()
    assert isinstance(value, Unknown)
    assert "cannot be given these arguments" in value.reason


def test_lists_of_lists_do_not_fill_the_memory():
    long = "range(0, 10000)"
    deep = f"map(range(0, 300), lambda('x', map(range(0, 300), lambda('y', {long}))))"
    with limited(Limits(steps=100_000)):
        (value,) = outputs(template(outputs={"x": {"type": "array", "value": f"[{deep}]"}})).values()
    assert isinstance(value, ListValue)


def test_texts_that_double_do_not_fill_the_memory():
    variables = {"v0": "[concat(parameters('who'), '-')]"}
    variables |= {f"v{n}": f"[concat(variables('v{n - 1}'), variables('v{n - 1}'))]" for n in range(1, 60)}
    (value,) = outputs(
        template(
            parameters={"who": {"type": "string"}},
            variables=variables,
            outputs={"x": {"type": "string", "value": "[variables('v59')]"}},
        )
    ).values()
    assert isinstance(value, Unknown)
