"""Expressions: what they yield, and that what cannot be told stays unknown."""

import pytest

from foureyes.model.decision import leaves
from foureyes.model.value import Known, ListValue, MapValue, Unknown
from tests.languages.terraform.configurations import plain, value_of

OPEN = 'variable "x" {}\n'
FLAG = 'variable "x" {\n  type = bool\n}\n'


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("1 + 2 * 3 - 4 / 2", 5),
        ("7 % 3", 1),
        ("-7 % 3", -1),
        ("1 / 4", 0.25),
        ('"5" + 1', 6),
        ("!true || 1 < 2 && 2 >= 2", True),
        ('1 == "1"', False),
        ("1 == 1.0", True),
        ("null == null", True),
        ('"a" == null', False),
        ('"a${1}b${true}c${1.5}"', "a1btruec1.5"),
        ('"${[1, 2]}"', [1, 2]),
        ('{ a = 1, (upper("b")) = 2, "c" : 3 }', {"a": 1, "B": 2, "c": 3}),
        ('[for k, v in { b = 2, a = 1 } : "${k}${v}"]', ["a1", "b2"]),
        ("[for i, v in [5, 6] : i * v if v != 5]", [6]),
        ('{ for v in ["a", "b"] : v => length(v) }', {"a": 1, "b": 1}),
        ('{ for v in ["a", "b", "aa"] : substr(v, 0, 1) => v... }', {"a": ["a", "aa"], "b": ["b"]}),
        ("[{ a = 1 }, { a = 2 }][*].a", [1, 2]),
        ("[{ a = [1] }, { a = [2, 3] }].*.a", [[1], [2, 3]]),
        ("null[*]", []),
        ("{ a = 1 }[*].a", [1]),
        ("[[1, 2], [3]][0][1]", 2),
        ('{ a = { b = 7 } }["a"].b', 7),
        ('true ? 1 : "a"', "1"),
        ("true ? [] : [1]", []),
        ('try({}.a, [][0], "d")', "d"),
        ("can({}.a)", False),
        ("can({ a = 1 }.a)", True),
        ("try({ a = null }.a.b, 3)", 3),
        ('"%{ if true }yes%{ else }no%{ endif }"', "yes"),
        ('"%{ for i, v in ["a", "b"] }${i}${v} %{ endfor }"', "0a 1b "),
        ("path.module", "."),
        ("path.root", "."),
        ("max([1, 5, 3]...)", 5),
    ],
)
def test_known(expression, expected):
    assert plain(value_of(expression)) == expected


def test_heredoc_with_trimming():
    text = "<<-EOT\n    first\n    %{ for x in [1, 2] ~}\n    ${x}\n    %{ endfor ~}\n  EOT\n"
    assert plain(value_of(text)) == "first\n    1\n    2\n"


@pytest.mark.parametrize(
    "expression",
    [
        "var.x",
        "var.x + 1",
        '"a-${var.x}"',
        "[for v in var.x : v]",
        "{ for v in var.x : v => v }",
        "var.x.a.b[0][*].c",
        "upper(var.x)",
        "provider::aws::arn_parse(var.x)",
        "terraform.workspace",
        "path.cwd",
        "timestamp()",
        "var.missing",
        "local.missing",
        "module.missing.x",
        "nothing.at_all",
        "each.key",
        "self.id",
        "1 / 0",
        "[1][5]",
        "{ a = 1 }.b",
        "nosuchfunction(1)",
    ],
)
def test_unknown(expression):
    value = value_of(expression, OPEN)
    assert isinstance(value, Unknown)
    assert value.reason


def test_a_text_with_a_gap_keeps_what_is_known():
    value = value_of('"arn:${var.x}:end"', OPEN)
    assert isinstance(value, Unknown)
    assert [part if isinstance(part, str) else part.subject for part in value.parts] == ["arn:", "var.x", ":end"]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("var.x ? 1 : 2", {"var.x == True": 1, "else": 2}),
        ("!var.x", {"var.x == True": False, "else": True}),
        ("var.x && false", False),
        ("var.x || true", True),
        ("var.x == true ? 1 : 2", {"var.x == True": 1, "else": 2}),
        ("var.x ? (var.x ? 1 : 3) : 2", {"var.x == True": 1, "else": 2}),
        ("[for i in [1, 2] : i if var.x]", {"var.x == True": [1, 2], "else": []}),
        ('"a${var.x ? "b" : "c"}"', {"var.x == True": "ab", "else": "ac"}),
        ('"%{ if var.x }b%{ endif }"', {"var.x == True": "b", "else": ""}),
        ("{ true = 1, false = 2 }[var.x]", {"var.x == True": 1, "else": 2}),
    ],
)
def test_tests_on_what_is_unknown_become_choices(expression, expected):
    assert plain(value_of(expression, FLAG)) == expected


