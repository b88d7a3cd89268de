"""What the language allows, what it forbids, and the tree and places that come out; no corpus needed.

The same against Bicep's own trees and thousands of real files: tests/field/bicep_conformance.py.
"""

from __future__ import annotations

import pytest

from foureyes.languages.bicep.parser import parse
from foureyes.languages.bicep.syntax import File, Node
from foureyes.model.place import Source


def read(text: str, path: str = "main.bicep") -> File:
    return parse(Source(path, text))


def drawn(node: Node, text: str) -> str:
    """A tree as `Kind⟨text⟩[child …]`; a leaf without brackets. The text shows the span exactly."""
    children = " ".join(drawn(child, text) for child in node.children())
    own = f"{type(node).__name__}⟨{text[node.start : node.end]}⟩"
    return f"{own}[{children}]" if children else own


ACCEPTED = [
    "",
    "\n\n",
    "   ",
    "// only a comment",
    "/* a\n b */\nvar x = 1",
    "targetScope = 'subscription'",
    "metadata owner = 'me'",
    "metadata m = {\n  a: [\n    1\n  ]\n}",
    "param p string",
    "param p string = 'x' // why",
    "param p int = -1",
    "param p object = {}",
    "param p array = []",
    "param p string?",
    "param p 'a' | 'b' = 'a'",
    "param p ('a' | 'b')[] = []",
    "param p resource 'Microsoft.Storage/storageAccounts@2023-01-01'",
    "param p { name: string, size: int? }",
    "param p {\n  @description('d')\n  name: string\n  *: int\n}",
    "param p [string, int]",
    "param p [\n  @secure()\n  string\n  int\n]",
    "@secure()\nparam p string",
    "@description('d')\n\n@sys.minLength(3)\nparam p string",
    "@allowed([\n  'a'\n  'b'\n])\nparam p string",
    "@metadata({ a: 1 })\nparam p string",
    "param type string",
    "param if string",
    "param resource string",
    "var x = 1",
    "var x string = 'a'",
    "var x string[] = []",
    "var x = 18446744073709551615",
    "var x = true && !false || a == b",
    "var x = a ?? b ?? c",
    "var x = a ? b : c ? d : e",
    "var x = a\n  ? b\n  : c",
    "var x = (\n  a\n)",
    "var x = f()",
    "var x = f(\n  a,\n  b\n)",
    "var x = f(a, b\n)",
    "var x = az.resourceGroup().location",
    "var x = a.b.?c[0][?'d'][^1]!.e",
    "var x = a::b::c.id",
    "var x = a!",
    "var x = -a",
    "var x = !a",
    "var x = 1 + 2 * 3 % 4 - 5 / 6",
    "var x = a =~ b && c !~ d && e != f",
    "var x = a < b && c > d && e <= f && g >= h",
    "var x = ''",
    "var x = 'it\\'s \\\\ \\n\\r\\t \\$ \\u{1F600}'",
    "var x = '$'",
    "var x = '$a {b}'",
    "var x = '\\${a}'",
    "var x = '${a}'",
    "var x = '${a}${b}c${d}'",
    "var x = '${'${'a'}'}'",
    "var x = '${a ? 'b' : '${c}'}'",
    "var x = '${map(y, z => { a: z })}'",
    "var x = '''\nmany\nlines'''",
    "var x = ''''quoted''''",
    "var x = ''''''",
    "var x = '''${not a hole}'''",
    "var x = $'''\na ${b} c'''",
    "var x = $$'''\n${a} $${b} $$${c}'''",
    "var x = $$$'''no holes $ $$ {'''",
    "var x = []",
    "var x = [1, 2]",
    "var x = [1, 2,]",
    "var x = [\n  1\n  2\n\n  // c\n  3\n]",
    "var x = [\n  ...a\n  1\n]",
    "var x = [...a, ...b]",
    "var x = {}",
    "var x = { a: 1, b: 2 }",
    "var x = { a: 1, b: 2, }",
    "var x = {\n  a: 1\n\n  'b-c': 2\n  '${d}': 3\n  ...e\n}",
    "var x = {\n  if: 1\n  for: 2\n  resource: 3\n  type: 4\n  null: 5\n  true: 6\n}",
    "var x = [for i in range(0, 3): i]",
    "var x = [for (item, i) in items: {\n  a: item\n}]",
    "var x = [\n  for a in b: [for c in a: c]\n]",
    "var x = map(a, b => b.c)",
    "var x = reduce(a, 0, (b, c) => b + c)",
    "var x = map(a, b =>\n  b)",
    "var x = f(() => 1)",
    "var x = any(1)",
    "resource r 'A/b@2020-01-01' = {\n  name: 'x'\n}",
    "resource r 'A/b@2020-01-01' existing = {\n  name: 'x'\n}",
    "resource r 'A/b@2020-01-01' = if (a) {\n  name: 'x'\n}",
    "resource r 'A/b@2020-01-01' =\nif (a) {\n}",
    "resource r 'A/b@2020-01-01' = [for a in b: {\n  name: a\n}]",
    "resource r 'A/b@2020-01-01' = [for (a, i) in b: if (a.c) {\n  name: a\n}]",
    "resource r 'A/b@2020-01-01' = {\n  resource s 'c' = {\n    name: 'y'\n  }\n}",
    "resource r 'A/b@2020-01-01' = {\n  @description('d')\n  resource s 'c' = [for t in u: {\n  }]\n}",
    "resource r 'A/b@2020-01-01' = {\n  resource: 'a property'\n}",
    "@batchSize(1)\nresource r 'A/b@2020-01-01' = [for a in b: {}]",
    "resource existing 'A/b@2020-01-01' existing = {}",
    "module m 'a.bicep' = {\n  name: 'x'\n}",
    "module m 'br/public:avm/res/a:1.0.0' = if (a) {}",
    "module m 'br:x.azurecr.io/a:v1' = [for a in b: {}]",
    "module m 'ts/specs:a:1' = [for a in b: if (c) {}]",
    "test t 'a.bicep' = {\n  params: {}\n}",
    "assert a = 1 == 1",
    "output o string = 'x'",
    "output o resource = r",
    "output o resource 'A/b@2020-01-01' = r",
    "output o resourceOutput<'A/b@2020-01-01'>.properties = r.properties",
    "output o string[] = [for a in b: a]",
    "type t = string",
    "type t = 'a' | 'b' | 'c'",
    "type t =\n  | 'a'\n  | 'b'",
    "type t = | 'a'",
    "type t = 1 | -2 | true | !true | null",
    "type t = string[][]?",
    "type t = (string | int)[]",
    "type t = {\n  a: { b: string }\n  'c-d': t2?\n}",
    "type t = u.a.b",
    "type t = u.*",
    "type t = u[*]",
    "type t = u[0]",
    "type t = u!",
    "type t = resourceInput<'A/b@2020-01-01'>",
    "type t = resource<'A/b@2020-01-01'>.properties",
    "type t = sys.resourceInput<'A/b@2020-01-01'>.name",
    "type t = '${a}-b'",
    "@export()\n@sealed()\ntype t = {}",
    "func f() string => 'x'",
    "func f(a string, b int?) string[] => [a]",
    "func f(\n  a string,\n  b { c: int }\n) object => {\n  a: a\n}",
    "@export()\nfunc f(a string) bool =>\n  a == 'b'",
    "import { a } from 'b.bicep'",
    "import { a, b as c, 'd-e' as f } from 'b.json'",
    "import {\n  a\n  b as c\n} from 'b.bicep'",
    "import * as m from 'b.bicep'",
    "import 'kubernetes@1.0.0' as k8s",
    "import 'kubernetes@1.0.0' with {\n  a: b\n} as k8s",
    "extension az",
    "extension kubernetes with {\n  namespace: 'x'\n} as k8s",
    "extension 'br:mcr.microsoft.com/x:1' as g",
    "provider 'microsoftGraph@1.0.0'",
    "#disable-next-line no-unused-params\nparam p string",
    "#disable-diagnostics a BCP037\nvar x = 1\n  #restore-diagnostics a",
    "var x = 1\r\nvar y = 2\r\n",
    "var x = 1\rvar y = 2",
    "var a = 1 /* c */ + /* d */ 2",
]

