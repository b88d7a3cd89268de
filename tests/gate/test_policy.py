"""The policy: what its keys come to, which risks need whose word, and each mistake at its line."""

from datetime import timedelta

import pytest

from foureyes.config import parse
from foureyes.errors import BadUsage
from foureyes.gate.evidence import Source
from foureyes.gate.people import Person, people_from
from foureyes.gate.policy import BreakGlass, Need, PolicyRule, policy_from
from foureyes.gate.risk import Risk, RiskKind
from foureyes.model.finding import Severity

BOTH = (Source.FILE, Source.COMMENT, Source.CODE)
LEAST = """\
[gate]
repository = "github.com/contoso/infra"
repository_id = "6f1c2a9e-0001"

[[gate.rule]]
need = [{ group = "reviewers" }]
"""
WHOLE = """\
[gate]
repository = "github.com/contoso/infra"
repository_id = "6f1c2a9e-0001"
branches = ["main", "release/*"]
default_environment = "live"
from_severity = "medium"
new_unknown = "sign"

[gate.environments.test]
paths = ["infra/test/**"]
accounts = ["111122223333", "444455556666"]

[gate.environments.prod]
paths = ["infra/prod/**", "shared"]
accounts = ["777788889999"]

[[gate.rule]]
need = [{ group = "reviewers" }]

[[gate.rule]]
when = { env = ["prod", "live"], severity = ["high", "critical"], kind = ["exposes", "weakens"] }
need = [{ group = "security", count = 2 }, { group = "reviewers" }]
max_age = "14d"
presence = "touch"
break_glass = false
sources = ["file", "github-review"]
distinct = true

[gate.break_glass]
group = "on-call"
max_open = 3
review_within = "2w"
blocks_after = false

[gate.independence]
unknown_author = "one-reviewer"
scope = "risk"
robots = [{ github_id = 49699333, kinds = ["changes-supply", "blinds"] }]
"""
PEOPLE = """
[people.bob]
groups = ["reviewers", "security", "on-call"]
keys = ["ssh-ed25519 AAAA"]

[people.dana]
groups = ["reviewers", "security"]
keys = ["ssh-ed25519 BBBB"]

[people.erik]
groups = ["reviewers", "security"]
keys = ["ssh-ed25519 CCCC"]
"""


def policy(text, people=PEOPLE):
    found = parse((text + people).encode())
    return policy_from(found.gate, people_from(found.people, found.fault), found.fault)


def refusal(text, people=PEOPLE):
    with pytest.raises(BadUsage) as caught:
        policy(text, people)
    return caught.value.path, caught.value.message, caught.value.remedy


def risk(environment="prod", severity=Severity.HIGH, kind=RiskKind.EXPOSES):
    return Risk(kind, severity, environment, "r", "safe", "risky", "m")


def test_what_holds_where_nothing_is_said():
    found = policy(LEAST)
    assert (found.repository, found.repository_id) == ("github.com/contoso/infra", "6f1c2a9e-0001")
    assert found.branches == ("main",)
    assert found.default_environment == "prod"
    assert (found.environments, found.accounts, found.robots) == ({}, {}, {})
    assert found.rules == (PolicyRule((Need("reviewers", 1),), (), (), (), None, "", True, BOTH, False),)
    assert found.from_severity is Severity.INFO
    assert found.new_unknown == "warn"
    assert found.unknown_author == 2
    assert found.break_glass is None
    assert found.by_risk is False
    assert found.warnings == ()


def test_whatever_may_be_said():
    found = policy(WHOLE)
    assert found.branches == ("main", "release/*")
    assert found.default_environment == "live"
    assert list(found.environments.items()) == [("prod", ("infra/prod", "shared")), ("test", ("infra/test",))]
    assert found.accounts == {"111122223333": "test", "444455556666": "test", "777788889999": "prod"}
    assert found.rules[1] == PolicyRule(
        (Need("security", 2), Need("reviewers", 1)),
        ("prod", "live"),
        ("high", "critical"),
        ("exposes", "weakens"),
        timedelta(days=14),
        "touch",
        False,
        (Source.FILE, Source.REVIEW),
        True,
    )
    assert found.from_severity is Severity.MEDIUM
    assert found.new_unknown == "sign"
    assert found.unknown_author == 1
    assert found.break_glass == BreakGlass("on-call", 3, timedelta(weeks=2), False)
    assert found.by_risk is True
    assert found.robots == {49699333: ("changes-supply", "blinds")}


