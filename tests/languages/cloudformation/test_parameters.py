"""What the declarations of parameters and the `Rules` of a template leave as their values."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foureyes.languages.cloudformation.patterns import AllowedPattern
from tests.languages.cloudformation.deploying import answers, by_address, only
from tests.languages.cloudformation.said import said


def value(parameters: str, rules: str = "{}", expression: str = "!Ref X") -> str:
    """What an expression yields, beside parameters and rules."""
    text = f"""
Parameters: {parameters}
Rules: {rules}
Conditions: {{IsStar: !Equals [!Ref X, "*"]}}
Resources: {{R: {{Type: AWS::X, Properties: {{A: {expression}}}}}}}
"""
    evaluation = only(text)
    assert not evaluation.errors and not evaluation.gaps, (evaluation.errors, evaluation.gaps)
    return said(by_address(evaluation)["R"].body.get("A"))


IS_STAR = '!If [IsStar, "star", "other"]'
UNTOLD = '(X=* ? "star" : "other")'


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("{Type: String}", UNTOLD),
        ("{Type: String, AllowedPattern: '.+'}", UNTOLD),
        ("{Type: String, AllowedPattern: '[a-z]+'}", '"other"'),
        ("{Type: String, AllowedPattern: '^[a-z*]+$'}", UNTOLD),
        ("{Type: String, AllowedPattern: '(?=a).*'}", UNTOLD),
        ("{Type: String, MinLength: 2}", '"other"'),
        ("{Type: String, MaxLength: 1}", UNTOLD),
        ("{Type: String, MaxLength: 0}", '"other"'),
        ("{Type: Number}", '"other"'),
        ("{Type: AWS::EC2::VPC::Id}", '"other"'),
        ("{Type: AWS::EC2::KeyPair::KeyName}", UNTOLD),
        ("{Type: AWS::SSM::Parameter::Value<String>, Default: /a, AllowedPattern: '[a-z/]+'}", None),
    ],
)
def test_what_is_refused_is_no_value(declared: str, expected: str | None) -> None:
    found = value(f"{{X: {declared}}}", expression=IS_STAR)
    assert found == (expected or '(the stored parameter /a=* ? "star" : "other")')


def test_allowed_values_that_are_refused_are_left_out() -> None:
    assert value("{X: {Type: String, AllowedValues: [a, b1, c], AllowedPattern: '[a-z]'}}") == '(X=a ? "a" : "c")'
    assert value("{X: {Type: Number, AllowedValues: [1, 22, 80], MinValue: 10, MaxValue: 50}}") == '"22"'
    assert value("{X: {Type: String, AllowedValues: [a], AllowedPattern: b}}") == '"a"'


DOMAINS = "{X: {Type: String, AllowedValues: [a, b, c]}, Env: {Type: String, AllowedValues: [dev, prod]}}"


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("{R: {Assertions: [{Assert: {Fn::Contains: [[a, b], !Ref X]}}]}}", '(X=a ? "a" : "b")'),
        ("{R: {Assertions: [{Assert: !Equals [!Ref X, c]}]}}", '"c"'),
        ("{R: {Assertions: [{Assert: !Not [!Equals [!Ref X, a]]}]}}", '(X=b ? "b" : "c")'),
        ("{R: {Assertions: [{Assert: !Or [!Equals [!Ref X, a], !Equals [!Ref X, b]]}]}}", '(X=a ? "a" : "b")'),
        ("{R: {Assertions: [{Assert: !EachMemberIn [[!Ref X], [b]]}]}}", '"b"'),
        ("{R: {Assertions: [{Assert: !EachMemberEquals [[!Ref X], b]}]}}", '"b"'),
        ("{R: {Assertions: [{Assert: !Contains [!RefAll AWS::EC2::VPC::Id, !Ref X]}]}}", None),
        ("{R: {Assertions: [{Assert: !Equals [!Ref X, nothing]}]}}", None),
        ("{R: {RuleCondition: !Equals [!Ref AWS::Region, x], Assertions: [{Assert: !Equals [!Ref X, a]}]}}", None),
        (
            "{R: {RuleCondition: !Equals [!Ref Env, prod], Assertions: [{Assert: !Equals [!Ref X, a]}]}}",
            '(Env=dev ? (X=a ? "a" : (X=b ? "b" : "c")) : "a")',
        ),
    ],
)
def test_assertions_narrow_parameters(rules: str, expected: str | None) -> None:
    assert value(DOMAINS, rules) == (expected or '(X=a ? "a" : (X=b ? "b" : "c"))')


def test_assertions_list_the_values_of_a_parameter() -> None:
    one = "{R: {Assertions: [{Assert: {Fn::Contains: [[a, b], {Ref: X}]}}]}}"
    assert value("{X: {Type: String}}", one) == '(X=a ? "a" : "b")'
    assert value("{X: {Type: String, Default: a}}", one) == '"a"'
    assert value("{X: {Type: String, Default: other}}", one) == '(X=a ? "a" : "b")', "nobody can deploy the default"
    assert value("{X: {Type: String}}", "{R: {Assertions: [{Assert: !Equals [a, !Ref X]}]}}") == '"a"'


def test_a_rule_that_forbids_the_open_range_closes_the_group() -> None:
    text = """
