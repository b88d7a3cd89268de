"""Shapes of CloudFormation templates whose cost `growth.py` measures."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from math import isqrt

Files = dict[str, str]

PARAMETERS = 6
VALUES = "abcd"

TOPIC = "  T§: {Type: AWS::SNS::Topic, Properties: {TopicName: %s}}"


def file(*lines: str) -> Files:
    return {"main.yaml": "\n".join(lines) + "\n"}


def each(number: int, text: str) -> list[str]:
    """A line for each number, `§` standing for it and `¶` for the one before."""
    return [text.replace("§", str(one)).replace("¶", str(one - 1)) for one in range(1, number + 1)]


def listed(number: int, text: str = "e§") -> str:
    return "[" + ", ".join(each(number, text)) + "]"


def topic(value: str, *before: str) -> Files:
    return file(*before, "Resources:", f"  T: {{Type: AWS::SNS::Topic, Properties: {{TopicName: {value}}}}}")


def topics(value: str, *before: str) -> Callable[[int], Files]:
    return lambda n: file(*before, "Resources:", *each(n, TOPIC % value))


LANGUAGE = "Transform: AWS::LanguageExtensions"


def condition(number: int) -> str:
    """One of many tests on few parameters; two of three ask the one before."""
    first, second, third = number % PARAMETERS, (number * 5 + 1) % PARAMETERS, (number * 7 + 2) % PARAMETERS
    before = f", !Condition C{number - 1}" if number % 3 else ""
    return (
        f"  C{number}: !Or [!And [!Equals [!Ref P{first}, a], !Not [!Equals [!Ref P{second}, b]]], "
        f"!Equals [!Ref P{third}, {VALUES[number % 4]}]{before}]"
    )


def group(number: int, conditions: int) -> Iterator[str]:
    """Five resources that speak of each other and depend on conditions."""
    one, other = number % conditions, (number * 7 + 3) % conditions
    return iter(
        f"""\
  Bucket{number}:
    Type: AWS::S3::Bucket
    Condition: C{one}
    Properties:
      BucketName: !Sub "${{P{number % PARAMETERS}}}-${{AWS::Region}}-{number}"
      AccessControl: !If [C{other}, !If [C{one}, Private, PublicRead], LogDeliveryWrite]
      PublicAccessBlockConfiguration: !If [C{other}, {{BlockPublicAcls: true, IgnorePublicAcls: true}}, {{}}]
  Policy{number}:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Bucket{number}
      PolicyDocument:
        Statement:
          - {{Effect: Allow, Principal: !If [C{other}, "*", {{AWS: !GetAtt Role{number}.Arn}}],
             Action: "s3:GetObject", Resource: !Sub "${{Bucket{number}.Arn}}/*"}}
  Role{number}:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{{Effect: Allow, Principal: {{Service: lambda.amazonaws.com}}, Action: "sts:AssumeRole"}}]
      Policies:
        - PolicyName: all
          PolicyDocument: {{Statement: [{{Effect: Allow, Action: "s3:*", Resource: !GetAtt Bucket{number}.Arn}}]}}
  Group{number}:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - {{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !If [C{one}, 10.0.0.0/8, 0.0.0.0/0]}}
  Database{number}:
    Type: AWS::RDS::DBInstance
    Condition: C{other}
    Properties:
      StorageEncrypted: !If [C{one}, true, !Ref "AWS::NoValue"]
      PubliclyAccessible: !If [C{other}, false, true]
      VPCSecurityGroups: [!GetAtt Group{number}.GroupId]
