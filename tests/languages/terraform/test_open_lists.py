"""Lists that may have more elements than are known: where an element stands in them cannot be told."""

import pytest

from tests.languages.terraform.configurations import plain, value_of

OPEN = 'variable "x" {}\nvariable "on" {\n  type = bool\n}\n'


@pytest.mark.parametrize(
    "expression",
    [
        'concat(var.x, ["x"])[0]',
        'concat(var.x, ["x"])[1]',
        'concat(var.x, [{ a = "x" }])[0].a',
        '(concat(var.x, [{ a = "x" }])[*].a)[0]',
        'element(concat(var.x, ["x"]), 0)',
        'slice(concat(var.x, ["x"]), 0, 1)[0]',
        'reverse(concat(["x"], var.x))[0]',
        'index(concat(var.x, ["x"]), "x")',
        'one(concat(var.x, ["x"]))',
        'one(flatten([var.on ? ["a"] : [], ["b"]]))',
        'try(one(flatten([var.on ? ["a"] : [], ["b"]])), "z")',
        'coalescelist(flatten([var.on ? ["a"] : []]), ["b"])',
        '[for v in ["a", "b"] : v if v != timestamp()][0]',
        "keys(merge({ b = 1 }, var.x))[0]",
        '[for i, v in concat(var.x, ["x"]) : i][0]',
        '{ for i, v in concat(var.x, ["x"]) : i => v }["0"]',
        'length(concat(var.x, ["x"]))',
        'join(",", concat(var.x, ["x"]))',
        'zipmap(concat(var.x, ["x"]), concat(["a"], var.x))["x"]',
        'chunklist(concat(var.x, ["x"]), 1)[0][0]',
    ],
)
def test_positions_cannot_be_told(expression):
    assert plain(value_of(expression, OPEN)) == "?"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('concat(var.x, ["x"])', ["x", "…"]),
        ('contains(concat(var.x, ["x"]), "x")', True),
        ('toset(concat(var.x, ["x"]))', ["x", "…"]),
        ('[for v in concat(var.x, ["x"]) : upper(v)]', ["X", "…"]),
    ],
)
def test_what_is_in_them_is_known(expression, expected):
    assert plain(value_of(expression, OPEN)) == expected


def test_an_element_keeps_the_references_of_all():
    value = value_of(
        'concat(aws_security_group.g[*].id, [""])[0]',
        'resource "aws_security_group" "g" {\n  count = var.x\n}\n' + OPEN,
    )
    assert [one.target for one in value.references] == ["aws_security_group.g[*]"]
