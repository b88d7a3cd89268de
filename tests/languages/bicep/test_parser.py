"""Values, places, recovery and limits of the Bicep reader."""

from __future__ import annotations

import sys
import time
from typing import TypeVar

import pytest

from foureyes.languages.bicep import syntax as s
from foureyes.languages.bicep.parser import parse
from foureyes.model.limits import Limits, limited
from foureyes.model.place import Source

N = TypeVar("N", bound=s.Node)


def read(text: str, path: str = "main.bicep") -> s.File:
    return parse(Source(path, text))


def value(text: str) -> s.Node:
    statement = read(f"var x = {text}").statements[0]
    assert isinstance(statement, s.Var), statement
    return statement.value


def only(file: s.File, kind: type[N]) -> N:
    (found,) = [node for node in s.walk(file) if isinstance(node, kind)]
    return found


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("''", ""),
        ("'a'", "a"),
        (r"'\n\r\t\\\'\$'", "\n\r\t\\'$"),
        (r"'\${a}'", "${a}"),
        (r"'\u{41}\u{1f600}'", "A😀"),
        (r"'\u{d83d}\u{de00}'", "😀"),
        (r"'\u{d83d}'", "\ufffd"),
        (r"'\u{000000041}'", "A"),
        ("'''a'''", "a"),
        ("'''\na\n'''", "a\n"),
        ("'''\r\na'''", "a"),
        ("'''\n\na'''", "\na"),
        ("''''a''''", "'a'"),
        ("''''''", ""),
        (r"'''\n${a}'''", r"\n${a}"),
        ("$'''\na $ {b}'''", "a $ {b}"),
        ("$$'''${a}'''", "${a}"),
    ],
)
def test_value_of_a_text(written: str, meant: str) -> None:
    node = value(written)
    assert isinstance(node, s.String)
    assert node.value == meant


@pytest.mark.parametrize(
    ("written", "segments"),
    [
        ("'${a}'", ["", ""]),
        (r"'a\t${b}\n${c}d'", ["a\t", "\n", "d"]),
        ("$'''\na${b}\n'''", ["a", "\n"]),
        ("$$'''${a}$${b}$$${c}'''", ["${a}", "$", ""]),
        ("'${a}''", None),
    ],
)
def test_segments_around_holes(written: str, segments: list[str] | None) -> None:
    if segments is None:
        assert read(f"var x = {written}").errors
        return
    node = value(written)
    assert isinstance(node, s.Interpolated)
    assert node.segments == segments
    assert len(node.holes) == len(segments) - 1


def test_numbers_and_constants() -> None:
    values = value("[0, 42, true, false, null]")
    assert isinstance(values, s.Array)
    zero, number, yes, no, nothing = values.items
    assert isinstance(zero, s.Integer) and zero.value == 0
    assert isinstance(number, s.Integer) and number.value == 42
    assert isinstance(yes, s.Boolean) and yes.value is True
    assert isinstance(no, s.Boolean) and no.value is False
    assert isinstance(nothing, s.Null)


def test_accesses_tell_how_they_access() -> None:
    node = value("a.b.?c[0][?1][^2]")
    assert isinstance(node, s.Index) and node.from_end and not node.safe
    assert isinstance(node.base, s.Index) and node.base.safe and not node.base.from_end
    assert isinstance(node.base.base, s.Index)
    access = node.base.base.base
    assert isinstance(access, s.Access) and access.safe and access.name == "c"
    assert isinstance(access.base, s.Access) and not access.base.safe


def test_a_resource_with_all_its_parts() -> None:
    text = "@onlyIfNotExists()\nresource r 'A/b@2020-01-01' existing = [for (x, i) in y: if (x) {\n  name: 'n'\n}]\n"
    (resource,) = read(text).statements
    assert isinstance(resource, s.Resource)
    assert (resource.name.text, resource.existing) == ("r", True)
    assert isinstance(resource.type, s.String) and resource.type.value == "A/b@2020-01-01"
    assert isinstance(resource.body, s.For) and resource.body.index and resource.body.index.text == "i"
    assert isinstance(resource.body.body, s.If)
    (decorator,) = resource.decorators
    assert isinstance(decorator.expression, s.Call) and decorator.expression.name == "onlyIfNotExists"