REJECTED = [
    "var",
    "var x",
    "var x =",
    "var x = ",
    "var = 1",
    "var x 1",
    "var x = 1 2",
    "var x = 1 var y = 2",
    "vra x = 1",
    "{}",
    "}",
    "param",
    "param p",
    "param p =",
    "param p string =",
    "param p string {",
    "param 1 string",
    "output o = 1",
    "output o string",
    "targetScope 'x'",
    "metadata = 1",
    "var x = (1",
    "var x = (1, 2)",
    "var x = ()",
    "var x = [1",
    "var x = [1 2]",
    "var x = [\n  1,\n  2\n]",
    "var x = {",
    "var x = { a }",
    "var x = { a: }",
    "var x = { a 1 }",
    "var x = { a: 1 b: 2 }",
    "var x = { 1: 2 }",
    "var x = f(",
    "var x = f(a b)",
    "var x = f(a,)",
    "var x = f(,)",
    "var x = f(\n  a\n  b\n)",
    "var x = a.",
    "var x = a.1",
    "var x = a[",
    "var x = a[]",
    "var x = a::",
    "var x = a.?f()",
    "var x = a +",
    "var x = a +\n  b",
    "var x = a\n  + b",
    "var x = + 1",
    "var x = --1",
    "var x = a ? b",
    "var x = a ?\n  b : c",
    "var x = a & b",
    "var x = a | b",
    "var x = a ; b",
    "var x = 18446744073709551616",
    "var x = 1.5",
    'var x = "a"',
    "var x = 'a",
    "var x = 'a\n'",
    "var x = '\\q'",
    "var x = '\\u{110000}'",
    "var x = '\\u{}'",
    "var x = '\\u1234'",
    "var x = '${a'",
    "var x = '${a\n}'",
    "var x = '${}'",
    "var x = '${a b}'",
    "var x = '${[1]}'",
    "var x = '${{}}'",
    "var x = '''a",
    "var x = $'''a ${b}",
    "var x = $'a'",
    "var x = 1 /* never closed",
    "var x = [for]",
    "var x = [for a b: c]",
    "var x = [for a in b]",
    "var x = [for a in b: ]",
    "var x = [for (a) in b: c]",
    "var x = [for a in b: c",
    "var x = map(a, (1) => 2)",
    "resource r = {}",
    "resource 'A/b@2020-01-01' = {}",
    "resource r 'A/b@2020-01-01' {}",
    "resource r 'A/b@2020-01-01' =",
    "resource r 'A/b@2020-01-01' = 1",
    "resource r 'A/b@2020-01-01' = if a {}",
    "resource r 'A/b@2020-01-01' = if (a)",
    "resource r 'A/b@2020-01-01' = [1]",
    "resource r 'A/b@2020-01-01' = {\n  @description('d')\n}",
    "module m = {}",
    "module m 'a' existing = {}",
    "module m 'a' = {\n  resource s 'c' = {}\n}",
    "type t",
    "type t =",
    "type t = 'a' |",
    "type t = 'a' |\n  'b'",
    "type t = { a }",
    "type t = [string",
    "type t = resourceInput<",
    "type t = u[",
    "func f => 1",
    "func f() => 1",
    "func f(a) string => a",
    "func f() string",
    "import",
    "import a from 'b'",
    "import { a }",
    "import { a } 'b'",
    "import { 'a-b' } from 'c'",
    "import * from 'b'",
    "extension",
    "extension a with",
    "extension a as",
    "@secure()",
    "@secure() param p string",
    "@\nparam p string",
    "@secure(\nparam p string",
    "#disable-next-line\nvar x = 1",
    "var x = 1 #disable-next-line a",
    "using 'main.bicep'",
    "var x = a\u00a0+ b",
]

