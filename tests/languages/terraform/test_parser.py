"""The syntax tree: what each construct becomes, where it stands, and what a mistake costs."""

from __future__ import annotations

import pytest

from foureyes.errors import UnreadableSource
from foureyes.languages.terraform import syntax
from foureyes.languages.terraform.parser import parse, parse_expression, parse_template
from foureyes.model.place import Source


def read(text: str) -> syntax.File:
    file = parse(Source("main.tf", text))
    assert not file.errors
    return file


def show(node: object, text: str) -> object:
    """A node as (name, its text, its fields)."""
    if isinstance(node, list):
        return [show(item, text) for item in node]
    if not isinstance(node, syntax.Node):
        return node
    fields = sorted({slot for kind in type(node).__mro__ for slot in getattr(kind, "__slots__", ())} - {"start", "end"})
    shown = {name: show(getattr(node, name), text) for name in fields}
    return (
        (type(node).__name__, text[node.start : node.end], shown)
        if shown
        else (
            type(node).__name__,
            text[node.start : node.end],
        )
    )


def expression(text: str) -> tuple[str, str, dict[str, object]]:
    shown = show(parse_expression(Source("main.tf", text)), text)
    assert isinstance(shown, tuple)
    return shown


def outline(node: syntax.Node) -> str:
    """The grouping of an expression, in brackets."""
    match node:
        case syntax.Variable(name=name):
            return name
        case syntax.Literal(value=value):
            return repr(value)
        case syntax.SplatItem():
            return "@"
        case syntax.GetAttr(collection=collection, name=name):
            return f"{outline(collection)}.{name}"
        case syntax.Index(collection=collection, key=key):
            return f"{outline(collection)}[{outline(key)}]"
        case syntax.Splat(collection=collection, each=each, full=full):
            return f"({outline(collection)}{'[*]' if full else '.*'}: {outline(each)})"
        case syntax.Unary(operator=operator, operand=operand):
            return f"({operator}{outline(operand)})"
        case syntax.Binary(operator=operator, left=left, right=right):
            return f"({outline(left)} {operator} {outline(right)})"
        case syntax.Conditional(condition=condition, then=then, otherwise=otherwise):
            return f"({outline(condition)} ? {outline(then)} : {outline(otherwise)})"
        case syntax.Parentheses(expression=inner):
            return f"<{outline(inner)}>"
    raise AssertionError(node)


@pytest.mark.parametrize(
    ("text", "grouped"),
    [
        ("a + b * c - d", "((a + (b * c)) - d)"),
        ("a - b - c", "((a - b) - c)"),
        ("a || b && c == d < e + f * g", "(a || (b && (c == (d < (e + (f * g))))))"),
        ("a * b + c < d == e && f || g", "((((((a * b) + c) < d) == e) && f) || g)"),
        ("!a && b", "((!a) && b)"),
        ("-a.b + c", "((-a.b) + c)"),
        ("--1", "(-(-1))"),
        ("(a + b) * c", "(<(a + b)> * c)"),
        ("a ? b : c ? d : e", "(a ? b : (c ? d : e))"),
        ("a ? b ? c : d : e", "(a ? (b ? c : d) : e)"),
        ("a == b ? c + d : e", "((a == b) ? (c + d) : e)"),
        ("a.b[0].c", "a.b[0].c"),
        ("a.0.b", "a[0].b"),
        ("a[*].b[0].c", "(a[*]: @.b[0].c)"),
        ("a.*.b.0[1].c", "(a.*: @.b[0])[1].c"),
        ("a[*].b[*].c", "(a[*]: (@.b[*]: @.c))"),
        ("a.*.b[*].c", "((a.*: @.b)[*]: @.c)"),
    ],
)
def test_grouping(text: str, grouped: str) -> None:
    assert outline(parse_expression(Source("", text))) == grouped


