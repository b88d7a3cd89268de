"""Documents inside texts."""

import pytest

from foureyes.model.document import LONGEST_YAML, as_document
from foureyes.model.place import Place, Source
from foureyes.model.value import Absent, Known, ListValue, MapValue, Reference, Step, Unknown

PLACE = Place(Source("main.tf", "policy = x\n"), 0, 6)
GAP = Unknown("nobody knows", subject="var.x")


WAY = (Step("it came"),)


def read(*parts):
    value = Known(parts[0], PLACE, WAY) if len(parts) == 1 else Unknown("nobody knows", PLACE, WAY, parts=parts)
    return as_document(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": [1, true, null, "x"]}', MapValue({"a": ListValue([Known(1), Known(True), Absent(), Known("x")])})),
        ('"x"', Known("x")),
        ('{"a": "line\nbreak"}', MapValue({"a": Known("line\nbreak")})),
        ("a: 1\nb:\n  - x\n", MapValue({"a": Known(1), "b": ListValue([Known("x")])})),
        ("---\na: 1\n", MapValue({"a": Known(1)})),
        ("a: 2020-01-02\n", MapValue({"a": Known("2020-01-02")})),
        ("1: x\n", MapValue({"1": Known("x")})),
        ("", Absent()),
    ],
)
def test_json_and_yaml_are_read(text, expected):
    found = read(text)
    assert found == expected
    assert all((leaf.place, leaf.trail) == (PLACE, WAY) for leaf in deep(found))


def deep(leaf):
    """A leaf and all inside of it."""
    inside = leaf.items if isinstance(leaf, ListValue) else leaf.entries.values() if isinstance(leaf, MapValue) else ()
    return [leaf, *(one for each in inside for one in deep(each))]


@pytest.mark.parametrize(
    "text",
    ["plain words", "{", "a: &x 1\nb: *x\n", "a: [\n", "- a\n", "a: " + "x" * LONGEST_YAML, "[" * 100_000],
    ids=["words", "json", "alias", "yaml", "list", "long", "deep"],
)
def test_what_is_neither_is_unknown(text):
    found = read(text)
    assert isinstance(found, Unknown)
    assert (found.reason, found.place, found.trail) == ("the text is no JSON or YAML that can be read", PLACE, WAY)


def test_what_cannot_be_read_keeps_what_it_refers_to():
    references = (Reference("bucket.a", "arn"),)
    assert as_document(Known("plain words", references=references)).references == references
    assert as_document(Unknown("?", references=references, parts=("a", GAP))).references == references


def test_a_yaml_text_of_the_largest_size_is_read():
    assert isinstance(read("a: " + "x" * (LONGEST_YAML - 3)), MapValue)


def test_a_structure_is_itself_and_a_known_document_is_not_read_again():
    structure = MapValue({})
    assert as_document(structure) is structure
    assert as_document(Known("{", document=structure)) is structure
    assert as_document(GAP) is GAP


def test_a_gap_may_be_a_whole_value():
    for before, after in (('{"a": ', "}"), ('{"a": "', '"}')):
        found = read(before, GAP, after).entries["a"]
        assert (found.reason, found.subject, found.place) == ("nobody knows", "var.x", PLACE)


def test_a_gap_keeps_the_place_it_has():
    placed = Unknown("nobody knows", Place(PLACE.source, 9, 10))
    assert read("[", placed, "]").items[0].place == Place(PLACE.source, 9, 10)


def test_a_text_with_gaps_is_unknown_for_the_reason_of_the_first():
    first = Unknown("first", references=(Reference("a"),))
    second = Unknown("second", references=(Reference("b"), Reference("c")))
    found = read('{"a": "', first, "-", second, '"}').entries["a"]
    assert (found.reason, found.place, found.trail) == ("first", PLACE, WAY)
    assert found.references == (Reference("a"), Reference("b"), Reference("c"))
    assert found.parts == ("", first, "-", second, "")


def test_what_looks_like_a_gap_in_a_known_text_is_text():
    odd = "\ue0000\ue000"
    assert read(f'["{odd}"]') == ListValue([Known(odd)])
    assert read(f'{{"{odd}": 1}}') == MapValue({odd: Known(1)})
    assert isinstance(read(f"[{odd}]"), Unknown)


def test_gaps_may_be_parts_of_texts_and_keys():
    other = Unknown("another")
    assert read('{"a": "x', GAP, "y", other, 'z"}').entries["a"].parts == ("x", GAP, "y", other, "z")
    assert list(read('{"', GAP, ':sub": 1, "', other, '": 2}').entries) == ["${var.x}:sub", "${}"]
