"""Plans of another shape than Terraform writes are told as such, whatever is wrong with them."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support import Cli

PLAN = json.loads((Path(__file__).parents[2] / "field" / "seeds" / "plan-1.json").read_text("utf-8"))

Change = Callable[[dict[str, Any]], object]

WRONG: dict[str, Change] = {
    "changes that are no list": lambda plan: plan.update(resource_changes={}),
    "a change that is a text": lambda plan: plan["resource_changes"].append("x"),
    "no address": lambda plan: plan["resource_changes"][0].pop("address"),
    "no type": lambda plan: plan["resource_changes"][0].pop("type"),
    "a type that is a number": lambda plan: plan["resource_changes"][0].update(type=1),
    "actions that are maps": lambda plan: plan["resource_changes"][0]["change"].update(actions=[{}]),
    "an action nobody knows": lambda plan: plan["resource_changes"][0]["change"].update(actions=["vanish"]),
    "a list after": lambda plan: plan["resource_changes"][0]["change"].update(after=["x"]),
    "unknowns that are a text": lambda plan: plan["resource_changes"][0]["change"].update(after_unknown="x"),
    "nothing after": lambda plan: plan["resource_changes"][0]["change"].update(after=None),
    "unknowns that were cut out": lambda plan: plan["resource_changes"][0]["change"].pop("after_unknown"),
    "a configuration that is a list": lambda plan: plan.update(configuration=[1]),
    "a provider that is a text": lambda plan: plan["configuration"]["provider_config"].update(aws="x"),
    "a root module that is a list": lambda plan: plan["configuration"].update(root_module=[1]),
    "a resource that is a list": lambda plan: plan["configuration"]["root_module"]["resources"].append([]),
    "an address that is a map": lambda plan: plan["configuration"]["root_module"]["resources"][0].update(address={}),
    "expressions that are a list": lambda plan: plan["configuration"]["root_module"]["resources"][0].update(
        expressions=["x"]
    ),
    "a call that is null": lambda plan: plan["configuration"]["root_module"]["module_calls"].update(m=None),
    "a module that is a text": lambda plan: plan["configuration"]["root_module"]["module_calls"]["m"].update(
        module="x"
    ),
}


def test_the_plan_itself_is_read(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(json.dumps(PLAN))
    assert cli.lint("plan.json")["coverage"]["errors"] == []


@pytest.mark.parametrize("what", WRONG)
def test_another_shape_is_an_error(cli: Cli, tmp_path: Path, what: str) -> None:
    plan = copy.deepcopy(PLAN)
    WRONG[what](plan)
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    (error,) = cli.lint("plan.json")["coverage"]["errors"]
    assert "this is no plan that can be read" in error["message"]
    assert error["path"] == "plan.json"


def test_what_is_planned_and_not_told_is_an_error(cli: Cli, tmp_path: Path) -> None:
    plan = copy.deepcopy(PLAN)
    told = [one["address"] for one in plan["resource_changes"]]
    plan["planned_values"] = {
        "root_module": {
            "resources": [{"address": told[0]}],
            "child_modules": [{"child_modules": [{"resources": [{"address": "module.m.module.n.aws_s3_bucket.b"}]}]}],
        }
    }
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    (error,) = cli.lint("plan.json")["coverage"]["errors"]
    assert error["message"].endswith("not among the `resource_changes`: module.m.module.n.aws_s3_bucket.b")
    del plan["resource_changes"]
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    done = cli("lint", "plan.json")
    assert done.returncode == 3
    assert "2 planned resources" in done.stdout
