"""The JSON reader: values, places, recovery, bounds."""

from __future__ import annotations

import json
import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foureyes.languages.documents.json import ARM, STANDARD, Dialect, read_json
from foureyes.languages.documents.tree import Document, Mapping, Node, Scalar, Sequence
from foureyes.model.limits import USUAL
from foureyes.model.place import Source


def read(text: str, dialect: Dialect = STANDARD) -> Document:
    return read_json(Source("main.json", text), dialect)


def plain(node: Node | None) -> object:
    if isinstance(node, Mapping):
        return {name: plain(value) for name, (_, value) in node.effective().items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    assert isinstance(node, Scalar)
    return node.value


def written(document: Document, node: Node | None) -> str:
    assert node is not None
    return document.place(node).text


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES, st.sampled_from([None, 0, 2, "\t"]), st.booleans())
def test_agrees_with_json_loads(value: object, indent: int | str | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    document = read(text)
    assert not document.errors
    assert plain(document.root) == json.loads(text)
    assert written(document, document.root) == text


@given(st.text(alphabet='{}[]",:\\/*0123.eE-+truefalsn \n\tax', max_size=30))
def test_accepts_exactly_what_json_loads_accepts(text: str) -> None:
    """Comments apart, and never raises."""
    document = read(text)
    try:
        expected = json.loads(text)
    except ValueError:
        assert document.errors or document.comments
    else:
        assert plain(document.root) == expected


@given(VALUES, st.data())
def test_reads_the_start_of_any_text(value: object, data: st.DataObject) -> None:
    text = json.dumps(value, indent=1)
    document = read(text[: data.draw(st.integers(0, len(text) - 1))])
    for error in document.errors:
        assert error.place is not None and error.remedy


def test_every_node_has_its_exact_place() -> None:
    document = read('{\n  "a": [1, "é😀", {}],\n  "b" : null\n}\n')
    root = document.root
    assert isinstance(root, Mapping)
    items = root.get("a")
    assert isinstance(items, Sequence)
    assert written(document, items) == '[1, "é😀", {}]'
    assert [written(document, item) for item in items.items] == ["1", '"é😀"', "{}"]
    assert written(document, root.key("b")) == '"b"'
    assert written(document, root.get("b")) == "null"
    place = document.place(items.items[1])
    assert (place.line, place.column, place.end_column) == (2, 12, 16)


def test_windows_line_ends_and_byte_order_mark() -> None:
    document = read('\ufeff{\r\n  "a": 1\r\n}\r\n')
    assert plain(document.root) == {"a": 1}
    assert not document.errors
    assert isinstance(document.root, Mapping)
    found = document.root.get("a")
    assert found is not None
    assert str(document.place(found)) == "main.json:2:8"


def test_numbers_keep_their_value_and_text() -> None:
    document = read("[12345678901234567890123, -0, 1.10, 1E3, 1e400]")
    assert isinstance(document.root, Sequence)
    values = [item.value for item in document.root.items]
    assert values == [12345678901234567890123, 0, 1.1, 1000.0, math.inf]
    assert [type(value) for value in values] == [int, int, float, float, float]
    assert written(document, document.root.items[2]) == "1.10"


def test_strings_are_decoded() -> None:
    document = read(r'["\u00e9\n\/", "\ud83d\ude00", "\ud83d", ""]')
    assert not document.errors
    assert plain(document.root) == ["é\n/", "😀", "\ufffd", ""]


def test_comments_are_read_everywhere() -> None:
    text = '// a\n{ /* b */ "k" /* c */ : /* d */ 1 /* e */, // f\n "l": [ /* g */ ], "m": { // h\n } }\n/* i, */'
    document = read(text)
    assert not document.errors
    assert plain(document.root) == {"k": 1, "l": [], "m": {}}
    comments = [text[start:end] for start, end in document.comments]
    assert comments == [
        "// a",
        "/* b */",
        "/* c */",
        "/* d */",
        "/* e */",
        "// f",
        "/* g */",
        "// h",
        "/* i, */",
    ]


def test_comment_signs_inside_strings_are_text() -> None:
    document = read('{"u": "https://x/*y*/"}')
    assert not document.comments
    assert plain(document.root) == {"u": "https://x/*y*/"}


def test_arm_takes_line_breaks_in_strings_and_trailing_commas() -> None:
    text = '{"a": "[concat(\r\n\t\'x\')]", "b": [1, 2, // two, really\n],}'
    document = read(text, ARM)
    assert not document.errors
    assert plain(document.root) == {"a": "[concat(\r\n\t'x')]", "b": [1, 2]}


def test_duplicate_keys_are_kept_and_reported() -> None:
    document = read('{"a": 1, "b": {"c": 1}, "\\u0061": 2}')
    assert isinstance(document.root, Mapping)
    assert len(document.root.entries) == 3
    assert document.root.get("a") is document.root.entries[2][1]
    (duplicate,) = document.duplicates
    assert (duplicate.first.start, duplicate.again.start) == (1, 24)


@pytest.mark.parametrize(
    ("text", "message", "place", "value"),
    [
        ("", "the file holds no JSON value", (0, 0), None),
        ("  // only", "the file holds no JSON value", (9, 9), None),
        ("{", "expected a key, found the end of the file", (1, 1), {}),
        ('{"a"', "expected `:` after the key, found the end of the file", (4, 4), {"a": None}),
        ('{"a" 1}', "expected `:` after the key, found `1`", (5, 6), {"a": None}),
        ('{"a":}', "expected a value, found `}`", (5, 6), {"a": None}),
        ("{a: 1}", "expected a key, found `a`", (1, 2), {}),
        ("{'a': 1}", "expected a key, found `'a'`", (1, 4), {}),
        ("['a']", "expected a value, found `'a'`", (1, 4), [None]),
        ("[tru]", "expected a value, found `tru`", (1, 4), [None]),
        ("[NaN]", "expected a value, found `NaN`", (1, 4), [None]),
        ("[1, .5]", "expected a value, found `.5`", (4, 6), [1, None]),
        ("[01]", "`01` is not a JSON value", (1, 3), [0]),
        ("[,]", "expected a value, found `,`", (1, 2), [None]),
        ("[1,,2]", "expected a value, found `,`", (3, 4), [1, None]),
        ("[1 2]", "expected `,` or `]`, found `2`", (3, 4), [1]),
        ('{"a": 1 "b": 2}', 'expected `,` or `}`, found `"`', (8, 9), {"a": 1}),
        ('{"a": [1, {"b": 2}', "expected `,` or `]`, found the end of the file", (18, 18), {"a": [1, {"b": 2}]}),
        ('{"a":\n[1}', "`}` does not close the bracket opened in line 2", (8, 9), {"a": [1]}),
        ("[1] x", "there is text after the end of the JSON value", (4, 5), [1]),
        ("[1]]", "there is text after the end of the JSON value", (3, 4), [1]),
        ("[1, /* x", "this comment is never closed", (4, 6), [1]),
        ('["a', "this string is never closed", (1, 2), [None]),
        ("[1,]", "a comma follows the last item", (2, 3), [1]),
        ('{"a": 1, // b, c\n}', "a comma follows the last item", (7, 8), {"a": 1}),
        ('["a\nb", 2]', "a string runs over the end of its line", (3, 4), ["a\nb", 2]),
        ('["a\tb", 2]', "a string holds a control character", (3, 4), ["a\tb", 2]),
        ('["\\q", 2]', "a string holds an unknown escape", (2, 4), ["\\q", 2]),
        ('["\\u12", 2]', "a string holds an unknown escape", (2, 4), ["\\u12", 2]),
    ],
)
def test_faults_have_a_place_and_lose_nothing_before(
    text: str, message: str, place: tuple[int, int], value: object
) -> None:
    document = read(text)
    (error,) = document.errors
    assert error.message == message
    assert error.place is not None
    assert (error.place.start, error.place.end) == place
    assert error.remedy
    if document.root is not None or value is not None:
        assert plain(document.root) == value


def test_what_is_missing_is_marked_lost() -> None:
    root = read('{"a": ').root
    assert isinstance(root, Mapping)
    value = root.get("a")
    assert isinstance(value, Scalar) and value.lost


def test_too_many_digits() -> None:
    document = read("[" + "1" * 5000 + ", 2]")
    assert document.errors[0].message == "a number has more than 4300 digits"
    assert plain(document.root) == [None, 2]


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_depth_is_bounded(opening: str) -> None:
    document = read(opening * 100_000)
    assert document.errors[0].message == f"the document is nested deeper than {USUAL.nesting} levels"
    closing = "]" if opening == "[" else "}"
    assert not read(opening * USUAL.nesting + "1" + closing * USUAL.nesting).errors


@pytest.mark.parametrize("text", ["/**/" * 100_000, '"' + "\\n" * 200_000, "[" + "1,\n" * 100_000, "//\n" * 100_000])
def test_time_stays_linear(text: str) -> None:
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 5
