"""How words are weighed against a policy: for every risk who counts, who is missing, who could help, and why not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from foureyes.config import parse
from foureyes.gate.debt import Debt
from foureyes.gate.evidence import Evidence, Refused, Source, Statement
from foureyes.gate.independence import Work
from foureyes.gate.people import people_from
from foureyes.gate.policy import policy_from
from foureyes.gate.record import Decision, Record, Role, SignedRisk
from foureyes.gate.risk import Risk, RiskKind, code_of
from foureyes.gate.ssh import NAMESPACE, Signature
from foureyes.gate.verdict import Code, Judge, RiskVerdict, Verdict, last_words
from foureyes.model.finding import Severity

SCOPE = "github.com/contoso/infra#6f1c2a9e#refs/heads/main"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
OPEN = {"a#Kind.open": (1, "blob"), "net#Kind.deny": (0, "Deny")}
RISK = Risk(RiskKind.EXPOSES, Severity.MEDIUM, "prod", "infra: a", "safe", "risky", "It is open.", posture=OPEN)
GROUPS = {
    "alice": ["reviewers", "owners", "on-call"],
    "bob": ["reviewers", "owners"],
    "dana": ["reviewers"],
    "erik": ["owners"],
}
ONE = '[[gate.rule]]\nneed = [{ group = "reviewers" }]\n'


def judge(rules=ONE, more="", now=NOON, debts=(), tool="", alone=True):
    """A judge by a policy as it is written; with `alone` one reviewer is enough for a change of unknown make."""
    text = '[gate]\nrepository = "github.com/contoso/infra"\nrepository_id = "6f1c2a9e"\n'
    text += '[gate.environments.test]\npaths = ["infra/test/**"]\n'
    text += '[gate.independence]\nunknown_author = "one-reviewer"\n' if alone else ""
    text += more + rules
    for number, (name, groups) in enumerate(GROUPS.items(), 100):
        text += f'[people.{name}]\ngroups = {groups!r}\nkeys = ["ssh-ed25519 {name.upper()}"]\ngithub_id = {number}\n'
    configuration = parse(text.encode())
    people = people_from(configuration.people, configuration.fault)
    policy = policy_from(configuration.gate, people, configuration.fault)
    return Judge(policy, people, SCOPE, now, list(debts), tool)


PEOPLE = judge().people


def said(who, *risks, role=Role.REVIEWER, decision=Decision.ACCEPT, created=NOON - HOUR, source=Source.FILE,
         touched=None, text=None, **more):  # fmt: skip
    """The word of somebody about risks, as if it had been read and verified."""
    signed = tuple(SignedRisk(one.id(SCOPE), text or one.text, one.posture) for one in risks or (RISK,))
    record = Record(SCOPE, decision, role, who, signed, more.pop("reason", "agreed"), created, **more)
    signature = None if touched is None else Signature(b"", "key", NAMESPACE, touched)
    return Statement(f"{who}.json", record, PEOPLE.all[who], signature, source)


def weighed(*statements, by=None, work=None, risk=RISK):
    """The verdict on one risk."""
    verdict = (by or judge()).decide([risk], Evidence(list(statements)), work or Work())
    (one,) = verdict.risks
    return one


def test_the_exit_codes_are_these():
    assert {one.name: int(one) for one in Code} == {
        "PASSED": 0, "MISSING": 1, "USAGE": 2, "UNDECIDED": 3, "REFUSED": 4,
    }  # fmt: skip


def verdict(*risks, refused=(), blocked=""):
    return Verdict(list(risks), list(refused), Work(), SCOPE, blocked)


COVERED = RiskVerdict(RISK, "1", signed_by=["bob"])
MISSING = RiskVerdict(RISK, "2", missing=["1 of reviewers"])
GLASS = RiskVerdict(RISK, "3", missing=["1 of reviewers"], broken_glass="alice")
OWN = RiskVerdict(RISK, "4", missing=["1 of reviewers"], own=["alice"])
OWN_TOO = RiskVerdict(RISK, "5", missing=["1 of reviewers"], own=["alice"], signed_by=["bob"])
OWN_COVERED = RiskVerdict(RISK, "6", own=["alice"], signed_by=["bob"])


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (verdict(), Code.PASSED),
        (verdict(COVERED), Code.PASSED),
        (verdict(GLASS), Code.PASSED),
        (verdict(OWN_COVERED), Code.PASSED),
        (verdict(COVERED, MISSING), Code.MISSING),
        (verdict(OWN_TOO), Code.MISSING),
        (verdict(OWN), Code.REFUSED),
        (verdict(MISSING, OWN), Code.REFUSED),
        (verdict(refused=[Refused("forged")]), Code.REFUSED),
        (verdict(COVERED, refused=[Refused("forged")]), Code.REFUSED),
        (verdict(COVERED, blocked="a review is due"), Code.MISSING),
        (verdict(blocked="a review is due"), Code.PASSED),
    ],
)
def test_the_code_of_a_verdict(told, code):
    assert told.code is code


def test_the_set_of_risks_has_a_code():
    assert verdict(COVERED).set_code == code_of([RISK], SCOPE)


def test_nobody_said_anything():
    found = weighed()
    assert (found.missing, found.able, found.signed_by) == (["1 of reviewers"], ["alice", "bob", "dana"], [])
    assert not found.is_covered
    assert (found.risk, found.id) == (RISK, RISK.id(SCOPE))


def test_a_reviewers_word_is_enough():
    found = weighed(said("bob"))
    assert (found.missing, found.able, found.signed_by, found.dead, found.own) == ([], [], ["bob"], [], [])
    assert found.is_covered


def test_the_word_of_somebody_of_another_group_is_not():
    found = weighed(said("erik"))
    assert (found.missing, found.signed_by) == (["1 of reviewers"], ["erik"])


def test_who_had_a_hand_in_it_may_not_say_so():
    work = Work(contributors={"bob": "wrote it"})
    found = weighed(said("bob"), work=work)
    assert (found.own, found.signed_by, found.able) == (["bob"], [], ["alice", "dana"])
    assert not found.is_covered
    found = weighed(said("bob"), said("dana"), work=work)
    assert (found.own, found.signed_by, found.missing) == (["bob"], ["dana"], [])


def test_who_had_a_hand_in_this_risk_only():
    work = Work(contributors={"bob": "wrote some"}, parts={RISK.id(SCOPE): Work(contributors={"dana": "wrote it"})})
    assert weighed(said("bob"), work=work).missing == []
    assert weighed(said("dana"), work=work).own == ["dana"]


TWO = '[[gate.rule]]\nneed = [{ group = "reviewers", count = 2 }, { group = "owners" }]\n'


def test_a_person_counts_once_in_each_group():
    found = weighed(said("bob"), said("bob", source=Source.COMMENT), by=judge(TWO))
    assert (found.missing, found.able) == (["2 of reviewers"], ["alice", "dana"])
    found = weighed(said("bob"), said("dana"), by=judge(TWO))
    assert found.missing == []
    found = weighed(said("dana"), said("alice", decision=Decision.REQUEST), by=judge(TWO))
    assert (found.missing, found.able) == (["2 of reviewers", "1 of owners"], ["alice", "bob", "erik"])


def test_every_rule_that_matches_has_to_be_met():
    rules = ONE + '[[gate.rule]]\nwhen = { severity = ["medium"] }\nneed = [{ group = "owners" }]\n'
    assert weighed(said("dana"), by=judge(rules)).missing == ["1 of owners"]
    assert weighed(said("bob"), by=judge(rules)).missing == []
    high = replace(RISK, severity=Severity.HIGH)
    assert weighed(said("dana", high), by=judge(rules), risk=high).missing == []


NOBODY = "2 reviewers, because nobody is proven to have made this change"


def test_a_change_that_nobody_is_proven_to_have_made_needs_two():
    by = judge(alone=False)
    found = weighed(said("bob"), by=by, work=Work(contributors={"dana": "wrote it"}))
    assert (found.missing, found.able) == ([NOBODY], ["alice"])
    assert weighed(said("bob"), said("dana"), by=by).missing == []
    assert weighed(said("bob"), said("erik"), by=by).missing == [NOBODY], "no rule asks for erik's group"
    found = weighed(by=by)
    assert (found.missing, found.able) == (["1 of reviewers", NOBODY], ["alice", "bob", "dana"])


@pytest.mark.parametrize(
    "work",
    [
        Work(signers={"alice"}),
        Work(openers={"alice"}),
        Work(requests={RISK.id(SCOPE): {"alice"}}),
    ],
)
def test_a_proven_maker_makes_one_enough(work):
    assert weighed(said("bob"), by=judge(alone=False), work=work).missing == []


def test_a_request_for_another_risk_proves_nothing_of_this_one():
    assert weighed(said("bob"), by=judge(alone=False), work=Work(requests={"f" * 64: {"alice"}})).missing == [NOBODY]


def test_groups_that_together_make_two_are_two():
    rules = '[[gate.rule]]\nneed = [{ group = "reviewers" }, { group = "owners" }]\n'
    assert weighed(said("dana"), said("erik"), by=judge(rules, alone=False)).missing == []
    assert weighed(said("bob"), by=judge(rules, alone=False)).missing == [NOBODY]


def test_a_robot_makes_what_the_policy_lets_it_bring():
    robots = '[gate.independence]\nrobots = [{ github_id = 7, kinds = ["exposes"] }]\n'
    by = judge(more=robots, alone=False)
    assert weighed(said("bob"), by=by, work=Work(robots={7})).missing == []
    assert weighed(said("bob"), by=by, work=Work(robots={8})).missing == [NOBODY]
    other = replace(RISK, kind=RiskKind.WEAKENS)
    assert weighed(said("bob", other), by=by, work=Work(robots={7}), risk=other).missing == [NOBODY]


def test_words_that_are_not_the_risks_refuse_the_change():
    verdict = judge().decide([RISK], Evidence([said("bob", text="nothing to see")]), Work())
    (refusal,) = verdict.refused
    assert refusal.message == (
        f"the words in it are not the risk's: it says 'nothing to see', which is in truth {RISK.text!r}"
    )
    assert refusal.path == "bob.json"
    assert verdict.risks[0].signed_by == []
    assert verdict.code is Code.REFUSED


def test_a_refusal_is_told_once():
    one = Refused("forged", path="x")
    verdict = judge().decide([], Evidence(refused=[one, one], notes=["a note"]), Work())
    assert verdict.refused == [one]
    assert verdict.notes == ["a note"]


def test_a_rejection_holds_it_up_whoever_else_agrees():
    found = weighed(said("bob"), said("dana", decision=Decision.REJECT, reason="too open"))
    assert found.missing == ["dana rejected this: too open"]
    assert found.signed_by == ["bob"]
    assert not found.is_covered


@pytest.mark.parametrize("decision", [Decision.WITHDRAW, Decision.REQUEST])
def test_what_says_no_yes_gives_none(decision):
    found = weighed(said("bob", decision=decision))
    assert (found.signed_by, found.missing, found.dead) == ([], ["1 of reviewers"], [])


@pytest.mark.parametrize("role", [Role.MAKER, Role.REVIEW_AFTER])
def test_a_yes_of_another_role_is_no_review(role):
    assert weighed(said("bob", role=role)).signed_by == []


@pytest.mark.parametrize(
    ("expires", "now", "why"),
    [
        (NOON, NOON, ""),
        (NOON + HOUR, NOON, ""),
        (NOON - HOUR, NOON, "the sign-off by bob no longer covers this: it ended on 2026-03-01 11:00"),
        (NOON - HOUR, None, ""),
        (None, NOON, ""),
    ],
)
def test_a_sign_off_that_ends(expires, now, why):
    found = weighed(said("bob", expires=expires), by=judge(now=now))
    assert found.dead == ([why] if why else [])
    assert found.signed_by == ([] if why else ["bob"])


WORSE = {"a#Kind.open": (1, "blob"), "net#Kind.deny": (1, "Allow")}
GREW = "it was accepted with deny of net = Deny; now it is Allow"


@pytest.mark.parametrize(
    ("signed_with", "tool", "more"),
    [
        ("1.0", "2.0", " (it was signed with foureyes 1.0, which may have looked at less than 2.0)"),
        ("2.0", "2.0", ""),
        ("", "2.0", ""),
        ("1.0", "", ""),
    ],
)
def test_a_sign_off_of_less_than_there_is(signed_with, tool, more):
    found = weighed(said("bob", tool=signed_with), by=judge(tool=tool), risk=replace(RISK, posture=WORSE))
    assert found.dead == [f"the sign-off by bob no longer covers this: {GREW}{more}"]
    assert found.missing == ["1 of reviewers"]


def test_another_version_alone_takes_nothing_away():
    assert weighed(said("bob", tool="1.0"), by=judge(tool="2.0")).dead == []


AGED = ONE + 'max_age = "2d"\n'


@pytest.mark.parametrize(
    ("age", "now", "why"),
    [
        (timedelta(days=2), NOON, ""),
        (timedelta(days=2, seconds=1), NOON, "the sign-off by bob is 2 days old; the policy allows 2 days"),
        (timedelta(days=9), NOON, "the sign-off by bob is 9 days old; the policy allows 2 days"),
        (timedelta(days=9), None, ""),
    ],
)
def test_a_sign_off_that_is_too_old(age, now, why):
    found = weighed(said("bob", created=NOON - age), by=judge(AGED, now=now))
    assert found.dead == ([why] if why else [])
    assert found.missing == (["1 of reviewers"] if why else [])


def test_an_age_in_hours():
    found = weighed(
        said("bob", created=NOON - timedelta(hours=13, minutes=5)), by=judge(ONE + 'max_age = "12h"\n', now=NOON)
    )
    assert found.dead == ["the sign-off by bob is 13 hours old; the policy allows 12 hours"]


TOUCH = ONE + 'presence = "touch"\n'


@pytest.mark.parametrize(("touched", "holds"), [(None, False), (False, False), (True, True)])
def test_a_key_that_has_to_be_touched(touched, holds):
    found = weighed(said("bob", touched=touched), by=judge(TOUCH))
    why = "the sign-off by bob was not made by touching a hardware key, as the policy asks"
    assert found.dead == ([] if holds else [why])
    assert (found.missing == []) is holds


FILES = ONE + 'sources = ["file"]\n'
WAYS = ONE + 'sources = ["github-review", "comment"]\n'


@pytest.mark.parametrize(
    ("rules", "source", "why"),
    [
        (ONE, Source.FILE, ""),
        (ONE, Source.COMMENT, ""),
        (ONE, Source.CODE, ""),
        (ONE, Source.REVIEW, "a plain review by bob is not enough for this: the policy asks for a signed file or a "
                             "signed comment or a review with the code"),
        (FILES, Source.COMMENT, "a signed comment by bob is not enough for this: the policy asks for a signed file"),
        (FILES, Source.CODE, "a review with the code by bob is not enough for this: the policy asks for a signed file"),
        (WAYS, Source.FILE, "a signed file by bob is not enough for this: the policy asks for a plain review or a "
                            "signed comment"),
        (WAYS, Source.REVIEW, ""),
    ],
)  # fmt: skip
def test_the_way_a_word_is_given(rules, source, why):
    found = weighed(said("bob", source=source), by=judge(rules))
    assert found.dead == ([why] if why else [])
    assert found.missing == (["1 of reviewers"] if why else [])


@pytest.mark.parametrize(
    ("other", "enough"),
    [
        ({"severity": Severity.INFO}, True),
        ({"severity": Severity.LOW}, True),
        ({"severity": Severity.MEDIUM}, True),
        ({"severity": Severity.HIGH}, False),
        ({"severity": Severity.CRITICAL}, False),
        ({"kind": RiskKind.DROPS_ENCRYPTION}, True),
        ({"kind": RiskKind.WEAKENS}, True),
        ({"kind": RiskKind.BLINDS}, True),
        ({"kind": RiskKind.CHANGES_SUPPLY}, True),
        ({"kind": RiskKind.CHANGES_POLICY}, False),
        ({"kind": RiskKind.ADDS_SUPPRESSION}, False),
        ({"kind": RiskKind.REMOVES_PROTECTION}, False),
    ],
)
def test_what_a_plain_review_is_enough_for(other, enough):
    risk = replace(RISK, **other)
    found = weighed(said("bob", risk, source=Source.REVIEW), by=judge(WAYS), risk=risk)
    why = "a plain review by bob is never enough for this: type the code in it, or sign"
    assert found.dead == ([] if enough else [why])
    assert (found.missing == []) is enough
    assert weighed(said("bob", risk, source=Source.COMMENT), by=judge(WAYS), risk=risk).dead == []


GLASS_TABLE = '[gate.break_glass]\ngroup = "on-call"\nmax_open = 2\nreview_within = "24h"\n'
DEBT = Debt("x.json", "alice", "fire", NOON)


def broken(who="alice", rules=ONE, more=GLASS_TABLE, debts=(), risk=RISK):
    return weighed(said(who, risk, role=Role.BREAK_GLASS), by=judge(rules, more, debts=debts), risk=risk)


def test_the_glass_is_broken():
    found = broken()
    assert (found.broken_glass, found.dead, found.signed_by, found.missing) == ("alice", [], [], ["1 of reviewers"])
    assert found.is_covered
    assert broken(debts=[DEBT]).broken_glass == "alice"


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"more": ""}, "alice cannot break the glass here: the policy does not allow it"),
        ({"rules": ONE + "break_glass = false\n"}, "alice cannot break the glass here: the policy does not allow it"),
        (
            {"risk": replace(RISK, kind=RiskKind.CHANGES_POLICY)},
            "alice cannot break the glass here: the policy does not allow it",
        ),
        ({"who": "bob"}, "bob cannot break the glass: they are not in on-call"),
        ({"debts": [DEBT] * 2}, "alice cannot break the glass: 2 earlier uses await review"),
        ({"debts": [DEBT] * 3}, "alice cannot break the glass: 3 earlier uses await review"),
    ],
)
def test_a_glass_that_does_not_break(how, why):
    found = broken(**how)
    assert (found.broken_glass, found.dead) == ("", [why])
    assert not found.is_covered


def test_one_rule_that_forbids_it_is_enough():
    rules = ONE + '[[gate.rule]]\nneed = [{ group = "owners" }]\nbreak_glass = false\n'
    assert broken(rules=rules).broken_glass == ""
    rules = ONE + '[[gate.rule]]\nwhen = { env = ["test"] }\nneed = [{ group = "owners" }]\nbreak_glass = false\n'
    assert broken(rules=rules).broken_glass == "alice"


def test_a_broken_glass_covers_no_more_than_it_was_broken_for():
    found = weighed(said("alice", role=Role.BREAK_GLASS), by=judge(more=GLASS_TABLE), risk=replace(RISK, posture=WORSE))
    assert found.broken_glass == ""
    assert found.dead == [f"the sign-off by alice no longer covers this: {GREW}"]


OPEN_DEBT = "open: alice broke the glass (fire); review by another is due 2026-03-01 12:00"


@pytest.mark.parametrize(
    ("more", "now", "blocked"),
    [
        (GLASS_TABLE, NOON + HOUR, str(DEBT)),
        (GLASS_TABLE, NOON, ""),
        (GLASS_TABLE, None, ""),
        (GLASS_TABLE + "blocks_after = false\n", NOON + HOUR, ""),
        ("", NOON + HOUR, ""),
    ],
)
def test_a_review_that_is_overdue_blocks(more, now, blocked):
    later = replace(DEBT, person="bob", due=NOON + 9 * HOUR)
    verdict = judge(more=more, now=now, debts=[later, DEBT]).decide([RISK], Evidence([said("bob")]), Work())
    assert verdict.blocked == blocked
    assert verdict.code is (Code.MISSING if blocked else Code.PASSED)
    assert verdict.notes[1] == OPEN_DEBT
    assert len(verdict.notes) == 2


def test_words_about_nothing_in_the_change_are_told():
    other = replace(RISK, resource="b")
    statements = [
        said("bob", other),
        said("dana", other, RISK),
        said("erik", other, role=Role.REVIEW_AFTER),
    ]
    verdict = judge().decide([RISK], Evidence(statements, notes=["a note"]), Work())
    assert verdict.notes == ["a note", "bob.json: bob signed risks that this change does not bring (any more)"]
    assert verdict.work == Work()
    assert verdict.scope == SCOPE


def test_a_sign_off_of_a_smaller_risk_to_the_same_settings_is_told():
    small = replace(RISK, after="less")
    grown = replace(RISK, posture=WORSE)
    why = f"the sign-off by bob does not reach this: {GREW}"
    assert weighed(said("bob", small), risk=grown).dead == [why]
    assert weighed(said("bob", small), said("bob", small), risk=grown).dead == [why], "once"
    assert weighed(said("bob", small), risk=RISK).dead == [], "nothing grew"
    other = replace(small, posture={"z#Kind.deny": (0, "Deny")})
    assert weighed(said("bob", other), risk=grown).dead == [], "other settings"
    more = replace(small, posture={**OPEN, "z#Kind.deny": (0, "Deny")})
    assert weighed(said("bob", more), risk=grown).dead == [why], "what is not here is not asked about"


@pytest.mark.parametrize(
    "how",
    [{"role": Role.MAKER}, {"role": Role.BREAK_GLASS}, {"decision": Decision.WITHDRAW}, {"decision": Decision.REJECT}],
)
def test_only_a_reviewers_yes_is_outgrown(how):
    assert weighed(said("bob", replace(RISK, after="less"), **how), risk=replace(RISK, posture=WORSE)).dead == []


def test_a_yes_that_was_taken_back_is_not_outgrown():
    grown = replace(RISK, posture=WORSE)
    back = said("bob", grown, decision=Decision.WITHDRAW, created=NOON)
    assert weighed(said("bob", RISK), back, risk=grown).dead == []
    request = said("alice", role=Role.MAKER, decision=Decision.REQUEST)
    found = weighed(request, said("bob", replace(RISK, after="less")), back, risk=grown)
    assert found.dead == [f"the sign-off by bob does not reach this: {GREW}"]


def test_what_was_outgrown_goes_unsaid_where_there_is_a_better_word():
    small, grown = replace(RISK, after="less"), replace(RISK, posture=WORSE)
    assert weighed(said("bob", small), said("dana", grown), risk=grown).dead == []
    found = weighed(said("bob", small), said("dana", RISK), risk=grown)
    assert found.dead == [f"the sign-off by dana no longer covers this: {GREW}"]


def words(*statements):
    return [
        (one.person.id, one.record.decision.value, one.record.reason) for one in last_words(RISK.id(SCOPE), statements)
    ]


def at(hours, who="bob", **more):
    return said(who, created=NOON + hours * HOUR, reason=str(hours), **more)


def test_the_newest_word_of_each_person_counts():
    assert words(at(2), at(1), at(3, "dana")) == [("bob", "accept", "2"), ("dana", "accept", "3")]
    assert words(at(1), at(2, decision=Decision.WITHDRAW)) == [("bob", "withdraw", "2")]
    assert words(at(2), at(1, decision=Decision.REJECT)) == [("bob", "accept", "2")]


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("strict", [Decision.WITHDRAW, Decision.REJECT])
def test_of_two_words_at_the_same_time_the_stricter_counts(strict, first):
    both = [at(1), at(1, decision=strict)]
    assert words(*(both if first else both[::-1])) == [("bob", strict.value, "1")]


@pytest.mark.parametrize("first", [True, False])
def test_a_rejection_is_stricter_than_a_withdrawal(first):
    both = [at(1, decision=Decision.WITHDRAW), at(1, decision=Decision.REJECT)]
    assert words(*(both if first else both[::-1])) == [("bob", "reject", "1")]


def test_a_yes_by_one_way_takes_no_yes_by_another_back():
    assert words(at(1), at(2, source=Source.REVIEW)) == [("bob", "accept", "1"), ("bob", "accept", "2")]
    assert words(at(1), at(2), at(3, source=Source.REVIEW)) == [("bob", "accept", "2"), ("bob", "accept", "3")]


def test_a_no_by_one_way_takes_every_yes_back():
    no = at(2, decision=Decision.REJECT, source=Source.REVIEW)
    assert words(at(1), no) == [("bob", "reject", "2")]
    assert words(at(1), at(1, source=Source.COMMENT), no) == [("bob", "reject", "2")]
    assert words(no, at(3)) == [("bob", "accept", "3")], "and a later yes takes the no back"
    assert words(at(1, source=Source.CODE), no, at(3)) == [("bob", "accept", "3")], "but revives no earlier one"


def test_a_request_is_no_word_against_a_review_of_ones_own():
    request = at(2, role=Role.MAKER, decision=Decision.REQUEST)
    assert words(at(1), request) == [("bob", "accept", "1"), ("bob", "request", "2")]


def test_words_about_other_risks_and_reviews_afterwards_are_left_out():
    other = said("bob", replace(RISK, resource="b"))
    assert words(other, at(1, role=Role.REVIEW_AFTER)) == []
