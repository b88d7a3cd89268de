"""The same meaning under other names is no risk and keeps its sign-offs; another meaning is one."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.gate.kit import World

BUCKET = """\
resource "aws_s3_bucket" "data" {
  bucket = "contoso-data"
}

resource "aws_s3_bucket_public_access_block" "data" {
  bucket                  = aws_s3_bucket.data.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_acl" "data" {
  bucket = aws_s3_bucket.data.id
  acl    = "private"
}
"""
BLOCK = 'aws_s3_bucket_public_access_block" "data"'
LOCK = """\
resource "azurerm_management_lock" "l" {
  name       = "keep"
  scope      = azurerm_storage_account.a.id
  lock_level = "CanNotDelete"
}
resource "azurerm_storage_account" "a" {
  name                     = "contosoa"
  resource_group_name      = "rg"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "LRS"
}
"""


def world_of(folder, keys, files):
    world = World(folder / "infra", keys)
    world.found(files)
    world.branch()
    return world


def quiet(world):
    """Whether nothing in the change needs a second person."""
    found = world.check()
    assert found.report["risks"] == [], found.words
    return found.code == 0


def test_renaming_a_companion_is_no_risk(tmp_path, keys):
    world = world_of(tmp_path, keys, {"infra/prod/a/main.tf": BUCKET})
    world.replace("infra/prod/a/main.tf", BLOCK, BLOCK.replace('"data"', '"shield"'))
    world.commit()
    assert quiet(world)


def test_renaming_a_companion_and_opening_it_is_one(tmp_path, keys):
    world = world_of(tmp_path, keys, {"infra/prod/a/main.tf": BUCKET})
    world.replace("infra/prod/a/main.tf", BLOCK, BLOCK.replace('"data"', '"shield"'))
    world.replace("infra/prod/a/main.tf", "restrict_public_buckets = true", "restrict_public_buckets = false")
    world.commit()
    assert world.check().code == 1


def test_renaming_a_companion_and_turning_it_elsewhere_is_one(tmp_path, keys):
    other = BUCKET + '\nresource "aws_s3_bucket" "other" {\n  bucket = "contoso-other"\n}\n'
    world = world_of(tmp_path, keys, {"infra/prod/a/main.tf": other})
    text = world.read("infra/prod/a/main.tf").replace(BLOCK, BLOCK.replace('"data"', '"shield"'))
    world.write(
        "infra/prod/a/main.tf",
        text.replace(
            "bucket                  = aws_s3_bucket.data.id", "bucket                  = aws_s3_bucket.other.id"
        ),
    )
    world.commit()
    assert world.check().code == 1


def test_a_lock_under_another_label(tmp_path, keys):
    world = world_of(tmp_path, keys, {"infra/prod/a/main.tf": LOCK})
    world.replace("infra/prod/a/main.tf", '"azurerm_management_lock" "l"', '"azurerm_management_lock" "keep"')
    world.commit()
    assert quiet(world)


@pytest.mark.parametrize(("old", "new"), [("CanNotDelete", "ReadOnly"), ("azurerm_storage_account.a.id", "var.nothing"),
                                          ("azurerm_storage_account.a.id", "local.x")])  # fmt: skip
def test_a_lock_under_another_label_that_says_something_else(tmp_path, keys, old, new):
    world = world_of(tmp_path, keys, {"infra/prod/a/main.tf": LOCK})
    world.replace("infra/prod/a/main.tf", '"azurerm_management_lock" "l"', '"azurerm_management_lock" "keep"')
    world.replace("infra/prod/a/main.tf", old, new)
    world.commit()
    assert "removes-protection" in world.check().kinds


def test_a_companion_renamed_after_the_signature_keeps_it(tmp_path, keys):
    partly = BUCKET.replace("ignore_public_acls      = true", "ignore_public_acls      = false")
    world = world_of(tmp_path, keys, {"infra/prod/a/main.tf": partly})
    world.replace("infra/prod/a/main.tf", '"private"', '"public-read"')
    world.commit()
    world.request()
    world.sign("bob")
    assert world.check().code == 0
    world.replace("infra/prod/a/main.tf", BLOCK, BLOCK.replace('"data"', '"shield"'))
    world.commit()
    assert world.check().code == 0
    world.replace("infra/prod/a/main.tf", "restrict_public_buckets = true", "restrict_public_buckets = false")
    world.commit()
    assert world.check().code == 1


OPEN = BUCKET.replace('"private"', '"public-read"').replace("= true", "= false")


@pytest.mark.parametrize("text", [BUCKET, OPEN], ids=["safe", "open before"])
def test_moving_a_folder_is_no_risk(tmp_path, keys, text):
    world = world_of(tmp_path, keys, {"infra/prod/a/main.tf": text, "infra/prod/b/main.tf": LOCK})
    world.git("mv", "infra/prod/a", "infra/prod/storage")
    world.commit()
    assert quiet(world)


def test_moving_a_folder_to_a_weaker_environment_is_one(tmp_path, keys):
    world = world_of(tmp_path, keys, {"infra/prod/a/main.tf": OPEN})
    (world.folder / "infra/sandbox").mkdir(parents=True)
    world.git("mv", "infra/prod/a", "infra/sandbox/a")
    world.commit()
    assert world.check().code == 1


def test_moving_a_folder_and_opening_it_is_one(tmp_path, keys):
    world = world_of(tmp_path, keys, {"infra/prod/a/main.tf": BUCKET})
    world.git("mv", "infra/prod/a", "infra/prod/storage")
    world.replace("infra/prod/storage/main.tf", "block_public_acls       = true", "block_public_acls       = false")
    world.commit()
    assert world.check().code == 1


def test_copying_an_open_folder_is_one(tmp_path, keys):
    world = world_of(tmp_path, keys, {"infra/prod/a/main.tf": OPEN})
    world.write("infra/prod/storage/main.tf", OPEN.replace("contoso-data", "contoso-more"))
    world.commit()
    assert world.check().code == 1


def test_a_moved_block(tmp_path, keys):
    world = world_of(tmp_path, keys, {"infra/prod/a/main.tf": OPEN})
    text = OPEN.replace('"aws_s3_bucket" "data"', '"aws_s3_bucket" "store"').replace(
        "aws_s3_bucket.data", "aws_s3_bucket.store"
    )
    world.write(
        "infra/prod/a/main.tf", f"{text}\nmoved {{\n  from = aws_s3_bucket.data\n  to   = aws_s3_bucket.store\n}}\n"
    )
    world.commit()
    assert quiet(world)


def test_a_remote_module_that_moved_with_its_folder(tmp_path, keys):
    call = 'module "m" {\n  source  = "contoso/storage/azurerm"\n  version = "1.0.0"\n}\n'
    world = world_of(tmp_path, keys, {"infra/prod/a/main.tf": call})
    world.git("mv", "infra/prod/a", "infra/prod/b")
    world.commit()
    assert quiet(world)
    world.replace("infra/prod/b/main.tf", "1.0.0", "1.0.1")
    world.commit()
    assert world.check().kinds == {"changes-supply"}


NAMES = st.text("abcdefgh", min_size=1, max_size=6)


@pytest.fixture(scope="module")
def renamed(tmp_path_factory, keys):
    world = World(tmp_path_factory.mktemp("noise") / "infra", keys)
    world.found({"infra/prod/a/main.tf": BUCKET, "infra/prod/k/main.tf": LOCK})
    return world


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(block=NAMES, acl=NAMES, lock=NAMES, folder=NAMES, file=NAMES)
def test_names_of_companions_files_and_folders_are_no_risk(renamed, block, acl, lock, folder, file):
    renamed.git("checkout", "-q", "-f", "-B", "change", "main")
    text = BUCKET.replace(BLOCK, BLOCK.replace('"data"', f'"{block}"'))
    text = text.replace('"aws_s3_bucket_acl" "data"', f'"aws_s3_bucket_acl" "{acl}"')
    renamed.git("rm", "-q", "-r", "infra/prod/a")
    renamed.write(f"infra/prod/a/{file}.tf", text)
    renamed.git("rm", "-q", "-r", "infra/prod/k")
    renamed.write(
        f"infra/prod/k{folder}/{file}.tf",
        LOCK.replace('"azurerm_management_lock" "l"', f'"azurerm_management_lock" "{lock}"'),
    )
    renamed.commit()
    assert quiet(renamed)