PARAMETERS_ACCEPTED = [
    "using 'main.bicep'",
    "using none",
    "using './main.bicep' with {\n  mode: 'stack'\n}",
    "extends 'base.bicepparam'",
    "using 'a'\nparam p = 1",
    "param p = {\n  a: [\n    'b'\n  ]\n}",
    "param p = readEnvironmentVariable('X', 'y')",
    "param p = az.getSecret('a', 'b', 'c', 'd')",
    "var x = 1\nparam p = x",
    "import { a } from 'b.bicep'\nparam p = a",
    "import * as m from 'b.bicep'",
    "type t = string",
    "extensionConfig k8s with {\n  kubeConfig: 'x'\n}",
    "#disable-next-line a\nparam p = null",
]

PARAMETERS_REJECTED = [
    "using",
    "using 1",
    "using main",
    "using 'a' 'b'",
    "extends",
    "param p",
    "param p string = 1",
    "param p =",
    "extensionConfig k8s",
    "extensionConfig k8s {}",
    "output o string = 'x'",
    "resource r 'A/b@2020-01-01' = {}",
    "p = 1",
]


@pytest.mark.parametrize("text", ACCEPTED)
def test_accepted(text: str) -> None:
    assert [str(error) for error in read(text).errors] == []


@pytest.mark.parametrize("text", REJECTED)
def test_rejected(text: str) -> None:
    assert read(text).errors


@pytest.mark.parametrize("text", PARAMETERS_ACCEPTED)
def test_accepted_in_a_parameter_file(text: str) -> None:
    assert [str(error) for error in read(text, "main.bicepparam").errors] == []


