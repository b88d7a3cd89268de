"""Path patterns."""

import pytest

from foureyes.model.glob import ANY, STAR, joined, matches


@pytest.mark.parametrize(
    ("path", "pattern", "expected"),
    [
        ("infra/prod/a.tf", "infra/prod", True),
        ("infra/prod/a.tf", "/infra/prod/", True),
        ("infra/production/a.tf", "infra/prod", False),
        ("infra/a.tf", "infra/*.tf", True),
        ("infra/prod/a.tf", "infra/*.tf", False),
        ("infra/prod/a.tf", "infra/**/a.tf", True),
        ("infra/a.tf", "infra/**/a.tf", True),
        ("xinfra/a.tf", "**/infra", False),
        ("x/infra/a.tf", "**/infra", True),
        ("a.tf", "?.tf", True),
        ("/.tf", "?.tf", False),
        ("axtf", "a.tf", False),
        ("a\nb.tf", "a*.tf", True),
        ("a/b/c/d.tf", "a/**.tf", True),
        ("a/b/c/d/e.tf", "*/*/*/*/e.tf", True),
        ("a/b/c/d/e.tf", "*/*/*/e.tf", False),
        ("one-two-three.tf", "*-*-*.tf", True),
        ("one-two/three-.tf", "*-*-*.tf", False),
        ("a/x/b/y/c/z.tf", "**/x/**/y/**/z.tf", True),
        ("a/y/b/x/c/z.tf", "**/x/**/y/**/z.tf", False),
        ("x/a-b-c/d.tf", "**/a*b*c/*.tf", True),
        ("x/a-b/c/d.tf", "**/a*b*c/*.tf", False),
        ("abcb", "**b", True),
    ],
)
def test_a_pattern_matches_a_path_or_a_folder_above_it(path, pattern, expected):
    assert matches(path, [pattern]) is expected


def test_one_of_several_patterns_is_enough():
    assert matches("b.tf", ["a.tf", "b.tf"])
    assert not matches("b.tf", [])


def test_few_wildcards_are_left_as_they_are():
    assert joined(["a", STAR, "b", ANY]) == f"a{STAR}b{ANY}"


def test_what_many_wildcards_have_found_is_not_given_back():
    assert joined(["a", STAR, "b", STAR, "c", STAR]) == "a(?>[^/]*?b)(?>[^/]*?c)[^/]*"
