"""What the gate tells people, to the letter; and text from the repository that obeys nobody."""

from dataclasses import replace

import pytest

from foureyes.gate.evidence import Refused
from foureyes.gate.independence import Work
from foureyes.gate.risk import Risk, RiskKind
from foureyes.gate.verdict import RiskVerdict, Verdict
from foureyes.gate.words import escaped, plain, shown, told, where_and_what
from foureyes.model.finding import Severity

SCOPE = "github.com/contoso/infra#id#refs/heads/main"
RISK = Risk(
    RiskKind.EXPOSES, Severity.HIGH, "prod", "infra: a", "safe", "risky", "It is open.", path="infra/a.tf", line=7,
    posture={"a#Kind.setting": (2, "open"), "a#Kind.other": (0, "not set")},
)  # fmt: skip
HEAD = "1 change needs a second person, 1 unsigned  (code {code})\n"
BODY = (
    "  {mark} 1. prod  infra: a\n"
    "       It is open.  (safe -> risky)\n"
    "       exposes, high, infra/a.tf:7\n"
)  # fmt: skip
NEXT = "next: ask one of them to run  foureyes gate show  and  foureyes gate sign {code}\n"


def verdict(*risks, refused=(), work=None, **changes):
    return Verdict(list(risks), list(refused), work or Work(), SCOPE, **changes)


def one(risk=RISK, **changes):
    return RiskVerdict(risk, risk.id(SCOPE), **changes)


def lines(found, next_step=False):
    return told(found, next_step).splitlines()


# Text from the repository.


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain text: a-b_c (1)", "plain text: a-b_c (1)"),
        ("a `b` | c", "a 'b' / c"),
        ("a\nb\r\tc", "a\\nb\\r\\tc"),
        ("\x1b[31mred\x7f", "\\x1b[31mred\\x7f"),
        ("\u00fc \u202e \U0001f600", "\\xfc \\u202e \\U0001f600"),
        ("\ud800", "\\ud800"),
        ("\u201ca\u201d \u2018b\u2019 \u2026", "\u201ca\u201d \u2018b\u2019 \u2026"),
        ("\u2013", "\\u2013"),
        ("<img src=x>", "< img src=x>"),
        ("</b> <!-- <?x <B", "< /b> < !-- < ?x < B"),
        ("1 < 2 <= 3 <1 <", "1 < 2 <= 3 <1 <"),
        ("::error::x", ": :error::x"),
        ("a ::error", "a : :error"),
        ("a::b :c", "a::b :c"),
        ("##[group]", "# #[group]"),
        ("a##[b", "a# #[b"),
        ("## #[ #", "## #[ #"),
        ("\n::error", "\\n::error"),
    ],
)
def test_text_is_made_harmless(text, seen):
    assert plain(text) == seen


def test_every_character_is_seen_for_what_it_is():
    assert escaped("`a` | <b> ::x \u00fc\n") == "`a` | <b> ::x \\xfc\\n"


# A verdict.


def test_nothing_to_sign():
    assert told(verdict()) == "nothing in this change needs a second person\n"
    assert told(verdict(work=Work({"alice": "wrote it"}, {"x@y"}), blocked="overdue")) == (
        "nothing in this change needs a second person\n"
    )


def test_one_risk_that_nobody_signed():
    found = verdict(one(missing=["1 of reviewers"], able=["bob", "dana"]))
    needs = "       needs 1 of reviewers: bob, dana\n"
    text = (HEAD + BODY + needs + NEXT).format(code=found.set_code, mark="!")
    assert told(found) == text
    assert told(found, next_step=False) == text.removesuffix(NEXT.format(code=found.set_code))


def test_one_risk_that_is_signed():
    found = verdict(one(signed_by=["bob", "dana"]))
    head = HEAD.replace("1 unsigned", "all signed")
    signed = "       signed by bob, dana\n"
    assert told(found) == (head + BODY + signed).format(code=found.set_code, mark="+")


def test_several_risks():
    other = replace(RISK, resource="infra: b")
    found = verdict(one(signed_by=["bob"]), one(other, missing=["1 of a"]), one(RISK, missing=["1 of b"]))
    told_ = lines(found)
    assert told_[0] == f"3 changes need a second person, 2 unsigned  (code {found.set_code})"
    assert [line for line in told_ if line.startswith("  ") and line[2] in "+!"] == [
        "  + 1. prod  infra: a", "  ! 2. prod  infra: b", "  ! 3. prod  infra: a",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"missing": ["1 of a"]}, "       needs 1 of a, but nobody who could is left"),
        ({"missing": ["1 of a", "2 of b", "1 of a"], "able": ["bob"]}, "       needs 1 of a; 2 of b: bob"),
        ({"missing": ["bob rejected this: `x`"], "able": ["bob"]}, "       needs bob rejected this: 'x': bob"),
    ],
)
def test_what_is_needed(changes, line):
    assert lines(verdict(one(**changes)))[-1] == line


