"""Limits through the real command line: reached, told with place and remedy, raised and lowered."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

DEEP = 'locals {\n  a = %s1%s\n}\nresource "aws_s3_bucket" "b" {\n}\n'
BOMB = "Resources:\n  A: &a {Type: AWS::SNS::Topic, x: [1, 2, 3]}\n  B: *a\n  C: *a\n"
COUNTED = 'resource "aws_sns_topic" "t" {\n  count = 20\n}\n'
COPY = json.dumps(
    {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "resources": [
            {
                "type": "Microsoft.Network/publicIPAddresses",
                "apiVersion": "2023-11-01",
                "name": "[format('ip{0}', copyIndex())]",
                "copy": {"name": "ips", "count": 20},
            }
        ],
    }
)
LOOPED = 'resource "aws_sns_topic" "t" {\n  name = join("", [for x in range(20) : "a"])\n}\n'
FOR_EACH = """Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Topics:
    - Name
    - [A, B, C, D]
    - "${Name}": {Type: AWS::SNS::Topic}
"""
OPEN = """resource "aws_security_group" "g" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
"""
NESTED = (
    "param a object = {x: [[[[[1]]]]]}\nresource i 'Microsoft.Network/publicIPAddresses@2023-11-01' = {name: 'i'}\n"
)
MODULE = 'module "m" {\n  source = "./m"\n}\n'

CASES = {
    "nesting in Terraform": ("nesting", 8, {"main.tf": DEEP % ("[" * 20, "]" * 20)}),
    "nesting in YAML": ("nesting", 3, {"main.yaml": BOMB}),
    "nesting in Bicep": ("nesting", 4, {"main.bicep": NESTED}),
    "nesting in JSON": ("nesting", 2, {"main.json": COPY}),
    "aliases": ("aliases", 5, {"main.yaml": BOMB}),
    "instances in Terraform": ("instances", 10, {"main.tf": COUNTED}),
    "instances in ARM": ("instances", 10, {"main.json": COPY}),
    "rounds in Terraform": ("rounds", 10, {"main.tf": LOOPED}),
    "rounds in CloudFormation": ("rounds", 3, {"main.yaml": FOR_EACH}),
    "resources": ("resources", 10, {"main.tf": COUNTED}),
    "modules": ("modules", 1, {"main.tf": MODULE, "m/m.tf": COUNTED}),
    "includes": ("includes", 1, {"main.tf": MODULE, "m/m.tf": MODULE, "m/m/m.tf": COUNTED}),
    "steps": ("steps", 10, {"main.json": COPY}),
    "steps in Terraform": ("steps", 10, {"main.tf": LOOPED.replace("20", "200")}),
    "file size": ("file_size", 0.00001, {"main.tf": COUNTED}),
}


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "foureyes", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def judged(folder: Path, *options: str) -> tuple[int, str]:
    """The exit code, and all that could not be read or was not followed."""
    done = run(folder, "lint", "--format", "json", "--no-cache", "--fail-on", "never", *options)
    coverage = json.loads(done.stdout)["coverage"]
    return done.returncode, json.dumps([*coverage["errors"], *coverage["gaps"]])


@pytest.mark.parametrize("case", CASES)
def test_a_limit_that_is_reached_is_told_and_fails(case: str, tmp_path: Path) -> None:
    name, low, files = CASES[case]
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    assert judged(tmp_path) == (0, "[]")
    code, told = judged(tmp_path, "--limit", f"{name}={low}")
    assert code == 3
    assert f"raise `{name}` in [limits]" in told
    assert any(path in told for path in files)
    (tmp_path / "foureyes.toml").write_text(f"[limits]\n{name} = {low}\n")
    assert judged(tmp_path)[0] == 3
    assert judged(tmp_path, "--limit", f"{name}={100 if name == 'includes' else 1000}") == (0, "[]"), "the option wins"


@pytest.mark.parametrize("levels", [140, 900])
def test_nesting_can_be_raised(levels: int, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(DEEP % ("[" * levels, "]" * levels))
    assert judged(tmp_path)[0] == (0 if levels < 150 else 3)
    assert judged(tmp_path, "--limit", "nesting=1000") == (0, "[]")


def test_links_that_lead_out_are_followed_as_often_as_is_allowed(tmp_path: Path) -> None:
    folder, outside = tmp_path / "stack", tmp_path / "shared"
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    for place, text in ((folder, COUNTED), (outside, OPEN)):
        place.mkdir()
        (place / "main.tf").write_text(text)
    (outside / "other.tf").write_text(OPEN.replace('"g"', '"h"'))
    for name, target in (("one", "main.tf"), ("two", "other.tf"), ("three", "main.tf")):
        (folder / name).mkdir()
        (folder / name / "open.tf").symlink_to(outside / target)
    code, told = judged(folder)
    assert code == 3
    assert "raise `outside_links` in [limits]" in told
    assert judged(folder, "--limit", "outside_links=1")[0] == 3
    assert judged(folder, "--limit", "outside_links=2") == (0, "[]")
    done = run(folder, "lint", "--format", "json", "--no-cache", "--limit", "outside_links=2")
    assert {one["path"] for one in json.loads(done.stdout)["findings"]} >= {
        "one/open.tf",
        "two/open.tf",
        "three/open.tf",
    }


@pytest.mark.parametrize("wrong", ["nesting=1001", "nesting=0", "depth=3", "nesting=x", "nesting"])
def test_what_is_no_limit(wrong: str, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(COUNTED)
    assert run(tmp_path, "lint", "--limit", wrong).returncode == 2
    name, _, value = wrong.partition("=")
    (tmp_path / "foureyes.toml").write_text(f"[limits]\n{name} = {value or 0}\n")
    assert run(tmp_path, "lint").returncode == 2
