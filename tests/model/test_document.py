"""Documents inside texts."""

import pytest

from foureyes.model.document import LONGEST_YAML, as_document
from foureyes.model.place import Place, Source
from foureyes.model.value import Absent, Known, ListValue, MapValue, Unknown

PLACE = Place(Source("main.tf", "policy = x\n"), 0, 6)
GAP = Unknown("nobody knows", subject="var.x")


def read(*parts):
    value = Known(parts[0], PLACE) if len(parts) == 1 else Unknown("nobody knows", PLACE, parts=parts)
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
    assert found.place == PLACE


@pytest.mark.parametrize(
    "text",
    ["plain words", "{", "a: &x 1\nb: *x\n", "a: [\n", "- a\n", "a: " + "x" * LONGEST_YAML, "[" * 100_000],
    ids=["words", "json", "alias", "yaml", "list", "long", "deep"],
)
def test_what_is_neither_is_unknown(text):
    found = read(text)
    assert isinstance(found, Unknown)
    assert (found.reason, found.place) == ("the text is no JSON or YAML that can be read", PLACE)


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


def test_gaps_may_be_parts_of_texts_and_keys():
    other = Unknown("another")
    assert read('{"a": "x', GAP, "y", other, 'z"}').entries["a"].parts == ("x", GAP, "y", other, "z")
    assert list(read('{"', GAP, ':sub": 1, "', other, '": 2}').entries) == ["${var.x}:sub", "${}"]
