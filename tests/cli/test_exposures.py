"""The inventory, made by the real command line from real repositories."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.gate.kit import PEOPLE, STORAGE, Keys, World
from tests.support import Cli

SCHEMA = json.loads((files("foureyes.reports") / "schema" / "foureyes-exposures-1.schema.json").read_text())

MAIN = """\
resource "aws_security_group" "web" {
  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_db_instance" "orders" {
  publicly_accessible = true
  storage_encrypted   = true
  tags = {
    Team        = "=payments"
    cost-center = "4711"
    Data        = "orders"
  }
}

resource "aws_db_instance" "maybe" {
  publicly_accessible = var.open
}

variable "open" {
  type = bool
}
"""
OWNERS = "* @contoso/everybody\n/infra/ @contoso/data dana@example.com\n"


class Folder:
    """A repository with two authors."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.cli = Cli(path)
        self.git("init", "-q", "-b", "main")
        for name, text in {"infra/main.tf": MAIN, ".github/CODEOWNERS": OWNERS}.items():
            self.write(name, text)
        self.commit("alice", "2024-03-01")
        self.replace("from_port   = 22", "from_port   = 21")
        self.commit("bob", "2025-05-06")

    def git(self, *arguments: str, **environment: str) -> str:
        person = {f"GIT_{who}_{what}": "x@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        plain = {"PATH": os.environ["PATH"], "HOME": str(self.path), "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            ["git", *arguments], cwd=self.path, env={**plain, **person, **environment},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout.strip()

    def write(self, name: str, text: str) -> None:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def replace(self, old: str, new: str) -> None:
        text = (self.path / "infra/main.tf").read_text()
        assert old in text
        self.write("infra/main.tf", text.replace(old, new))

    def commit(self, who: str, day: str) -> None:
        named = {f"GIT_{role}_NAME": who for role in ("AUTHOR", "COMMITTER")}
        dated = {f"GIT_{role}_DATE": f"{day}T12:00:00 +0000" for role in ("AUTHOR", "COMMITTER")}
        mailed = {f"GIT_{role}_EMAIL": f"{who}@example.com" for role in ("AUTHOR", "COMMITTER")}
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x", **named, **dated, **mailed)

    def exposures(self, *arguments: str, code: int = 0) -> dict[str, Any]:
        done = self.cli("exposures", "--format", "json", *arguments)
        assert done.returncode == code, done.stderr
        data: dict[str, Any] = json.loads(done.stdout)
        Draft202012Validator(SCHEMA).validate(data)
        return data


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "repository").mkdir()
    return Folder(tmp_path / "repository")


def by_name(data: dict[str, Any]) -> dict[str, Any]:
    return {one["resource"]: one for one in data["exposures"]}


@pytest.mark.parametrize("verb", ["exposures", "graph"])
def test_help(cli: Cli, verb: str) -> None:
    done = cli(verb, "--help")
    assert done.returncode == 0
    assert "Examples:" in done.stdout and "Exit codes:" in done.stdout
    assert cli(verb, "--format", "pdf").returncode == 2


@pytest.mark.parametrize("verb", ["exposures", "graph"])
def test_schemas_are_printed(cli: Cli, verb: str) -> None:
    assert json.loads(cli("schema", verb).stdout)["$id"] == f"urn:foureyes:schema:{verb}:1"


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_everything_strangers_can_reach(folder: Folder) -> None:
    data = folder.exposures()
    assert [(one["severity"], one["answer"], one["resource"]) for one in data["exposures"]] == [
        ("high", "risky", "aws_db_instance.orders"),
        ("high", "risky", "aws_security_group.web"),
        ("high", "cannot-tell", "aws_db_instance.maybe"),
    ]
    assert data["history"] and not data["gate"] and data["notes"] == []
    group = by_name(data)["aws_security_group.web"]
    assert (group["cloud"], group["service"]) == ("AWS", "security groups")
    assert [leg["resource"] for leg in group["ways"][0]["legs"]] == ["aws_security_group.web"]


def test_owners_by_tags_and_code_owners(folder: Folder) -> None:
    orders = by_name(folder.exposures())["aws_db_instance.orders"]
    assert orders["owner"] == {
        "tags": {"Team": "=payments", "cost-center": "4711"},
        "code_owners": ["@contoso/data", "dana@example.com"],
    }
    folder.write("foureyes.toml", '[lint]\nowner_tags = ["data"]\n')
    assert by_name(folder.exposures())["aws_db_instance.orders"]["owner"]["tags"] == {"Data": "orders"}


def test_since_when_and_by_whom(folder: Folder) -> None:
    found = by_name(folder.exposures())
    orders = found["aws_db_instance.orders"]["ways"][0]["last_change"]
    assert (orders["day"], orders["author"], orders["email"]) == ("2024-03-01", "alice", "alice@example.com")
    assert (orders["path"], orders["line"]) == ("infra/main.tf", 11)
    # The latest of all the lines that decide counts.
    group = found["aws_security_group.web"]["ways"][0]["last_change"]
    assert (group["day"], group["author"], group["line"]) == ("2025-05-06", "bob", 4)
    assert group["commit"] == folder.git("rev-parse", "HEAD")


