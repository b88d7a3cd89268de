"""Paths as they are told."""

import pytest

from foureyes.model.tree import inside, join, lies_in, parent


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


@pytest.mark.parametrize(
    ("path", "folder", "expected"),
    [
        ("/a", "/a", True),
        ("/a/b", "/a", True),
        ("/a/b", "/", True),
        ("/ab", "/a", False),
        ("/a", "/a/b", False),
        ("a/X", "a/", True),
        ("aX/b", "aX", True),
        ("a/b", "aX", False),
    ],
)
def test_what_lies_in_a_folder(path, folder, expected):
    assert lies_in(path, folder) is expected