def test_an_emergency_where_nothing_more_is_said():
    found = policy(LEAST + '[gate.break_glass]\ngroup = "on-call"\n')
    assert found.break_glass == BreakGlass("on-call", 1, timedelta(hours=24), True)


@pytest.mark.parametrize(("said", "count"), [("two-reviewers", 2), ("one-reviewer", 1)])
def test_unknown_authors(said, count):
    assert policy(f'{LEAST}[gate.independence]\nunknown_author = "{said}"\n').unknown_author == count


@pytest.mark.parametrize(("said", "by_risk"), [("strict", False), ("risk", True)])
def test_the_scope_of_independence(said, by_risk):
    assert policy(f'{LEAST}[gate.independence]\nscope = "{said}"\n').by_risk is by_risk


@pytest.mark.parametrize(
    ("kinds", "may"), [('["changes-policy"]', False), ('["exposes", "changes-policy"]', False), ('["exposes"]', True)]
)
def test_what_changes_the_policy_is_no_emergency(kinds, may):
    rule = f'\n[[gate.rule]]\nwhen = {{ kind = {kinds} }}\nneed = [{{ group = "reviewers" }}]\n'
    assert policy(LEAST + rule).rules[1].break_glass is may
    assert policy(f"{LEAST}{rule}break_glass = true\n").rules[1].break_glass is True


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("1h", timedelta(hours=1)),
        ("24h", timedelta(days=1)),
        ("14d", timedelta(days=14)),
        ("2w", timedelta(days=14)),
        ("9999d", timedelta(days=9999)),
        ("0h", timedelta()),
    ],
)
def test_spans_of_time(text, span):
    assert policy(f'{LEAST}max_age = "{text}"\n').rules[0].max_age == span


@pytest.mark.parametrize("text", ["14 days", "14", "d", "10000d", "-1d", "1.5d", "14D", "1m", "14d ", ""])
def test_what_is_no_span_of_time(text):
    told = f"{text!r} is no span of time"
    assert refusal(f'{LEAST}max_age = "{text}"\n') == ("foureyes.toml:7", told, "write 24h, 14d or 2w")
    glass = f'\n[gate.break_glass]\ngroup = "on-call"\nreview_within = "{text}"\n'
    assert refusal(LEAST + glass) == ("foureyes.toml:10", told, "write 24h, 14d or 2w")


# Mistakes.


def test_the_mistakes_of_the_second_rule_are_told_there():
    rule = '\n[[gate.rule]]\nneed = [{ group = "reviewers" }]\nmax_age = "x"\n'
    assert refusal(LEAST + rule)[0] == "foureyes.toml:10"


def test_an_environment_that_is_not_declared():
    rule = '\n[[gate.rule]]\nwhen = { env = ["prod", "tset"] }\nneed = [{ group = "reviewers" }]\n'
    assert refusal(LEAST + rule) == ("foureyes.toml:9", "there is no environment 'tset'", "declare it")


def test_the_default_environment_need_not_be_declared():
    rule = '\n[[gate.rule]]\nwhen = { env = ["prod"] }\nneed = [{ group = "reviewers" }]\n'
    assert policy(LEAST + rule).rules[1].environments == ("prod",)
    other = LEAST.replace("\n\n", '\ndefault_environment = "live"\n\n', 1)
    assert refusal(other + rule)[1] == "there is no environment 'prod'"


