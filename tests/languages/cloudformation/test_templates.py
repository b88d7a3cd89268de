"""Whole templates: parameters, conditions, loops, macros, faults, places."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from foureyes.model.document import as_document
from foureyes.model.limits import Limits, limited
from foureyes.model.value import Choice, Known, Value, shown
from tests.languages.cloudformation.deploying import answers, by_address, findings, only
from tests.languages.cloudformation.said import said

OPEN_ACL = "aws-s3-bucket-acl-open-to-everyone"

CORRELATED = """\
Parameters:
  Env: {Type: String, AllowedValues: [dev, prod]}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Condition: IsProd
    Properties:
      AccessControl: !If [IsProd, Private, PublicRead]
      PublicAccessBlockConfiguration: {}
  Other:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: !If [IsProd, Private, PublicRead]
      PublicAccessBlockConfiguration: {}
"""


def test_public_only_where_it_does_not_exist_is_no_finding() -> None:
    evaluation = only(CORRELATED)
    assert (OPEN_ACL, "Bucket") not in answers(evaluation)
    (other,) = [one for one in findings(evaluation) if one.rule == OPEN_ACL]
    assert (other.resource, other.answer.value, other.when) == ("Other", "cannot tell", "Env is dev")


def test_places_and_trail() -> None:
    evaluation = only("Parameters:\n  A: {Default: PublicRead}\nResources:\n  B:\n    Type: AWS::S3::Bucket\n"
                      "    DeletionPolicy: Retain\n    Properties:\n      AccessControl: !Ref A\n")  # fmt: skip
    bucket = evaluation.resources[0]
    assert (bucket.place.text, bucket.place.line, bucket.span.end_line) == ("B", 4, 8)
    value = bucket.body.get("AccessControl")
    assert isinstance(value, Known) and value.place is not None
    assert (value.place.text, value.place.line) == ("!Ref A", 8)
    assert [(step.text, str(step.place)) for step in value.trail] == [
        ('`A` defaults to "PublicRead"', "t.yaml:2:16"),
    ]
    assert bucket.metadata is not None and said(bucket.metadata) == '{DeletionPolicy: "Retain"}'
    assert bucket.identities == {"B"}


def test_secrets_are_never_shown() -> None:
    text = """
Parameters: {P: {Type: String, NoEcho: true, Default: hunter2}}
Resources:
  A:
    Type: AWS::X
    Properties: {Password: !Sub "x${P}", Other: !Join ["", [!Ref P, y]], Third: !Select [0, !Split [a, !Ref P]]}
"""
    body = only(text).resources[0].body
    for name in ("Password", "Other", "Third"):
        value = body.get(name)
        assert shown(value) == "a secret"
        assert "hunter2" not in repr([step.text for step in value.trail])
    params = '[{"ParameterKey": "P", "ParameterValue": "swordfish"}]'
    body = only({"t.yaml": text, "params.json": params}).resources[0].body
    assert "swordfish" not in repr([step.text for step in body.get("Password").trail])
    assert "swordfish" in repr(body.get("Password"))


LOOPED = """
Transform: AWS::LanguageExtensions
Parameters: {Names: {Type: CommaDelimitedList, Default: "a,b"}, Free: {Type: CommaDelimitedList}}
Conditions:
  Fn::ForEach::C: [N, [x, y], {"Is${N}": !Equals [!Ref N, x]}]
Resources:
  Fn::ForEach::Buckets:
    - Name
    - !Ref Names
    - "Bucket${Name}": {Type: AWS::S3::Bucket, Properties: {BucketName: !Sub "n-${Name}"}}
  Fn::ForEach::Unknown:
    - Name
    - !Ref Free
    - "Free${Name}": {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref Name}}
  Last: {Type: AWS::S3::Bucket, Condition: Isy}
"""


def test_loops_over_resources_and_conditions() -> None:
    found = by_address(only(LOOPED))
    assert set(found) == {"Bucketa", "Bucketb", "Free${Name}", "Last"}
    assert said(found["Bucketb"].body) == '{BucketName: "n-b"}'
    assert said(found["Free${Name}"].exists) == "unknown"
    assert said(found["Last"].exists) == "false"


def test_a_loop_without_the_transform_is_an_error() -> None:
    evaluation = only(LOOPED.replace("Transform: AWS::LanguageExtensions", ""))
    assert any("language extensions" in error.message for error in evaluation.errors)
    assert len(evaluation.resources) == 4


def test_too_many_turns_stand_for_one() -> None:
    names = ",".join(f"n{number}" for number in range(300))
    text = f"""
Transform: AWS::LanguageExtensions
Parameters: {{N: {{Type: CommaDelimitedList, Default: "{names}"}}}}
Resources:
  Fn::ForEach::A:
    - X
    - !Ref N
    - Fn::ForEach::B:
        - Y
        - !Ref N
        - "R${{X}}${{Y}}": {{Type: AWS::S3::Bucket}}
