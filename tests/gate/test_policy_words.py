"""The policy in words, and the difference between two: what a person reads before agreeing to either."""

from dataclasses import replace
from datetime import timedelta

import pytest

from foureyes.gate.evidence import Source
from foureyes.gate.people import People, Person
from foureyes.gate.policy import BreakGlass, Need, Policy, PolicyRule
from foureyes.gate.policy_words import differences, sentences
from foureyes.model.finding import Severity

EVERY = PolicyRule((Need("reviewers"),))
POLICY = Policy(
    "github.com/contoso/infra", "6f1c2a9e-0001", ("main", "release/*"), "prod",
    {"prod": ("infra/prod/**",), "test": ("infra/test/**", "lab")}, {"111122223333": "prod"}, (EVERY,),
)  # fmt: skip
BOB = Person("bob", groups=("reviewers", "on-call"), keys=("ssh-ed25519 AAAA", "ssh-ed25519 BBBB"))
PEOPLE = People({"bob": BOB})
GLASS = BreakGlass("on-call", 1, timedelta(hours=24), True)


def changes(policy=POLICY, people=PEOPLE, old=POLICY, old_people=PEOPLE):
    return differences(old, old_people, policy, people)


def test_what_it_guards_and_asks():
    assert sentences(POLICY) == [
        "github.com/contoso/infra: guards main, release/*",
        "every risky change needs 1 of reviewers",
    ]


def test_an_emergency():
    assert sentences(replace(POLICY, break_glass=GLASS))[2:] == [
        "in an emergency one of on-call passes alone, to be reviewed afterwards"
    ]


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (PolicyRule((Need("a", 2), Need("b"))), "every risky change needs 2 of a and 1 of b"),
        (replace(EVERY, environments=("prod",)), "a change in prod needs 1 of reviewers"),
        (replace(EVERY, environments=("prod", "live")), "a change in prod or live needs 1 of reviewers"),
        (replace(EVERY, severities=("high", "critical")),
         "a change of severity high or critical needs 1 of reviewers"),
        (replace(EVERY, kinds=("exposes", "blinds")), "a change that exposes or blinds needs 1 of reviewers"),
        (replace(EVERY, environments=("prod",), severities=("high",), kinds=("exposes",)),
         "a change in prod, of severity high, that exposes needs 1 of reviewers"),
        (replace(EVERY, max_age=timedelta(days=14)),
         "every risky change needs 1 of reviewers, at most 14 days old"),
        (replace(EVERY, presence="touch"),
         "every risky change needs 1 of reviewers, with a hardware key that is touched"),
        (replace(EVERY, sources=(Source.FILE,)), "every risky change needs 1 of reviewers, by file"),
        (replace(EVERY, sources=(Source.COMMENT, Source.REVIEW)),
         "every risky change needs 1 of reviewers, by comment or github-review"),
        (replace(EVERY, distinct=True), "every risky change needs 1 of reviewers, each somebody else"),
        (replace(EVERY, break_glass=False), "every risky change needs 1 of reviewers, even in an emergency"),
        (replace(EVERY, max_age=timedelta(days=1), presence="touch", sources=(Source.CODE,), distinct=True,
                 break_glass=False),
         "every risky change needs 1 of reviewers, at most 1 day old, with a hardware key that is touched, "
         "by github-code, each somebody else, even in an emergency"),
    ],
)  # fmt: skip
def test_a_rule_in_words(rule, told):
    assert sentences(replace(POLICY, rules=(rule,)))[1:] == [told]


def test_nothing_changes():
    assert changes() == []


def test_rules_that_come_and_go():
    other = replace(EVERY, kinds=("exposes",))
    assert changes(replace(POLICY, rules=(EVERY, other))) == ["new: a change that exposes needs 1 of reviewers"]
    assert changes(replace(POLICY, rules=(other,))) == [
        "no longer: every risky change needs 1 of reviewers",
        "new: a change that exposes needs 1 of reviewers",
    ]


def test_branches_that_are_guarded_no_more():
    assert changes(replace(POLICY, branches=("main",))) == [
        "no longer: github.com/contoso/infra: guards main, release/*",
        "new: github.com/contoso/infra: guards main",
    ]