def test_every_expression_has_its_place() -> None:
    name, text, fields = expression(" a.b ")
    assert (name, text) == ("GetAttr", "a.b")
    assert fields["collection"] == ("Variable", "a", {"name": "a"})
    assert fields["name_start"] == 3

    assert expression(" a [ 0 ] + 1")[2]["left"] == (
        "Index",
        "a [ 0 ]",
        {"collection": ("Variable", "a", {"name": "a"}), "key": ("Literal", "0", {"value": 0}), "legacy": False},
    )
    assert expression("a[*].b")[2]["each"] == (
        "GetAttr",
        "[*].b",
        {"collection": ("SplatItem", "[*]"), "name": "b", "name_start": 5},
    )
    assert expression("a.*.b")[2]["each"] == (
        "GetAttr",
        ".*.b",
        {"collection": ("SplatItem", ".*"), "name": "b", "name_start": 4},
    )
    assert expression("( - a )") == (
        "Parentheses",
        "( - a )",
        {"expression": ("Unary", "- a", {"operator": "-", "operand": ("Variable", "a", {"name": "a"})})},
    )
    assert expression("a ? 1 : 2 ")[1] == "a ? 1 : 2"


def test_calls() -> None:
    name, text, fields = expression("provider :: aws::arn(a, b...) ")
    assert (name, text) == ("FunctionCall", "provider :: aws::arn(a, b...)")
    assert (fields["name"], fields["name_end"], fields["expand"]) == ("provider::aws::arn", 20, True)
    assert fields["arguments"] == [("Variable", "a", {"name": "a"}), ("Variable", "b", {"name": "b"})]
    assert expression("f()")[2]["arguments"] == []


def test_collections() -> None:
    assert expression("[1, [], ]")[2]["items"] == [("Literal", "1", {"value": 1}), ("Tuple", "[]", {"items": []})]
    text = '{ a = 1, (b): 2\n "c" = 3\n true = 4 }'
    entries = expression(text)[2]["entries"]
    assert isinstance(entries, list)
    assert [entry[1] for entry in entries] == ["a = 1", "(b): 2", '"c" = 3', "true = 4"]
    assert [entry[2]["key"][:2] for entry in entries] == [
        ("BareKey", "a"),
        ("Parentheses", "(b)"),
        ("Literal", '"c"'),
        ("BareKey", "true"),
    ]


def test_for_expressions() -> None:
    name, text, fields = expression("[for k, v in c : v if k]")
    assert (name, text) == ("ForTuple", "[for k, v in c : v if k]")
    assert (fields["key_name"], fields["value_name"]) == ("k", "v")
    assert fields["condition"] == ("Variable", "k", {"name": "k"})
    name, _, fields = expression("{for v in c : v.a => v...}")
    assert (name, fields["key_name"], fields["group"], fields["condition"]) == ("ForObject", None, True, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1),
        ("007", 7),
        ("1.5", 1.5),
        ("1.50e1", 15),
        ("1.0", 1),
        ("2e3", 2000),
        ("25e-1", 2.5),
        ("100e-2", 1),
        ("0.0", 0),
        ("12345678901234567890123", 12345678901234567890123),
        ("1e400", 10**400),
        ("9" * 5000, float("inf")),
        ("true", True),
        ("null", None),
        ('"a\\n\\t\\"\\\\\\u00e9\\U0001F600"', 'a\n\t"\\é😀'),
        ('"$${a} %%{b} $$ $ %"', "${a} %{b} $$ $ %"),
        ('"$$${a}"', "$${a}"),
        ('""', ""),
    ],
)
def test_literals(text: str, value: object) -> None:
    literal = parse_expression(Source("", text))
    assert isinstance(literal, syntax.Literal)
    assert literal.value == value
    assert type(literal.value) is type(value)
    assert (literal.start, literal.end) == (0, len(text))


def parts(text: str) -> list[object]:
    template = parse_expression(Source("", text))
    assert isinstance(template, syntax.Template)
    return [part.value if isinstance(part, syntax.Text) else text[part.start : part.end] for part in template.parts]


def test_quoted_templates() -> None:
    assert parts('"a\\n${ b }c"') == ["a\n", "${ b }", "c"]
    assert parts('"a ${~ b ~} c"') == ["a", "${~ b ~}", "c"]
    assert parts('"${a ~} $ b"') == ["${a ~}", "$ b"]
    assert parts('"$%{ if a }b%{ endif }"') == ["$", "%{ if a }b%{ endif }"]
    text = '"${ a.b }"'
    template = parse_expression(Source("", text))
    assert isinstance(template, syntax.Template)
    assert template.wrapped is not None
    assert text[template.wrapped.start : template.wrapped.end] == "a.b"
    spaced = parse_expression(Source("", '"${~ a ~} "'))
    assert isinstance(spaced, syntax.Template)
    assert spaced.wrapped is None


