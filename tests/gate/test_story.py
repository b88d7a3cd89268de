"""The BlueBleed story: a container is opened, and nobody can let that pass alone."""

import pytest

from tests.gate.kit import STORAGE, World

CODE = "infra/prod/storage.bicep"


def test_the_story(world):
    world.branch()
    world.replace(CODE, "publicAccess: 'None'", "publicAccess: 'Blob'")
    world.replace(CODE, "defaultAction: 'Deny'", "defaultAction: 'Allow'")
    world.commit("open the container")
    world.request("alice")

    refused = world.check()
    assert refused.code == 1
    assert any("read every blob" in one["text"] for one in refused.report["risks"])

    own = world.say("sign", "alice", refused.report["code"], "--reason", "mine")
    assert own.code == 4
    assert "alice cannot sign" in own.err

    assert world.sign("bob").code == 0
    assert world.check().code == 0

    world.write(CODE, "// moved, reordered\n" + world.read(CODE).replace("  ", "    "))
    world.git("mv", CODE, "infra/prod/accounts.bicep")
    world.commit("reformat and rename")
    assert world.check().code == 0

    world.git("checkout", "-q", "main")
    world.write("infra/prod/other.bicep", "param unrelated string\n")
    world.commit("unrelated", who="erik")
    world.git("checkout", "-q", "change")
    world.git("rebase", "-q", "main")
    assert world.check().code == 0

    world.git("checkout", "-q", "main")
    world.git("merge", "-q", "--squash", "change")
    world.commit("squashed", who="erik")
    again = world.check("--head", "change")
    assert again.code == 3
    assert "nothing changes" in again.err

    world.replace("infra/prod/accounts.bicep", "'Blob'", "'None'")
    world.commit("close it", who="erik")
    world.branch("again")
    world.replace("infra/prod/accounts.bicep", "'None'", "'Blob'")
    world.commit("open it again")
    assert world.check().code == 1, "the merge spent the sign-off"


def test_c10_opening_the_network_as_well_kills_the_signoff_and_says_why(world):
    world.open_container()
    assert world.sign("bob").code == 0
    assert world.check().code == 0
    world.replace(CODE, "defaultAction: 'Deny'", "defaultAction: 'Allow'")
    world.commit("and the network")
    dead = world.check()
    assert dead.code == 1
    assert "it was accepted with default_action of account = Deny; now it is Allow" in dead.words


def test_a_worse_level_kills_the_signoff_and_says_why(world):
    world.replace(CODE, "defaultAction: 'Deny'", "defaultAction: 'Allow'")
    world.commit("the network is open", who="erik")
    world.open_container()
    world.sign("bob")
    assert world.check().code == 0
    world.replace(CODE, "'Blob'", "'Container'")
    world.commit("a little more")
    dead = world.check()
    assert dead.code == 1
    assert "it was accepted with anonymous_level of backups = Blob; now it is Container" in dead.words


PARAMETERISED = STORAGE.replace("publicAccess: 'None'", "publicAccess: level").replace("'Deny'", "'Allow'")


def opened_by(world, *, files, edit):
    """What the gate says of one edit, on a repository with these files."""
    world.found(files)
    world.branch()
    edit(world)
    world.commit()
    return world.check()


@pytest.fixture
def fresh(tmp_path, keys):
    return World(tmp_path / "fresh", keys)


def test_the_story_in_a_parameter_file_only(fresh):
    files = {
        "infra/prod/main.bicep": "param level string\n" + PARAMETERISED,
        "infra/prod/main.bicepparam": "using 'main.bicep'\nparam level = 'None'\n",
    }
    found = opened_by(
        fresh, files=files, edit=lambda world: world.replace("infra/prod/main.bicepparam", "'None'", "'Blob'")
    )
    assert found.code == 1
    assert found.kinds == {"exposes"}


def test_the_story_in_a_shared_module_only(fresh):
    files = {
        "modules/storage.bicep": "param level string = 'None'\n" + PARAMETERISED,
        "infra/prod/main.bicep": "module data '../../modules/storage.bicep' = { name: 'data' }\n",
        "infra/prod/other.bicep": "module data '../../modules/storage.bicep' = { name: 'data' }\n",
    }
    found = opened_by(
        fresh, files=files, edit=lambda world: world.replace("modules/storage.bicep", "= 'None'", "= 'Blob'")
    )
    assert found.code == 1
    assert found.kinds == {"exposes"}
    assert len({one["resource"] for one in found.report["risks"]}) == 2, "one risk in every caller"


NETWORK = """\
resource "azurerm_storage_account" "invoices" {
  name                     = "contosoinvoices"
  resource_group_name      = "rg"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "LRS"
}
"""
RULES = """
resource "azurerm_storage_account_network_rules" "n" {
  storage_account_id = azurerm_storage_account.invoices.id
  default_action     = "Deny"
}
"""


def test_the_story_by_removing_a_protective_resource(fresh):
    found = opened_by(
        fresh,
        files={"infra/prod/main.tf": NETWORK, "infra/prod/network.tf": RULES},
        edit=lambda world: (world.folder / "infra/prod/network.tf").unlink(),
    )
    assert found.code == 1
    assert {"exposes", "removes-protection"} <= found.kinds


def test_the_story_by_a_suppression_only(fresh):
    leaking = STORAGE.replace("'None'", "'Blob'").replace("'Deny'", "'Allow'")
    rule = "azure-blob-container-open-to-everyone"
    found = opened_by(
        fresh,
        files={"infra/prod/storage.bicep": leaking},
        edit=lambda world: world.replace(
            "infra/prod/storage.bicep",
            "resource backups",
            f'// foureyes: ignore[{rule}] reason="looks fine"\nresource backups',
        ),
    )
    assert found.code == 1
    assert found.kinds == {"adds-suppression"}
    assert "read every blob" in found.words


def test_the_story_by_an_unparsable_file(fresh):
    found = opened_by(
        fresh,
        files={"infra/prod/storage.bicep": STORAGE},
        edit=lambda world: world.write("infra/prod/storage.bicep", b"\xff\xfe\x00broken"),
    )
    assert found.code == 1
    assert "blinds" in found.kinds


DEPLOYED = """
[[lint.deployments]]
root = "infra/prod/app"
name = "live"
files = ["inputs/live.tfvars"]
"""
APP = """variable "open" {
  type    = bool
  default = false
}

resource "aws_db_instance" "orders" {
  storage_encrypted   = true
  publicly_accessible = var.open
}
"""


def test_a_change_of_inputs_that_only_the_configuration_names_is_seen(world):
    world.git("checkout", "-q", "main")
    world.write("foureyes.toml", world.read("foureyes.toml") + DEPLOYED)
    world.write("infra/prod/app/main.tf", APP)
    world.write("inputs/live.tfvars", "open = false\n")
    world.commit("an application", who="erik")
    world.branch()
    world.replace("inputs/live.tfvars", "false", "true")
    world.commit("open it")
    refused = world.check()
    assert refused.code == 1
    assert "exposes" in refused.kinds
    assert "live" in refused.words