@pytest.mark.parametrize("text", PARAMETERS_REJECTED)
def test_rejected_in_a_parameter_file(text: str) -> None:
    assert read(text, "main.bicepparam").errors


VALUES = {
    "a + b * c": "Binary⟨a + b * c⟩[Variable⟨a⟩ Binary⟨b * c⟩[Variable⟨b⟩ Variable⟨c⟩]]",
    "a - b - c": "Binary⟨a - b - c⟩[Binary⟨a - b⟩[Variable⟨a⟩ Variable⟨b⟩] Variable⟨c⟩]",
    "!b && c": "Binary⟨!b && c⟩[Unary⟨!b⟩[Variable⟨b⟩] Variable⟨c⟩]",
    "a || b && c": "Binary⟨a || b && c⟩[Variable⟨a⟩ Binary⟨b && c⟩[Variable⟨b⟩ Variable⟨c⟩]]",
    "a ?? b || c": "Binary⟨a ?? b || c⟩[Variable⟨a⟩ Binary⟨b || c⟩[Variable⟨b⟩ Variable⟨c⟩]]",
    "a == b < c": "Binary⟨a == b < c⟩[Variable⟨a⟩ Binary⟨b < c⟩[Variable⟨b⟩ Variable⟨c⟩]]",
    "-a.b": "Unary⟨-a.b⟩[Access⟨a.b⟩[Variable⟨a⟩]]",
    "a ? b : c": "Ternary⟨a ? b : c⟩[Variable⟨a⟩ Variable⟨b⟩ Variable⟨c⟩]",
    "a!.b": "Access⟨a!.b⟩[NonNull⟨a!⟩[Variable⟨a⟩]]",
    "a[^1]": "Index⟨a[^1]⟩[Variable⟨a⟩ Integer⟨1⟩]",
    "a::b.c": "Access⟨a::b.c⟩[NestedAccess⟨a::b⟩[Variable⟨a⟩]]",
    "a.f(b)": "MethodCall⟨a.f(b)⟩[Variable⟨a⟩ Variable⟨b⟩]",
    "f( a , b )": "Call⟨f( a , b )⟩[Variable⟨a⟩ Variable⟨b⟩]",
    "( a )": "Parenthesized⟨( a )⟩[Variable⟨a⟩]",
    "'x${a}y'": "Interpolated⟨'x${a}y'⟩[Variable⟨a⟩]",
    "'${'${a}'}'": "Interpolated⟨'${'${a}'}'⟩[Interpolated⟨'${a}'⟩[Variable⟨a⟩]]",
    "$'''${a}'''": "Interpolated⟨$'''${a}'''⟩[Variable⟨a⟩]",
    "[ 1, ...a ]": "Array⟨[ 1, ...a ]⟩[Integer⟨1⟩ Spread⟨...a⟩[Variable⟨a⟩]]",
    "{ a: 1, ...b }": "Object⟨{ a: 1, ...b }⟩[Property⟨a: 1⟩[Name⟨a⟩ Integer⟨1⟩] Spread⟨...b⟩[Variable⟨b⟩]]",
    "{ 'a b': null }": "Object⟨{ 'a b': null }⟩[Property⟨'a b': null⟩[String⟨'a b'⟩ Null⟨null⟩]]",
    "[for a in b: c]": "For⟨[for a in b: c]⟩[Name⟨a⟩ Variable⟨b⟩ Variable⟨c⟩]",
    "[for (a, i) in b: c]": "For⟨[for (a, i) in b: c]⟩[Name⟨a⟩ Name⟨i⟩ Variable⟨b⟩ Variable⟨c⟩]",
    "f(a => b)": "Call⟨f(a => b)⟩[Lambda⟨a => b⟩[Name⟨a⟩ Variable⟨b⟩]]",
    "f((a, b) => c)": "Call⟨f((a, b) => c)⟩[Lambda⟨(a, b) => c⟩[Name⟨a⟩ Name⟨b⟩ Variable⟨c⟩]]",
}