@pytest.mark.parametrize("when", ['env = ["prod"]', 'severity = ["low"]', 'kind = ["exposes"]'])
def test_no_rule_for_every_risk(when):
    text = LEAST.replace("need =", f"when = {{ {when} }}\nneed =")
    remedy = "add a [[gate.rule]] without `when`"
    assert refusal(text) == ("foureyes.toml:5", "no rule holds for every risk", remedy)
    assert len(policy(f'{text}\n[[gate.rule]]\nneed = [{{ group = "reviewers" }}]\n').rules) == 2


def test_an_account_of_two_environments():
    text = (
        f'{LEAST}[gate.environments.prod]\npaths = ["a"]\naccounts = ["111122223333"]\n'
        '[gate.environments.test]\npaths = ["b"]\naccounts = ["444455556666", "111122223333"]\n'
    )
    assert refusal(text) == (
        "foureyes.toml:12",
        "111122223333 belongs to both prod and test",
        "an account has one environment",
    )


def test_an_account_that_is_named_twice_in_one():
    text = f'{LEAST}[gate.environments.prod]\npaths = ["a"]\naccounts = ["111122223333", "111122223333"]\n'
    assert policy(text).accounts == {"111122223333": "prod"}


@pytest.mark.parametrize("robots", ["7, 7", "7, 8, 7", "1024025"])
def test_a_robot_that_is_somebody(robots):
    people = PEOPLE.replace("[people.bob]\n", "[people.bob]\ngithub_id = 1024025\n")
    listed = [f'{{ github_id = {one}, kinds = ["blinds"] }}' for one in robots.split(", ")]
    text = f"{LEAST}[gate.independence]\nrobots = [{', '.join(listed)}]\n"
    who = robots.split(", ")[-1]
    assert refusal(text, people) == (
        "foureyes.toml:8",
        f"the account {who} is listed twice, or is a person's",
        "a robot is nobody",
    )


def test_an_emergency_for_nobody():
    text = f'{LEAST}[gate.break_glass]\nmax_open = 1\ngroup = "nobody"\n'
    assert refusal(text) == ("foureyes.toml:9", "nobody is in the group 'nobody'", "add somebody")


@pytest.mark.parametrize(
    ("need", "told"),
    [
        ('{ group = "nobody" }', "1 of nobody can never sign: 0 of it can sign that way"),
        ('{ group = "reviewers", count = 4 }', "4 of reviewers can never sign: 3 of it can sign that way"),
        ('{ group = "reviewers" }, { group = "on-call", count = 2 }',
         "2 of on-call can never sign: 1 of it can sign that way"),
    ],
)  # fmt: skip
def test_more_people_than_there_are(need, told):
    text = LEAST.replace('{ group = "reviewers" }', need)
    assert refusal(text) == ("foureyes.toml:6", told, "enrol people or ask fewer")


@pytest.mark.parametrize(
    ("count", "warnings"),
    [
        (2, ()),
        (3, ("reviewers has just bob and dana and erik: what one of them changes, nobody can sign for",)),
    ],
)
def test_a_team_that_is_too_small_is_warned_of(count, warnings):
    text = LEAST.replace('"reviewers" }', f'"reviewers", count = {count} }}')
    assert policy(text).warnings == warnings
    twice = f'{text}\n[[gate.rule]]\nneed = [{{ group = "reviewers", count = {count} }}]\n'
    assert policy(twice).warnings == warnings, "told once"


def test_every_rule_is_warned_of():
    rule = '\n[[gate.rule]]\nneed = [{ group = "GROUP" }]\n'
    text = LEAST.replace("reviewers", "on-call") + rule.replace("GROUP", "owners") + rule.replace("GROUP", "reviewers")
    people = PEOPLE.replace('"security"]\nkeys = ["ssh-ed25519 BBBB"]', '"owners"]\nkeys = ["ssh-ed25519 BBBB"]')
    assert [one.partition(":")[0] for one in policy(text, people).warnings] == [
        "on-call has just bob",
        "owners has just dana",
    ]


def test_every_need_of_a_rule_is_warned_of():
    text = LEAST.replace('{ group = "reviewers" }', '{ group = "on-call" }, { group = "security", count = 3 }')
    assert [one.partition(" has")[0] for one in policy(text).warnings] == ["on-call", "security"]