""".splitlines()
    )


def conditional_stack(number: int, conditions: int = 60) -> Files:
    """Resources over sixty conditions on six parameters."""
    lines = ["Parameters:"]
    lines += [f"  P{one}: {{Type: String, AllowedValues: [{', '.join(VALUES)}]}}" for one in range(PARAMETERS)]
    lines += ["Conditions:", *map(condition, range(conditions)), "Resources:"]
    for one in range(number // 5 + 1):
        lines += group(one, conditions)
    return file(*lines)


def stack(number: int) -> Files:
    """Buckets, policies, groups that speak of each other."""
    one = """  B§: {Type: AWS::S3::Bucket}
  Policy§:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref B§
      PolicyDocument: {Statement: [{Effect: Allow, Principal: "*", Action: "s3:*", Resource: !Sub "${B§.Arn}/*"}]}
  G§:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 22, ToPort: 22, SourceSecurityGroupId: !GetAtt G¶.GroupId}]"""
    return file("Resources:", "  G0: {Type: AWS::EC2::SecurityGroup}", *each(number // 3 + 1, one))


def as_json(number: int) -> Files:
    made = {f"T{one}": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": f"n{one}"}} for one in range(number)}
    return {"main.json": json.dumps({"Resources": made})}


def policies_of_one(number: int) -> Files:
    one = "  P§: {Type: AWS::S3::BucketPolicy, Properties: {Bucket: !Ref B, PolicyDocument: {Statement: []}}}"
    return file("Resources:", "  B: {Type: AWS::S3::Bucket}", *each(number, one))


def open_links(number: int) -> Files:
    one = """  B§: {Type: AWS::S3::Bucket, Properties: {BucketName: n§}}
  P§: {Type: AWS::S3::BucketPolicy, Properties: {Bucket: !Ref V§, PolicyDocument: {Statement: []}}}"""
    return file("Parameters:", *each(number // 2, "  V§: {Type: String}"), "Resources:", *each(number // 2, one))


def ingress(number: int) -> Files:
    one = "        - {IpProtocol: tcp, FromPort: §, ToPort: §, CidrIp: 0.0.0.0/0}"
    head = "Resources:\n  G:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      SecurityGroupIngress:"
    return file(head, *each(number, one))


def policy(number: int) -> Files:
    one = "            - {Effect: Allow, Action: s3:GetObject, Resource: 'arn:aws:s3:::b/§', Principal: {AWS: §}}"
    return file(
        "Resources:\n  B: {Type: AWS::S3::Bucket}\n  P:\n    Type: AWS::S3::BucketPolicy\n    Properties:",
        "        Bucket: !Ref B\n        PolicyDocument:\n          Statement:",
        *each(number, one),
    )


def for_each(number: int) -> Files:
    names = ", ".join(each(number, "A§"))
    return file(
        LANGUAGE,
        f"Resources:\n  Fn::ForEach::Topics:\n    - X\n    - [{names}]",
        '    - "T${X}": {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub "n-${X}"}}',
    )


def nested_for_each(number: int) -> Files:
    side = isqrt(number)
    return file(
        LANGUAGE,
        "Resources:",
        f"  Fn::ForEach::A:\n    - X\n    - [{', '.join(each(side, 'A§'))}]\n    - Fn::ForEach::B:",
        f"        - Y\n        - [{', '.join(each(side, 'B§'))}]",
        '        - "T${X}${Y}": {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub "n-${X}-${Y}"}}',
    )


def for_each_in_properties(number: int) -> Files:
    return file(
        LANGUAGE,
        "Resources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties:",
        f"      Fn::ForEach::P:\n        - X\n        - [{', '.join(each(number, 'A§'))}]",
        '        - "Name${X}": !Sub "n-${X}"',
    )


def many_for_each(number: int) -> Files:
    """Loops that each ask the same long list."""
    side = isqrt(number)
    loops = each(
        side, '  Fn::ForEach::L§:\n    - X\n    - !Ref All\n    - "T§${X}": {Type: AWS::SNS::Topic, Properties: {}}'
    )
    names = ",".join(each(side, "A§"))
    return file(LANGUAGE, f"Parameters:\n  All: {{Type: CommaDelimitedList, Default: '{names}'}}", "Resources:", *loops)


def mappings(number: int) -> Files:
    return file("Mappings:\n  M:", *each(number, "    K§: {a: v§}"), "Resources:", *each(number, TOPIC % find("K§")))


def find(key: str) -> str:
    return f"!FindInMap [M, {key}, a]"


def find_chains(number: int) -> Files:
    """Look-ups whose keys are look-ups, with values in case there is none."""
    value = "none"
    for _ in range(20):
        value = f"{{'Fn::FindInMap': [M, {value}, a, {{DefaultValue: {value if value == 'none' else 'K§'}}}]}}"
    return file(LANGUAGE, "Mappings:\n  M:\n    K: {a: b}", "Resources:", *each(number // 20 + 1, TOPIC % value))


def open_finds(number: int) -> Files:
    """A key nobody knows, of many."""
    return file(
        "Parameters:\n  Env: {Type: String}\nMappings:\n  M:",
        *each(number, "    K§: {a: v§}"),
        "Resources:",
        *each(20, TOPIC % "!FindInMap [M, !Ref Env, a]"),
    )


def conditions(number: int) -> Files:
    return file(
        "Parameters:",
        *each(number, "  V§: {Type: String}"),
        "Conditions:",
        *each(number, '  C§: !Equals [!Ref V§, "a"]'),
        "Resources:",
        *each(number, "  T§: {Type: AWS::SNS::Topic, Condition: C§, Properties: {TopicName: !If [C§, a, b]}}"),
    )


def chained_conditions(number: int) -> Files:
    return file(
        "Parameters:\n  V: {Type: String}",
        "Conditions:",
        '  C0: !Equals [!Ref V, "z"]',
        *each(number, '  C§: !Or [!Equals [!Ref V, "v§"], !Condition C¶]'),
        "Resources:",
        f"  T: {{Type: AWS::SNS::Topic, Condition: C{number}}}",
    )


def open_chain(number: int) -> Files:
    return file(
        "Parameters:",
        *each(number, "  V§: {Type: String}"),
        "  V0: {Type: String}",
        "Conditions:",
        '  C0: !Equals [!Ref V0, "z"]',
        *each(number, '  C§: !And [!Equals [!Ref V§, "a"], !Condition C¶]'),
        "Resources:",
        f"  T: {{Type: AWS::S3::Bucket, Properties: {{AccessControl: !If [C{number}, PublicRead, Private]}}}}",
    )


def ifs_in_list(number: int) -> Files:
    """A list each of whose elements hangs on a condition."""
    rules = each(
        number, "        - !If [C§, {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/8}, !Ref AWS::NoValue]"
    )
    return file(
        "Parameters:",
        *each(number, "  V§: {Type: String}"),
        "Conditions:",
        *each(number, '  C§: !Equals [!Ref V§, "a"]'),
        "Resources:\n  G:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      SecurityGroupIngress:",
        *rules,
    )


def nested_ifs(number: int) -> Files:
    """Twenty conditions inside each other."""
    value = "z"
    for one in range(20):
        value = f"!If [C{one}, v{one}, {value}]"
    return file(
        "Parameters:",
        *(f"  V{one}: {{Type: String}}" for one in range(20)),
        "Conditions:",
        *(f'  C{one}: !Equals [!Ref V{one}, "a"]' for one in range(20)),
        "Resources:",
        *each(number // 20 + 1, TOPIC % value),
    )


def allowed(number: int) -> Files:
    """A parameter with many allowed values, in conditions."""
    return file(
        f"Parameters:\n  V: {{Type: String, AllowedValues: {listed(number)}}}",
        "Conditions:",
        *each(20, "  C§: !Equals [!Ref V, e§]"),
        "Resources:",
        *each(20, "  T§: {Type: AWS::SNS::Topic, Condition: C§, Properties: {TopicName: !Ref V}}"),
    )


def many_allowed(number: int) -> Files:
    return file(
        "Parameters:",
        *each(number, "  V§: {Type: String, AllowedValues: [a, b, c]}"),
        "Conditions:",
        *each(number, "  C§: !Equals [!Ref V§, a]"),
        "Resources:",
        *each(number, '  T§: {Type: AWS::SNS::Topic, Condition: C§, Properties: {TopicName: !Sub "${V§}-${V§}"}}'),
    )


def open_text(number: int) -> Files:
    return topic(
        '!Sub "' + "".join(each(number, "${V§}")) + '"',
        "Parameters:",
        *each(number, "  V§: {Type: String, AllowedValues: [a, b]}"),
    )


def long_sub(number: int) -> Files:
    return topic(f'!Sub ["{"".join(each(number, "${X§}-"))}", {{{", ".join(each(number, "X§: v§"))}}}]')


def subs_in_subs(number: int) -> Files:
    value = "a"
    for _ in range(20):
        value = f"{{'Fn::Sub': ['${{X}}§', {{X: {value}}}]}}"
    return file("Resources:", *each(number // 20 + 1, TOPIC % value))


def patterns(number: int) -> Files:
    return topic(
        "!Ref V",
        f"Parameters:\n  V: {{Type: String, Default: {'a' * number}, AllowedPattern: '^(a|aa)*$'}}",
    )


def policy_of_aliases(number: int) -> Files:
    """An anchor that every resource repeats."""
    return file(
        "X: &x {Tags: [{Key: a, Value: b}, {Key: c, Value: d}], TopicName: n}",
        "Resources:",
        *each(number, "  T§: {Type: AWS::SNS::Topic, Properties: *x}"),
    )


def large_alias(number: int) -> Files:
    side = isqrt(number)
    return file(
        f"X: &x {{TopicName: n, Tags: {listed(side)}}}",
        "Resources:",
        *each(side, "  T§: {Type: AWS::SNS::Topic, Properties: *x}"),
    )


def merged_aliases(number: int) -> Files:
    return file(
        "X: &x {TopicName: n, Tags: []}",
        "Resources:",
        *each(number, "  T§: {Type: AWS::SNS::Topic, Properties: {<<: *x, DisplayName: §}}"),
    )


def many_anchors(number: int) -> Files:
    return file(
        "X0: &x0 {a: b}",
        *each(number, "X§: &x§ {a: *x¶}"),
        f"Resources:\n  T: {{Type: AWS::SNS::Topic, Properties: {{Tags: *x{number // 1000}}}}}",
    )


def nested_stacks(number: int) -> Files:
    one = "  S§: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: in.yaml, Parameters: {X: v§}}}"
    inner = (
        "Parameters:\n  X: {Type: String}\nResources:\n  T: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref X}}"
    )
    outputs = "\nOutputs:\n  Out: {Value: !Ref T}\n"
    return {**file("Resources:", *each(number, one)), "in.yaml": inner + outputs}


def stacks_in_stacks(number: int) -> Files:
    """A chain of twenty, each with resources."""
    files = {}
    for level in range(20):
        following = f"  S: {{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: s{level + 1}.yaml}}}}"
        body = each(number // 20 + 1, TOPIC % "n§")
        files[f"s{level}.yaml"] = "\n".join(["Resources:", *body, following if level < 19 else ""])
    return files


def outputs(number: int) -> Files:
    return file(
        "Resources:\n  B: {Type: AWS::S3::Bucket}",
        "Outputs:",
        *each(number, '  O§: {Value: !GetAtt B.Arn, Export: {Name: !Sub "${AWS::StackName}-§"}}'),
    )


def refs(number: int) -> Files:
    """A chain of references."""
    return file(
        "Resources:\n  T0: {Type: AWS::SNS::Topic}",
        *each(number, "  T§: {Type: AWS::SNS::Topic, DependsOn: T¶, Properties: {TopicName: !GetAtt T¶.TopicName}}"),
    )


def selects(number: int) -> Files:
    return file(
        f"Parameters:\n  L: {{Type: CommaDelimitedList, Default: '{','.join(each(number, 'e§'))}'}}",
        "Resources:",
        *each(number // 4, TOPIC % "!Select [§, !Ref L]"),
    )


def splits(number: int) -> Files:
    return topic(f'!Join ["+", !Split ["-", "{"ab-" * number}"]]')


def cidr(number: int) -> Files:
    return topic(f'!Select [3, !Cidr ["10.0.0.0/8", {number}, 8]]')


def to_json(number: int) -> Files:
    return topic(f"{{'Fn::ToJsonString': {{a: {listed(number)}}}}}", LANGUAGE)


def length(number: int) -> Files:
    return topic(f"{{'Fn::Length': {listed(number)}}}", LANGUAGE)


def functions(number: int) -> Files:
    """Serverless functions with events."""
    one = """  F§:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: a.b
      Policies: [S3ReadPolicy: {BucketName: b}]
      Events:
        Get: {Type: Api, Properties: {Path: /§, Method: get}}
        Tick: {Type: Schedule, Properties: {Schedule: rate(1 day)}}"""
    return file("Transform: AWS::Serverless-2016-10-31", "Resources:", *each(number, one))


def transforms(number: int) -> Files:
    include = "{'Fn::Transform': {Name: 'AWS::Include', Parameters: {Location: 's3://b/f§.yaml'}}}"
    return file("Resources:", *each(number, TOPIC % include))


def parameter_files(number: int) -> Files:
    files = {f"p{one}.json": json.dumps([{"ParameterKey": "V", "ParameterValue": f"v{one}"}]) for one in range(number)}
    return {**files, **topic("!Ref V", "Parameters:\n  V: {Type: String}")}


SHAPES: dict[str, Callable[[int], Files]] = {
    "cfn stack": stack,
    "cfn stack of sixty conditions": conditional_stack,
    "cfn json": as_json,
    "cfn policies of one bucket": policies_of_one,
    "cfn open links": open_links,
    "cfn ingress": ingress,
    "cfn policy": policy,
    "cfn for each": for_each,
    "cfn for each in for each": nested_for_each,
    "cfn for each in properties": for_each_in_properties,
    "cfn many for each": many_for_each,
    "cfn mappings": mappings,
    "cfn look-ups in look-ups": find_chains,
    "cfn open look-ups": open_finds,
    "cfn conditions": conditions,
    "cfn chained conditions": chained_conditions,
    "cfn open chain": open_chain,
    "cfn ifs in a list": ifs_in_list,
    "cfn nested ifs": nested_ifs,
    "cfn allowed values": allowed,
    "cfn parameters with allowed values": many_allowed,
    "cfn open text": open_text,
    "cfn sub of many": long_sub,
    "cfn subs in subs": subs_in_subs,
    "cfn pattern": patterns,
    "cfn an alias for all": policy_of_aliases,
    "cfn a large alias": large_alias,
    "cfn merged aliases": merged_aliases,
    "cfn anchors in anchors": many_anchors,
    "cfn nested stacks": nested_stacks,
    "cfn stacks in stacks": stacks_in_stacks,
    "cfn outputs": outputs,
    "cfn references": refs,
    "cfn selects": selects,
    "cfn splits": splits,
    "cfn cidr": cidr,
    "cfn json text": to_json,
    "cfn length": length,
    "cfn serverless": functions,
    "cfn transforms": transforms,
    "cfn parameter files": parameter_files,
}
