"""Bicep into the template that the ARM evaluator reads."""

from __future__ import annotations

import sys

import pytest

from foureyes.languages.arm import expression as arm
from tests.languages.bicep.rendering import shown, unit, workspace

CONTEXT = """
param p string
param flag bool = true
var v = 1
resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'a'
  resource blobs 'blobServices' = {
    name: 'default'
    resource boxes 'containers' = [for i in range(0, 2): {
      name: 'c${i}'
    }]
  }
}
resource many 'Microsoft.Storage/storageAccounts@2023-05-01' = [for i in range(0, 2): { name: 'm${i}' }]
module inner 'inner.bicep' = { name: 'inner' }
module maybe 'inner.bicep' = if (flag) { name: 'inner' }
func twice(text string) string => '${text}${text}'
"""


def lowered(text):
    """A value of `var x = …`, where the names of CONTEXT are known."""
    return unit(f"{CONTEXT}var x = {text}\n", inner_bicep="").template.variables["x"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("'a'", "'a'"),
        ("-5", "-5"),
        ("-v", "sub(0, variables('v'))"),
        ("null", "null"),
        ("!flag", "not(parameters('flag'))"),
        ("p == 'a'", "equals(parameters('p'), 'a')"),
        ("p != 'a'", "not(equals(parameters('p'), 'a'))"),
        ("p =~ 'A'", "equals(tolower(parameters('p')), tolower('A'))"),
        ("p !~ 'A'", "not(equals(tolower(parameters('p')), tolower('A')))"),
        ("1 < 2", "less(1, 2)"),
        ("1 >= 2", "greaterorequals(1, 2)"),
        ("1 + 2 * 3 % 4", "add(1, mod(mul(2, 3), 4))"),
        ("flag && !flag && true", "and(parameters('flag'), not(parameters('flag')), True)"),
        ("flag || flag && true", "or(parameters('flag'), and(parameters('flag'), True))"),
        ("p ?? p ?? 'a'", "coalesce(parameters('p'), parameters('p'), 'a')"),
        ("flag ? 1 : 2", "if(parameters('flag'), 1, 2)"),
        ("'a${p}b{0}${v}'", "format('a{0}b{{0}}{1}', parameters('p'), variables('v'))"),
        ("'''\nraw ${p}'''", "'raw ${p}'"),
        ("[1, ...v, 2]", "[1, ...variables('v'), 2]"),
        (
            "{ a: 1, ...v, 'b c': 2, '${p}': 3 }",
            "{'a': 1, ...variables('v'), 'b c': 2, format('{0}', parameters('p')): 3}",
        ),
        ("[for (n, i) in [1]: n + i]", "[for n, i in [1]: add(n, i)]"),
        ("map([1], x => x + v)", "map([1], (x) => add(x, variables('v')))"),
        ("map([1], v => v)", "map([1], (v) => v)"),
        ("sys.concat('a', az.tenant().x)", "concat('a', tenant().['x'])"),
        ("any(p)", "parameters('p')"),
        ("nameof(account.properties)", "'properties'"),
        ("nameof(account.tags['a-b'])", "'a-b'"),
        ("nameof(many[0])", "'many'"),
        ("twice('a')", "twice('a')"),
        ("v.a.?b.c", "variables('v').['a']?.['b']?.['c']"),
        ("v.?a!.b", "variables('v')?.['a'].['b']"),
        ("v[0][?1][^2]", "variables('v').[0]?.[1]?.[^2]"),
        ("account.id", "<account>.['id']"),
        ("account.listKeys().keys[0]", "listkeys(<account>).['keys'].[0]"),
        ("account.name", "<account>.['name']"),
        ("account::blobs.name", "variables('account::blobs.name')"),
        ("account::blobs::boxes[1].name", "last(split(<account::blobs::boxes[1]>.['name'], '/'))"),
        ("account::blobs::boxes[1].id", "<account::blobs::boxes[1]>.['id']"),
        ("account.tags['a']", "<account>.['tags'].['a']"),
        ("many[0].id", "<many[0]>.['id']"),
        ("map(many, m => m.id)", "map(<many>, (m) => m.['id'])"),
        ("inner.outputs.x", "<inner>.['outputs'].['x']"),
        ("inner.?outputs.x", "<inner>?.['outputs']?.['x']"),
        ("maybe.?outputs.x", "if(variables('maybe.condition'), <maybe>?.['outputs'], null)?.['x']"),
        ("maybe!.outputs.x", "<maybe>.['outputs'].['x']"),
        ("nothing", "?(`nothing` is not declared)"),
        ("twice", "?(`twice` is no value here)"),
    ],
)
def test_expressions(written, meant):
    assert shown(lowered(written)) == meant


