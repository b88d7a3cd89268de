"""Bad input gets a clear message with file and line, exit code 3, and hides nothing else."""

import json

import pytest

BUCKET = """
resource "aws_s3_bucket_public_access_block" "open" {
  bucket = "logs"
}
"""

BROKEN = {
    "broken.tf": ("resource {{{\n", 1),
    "broken.bicep": ("param ok string\nresource x = {\n", 2),
    "broken.json": (
        '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",'
        '\n "resources": [}',
        2,
    ),
    "broken.yaml": ("AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  A: {Type: 'AWS::S3::Bucket'\n", 4),
}


def judged(cli, *paths):
    done = cli("lint", "--format", "json", *paths)
    return done, json.loads(done.stdout)


@pytest.fixture
def good(cli):
    """A folder with one real finding."""
    (cli.folder / "good").mkdir()
    (cli.folder / "good" / "main.tf").write_text(BUCKET)
    return "good"


def found(report):
    return {finding["rule"] for finding in report["findings"]}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_syntax_names_file_and_line(cli, good, name):
    text, line = BROKEN[name]
    (cli.folder / "bad").mkdir()
    (cli.folder / "bad" / name).write_text(text)
    _, report = judged(cli, "bad", good)
    assert "aws-s3-public-access-block-has-gaps" in found(report)
    (error,) = report["coverage"]["errors"][:1]
    assert error["path"] == f"bad/{name}"
    assert error["line"] == line
    alone, _ = judged(cli, "bad")
    assert alone.returncode == 3
    assert f"bad/{name}:{line}" in alone.stderr


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("binary.tf", b"\x7fELF\x00\x01\xff\xfe", "binary"),
        ("latin.tf", 'resource "a" "b" {\n  name = "caf\xe9"\n}\n'.encode("latin-1"), "UTF-8"),
        ("binary.bicep", b"\x00\x01\x02\x03", "binary"),
        ("empty.json", b"", "empty"),
        ("empty.yaml", b"  \n", "empty"),
    ],
)
def test_what_is_no_text_is_told(cli, good, name, data, words):
    (cli.folder / name).write_bytes(data)
    _, report = judged(cli, name, good)
    assert "aws-s3-public-access-block-has-gaps" in found(report)
    assert any(error["path"] == name and words in error["message"] for error in report["coverage"]["errors"]), report
    alone, _ = judged(cli, name)
    assert alone.returncode == 3
    assert name in alone.stderr
    assert "Traceback" not in alone.stderr


def test_a_missing_path(cli, good):
    done, report = judged(cli, "nowhere.tf", good)
    assert "aws-s3-public-access-block-has-gaps" in found(report)
    assert "nowhere.tf" in done.stderr
    alone, _ = judged(cli, "nowhere.tf")
    assert alone.returncode == 3


def test_an_empty_terraform_file_is_fine(cli):
    (cli.folder / "empty.tf").write_text("")
    assert cli("lint").returncode == 0


def test_a_file_of_another_kind_named_outright(cli):
    (cli.folder / "notes.txt").write_text("hello")
    done = cli("lint", "notes.txt")
    assert done.returncode == 3
    assert "notes.txt" in done.stderr


def test_other_json_and_yaml_are_left_alone(cli):
    (cli.folder / "package.json").write_text('{"name": "x", "version": "1.0.0"}')
    (cli.folder / "deployment.yaml").write_text("apiVersion: apps/v1\nkind: Deployment\n")
    (cli.folder / "event.json").write_text('{"fragment": {"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}}')
    (cli.folder / "stack.yaml").write_text("Resources: {A: {Type: AWS::S3::Bucket}}")
    _, report = judged(cli, ".")
    assert report["coverage"]["files_read"] == ["stack.yaml"]
    assert report["coverage"]["files_ignored"] == 3