Parameters:
  From: {Type: String, AllowedValues: [0.0.0.0/0, 10.0.0.0/8]}
  Env: {Type: String, AllowedValues: [dev, prod]}
Rules:
  Closed:
    RuleCondition: !Equals [!Ref Env, prod]
    Assertions: [{Assert: !Not [!Equals [!Ref From, 0.0.0.0/0]], AssertDescription: closed in prod}]
Conditions: {IsProd: !Equals [!Ref Env, prod]}
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Condition: IsProd
    Properties: {SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !Ref From}]}
"""
    rule = "aws-security-group-open-to-internet-on-ssh"
    assert (rule, "Group") not in answers(only(text))
    assert answers(only(text.replace("Condition: IsProd\n", "DependsOn: []\n")))[rule, "Group"] == "cannot tell"


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("{R: {Assertions: [{Assert: !Equals [!Ref X, b]}]}}", '"b"'),
        ("{R: {Assertions: [{Assert: !Not [!Equals [!Ref X, a]]}]}}", '(X=b ? "b" : "c")'),
        ("{R: {RuleCondition: !Equals [!Ref X, b], Assertions: [{Assert: !Equals [!Ref X, c]}]}}", '"a"'),
        ("{R: {Assertions: [{Assert: {Fn::Contains: [[a, b], !Ref X]}}]}}", '"a"'),
    ],
)
def test_a_default_that_an_assertion_refuses_is_none(rules: str, expected: str) -> None:
    assert value("{X: {Type: String, Default: a, AllowedValues: [a, b, c]}}", rules) == expected


def test_where_two_defaults_are_refused_together_either_may_be_another() -> None:
    parameters = (
        "{X: {Type: String, Default: a, AllowedValues: [a, b]}, Y: {Type: String, Default: c, AllowedValues: [c, d]}}"
    )
    rules = "{R: {Assertions: [{Assert: !Or [!Equals [!Ref X, b], !Equals [!Ref Y, d]]}]}}"
    assert '"a"' in value(parameters, rules)
    assert '"b"' in value(parameters, rules)
    assert '"c"' in value(parameters, rules, "!Ref Y")


PIECES = st.sampled_from(["a", "[a-c]", "[^b]", r"\d", r"\w", ".", "(a|b)", "(?:ab)", "b", r"\.", "[a-]", "[]a]"])
COUNTS = st.sampled_from(["", "", "*", "+", "?", "{2}", "{1,2}", "{0,}", "*?"])
EXPRESSIONS = st.lists(st.tuples(PIECES, COUNTS), min_size=1, max_size=4).map(
    lambda pieces: "".join(map("".join, pieces))
)


@settings(max_examples=400, deadline=None)
@given(EXPRESSIONS, st.text(alphabet="abcAB1.-*]", max_size=6))
def test_patterns_match_what_regular_expressions_match(expression: str, text: str) -> None:
    pattern = AllowedPattern(expression)
    assert pattern.node is not None
    if re.fullmatch(expression, text):
        assert pattern.may_match(text)
    if pattern.may_match(text):
        folded = {re.fullmatch(expression, form) for form in spellings(text)}
        assert folded != {None}


def spellings(text: str) -> list[str]:
    found = [""]
    for character in text:
        found = [one + form for one in found for form in {character, character.lower(), character.upper()}]
    return found


@pytest.mark.parametrize("expression", ["(a+)+b", "(a|a)*b", "(a*)*b", "(((a{1,99}){1,99}){1,99}){1,99}b"])
def test_no_pattern_takes_forever(expression: str) -> None:
    AllowedPattern(expression).may_match("a" * 200)


@pytest.mark.parametrize("expression", ["(", "[", "a{", r"\1", "(?i)a", "a++", "[a&&b]", r"\p{L}", "(" * 5000, "\\"])
def test_what_is_not_read_may_match(expression: str) -> None:
    assert AllowedPattern(expression).may_match("x")


def test_usual_patterns_are_read() -> None:
    network = r"(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})/(\d{1,2})"
    assert AllowedPattern(network).may_match("0.0.0.0/0")
    octet = "([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])"
    private = rf"^(10\.({octet}\.){{2}}{octet}|192\.168\.{octet}\.{octet})(\/(1[6-9]|2[0-8]))$"
    assert AllowedPattern(private).may_match("10.1.2.3/24") and not AllowedPattern(private).may_match("0.0.0.0/0")
    names = "[a-zA-Z][a-zA-Z0-9]*"
    assert all(AllowedPattern(names).may_match(one) for one in string.ascii_letters)
    assert not AllowedPattern(names).may_match("1a")
