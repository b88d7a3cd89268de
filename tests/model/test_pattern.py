"""Regular expressions that are compiled when they are first used."""

import re

import pytest

from foureyes.model.pattern import pattern

TEXT = "One two\nthree"


@pytest.mark.parametrize("flags", [0, re.IGNORECASE | re.DOTALL])
@pytest.mark.parametrize("method", ["match", "fullmatch", "search", "sub", "split", "findall", "finditer"])
def test_every_question_is_answered_as_by_the_compiled_one(method, flags):
    for text in ("o.e.*t", r"(\w+) ", "x"):
        lazy, compiled = pattern(text, flags), re.compile(text, flags)
        given = ("-", TEXT) if method == "sub" else (TEXT,)
        for _ in range(2):
            answers = [told(getattr(one, method)(*given)) for one in (lazy, compiled)]
            assert answers[0] == answers[1]
    assert (lazy.pattern, lazy.flags) == (compiled.pattern, compiled.flags)


def told(answer):
    """What can be compared of an answer."""
    if isinstance(answer, re.Match):
        return answer.span(), answer.groups()
    return answer if answer is None or isinstance(answer, str | list) else [told(one) for one in answer]


def test_without_flags_upper_and_lower_case_differ():
    assert pattern("one").search(TEXT) is None
    assert pattern("two.three").search(TEXT) is None


def test_it_is_compiled_by_the_first_use_and_only_then(monkeypatch):
    made = []
    compiled = re.compile
    monkeypatch.setattr(re, "compile", lambda *given: (made.append(given), compiled(*given))[1])
    lazy = pattern("o", re.IGNORECASE)
    assert made == []
    assert (lazy.findall(TEXT), lazy.sub("0", TEXT), lazy.split("xoy")) == (["O", "o"], "0ne tw0\nthree", ["x", "y"])
    assert made == [("o", re.IGNORECASE)]
