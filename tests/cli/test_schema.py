"""`foureyes schema`: the published schemas, as editors and programs get them."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from foureyes.cli.schema import FILES
from tests.support import Cli


@pytest.mark.parametrize("name", FILES)
def test_schemas_are_printed(cli: Cli, name: str) -> None:
    done = cli("schema", name)
    assert done.returncode == 0, done.stderr
    Draft202012Validator.check_schema(json.loads(done.stdout))
    assert done.stderr == ""


def test_an_unknown_one(cli: Cli) -> None:
    assert cli("schema", "nothing").returncode == 2


@pytest.mark.parametrize("line", ["schema", "init", "baseline", "baseline write", "baseline show", "baseline prune"])
def test_help(cli: Cli, line: str) -> None:
    done = cli(*line.split(), "--help")
    assert done.returncode == 0
    assert "Usage: foureyes" in done.stdout and len(done.stdout.splitlines()) > 5
