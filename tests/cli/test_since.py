"""`lint --base`: what a change brings fails, what was there before is counted. Real git repositories."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.ci.conftest import ROOT, committed, git
from tests.cli.test_configuration import OPEN, opened
from tests.support import Cli

VARIABLE = """
variable "from" {
  type    = string
  default = "10.0.0.0/8"
}
"""


@pytest.fixture
def repository(cli: Cli) -> Path:
    opened(cli.folder / "infra")
    opened(cli.folder / "other", "far")
    committed(cli.folder)
    return cli.folder


def since(cli: Cli, *arguments: str, base: str = "main") -> tuple[set[str], set[str]]:
    """Names of the resources of new findings, and of those set aside."""
    report = json.loads(cli("lint", "--base", base, "--format", "json", *arguments).stdout)
    name = {id(one): one["resource"].rpartition(".")[2] for one in [*report["findings"], *report["accepted"]]}
    assert all(one["acceptance"]["by"] == "base" for one in report["accepted"])
    return {name[id(one)] for one in report["findings"]}, {name[id(one)] for one in report["accepted"]}


def save(folder: Path) -> None:
    git(folder, "checkout", "--quiet", "-B", "change")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message=change")


def test_nothing_changed(repository: Path, cli: Cli) -> None:
    done = cli("lint", "--base", "main")
    assert done.returncode == 0
    assert "2 findings accepted (2 older than the change)" in done.stdout
    assert since(cli) == (set(), {"g", "far"})


@pytest.mark.parametrize("kept", [True, False], ids=["committed", "not committed"])
def test_what_a_change_brings_fails(repository: Path, cli: Cli, kept: bool) -> None:
    opened(repository / "infra", "new")
    if kept:
        save(repository)
    assert cli("lint", "--base", "main").returncode == 1
    assert since(cli) == ({"new"}, {"g", "far"})
    assert since(cli, "--no-cache") == ({"new"}, {"g", "far"})
    assert since(cli, "other") == (set(), {"far"})
    assert since(Cli(repository / "infra"), "..") == ({"new"}, {"g", "far"})


def test_what_came_to_the_base_meanwhile_is_not_the_changes(repository: Path, cli: Cli) -> None:
    git(repository, "checkout", "--quiet", "-b", "change")
    opened(repository / "infra", "new")
    save(repository)
    git(repository, "checkout", "--quiet", "main")
    (repository / "other" / "far.tf").unlink()
    git(repository, "commit", "--quiet", "--all", "--message=fixed")
    git(repository, "checkout", "--quiet", "change")
    assert since(cli) == ({"new"}, {"g", "far"})


def test_moves_names_and_layout_make_nothing_new(repository: Path, cli: Cli) -> None:
    git(repository, "mv", "other", "elsewhere")
    git(repository, "mv", "infra/g.tf", "infra/network.tf")
    path = repository / "infra" / "network.tf"
    path.write_text("# a comment\n\n" + path.read_text().replace("    ", "\t").replace(" = ", "  =  "))
    assert since(cli) == (set(), {"g", "far"})
    path.write_text(path.read_text().replace('"g"', '"renamed"'))
    assert since(cli) == (set(), {"renamed", "far"})


def test_a_file_that_is_new_in_an_old_folder(repository: Path, cli: Cli) -> None:
    opened(repository / "infra", "new")
    assert since(cli, "infra/new.tf") == ({"new"}, {"g"})
    assert since(cli, "--roots-of", "infra/new.tf") == ({"new"}, {"g"})
    git(repository, "mv", "other", "elsewhere")
    assert since(cli, "elsewhere") == (set(), {"far"})


def test_in_another_work_tree_of_the_repository(repository: Path, cli: Cli, tmp_path: Path) -> None:
    git(repository, "worktree", "add", "--quiet", "-b", "change", str(tmp_path / "tree"))
    opened(tmp_path / "tree" / "infra", "new")
    assert since(Cli(tmp_path / "tree")) == ({"new"}, {"g", "far"})
    assert since(Cli(tmp_path), "tree") == ({"new"}, {"g", "far"})


def test_a_copy_is_new(repository: Path, cli: Cli) -> None:
    shutil.copytree(repository / "infra", repository / "prod")
    assert since(cli) == ({"g"}, {"g", "far"})


def test_a_setting_elsewhere_that_opens_a_resource(repository: Path, cli: Cli) -> None:
    """The changed file holds no resource, and lies in another folder than the one that gets open."""
    module = repository / "modules" / "net"
    opened(module).write_text(OPEN.format(name="g", data="x").replace('"0.0.0.0/0"', "var.from") + VARIABLE)
    call = repository / "live" / "main.tf"
    call.parent.mkdir()
    call.write_text('module "net" {\n  source = "../modules/net"\n}\n')
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=module")
    assert since(cli) == (set(), {"g", "far"})
    (module / "g.tf").write_text((module / "g.tf").read_text().replace("10.0.0.0/8", "0.0.0.0/0"))
    assert since(cli) == ({"g"}, {"g", "far"})


def test_what_gets_worse_is_new(repository: Path, cli: Cli) -> None:
    main = repository / "infra" / "g.tf"
    asked = OPEN.format(name="g", data="x").replace('"0.0.0.0/0"', "var.from") + 'variable "from" {}\n'
    main.write_text(asked)
    git(repository, "commit", "--quiet", "--all", "--message=asked")
    assert since(cli) == (set(), {"g", "far"})
    main.write_text(asked.replace("{}", '{ default = "0.0.0.0/0" }'))
    assert since(cli) == ({"g"}, {"far"})


def test_another_way_in_is_new(repository: Path, cli: Cli) -> None:
    main = repository / "infra" / "g.tf"
    text = main.read_text()
    main.write_text(text.replace("cidr_blocks =", 'ipv6_cidr_blocks = ["::/0"]\n    cidr_blocks ='))
    assert since(cli) == ({"g"}, {"far"})
    main.write_text(text.replace('"public"', '"internal"'))
    assert since(cli) == (set(), {"g", "far"}), "the tag has no part in it"


def test_what_gets_milder_is_not(repository: Path, cli: Cli) -> None:
    asked = OPEN.format(name="g", data="x").replace('"0.0.0.0/0"', "var.from") + 'variable "from" {}\n'
    (repository / "infra" / "g.tf").write_text(asked)
    done = cli("lint", "--base", "main")
    assert done.returncode == 0
    assert since(cli) == (set(), {"g", "far"})


def test_another_deployment_is_new(repository: Path, cli: Cli) -> None:
    main = repository / "infra" / "g.tf"
    main.write_text(OPEN.format(name="g", data="x").replace('"0.0.0.0/0"', "var.from") + VARIABLE)
    (repository / "infra" / "dev.tfvars").write_text('from = "0.0.0.0/0"\n')
    (repository / "infra" / "prod.tfvars").write_text('from = "10.1.0.0/16"\n')
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=deployments")
    assert since(cli) == (set(), {"g", "far"})
    (repository / "infra" / "prod.tfvars").write_text('from = "0.0.0.0/0"\n')
    assert since(cli) == ({"g"}, {"far"})


def test_data_that_comes_to_be_confidential_is_new(repository: Path, cli: Cli) -> None:
    (repository / "foureyes.toml").write_text(
        "[[lint.classification]]\nname = 'confidential'\ntags = {data = ['secret']}\n"
    )
    assert since(cli) == (set(), {"g", "far"})
    opened(repository / "infra", data="secret")
    assert since(cli) == ({"g"}, {"far"})


def test_a_suppression_that_is_gone_makes_its_finding_new(repository: Path, cli: Cli) -> None:
    main = repository / "infra" / "g.tf"
    text = main.read_text()
    comment = '# foureyes: ignore[aws-security-group-open-to-internet-on-ssh] reason="jump host"'
    main.write_text(comment + text)
    git(repository, "commit", "--quiet", "--all", "--message=accepted")
    assert cli("lint", "infra").returncode == 0
    main.write_text(text)
    assert since(cli) == ({"g"}, {"far"})


def test_what_could_not_be_read_before_is_counted(repository: Path, cli: Cli) -> None:
    (repository / "infra" / "remote.tf").write_text('module "m" {\n  source = "acme/net/aws"\n}\n')
    (repository / "other" / "broken.tf").write_text("resource {{{\n")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=unread")
    assert cli("lint", "--fail-on", "never").returncode == 3
    done = cli("lint", "--base", "main")
    assert done.returncode == 0, done.stdout
    assert "could not be read or judged before the change either" in done.stdout
    (repository / "other" / "broken.tf").write_text("resource {{{\n\n")
    assert cli("lint", "--base", "main").returncode == 3, "the change touches what cannot be read"
    (repository / "other" / "broken.tf").write_text("resource {{{\n")
    assert cli("lint", "--base", "main").returncode == 0
    (repository / "infra" / "more.tf").write_text('variable "more" {}\n')
    assert cli("lint", "--base", "main").returncode == 0
    (repository / "other" / "more.tf").write_text('variable "more" {}\n')
    assert cli("lint", "--base", "main").returncode == 3, "the change touches what is one with what cannot be read"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"private"', '"public-read"', 3),
        ("1.0.0", "2.0.0", 3),
        ('team = "a"', 'team = "b"', 0),
        ("  acl ", "  # words\n  acl   ", 0),
    ],
)
def test_what_is_passed_to_a_module_that_is_not_there(
    repository: Path, cli: Cli, old: str, new: str, code: int
) -> None:
    path = repository / "infra" / "remote.tf"
    path.write_text(
        'module "m" {\n  source = "acme/net/aws"\n  version = "1.0.0"\n  acl = "private"\n  tags = { team = "a" }\n}\n'
    )
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=remote")
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    assert cli("lint", "--base", "main").returncode == code


@pytest.mark.parametrize(
    ("text", "new", "code"),
    [
        ('module "m" {\n  source = "acme/net/aws"\n  acl = local.acl\n}\n', '"public-read"', 3),
        ('module "m" {\n  source = "acme/net/aws"\n  acl = local.acl\n}\n', '"${"private"}"', 0),
        (
            'resource "aws_cloudformation_stack" "s" {\n  name = "s"\n  template_body = local.acl\n}\n',
            '"public-read"', 3,
        ),
    ],
)  # fmt: skip
def test_what_is_passed_by_a_name_to_what_is_not_read(
    repository: Path, cli: Cli, text: str, new: str, code: int
) -> None:
    (repository / "infra" / "remote.tf").write_text(text)
    (repository / "infra" / "named.tf").write_text('locals {\n  acl = "private"\n}\n')
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=remote")
    (repository / "infra" / "named.tf").write_text(f"locals {{\n  acl = {new}\n}}\n")
    for _ in ("judged", "known from the cache"):
        assert cli("lint", "--base", "main").returncode == code


def test_a_work_tree_that_is_elsewhere(repository: Path, cli: Cli, tmp_path: Path) -> None:
    opened(repository / "infra", "new")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    git(repository, "config", "core.worktree", str(elsewhere))
    done = cli("lint", "--base", "main")
    assert done.returncode == 3
    assert "its work tree is elsewhere" in done.stderr


def test_what_a_change_brings_into_a_folder_that_git_usually_does_not_keep(repository: Path, cli: Cli) -> None:
    (repository / "infra" / "remote.tf").write_text('module "m" {\n  source = "acme/net/aws"\n}\n')
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=remote")
    fetched = repository / "infra" / ".terraform" / "modules"
    opened(fetched / "m", "inner")
    entry = {"Key": "m", "Source": "registry.terraform.io/acme/net/aws", "Dir": ".terraform/modules/m"}
    (fetched / "modules.json").write_text(json.dumps({"Modules": [entry]}))
    assert since(cli) == (set(), {"g", "far", "inner"})
    git(repository, "add", "--all", "--force")
    assert since(cli) == ({"inner"}, {"g", "far"})


def test_modules_that_git_does_not_keep_are_there_on_both_sides(repository: Path, cli: Cli) -> None:
    (repository / ".gitignore").write_text(".terraform/\n*.auto.tfvars\n")
    (repository / "infra" / "remote.tf").write_text('module "m" {\n  source = "acme/net/aws"\n}\n')
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=remote")
    fetched = repository / "infra" / ".terraform" / "modules"
    opened(fetched / "m", "inner")
    entry = {"Key": "m", "Source": "registry.terraform.io/acme/net/aws", "Dir": ".terraform/modules/m"}
    (fetched / "modules.json").write_text(json.dumps({"Modules": [entry]}))
    assert since(cli) == (set(), {"g", "far", "inner"})


def test_line_endings_that_git_converts(repository: Path, cli: Cli) -> None:
    (repository / ".gitattributes").write_text("*.tf text eol=crlf\n")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=endings")
    for path in repository.rglob("*.tf"):
        path.unlink()
    git(repository, "checkout", "--quiet", ".")
    assert b"\r\n" in (repository / "infra" / "g.tf").read_bytes()
    assert since(cli) == (set(), {"g", "far"})


def test_what_a_submodule_brings_is_new(repository: Path, cli: Cli, tmp_path: Path) -> None:
    """Its older state cannot be read here, so nothing of it is set aside."""
    inner = tmp_path / "inner"
    opened(inner, "sub")
    committed(inner)
    git(repository, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner), "sub")
    git(repository, "commit", "--quiet", "--message=submodule")
    assert since(cli) == ({"sub"}, {"g", "far"})


def test_links_go_in_no_circle(repository: Path, cli: Cli) -> None:
    (repository / "infra" / "loop").symlink_to("..")
    (repository / "infra" / "same.tf").symlink_to("g.tf")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=links")
    assert cli("lint", "--base", "main").returncode in (0, 3)
    opened(repository / "infra", "new")
    assert "new" in since(cli)[0]


def test_a_shallow_clone_without_the_base_is_an_error(repository: Path, cli: Cli, tmp_path: Path) -> None:
    opened(repository / "infra", "new")
    save(repository)
    shallow = tmp_path / "shallow"
    git(repository, "clone", "--quiet", "--depth=1", f"file://{repository}", str(shallow))
    done = Cli(shallow)("lint", "--base", "origin/main")
    assert done.returncode == 3
    assert "`fetch-depth: 0`" in done.stderr
    first = git(repository, "rev-parse", "main").strip()
    assert Cli(shallow)("lint", "--base", first).returncode == 3
    git(repository, "clone", "--quiet", "--depth=2", f"file://{repository}", str(tmp_path / "deep"))
    assert since(Cli(tmp_path / "deep"), base=first) == ({"new"}, {"g", "far"})


def test_outside_of_a_repository(cli: Cli) -> None:
    opened(cli.folder)
    done = cli("lint", "--base", "main")
    assert done.returncode == 3
    assert "cannot be read" in done.stderr


def test_branches_that_share_nothing(repository: Path, cli: Cli) -> None:
    git(repository, "checkout", "--quiet", "--orphan", "lone")
    git(repository, "commit", "--quiet", "--message=lone")
    done = cli("lint", "--base", "main")
    assert done.returncode == 3
    assert "no commit in common" in done.stderr


@pytest.mark.parametrize("name", ["bicep-module", "arm-1", "plan", "azapi"])
def test_every_language(cli: Cli, name: str) -> None:
    shutil.copytree(ROOT / "examples" / "bluebleed" / "leaking" / name, cli.folder / "one")
    (cli.folder / "readme").write_text("x")
    committed(cli.folder)
    assert cli("lint").returncode == 1
    assert cli("lint", "--base", "main").returncode == 0
    shutil.copytree(cli.folder / "one", cli.folder / "two")
    new, old = since(cli)
    assert new and old
    git(cli.folder, "mv", "one", "moved")
    shutil.rmtree(cli.folder / "two")
    assert since(cli)[0] == set()


def test_a_copy_is_new_though_only_the_copy_is_judged(repository: Path, cli: Cli) -> None:
    assert cli("baseline", "write").returncode == 0
    known = ("lint", "--baseline", "foureyes-baseline.json")
    shutil.copytree(repository / "infra", repository / "copy")
    for words in (("copy",), ("--roots-of", "copy/g.tf"), (".",)):
        assert cli("lint", "--base", "main", *words).returncode == 1, words
        assert cli(*known, *words).returncode == 1, words
    assert cli(*known, "infra", "other").returncode == 0
    shutil.rmtree(repository / "infra")
    (repository / "infra").mkdir()
    (repository / "infra" / "readme.md").write_text("moved")
    for words in (("copy",), ("--roots-of", "copy/g.tf"), (".",)):
        assert cli("lint", "--base", "main", *words).returncode == 0, words
        assert cli(*known, *words).returncode == 0, words


def test_the_second_run_judges_neither_side_anew(repository: Path, cli: Cli) -> None:
    opened(repository / "infra", "new")
    assert since(cli) == ({"new"}, {"g", "far"})
    kept = {path: path.read_bytes() for path in Path(f"{cli.folder}-cache").rglob("*.json")}
    assert since(cli) == ({"new"}, {"g", "far"})
    assert {path: path.read_bytes() for path in Path(f"{cli.folder}-cache").rglob("*.json")} == kept


def test_nothing_of_git_is_changed(repository: Path, cli: Cli) -> None:
    opened(repository / "infra", "new")
    before = subprocess.run(["find", ".git", "-newer", "infra/new.tf"], cwd=repository, capture_output=True, check=True)
    since(cli)
    after = subprocess.run(["find", ".git", "-newer", "infra/new.tf"], cwd=repository, capture_output=True, check=True)
    assert before.stdout == after.stdout