def test_nested_resources_are_items_of_the_body() -> None:
    text = "resource r 'A/b@1' = {\n  name: 'n'\n  @batchSize(1)\n  resource s 'c' = {\n    resource t 'd' = {}\n  }\n}"
    (resource,) = read(text).statements
    assert isinstance(resource, s.Resource) and isinstance(resource.body, s.Object)
    _, nested = resource.body.items
    assert isinstance(nested, s.Resource) and nested.name.text == "s" and len(nested.decorators) == 1
    assert [n.name.text for n in s.walk(resource) if isinstance(n, s.Resource)] == ["r", "s", "t"]


def test_a_parameter_file() -> None:
    text = "using 'main.bicep'\nextends 'base.bicepparam'\nparam p = 1\nextensionConfig k with {}\n"
    using, extends, param, config = read(text, "dev.bicepparam").statements
    assert isinstance(using, s.Using) and using.path and using.path.value == "main.bicep"
    assert isinstance(extends, s.Extends)
    assert isinstance(param, s.ParamAssignment) and param.name.text == "p"
    assert isinstance(config, s.ExtensionConfig) and config.name.text == "k"


def test_using_none() -> None:
    using = only(read("using none", "dev.bicepparam"), s.Using)
    assert using.path is None and (using.start, using.end) == (0, 10)


def test_comments_and_pragmas_are_kept() -> None:
    text = "// one\n#disable-next-line a b-c // two\nvar x = /* three */ 1\n"
    file = read(text)
    assert [text[c.start : c.end] for c in file.comments] == ["// one", "// two", "/* three */"]
    (pragma,) = file.pragmas
    assert (pragma.word, pragma.codes) == ("disable-next-line", ["a", "b-c"])
    assert text[pragma.start : pragma.end] == "#disable-next-line a b-c"
    assert file.errors == []


def test_comment_signs_within_texts_are_text() -> None:
    assert read("var x = 'https://a/*b'\nvar y = '''\n// no\n'''").comments == []


def test_places_count_code_points() -> None:
    file = read("var x = '😀'\nvar y = a\n")
    variable = only(file, s.Variable)
    place = variable.place(file.source)
    assert (place.start, place.line, place.column, place.text) == (20, 2, 9, "a")


def test_names_in_calls_have_their_place() -> None:
    text = "var x = az /* c */ .resourceId('a')"
    call = only(read(text), s.MethodCall)
    assert text[call.name_start :].startswith("resourceId")


def test_walk_visits_parents_first_in_the_order_of_the_text() -> None:
    text = "@a(1)\nparam p string = 'b'\nvar c = d.e + 2"
    starts = [node.start for node in s.walk(read(text))]
    assert starts == sorted(starts)


# Recovery


def test_a_bad_statement_costs_that_statement() -> None:
    text = "var a = 1\nvar b = = 2\nvar c = 3\n"
    file = read(text)
    a, lost, c = file.statements
    assert isinstance(a, s.Var) and isinstance(c, s.Var)
    assert isinstance(lost, s.Skipped) and (lost.keyword, lost.name) == ("var", "b")
    assert text[lost.start : lost.end] == "var b = = 2"
    (error,) = file.errors
    assert str(error) == "main.bicep:2:9: expected a value, but found =; var b is left out (line 2)"


