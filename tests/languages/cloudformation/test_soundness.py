"""Soundness: an expression in place of a literal never makes a verdict safe."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.languages.cloudformation.deploying import answers, only

Draw = Callable[[st.SearchStrategy[Any]], Any]

ACLS = ["Private", "PublicRead", "PublicReadWrite", "AuthenticatedRead"]
SWITCHES = ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"]


class Writer:
    """Writes literals as expressions and keeps what those need."""

    def __init__(self, draw: Draw, open: bool) -> None:
        self.draw = draw
        self.open = open
        self.parameters: dict[str, Any] = {}
        self.mappings: dict[str, Any] = {}
        self.conditions: dict[str, Any] = {
            "Always": {"Fn::Equals": ["a", "a"]},
            "Never": {"Fn::Not": [{"Condition": "Always"}]},
        }

    def name(self, prefix: str) -> str:
        return f"{prefix}{len(self.parameters) + len(self.mappings) + len(self.conditions)}"

    def parameter(self, **declared: Any) -> dict[str, str]:
        name = self.name("P")
        self.parameters[name] = {"Type": "String", **declared}
        return {"Ref": name}

    def condition(self, test: Any) -> str:
        name = self.name("C")
        self.conditions[name] = test
        return name

    def untold(self) -> str:
        """A condition that cannot be settled before deploy."""
        return self.condition({"Fn::Equals": [self.parameter(), "x"]})

    def expression(self, value: Any, other: Any, depth: int = 2) -> Any:
        """The value, written in another way."""
        if depth == 0:
            return value
        forms: list[Callable[[], Any]] = [
            lambda: value,
            lambda: {"Fn::If": ["Always", self.expression(value, other, depth - 1), other]},
            lambda: {"Fn::If": ["Never", other, self.expression(value, other, depth - 1)]},
            lambda: {"Fn::If": [self.untold(), value, self.expression(value, other, depth - 1)]},
            lambda: {"Fn::Select": [1, [other, value]]},
        ]
        if not isinstance(value, dict | list):
            forms += self.scalars(value, other, depth)
        if self.open:
            forms.append(lambda: {"Fn::If": [self.untold(), self.expression(value, other, depth - 1), other]})
        form = self.draw(st.sampled_from(range(len(forms))))
        return forms[form]()

    def scalars(self, value: Any, other: Any, depth: int) -> list[Callable[[], Any]]:
        text = str(value).lower() if isinstance(value, bool) else str(value)
        forms: list[Callable[[], Any]] = [
            lambda: text,
            lambda: {"Fn::Sub": text.replace("${", "${!")},
            lambda: {"Fn::Sub": ["${A}", {"A": self.expression(value, other, depth - 1)}]},
            lambda: {"Fn::Join": ["", [text[:3], text[3:]]]},
            lambda: {"Fn::Select": [0, {"Fn::Split": ["|", f"{text}|{other}"]}]},
            lambda: self.parameter(Default=text),
            lambda: self.parameter(AllowedValues=[text]),
            lambda: {"Fn::FindInMap": [self.mapping(text), "k", "n"]},
        ]
        if self.open:
            forms += [
                lambda: self.parameter(),
                lambda: self.parameter(AllowedValues=[text, str(other).lower()]),
                lambda: self.parameter(Type="AWS::SSM::Parameter::Value<String>", Default="/a"),
                lambda: "{{resolve:ssm:/a}}",
                lambda: {"Fn::ImportValue": "x"},
                lambda: {"Fn::Sub": ["${A}${B}", {"A": text[:2], "B": self.parameter()}]},
                lambda: {"Fn::Transform": {"Name": "Macro"}},
            ]
        return forms

    def mapping(self, text: str) -> str:
        name = self.name("M")
        self.mappings[name] = {"k": {"n": text}}
        return name


class Plain:
    """Writes literals as they are."""

    def __init__(self) -> None:
        self.conditions: dict[str, Any] = {}
        self.mappings: dict[str, Any] = {}
        self.parameters: dict[str, Any] = {}

    def expression(self, value: Any, other: Any) -> Any:
        return value


def template(facts: dict[str, Any], writer: Any) -> str:
    """A bucket with its policy, after the facts."""
    write = writer.expression
    acl = facts["acl"]
    bucket: dict[str, Any] = {"AccessControl": write(acl, "Private" if acl != "Private" else "PublicRead")}
    if facts["switches"] is not None:
        switches = {name: write(on, not on) for name, on in zip(SWITCHES, facts["switches"], strict=True)}
        bucket["PublicAccessBlockConfiguration"] = write(switches, dict.fromkeys(SWITCHES, True))
    if facts["owner"]:
        rules = [{"ObjectOwnership": write(facts["owner"], "ObjectWriter")}]
        bucket["OwnershipControls"] = {"Rules": write(rules, [])}
    statement = {
        "Effect": write(facts["effect"], "Deny" if facts["effect"] == "Allow" else "Allow"),
        "Principal": write(facts["principal"], "arn:aws:iam::123456789012:root"),
        "Action": write(facts["action"], "s3:ListBucket"),
        "Resource": {"Fn::Sub": "${Bucket.Arn}/*"},
    }
    policy = {"Statement": write([statement], [])}
    encoded = {"Fn::ToJsonString": policy} if facts["encoded"] else policy
    resources = {
        "Bucket": {"Type": "AWS::S3::Bucket", "Properties": bucket},
        "Policy": {
            "Type": "AWS::S3::BucketPolicy",
            "Properties": {"Bucket": {"Ref": "Bucket"}, "PolicyDocument": encoded},
        },
    }
    return json.dumps(
        {
            "Transform": "AWS::LanguageExtensions",
            "Parameters": writer.parameters,
            "Mappings": writer.mappings,
            "Conditions": writer.conditions,
            "Resources": resources,
        }
    )


FACTS = st.fixed_dictionaries(
    {
        "acl": st.sampled_from(ACLS),
        "switches": st.none() | st.lists(st.booleans(), min_size=4, max_size=4),
        "owner": st.sampled_from(["", "BucketOwnerEnforced", "ObjectWriter"]),
        "effect": st.sampled_from(["Allow", "Deny"]),
        "principal": st.sampled_from(["*", {"AWS": "*"}, {"AWS": ["arn:aws:iam::123456789012:root"]}]),
        "action": st.sampled_from(["s3:GetObject", "s3:*", ["s3:PutObject", "s3:GetObject"]]),
        "encoded": st.booleans(),
    }
)
SLOW = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))


@SLOW
@given(FACTS, st.data())
def test_an_equal_expression_keeps_the_verdict_or_makes_it_unsure(facts: dict[str, Any], data: st.DataObject) -> None:
    before = answers(only({"t.json": template(facts, Plain())}))
    written = template(facts, Writer(data.draw, open=False))
    evaluation = only({"t.json": written})
    assert not evaluation.errors
    after = answers(evaluation)
    assert set(before) <= set(after), written
    for finding, answer in after.items():
        assert answer == "cannot tell" or before.get(finding) == answer, (finding, written)


@SLOW
@given(FACTS, st.data())
def test_an_open_expression_never_makes_it_safe(facts: dict[str, Any], data: st.DataObject) -> None:
    before = answers(only({"t.json": template(facts, Plain())}))
    written = template(facts, Writer(data.draw, open=True))
    after = answers(only({"t.json": written}))
    assert set(before) <= set(after), written
