"""What a risk is called and bound to, and when the posture it was seen in has become a worse one."""

from dataclasses import replace
from hashlib import sha256

import pytest

from foureyes.gate.picture import UNORDERED, UNTOLD
from foureyes.gate.risk import Risk, RiskKind, code_of, full_code_of, is_worse, posture_of, set_digest, worsening
from foureyes.model.finding import Severity
from tests.gate.drawn import level

ONE = Risk(
    RiskKind.EXPOSES, Severity.HIGH, "prod", "infra: a", "safe", "risky", "It is open.", rule="rule", setting="s",
    deployment="blue", path="a.tf", line=3, posture={"a#Kind.open": (1, "x")}, details=("d",), key=("k",), root="infra",
)  # fmt: skip


def test_the_identity_stays_what_it_was():
    """A sign-off of yesterday speaks of the same risks tomorrow: what goes into the identity, and how, is for good."""
    told = """{
 "after": "risky",
 "before": "safe",
 "deployment": "blue",
 "env": "prod",
 "kind": "exposes",
 "resource": "infra: a",
 "rule": "rule",
 "scope": "here",
 "setting": "s",
 "v": 1
}
"""
    assert ONE.id("here") == sha256(told.encode()).hexdigest()


@pytest.mark.parametrize(
    "other",
    [
        {"kind": RiskKind.WEAKENS}, {"environment": "test"}, {"resource": "b"}, {"before": "x"}, {"after": "x"},
        {"rule": "x"}, {"setting": "x"}, {"deployment": ""},
    ],
)  # fmt: skip
def test_what_it_is_bound_to(other):
    assert replace(ONE, **other).id("here") != ONE.id("here")
    assert ONE.id("there") != ONE.id("here")


@pytest.mark.parametrize(
    "other",
    [
        {"severity": Severity.LOW}, {"message": "x"}, {"path": "b.tf"}, {"line": 9}, {"posture": {}}, {"details": ()},
        {"key": ()}, {"root": ""},
    ],
)  # fmt: skip
def test_what_it_is_not_bound_to(other):
    assert replace(ONE, **other).id("here") == ONE.id("here")


@pytest.mark.parametrize(
    ("other", "text"),
    [
        ({}, "prod: infra: a in blue: It is open. (safe -> risky)"),
        ({"deployment": ""}, "prod: infra: a: It is open. (safe -> risky)"),
        ({"before": ""}, "prod: infra: a in blue: It is open. (nothing -> risky)"),
        ({"after": ""}, "prod: infra: a in blue: It is open. (safe -> nothing)"),
    ],
)
def test_the_sentence_that_is_signed(other, text):
    assert replace(ONE, **other).text == text


def test_a_posture_is_rank_and_value_by_setting():
    assert posture_of([level(1, "x", "b"), level(0, "y", "a", "linked")]) == {
        "a#Kind.b": (1, "x"),
        "linked#Kind.a": (0, "y"),
    }


def test_namesakes_are_numbered_by_rank_and_value():
    three = [level(1, "z"), level(0, "y"), level(1, "x")]
    wanted = {"a#Kind.open": (0, "y"), "a#Kind.open~2": (1, "x"), "a#Kind.open~3": (1, "z")}
    assert posture_of(three) == posture_of(three[::-1]) == posture_of([*three, three[0]]) == wanted
    assert list(posture_of(three)) == list(wanted)


@pytest.mark.parametrize(
    ("before", "after", "worse"),
    [
        ((0, "x"), (0, "y"), False),
        ((0, "x"), (1, "y"), True),
        ((1, "x"), (1, "y"), False),
        ((1, "x"), (2, "x"), True),
        ((2, "x"), (1, "y"), False),
        ((2, "x"), (UNTOLD, "y"), True),
        ((UNTOLD, "x"), (UNTOLD, "y"), False),
        ((UNTOLD, "x"), (2, "y"), False),
        ((UNORDERED, "x"), (UNORDERED, "x"), False),
        ((UNORDERED, "x"), (UNORDERED, "y"), True),
        ((UNORDERED, "x"), (1, "x"), False),
        ((UNORDERED, "x"), (1, "y"), True),
        ((1, "x"), (UNORDERED, "x"), False),
        ((1, "x"), (UNORDERED, "y"), True),
        ((0, "x"), (UNORDERED, "y"), True),
        ((UNORDERED, "x"), (0, "y"), False),
    ],
)
def test_which_of_two_levels_is_worse(before, after, worse):
    assert is_worse(before, after) is worse


A, B, C = "a#Kind.open", "b#Kind.open", "a#Other.size"


