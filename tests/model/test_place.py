"""Places in texts, and remarks about them."""

from foureyes.model.limits import USUAL, limited
from foureyes.model.note import Note
from foureyes.model.place import Place, Source

TEXT = 'a = 1\r\nb = "é"\nlast'


def place(start, end, text=TEXT):
    return Place(Source("x/main.tf", text), start, end)


def test_lines_and_columns_count_from_one():
    assert [Source("x", TEXT).position(at) for at in (0, 4, 7, 14, 15)] == [(1, 1), (1, 5), (2, 1), (2, 8), (3, 1)]


def test_a_line_is_told_without_its_end():
    assert [Source("x", TEXT).line(number) for number in (1, 2, 3)] == ["a = 1", 'b = "é"', "last"]


def test_the_end_of_a_place_is_just_after_its_last_character():
    here = place(4, 15)
    assert (here.line, here.column, here.end_line, here.end_column) == (1, 5, 2, 9)
    assert (place(7, 7).end_line, place(0, 0).end_column, place(0, 1).end_column) == (2, 1, 2)


def test_bytes_are_those_of_utf_8():
    assert place(11, 14).byte_span == (11, 15)
    assert place(15, 19).byte_span == (16, 20)
    assert place(11, 14).text == '"é"'


def test_literals_are_left_out_and_hidden():
    here = place(0, 14)
    assert here.without_literals() == "a = … b = …"
    assert here.source.hidden == {(4, 5), (11, 14)}


def test_only_literals_inside_are_hidden():
    here = place(0, 9)
    assert here.without_literals() == "a = … b"
    assert here.source.hidden == {(4, 5)}


def test_a_line_keeps_its_blanks_and_letters():
    assert [Source("x", "aX  \n\tbX\r\n").line(number) for number in (1, 2, 3)] == ["aX  ", "\tbX", ""]


def test_one_place_contains_another_of_the_same_source():
    outer = place(2, 9)
    inside = [Place(outer.source, *span) for span in ((2, 9), (3, 8), (1, 9), (2, 10))]
    assert [outer.contains(one) for one in inside] == [True, True, False, False]
    assert not outer.contains(place(3, 8))


def test_places_and_remarks_are_told():
    assert str(place(9, 10)) == "x/main.tf:2:3"
    assert str(Note("odd", place(9, 10))) == "x/main.tf:2: odd"
    assert str(Note("odd", where="y.tf:7")) == "y.tf:7: odd"
    assert str(Note("odd")) == "odd"


def test_what_readers_made_is_kept_for_each_set_of_limits():
    source, strict = Source("x", TEXT), USUAL._replace(nesting=5)
    source.made["reader"] = "usual"
    with limited(strict):
        assert source.made == {}
        source.made["reader"] = "strict"
    assert source.made == {"reader": "usual"}
    with limited(USUAL._replace(nesting=5)):
        assert source.made == {"reader": "strict"}
    assert Source("x", TEXT).made == {}