"""
    with limited(Limits()) as reached:
        evaluation = only(text)
    assert len(evaluation.resources) <= 20_300
    assert any("rounds" in one.what for one in reached)


def test_a_macro_is_one_gap_and_no_flood() -> None:
    text = "Transform: MyMacro\nResources: {B: {Type: AWS::S3::Bucket, Properties: {A: {B: c}}}}"
    evaluation = only(text)
    (gap,) = evaluation.gaps
    assert gap.what == "the macro `MyMacro` is not run: the template is judged as it is written" and gap.remedy
    assert not evaluation.resources[0].body.open and "cannot tell" not in answers(evaluation).values()


def test_what_a_macro_makes_in_place_is_unknown() -> None:
    included = only("Resources: {B: {Type: AWS::S3::Bucket, Properties: {Fn::Transform: {Name: AWS::Include}, A: b}}}")
    assert included.resources[0].body.open and len(included.gaps) == 1


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("", "holds no template", None),
        ("text", "is a mapping", 1),
        ("Parameters: {A: {Type: String}}", "no `Resources`", 1),
        ("Resources: [a]", "no mapping", 1),
        ("Resources:\n  A: text\n", "is no mapping", 2),
        ("Resources:\n  A: {Properties: {}}\n", "no `Type`", 2),
        ("Resources:\n  A: {Type: AWS::X}\n  A: {Type: AWS::Y}\n", "second time", 3),
        ("Resources:\n  A: {Type: AWS::X\n", "bracket", 3),
        ('{"Resources": {"A": {"Type": "AWS::X"}', "", 1),
        ("Resources:\n  A: {Type: AWS::X}\n---\nResources: {}\n", "more than one document", 4),
    ],
)
def test_faults_are_told_with_their_place(text: str, message: str, line: int | None) -> None:
    evaluation = only({"t.yaml": text})
    assert evaluation.errors
    assert message in evaluation.errors[0].message
    place = evaluation.errors[0].place
    assert (place.line if place else None) == line


def test_what_could_be_read_is_evaluated() -> None:
    evaluation = only("Resources:\n  A: {Type: AWS::S3::Bucket}\n  B: {Type: AWS::X, Properties: {A: [}\n")
    assert "A" in by_address(evaluation) and evaluation.errors


def test_other_files_are_left_alone() -> None:
    event = '{"fragment": {"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}, "region": "x"}'
    for text in (event, f"[{event}]"):
        evaluation = only({"t.json": text})
        assert not evaluation.errors and not evaluation.resources and not evaluation.files


def test_chains_of_conditions_and_names_do_not_recurse_deeply() -> None:
    lines = ["Conditions:", "  C0: !Equals [!Ref AWS::Region, us-east-1]"]
    lines += [f"  C{number}: !Not [!Condition C{number - 1}]" for number in range(1, 3000)]
    lines += ["Resources:"]
    lines += [
        f"  R{number}: {{Type: AWS::S3::Bucket, Condition: C2999, Properties: {{BucketName: !Ref R{number + 1}}}}}"
        for number in range(1000)
    ]
    evaluation = only("\n".join(lines))
    assert len(evaluation.resources) == 1000
    assert said(evaluation.resources[0].exists) == "(AWS::Region=us-east-1 ? false : true)"


def test_deep_nesting_is_bounded() -> None:
    calls = "!Sub [x, {A: " * 90 + "y" + "}]" * 90
    body = only(f"Resources: {{A: {{Type: AWS::X, Properties: {{A: {calls}}}}}}}").resources[0].body
    assert said(body.get("A")) == '"x"'
    joins = '!Join ["", [' * 90 + "y" + "]]" * 90
    body = only(f"Resources: {{A: {{Type: AWS::X, Properties: {{A: {joins}}}}}}}").resources[0].body
    assert said(body.get("A")) in ('"y"', "unknown")
    maps = "{A: " * 190 + "y" + "}" * 190
    evaluation = only(f"Resources: {{A: {{Type: AWS::X, Properties: {maps}}}}}")
    assert len(evaluation.resources) == 1


def test_twenty_four_conditions_over_six_parameters_stay_fast() -> None:
    lines = ["Parameters:"]
    lines += [f"  P{number}: {{Type: String, AllowedValues: [a, b, c, d]}}" for number in range(6)]
    lines.append("Conditions:")
    for number in range(24):
        first, second, third = number % 6, (number * 5 + 1) % 6, (number * 7 + 2) % 6
        lines.append(
            f"  C{number}: !Or [!And [!Equals [!Ref P{first}, a], !Not [!Equals [!Ref P{second}, b]]], "
            f"!Equals [!Ref P{third}, {'abcd'[number % 4]}]" + (f", !Condition C{number - 1}]" if number % 3 else "]")
        )
    lines.append("Resources:")
    for number in range(60):
        ifs = "".join(f"!If [C{(number + one) % 24}, {'Private' if one % 2 else 'PublicRead'}, " for one in range(6))
        lines.append(
            f"  R{number}: {{Type: AWS::S3::Bucket, Condition: C{number % 24}, "
            f"Properties: {{AccessControl: {ifs}Private{']' * 6}, PublicAccessBlockConfiguration: {{}}}}}}"
        )
    text = "\n".join(lines)
    assert calls(lambda: only(text)) < 1_000_000
    evaluation = only(text)
    assert calls(lambda: findings(evaluation)) < 10_000_000  # 4^6 cases for each rule and resource would take more
    sizes = [size(value) for one in evaluation.resources for value in (one.exists, *one.body.entries.values())]
    assert max(sizes) < 200
    found = findings(evaluation)
    assert found and not any("more conditions" in fact.text for one in found for fact in one.facts)


def calls(work: Callable[[], object]) -> int:
    """How many functions are called: a measure of work that no machine changes."""
    count = 0

    def note(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def size(value: Value) -> int:
    """The nodes of a decision, shared ones once."""
    seen: set[int] = set()
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if id(one) not in seen:
            seen.add(id(one))
            waiting += [one.then, one.otherwise] if isinstance(one, Choice) else []
    return len(seen)


def made_template(resources: int) -> str:
    lines = ["Parameters:"]
    lines += [f"  P{number}: {{Type: String, AllowedValues: [a, b, c]}}" for number in range(10)]
    lines.append("Conditions:")
    lines += [f"  C{number}: !Equals [!Ref P{number % 10}, {'abc'[number % 3]}]" for number in range(60)]
    lines.append("Resources:")
    lines += [
        f"  R{number}: {{Type: AWS::S3::Bucket, Condition: C{number % 60}, Properties: {{BucketName: "
        f"!Sub '${{P{number % 10}}}-${{AWS::Region}}', AccessControl: !If [C{number % 59}, Private, PublicRead], "
        f"Tags: [{{Key: a, Value: !Join ['-', [!Ref P1, x]]}}, {{Key: b, Value: !GetAtt R{number // 2}.Arn}}]}}}}"
        for number in range(resources)
    ]
    return "\n".join(lines)


def test_cost_grows_linearly() -> None:
    def work(resources: int) -> int:
        text = made_template(resources)
        assert len(only(text).resources) == resources
        return calls(lambda: only(text))

    small, large = work(150), work(600)
    assert large < 4.2 * small, (small, large)


def test_policies_are_structures_with_places_also_as_text() -> None:
    statement = '{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}'
    text = """