@pytest.mark.parametrize(
    ("signed", "now", "why"),
    [
        ({}, {}, ""),
        ({A: (1, "x")}, {A: (1, "x")}, ""),
        ({A: (1, "x")}, {A: (0, "y")}, ""),
        ({A: (0, "x")}, {A: (1, "y")}, "it was accepted with open of a = x; now it is y"),
        ({A: (0, "x")}, {}, "it was accepted with open of a = x; that is gone"),
        ({A: (1, "x")}, {}, ""),
        ({A: (UNORDERED, "x")}, {}, ""),
        ({A: (0, "x")}, {B: (0, "x")}, ""),
        ({A: (1, "x")}, {B: (1, "x")}, ""),
        ({A: (0, "x")}, {B: (1, "y")}, "it was accepted with open of a = x; that is gone"),
        ({A: (1, "x")}, {B: (2, "y")}, "it was accepted without open of b, which is now y"),
        ({A: (1, "x")}, {B: (0, "y")}, ""),
        ({A: (0, "x")}, {C: (0, "x")}, "it was accepted with open of a = x; that is gone"),
        ({}, {A: (1, "y")}, "it was accepted without open of a, which is now y"),
        ({}, {A: (UNORDERED, "y")}, "it was accepted without open of a, which is now y"),
        ({}, {A: (0, "y")}, ""),
        ({}, {A: (1, "not set")}, ""),
        ({}, {C: (1, "y")}, "it was accepted without size of a, which is now y"),
        ({A: (0, "x"), B: (0, "x")}, {C: (0, "z"), B: (0, "x")}, "it was accepted with open of a = x; that is gone"),
        ({A: (1, "x"), B: (0, "x")}, {A: (2, "y"), B: (1, "z")}, "it was accepted with open of a = x; now it is y"),
        ({B: (1, "x"), A: (1, "x")}, {B: (2, "y"), A: (2, "z")}, "it was accepted with open of a = x; now it is z"),
        ({}, {B: (1, "x"), A: (1, "y")}, "it was accepted without open of a, which is now y"),
        ({A: (1, "x")}, {A: (1, "x"), B: (1, "y")}, "it was accepted without open of b, which is now y"),
        ({A: (0, "x"), C: (1, "x")}, {C: (2, "y")}, "it was accepted with open of a = x; that is gone"),
    ],
)
def test_why_a_posture_is_worse_than_the_signed_one(signed, now, why):
    assert worsening(signed, now) == why


@pytest.mark.parametrize(
    ("gone", "come", "why"),
    [
        ({"a": (0, "x"), "b": (0, "x")}, {"c": (0, "x"), "d": (0, "x")}, ""),
        ({"a": (0, "x"), "b": (0, "x")}, {"c": (0, "x")}, "it was accepted with open of b = x; that is gone"),
        ({"a": (0, "x")}, {"c": (1, "x"), "d": (0, "x")}, "it was accepted without open of c, which is now x"),
        ({"a": (1, "x")}, {"c": (0, "x"), "d": (1, "x")}, "it was accepted without open of d, which is now x"),
        ({"a": (1, "x"), "b": (2, "x")}, {"c": (1, "y"), "d": (2, "y")}, ""),
        ({"a": (0, "x")}, {"c~2": (0, "x")}, ""),
    ],
)
def test_each_level_has_one_heir_under_another_address(gone, come, why):
    def keys(levels):
        return {f"{one.partition('~')[0]}#Kind.open{one[1:]}": level for one, level in levels.items()}

    assert worsening(keys(gone), keys(come)) == why


def test_one_of_several_namesakes_is_called_by_their_name():
    two = {A: (1, "x"), f"{A}~2": (1, "y")}
    assert worsening(two, {**two, f"{A}~2": (2, "z")}) == "it was accepted with open of a = y; now it is z"


def test_an_address_with_a_number_sign():
    one = {'a["#1"]#Kind.open': (0, "x")}
    assert worsening(one, {}) == 'it was accepted with open of a["#1"] = x; that is gone'
    assert worsening(one, {'a["#2"]#Kind.open': (0, "x")}) == ""


def test_the_digest_of_a_set_knows_no_order():
    assert set_digest(["b", "a"]) == set_digest(["a", "b"]) == sha256(b"a\nb").hexdigest()


def test_the_code_is_the_start_of_the_whole():
    whole = full_code_of([ONE], "here")
    told = f'{{\n "{ONE.id("here")}": {{\n  "a#Kind.open": [\n   1,\n   "x"\n  ]\n }}\n}}\n'
    assert whole == sha256(told.encode()).hexdigest()
    assert code_of([ONE], "here") == f"{whole[:4]}-{whole[4:8]}".upper()


def test_the_code_is_of_all_risks_and_their_postures():
    other = replace(ONE, resource="b")
    assert code_of([ONE, other], "here") == code_of([other, ONE], "here")
    codes = {
        code_of(risks, scope)
        for risks, scope in (
            ([ONE], "here"), ([ONE], "there"), ([ONE, other], "here"), ([], "here"),
            ([replace(ONE, posture={"a#Kind.open": (2, "x")})], "here"),
            ([replace(ONE, posture={"a#Kind.open": (1, "y")})], "here"),
        )
    }  # fmt: skip
    assert len(codes) == 6
