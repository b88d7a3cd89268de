"""Nesting raised as far as it goes: each language reads and evaluates that deep, or says what it could not."""

from __future__ import annotations

import json

import pytest

from tests.support import Cli

LEVELS = 900
SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
NAME = "Microsoft.Network/publicIPAddresses"


def deep(levels: int, core: str = "1") -> str:
    return "[" * levels + core + "]" * levels


def arm(value: object) -> str:
    address = {"type": NAME, "apiVersion": "2023-11-01", "name": "i", "properties": {"x": "DEEP"}}
    whole = {"$schema": SCHEMA, "contentVersion": "1.0.0.0", "resources": [address]}
    return json.dumps(whole).replace('"DEEP"', str(value))


WAYS = {
    "Terraform": ("main.tf", lambda n: f'locals {{\n  a = {deep(n)}\n}}\nresource "aws_sns_topic" "t" {{\n}}\n'),
    "Terraform, judged": ("main.tf", lambda n: f'resource "aws_sns_topic" "t" {{\n  tags = {deep(n)}\n}}\n'),
    "Terraform, blocks": (
        "main.tf",
        lambda n: 'resource "aws_sns_topic" "t" {\n' + "a {\n" * n + "}\n" * n + "}\n",
    ),
    "Terraform, calls": (
        "main.tf",
        lambda n: 'resource "aws_sns_topic" "t" {\n  name = ' + "upper(" * n + '"a"' + ")" * n + "\n}\n",
    ),
    "Bicep": ("main.bicep", lambda n: f"resource i '{NAME}@2023-11-01' = {{name: 'i', tags: {{a: {deep(n)}}}}}\n"),
    "Bicep, calls": (
        "main.bicep",
        lambda n: f"resource i '{NAME}@2023-11-01' = {{name: " + "toUpper(" * n + "'a'" + ")" * n + "}\n",
    ),
    "ARM": ("main.json", lambda n: arm(deep(n))),
    "ARM, calls": ("main.json", lambda n: arm('"[' + "toUpper(" * n + "'a'" + ")" * n + ']"')),
    "CloudFormation": (
        "main.yaml",
        lambda n: f"Resources:\n  T: {{Type: AWS::SNS::Topic, Properties: {{Tags: {deep(n)}}}}}\n",
    ),
    "CloudFormation, JSON": (
        "main.json",
        lambda n: '{"Resources": {"T": {"Type": "AWS::SNS::Topic", "Properties": {"Tags": ' + deep(n) + "}}}}",
    ),
    "CloudFormation, calls": (
        "main.json",
        lambda n: (
            '{"Resources": {"T": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": '
            + '{"Fn::Base64": ' * n
            + '"a"'
            + "}" * n
            + "}}}}"
        ),
    ),
}


def told(cli: Cli, *options: str) -> tuple[int, str, int]:
    """The exit code, what could not be read, and how many resources were judged."""
    done = cli("lint", "--format", "json", "--no-cache", "--fail-on", "never", *options)
    assert "Traceback" not in done.stderr
    coverage = json.loads(done.stdout)["coverage"]
    return done.returncode, json.dumps([*coverage["errors"], *coverage["gaps"]]), coverage["resources_judged"]


@pytest.mark.parametrize("way", WAYS)
def test_raised_nesting_is_followed_to_its_depth(cli: Cli, way: str) -> None:
    name, text = WAYS[way]
    (cli.folder / name).write_text(text(350 if "calls" in way else LEVELS))
    code, said, _ = told(cli)
    assert (code, "raise `nesting` in [limits]" in said) == (3, True)
    assert told(cli, "--limit", "nesting=1000") == (0, "[]", 1)


@pytest.mark.parametrize("way", WAYS)
def test_beyond_the_raised_depth_it_is_told(cli: Cli, way: str) -> None:
    name, text = WAYS[way]
    (cli.folder / name).write_text(text(5_000))
    code, said, _ = told(cli, "--limit", "nesting=1000")
    assert code == 3
    assert "raise `nesting` in [limits]" in said or "nested deeper" in said
    assert "please report" not in said