def test_what_is_not_committed(folder: Folder) -> None:
    folder.replace("publicly_accessible = true", "# new\n  publicly_accessible   =  true")
    found = by_name(folder.exposures())
    # White space decides nothing.
    assert found["aws_db_instance.orders"]["ways"][0]["last_change"]["author"] == "alice"
    folder.replace('cidr_blocks = ["0.0.0.0/0"]', 'cidr_blocks = ["0.0.0.0/0", "10.0.0.0/8"]')
    folder.write("infra/new.tf", 'resource "aws_db_instance" "new" {\n  publicly_accessible = true\n}\n')
    found = by_name(folder.exposures())
    for name in ("aws_security_group.web", "aws_db_instance.new"):
        last = found[name]["ways"][0]["last_change"]
        assert (last["committed"], last["day"], last["author"]) == (False, "", "")
    assert "not committed yet: infra/new.tf:2" in folder.cli("exposures").stdout
    assert "infra/new.tf" in folder.git("status", "--porcelain", "-uall")


def test_without_history(folder: Folder, tmp_path: Path) -> None:
    data = folder.exposures("--no-blame")
    assert data["history"] is False
    assert {way["last_change"] for one in data["exposures"] for way in one["ways"]} == {None}
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{folder.path}", str(shallow)], check=True)
    done = Cli(shallow)("exposures")
    assert done.returncode == 0
    assert "cannot be told: this clone is shallow: history is missing (git fetch --unshallow)" in done.stdout
    assert "@contoso/data" in done.stdout


def test_outside_of_a_repository(cli: Cli) -> None:
    (cli.folder / "main.tf").write_text(MAIN)
    done = cli("exposures")
    assert done.returncode == 0
    assert "owner: Team==payments; cost-center=4711\n" in done.stdout
    assert "since" not in done.stdout and "note:" not in done.stdout


def test_accepted_ones_are_listed_with_their_reason(folder: Folder) -> None:
    folder.replace(
        "  publicly_accessible = true",
        '  # foureyes: ignore[aws-rds-instance-has-public-address] reason="partners read it" until=2099-12-31\n'
        "  publicly_accessible = true",
    )
    orders = by_name(folder.exposures())["aws_db_instance.orders"]
    assert orders["accepted"] is True
    assert orders["ways"][0]["accepted"] == {
        "by": "comment", "reason": "partners read it", "until": "2099-12-31", "path": "infra/main.tf", "line": 11,
    }  # fmt: skip
    for form in ("text", "csv", "html", "markdown"):
        assert "partners read it" in folder.cli("exposures", "--format", form).stdout
    assert "Accepted findings (1)" in folder.cli("lint", "--format", "html").stdout


def test_incomplete_input_is_no_complete_inventory(folder: Folder) -> None:
    folder.write("infra/broken.tf", 'resource "a" {\n')
    assert folder.exposures(code=3)["coverage"]["complete"] is False
    assert "Not everything could be read: there may be more." in folder.cli("exposures").stdout
    folder.exposures("--allow-unreadable", code=0)


def test_text(folder: Folder) -> None:
    told = folder.cli("exposures", "infra").stdout
    assert told.startswith("What strangers can reach\n\nhigh aws_db_instance.orders (AWS rds, aws_db_instance)\n")
    assert "  the internet\n    -> aws_security_group.web\n" in told
    assert "What cannot be told before deployment\n\ncannot tell high aws_db_instance.maybe" in told
    assert told.endswith("2 resources can be reached by strangers (2 high), of 1 it cannot be told.\n")


def test_no_cell_is_a_formula(folder: Folder) -> None:
    for number, name in enumerate(("=cmd|' /C calc'!A0", "@SUM(1)", "+1", "-1")):
        text = f'resource "aws_db_instance" "r{number}" {{\n  publicly_accessible = true\n}}\n'
        folder.write(f"infra/{number}.tf", text)
        folder.commit(name, "2025-06-01")
    told = folder.cli("exposures", "--format", "csv").stdout
    head, *rows = csv.reader(io.StringIO(told))
    assert len(rows) > 6 and {len(row) for row in rows} == {len(head)}
    cells = [dict(zip(head, row, strict=True)) for row in rows]
    assert {one["code owners"] for one in cells} == {"'@contoso/data dana@example.com"}
    assert {one["author"] for one in cells} >= {"'=cmd|' /C calc'!A0", "'@SUM(1)", "'+1", "'-1"}
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)
    by = {one["resource"]: one for one in cells}
    assert by["aws_db_instance.orders"]["owner tags"] == "Team==payments; cost-center=4711"


def test_written_to_a_file(folder: Folder) -> None:
    done = folder.cli("exposures", "--format", "html", "--output", "out.html")
    assert (done.stdout, done.returncode) == ("", 0)
    assert done.stderr.endswith("of 1 it cannot be told. Inventory: out.html\n")
    page = (folder.path / "out.html").read_text()
    for part in ('<th scope="col">Owner</th>', "Team==payments", "2025-05-06, bob", "@contoso/data"):
        assert part in page


