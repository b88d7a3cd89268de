"""Versions of providers and APIs, and values that depend on them."""

import pytest

from foureyes.model.version import HIGHEST, ByVersion, VersionRange, by_version, parse_version


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.117.1", (3, 117, 1)),
        ("v2.0", (2, 0)),
        ("2023-01-01-preview", (2023, 1, 1)),
        ("~>4", (4,)),
        ("main", ()),
        ("", ()),
    ],
)
def test_the_numbers_of_a_version(text, expected):
    assert parse_version(text) == expected


def test_an_exact_version_is_a_range_of_one():
    assert VersionRange.exact("4.2.0") == ((4, 2, 0), (4, 2, 0, 0))
    assert VersionRange.exact("latest") == VersionRange() == ((), HIGHEST)


def test_ranges_meet_where_they_share_a_version():
    three = VersionRange((3,), (4,))
    assert three.meets(VersionRange((3, 9), (5,)))
    assert not three.meets(VersionRange((4,), (5,)))
    assert not VersionRange((4,), (5,)).meets(three)


def test_a_range_is_within_another_up_to_both_of_its_ends():
    three = VersionRange((3,), (4,))
    assert three.within(three)
    assert three.within(VersionRange())
    assert not three.within(VersionRange((3, 1), (4,)))
    assert not three.within(VersionRange((3,), (3, 9)))


def test_each_condition_reaches_from_the_end_of_those_before_it():
    regions = ByVersion({"<3": "a", "<5": "b", ">=5, <6": "c", ">=7": "d"}).regions
    assert regions == [
        ("<3", ((), (3,)), "a"),
        ("<5", ((3,), (5,)), "b"),
        (">=5, <6", ((5,), (6,)), "c"),
        (">=7", ((7,), HIGHEST), "d"),
    ]


def test_parts_of_a_condition_may_stand_close():
    regions = ByVersion({">=2,<4": "a", ">=4": "b"}).regions
    assert regions == [(">=2,<4", ((2,), (4,)), "a"), (">=4", ((4,), HIGHEST), "b")]


def test_a_condition_without_an_end_bounds_none_of_those_after_it():
    regions = ByVersion({">=2025-01-01": "new", "<2020-01-01": "old"}).regions
    assert regions == [(">=2025-01-01", ((2025, 1, 1), HIGHEST), "new"), ("<2020-01-01", ((), (2020, 1, 1)), "old")]


def test_the_values_that_a_stretch_of_versions_may_have():
    table = ByVersion({"<3": False, ">=3": True})
    assert table.candidates(VersionRange((2,), (2, 9))) == [("<3", False)]
    assert table.candidates(VersionRange((2,), (3, 1))) == [("<3", False), (">=3", True)]
    assert table.candidates(VersionRange.exact("3.0")) == [(">=3", True)]


def test_a_mapping_depends_on_the_version_and_anything_else_does_not():
    defaults = by_version(aws={"<4": 1}, arm=2)
    assert defaults["arm"] == 2
    assert defaults["aws"].regions == [("<4", ((), (4,)), 1)]
