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
    assert joined.stdout == whole.stdout, joined.stderr
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


def shards(cli, out, total, *arguments, form="json"):
    """The reports of all shards, written to a folder."""
    paths = [str(out / f"{number}.{form}") for number in range(1, total + 1)]
    for number, path in enumerate(paths, 1):
        cli("lint", *arguments, "--format", form, "--shard", f"{number}/{total}", "--output", path)
    return paths


@pytest.mark.parametrize("form", ["json", "sarif"])
@pytest.mark.parametrize(
    "arguments",
    [("--severity", "critical"), ("--fail-on", "critical"), ("--allow-unknown",), ("--allow-unreadable",), ()],
)
def test_joined_shards_fail_as_a_single_run_does(cli, monorepo, tmp_path_factory, form, arguments):
    out = tmp_path_factory.mktemp("reports")
    told = arguments if form == "json" and arguments[:1] != ("--severity",) else ()
    joined = cli("merge", *shards(cli, out, 3, *arguments, form=form), *told)
    whole = cli("lint", *arguments, "--format", form)
    assert joined.stdout == whole.stdout, joined.stderr
    assert joined.returncode == whole.returncode


def test_what_fails_by_path_fails_joined_too(cli, monorepo, tmp_path_factory):
    (monorepo / "foureyes.toml").write_text(
        '[lint]\nfail_on = "never"\nallow_unknown = true\nallow_unreadable = true\n'
        '[[lint.at]]\npaths = ["stacks/s1/**"]\nfail_on = "low"\n'
    )
    (monorepo / "stacks" / "s1" / "group.tf").write_text(GROUP.format(name="o", cidr='"0.0.0.0/0"', comment=""))
    joined = cli("merge", *shards(cli, tmp_path_factory.mktemp("reports"), 3))
    assert joined.stdout == cli("lint", "--format", "json").stdout
    assert joined.returncode == cli("lint").returncode == 1


@pytest.mark.parametrize("how", [(), ("--fail-on", "never", "--allow-unknown", "--allow-unreadable")])
@pytest.mark.parametrize(
    ("fail_on", "lenient"), [("critical", True), ("critical", False), ("never", True), ("low", True)]
)
def test_joined_shards_fail_as_configured(cli, monorepo, tmp_path_factory, fail_on, lenient, how):
    allowed = "".join(f"{one} = {str(lenient).lower()}\n" for one in ("allow_unknown", "allow_unreadable"))
    (monorepo / "foureyes.toml").write_text(f'[lint]\nfail_on = "{fail_on}"\n{allowed}')
    for stack in (monorepo / "stacks").iterdir():
        (stack / "broken.tf").write_bytes(b"\xff\xff")
    shutil.rmtree(monorepo / "examples")
    joined = cli("merge", *shards(cli, tmp_path_factory.mktemp("reports"), 3, *how))
    whole = cli("lint", "--format", "json")
    assert joined.stdout == whole.stdout, joined.stderr
    assert joined.returncode == whole.returncode


def test_what_is_not_shown_cannot_be_decided_over(cli, monorepo, tmp_path_factory):
    paths = shards(cli, tmp_path_factory.mktemp("reports"), 2, "--severity", "critical")
    done = cli("merge", *paths, "--fail-on", "low")
    assert done.returncode == 2
    assert "of their findings" in done.stderr


GROUP = """resource "aws_security_group" "{name}" {{
  ingress {{
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [{cidr}]{comment}
  }}
}}
"""
IGNORED = ' # foureyes: ignore[aws-security-group-open-to-internet-on-ssh] reason="{0}"'
CALL = 'module "m" {{\n  source = "../m"\n  from = "{0}"\n}}\n'


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_joined_shards_accept_as_a_single_run_does(cli, tmp_path, tmp_path_factory, form):
    """A suppression that one root needs and others do not, a baseline that is over in part, skips of other tools."""
    for number in range(6):
        folder = tmp_path / f"s{number}"
        folder.mkdir()
        opened = GROUP.format(name="o", cidr='"0.0.0.0/0"', comment="")
        (folder / "main.tf").write_text(CALL.format("0.0.0.0/0" if number == 1 else "10.0.0.0/8") + opened)
        (folder / "own.tf").write_text("# checkov:skip=CKV_AWS_20:known\n")
    (tmp_path / "m").mkdir()
    known = GROUP.format(name="m", cidr="var.from", comment=IGNORED.format("known"))
    (tmp_path / "m" / "main.tf").write_text(f'{known}variable "from" {{}}\n')
    assert cli("baseline", "write", "s2", "s3").returncode == 0
    for arguments in ((), ("--baseline", "foureyes-baseline.json")):
        joined = cli("merge", *shards(cli, tmp_path_factory.mktemp("reports"), 3, *arguments, form=form))
        whole = cli("lint", *arguments, "--format", form)
        assert joined.stdout == whole.stdout, joined.stderr
        assert joined.returncode == whole.returncode == 1


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
