"""Nested stacks: parameters passed down, outputs handed up, circles, stack sets, CDK output."""

from __future__ import annotations

import pytest

from foureyes.languages.cloudformation.read import roots
from tests.languages.cloudformation.deploying import DictTree, answers, by_address, deploy, only
from tests.languages.cloudformation.said import said

PARENT = """
Parameters: {Env: {Type: String, AllowedValues: [dev, prod]}}
Conditions: {IsProd: !Equals [!Ref Env, prod]}
Resources:
  Storage:
    Type: AWS::CloudFormation::Stack
    Condition: IsProd
    Properties:
      TemplateURL: ./child/storage.yaml
      Parameters: {Acl: !If [IsProd, PublicRead, Private], Stage: !Ref Env}
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties: {Bucket: !GetAtt Storage.Outputs.Name, PolicyDocument: {}}
"""
CHILD = """
Parameters: {Acl: {Type: String, Default: Private}, Stage: {Type: String}, Free: {Type: String}}
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: !Ref Acl
      BucketName: !Sub "${Stage}-x"
      Tags: [!Ref Free]
      PublicAccessBlockConfiguration: {BlockPublicAcls: false, IgnorePublicAcls: false}
Outputs: {Name: {Value: !Ref Bucket}}
"""
FILES = {"t.yaml": PARENT, "child/storage.yaml": CHILD}


def test_parameters_are_passed_and_conditions_hold_below() -> None:
    evaluation = only(FILES)
    bucket = by_address(evaluation)["Storage.Bucket"]
    assert said(bucket.exists) == "(Env=dev ? false : true)"
    # The condition is the same above and below: where the bucket exists, it is public.
    assert answers(evaluation)["aws-s3-bucket-acl-open-to-everyone", "Storage.Bucket"] == "yes"
    assert said(bucket.body.get("Tags")) == "[<Storage.Free>]"
    assert bucket.trail[0].text == "the stack `Storage` nests child/storage.yaml"
    assert evaluation.files == {"t.yaml", "child/storage.yaml"}


def test_outputs_are_handed_up_with_their_reference() -> None:
    policy = by_address(only(FILES))["Policy"]
    value = policy.body.get("Bucket")
    assert said(value) == '(Env=dev ? "dev-x" : "prod-x")'
    leaf = getattr(value, "then", value)
    assert ("Storage.Bucket", "Ref") in [tuple(one) for one in leaf.references]


def test_the_nested_is_no_root_but_a_circle_has_one() -> None:
    assert [one.path for one in roots(sorted(FILES), [], DictTree(FILES))] == ["t.yaml"]
    circle = {
        "a.yaml": "Resources: {S: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: b.yaml}}}",
        "b.yaml": "Resources: {S: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: a.yaml}}}",
    }
    (evaluation,) = deploy(circle)
    assert evaluation.root == "a.yaml" and {one.address for one in evaluation.resources} == {"S", "S.S"}
    assert "nests this one" in evaluation.errors[0].message
    comment = "# TemplateURL: b.yaml\nResources: {A: {Type: AWS::CloudFormation::Stack}}"
    assert len(deploy({"a.yaml": comment, "b.yaml": "Resources: {}"})) == 2


def test_what_is_elsewhere_is_a_gap() -> None:
    text = """
Parameters: {Where: {Type: String}}
Resources:
  Far: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: https://example.com/x.yaml}}
  Gone: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: gone.yaml}}
  Computed: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: !Sub "${Where}/x.yaml"}}
  Bought: {Type: AWS::Serverless::Application, Properties: {Location: {ApplicationId: x}}}
  Module: {Type: Acme::S3::Bucket::MODULE}
"""
    evaluation = only(text)
    assert len(evaluation.gaps) == 5 and all(gap.remedy for gap in evaluation.gaps)
    assert len(evaluation.resources) == 5


def test_chains_of_stacks_read_each_others_outputs() -> None:
    lines = ["Resources:"]
    for number in range(60):
        given = f"!GetAtt S{number - 1}.Outputs.O" if number else "start"
        lines.append(
            f"  S{number}: {{Type: AWS::CloudFormation::Stack, "
            f"Properties: {{TemplateURL: c.yaml, Parameters: {{P: {given}}}}}}}"
        )
    child = "Parameters: {P: {Type: String}}\nResources: {B: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref P}}}"
    evaluation = only({"t.yaml": "\n".join(lines), "c.yaml": child + "\nOutputs: {O: {Value: !Ref P}}"})
    assert not evaluation.errors
    assert said(by_address(evaluation)["S59.B"].body) == '{BucketName: "start"}'


