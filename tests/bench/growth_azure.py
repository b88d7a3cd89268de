"""Shapes of ARM templates and Bicep files whose cost `growth.py` measures."""

from __future__ import annotations

import json
from collections.abc import Callable
from math import isqrt
from typing import Any

Files = dict[str, str]
Json = dict[str, Any]

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"


def each(number: int, text: str) -> list[str]:
    """A line for each number, `§` standing for it and `¶` for the one before."""
    return [text.replace("§", str(one)).replace("¶", str(one - 1)) for one in range(1, number + 1)]


def listed(number: int, text: str = "'e§'") -> str:
    return "[" + ", ".join(each(number, text)) + "]"


def mapped(number: int, text: str = "k§: 'v§'") -> str:
    return "{ " + ", ".join(each(number, text)) + " }"


def resource(value: str, name: str = "r") -> str:
    """A resource that shows a value."""
    return (
        f"resource {name} 'Microsoft.Network/publicIPAddresses@2023-11-01' = "
        f"{{\n  name: '{name}'\n  tags: {{ told: {value} }}\n}}"
    )


def file(*lines: str) -> Files:
    return {"main.bicep": "\n".join(lines) + "\n"}


def var(value: str, *before: str) -> Files:
    """A value that a resource needs."""
    return file(*before, f"var asked = {value}", resource("string(asked)"))


def pure(value: Callable[[int], str]) -> Callable[[int], Files]:
    return lambda n: var(value(n))


def over(value: str) -> Callable[[int], Files]:
    """A value made from a list."""
    return lambda n: var(value, f"var all = {listed(n)}")


def numbers(value: str) -> Callable[[int], Files]:
    return lambda n: var(value, f"var all = range(0, {min(n, 10_000)})")


def chain(text: str, first: str) -> Callable[[int], Files]:
    return lambda n: file(f"var l0 = {first}", *each(n, f"var l§ = {text}"), resource(f"string(l{n})"))


