"""Commands that write: a link that somebody committed leads none of them out of the repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.ci.conftest import committed
from tests.cli.test_configuration import opened
from tests.support import Cli

PRECIOUS = "precious\n"
SKIP = """\
resource "aws_s3_bucket" "b" {
  # checkov:skip=CKV_AWS_20: public on purpose
  acl = "public-read"
}
"""
POLICY = """\
[gate]
repository = "github.com/contoso/infra"
repository_id = "6f1c2a9e-0001"

[[gate.rule]]
need = [{ group = "reviewers" }]

[people.alice]
emails = ["alice@example.com"]
groups = ["reviewers"]
keys = ["KEY"]
"""


@pytest.fixture
def repository(cli: Cli) -> Path:
    opened(cli.folder / "infra")
    committed(cli.folder)
    return cli.folder


@pytest.fixture
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("home") / "precious"
    path.write_text(PRECIOUS)
    return path


WRITERS = {
    "report.json": ("lint", "--format", "json", "--output", "report.json", "infra"),
    "also.html": ("lint", "--also", "html=also.html", "infra"),
    "known.json": ("baseline", "write", "--output", "known.json", "infra"),
    "foureyes-baseline.json": ("baseline", "write", "infra"),
    "foureyes.toml": ("init",),
    ".pre-commit-config.yaml": ("init", "--pre-commit"),
    ".github/workflows/foureyes.yml": ("init", "--github"),
    ".github/workflows/ci.yml": ("init", "--github", ".github/workflows/ci.yml"),
}


@pytest.mark.parametrize(
    ("name", "link"),
    [
        (name, link)
        for name in WRITERS
        for link in ("file", "nothing there yet", "folder")
        if "/" in name or link != "folder"
    ],
)
def test_a_link_that_leads_out(repository: Path, cli: Cli, target: Path, name: str, link: str) -> None:
    path = repository / name
    if link == "folder":
        path.parent.parent.mkdir(exist_ok=True)
        path.parent.symlink_to(target.parent)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target if link == "file" else target.with_name("new"))
    done = cli(*WRITERS[name])
    assert done.returncode == 2, done.stdout
    assert "leads out of" in done.stderr
    assert PRECIOUS not in done.stdout
    assert sorted(one.name for one in target.parent.iterdir()) == ["precious"]
    assert target.read_text() == PRECIOUS


def test_nothing_is_written_where_one_of_several_files_may_not_be(repository: Path, cli: Cli, target: Path) -> None:
    (repository / ".pre-commit-config.yaml").symlink_to(target)
    assert cli("init", "--pre-commit").returncode == 2
    assert not (repository / "foureyes.toml").exists()


def test_a_link_into_gits_own_folder(repository: Path, cli: Cli) -> None:
    (repository / "report.json").symlink_to(repository / ".git" / "config")
    before = (repository / ".git" / "config").read_text()
    done = cli("lint", "--format", "json", "--output", "report.json", "infra")
    assert done.returncode == 2
    assert "leads into .git" in done.stderr
    assert (repository / ".git" / "config").read_text() == before


def test_what_is_named_outside_and_what_a_link_leads_to_inside(repository: Path, cli: Cli, target: Path) -> None:
    (repository / "reports").mkdir()
    (repository / "latest").symlink_to("reports")
    words = ("lint", "--format", "json", "infra", "--output")
    assert cli(*words, "latest/report.json").returncode == 1
    assert (repository / "reports" / "report.json").exists()
    assert cli(*words, str(target)).returncode == 1
    assert target.read_text() != PRECIOUS


def test_skips_in_a_file_elsewhere_are_neither_shown_nor_rewritten(repository: Path, cli: Cli, target: Path) -> None:
    target.write_text(SKIP)
    (repository / "infra" / "link.tf").symlink_to(target)
    for more in ((), ("--write",)):
        done = cli("migrate", "infra", *more)
        assert "public-read" not in done.stdout
        assert "0 skips rewritten" in done.stderr
    assert target.read_text() == SKIP


def test_enrolling_through_a_link(repository: Path, cli: Cli, target: Path, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", f"{key}2"], check=True)
    policy = POLICY.replace("KEY", key.with_name("key.pub").read_text().strip())
    target.write_text(policy)
    words = ("gate", "enroll", "bob", "--email", "bob@example.com", "--group", "reviewers", "--key", f"{key}2.pub")
    (repository / "foureyes.toml").symlink_to(target)
    done = cli(*words)
    assert done.returncode == 2
    assert "leads out of" in done.stderr
    assert target.read_text() == policy
    (repository / "foureyes.toml").unlink()
    (repository / "foureyes.toml").write_text(policy)
    assert cli(*words).returncode == 0
