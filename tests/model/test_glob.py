"""Path patterns."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foureyes.model.glob import ANY, FOLDERS, STAR, joined, matches


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

    assert joined(["a", STAR, "b", STAR, "c"]) == f"a{STAR}b{STAR}c"


def test_what_many_wildcards_have_found_is_not_given_back():
    assert joined([FOLDERS, "a", ANY, "b", ANY, "c"]) == "(?>(?:.*?/)??a)(?>.*?b).*c"
    assert joined([STAR, "/", FOLDERS, "a", STAR]) == "(?>[^/]*?/)(?:.*/)?a[^/]*"
    assert joined([STAR, "a", STAR, "b", STAR, "[^/]"]) == "(?>[^/]*?a)(?>[^/]*?b)[^/]*[^/]"
    assert joined([STAR, "/", STAR, "/[^/]", STAR]) == "(?>[^/]*?/)(?>[^/]*?/[^/])[^/]*"
    assert joined([STAR, "(?!/)", ANY, "[^/]", STAR, "(?!/)"]) == "(?>[^/]*?(?!/)).*[^/][^/]*(?!/)"
    assert joined(["a", STAR, "b", STAR, "c", STAR]) == "a(?>[^/]*?b)(?>[^/]*?c)[^/]*"


def told_slowly(pieces, text):
    """Whether pieces spell a text, tried one way after the other."""
    if not pieces:
        return not text
    first, *rest = pieces
    if first == "**/":
        ends = [0, *(at + 1 for at, letter in enumerate(text) if letter == "/")]
    elif first == "**":
        ends = range(len(text) + 1)
    elif first == "*":
        ends = range(len(text.partition("/")[0]) + 1)
    elif first == "?":
        ends = [1] if text[:1] not in ("", "/") else []
    else:
        ends = [len(first)] if text.startswith(first) else []
    return any(told_slowly(rest, text[end:]) for end in ends)


STEPS = st.lists(st.sampled_from(["*", "?", "a", "b", "."]), min_size=1, max_size=4)
"""Pieces of one step of a path; `**` is a piece of its own."""
SINGLE = STEPS.filter(lambda step: "**" not in "".join(step))
PATTERNS = st.tuples(st.lists(st.one_of(st.just(["**/"]), SINGLE.map(lambda step: [*step, "/"])), max_size=3), SINGLE)
PATHS = st.lists(st.text("ab.", min_size=1, max_size=3), min_size=1, max_size=4).map("/".join)


@given(PATTERNS, PATHS)
def test_a_pattern_matches_what_it_matches_tried_slowly(pattern, path):
    pieces = [piece for step in (*pattern[0], pattern[1]) for piece in step]
    upwards = [path[:at] for at, letter in enumerate(f"{path}/") if letter == "/"]
    assert matches(path, ["".join(pieces)]) is any(told_slowly(pieces, folder) for folder in upwards)


FILLED = {STAR: "ab", ANY: "ab/", FOLDERS: "ab/", "[^/]": "ab", "(?!/)": ""}


@given(PATHS, st.text("ab/.", max_size=4))
def test_two_stars_at_the_end_take_whatever_follows(path, rest):
    assert matches(path + rest, [f"{path}**"])
    assert matches(f"{path}{rest}.tf", [f"{path}**.tf"])


PIECES = st.lists(st.sampled_from([STAR, ANY, FOLDERS, "a", "b", "/", "[^/]", "(?!/)", "/a"]), min_size=3, max_size=9)


@given(PIECES, st.data())
def test_an_expression_of_pieces_means_the_same_however_many_there_are(pieces, data):
    """The text is one that the pieces spell, or nearly so."""
    text = ""
    for piece in pieces:
        text += data.draw(st.text(FILLED[piece], max_size=3)) if FILLED.get(piece) else "" if piece in FILLED else piece
        text += "/" if piece == FOLDERS and text else ""
    # `**/` stands where a step of a path begins.
    spelled = [piece for n, piece in enumerate(pieces) if piece != FOLDERS or n == 0 or pieces[n - 1].endswith("/")]
    assert bool(re.fullmatch(joined(spelled), text)) is bool(re.fullmatch("".join(spelled), text))
