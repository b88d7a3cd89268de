"""`foureyes baseline`: what is known fails nothing, wherever it moved, as long as it gets no worse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.ci.conftest import committed, git
from tests.cli.test_configuration import OPEN, opened
from tests.support import Cli

FILE = "foureyes-baseline.json"


@pytest.fixture
def known(cli: Cli) -> Path:
    """A folder with a baseline."""
    opened(cli.folder / "infra")
    opened(cli.folder / "infra", "h")
    done = cli("baseline", "write")
    assert done.returncode == 0, done.stderr
    assert "2 findings written to foureyes-baseline.json" in done.stderr
    return cli.folder


def test_form(known: Path, cli: Cli) -> None:
    text = (known / FILE).read_text()
    told = json.loads(text)
    schema = json.loads(cli("schema", "baseline").stdout)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(told)
    reported = {one["fingerprint"]: one["resource"] for one in cli.lint()["findings"]}
    assert {one["fingerprint"]: one["resource"] for one in told["findings"]} == reported
    assert [one["fingerprint"] for one in told["findings"]] == sorted(reported)
    assert next(line for line in text.splitlines() if "fingerprint" in line).startswith('    {"fingerprint": ')
    assert len(text.splitlines()) == 5 + len(reported)
    assert cli("baseline", "write").returncode == 0
    assert (known / FILE).read_text() == text


def test_what_is_known_passes(known: Path, cli: Cli) -> None:
    assert cli("lint").returncode == 1
    done = cli("lint", "--baseline", FILE)
    assert done.returncode == 0
    assert "2 findings accepted (2 in the baseline)" in done.stdout
    (known / "foureyes.toml").write_text(f"[lint]\nbaseline = '{FILE}'\n")
    assert cli("lint").returncode == 0
    assert Cli(known / "infra")("lint", "--config", "../foureyes.toml").returncode == 0
    opened(known / "infra", "new")
    assert [one["resource"] for one in cli.lint()["findings"]] == ["aws_security_group.new"]


def test_it_survives_moves_and_layout(known: Path, cli: Cli) -> None:
    (known / "infra").rename(known / "live")
    path = known / "live" / "g.tf"
    path.rename(known / "live" / "net.tf").write_text("\n\n" + OPEN.format(name="g", data="public").replace("  ", "\t"))
    assert cli("lint", "--baseline", FILE).returncode == 0


def test_what_gets_worse_fails(known: Path, cli: Cli) -> None:
    (known / "foureyes.toml").write_text("[[lint.classification]]\nname = 'secret'\nresources = ['*.g']\n")
    assert [one["resource"] for one in cli.lint("--baseline", FILE)["findings"]] == ["aws_security_group.g"]


def test_what_is_gone_is_told_and_pruned(known: Path, cli: Cli) -> None:
    (known / "infra" / "h.tf").unlink()
    opened(known / "infra", "new").write_text(OPEN.format(name="new", data="y").replace("22", "3389"))
    done = cli("lint", "--baseline", FILE)
    assert done.returncode == 1
    assert "1 finding of the baseline not found any more" in done.stdout
    done = cli("baseline", "prune")
    assert done.returncode == 0 and "1 finding taken out" in done.stderr
    done = cli("baseline", "show")
    assert done.stdout.splitlines() == ["infra: aws_security_group.g: aws-security-group-open-to-internet-on-ssh: high"]
    assert "not found any more" not in cli("lint", "--baseline", FILE).stdout


def test_nothing_is_pruned_where_not_everything_was_read(known: Path, cli: Cli) -> None:
    text = (known / FILE).read_text()
    (known / "infra" / "h.tf").write_text("resource {{{\n")
    done = cli("baseline", "prune")
    assert done.returncode == 2 and "not everything could be read" in done.stderr
    assert (known / FILE).read_text() == text


@pytest.mark.parametrize(
    "text", ["", "<<<<<<< HEAD\n", "[]", '{"version": 2, "findings": []}', '{"version": 1, "findings": [{}]}']
)
def test_what_is_no_baseline(known: Path, cli: Cli, text: str) -> None:
    (known / FILE).write_text(text)
    done = cli("lint", "--baseline", FILE)
    assert done.returncode == 2
    assert "foureyes baseline write" in done.stderr


def test_a_baseline_that_is_not_there(known: Path, cli: Cli) -> None:
    done = cli("lint", "--baseline", "none.json")
    assert done.returncode == 2
    assert "make one with `foureyes baseline write`" in done.stderr


def test_branches_merge(known: Path, cli: Cli) -> None:
    for name in "abcdefgklm":
        opened(known / name, name)
    cli("baseline", "write")
    committed(known)
    for branch in ("one", "two"):
        git(known, "checkout", "--quiet", "-b", branch, "main")
        opened(known / branch, branch)
        cli("baseline", "write")
        git(known, "add", "--all")
        git(known, "commit", "--quiet", f"--message={branch}")
    git(known, "merge", "--quiet", "--no-edit", "one")
    assert cli("lint", "--baseline", FILE).returncode == 0
    assert len(json.loads((known / FILE).read_text())["findings"]) == 14