def stack(number: int) -> Files:
    """Accounts, containers, rules that speak of each other."""
    one = """resource a§ 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'acct§'
  location: resourceGroup().location
  properties: { allowBlobPublicAccess: true, networkAcls: { defaultAction: 'Allow' } }
}
resource b§ 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: a§
  name: 'default'
}
resource c§ 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: b§
  name: 'docs'
  properties: { publicAccess: 'Blob' }
}"""
    return file(*each(number // 3 + 1, one))


def containers_of_one(number: int) -> Files:
    one = """resource c§ 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: b
  name: 'docs§'
  properties: { publicAccess: 'Blob' }
}"""
    head = """resource a 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'acct'
}
resource b 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: a
  name: 'default'
}"""
    return file(head, *each(number, one))


def open_links(number: int) -> Files:
    one = """param p§ string
resource a§ 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'acct§'
}
resource c§ 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  name: '${p§}/default/docs'
  properties: { publicAccess: 'Blob' }
}"""
    return file(*each(number // 2, one))


def rules(number: int) -> Files:
    one = """      { name: 'r§', properties: { access: 'Allow', direction: 'Inbound', protocol: 'Tcp', priority: §,
        sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: '§' } }"""
    head = "resource n 'Microsoft.Network/networkSecurityGroups@2023-11-01' = {\n  name: 'n'\n  properties: {"
    return file(head, "    securityRules: [", *each(number, one), "    ]\n  }\n}")


def open_conditions(number: int) -> Files:
    one = """param p§ bool
resource a§ 'Microsoft.Storage/storageAccounts@2023-05-01' = if (p§) {
  name: 'acct§'
  properties: { allowBlobPublicAccess: p¶ ? true : false }
}"""
    return file("param p0 bool", *each(number, one))


def open_list(number: int) -> Files:
    return file(
        *each(number, "param p§ bool"), f"var all = {listed(number, 'p§ ? 1 : 0')}", resource("contains(all, 1)")
    )


def open_text(number: int) -> Files:
    return file(*each(number, "param p§ bool"), resource("'" + "".join(each(number, "${p§ ? 1 : 0}")) + "'"))


def open_and(number: int) -> Files:
    return file(*each(number, "param p§ bool"), resource(" && ".join(each(number, "p§")) + " ? 'a' : 'b'"))


def allowed(number: int) -> Files:
    values = "\n".join(each(number, "  'e§'"))
    return file(f"@allowed([\n{values}\n])\nparam p string", *each(20, resource("p == 'e§' ? 'a' : p", "r§")))


def loop(number: int) -> Files:
    return file(
        f"var all = {listed(number)}",
        "resource r 'Microsoft.Network/publicIPAddresses@2023-11-01' = [for (x, i) in all: {\n  name: '${x}-${i}'\n}]",
    )


def loops(number: int) -> Files:
    one = """resource r§ 'Microsoft.Network/publicIPAddresses@2023-11-01' = [for x in range(0, 50): {
  name: 'n${x}-§'
  tags: { a: all[x] }
}]"""
    return file(f"var all = {listed(max(number // 50, 50))}", *each(number // 50 + 1, one))


def loop_in_loop(number: int) -> Files:
    side = isqrt(number)
    return var(f"[for x in range(0, {side}): [for y in range(0, {side}): {{ name: '${{x}}-${{y}}', on: x == y }}]]")


def property_loops(number: int) -> Files:
    side = isqrt(number)
    return file(
        f"resource r 'Microsoft.Network/virtualNetworks@2023-11-01' = [for x in range(0, {side}): {{",
        "  name: 'n${x}'\n  properties: {",
        f"    subnets: [for y in range(0, {side}): {{ name: '${{x}}-${{y}}' }}]\n  }}\n}}]",
    )


def modules(number: int) -> Files:
    one = "module m§ 'in.bicep' = {\n  name: 'm§'\n  params: { name: 'n${m¶.outputs.out}' }\n}"
    inner = f"param name string\n{resource('name')}\noutput out string = '§'\n"
    return {**file("module m0 'in.bicep' = {\n  name: 'm0'\n}", *each(number, one)), "in.bicep": inner}


def module_loop(number: int) -> Files:
    inner = f"param name string\n{resource('name')}\noutput out string = name\n"
    body = "{\n  name: 'm${x}'\n  params: { name: x }\n}"
    return {**file(f"module m 'in.bicep' = [for x in {listed(number)}: {body}]"), "in.bicep": inner}


def modules_in_modules(number: int) -> Files:
    files = {}
    for level in range(20):
        inner = f"module m 'm{level + 1}.bicep' = {{\n  name: 'm'\n}}" if level < 19 else ""
        files[f"m{level}.bicep"] = "\n".join([*each(number // 20 + 1, resource("'a'", "r§")), inner])
    return files


def types(number: int) -> Files:
    """Types that refer to each other."""
    one = "type t§ = {\n  inner: t¶?\n  name: 'a' | 'b' | string\n}"
    return file("type t0 = string", *each(number, one), f"param p t{number}", resource("p.name"))


def typed(number: int) -> Files:
    return file(
        "type t = {\n  name: string\n  ports: int[]\n}", *each(number, "param p§ t = { name: 'a', ports: [§] }")
    )


def functions(number: int) -> Files:
    """Functions that call each other."""
    return file(
        "func f0(x string) string => x",
        *each(number, "func f§(x string) string => f¶('${x}')"),
        resource(f"f{number}('a')"),
    )


def doubling_functions(number: int) -> Files:
    """Each calls the one before twice."""
    levels = number.bit_length() - 1
    return file(
        "func f0(x int) int => x", *each(levels, "func f§(x int) int => f¶(x) + f¶(x)"), resource(f"f{levels}(1)")
    )


def calls(number: int) -> Files:
    return file("func f(x string) string => toUpper('${x}a')", *each(number, "var v§ = f('§')"), resource("v1"))


def imports(number: int) -> Files:
    names = ", ".join(each(number, "v§"))
    return {
        **file(f"import {{ {names} }} from 'lib.bicep'", *each(number, resource("v§", "r§"))),
        "lib.bicep": "@export()\nvar v0 = 'a'\n" + "\n".join(each(number, "@export()\nvar v§ = '${v¶}'")),
    }


def loaded(number: int) -> Files:
    rows = json.dumps([{"name": f"n{one}", "tags": {"a": one}} for one in range(number)])
    return {**var("map(loadJsonContent('data.json'), x => x.name)"), "data.json": rows}


def loaded_often(number: int) -> Files:
    rows = json.dumps([{"name": f"n{one}", "tags": {"a": one}} for one in range(number)])
    return {
        **file(*each(number // 4, resource("loadJsonContent('data.json')[§].name", "r§"))),
        "data.json": rows,
    }


def loaded_paths(number: int) -> Files:
    rows = json.dumps([{"name": f"n{one}", "tags": {"a": one}} for one in range(number)])
    return {
        **file(*each(number // 4, resource("loadJsonContent('data.json', '[§].name')", "r§"))),
        "data.json": rows,
    }


def text(value: str) -> Callable[[int], Files]:
    return lambda n: {**var(value, "var all = loadTextContent('text')"), "text": "ab1-" * n}


def decorators(number: int) -> Files:
    return file(*each(number, "@description('about §')\n@minLength(1)\n@maxLength(20)\nparam p§ string = 'a§'"))


def parameter_files(number: int) -> Files:
    files = {f"p{one}.bicepparam": f"using 'main.bicep'\nparam name = 'n{one}'\n" for one in range(number)}
    return {**files, **file("param name string", resource("name"))}


def nested_ternaries(number: int) -> Files:
    return file("param p string", "var c0 = 'z'", *each(number, "var c§ = p == '§' ? 'a' : c¶"), resource(f"c{number}"))


def arm(*resources: Json, **sections: Any) -> Files:
    whole = {"$schema": SCHEMA, "contentVersion": "1.0.0.0", **sections, "resources": list(resources)}
    return {"main.json": json.dumps(whole)}


def address(name: str, **more: Any) -> Json:
    return {"type": "Microsoft.Network/publicIPAddresses", "apiVersion": "2023-11-01", "name": name, **more}


def addresses(number: int) -> Files:
    made = [address(f"a{one}", dependsOn=[f"a{one - 1}"] if one else []) for one in range(number)]
    return arm(*made)


def copies(number: int) -> Files:
    made = [
        address(f"[concat('a{one}-', copyIndex())]", copy={"name": f"c{one}", "count": 50})
        for one in range(number // 50 + 1)
    ]
    return arm(*made)


def copies_in_copies(number: int) -> Files:
    side = isqrt(number)
    inner = {
        "name": "subnets",
        "count": side,
        "input": {"name": "[format('{0}-{1}', copyIndex(), copyIndex('subnets'))]"},
    }
    one = address("[concat('a', copyIndex())]", copy={"name": "c", "count": side}, properties={"copy": [inner]})
    return arm(one)


def variable_copies(number: int) -> Files:
    inner = {"name": "y", "count": "[length(variables('x'))]", "input": "[variables('x')[copyIndex('y')]]"}
    first = {"name": "x", "count": min(number, 10_000), "input": "[copyIndex('x')]"}
    return arm(address("a", tags={"a": "[string(variables('y'))]"}), variables={"copy": [first, inner]})


def deployment(name: str, template: Json, scope: str = "inner", **more: Any) -> Json:
    properties = {
        "mode": "Incremental",
        "expressionEvaluationOptions": {"scope": scope},
        "template": {"$schema": SCHEMA, "contentVersion": "1.0.0.0", **template},
    }
    kind = {"type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": name}
    return {**kind, "properties": {**properties, **more}}


def deployments(number: int) -> Files:
    made = [deployment(f"d{one}", {"resources": [address("a")]}) for one in range(number)]
    return arm(*made)


def deployments_in_deployments(scope: str) -> Callable[[int], Files]:
    """Twenty deep, with resources in each."""

    def made(number: int) -> Files:
        inner: Json = {"resources": []}
        for level in range(20):
            inner["resources"] += [address(f"a{level}-{one}") for one in range(number // 20 + 1)]
            inner = {"resources": [deployment(f"d{level}", inner, scope)]}
        return arm(*inner["resources"])

    return made


def copied_deployments(number: int) -> Files:
    side = isqrt(number)
    inner = deployment("d", {"resources": [address("[concat('a', copyIndex())]", copy={"name": "c", "count": side})]})
    return arm({**inner, "name": "[concat('d', copyIndex())]", "copy": {"name": "d", "count": side}})


def arm_variables(number: int) -> Files:
    made = {f"v{one}": f"[concat(variables('v{one - 1}'), '')]" for one in range(1, number)}
    return arm(address(f"[variables('v{number - 1}')]"), variables={"v0": "a", **made})


def arm_functions(number: int) -> Files:
    """User functions that are called often."""
    one = {"parameters": [{"name": "x", "type": "string"}], "output": {"type": "string", "value": "[parameters('x')]"}}
    members = {f"f{each}": one for each in range(number // 4 + 1)}
    made = [address(f"[own.f{each}('a')]") for each in range(number // 4)]
    return arm(*made, functions=[{"namespace": "own", "members": members}])


def long_expression(number: int) -> Files:
    return arm(address("[concat(" + ", ".join(f"'{one}'" for one in range(number)) + ")]"))


def children(number: int) -> Files:
    inner = [{"type": "securityRules", "apiVersion": "2023-11-01", "name": f"r{one}"} for one in range(number)]
    kind = {"type": "Microsoft.Network/networkSecurityGroups", "apiVersion": "2023-11-01", "name": "n"}
    return arm({**kind, "resources": inner})


def references(number: int) -> Files:
    text = "[reference(resourceId('Microsoft.Network/publicIPAddresses', 'a{}')).ipAddress]"
    return arm(*(address(f"a{one}", tags={"a": text.format(one - 1)}) for one in range(number)))


def arm_parameter_files(number: int) -> Files:
    schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#"
    files = {
        f"main.{one}.parameters.json": json.dumps(
            {"$schema": schema, "contentVersion": "1.0.0.0", "parameters": {"p": {"value": f"v{one}"}}}
        )
        for one in range(number)
    }
    return {**files, **arm(address("[parameters('p')]"), parameters={"p": {"type": "string"}})}


SHAPES: dict[str, Callable[[int], Files]] = {
    "bicep stack": stack,
    "bicep containers of one account": containers_of_one,
    "bicep open links": open_links,
    "bicep rules of one group": rules,
    "bicep open conditions": open_conditions,
    "bicep open list": open_list,
    "bicep open text": open_text,
    "bicep open and": open_and,
    "bicep allowed values": allowed,
    "bicep loop": loop,
    "bicep loops": loops,
    "bicep loop in loop": loop_in_loop,
    "bicep loops in properties": property_loops,
    "bicep chain of texts": chain("'${l¶}'", "'a'"),
    "bicep chain of growing texts": chain("'${l¶}§,'", "'a'"),
    "bicep chain of numbers": chain("l¶ + 1", "1"),
    "bicep chain of concat": chain("concat(l¶, [§])", "[]"),
    "bicep chain of union": chain("union(l¶, { k§: § })", "{}"),
    "bicep chain of spreads": chain("{ ...l¶, k§: § }", "{}"),
    "bicep chain of nesting": chain("{ a: l¶ }", "1"),
    "bicep chain of map": chain("map(l¶, x => x + 1)", "[1, 2, 3]"),
    "bicep long list": pure(listed),
    "bicep long object": pure(mapped),
    "bicep sum": pure(lambda n: " + ".join(each(n, "§"))),
    "bicep map": over("map(all, x => toUpper(x))"),
    "bicep filter": over("filter(all, x => x != 'e3')"),
    "bicep reduce": over("reduce(all, 0, (a, x) => a + length(x))"),
    "bicep reduce to a list": over("reduce(all, [], (a, x) => concat(a, [x]))"),
    "bicep reduce to an object": over("reduce(all, {}, (a, x) => union(a, { '${x}': x }))"),
    "bicep sort": over("sort(all, (a, b) => a > b)"),
    "bicep sort by search": over("sort(all, (a, b) => indexOf(all, a) < indexOf(all, b))"),
    "bicep filter by search": over("filter(all, x => contains(all, x))"),
    "bicep filter in filter": over("filter(all, x => length(filter(all, y => y == x)) == 1)"),
    "bicep map in map": over("length(flatten(map(all, x => map(all, y => '${x}${y}'))))"),
    "bicep sort in map": over("map(all, x => first(sort(all, (a, b) => a < b)))"),
    "bicep sort in sort": over("sort(all, (a, b) => first(sort(all, (c, d) => c < d)) == a)"),
    "bicep union in map": over("map(all, x => length(union(all, [x])))"),
    "bicep join in map": over("map(all, x => length(join(all, ',')))"),
    "bicep string in map": over("map(all, x => length(string(all)))"),
    "bicep equal lists in map": over("map(all, x => all == concat(all, []))"),
    "bicep toObject": over("toObject(all, x => x, x => { a: x })"),
    "bicep groupBy": over("groupBy(all, x => 'one')"),
    "bicep groupBy many": over("groupBy(all, x => x)"),
    "bicep mapValues": pure(lambda n: f"mapValues({mapped(n)}, x => toUpper(x))"),
    "bicep items": pure(lambda n: f"items({mapped(n)})"),
    "bicep union of arrays": over("union(all, all)"),
    "bicep union of other arrays": pure(lambda n: f"union({listed(n)}, {listed(n, chr(39) + 'f§' + chr(39))})"),
    "bicep intersection of arrays": over("intersection(all, all)"),
    "bicep union of objects": pure(lambda n: f"union({mapped(n)}, {mapped(n, 'k§: 1')})"),
    "bicep union of many": pure(lambda n: "union(" + ", ".join(each(n, "{ k§: § }")) + ")"),
    "bicep union of deep objects": pure(
        lambda n: f"union({{ a: {{ b: {{ c: {mapped(n)} }} }} }}, {{ a: {{ b: {{ c: {mapped(n)} }} }} }})"
    ),
    "bicep union of lists of objects": pure(lambda n: f"union({listed(n, '{ a: § }')}, {listed(n, '{ a: § }')})"),
    "bicep shallowMerge": pure(lambda n: "shallowMerge([" + ", ".join(each(n, "{ k§: § }")) + "])"),
    "bicep flatten": pure(lambda n: f"flatten({listed(n, '[§]')})"),
    "bicep chunk, skip, take": numbers("[skip(all, 3), take(all, 300), last(all), max(all)]"),
    "bicep indexOf": over("[indexOf(all, 'x'), lastIndexOf(all, 'x'), contains(all, 'x')]"),
    "bicep objectKeys": pure(lambda n: f"objectKeys({mapped(n)})"),
    "bicep string": pure(lambda n: f"json(string({listed(n, '{ a: § }')}))"),
    "bicep split": text("split(all, '-')"),
    "bicep replace": text("replace(all, 'b', 'cd')"),
    "bicep base64": text("base64ToString(base64(uriComponent(toUpper(trim(all)))))"),
    "bicep format": text("format('{0}{0:D3}{1}', all, length(all))"),
    "bicep guid": text("[guid(all), uniqueString(all), substring(all, 3), indexOf(all, 'z'), padLeft(all, 9)]"),
    "bicep nested ternaries": nested_ternaries,
    "bicep types": types,
    "bicep typed parameters": typed,
    "bicep functions": functions,
    "bicep doubling functions": doubling_functions,
    "bicep calls": calls,
    "bicep imports": imports,
    "bicep loaded": loaded,
    "bicep loaded often": loaded_often,
    "bicep loaded paths": loaded_paths,
    "bicep decorators": decorators,
    "bicep modules": modules,
    "bicep module loop": module_loop,
    "bicep modules in modules": modules_in_modules,
    "bicep parameter files": parameter_files,
    "arm resources": addresses,
    "arm copies": copies,
    "arm copies in copies": copies_in_copies,
    "arm copies of variables": variable_copies,
    "arm deployments": deployments,
    "arm inner deployments in deployments": deployments_in_deployments("inner"),
    "arm outer deployments in deployments": deployments_in_deployments("outer"),
    "arm copied deployments": copied_deployments,
    "arm variables": arm_variables,
    "arm functions": arm_functions,
    "arm long expression": long_expression,
    "arm children": children,
    "arm references": references,
    "arm parameter files": arm_parameter_files,
}
