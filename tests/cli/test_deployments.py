"""`[[lint.deployments]]`: what is deployed with which inputs, told in the configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_configuration import OPEN
from tests.support import Cli

TERRAFORM = (
    OPEN.format(name="g", data="x").replace('"0.0.0.0/0"', "var.from")
    + """
variable "from" {
  default = "10.0.0.0/8"
}
"""
)
STACK = """
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  From:
    Type: String
    Default: 10.0.0.0/8
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: x
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !Ref From}
"""


def told(cli: Cli, *arguments: str) -> dict[str, list[str]]:
    return {one["path"]: one["deployments"] for one in cli.lint(*arguments)["findings"]}


@pytest.fixture
def folder(cli: Cli) -> Path:
    (cli.folder / "infra").mkdir()
    (cli.folder / "inputs").mkdir()
    (cli.folder / "infra" / "main.tf").write_text(TERRAFORM)
    (cli.folder / "stack.yaml").write_text(STACK)
    return cli.folder


def test_files_that_lie_elsewhere(folder: Path, cli: Cli) -> None:
    (folder / "inputs" / "prod.tfvars").write_text('from = "0.0.0.0/0"\n')
    (folder / "inputs" / "dev.tfvars").write_text('from = "10.0.0.0/8"\n')
    assert told(cli) == {}
    (folder / "foureyes.toml").write_text(
        "[[lint.deployments]]\nroot = 'infra'\nfiles = ['inputs/prod.tfvars']\n"
        "[[lint.deployments]]\nroot = 'infra'\nname = 'dev'\nfiles = ['inputs/dev.tfvars']\n"
    )
    assert told(cli) == {"infra/main.tf": ["inputs/prod.tfvars"]}
    assert told(Cli(folder / "infra"), "--config", "../foureyes.toml") == {"main.tf": ["../inputs/prod.tfvars"]}
    assert cli.lint()["coverage"]["deployments"] == 3


def test_values(folder: Path, cli: Cli) -> None:
    (folder / "foureyes.toml").write_text(
        "[[lint.deployments]]\nroot = 'stack.yaml'\nname = 'prod'\nvars = {From = '0.0.0.0/0'}\n"
        "[[lint.deployments]]\nroot = 'infra'\nvars = {from = '0.0.0.0/0'}\n"
    )
    assert told(cli) == {"stack.yaml": ["prod"], "infra/main.tf": ["from=0.0.0.0/0"]}
    (folder / "foureyes.toml").write_text(
        "[[lint.deployments]]\nroot = 'stack.yaml'\nname = 'prod'\nvars = {From = '10.1.0.0/16'}\n"
    )
    assert told(cli) == {}, "what was kept in the cache was judged with other values"


def test_what_terraform_loads_by_itself_counts_too(folder: Path, cli: Cli) -> None:
    (folder / "infra" / "terraform.tfvars").write_text('from = "0.0.0.0/0"\n')
    (folder / "inputs" / "tags.tfvars").write_text("")
    (folder / "foureyes.toml").write_text("[[lint.deployments]]\nroot = 'infra'\nfiles = ['inputs/tags.tfvars']\n")
    assert told(cli) == {"infra/main.tf": ["inputs/tags.tfvars"]}


def test_what_is_not_there_is_an_error(folder: Path, cli: Cli) -> None:
    (folder / "foureyes.toml").write_text("[[lint.deployments]]\nroot = 'infra'\nfiles = ['prod.tfvars']\n")
    done = cli("lint")
    assert done.returncode == 2
    assert "foureyes.toml:3: there is no prod.tfvars" in done.stderr
    (folder / "foureyes.toml").write_text("[[lint.deployments]]\nroot = 'infra'\n")
    done = cli("lint")
    assert done.returncode == 2
    assert "foureyes.toml:1: lint.deployments lacks `files` or `vars`" in done.stderr


@pytest.mark.parametrize("root", ["infra/main.tf", "inputs", "notes.txt"])
def test_deployments_of_what_is_no_root(folder: Path, cli: Cli, root: str) -> None:
    (folder / "notes.txt").write_text("")
    (folder / "foureyes.toml").write_text(f"[[lint.deployments]]\nroot = '{root}'\nvars = {{from = '0.0.0.0/0'}}\n")
    done = cli("lint")
    assert done.returncode == 3, done.stdout
    assert f"the configuration tells deployments of {root}, which is no root" in done.stdout
    assert cli("lint", "--shard", "1/2").returncode == 3
    assert cli("lint", "--shard", "2/2").returncode == 0
    assert cli("lint", "stack.yaml").returncode == 0, "nothing of what it speaks of is judged"