TYPES = {
    "string": "TypeName⟨string⟩",
    "string[]?": "NullableType⟨string[]?⟩[ArrayType⟨string[]⟩[TypeName⟨string⟩]]",
    "'a' | 1": "UnionType⟨'a' | 1⟩[String⟨'a'⟩ Integer⟨1⟩]",
    "| 'a'": "UnionType⟨| 'a'⟩[String⟨'a'⟩]",
    "-1": "Unary⟨-1⟩[Integer⟨1⟩]",
    "u.a[*].*": "AnyProperty⟨u.a[*].*⟩[AnyItem⟨u.a[*]⟩[Access⟨u.a⟩[TypeName⟨u⟩]]]",
    "u[0]": "Index⟨u[0]⟩[TypeName⟨u⟩ Integer⟨0⟩]",
    "(a | b)!": "NonNullType⟨(a | b)!⟩[Parenthesized⟨(a | b)⟩[UnionType⟨a | b⟩[TypeName⟨a⟩ TypeName⟨b⟩]]]",
    "[int, a?]": "TupleType⟨[int, a?]⟩[TupleItem⟨int⟩[TypeName⟨int⟩] TupleItem⟨a?⟩[NullableType⟨a?⟩[TypeName⟨a⟩]]]",
    "{ a: b, *: c }": "ObjectType⟨{ a: b, *: c }⟩[PropertyType⟨a: b⟩[Name⟨a⟩ TypeName⟨b⟩] "
    "AdditionalType⟨*: c⟩[TypeName⟨c⟩]]",
    "resourceInput<'x'>.y": "Access⟨resourceInput<'x'>.y⟩[GenericType⟨resourceInput<'x'>⟩[String⟨'x'⟩]]",
    "sys.r<'x'>": "GenericType⟨sys.r<'x'>⟩[TypeName⟨sys⟩ String⟨'x'⟩]",
}

STATEMENTS = {
    "targetScope = 'tenant'": "TargetScope⟨targetScope = 'tenant'⟩[String⟨'tenant'⟩]",
    "@a()\nparam p int = 1": "Param⟨@a()\nparam p int = 1⟩[Decorator⟨@a()⟩[Call⟨a()⟩] "
    "Name⟨p⟩ TypeName⟨int⟩ Integer⟨1⟩]",
    "var x int = 1 // c": "Var⟨var x int = 1⟩[Name⟨x⟩ TypeName⟨int⟩ Integer⟨1⟩]",
    "output o resource 'a@1' = r": "Output⟨output o resource 'a@1' = r⟩[Name⟨o⟩ "
    "ResourceType⟨resource 'a@1'⟩[String⟨'a@1'⟩] Variable⟨r⟩]",
    "resource r 'a@1' = if (b) {}": "Resource⟨resource r 'a@1' = if (b) {}⟩[Name⟨r⟩ String⟨'a@1'⟩ "
    "If⟨if (b) {}⟩[Parenthesized⟨(b)⟩[Variable⟨b⟩] Object⟨{}⟩]]",
    "module m 'a' = [for b in c: {}]": "Module⟨module m 'a' = [for b in c: {}]⟩[Name⟨m⟩ String⟨'a'⟩ "
    "For⟨[for b in c: {}]⟩[Name⟨b⟩ Variable⟨c⟩ Object⟨{}⟩]]",
    "func f(a int) b => a": "Function⟨func f(a int) b => a⟩[Name⟨f⟩ TypedName⟨a int⟩[Name⟨a⟩ TypeName⟨int⟩] "
    "TypeName⟨b⟩ Variable⟨a⟩]",
    "import { a as b } from 'c'": "Import⟨import { a as b } from 'c'⟩[ImportItem⟨a as b⟩[Name⟨a⟩ Name⟨b⟩] String⟨'c'⟩]",
    "import * as a from 'c'": "Import⟨import * as a from 'c'⟩[Name⟨a⟩ String⟨'c'⟩]",
    "extension a with {} as b": "Extension⟨extension a with {} as b⟩[Name⟨a⟩ Object⟨{}⟩ Name⟨b⟩]",
    "assert a = b": "Assert⟨assert a = b⟩[Name⟨a⟩ Variable⟨b⟩]",
    "metadata a = 1": "Metadata⟨metadata a = 1⟩[Name⟨a⟩ Integer⟨1⟩]",
    "test t 'a' = {}": "Test⟨test t 'a' = {}⟩[Name⟨t⟩ String⟨'a'⟩ Object⟨{}⟩]",
}


@pytest.mark.parametrize("text", VALUES)
def test_tree_of_an_expression(text: str) -> None:
    whole = f"var x = {text}"
    value = list(read(whole).statements[0].children())[-1]
    assert drawn(value, whole) == VALUES[text]


@pytest.mark.parametrize("text", TYPES)
def test_tree_of_a_type(text: str) -> None:
    whole = f"type x = {text}"
    value = list(read(whole).statements[0].children())[-1]
    assert drawn(value, whole) == TYPES[text]


@pytest.mark.parametrize("text", STATEMENTS)
def test_tree_of_a_statement(text: str) -> None:
    file = read(text)
    assert [drawn(statement, text) for statement in file.statements] == [STATEMENTS[text]]