Resources:
  B: {Type: AWS::S3::Bucket, Properties: {PublicAccessBlockConfiguration: {}}}
  P: {Type: AWS::S3::BucketPolicy, Properties: {Bucket: !Ref B, PolicyDocument: %s}}
"""
    rule = "aws-s3-bucket-policy-open-to-readers"
    structure = f'{{"Statement": [{statement}]}}'
    quoted = structure.replace('"', '\\"')
    for policy in (structure, f'"{quoted}"', f'{{"Fn::ToJsonString": {structure}}}', f'!Sub "{quoted}"'):
        assert answers(only(text % policy)).get((rule, "P")) == "yes", policy


def test_lists_that_depend_on_a_condition_are_told_apart_by_element() -> None:
    text = """
Parameters: {Env: {Type: String}}
Conditions: {IsProd: !Equals [!Ref Env, prod]}
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupIngress: !If
        - IsProd
        - - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}
          - {IpProtocol: tcp, FromPort: 465, ToPort: 465, CidrIp: !ImportValue x}
        - - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}
"""
    rule = "aws-security-group-open-to-internet-on-ssh"
    other = "aws-security-group-open-to-internet-on-other-port"
    assert {key: told for key, told in answers(only(text)).items() if "-on-" in key[0]} == {
        (other, "Group"): "cannot tell"
    }
    assert answers(only(text.replace("443", "22")))[rule, "Group"] == "yes"
    assert answers(only(text.replace("465", "22")))[rule, "Group"] == "cannot tell"


def test_keys_of_conditions_in_a_policy_given_as_text_may_have_gaps() -> None:
    text = """
Parameters: {Provider: {Type: String}}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: !Sub |
        {"Statement": [{
          "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
          "Principal": {"Federated": "arn:aws:iam::${AWS::AccountId}:oidc-provider/${Provider}"},
          "Condition": {"StringEquals": {"${Provider}:sub": "system:serviceaccount:a:b"}}}]}
"""
    evaluation = only(text)
    policy = as_document(evaluation.resources[0].body.get("AssumeRolePolicyDocument"))
    assert "{StringEquals: {${Provider}:sub: " in said(policy)
    assert not [key for key in answers(evaluation) if key[0].startswith("aws-iam-role-open")]
    opened = answers(only(text.replace("system:serviceaccount:a:b", "*").replace("StringEquals", "StringLike")))
    assert [key for key in opened if key[0].startswith("aws-iam-role-open")]
