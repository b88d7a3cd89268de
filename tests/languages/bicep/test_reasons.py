"""Why something cannot be told: the parameter that has no value is named, whatever the way from it."""

import json

import pytest

from tests.support import Cli

HEAD = """param accounts array
param open bool
param name string
param number int
param flags bool[]
param settings object
func first(l array) bool => map(l, x => x.open)[0]
var mapped = map(accounts, a => a.open)
var looped = [for a in map(accounts, b => b.inner): a.open]
"""
ACCOUNT = """resource account 'Microsoft.Storage/storageAccounts@2023-01-01' = {
  name: 'account'
  properties: { supportsHttpsTrafficOnly: %s }
}
"""
RULE = "azure-storage-account-accepts-plain-http"
WAYS = {
    "any(empty(filter(map(accounts, a => a.open), o => o)))": "accounts",
    "concat([true], flags)[1]": "flags",
    "contains(map(accounts, a => a.name), 'x')": "accounts",
    "contains(objectKeys(settings), 'x')": "settings",
    "first(accounts)": "accounts",
    "flatten(map(accounts, a => a.flags))[0]": "accounts",
    "groupBy(accounts, a => a.kind)['x'][0].open": "accounts",
    "length(filter(accounts, a => a.open)) > 0": "accounts",
    "looped[0]": "accounts",
    "map([1], x => open)[0]": "open",
    "map([{ open: open }], x => x.open)[0]": "open",
    "map(accounts, a => map(a.subs, s => s.open)[0])[0]": "accounts",
    "map(items(settings), i => i.value.open)[0]": "settings",
    "map(range(0, number), i => i > 2)[0]": "number",
    "mapped[0]": "accounts",
    "mapValues(settings, v => v.open)['x']": "settings",
    "reduce([1, 2], 0, (sum, x) => sum + x * number) > 3": "number",
    "shallowMerge(map(accounts, a => { '${a.name}': a.open }))['x']": "accounts",
    "sort([3, 1], (a, b) => a < number)[0] == 3": "number",
    "sort(accounts, (a, b) => a.n < b.n)[0].open": "accounts",
    "toObject(['x', 'y'], a => '${a}${name}', a => true)['x']": "name",
    "toObject(['x'], a => a, a => open)['x']": "open",
    "toObject(accounts, a => a.name, a => a.open)['x']": "accounts",
    "union({ a: true }, settings).b": "settings",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The trail of each way's finding, as one text."""
    folder = tmp_path_factory.mktemp("ways")
    for number, way in enumerate(WAYS):
        (folder / f"{number:02}.bicep").write_text(HEAD + ACCOUNT % way)
    report = Cli(folder).lint()
    findings = {one["path"]: one for one in report["findings"] if one["rule"] == RULE}
    assert {one["answer"] for one in findings.values()} == {"cannot-tell"}
    return {way: json.dumps(findings[f"{number:02}.bicep"]["trail"]) for number, way in enumerate(WAYS)}


@pytest.mark.parametrize("way", WAYS)
def test_the_parameter_is_named(told, way):
    assert f"`{WAYS[way]}` has no value and no default" in told[way]
    assert "fails" not in told[way]
    assert "a list of 0" not in told[way] and "a map of 0" not in told[way]
