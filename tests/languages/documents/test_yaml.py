"""The YAML reader: types, places, comments, merges, recovery, bounds."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from foureyes.languages.documents.scalars import resolve
from foureyes.languages.documents.tree import Document, Mapping, Node, Scalar, Sequence
from foureyes.languages.documents.yaml import read_yaml
from foureyes.model.limits import USUAL
from foureyes.model.place import Source


@pytest.fixture(params=[True, False], ids=["libyaml", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if request.param and not yaml.__with_libyaml__:
        pytest.skip("libyaml is missing")
    monkeypatch.setattr(yaml, "__with_libyaml__", request.param)
    yield


def read(text: str) -> Document:
    return read_yaml(Source("template.yaml", text))


def plain(node: Node | None) -> object:
    if isinstance(node, Mapping):
        return {name: plain(value) for name, (_, value) in node.effective().items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.value if node else None


def mapping(document: Document) -> Mapping:
    assert isinstance(document.root, Mapping)
    return document.root


def written(document: Document, node: Node | None) -> str:
    assert node is not None
    return document.place(node).text


POINTLESS_FLOAT = re.compile(r"[-+]?[0-9._]+[eE][-+]?[0-9]+")
TEXTS = st.text().filter(lambda text: not POINTLESS_FLOAT.fullmatch(text))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
)


@given(VALUES, st.sampled_from([None, True, False]))
def test_agrees_with_pyyaml(value: object, flow: bool | None) -> None:
    text = yaml.safe_dump(value, default_flow_style=flow, allow_unicode=True)
    document = read(text)
    assert not document.errors
    assert plain(document.root) == yaml.load(text, yaml.CSafeLoader)


@given(st.text(alphabet="ab:- \n#'\"[]{},&*!|>?<%@\t1", max_size=40))
def test_accepts_exactly_what_pyyaml_composes(text: str) -> None:
    document = read(text)
    for error in document.errors:
        assert error.place is not None and error.remedy
    if not any("alias" in error.message or "<<" in error.message for error in document.errors):
        try:
            list(yaml.compose_all(text, yaml.CSafeLoader))
        except yaml.YAMLError:
            assert document.errors
        else:
            assert not document.errors


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[(word, True) for word in ("yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON")],
        *[(word, False) for word in ("no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF")],
        *[(word, None) for word in ("", "~", "null", "Null", "NULL")],
        *[(word, word) for word in ("y", "n", "yEs", "tRUE", "None", "nULL", "=", "<<", "-", "+", ".")],
        *[("012345670123", 1402433619), ("0755", 493), ("-010", -8), ("0", 0)],
        *[(word, word) for word in ("0o17", "098765432109", "08", "0x", "0b2", "0x_", "1__a")],
        *[("123456789012", 123456789012), ("1_000", 1000), ("0x1F", 31), ("0b101", 5), ("+7", 7)],
        *[("22:22", 1342), ("1:30:00", 5400), ("-1:30", -90), ("1:30.5", 90.5), ("22:60", "22:60"), ("0:22", "0:22")],
        *[("1.5", 1.5), (".5", 0.5), ("1.", 1.0), ("1e3", 1000.0), ("1.5e-3", 0.0015), ("-.inf", float("-inf"))],
        *[(word, word) for word in ("1.2.3", "1.2.3.4/32", "2010-09-09", "2001-12-14t21:59:43.10-05:00", "10.0.0.0")],
        ("9" * 5000, "9" * 5000),
    ],
)
def test_plain_scalars_mean_what_yaml_1_1_says(text: str, value: object) -> None:
    assert resolve(text) == value
    assert type(resolve(text)) is type(value)
    assert plain(read(f"a: '{text}'").root) == {"a": text}


@pytest.mark.usefixtures("parser")
def test_written_out_types() -> None:
    document = read("[!!str 012, !!int '7', !!float 1, !!bool yes, !!null '', !!binary aGk=, !!timestamp 2001-01-01]")
    assert not document.errors
    assert plain(document.root) == ["012", 7, 1.0, True, None, "aGk=", "2001-01-01"]
    assert isinstance(document.root, Sequence)
    assert [item.tag for item in document.root.items] == [None] * 5 + ["!!binary", "!!timestamp"]


@pytest.mark.usefixtures("parser")
def test_every_node_has_its_exact_place() -> None:
    document = read("a:\n  - !Ref  x\n  - {b: 'c', d: [1]}\n\n# end\ne: &k |\n  text\n  more\n\nf:\n")
    root = mapping(document)
    assert written(document, root.get("a")) == "- !Ref  x\n  - {b: 'c', d: [1]}"
    items = root.get("a")
    assert isinstance(items, Sequence)
    reference = items.items[0]
    assert isinstance(reference, Scalar)
    assert (written(document, reference), reference.tag, reference.value) == ("!Ref  x", "!Ref", "x")
    assert document.source.text[reference.text_start : reference.end] == "x"
    assert written(document, items.items[1]) == "{b: 'c', d: [1]}"
    assert written(document, root.get("e")) == "&k |\n  text\n  more"
    assert written(document, root.get("f")) == ""
    assert written(document, root).endswith("f:")


@pytest.mark.usefixtures("parser")
def test_styles() -> None:
    document = read("- a\n- 'a'\n- \"a\"\n- |\n  a\n- >\n  a\n")
    assert isinstance(document.root, Sequence)
    styles = [item.style for item in document.root.items if isinstance(item, Scalar)]
    assert styles == ["plain", "single", "double", "literal", "folded"]


@pytest.mark.usefixtures("parser")
def test_tags_on_collections() -> None:
    document = read("a: !If [c, !Ref x, 1]\nb: !Fn\n  k: v\n")
    chosen, block = mapping(document).get("a"), mapping(document).get("b")
    assert isinstance(chosen, Sequence) and isinstance(block, Mapping)
    assert (chosen.tag, chosen.start, block.tag) == ("!If", 3, "!Fn")
    assert written(document, block) == "!Fn\n  k: v"


@pytest.mark.usefixtures("parser")
def test_unicode_windows_line_ends_and_byte_order_mark() -> None:
    document = read('\ufeffé: 😀 # x\r\nb:\r\n  c: "ü"\r\n')
    assert not document.errors
    inner = mapping(document).get("b")
    assert isinstance(inner, Mapping)
    assert written(document, inner) == 'c: "ü"'
    value = inner.get("c")
    assert value is not None
    assert str(document.place(value)) == "template.yaml:3:6"
    assert [document.place(span).text for span in document.comments] == ["# x"]


@pytest.mark.usefixtures("parser")
def test_comments() -> None:
    text = "# 1\na: b#c # 2\nd: 'x # no' # 3\ne: |2- # 4\n   # no\n   t\n # 5\n"
    text += 'f: !Sub "a\n  # no" # 6\ng: [1, # 7\n 2]\n'
    document = read(text)
    assert not document.errors
    assert [document.place(span).text for span in document.comments] == [f"# {number}" for number in range(1, 8)]


@pytest.mark.usefixtures("parser")
def test_keys_are_text_whatever_their_type() -> None:
    root = mapping(read("80: a\non: b\n1.5: c\n~: d\n? [x]\n: e\n"))
    assert list(root.effective()) == ["80", "true", "1.5", "null"]
    assert len(root.entries) == 5


@pytest.mark.usefixtures("parser")
def test_duplicate_keys_are_kept_and_reported() -> None:
    document = read("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n1: x\ntrue: y\n")
    assert plain(document.root) == {"a": 3, "b": {"c": 2}, "1": "x", "true": "y"}
    assert [(each.first.start, each.again.start) for each in document.duplicates] == [(10, 17), (0, 22)]


@pytest.mark.usefixtures("parser")
def test_aliases_share_the_node() -> None:
    document = read("a: &x\n  b: 1\nc: *x\n")
    root = mapping(document)
    assert root.get("a") is root.get("c")
    (alias,) = document.aliases
    assert document.place(alias.span).text == "*x"
    assert alias.node is root.get("a")
    assert written(document, root).endswith("*x")


@pytest.mark.usefixtures("parser")
def test_merges_keep_places_and_yield_to_own_keys() -> None:
    document = read("a: &a {x: 1, y: 1}\nb: &b {<<: *a, y: 2, z: 2}\nc:\n  x: 3\n  <<: [*b, *a]\nd: {'<<': 1}\n")
    assert not document.errors
    merged = mapping(document).get("c")
    assert isinstance(merged, Mapping)
    assert plain(merged) == {"x": 3, "y": 2, "z": 2}
    assert written(document, merged.key("z")) == "z"
    assert plain(mapping(document).get("d")) == {"<<": 1}


@pytest.mark.usefixtures("parser")
def test_several_documents() -> None:
    document = read("%YAML 1.1\n---\na: &x 1 # one\n---\nb: 2 # two\n...\n---\n- 3\n")
    assert not document.errors
    assert [plain(each.root) for each in (document, *document.others)] == [{"a": 1}, {"b": 2}, [3]]
    assert len(document.comments) == 2


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("text", ["", "\n", "# only\n"])
def test_nothing_is_no_fault(text: str) -> None:
    document = read(text)
    assert document.root is None
    assert not document.errors


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "message", "start", "value"),
    [
        ("a: 1\nb:\n\t- c", "a tab indents this line", 8, {"a": 1, "b": None}),
        ("a: 1\nb: @x", "`@` cannot begin a value", 8, {"a": 1, "b": None}),
        ("a: 1\nb: 'x", "a quoted text is never closed", 8, {"a": 1, "b": None}),
        ("a: b: c", "a `:` stands where no key can be", 4, {"a": "b"}),
        ("a:\n  b: 1\n c: 2", "the indentation fits no line above", 11, {"a": {"b": 1}}),
        ("a: 1\nb\nc: 2", "a key is not followed by `:`", 7, {"a": 1}),
        ("a: {b: 1", "a bracket is not closed, or a comma is missing", 8, {"a": {"b": 1}}),
        ("a: [1 : 2 : 3", None, None, None),
        ("a: !x!y z", "a tag's prefix is not declared", 3, {"a": None}),
        ("a: \x01b\nc: 1", "YAML allows no control characters", 3, {"a": "\ufffdb", "c": 1}),
        ("a: \ud800", "YAML allows no control characters", 3, {"a": "\ufffd"}),
        ("a: *x\nb: 1", "the alias `*x` has no anchor", 3, {"a": None, "b": 1}),
        ("a: &a [1, *a]\nb: 1", "the alias `*a` stands inside what it repeats", 10, {"a": [1, None], "b": 1}),
        ("a: !!int x\nb: 1", "the text does not fit its tag `!!int`", 9, {"a": None, "b": 1}),
        ("a:\n  <<: 5\n  b: 1", "`<<` merges something that is no mapping", 5, {"a": {"b": 1}}),
        ("a: 1\n}", None, 5, {"a": 1}),
    ],
)
def test_faults_have_a_place_and_lose_nothing_before(
    text: str, message: str | None, start: int | None, value: object
) -> None:
    document = read(text)
    error = document.errors[0]
    assert error.place is not None and error.remedy
    if message:
        assert error.message == message
    if start is not None:
        assert error.place.start == start
        assert plain(document.root) == value


def test_unknown_escape() -> None:
    assert read('a: "\\q"').errors[0].message == "a string holds an unknown escape"


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_depth_is_bounded(opening: str) -> None:
    document = read(opening * 100_000)
    assert document.errors[0].message == f"the document is nested deeper than {USUAL.nesting} levels"


def test_alias_bombs_are_bounded() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, 12)]
    document = read("\n".join(lines))
    assert document.errors[0].message == f"aliases repeat more than {USUAL.aliases:,} values"
    visited, waiting = 0, [document.root]
    while waiting:
        node = waiting.pop()
        visited += 1
        if isinstance(node, Mapping):
            waiting += [part for pair in node.entries for part in pair]
        elif isinstance(node, Sequence):
            waiting += node.items
    assert visited < USUAL.aliases + 1000


def test_merge_chains_are_bounded() -> None:
    lines = ["m0: &m0 {k0: 0}"]
    lines += [f"m{level}: &m{level} {{<<: [*m{level - 1}, *m{level - 1}], k{level}: 0}}" for level in range(1, 60)]
    began = time.process_time()
    document = read("\n".join(lines))
    last = mapping(document).get("m59")
    assert isinstance(last, Mapping)
    assert last.get("k59") is not None
    assert document.errors
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "text", ["#\n" * 100_000, "- '#'\n" * 50_000, "a: |\n" + "  #\n" * 100_000, "- &a !b\n" * 20_000]
)
def test_time_stays_linear(text: str) -> None:
    began = time.process_time()
    assert not read(text).errors
    assert time.process_time() - began < 5