def test_every_value_stands_where_it_is_written():
    node = lowered("flag ? 'yes' : account.properties.x")
    assert isinstance(node, arm.Call)
    assert [one.place.text for one in node.arguments] == ["flag", "'yes'", "account.properties.x"]
    assert node.place.text == "flag ? 'yes' : account.properties.x"


def test_what_was_lost_leaves_its_holder_open_and_hides_nothing():
    assert shown(lowered("{ a: 1\n b: = 2\n c: 3 }")) == "{...?(a part of this could not be read), 'a': 1, 'c': 3}"
    assert shown(lowered("[1\n = 2\n 3]")) == "[1, ...?(a part of this could not be read), 3]"


def test_a_lost_declaration_is_told_where_it_is_used():
    found = unit("param p = = 1\nvar x = p\n")
    assert shown(found.template.variables["x"]) == "?(the declaration of `p` could not be read)"
    assert found.errors


@pytest.mark.parametrize(
    "text",
    [
        "+".join(["1"] * 300),
        "p" + ".a" * 299,
        "((" * 40 + "p" + ".a" * 200 + "))" * 40,
        " ?? ".join(["p"] * 300),
        "[" * 45 + "]" * 45,
        "!" + "(!" * 40 + "p" + ")" * 40,
    ],
)
def test_long_chains_and_deep_nesting_need_few_frames(text):
    limit = sys.getrecursionlimit()
    assert not isinstance(lowered(text), arm.Unreadable)
    assert sys.getrecursionlimit() == limit


def shape(declaration, **files):
    found = unit(declaration, **files)
    return found.template.parameters["p"].shape


def test_types_give_domains():
    assert shape("param p 'a' | 'b'").allowed == ("a", "b")
    assert shape("type t = 'a' | u\ntype u = 'b' | null\nparam p t?").allowed == ("a", "b")
    assert shape("@allowed(['a', 'b'])\nparam p string").allowed == ("a", "b")
    assert shape("@sys.allowed([1, -2])\nparam p int").allowed == (1, -2)
    assert shape("@allowed(['a', 'b'])\nparam p array").allowed is None, "the items are limited, not the array"
    assert shape("param p true | false").allowed == (True, False)
    assert shape("param p 'a' | 1").type == ""
    assert shape("param p string | 'a'").allowed is None


def test_types_tell_null_secrets_and_structure():
    assert shape("param p string?").nullable
    assert shape("@secure()\nparam p string").secure
    assert shape("@secure()\ntype t = string\nparam p t").secure
    known = shape("type t = { level: 'a' | 'b', inner: { on: bool? } }\nparam p t")
    assert known.type == "object"
    assert known.properties["level"].allowed == ("a", "b")
    assert known.properties["inner"].properties["on"].nullable
    assert shape("type t = { a: { b: 'x' | 'y' } }\nparam p t.a.b").allowed == ("x", "y")
    assert shape("type t = [ 'x', int ]\nparam p t[0]").allowed == ("x",)
    assert shape("param p resourceInput<'Microsoft.Storage/storageAccounts@2023-05-01'>").type == "object"


def test_types_inside_themselves_end():
    known = shape("type t = { next: t?, on: bool }\nparam p t")
    assert known.properties["on"].type == "bool"
    assert shape("type a = b\ntype b = a\nparam p a").type == ""


def test_types_come_from_other_files():
    shared = "@export()\ntype level = 'a' | 'b'\n@export()\ntype inner = { l: level }"
    assert shape("import { level as l } from 'shared.bicep'\nparam p l", shared_bicep=shared).allowed == ("a", "b")
    known = shape("import * as s from 'shared.bicep'\nparam p s.inner", shared_bicep=shared)
    assert known.properties["l"].allowed == ("a", "b")


