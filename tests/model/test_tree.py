"""Paths as they are told."""

import pytest

from foureyes.model.tree import inside, join, parent


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("a/b", "../c"), "a/c"),
        (("a", "./b//c/"), "a/b/c"),
        (("a", ".."), "."),
        (("a", "../.."), ".."),
        (("..", "../a"), "../../a"),
        (("a", "/b"), "/b"),
        (("/a", "../../b"), "/b"),
        (("/", ".."), "/"),
        ((), "."),
    ],
)
def test_paths_are_folded(parts, expected):
    assert join(*parts) == expected


@pytest.mark.parametrize("folder", ["a/b", ".", "/", "/a", ".."])
def test_what_is_inside_is_where_join_finds_it(folder):
    assert inside(folder, "c") == join(folder, "c")
    assert parent(inside(folder, "c")) == folder