def test_markdown(folder: Folder) -> None:
    told = folder.cli("exposures", "--format", "markdown").stdout
    assert "| Severity | Resource | Who can reach it | Way in | Owner | Since |\n" in told
    assert "2025-05-06, bob" in told and "&#64;contoso/data" in told


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    made = Keys(tmp_path_factory.mktemp("keys"))
    for name in PEOPLE:
        made.private(name)
    return made


REACHED = {"infra/prod/storage.bicep": STORAGE.replace("'Deny'", "'Allow'")}


@pytest.fixture
def world(tmp_path: Path, keys: Keys) -> World:
    """A repository with a gate, in which an open container was signed for and merged."""
    made = World(tmp_path / "infra", keys)
    made.found(REACHED)
    made.open_container()
    assert made.sign("bob", "--lease", "2099-01-31").code == 0
    made.git("checkout", "-q", "main")
    made.git("merge", "-q", "--no-ff", "-m", "merge", "change")
    return made


CONTAINER = "azure-blob-container-open-to-everyone"


def signed(world: World, *arguments: str) -> list[dict[str, Any]]:
    """What is told of the sign-offs of the open container."""
    done = world.cli("exposures", "--format", "json", *arguments)
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    Draft202012Validator(SCHEMA).validate(data)
    assert data["gate"] is True
    (way,) = [way for one in data["exposures"] for way in one["ways"] if way["rule"] == CONTAINER]
    found: list[dict[str, Any]] = way["signed"]
    return found


def test_sign_offs_and_leases(world: World) -> None:
    (record,) = [path for path in world.records() if path.name.endswith("-bob.json")]
    (one,) = signed(world)
    assert (one["person"], one["role"], one["lease"], one["holds"]) == ("bob", "reviewer", "2099-01-31", True)
    assert one["path"] == f".foureyes/signoffs/{record.name}"
    assert one["id"] in record.read_text()
    told = world.cli("exposures").stdout
    assert f"signed: bob on {one['day']}, until 2099-01-31 (risk {one['id'][:12]})\n" in told


def test_a_sign_off_holds_for_what_was_signed_only(world: World) -> None:
    world.replace("infra/prod/storage.bicep", "publicAccess: 'Blob'", "publicAccess: 'Container'")
    (one,) = signed(world)
    assert not one["holds"] and "now it is" in one["dead"]
    told = world.cli("exposures").stdout
    assert "no longer holds: " in told and "signed: not signed\n" in told
    world.write("infra/prod/other.bicep", REACHED["infra/prod/storage.bicep"].replace("'None'", "'Blob'"))
    data = json.loads(world.cli("exposures", "--format", "json").stdout)
    other = [way for one in data["exposures"] for way in one["ways"] if way["path"].endswith("other.bicep")]
    assert other and all(way["signed"] == [] for way in other)


TERRAFORM = """\
variable "open" {
  type = bool
}

resource "aws_db_instance" "orders" {
  publicly_accessible = var.open
  storage_encrypted   = true
}
"""


def test_a_deployment_that_nobody_signed_is_told(tmp_path: Path, keys: Keys) -> None:
    world = World(tmp_path / "infra", keys)
    closed = {f"infra/prod/{name}.tfvars": "open = false\n" for name in ("eu", "us")}
    world.found({"infra/prod/main.tf": TERRAFORM, **closed})
    world.branch()
    world.write("infra/prod/eu.tfvars", "open = true\n")
    world.commit("open")
    world.request()
    assert world.sign("bob").code == 0
    inside = Cli(world.folder / "infra/prod")
    data = json.loads(inside("exposures", "--format", "json").stdout)
    (way,) = [way for one in data["exposures"] for way in one["ways"]]
    assert (way["deployments"], way["unsigned"]) == (["eu.tfvars"], [])
    assert [one["person"] for one in way["signed"]] == ["bob"]
    assert inside("exposures").stdout.endswith("; 1 signed.\n")
    world.write("infra/prod/us.tfvars", "open = true\n")
    said = inside("exposures").stdout
    assert "signed: bob on " in said and "signed: not signed in us.tfvars\n" in said
    assert said.endswith("; 0 signed.\n")


def test_a_doctored_sign_off_is_none(world: World) -> None:
    assert len(signed(world)) == 1
    record = next(path for path in world.records() if path.name.endswith("-bob.json"))
    record.write_text(record.read_text().replace("agreed", "agreeD"))
    world.commit("doctored")
    assert signed(world) == []


def test_an_ended_lease_is_told(tmp_path: Path, keys: Keys) -> None:
    world = World(tmp_path / "infra", keys)
    world.found(REACHED)
    world.open_container()
    assert world.sign("bob", "--lease", "2020-01-31").code == 0
    (one,) = signed(world, "--branch", "main")
    assert (one["holds"], one["dead"]) == (False, "the lease ended on 2020-01-31")


def test_nobody_signed(tmp_path: Path, keys: Keys) -> None:
    world = World(tmp_path / "infra", keys)
    world.found({path: text.replace("'None'", "'Blob'") for path, text in REACHED.items()})
    assert signed(world) == []
    assert "signed: not signed" in world.cli("exposures").stdout
