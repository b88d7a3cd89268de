"""Lists of lists: cheap to write, and bounded while they are built."""

import re

import pytest

from foureyes.languages.arm.invocation import MAX_WEIGHT
from foureyes.languages.bicep import read
from foureyes.model.limits import Limits, limited
from foureyes.model.root import Options
from foureyes.model.value import Known, Unknown
from tests.languages.arm.support import Files

STEPS = 250_000


def tags(text):
    """The values of the tags of the only resource."""
    tree = Files(**{"main.bicep": text})
    (root,) = read.roots(["main.bicep"], [], tree)
    found = read.evaluate(root, root.deployments[0], tree, Options())
    assert found.errors == []
    return found.resources[0].body.get("tags").entries


def resource(**tags):
    told = "\n".join(f"    {name}: {value}" for name, value in tags.items())
    return (
        "resource r 'Microsoft.Storage/storageAccounts@2023-01-01' = {\n  name: 'n'\n  location: 'l'\n"
        f"  tags: {{\n{told}\n  }}\n}}\n"
    )


CHAINS = {
    "flatten": "flatten(map({0}, x => {0}))",
    "map": "map({0}, x => {0})",
    "items in items": "[{0}, {0}, {0}, {0}, {0}, {0}, {0}, {0}, {0}, {0}]",
    "objects": "{{ a: {0}, b: {0}, c: {0}, d: {0} }}",
    "loops": "[for x in range(0, 50): {0}]",
    "concat": "concat({0}, {0}, {0}, {0}, {0}, {0}, {0}, {0})",
}


@pytest.mark.parametrize("chain", CHAINS)
def test_what_grows_with_each_level_is_given_up_within_a_budget(chain):
    """Within the budget of steps the text behind the chain is still evaluated, so that little was spent on it."""
    lines = ["var a0 = range(0, 10)", *(f"var a{n} = {CHAINS[chain].format(f'a{n - 1}')}" for n in range(1, 40))]
    with limited(Limits(steps=STEPS)):
        found = tags("\n".join(lines) + "\n" + resource(text="string(a39)", after="toLower('AFTER')"))
    assert isinstance(found["text"], Unknown)
    assert re.search("grows too long|unknown parts", found["text"].reason)
    assert found["after"] == Known("after")


def test_what_stays_small_is_known():
    text = "var a0 = range(0, 10)\nvar a1 = flatten(map(a0, x => a0))\nvar a2 = flatten(map(a1, x => a1))\n"
    assert MAX_WEIGHT > 10_000
    assert tags(text + resource(count="string(length(a2))"))["count"] == Known("10000")