def test_directives() -> None:
    text = '"%{ if a }b%{ else }${c}%{ endif }%{ for k, v in d }${v}%{ endfor }"'
    template = parse_expression(Source("", text))
    assert isinstance(template, syntax.Template)
    test, loop = template.parts
    assert isinstance(test, syntax.IfDirective)
    assert isinstance(loop, syntax.ForDirective)
    assert text[test.start : test.end] == "%{ if a }b%{ else }${c}%{ endif }"
    assert show(test.then, text) == [("Text", "b", {"value": "b"})]
    assert test.otherwise is not None
    assert [text[part.start : part.end] for part in test.otherwise] == ["${c}"]
    assert (loop.key_name, loop.value_name, len(loop.body)) == ("k", "v", 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<<E\n  a\n b\nE", ["  a\n b\n"]),
        ("<<E\nE", []),
        ("<<-E\n    a\n\n      b\n    E", ["a\n\n  b\n"]),
        ("<<-E\n    a\n  ${b}\n  E", ["  a\n", "${b}", "\n"]),
        ("<<-E\n    a\n${b}\n  E", ["    a\n", "${b}", "\n"]),
        ("<<E\n${a ~}\n   b\nE", ["${a ~}", "   b\n"]),
        ("<<E\n$${a} \\n\nE", ["${a} \\n\n"]),
        ("<<E\r\na\r\nE\r\n", ["a\r\n"]),
        ("<<E\na\nEE\n E \t", ["a\nEE\n"]),
        ('<<E\n${"E"}E\nE', ['${"E"}', "E\n"]),
        ("<<E\n${<<E\nx\nE\n}\nE", ["${<<E\nx\nE\n}", "\n"]),
    ],
)
def test_heredocs(text: str, expected: list[object]) -> None:
    assert parts(text + "\n") == expected


def test_heredoc_place_ends_with_its_marker() -> None:
    text = "a = <<-EOT\n  x\n  EOT  \nb = 1\n"
    file = read(text)
    assert file.place(file.body.attributes["a"]).text == "a = <<-EOT\n  x\n  EOT"
    assert file.place(file.body.attributes["b"]).line == 4


def test_whole_text_as_template() -> None:
    template = parse_template(Source("x.tftpl", 'a "q" \\n ${b}\n%{ if c ~}\n  d\n%{ endif ~}\n$'))
    assert [type(part).__name__ for part in template.parts] == ["Text", "Interpolation", "Text", "IfDirective", "Text"]
    with pytest.raises(UnreadableSource):
        parse_template(Source("x.tftpl", "${a"))


def test_bodies() -> None:
    text = 'a = 1 # one\nb "c" d {\n  e = 2\n  f { g = 3 }\n}\n/* end */'
    file = read(text)
    (block,) = file.body.blocks
    assert file.place(file.body.attributes["a"]).text == "a = 1"
    assert text[: file.body.attributes["a"].name_end] == "a"
    assert file.place(block).text == text[12 : text.index("/*") - 1]
    assert (block.type, text[block.start : block.type_end]) == ("b", "b")
    assert [(label.value, file.place(label).text) for label in block.labels] == [("c", '"c"'), ("d", "d")]
    assert text[block.start : block.header_end] == 'b "c" d {'
    assert text[block.body.start : block.body.end] == "\n  e = 2\n  f { g = 3 }\n"
    assert [file.place(item).text for item in block.body.items] == ["e = 2", "f { g = 3 }"]
    assert [file.place(comment).text for comment in file.comments] == ["# one", "/* end */"]


def test_comments_leave_out_the_line_end() -> None:
    file = read("# a\r\nb = 1 // c\n#\n")
    assert [file.place(comment).text for comment in file.comments] == ["# a", "// c", "#"]


def test_object_and_block_named_for() -> None:
    file = read('for "for" {\n  for = 1\n  in  = { for k in [1] : k => k }\n}\n')
    assert list(file.body.blocks[0].body.attributes) == ["for", "in"]


