"""The configuration file: what it may say, and errors that name their line."""

import json

import pytest
from jsonschema import Draft202012Validator

from foureyes.config import line_of, parse, schema
from foureyes.errors import BadUsage
from foureyes.gate.people import people_from
from foureyes.gate.policy import policy_from
from tests.gate.kit import POLICY

SUPPRESSION = "[[lint.suppressions]]\nrule = 'a'\npath = 'b'\nreason = 'c'\n"
PERSON = """
[people.bob]
groups = ["reviewers", "policy-owners", "on-call"]
keys = ["ssh-ed25519 AAAA"]

[people.dana]
groups = ["reviewers", "policy-owners"]
keys = ["ssh-ed25519 BBBB"]
"""


def test_the_schema_is_one():
    Draft202012Validator.check_schema(schema())


def test_every_key_is_described():
    def walk(node, name):
        for key, one in node.get("properties", {}).items():
            assert one.get("description") or "enum" in one, f"{name}.{key}"
            walk(one, f"{name}.{key}")
            walk(one.get("items", {}), f"{name}.{key}[]")

    walk(schema(), "")


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("[lint]\nprofile = ['x']\n", 2, "did you mean `profiles`"),
        ("[lint]\n\nfail_on = 'worst'\n", 3, "choose from info, low"),
        ("[lint]\nexclude = 'x'\n", 2, "type array"),
        ("# x\n[gate]\nrepository = 'github.com/a/b'\n", 2, "lacks `repository_id`"),
        (SUPPRESSION + SUPPRESSION.replace("path = 'b'\n", ""), 5, "lacks `path`"),
        (SUPPRESSION + SUPPRESSION.replace("'a'", "1"), 6, "type string"),
        ("a = 1\na = 2\n", 2, "no valid TOML"),
        ("[people.bob]\nname = 'x'\n", 2, "`name` is no key of people.bob"),
    ],
)  # fmt: skip
def test_errors_name_their_line(text, where, said):
    with pytest.raises(BadUsage) as caught:
        parse(text.encode())
    assert caught.value.path == f"foureyes.toml:{where}"
    assert said in str(caught.value)


def test_no_utf8():
    with pytest.raises(BadUsage, match="UTF-8"):
        parse(b"\xff")


def judged(text):
    found = parse(text.encode())
    people = people_from(found.people, found.fault)
    return policy_from(found.gate, people, found.fault)


def test_a_policy():
    policy = judged(POLICY + PERSON)
    assert policy.environment("infra/prod/a.tf") == "prod"
    assert policy.environment("infra/sandbox/a.tf") == "sandbox"
    assert policy.environment("elsewhere") == "prod"
    assert policy.environment("infra/sandbox/a.tf", "infra/prod/x.tfvars") == "prod"
    assert policy.guards("release/7")
    assert not policy.guards("releases")
    assert "policy-owners has just bob and dana" in policy.warnings[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('group = "reviewers" }', 'group = "nobody" }', "can never sign"),
        ('group = "reviewers" }', 'group = "reviewers", count = 3 }', "can never sign"),
        ("[[gate.rule]]\nneed", '[[gate.rule]]\nwhen = { kind = ["blinds"] }\nneed', "every risk"),
        ('[[gate.rule]]\nneed', '[[gate.rule]]\nmax_age = "14 days"\nneed', "no span of time"),
        ('kind = ["changes-policy"]', 'env = ["production"]', "no environment"),
        ('group = "on-call"', 'group = "nobody"', "nobody is in"),
        ("ssh-ed25519 AAAA", "ssh-dss AAAA", "no SSH public key"),
    ],
)  # fmt: skip
def test_policies_that_nobody_can_follow(old, new, said):
    text = POLICY + PERSON
    assert old in text
    with pytest.raises(BadUsage, match=said) as caught:
        judged(text.replace(old, new))
    assert caught.value.path is not None
    assert caught.value.path.startswith("foureyes.toml:")


def test_lines_of_keys():
    text = "[a]\nb = 1\n[[c.d]]\ne = 1\n[[c.d]]\ne = 2\n[c.d.f]\ng = 1\n"
    assert line_of(text, ["a", "b"]) == 2
    assert line_of(text, ["c", "d", 1, "e"]) == 6
    assert line_of(text, ["c", "d", 1, "f", "g"]) == 8
    assert line_of(text, ["a", "zzz"]) == 1


def test_the_schema_is_published_with_the_package():
    assert json.dumps(schema())