def test_signoffs_that_do_not_count():
    found = verdict(one(missing=["1 of a"], able=["bob"], dead=["old `x`", "older", "old `x`"], own=["alice", "erik"]))
    assert lines(found)[4:] == [
        "       x old 'x'",
        "       x older",
        "       x the sign-off by alice does not count: alice had a hand in the change",
        "       x the sign-off by erik does not count: erik had a hand in the change",
        "       needs 1 of a: bob",
    ]


def test_an_emergency():
    found = verdict(one(missing=["1 of a"], able=["bob"], broken_glass="alice"))
    assert told(found) == (
        HEAD.replace("1 unsigned", "all signed") + BODY + "       BREAK-GLASS: alice passes this alone; somebody else "
        "has to review it afterwards\n"
    ).format(code=found.set_code, mark="!!")


def test_an_emergency_that_was_none():
    assert lines(verdict(one(broken_glass="alice")))[1] == "  + 1. prod  infra: a"


def test_where_it_is():
    deployed = replace(RISK, deployment="b`lue", details=("`x`: 1", "y: 2"))
    assert lines(verdict(one(deployed)))[1:] == [
        "  + 1. prod  infra: a in b'lue",
        "       It is open.  (safe -> risky)",
        "       exposes, high, infra/a.tf:7",
        "       'x': 1",
        "       y: 2",
    ]
    assert list(where_and_what(replace(RISK, path="a|b", details=()))) == ["exposes, high, a/b:7"]


@pytest.mark.parametrize(
    ("before", "after", "step"),
    [
        ("", "x", "(nothing -> x)"),
        ("x", "", "(x -> nothing)"),
        ("`", "|", "(' -> /)"),
        ("", "", "(nothing -> nothing)"),
    ],
)
def test_the_step(before, after, step):
    found = verdict(one(replace(RISK, before=before, after=after, message="I `am`.")))
    assert lines(found)[2] == f"       I 'am'.  {step}"


def test_what_is_refused_comes_first():
    refused = [Refused("it is `forged`", path="a.json", remedy="ask again"), Refused("b")]
    found = verdict(refused=refused)
    assert lines(found, next_step=True) == [
        "x a.json: it is 'forged' (ask again)",
        "x b",
        "nothing in this change needs a second person",
        f"next: ask one of them to run  foureyes gate show  and  foureyes gate sign {found.set_code}",
    ]


def test_what_blocks():
    found = verdict(one(signed_by=["bob"]), blocked="`overdue`")
    assert lines(found)[-1] == "x blocked: 'overdue'"
    assert told(found).splitlines()[-1].startswith("next: ")


def test_who_had_a_hand_in_it():
    work = Work({"alice": "wrote `it`", "erik": "pushed it"}, {"z@y", "a|b@y"})
    found = verdict(one(signed_by=["bob"]), work=work, notes=["`open`", "more"])
    assert lines(found)[-5:] == [
        "alice cannot sign: alice wrote 'it'",
        "erik cannot sign: erik pushed it",
        "unknown authors: a/b@y, z@y",
        "note: 'open'",
        "note: more",
    ]
    assert lines(verdict(notes=["more"])) == ["nothing in this change needs a second person", "note: more"]


# What a reviewer is shown.


def test_what_a_reviewer_is_shown():
    other = replace(RISK, resource="infra: `b`", posture={}, details=("x: 1",))
    assert shown([RISK, other], SCOPE) == (
        "1. prod: infra: a: It is open. (safe -> risky)\n"
        "     exposes, high, infra/a.tf:7\n"
        f"     id {RISK.id(SCOPE)}\n"
        "     accepted only as long as nothing of this gets worse:\n"
        "       a#Kind.other = not set\n"
        "       a#Kind.setting = open\n"
        "2. prod: infra: 'b': It is open. (safe -> risky)\n"
        "     exposes, high, infra/a.tf:7\n"
        "     x: 1\n"
        f"     id {other.id(SCOPE)}\n"
    )
    assert shown([], SCOPE) == "nothing in this change needs a second person\n"


def test_a_posture_is_made_harmless():
    text = shown([replace(RISK, posture={"`a`#Kind.x": (1, "a|b")})], SCOPE)
    assert text.splitlines()[-1] == "       'a'#Kind.x = a/b"