def test_a_bad_property_costs_that_property() -> None:
    text = "resource r 'A/b@1' = {\n  a: 1\n  b = 2\n  c: {\n    d: [1, *, 3]\n  }\n}\nvar x = 1\n"
    file = read(text)
    resource, x = file.statements
    assert isinstance(resource, s.Resource) and isinstance(resource.body, s.Object) and isinstance(x, s.Var)
    a, b, c = resource.body.items
    assert isinstance(a, s.Property) and isinstance(c, s.Property)
    assert isinstance(b, s.Skipped) and text[b.start : b.end] == "b = 2"
    assert isinstance(c.value, s.Object)
    (d,) = c.value.items
    assert isinstance(d, s.Property) and isinstance(d.value, s.Array)
    assert [type(item).__name__ for item in d.value.items] == ["Integer", "Skipped", "Integer"]
    assert [error.place.line for error in file.errors if error.place] == [3, 5]


def test_what_a_bad_property_spans_is_left_out_as_a_whole() -> None:
    text = "var x = {\n  a b: {\n    c: 1\n  }\n  d: 2\n}\n"
    only_object = next(node for node in s.walk(read(text)) if isinstance(node, s.Object))
    lost, d = only_object.items
    assert text[lost.start : lost.end] == "a b: {\n    c: 1\n  }"
    assert isinstance(d, s.Property)


def test_a_forgotten_parenthesis_stays_within_its_braces() -> None:
    file = read("var x = {\n  a: f(1\n  b: 2\n}\nvar y = 1\n")
    x, y = file.statements
    assert isinstance(x, s.Var) and isinstance(y, s.Var)
    assert len(file.errors) == 1


def test_a_forgotten_brace_ends_at_the_next_declaration() -> None:
    text = "resource r 'A/b@1' = {\n  p: {\n    a: 1\n}\n\nresource t 'A/c@1' = {\n  b: 2\n}\nvar x = 1\n"
    file = read(text)
    assert [type(statement).__name__ for statement in file.statements] == ["Skipped", "Resource", "Var"]
    (error,) = file.errors
    assert "resource r is left out (lines 1 to 4)" in error.message


def test_an_unreadable_decorator_takes_its_declaration_along() -> None:
    file = read("@allowed([\nparam a string\n@secure(\nparam b string\nparam c string\n")
    assert [type(statement).__name__ for statement in file.statements] == ["Skipped", "Skipped", "Param"]
    assert [lost.name for lost in file.statements if isinstance(lost, s.Skipped)] == ["a", "b"]


def test_an_unclosed_text_costs_its_line() -> None:
    file = read("var a = 'x\nvar b = '${y\nvar c = 1\n")
    assert [type(statement).__name__ for statement in file.statements] == ["Skipped", "Skipped", "Var"]


def test_something_behind_a_declaration_makes_it_doubtful() -> None:
    file = read("var a = 1 + 2 3\nvar b = 1")
    assert [type(statement).__name__ for statement in file.statements] == ["Skipped", "Var"]


def test_a_comma_at_the_end_of_a_line_is_only_said() -> None:
    file = read("var a = [\n  1,\n  2\n]")
    array = only(file, s.Array)
    assert len(array.items) == 2 and "comma" in file.errors[0].message


def test_remedies() -> None:
    assert read('var a = "x"').errors[0].remedy == "write texts in single quotes"
    assert read("var a = '${[1]}'").errors[0].remedy == "give it a name with var"


def test_a_keyword_as_a_key_begins_no_declaration() -> None:
    file = read("var a = [\nb c\nparam: 1\n]\nvar d = 1")
    assert isinstance(file.statements[-1], s.Var)


# Limits