@pytest.mark.parametrize(
    ("needs", "fits"),
    [
        ('{ group = "reviewers" }, { group = "security" }, { group = "on-call" }', True),
        ('{ group = "reviewers", count = 2 }, { group = "security" }', True),
        ('{ group = "reviewers", count = 2 }, { group = "security", count = 2 }', False),
        ('{ group = "on-call" }, { group = "on-call" }', False),
    ],
)
def test_nobody_for_two_groups(needs, fits):
    text = LEAST.replace('{ group = "reviewers" }', needs)
    assert policy(text).rules[0].distinct is False
    if fits:
        assert policy(f"{text}distinct = true\n").rules[0].distinct is True
    else:
        told = "the groups have too few people for one each"
        assert refusal(f"{text}distinct = true\n") == ("foureyes.toml:6", told, "enrol people or ask fewer")


# Who can sign by what.


@pytest.mark.parametrize(
    ("sources", "presence", "by_key", "by_account"),
    [
        ((Source.FILE,), "", True, False),
        ((Source.COMMENT,), "", True, False),
        ((Source.CODE,), "", False, True),
        ((Source.REVIEW,), "", False, True),
        ((Source.FILE, Source.CODE), "", True, True),
        ((Source.FILE, Source.CODE), "touch", True, False),
        ((Source.CODE,), "touch", False, False),
    ],
)
def test_who_may_sign(sources, presence, by_key, by_account):
    rule = PolicyRule((Need("g"),), sources=sources, presence=presence)
    assert rule.may_sign(Person("bob", keys=("k",))) is by_key
    assert rule.may_sign(Person("bob", github_id=7)) is by_account
    assert rule.may_sign(Person("bob", keys=("k",), github_id=7)) is (by_key or by_account)
    assert rule.may_sign(Person("bob", revoked=("k",))) is False


def test_people_without_a_way_to_sign_do_not_count():
    people = PEOPLE.replace('keys = ["ssh-ed25519 CCCC"]', "github_id = 7")
    text = LEAST.replace('"reviewers" }', '"reviewers", count = 3 }')
    assert policy(text, people).rules
    told = "3 of reviewers can never sign: 2 of it can sign that way"
    assert refusal(f'{text}sources = ["file"]\n', people)[1] == told
    both = LEAST.replace('{ group = "reviewers" }', '{ group = "reviewers", count = 2 }, { group = "security" }')
    assert refusal(f'{both}distinct = true\nsources = ["file"]\n', people)[1] == (
        "the groups have too few people for one each"
    )


# Which needs are met.

MEMBERS = {"a": {"bob", "dana"}, "b": {"bob", "erik"}, "c": {"dana"}}


@pytest.mark.parametrize(
    ("needs", "good", "unmet"),
    [
        ([Need("a")], ["bob"], []),
        ([Need("a")], ["erik"], [Need("a")]),
        ([Need("a", 2)], ["bob"], [Need("a", 2)]),
        ([Need("a", 2)], ["bob", "dana"], []),
        ([Need("a", 2)], ["bob", "bob"], [Need("a", 2)]),
        ([Need("a"), Need("b")], ["bob"], []),
        ([Need("a"), Need("b")], ["dana"], [Need("b")]),
        ([Need("a"), Need("b")], [], [Need("a"), Need("b")]),
    ],
)
def test_needs_that_one_person_may_meet(needs, good, unmet):
    assert PolicyRule(tuple(needs)).unmet(good, MEMBERS) == unmet