def test_who_joins_and_leaves():
    dana = Person("dana", groups=("reviewers",), keys=("ssh-ed25519 CCCC",))
    both = People({"dana": dana, "bob": BOB})
    assert changes(people=both) == ["dana joins", "dana may now sign for reviewers"]
    assert changes(old_people=both) == ["dana leaves", "dana may no longer sign for reviewers"]
    assert changes(people=People({"dana": dana})) == [
        "bob leaves", "bob may no longer sign for on-call", "bob may no longer sign for reviewers",
        "dana joins", "dana may now sign for reviewers",
    ]  # fmt: skip


def test_what_somebody_may_sign():
    people = People({"bob": replace(BOB, groups=("reviewers", "security", "owners"))})
    assert changes(people=people) == [
        "bob may now sign for owners", "bob may now sign for security", "bob may no longer sign for on-call",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (("ssh-ed25519 BBBB", "ssh-ed25519 AAAA"), []),
        (("ssh-ed25519 AAAA",), ["bob: 0 keys come, 1 go"]),
        (("ssh-ed25519 AAAA", "ssh-ed25519 BBBB", "ssh-ed25519 CCCC"), ["bob: 1 keys come, 0 go"]),
        (("ssh-ed25519 CCCC",), ["bob: 1 keys come, 2 go"]),
    ],
)
def test_keys_that_come_and_go(keys, told):
    assert changes(people=People({"bob": replace(BOB, keys=keys)})) == told


def test_environments_that_move():
    environments = {"live": ("x",), "prod": ("infra/prod/**", "more")}
    assert changes(replace(POLICY, environments=environments)) == [
        "environment live: nothing -> x",
        "environment prod: infra/prod/** -> infra/prod/**, more",
        "environment test: infra/test/**, lab -> nothing",
    ]


def test_accounts_that_move():
    accounts = {"111122223333": "test", "000011112222": "prod"}
    assert changes(replace(POLICY, accounts=accounts)) == [
        "account 000011112222: nothing -> prod",
        "account 111122223333: prod -> test",
    ]
    assert changes(old=replace(POLICY, accounts=accounts)) == [
        "account 000011112222: prod -> nothing",
        "account 111122223333: test -> prod",
    ]


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ({"default_environment": "live"}, "the default environment: prod -> live"),
        ({"from_severity": Severity.HIGH}, "the least severity that needs a sign-off: info -> high"),
        ({"new_unknown": "sign"}, "what cannot be told of new resources: warn -> sign"),
        ({"unknown_author": 1}, "reviewers where the author is unknown: 2 -> 1"),
        ({"by_risk": True}, "who may not review: who had a hand in the change -> who had a hand in the risk"),
        ({"robots": {8: ("blinds",), 7: ("exposes", "weakens")}},
         "robots that prove who made a change: none -> 7 for exposes, weakens; 8 for blinds"),
        ({"repository_id": "6f1c2a9e-0002"}, "the repository's id: 6f1c2a9e-0001 -> 6f1c2a9e-0002"),
    ],
)  # fmt: skip
def test_settings_that_change(setting, told):
    assert changes(replace(POLICY, **setting)) == [told]
    name, _, steps = told.partition(": ")
    was, _, now = steps.partition(" -> ")
    assert changes(old=replace(POLICY, **setting)) == [f"{name}: {now} -> {was}"]


@pytest.mark.parametrize(
    ("glass", "told"),
    [
        (GLASS, "on-call, 1 open at once, reviewed within 1 day, else every risky change is blocked"),
        (BreakGlass("leads", 3, timedelta(hours=36), False),
         "leads, 3 open at once, reviewed within 36 hours"),
    ],
)  # fmt: skip
def test_an_emergency_that_changes(glass, told):
    change = f"who passes alone in an emergency: nobody -> {told}"
    assert changes(replace(POLICY, break_glass=glass))[1:] == [change]
    other = replace(POLICY, break_glass=replace(glass, max_open=9))
    now = told.replace(f"{glass.max_open} open", "9 open")
    assert changes(other, old=replace(POLICY, break_glass=glass)) == [
        f"who passes alone in an emergency: {told} -> {now}"
    ]


@pytest.mark.parametrize(
    ("age", "told"),
    [
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=23), "23 hours"),
        (timedelta(hours=24), "1 day"),
        (timedelta(hours=25), "25 hours"),
        (timedelta(weeks=2), "14 days"),
        (timedelta(), "0 hours"),
    ],
)
def test_spans_of_time(age, told):
    rule = replace(EVERY, max_age=age)
    assert (
        sentences(replace(POLICY, rules=(rule,)))[1] == f"every risky change needs 1 of reviewers, at most {told} old"
    )