def test_variables_and_functions_come_from_other_files_with_what_they_need():
    shared = """
var hidden = 'h'
@export()
var open = '${hidden}-${helper('x')}'
func helper(a string) string => '${a}!'
@export()
func shout(a string) string => helper(helper(a))
"""
    found = unit(
        "import { open as mine, shout } from 'lib/shared.bicep'\nimport * as all from 'lib/shared.bicep'\n"
        "var hidden = 'own'\nvar x = shout(mine)\nvar y = all.shout(all.open)",
        lib__shared_bicep=shared,
    )
    variables = {key: shown(value) for key, value in found.template.variables.items()}
    assert variables == {
        "hidden": "'own'",
        "x": "shared.shout(variables('shared.open'))",
        "y": "shared.shout(variables('shared.open'))",
        "shared.open": "format('{0}-{1}', variables('shared.hidden'), shared.helper('x'))",
        "shared.hidden": "'h'",
    }
    assert set(found.template.functions) == {"shared.shout", "shared.helper"}
    assert found.files == {"main.bicep", "lib/shared.bicep"}


def test_imports_in_a_circle_end():
    found = unit(
        "import { a } from 'other.bicep'\n@export()\nvar b = a\nvar x = b",
        other_bicep="import { b } from 'main.bicep'\n@export()\nvar a = b",
    )
    assert shown(found.template.variables["other.a"]) == "variables('b')"
    assert shown(unit("import { a } from 'main.bicep'\nvar x = a").template.variables["x"]).startswith("?")


def test_an_import_that_is_not_there_is_a_gap_where_a_value_is_missing():
    found = unit("import { a, t } from 'none.bicep'\nparam p t")
    assert not found.template.gaps
    found = unit("import { a, t } from 'none.bicep'\nvar x = a")
    assert [gap.what for gap in found.template.gaps] == ["none.bicep is not there"]


def declarations(text):
    return {one.symbol: one for one in unit(text).template.resources}


def test_a_resource_with_all_its_parts():
    found = unit(
        """
@description('resource x')
@batchSize(1)
resource box 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = [for (n, i) in l: if (i > 2) {
  parent: blobs
  scope: group
  name: n
  properties: { publicAccess: 'Blob', index: i }
  dependsOn: [ other ]
}]
"""
    )
    (one,) = found.template.resources
    assert one.type == "Microsoft.Storage/storageAccounts/blobServices/containers"
    assert one.api_version.scalar == "2023-05-01"
    assert shown(one.name) == "n"
    assert shown(one.body) == "{'name': n, 'properties': {'publicAccess': 'Blob', 'index': i}}"
    assert (one.loop.item, one.loop.index) == ("n", "i")
    assert shown(one.condition) == "greater(i, 2)"
    assert one.place.text.startswith("resource box 'Microsoft") and one.place.text.endswith("2023-05-01'")
    assert one.span.text.startswith("@description") and one.span.text.endswith("}]")


def test_nested_resources_take_type_version_and_condition_from_around():
    found = declarations(
        """
resource outer 'Microsoft.Storage/storageAccounts@2023-05-01' = if (yes) {
  name: 'a'
  resource blobs 'blobServices@2022-09-01' = {
    name: 'default'
    resource box 'containers' = if (also) {
      name: blobs.name
    }
  }
}
param yes bool
param also bool
"""
    )
    box = found["outer::blobs::box"]
    assert box.type == "Microsoft.Storage/storageAccounts/blobServices/containers"
    assert box.api_version.scalar == "2022-09-01"
    assert shown(box.parent) == "<outer::blobs>"
    assert shown(box.condition) == "and(parameters('yes'), parameters('also'))"
    assert shown(box.name) == "variables('outer::blobs.name')"


def test_a_resource_nested_in_a_loop_belongs_to_its_own_instance():
    found = declarations(
        """
resource outer 'Microsoft.Storage/storageAccounts@2023-05-01' = [for n in ['a', 'b']: {
  name: n
  resource blobs 'blobServices' = { name: 'default' }
}]
"""
    )
    inner = found["outer::blobs"]
    assert shown(inner.parent) == f"<outer[{inner.loop.index}]>"
    assert inner.loop.item == "n"


def test_the_name_of_a_child_is_its_own_name():
    found = unit(
        """
resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = { name: 'a' }
resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = { parent: account, name: p }
param p string
var x = blobs.name
"""
    )
    variables = {key: shown(value) for key, value in found.template.variables.items()}
    assert variables == {"x": "variables('blobs.name')", "blobs.name": "parameters('p')"}


