"""Shards joined are what a single run gives."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
BUCKET = 'resource "aws_s3_bucket_acl" "a" {{\n  bucket = "{0}"\n  acl = "{1}"\n}}\n'


@pytest.fixture
def monorepo(tmp_path: Path) -> Path:
    """All examples, many small roots, and every kind of fault that coverage tells of."""
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    for number in range(30):
        folder = tmp_path / "stacks" / f"s{number}"
        folder.mkdir(parents=True)
        (folder / "main.tf").write_text(BUCKET.format(number, "public-read" if number % 3 else "private"))
    for number in range(4):
        template = {"Resources": {"B": {"Type": "AWS::S3::Bucket", "Properties": {"AccessControl": "PublicRead"}}}}
        (tmp_path / f"stack{number}.json").write_text(json.dumps(template))
        caller = f'module "m{number}" {{\n  source = "../shared"\n}}\nmodule "x" {{\n  source = "acme/x/aws"\n}}\n'
        folder = tmp_path / f"caller{number}"
        folder.mkdir()
        (folder / "main.tf").write_text(caller)
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "main.tf").write_text('module "gone" {\n  source = "./gone"\n}\nresource "x" {\n')
    (tmp_path / "broken.tf").write_bytes(b"\xff\xff")
    (tmp_path / "notes.txt").write_text("no code")
    return tmp_path


@pytest.mark.parametrize("form", ["json", "sarif"])
@pytest.mark.parametrize("total", [1, 2, 7])
def test_joined_shards_are_a_single_run(cli, monorepo, tmp_path_factory, form, total):
    if total == 1:
        pytest.skip("one shard is a single run")
    out = tmp_path_factory.mktemp("reports")
    whole = cli("lint", "--format", form, "--no-cache")
    shards = []
    for number in range(1, total + 1):
        path = out / f"{number}.{form}"
        cli("lint", "--format", form, "--no-cache", "--shard", f"{number}/{total}", "--output", str(path))
        shards.append(str(path))
    joined = cli("merge", *shards[::-1])
    assert json.loads(joined.stdout) == json.loads(whole.stdout)
    assert joined.stdout == whole.stdout
    assert joined.returncode == whole.returncode == 1


def test_shards_that_find_nothing_risky_still_say_what_was_not_read(cli, tmp_path, tmp_path_factory):
    for number in range(6):
        (tmp_path / f"s{number}").mkdir()
        (tmp_path / f"s{number}" / "main.tf").write_text('module "x" {\n  source = "acme/x/aws"\n}\n')
    out = tmp_path_factory.mktemp("reports")
    for form in ("json", "sarif"):
        for number in (1, 2, 3):
            cli("lint", "--format", form, "--shard", f"{number}/3", "--output", str(out / f"{number}.{form}"))
        joined = cli("merge", *(str(out / f"{number}.{form}") for number in (1, 2, 3)))
        assert joined.stdout == cli("lint", "--format", form).stdout
        assert joined.returncode == 3
        assert "6 things referred to but not read" in joined.stderr


def test_a_missing_shard_is_wrong_usage(cli, tmp_path, tmp_path_factory):
    (tmp_path / "main.tf").write_text("")
    out = tmp_path_factory.mktemp("reports")
    for number in (1, 2, 4):
        cli("lint", "--format", "json", "--shard", f"{number}/4", "--output", str(out / f"{number}.json"))
    done = cli("merge", *(str(out / f"{number}.json") for number in (1, 2, 4)))
    assert done.returncode == 2
    assert "shard 3/4 is missing" in done.stderr
    assert cli("merge", str(out / "1.json"), str(out / "1.json")).returncode == 2


def test_what_is_no_shard_is_wrong_usage(cli, tmp_path, tmp_path_factory):
    (tmp_path / "main.tf").write_text("")
    report = tmp_path_factory.mktemp("reports") / "whole.json"
    cli("lint", "--format", "json", "--output", str(report))
    assert "not of a shard" in cli("merge", str(report)).stderr
    for wrong in ("0/3", "4/3", "x", "1/0"):
        assert cli("lint", "--shard", wrong).returncode == 2
    (report.parent / "other.json").write_text("[]")
    assert cli("merge", str(report.parent / "other.json")).returncode == 2