def test_one_of_several_elements():
    declarations = OPEN + 'locals {\n  sizes = { dev = "small", prod = "large" }\n}\n'
    assert plain(value_of("local.sizes[var.x]", declarations)) == {"var.x == 'dev'": "small", "else": "large"}
    assert plain(value_of('try(local.sizes[var.x], "none")', declarations)) == {
        "var.x == 'dev'": "small",
        "else": {"var.x == 'prod'": "large", "else": "none"},
    }


def test_equal_tests_in_different_places_correlate():
    declarations = OPEN + 'locals {\n  prod = var.x == "prod"\n}\n'
    value = value_of('local.prod ? (var.x == "prod" ? 1 : 2) : 3', declarations)
    assert plain(value) == {"var.x == 'prod'": 1, "else": 3}


def test_tests_without_a_subject_never_correlate():
    value = value_of('(timestamp() > "2026") ? ((timestamp() > "2026") ? 1 : 2) : 3')
    assert sorted(leaf.scalar for leaf in leaves(value)) == [1, 2, 3]


def test_a_bool_that_may_be_text_is_asked_under_a_name_of_its_own():
    value = value_of('var.x ? (var.x == "true" ? 1 : 2) : 3', OPEN)
    assert sorted(leaf.scalar for leaf in leaves(value)) == [1, 2, 3]


def test_half_known_collections():
    value = value_of("concat([1], var.x)", OPEN)
    assert isinstance(value, ListValue | Unknown)
    merged = value_of("merge({ a = 1 }, var.x)", OPEN)
    assert isinstance(merged, MapValue | Unknown)
    assert not isinstance(value_of("merge({ a = 1 }, var.x).a", OPEN), Known)
    listed = value_of("[1, var.x, 3]", OPEN)
    assert plain(listed) == [1, "?", 3]


def test_places_and_trail():
    declarations = 'variable "public" {\n  default = true\n}\nlocals {\n  open = var.public\n}\n'
    value = value_of("local.open", declarations)
    assert value.place.text == "local.open"
    assert [step.text for step in value.trail] == ["`local.open` is true", "`var.public` defaults to true"]
    assert value.trail[1].place.text == "true"


def test_a_known_condition_is_part_of_the_trail():
    value = value_of('var.on ? "a" : "b"', 'variable "on" {\n  default = true\n}\n')
    assert value.scalar == "a"
    assert [step.text for step in value.trail] == ["`var.on` is true", "`var.on` defaults to true"]


def test_secrets_stay_secret():
    declarations = 'variable "p" {\n  default = "s3cret"\n  sensitive = true\n}\n'
    for expression in ("var.p", '"x-${var.p}"', "[var.p][0]", "upper(var.p)", 'var.p == "s3cret"'):
        assert value_of(expression, declarations).secret, expression
    assert not value_of("nonsensitive(var.p)", declarations).secret


def test_locals_in_any_order_and_circles():
    assert plain(value_of("local.a", "locals {\n  a = local.b + 1\n  b = local.c\n  c = 1\n}\n")) == 2
    circle = value_of("local.a", "locals {\n  a = local.b\n  b = local.a\n}\n")
    assert isinstance(circle, Unknown)
    assert "depends on itself" in circle.reason


@pytest.mark.parametrize("length", [10, 5_000])
def test_long_chains(length):
    links = "".join(f"  a{n} = local.a{n + 1}\n" for n in range(length))
    assert plain(value_of("local.a0", f"locals {{\n{links}  a{length} = 1\n}}\n")) == 1
    assert isinstance(value_of("local.a0", f"locals {{\n{links}  a{length} = local.a0\n}}\n"), Unknown)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("1" + " + 1" * 5_000, 5_001),
        ("!" * 5_000 + "true", True),
        ("false ? 0 : " * 3_000 + "1", 1),
        ("(" * 100 + "1" + ")" * 100, 1),
    ],
)
def test_deep_expressions(expression, expected):
    assert plain(value_of(expression)) == expected


def test_deep_traversals_of_unknowns():
    assert isinstance(value_of("var.x" + ".a" * 5_000, OPEN), Unknown)
    assert isinstance(value_of("var.x" + "[*]" * 1_000, OPEN), Unknown | ListValue)


def test_growth_is_bounded():
    doubled = "".join(f"  a{n + 1} = [local.a{n}, local.a{n}]\n" for n in range(60))
    declarations = f"locals {{\n  a0 = [1, 2]\n{doubled}}}\n"
    assert isinstance(value_of("jsonencode(local.a60)", declarations), Unknown)
    assert isinstance(value_of("local.a60 == local.a59", declarations), Unknown)
    loops = "[for i in range(1000) : [for j in range(1000) : [for k in range(1000) : i]]]"
    assert isinstance(value_of(loops), Unknown)


def test_many_tests_are_bounded():
    chain = "".join(f'var.x == "{n}" ? {n} : ' for n in range(3_000)) + "0"
    assert value_of(chain, OPEN) is not None
