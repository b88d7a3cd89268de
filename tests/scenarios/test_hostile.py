"""Hostile input: it ends, within bounds, with a report that says what could not be judged."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

MEMORY = 1_500_000_000
PATIENCE = "20"

ARM = '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", '


def deep(open_: str, close: str, depth: int, core: str = "1") -> str:
    return open_ * depth + core + close * depth


def hcl_local(value: str) -> dict[str, str]:
    return {"a.tf": f"locals {{\n  x = {value}\n}}\noutput o {{\n  value = local.x\n}}\n"}


def doubling(value: str, first: str) -> dict[str, str]:
    """A local made of two of the one before, sixty times."""
    lines = [f"  x{n} = {value.replace('PREVIOUS', f'local.x{n - 1}')}" for n in range(1, 60)]
    text = "\n".join(["locals {", f"  x0 = {first}", *lines, "}"])
    return {"a.tf": f'{text}\nresource "aws_s3_bucket" "b" {{\n  bucket = jsonencode(local.x59)\n}}\n'}


def bomb() -> str:
    """Aliases that would be 9 to the 9th nodes."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return "\n".join([*lines, "Resources:", "  B:", "    Type: AWS::S3::Bucket", "    Properties: {Tags: *a9}"])


def bucket(properties: str) -> str:
    return '{"Resources": {"A": {"Type": "AWS::S3::Bucket", "Properties": ' + properties + "}}}"


def deployed(properties: str, more: str = '"name": "n"', type: str = "Microsoft.Storage/storageAccounts") -> str:
    resource = f'{{"type": "{type}", "apiVersion": "2021-04-01", {more}, "properties": {properties}}}'
    return f'{ARM}"resources": [{resource}]}}'


COPY = '"name": "n", "copy": {"name": "c", "count": 900000000}'
ITSELF = '{"mode": "Incremental", "templateLink": {"relativePath": "a.json"}}'
JOINS = deep('{"Fn::Join": ["", [', "]]}", 20_000, '"x"')
CALLS = "[" + deep("concat(", ")", 20_000, "'x'") + "]"
YAML = "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties: "
ROUND = {"a/a.tf": 'module "m" {\n  source = "../b"\n}', "b/a.tf": 'module "m" {\n  source = "../a"\n}'}

CASES: dict[str, tuple[dict[str, str], int | None]] = {
    "deep lists in HCL": (hcl_local(deep("[", "]", 100_000)), 3),
    "deep parentheses": (hcl_local(deep("(", ")", 100_000)), 3),
    "deep blocks": ({"a.tf": deep("a {\n", "}\n", 50_000, "")}, 3),
    "deep templates": (hcl_local('"' + deep('${"', '"}', 20_000, "x") + '"'), 3),
    "a long chain of operators": (hcl_local("1" + " + 1" * 100_000), None),
    "a line of one megabyte": (hcl_local('"' + "a" * 1_000_000 + '"'), None),
    "a huge count": ({"a.tf": 'resource "aws_s3_bucket" "b" {\n  count = 900000000\n}'}, None),
    "a huge range": ({"a.tf": 'resource "aws_s3_bucket" "b" {\n  for_each = toset(range(900000000))\n}'}, None),
    "loops in loops": (hcl_local("[for i in range(1000): " * 8 + "1" + "]" * 8), None),
    "lists that double": (doubling("concat(PREVIOUS, PREVIOUS)", "[1, 1]"), None),
    "texts that double": (doubling('"${PREVIOUS}${PREVIOUS}"', '"ab"'), None),
    "structures that double": (doubling("[PREVIOUS, PREVIOUS]", "1"), None),
    "a local that is itself": (
        {"a.tf": "locals {\n a = local.b\n b = local.a\n}\noutput o {\n value = local.a\n}"},
        None,
    ),
    "a module that calls itself": ({"a.tf": 'module "m" {\n  source = "./"\n}'}, None),
    "modules in a circle": (ROUND, None),
    "a pattern that backtracks": (hcl_local(f'regex("(a+)+$", "{"a" * 5000}b")'), None),
    "thirty thousand namesakes": ({"a.tf": 'resource "x" "y" {}\n' * 30_000}, None),
    "an alias bomb": ({"a.yaml": bomb()}, None),
    "deep YAML": ({"a.yaml": YAML + deep("[", "]", 50_000)}, 3),
    "deep intrinsics": ({"a.json": bucket(f'{{"BucketName": {JOINS}}}')}, 3),
    "deep JSON": ({"a.json": ARM + '"resources": ' + deep("[", "]", 100_000) + "}"}, 3),
    "a deep ARM expression": ({"a.json": deployed(f'{{"allowBlobPublicAccess": "{CALLS}"}}')}, None),
    "a huge copy": ({"a.json": deployed("{}", COPY)}, None),
    "a template that links itself": ({"a.json": deployed(ITSELF, type="Microsoft.Resources/deployments")}, None),
    "deep Bicep": ({"a.bicep": "var x = " + deep("[", "]", 50_000) + "\n"}, 3),
    "deep Bicep parentheses": ({"a.bicep": "var x = " + deep("(", ")", 50_000) + "\n"}, 3),
    "a Bicep module that is itself": ({"a.bicep": "module m 'a.bicep' = {\n  name: 'm'\n}\n"}, None),
    "a huge Bicep loop": (
        {"a.bicep": "resource r 'a/b@1' = [for i in range(0, 900000000): {\n  name: 'x'\n}]\n"},
        None,
    ),
}


def bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@pytest.mark.parametrize("name", CASES)
def test_hostile_input_ends_and_is_told(tmp_path: Path, name: str) -> None:
    files, code = CASES[name]
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    done = run(tmp_path, "lint", "--format", "json", "--no-cache", "--jobs", "1", "--max-seconds", PATIENCE)
    report = json.loads(done.stdout)
    assert "Traceback" not in done.stderr
    assert not [one for one in report["coverage"]["errors"] if "please report" in one["remedy"]], done.stderr[-2000:]
    assert done.returncode in ((0, 1, 3) if code is None else (code,)), done.stderr[-2000:]
    judged = report["coverage"]["files_read"] or report["coverage"]["errors"]
    assert judged, "nothing was read and nothing is said about it"


def test_what_takes_too_long_is_given_up_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.tf").write_text("".join(f'resource "a" "b{n}" {{\n  c = 1\n}}\n' for n in range(5_000)))
    done = run(tmp_path, "lint", "--format", "json", "--no-cache", "--jobs", "1", "--max-seconds", "0.0001")
    errors = json.loads(done.stdout)["coverage"]["errors"]
    assert done.returncode == 3
    assert any("was given up" in one["message"] and "--max-seconds" in one["remedy"] for one in errors)


def test_files_that_are_too_large_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.tf").write_text("#" * 20_000)
    done = run(tmp_path, "lint", "--no-cache", "--max-file-size", "0.01")
    assert done.returncode == 3
    assert "20,000 bytes, more than the 10,000 that are read" in done.stdout


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    limit: Callable[[], None] | None = bounded if sys.platform == "linux" else None
    return subprocess.run(
        [sys.executable, "-m", "foureyes", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        preexec_fn=limit,
    )