@pytest.mark.parametrize(
    ("text", "names", "lines"),
    [
        ("a = 1\nb = \nc = 3\n", "ac", [2]),
        ("a = 1\nb = [1, 2\nc = 3\n", "ac", [3]),
        ("a = 1\nb = f(1, 2\nc = 3\n", "ac", [3]),
        ('a = 1\nb = "x\nc = 3\n', "ac", [2]),
        ('a = 1\nb = "${x\nc = 3\n', "ac", [2]),
        ("a = 1\nb = {\n  x = 1 2\n  y = 3\n}\nc = 3\n", "ac", [3]),
        ("a = 1\na = 2\nc = 3\n", "ac", [2]),
        ("a = 1; b = 2\nc = 3\n", "c", [1]),
        ("a = 'x'\nc = 3\n", "c", [1]),
        ("a = 1\n}\nc = 3\n", "ac", [2]),
    ],
)
def test_a_mistake_costs_its_argument(text: str, names: str, lines: list[int]) -> None:
    for prefix, suffix, more in (("", "", 0), ('r "x" "y" {\n  z = 1\n', "}\n", 2)):
        if prefix and "\n}\n" in text and "{" not in text:
            continue
        inner = "".join(f"  {line}\n" for line in text.splitlines()) if prefix else text
        file = parse(Source("main.tf", f'{prefix}{inner}{suffix}after "x" {{\n  y = 1\n}}\n'))
        body = file.body.blocks[0].body if prefix else file.body
        assert "".join(body.attributes).removeprefix("z") == names
        assert file.body.blocks[-1].type == "after"
        assert [error.place.line - more for error in file.errors if error.place] == lines


@pytest.mark.parametrize(
    "broken",
    [
        'resource "a" "b" {\n  x = 1\n  y {\n    z = 2\n}\n',
        'resource "a" "b" {\n  x = 1\n',
        'resource "a" "b {\n  x = 1\n}\n',
        'resource "a" "b"\n{\n  x = 1\n}\n',
        'resource "a" "${b}" {\n  x = 1\n}\n',
        'resource "a" = {\n  x = 1\n}\n',
        'resource "a" "b" {\n  x = <<EOT\n    z\n}\n',
        'resource "a" "b" { x = 1, y = 2 }\n',
        "resource {\n  x = [\n    1,\n}\n",
    ],
)
def test_a_mistake_costs_its_block(broken: str) -> None:
    good = 'data "c" "d" {\n  y = 1\n}\n'
    file = parse(Source("main.tf", f"{good}\n{broken}\n{good}\n{good}"))
    assert len(file.errors) >= 1
    data = [block for block in file.body.blocks if block.type == "data"]
    assert [list(block.body.attributes) for block in data] == [["y"], ["y"], ["y"]]


def test_errors_say_where_and_what() -> None:
    (error,) = parse(Source("main.tf", "a = 'x'\n")).errors
    assert str(error) == "main.tf:1:5: A string cannot be enclosed in single quotes. (use double quotes)"
    (error,) = parse(Source("main.tf", 'a = "x"\na = 2\n')).errors
    assert str(error) == "main.tf:2:1: “a” is already set on line 1. (set it once)"
    with pytest.raises(UnreadableSource, match="nothing more after the expression"):
        parse_expression(Source("main.tf", "a b"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[", "]"),
        ("{a=", "}"),
        ('"${', '}"'),
        ("(", ")"),
        ("f(", ")"),
        ("a[", "]"),
        ("a ? ", " : b"),
        ("[for x in y : ", "]"),
        ("{for x in y : x => ", "}"),
        ('"%{ if ', ' }%{ endif }"'),
    ],
)
def test_nesting_is_limited(before: str, after: str) -> None:
    def nested(depth: int) -> str:
        return f"a = {before * depth}1{after * depth}\nb = 2\n"

    assert not parse(Source("", nested(140))).errors
    file = parse(Source("", nested(5000)))
    assert "nested deeper than" in file.errors[0].message
    if after:
        assert "b" in file.body.attributes


def test_nested_blocks_are_limited() -> None:
    assert not parse(Source("", "a {\n" * 140 + "}\n" * 140)).errors
    assert "nested deeper than" in parse(Source("", "a {\n" * 5000 + "}\n" * 5000)).errors[0].message


@pytest.mark.parametrize(
    "text", ["a" + " + a" * 20000, "!" * 20000 + "a", "a ? b : " * 20000 + "c", "a" + ".b" * 20000, "a" + "[*]" * 20000]
)
def test_chains_need_no_nesting(text: str) -> None:
    assert not parse(Source("", f"x = {text}\n")).errors
