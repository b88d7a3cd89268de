"""The configuration file: what it may say, and errors that name their line."""

import json
import subprocess
import sys
import tomllib
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from foureyes.config import _WORDS, line_of, parse, plainly_fits, schema
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


WHOLE = """
[lint]
paths = ["infra"]
exclude = ["**/fixtures"]
profiles = ["hardening"]
packs = ["foureyes_rules"]
fail_on = "medium"
allow_unknown = true
baseline = "b.json"
severities = {a = "off", b = "low"}
[[lint.classification]]
name = "x"
tags = {data = ["secret"]}
severity = "high"
[[lint.classification]]
name = "y"
resources = ["*"]
[[lint.at]]
paths = ["a"]
fail_on = "never"
severities = {a = "low"}
[[lint.deployments]]
root = "a"
files = ["b"]
vars = {c = "d"}
[[lint.suppressions]]
rule = "a"
path = "b"
reason = "c"
until = "2027-01-31"
"""
TEXTS = ("", "x", "off", "never")
OTHERS = (0, 1, -1, 1.5, True, False, [], ["x"], ["x", "x"], [1], [[]], {}, {"x": 1})
JUNK = st.sampled_from([*TEXTS, *OTHERS]).map(deepcopy)


@st.composite
def damaged(draw):
    """A right configuration with one or two values that are something else, gone, or new."""
    table = tomllib.loads(draw(st.sampled_from([WHOLE, POLICY, POLICY + PERSON])))
    for _ in range(draw(st.integers(0, 2))):
        here = table
        while isinstance(here, dict | list) and here:
            key = draw(st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here))))
            inner = here[key]
            if not isinstance(inner, dict | list) or not inner or draw(st.booleans()):
                act = draw(st.sampled_from(["set", "drop", "add"]))
                if act == "set":
                    here[key] = draw(JUNK)
                elif act == "drop":
                    del here[key]
                elif isinstance(here, dict):
                    here[draw(st.sampled_from(["x", "paths", "rule", "need"]))] = draw(JUNK)
                else:
                    here.append(draw(JUNK))
                break
            here = inner
    return table


@settings(max_examples=400, deadline=None)
@given(damaged())
def test_the_quick_look_agrees_with_the_schema(table):
    assert plainly_fits(table, schema()) == Draft202012Validator(schema()).is_valid(table)


def test_a_right_configuration_loads_no_validator(tmp_path):
    (tmp_path / "foureyes.toml").write_text(WHOLE.replace('"a"', '"."').replace('"b"', '"foureyes.toml"'))
    code = (
        "import sys; from foureyes.config import find; "
        f"assert find({str(tmp_path)!r}).lint['fail_on'] == 'medium'; print('jsonschema' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_every_word_of_the_schema_is_known_to_the_quick_look():
    def words(node):
        if isinstance(node, dict):
            for key, one in node.items():
                yield key
                if key in ("properties",):
                    for inner in one.values():
                        yield from words(inner)
                elif key in ("items", "additionalProperties", "propertyNames"):
                    yield from words(one)
                elif key == "anyOf":
                    for inner in one:
                        yield from words(inner)

    assert set(words(schema())) <= set(_WORDS)