@pytest.mark.parametrize(
    ("needs", "good", "unmet"),
    [
        ([Need("a"), Need("b")], ["bob"], [Need("b")]),
        ([Need("a"), Need("b")], ["bob", "dana"], []),
        ([Need("a"), Need("b")], ["bob", "erik"], []),
        ([Need("a"), Need("b")], ["dana"], [Need("b")]),
        ([Need("a"), Need("b"), Need("c")], ["bob", "dana", "erik"], []),
        ([Need("b"), Need("a"), Need("c")], ["bob", "dana"], [Need("c")]),
        ([Need("a", 2)], ["bob", "dana"], []),
        ([Need("a", 2), Need("b")], ["bob", "dana"], [Need("b")]),
        ([Need("a", 2), Need("b")], ["bob", "dana", "erik"], []),
        ([Need("a", 2), Need("c")], ["dana"], [Need("a", 2), Need("c")]),
        ([Need("a", 2)], [], [Need("a", 2)]),
        ([Need("a"), Need("a")], ["bob"], [Need("a")]),
    ],
)
def test_needs_that_take_somebody_each(needs, good, unmet):
    """Whoever sits in one place moves to another if that lets more people sit."""
    assert PolicyRule(tuple(needs), distinct=True).unmet(good, MEMBERS) == unmet


def test_a_need_in_words():
    assert str(Need("reviewers")) == "1 of reviewers"
    assert str(Need("reviewers", 2)) == "2 of reviewers"


# Which risks a rule is for.


@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        ({}, True),
        ({"environments": ("prod",)}, True),
        ({"environments": ("test", "prod")}, True),
        ({"environments": ("test",)}, False),
        ({"severities": ("high",)}, True),
        ({"severities": ("low", "critical")}, False),
        ({"kinds": ("exposes", "blinds")}, True),
        ({"kinds": ("blinds",)}, False),
        ({"environments": ("prod",), "severities": ("high",), "kinds": ("exposes",)}, True),
        ({"environments": ("prod",), "severities": ("high",), "kinds": ("blinds",)}, False),
        ({"environments": ("prod",), "severities": ("low",), "kinds": ("exposes",)}, False),
        ({"environments": ("test",), "severities": ("high",), "kinds": ("exposes",)}, False),
    ],
)
def test_which_risks_a_rule_is_for(rule, fits):
    assert PolicyRule((Need("a"),), **rule).matches(risk()) is fits


def test_every_rule_that_matches_applies():
    found = policy(WHOLE)
    assert found.rules_for(risk()) == list(found.rules)
    assert found.rules_for(risk(severity=Severity.LOW)) == [found.rules[0]]
    assert found.rules_for(risk("test", Severity.CRITICAL)) == [found.rules[0]]


# Branches, environments, accounts.


def test_what_a_signoff_is_good_for():
    assert policy(LEAST).scope("release/1") == "github.com/contoso/infra#6f1c2a9e-0001#refs/heads/release/1"


@pytest.mark.parametrize(
    ("branch", "guarded"), [("main", True), ("release/1", True), ("release", False), ("mainly", False), ("", False)]
)
def test_guarded_branches(branch, guarded):
    assert policy(WHOLE).guards(branch) is guarded


@pytest.mark.parametrize(
    ("paths", "environment"),
    [
        (["infra/prod/a.tf"], "prod"),
        (["infra/test/a.tf"], "test"),
        (["shared/x/a.tf"], "prod"),
        (["other/a.tf"], "live"),
        (["infra/test/a.tf", "other/a.tf"], "test"),
        (["infra/test/a.tf", ""], "test"),
        (["infra/test/a.tf", "infra/prod/x.tfvars"], "live"),
        (["infra/prod/a.tf", "shared/a.tf"], "prod"),
        ([], "live"),
    ],
)
def test_environments_of_paths(paths, environment):
    assert policy(WHOLE).environment(*paths) == environment


def test_no_path_belongs_nowhere():
    """Also where a pattern takes in everything."""
    text = WHOLE.replace('"infra/test/**"', '"**"').replace('default_environment = "live"', "")
    text = text.replace(', "live"]', "]")
    assert policy(text).environment("") == "prod"
    assert policy(text).environment("x") == "test"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("arn:aws:iam::111122223333:role/x", {"test"}),
        ("444455556666 and 777788889999", {"test", "prod"}),
        ("11112222333", set()),
        ("", set()),
    ],
)
def test_environments_whose_accounts_a_text_names(text, named):
    assert policy(WHOLE).targets(text) == named