DEEP = {
    "arrays": "var x = " + "[" * 5000 + "]" * 5000,
    "unclosed arrays": "var x = " + "[" * 5000,
    "objects": "var x = " + "{ a: " * 5000 + "1" + "}" * 5000,
    "calls": "var x = " + "f(" * 5000 + ")" * 5000,
    "parentheses": "var x = " + "(" * 5000 + "1" + ")" * 5000,
    "indexes": "var x = " + "a[" * 5000 + "0" + "]" * 5000,
    "conditions": "var x = a" + " ? b : c" * 5000,
    "holes": "var x = " + "'${" * 5000 + "a" + "}'" * 5000,
    "lambdas": "var x = " + "a => " * 5000 + "1",
    "loops": "var x = " + "[for a in b: " * 5000 + "1" + "]" * 5000,
    "operators": "var x = 1" + " + 1" * 5000,
    "precedences": "var x = " + "1 ?? (1 || (1 && (1 == (1 < (1 + (1 * (" * 1000,
    "accesses": "var x = a" + ".b" * 5000,
    "types": "type x = " + "{ a: " * 5000 + "int" + "}" * 5000,
    "type suffixes": "type x = a" + "[]" * 5000,
    "generics": "type x = " + "a<" * 5000 + "int" + ">" * 5000,
    "resources": "resource a 'b' = {\n" * 2000,
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP.keys())
def test_nesting_ends_in_a_clear_word(text: str) -> None:
    with limited(Limits()):
        file = read(text + "\nvar last = 1\n")
    assert any("nested deeper" in e.message or "follow each other" in e.message for e in file.errors)
    last = file.statements[-1]
    assert isinstance(last, s.Var) and last.name.text == "last"


def test_a_hundred_levels_are_read() -> None:
    text = "var x = " + "{ a: [f((" * 24 + "1" + "))]}" * 24
    assert read(text).errors == []


def test_few_frames_left_end_in_a_clear_word() -> None:
    text = "var x = " + "[f({ a: (" * 24 + "1" + ")})]" * 24 + "\nvar y = 1"

    def descend(left: int) -> s.File:
        return descend(left - 1) if left else read(text)

    frames = 0
    frame = sys._getframe()
    while frame.f_back:
        frames, frame = frames + 1, frame.f_back
    file = descend(sys.getrecursionlimit() - frames - 150)
    assert "nested too deep" in file.errors[0].message
    assert isinstance(file.statements[-1], s.Var)


HOSTILE = {
    "blanks": " ",
    "blank lines": " \t\n",
    "dollars": "$",
    "quotes": "'",
    "open texts": "'${",
    "dollar texts": "$'''",
    "open comments": "/*",
    "stars": "/* * ",
    "bad escapes": "var x = '\\q'\n",
    "bad items": "var x = [\n a b\n",
    "open braces": "var x = {\n",
    "open resources": "resource a 'b' = {\n",
    "decorators": "@a\n",
    "pragmas": "#disable-next-line a ",
    "closing": ")]}",
    "digits": "9",
    "names": "a",
    "unclosed decorators": "@a(\n",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_with_the_text(unit: str) -> None:
    def seconds(size: int) -> float:
        text = "var x = [\n" + unit * (size // len(unit))
        best = float("inf")
        for _ in range(2):
            began = time.process_time()
            read(text)
            best = min(best, time.process_time() - began)
        return best

    small, large = seconds(15_000), seconds(120_000)
    # Quadratic time would be 64 times as much; the constant hides the jitter of small measurements.
    assert large < 24 * small + 0.1


@pytest.mark.parametrize("end", range(0, 400, 7))
def test_every_beginning_of_a_file_is_survived(end: int) -> None:
    text = (
        "@description('d')\nparam p { a: string? } = { a: '${b}' }\n#disable-next-line x\n"
        "resource r 'A/b@1' = [for (x, i) in y: if (x) {\n  name: '''m'''\n  ...z\n  q: a.?b[?0] ?? c!\n"
        "  resource s 'c' = {}\n}]\nfunc f(a int) string => map(b, (c) => [c])[^1]\nimport { a as b } from 'c'\n"
        "type t = | 'a' | resourceInput<'A/b@1'>.p\noutput o array = [for k in l: $'''${k}''']\n"
    )
    file = read(text[:end])
    for node in s.walk(file):
        assert 0 <= node.start <= node.end <= end
    for error in file.errors:
        assert error.place and 0 <= error.place.start <= error.place.end <= end