def test_existing_resources_and_lost_properties():
    found = declarations(
        "resource a 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {\nname: 'a'\nscope: resourceGroup('g')\n"
        "properties: = 1\n}\n"
    )
    assert found["a"].existing
    assert shown(found["a"].scope) == "resourcegroup('g')"
    assert shown(found["a"].body) == "{...?(a part of this could not be read), 'name': 'a'}"


def test_a_resource_without_a_readable_type_is_a_gap():
    found = unit("resource a '${p}@x' = { name: 'a' }")
    assert [gap.what for gap in found.template.gaps] == ["resource a cannot be read"]


def test_modules_and_their_arguments():
    found = unit(
        """
module one 'm/inner.bicep' = [for (n, i) in ['a']: if (i > 0) {
  name: 'one-${n}'
  scope: resourceGroup(n)
  params: { Name: n, 'other': i }
  dependsOn: [ two ]
}]
module two 'm/inner.bicep' = { params: { name: 'x', ...more } }
module three 'm/inner.bicep' = { params: flag ? a : b }
var more = {}
""",
        m__inner_bicep="param name string",
    )
    one, two, three = found.template.modules
    assert {key: shown(value) for key, value in one.arguments.items()} == {"name": "n", "other": "i"}
    assert one.rest is None
    assert (one.loop.item, one.loop.index, shown(one.condition)) == ("n", "i", "greater(i, 0)")
    assert one.template is two.template and list(one.template.parameters) == ["name"]
    assert two.arguments == {}
    assert shown(two.rest) == "{'name': 'x', ...variables('more')}"
    assert shown(three.rest).startswith("if(")
    assert [unit.path for unit in found.children] == ["m/inner.bicep"] * 3


@pytest.mark.parametrize(
    ("path", "gap"),
    [
        ("none.bicep", "none.bicep is not there"),
        ("/etc/x.bicep", "/etc/x.bicep is outside the folder that may be read"),
        ("br/public:avm/res/x:1.0.0", "br/public:avm/res/x:1.0.0 is not in the local cache"),
        ("ts/unknown:spec:1", "ts/unknown:spec:1 is not understood"),
        ("main.bicep", "main.bicep uses itself"),
    ],
)
def test_modules_that_cannot_be_read_are_gaps(path, gap):
    (declaration,) = unit(f"module m '{path}' = {{ name: 'm' }}").template.modules
    assert declaration.template is None
    assert declaration.gap.what == gap


def test_modules_in_a_circle_are_cut_once():
    files = {f"{name}.bicep": f"module m '{other}.bicep' = {{ name: 'm' }}" for name, other in ("ab", "bc", "ca")}
    space = workspace(files)
    found = space.unit("a.bicep")
    assert found.template.modules[0].template.modules[0].template.modules[0].gap.what == "a.bicep uses itself"


def test_many_modules_below_each_other_are_bounded():
    files = {
        f"m{number}.bicep": "".join(f"module x{i} 'm{number + 1}.bicep' = {{ name: 'x' }}\n" for i in range(2))
        for number in range(1500)
    }
    found = workspace(files).unit("m0.bicep")
    gaps = [one.gap for each in found.all() for one in each.template.modules if one.gap]
    assert gaps
    assert found.instances <= 5000


def test_a_broken_module_keeps_what_could_be_read():
    found = unit("module m 'inner.bicep' = { name: 'm' }", inner_bicep="param ok bool\nparam = 1\n")
    assert list(found.template.modules[0].template.parameters) == ["ok"]
    assert [error.path for each in found.all() for error in each.errors] == ["inner.bicep"]


def test_a_binary_module_is_an_error_and_a_gap():
    found = workspace({"main.bicep": "module m 'x.bicep' = { name: 'm' }", "x.bicep": b"\xff"})
    found.tree.source = _refusing(found.tree.source)
    unit_ = found.unit("main.bicep")
    assert unit_.template.modules[0].gap.what == "x.bicep could not be read"
    assert [error.path for error in unit_.errors] == ["x.bicep"]


def _refusing(source):
    from foureyes.errors import UnreadableSource

    def read(path):
        try:
            return source(path)
        except UnicodeDecodeError:
            raise UnreadableSource("not text", path=path) from None

    return read


