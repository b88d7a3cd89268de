"""How the cost of one CloudFormation template grows with its resources, conditions and parameters staying the same.

    python tests/bench/template_growth.py [--sizes 125,250,500] [--conditions 60] [--rounds 3]

Prints CPU seconds of the command line without its start-up as ratios to the smallest template, and the exponent of
growth between the smallest and the largest (1 is linear).
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

PARAMETERS = 6
VALUES = "abcd"

EMPTY = "Resources:\n  Wait: {Type: AWS::CloudFormation::WaitConditionHandle}\n"


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


def template(resources: int, conditions: int) -> str:
    """A template with that many resources."""
    lines = ["Parameters:"]
    lines += [f"  P{number}: {{Type: String, AllowedValues: [{', '.join(VALUES)}]}}" for number in range(PARAMETERS)]
    lines += ["Conditions:", *map(condition, range(conditions)), "Resources:"]
    for number in range(resources // 5):
        lines += group(number, conditions)
    return "\n".join(lines) + "\n"


def seconds(text: str, folder: Path) -> float:
    """CPU seconds of linting one template."""
    (folder / "template.yaml").write_text(text)
    command = [sys.executable, "-m", "foureyes", "lint", "--no-cache", "--jobs", "1", "--format", "json", "."]
    with open(os.devnull, "w") as nowhere:
        process = subprocess.Popen(command, cwd=folder, stdout=nowhere)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode > 1:
        raise SystemExit(f"the run failed with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="125,250,500")
    parser.add_argument("--conditions", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    sizes = [int(one) for one in given.sizes.split(",")]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)

        def median(text: str) -> float:
            return statistics.median(seconds(text, folder) for _ in range(given.rounds))

        start_up = median(EMPTY)
        costs = [median(template(size, given.conditions)) - start_up for size in sizes]
    for size, cost in zip(sizes, costs, strict=True):
        print(f"{size:6,} resources, {given.conditions} conditions  {cost:7.2f} s  {cost / costs[0]:5.1f} x")
    exponent = math.log(costs[-1] / costs[0]) / math.log(sizes[-1] / sizes[0])
    print(f"CPU grows with the exponent {exponent:.2f} from {sizes[0]:,} to {sizes[-1]:,} resources (1 is linear).")


if __name__ == "__main__":
    main()
