"""A whole configuration (variables, types, locals, modules, instances) is worth what `terraform plan` says."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from foureyes.languages.terraform.scope import Scope
from foureyes.languages.terraform.session import Session
from foureyes.sources.working_tree import WorkingTree
from tests.languages.terraform.configurations import plain

WHOLE = Path(__file__).parent / "whole"


def ours(folder):
    session = Session(str(folder), WorkingTree(), {})
    scope = Scope(session, session.module(str(folder)))
    return {name: plain(scope.output(name)) for name in scope.module.outputs}


def test_every_output_is_known():
    assert "?" not in json.dumps(ours(WHOLE))


@pytest.mark.skipif(shutil.which("terraform") is None, reason="terraform is not installed")
def test_outputs_are_what_terraform_plans(tmp_path):
    folder = tmp_path / "whole"
    shutil.copytree(WHOLE, folder)

    def terraform(*arguments):
        command = ["terraform", *arguments]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, timeout=120).stdout

    terraform("init", "-no-color")
    terraform("plan", "-no-color", "-out=plan")
    planned = json.loads(terraform("show", "-json", "plan"))["planned_values"]["outputs"]
    assert ours(folder) == {name: planned[name].get("value") for name in planned}