def test_nothing_is_read_outside_of_the_bound():
    files = {
        "in/main.bicep": "module m '../out/m.bicep' = { name: 'm' }\nvar x = loadTextContent('../out/secret.txt')",
        "out/m.bicep": "",
        "out/secret.txt": "secret",
    }
    space = workspace(files, "in")
    found = space.unit("in/main.bicep")
    assert found.template.modules[0].gap.what.endswith("outside the folder that may be read")
    assert shown(found.template.variables["x"]).startswith("?(out/secret.txt cannot be loaded")
    assert [error.path for error in found.errors] == ["in/main.bicep"]
    assert space.tree.asked == ["in/main.bicep"]


def test_contents_of_files():
    found = unit(
        "var folder = 'data'\nvar t = loadTextContent('${folder}/a.txt')\nvar b = loadFileAsBase64('data/a.txt')\n"
        "var j = loadJsonContent('data/a.json')\nvar q = loadJsonContent('data/a.json', '$.list[1].x')\n"
        "var y = loadYamlContent('data/a.yaml')\nvar l = loadTextContent('data/l.txt', 'iso-8859-1')\n"
        "param p string\nvar u = loadTextContent(p)",
        data__a_txt="hello",
        data__a_json='{"a": true, /* c */ "list": [null, {"x": 1.5}]}',
        data__a_yaml="a: yes\nb: [1, two]\n",
        data__l_txt=b"\xe9",
    )
    variables = {key: shown(value) for key, value in found.template.variables.items()}
    assert variables["t"] == "'hello'"
    assert variables["b"] == "'aGVsbG8='"
    assert variables["j"] == "{'a': True, 'list': [null, {'x': 1.5}]}"
    assert variables["q"] == "1.5"
    assert variables["y"] == "{'a': True, 'b': [1, 'two']}"
    assert variables["l"] == "'é'"
    assert variables["u"].startswith("?(")
    json = found.template.variables["j"]
    assert (json.place.path, json.entries[0][1].place.text) == ("data/a.json", "true")
    assert found.files == {"main.bicep", "data/a.txt", "data/a.json", "data/a.yaml", "data/l.txt"}


def test_aliases_of_registries_and_the_cache(monkeypatch):
    monkeypatch.setenv("HOME", "/home/me")
    from foureyes.languages.bicep.configuration import BUILT_IN, Configuration, RegistryAlias
    from foureyes.languages.bicep.registry import restored

    own = Configuration({**BUILT_IN.registries, "acme": RegistryAlias("acme.azurecr.io", "iac")}, {})
    assert restored("br/public:avm/res/storage/storage-account:0.9.0", own) == (
        "br/mcr.microsoft.com/bicep$avm$res$storage$storage-account/0.9.0$/main.json"
    )
    assert restored("br/acme:net:v1.0-RC", own) == "br/acme.azurecr.io/iac$net/v1.0-RC$60/main.json"
    assert restored("br:Acme.io:5000/a/b@sha256:12ab", own) == "br/acme.io$5000/a$b/sha256#12ab/main.json"
    assert restored("ts:SUB/rg/Name:1.0", own) == "ts/sub/rg/name/1.0/main.json"
    assert restored("br/none:x:1", own) is None
    assert restored("br:a.io/../../x:1", own) is None or ".." not in restored("br:a.io/../../x:1", own).split("/")


def test_aliases_come_from_the_nearest_configuration():
    files = {
        "bicepconfig.json": '{"moduleAliases": {"br": {"acme": {"registry": "far.io"}}}}',
        "a/bicepconfig.json": '{// near\n"moduleAliases": {"br": {"acme": {"registry": "near.io"}}}}',
        "a/b/main.bicep": "module x 'br/acme:n:1' = { name: 'x' }",
    }
    space = workspace({**files, "c/main.bicep": ""})
    assert space.configurations.of("a/b").registries["acme"].registry == "near.io"
    assert space.configurations.of("c").registries["acme"].registry == "far.io"


def test_outputs_scope_and_what_deploys_nothing():
    found = unit(
        "targetScope = 'subscription'\nmetadata a = 1\nassert ok = true\nextension kubernetes with { a: 1 } as k8s\n"
        "@secure()\noutput o string = '1'\noutput l array = [for x in [1]: x]\ntest t 'x.bicep' = { params: {} }\n"
        "extension az\nvar called = k8s.thing(az.tenant())"
    )
    assert found.template.scope == "subscription"
    assert found.template.outputs["o"].secure
    assert shown(found.template.outputs["l"].value) == "[for x in [1]: x]"
    assert shown(found.template.variables["called"]) == "k8s.thing(tenant())"
    assert not found.template.modules and not found.template.gaps
