"""Plans at deploy time, enrolment, and the doctor."""

import json

import pytest

from tests.gate.kit import World

MAIN = """\
variable "open" {
  default = false
}
resource "azurerm_storage_account" "a" {
  name                            = "contosoinvoices"
  public_network_access_enabled   = var.open
  allow_nested_items_to_be_public = false
  min_tls_version                 = "TLS1_2"
  shared_access_key_enabled       = false
}
"""


def plan(open):
    values = {
        "name": "contosoinvoices", "public_network_access_enabled": open, "allow_nested_items_to_be_public": False,
        "min_tls_version": "TLS1_2", "shared_access_key_enabled": False,
    }  # fmt: skip
    address = "azurerm_storage_account.a"
    resource = {"address": address, "mode": "managed", "type": "azurerm_storage_account", "name": "a",
                "provider_name": "registry.terraform.io/hashicorp/azurerm"}  # fmt: skip
    return json.dumps(
        {
            "format_version": "1.2",
            "planned_values": {"root_module": {"resources": [{**resource, "values": values}]}},
            "resource_changes": [
                {
                    **resource,
                    "change": {"actions": ["create"], "before": None, "after": values, "after_unknown": {}},
                }
            ],
            "configuration": {"root_module": {}},
        }
    )


@pytest.fixture
def stack(tmp_path, keys):
    world = World(tmp_path / "infra", keys)
    world.found({"infra/prod/main.tf": MAIN})
    world.branch()
    world.write("infra/prod/note.txt", "x")
    world.commit()
    return world


def judged(world, tmp_path, open, *arguments):
    file = tmp_path / "plan.json"
    file.write_text(plan(open))
    return world.gate("plan", str(file), "--stack", "infra/prod", *arguments)


def test_c18_a_variable_of_the_run_is_seen_in_the_plan(stack, tmp_path):
    assert stack.check().code == 0
    assert judged(stack, tmp_path, False, "--base", "main").code == 0
    said = judged(stack, tmp_path, True, "--base", "main")
    assert said.code == 1
    assert "Every address on the internet" in said.out


def test_c18_what_was_signed_as_code_is_signed_as_a_plan(stack, tmp_path):
    stack.replace("infra/prod/main.tf", "default = false", "default = true")
    stack.commit()
    stack.request()
    stack.sign("bob")
    assert stack.check().code == 0
    said = judged(stack, tmp_path, True, "--base", "main")
    assert said.code == 0, said.out
    stack.git("checkout", "-q", "main")
    stack.git("merge", "-q", "--no-ff", "-m", "land", "change")
    assert judged(stack, tmp_path, True, "--landed").code == 0


@pytest.mark.parametrize("action", ["no-op", "delete"])
def test_c18_a_lock_that_the_plan_destroys(stack, tmp_path, action):
    lock = {"address": "azurerm_management_lock.l", "mode": "managed", "type": "azurerm_management_lock", "name": "l",
            "provider_name": "registry.terraform.io/hashicorp/azurerm"}  # fmt: skip
    values = {"name": "keep", "scope": "x", "lock_level": "CanNotDelete"}
    settings = "".join(f'  {name} = "{value}"\n' for name, value in values.items())
    stack.git("checkout", "-q", "main")
    stack.write("infra/prod/lock.tf", f'resource "azurerm_management_lock" "l" {{\n{settings}}}\n')
    stack.commit("a lock", who="erik")
    stack.branch("locked")
    stack.write("infra/prod/note.txt", "y")
    stack.commit()
    told = json.loads(plan(False))
    after = values if action == "no-op" else None
    change = {"actions": [action], "before": values, "after": after, "after_unknown": {}}
    told["resource_changes"].append({**lock, "change": change})
    if after:
        told["planned_values"]["root_module"]["resources"].append({**lock, "values": values})
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(told))
    said = stack.gate("plan", str(file), "--stack", "infra/prod", "--base", "main")
    assert said.code == (0 if action == "no-op" else 1), said.out + said.err
    assert ("a resource whose only role is protection is removed" in said.out) is (action == "delete")


def test_a_plan_of_nothing_that_is_here(stack, tmp_path):
    said = judged(stack, tmp_path, True, "--base", "main", "--deployment", "other.tfvars")
    assert said.code == 2


def test_enrolling_somebody(world):
    key = str(world.keys.private("zoe"))
    said = world.cli("gate", "enroll", "zoe", "--email", "zoe@example.com", "--group", "reviewers", "--key", key)
    assert said.returncode == 0, said.stderr
    assert world.cli("gate", "policy", "check").returncode == 0
    assert world.cli("gate", "enroll", "zoe", "--email", "z@example.com", "--key", key).returncode == 2
    before = world.read("foureyes.toml")
    again = world.cli("gate", "enroll", "max", "--email", "max@example.com", "--key", key)
    assert again.returncode == 2
    assert "belongs to both" in again.stderr
    assert world.read("foureyes.toml") == before


WORKFLOW = """\
on:
  pull_request:
  merge_group:
jobs:
  gate:
    steps:
      - uses: actions/checkout@v4
        with: { fetch-depth: 0 }
      - run: foureyes gate check --base origin/main
      - run: foureyes gate audit --since 30d
"""


def test_the_doctor(world):
    world.branch()
    world.write("note.txt", "x")
    world.commit()
    said = world.gate("doctor", "--base", "main")
    assert said.code == 1
    assert "no workflow or hook" in said.out
    assert "nothing runs `foureyes gate audit`".replace("`", "'") in said.out
    world.git("checkout", "-q", "main")
    world.write(".github/workflows/gate.yml", WORKFLOW)
    world.write("CODEOWNERS", "/.github/ @contoso/security\n/foureyes.toml @contoso/security\n")
    world.commit("turn it on", who="erik")
    world.git("checkout", "-q", "change")
    assert world.gate("doctor", "--base", "main").code == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  pull_request:\n", "  pull_request:\n    paths: [infra]\n", "filters paths"),
        ("    steps:", "    if: github.actor != 'x'\n    steps:", "skipped job"),
        ("origin/main\n", "origin/main || true\n", "without failing"),
        ("{ fetch-depth: 0 }", "{}", "shallow"),
        ("  pull_request:\n", "  pull_request_target:\n", "meets secrets"),
    ],
)
def test_e7_the_doctor_knows_weak_workflows(world, old, new, said):
    assert old in WORKFLOW
    world.write(".github/workflows/gate.yml", WORKFLOW.replace(old, new))
    world.write("CODEOWNERS", "* @contoso/security\n")
    world.commit("turn it on, a little", who="erik")
    world.branch()
    world.write("note.txt", "x")
    world.commit()
    found = world.gate("doctor", "--base", "main")
    assert found.code == 1
    assert said in found.out