def test_the_template_of_a_stack_set_is_read_where_it_stands() -> None:
    text = """\
Resources:
  Set:
    Type: AWS::CloudFormation::StackSet
    Properties:
      Parameters: [{ParameterKey: Acl, ParameterValue: PublicRead}]
      TemplateBody: |
        Parameters: {Acl: {Type: String}}
        Resources:
          Bucket:
            Type: AWS::S3::Bucket
            Properties: {AccessControl: !Ref Acl}
"""
    bucket = by_address(only(text))["Set.Bucket"]
    assert said(bucket.body) == '{AccessControl: "PublicRead"}'
    assert (bucket.place.text, bucket.place.line, bucket.place.column) == ("Bucket", 9, 11)


@pytest.mark.parametrize(
    "body",
    [
        r'"{\"Resources\": {\"Bucket\": {\"Type\": \"AWS::S3::Bucket\"}}}"',
        r'"{\n  \"Resources\": {\n    \"Bucket\": {\"Type\": \"AWS::S3::Bucket\"}}}"',
        """'{"Resources": {"Bucket": {"Type": "AWS::S3::Bucket"}}}'""",
        '>\n        {"Resources":\n         {"Bucket": {"Type": "AWS::S3::Bucket"}}}',
        "!Sub |\n        Resources:\n          Bucket: {Type: AWS::S3::Bucket}",
    ],
)
def test_a_template_in_a_text_is_read_however_it_is_quoted(body: str) -> None:
    text = f"""\
Resources:
  Set:
    Type: AWS::CloudFormation::StackSet
    Properties:
      TemplateBody: {body}
"""
    evaluation = only(text)
    assert not evaluation.errors and not evaluation.gaps
    place = by_address(evaluation)["Set.Bucket"].place
    assert place.start <= text.index("Bucket") < place.end <= text.index("Bucket") + len('Bucket\\"')


@pytest.mark.parametrize(
    "body",
    [
        "!Sub \"Resources: {A: {Type: AWS::X, Name: '${AWS::Region}'}}\"",
        '!Join ["", [a]]',
        "{}",
        r'"Resources:\n  A: {}"',
        r'"{\"A\": \"x\\ny\"}"',
    ],
)
def test_a_template_in_a_text_with_gaps_is_a_gap(body: str) -> None:
    text = f"Resources: {{Set: {{Type: AWS::CloudFormation::StackSet, Properties: {{TemplateBody: {body}}}}}}}"
    assert [gap.what for gap in only(text).gaps] == ["the template in `Set` is not read"]


def test_cdk_output() -> None:
    parent = """{"Resources": {"NestedX": {
        "Type": "AWS::CloudFormation::Stack",
        "Properties": {"TemplateURL": {"Fn::Sub": "https://s3.${AWS::Region}.${AWS::URLSuffix}/assets/1.json"}},
        "Metadata": {"aws:cdk:path": "App/Nested", "aws:asset:path": "AppNested.nested.template.json"}}}}"""
    child = """{"Resources": {"Bucket83908E77": {"Type": "AWS::S3::Bucket",
        "Metadata": {"aws:cdk:path": "App/Nested/Bucket/Resource"}}}}"""
    evaluation = only({"cdk.out/App.template.json": parent, "cdk.out/AppNested.nested.template.json": child})
    bucket = by_address(evaluation)["NestedX.Bucket83908E77"]
    assert bucket.metadata is not None
    assert said(bucket.metadata) == '{Metadata: {aws:cdk:path: "App/Nested/Bucket/Resource"}}'
    assert bucket.trail[0].text == "the CDK construct `App/Nested/Bucket/Resource` makes it"
    assert bucket.trail[0].place is not None
    assert bucket.trail[0].place.path == "cdk.out/AppNested.nested.template.json"


def test_what_is_named_as_a_template_and_is_none_is_a_gap() -> None:
    text = "Resources: {S: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: list.yaml}}}"
    (gap,) = only({"t.yaml": text, "list.yaml": "[a]"}).gaps
    assert gap.what == "what `S` names as its template is none"
