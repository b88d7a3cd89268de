"""Threats C of the gate's list: making the risk look like something else."""

import os

import pytest

from foureyes.gate.words import plain
from tests.gate.kit import STORAGE, World

CODE = "infra/prod/storage.bicep"
OPEN = STORAGE.replace("'None'", "'Blob'").replace("'Deny'", "'Allow'")

BUCKET = """\
resource "aws_s3_bucket" "site" {
  bucket = "contoso-site"
}
resource "aws_s3_bucket_public_access_block" "site" {
  bucket                  = aws_s3_bucket.site.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
"""
PUBLIC = """\
resource "aws_s3_bucket" "NAME" {
  bucket = "BUCKET"
}
resource "aws_s3_bucket_public_access_block" "NAME" {
  bucket                  = aws_s3_bucket.NAME.id
  block_public_acls       = false
  block_public_policy     = false
  ignore_public_acls      = false
  restrict_public_buckets = false
}
resource "aws_s3_bucket_policy" "NAME" {
  bucket = aws_s3_bucket.NAME.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::BUCKET/*" }]
  })
}
"""
ACCOUNT = """\
resource "azurerm_storage_account" "a" {
  name                            = "contosoinvoices"
  public_network_access_enabled   = PUBLIC
  allow_nested_items_to_be_public = false
  min_tls_version                 = "TLS1_2"
  shared_access_key_enabled       = false
}
"""
GROUP = """\
resource "aws_security_group" "web" {
  name = "web"
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}
"""
STACK = """\
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Data:
    Type: AWS::RDS::DBInstance
    Properties:
      PubliclyAccessible: false
      StorageEncrypted: true
"""
LOCK = '\nresource "azurerm_management_lock" "keep" {\n  scope      = "x"\n  lock_level = "CanNotDelete"\n}\n'


def public(name, bucket):
    return PUBLIC.replace("NAME", name).replace("BUCKET", bucket)


def account(value):
    return ACCOUNT.replace("PUBLIC", value)


MODULE = 'module "m" {\n  source  = "contoso/storage/azurerm"\n  version = "VERSION"\n}\n'

MOVED = "moved {\n  from = aws_s3_bucket.site\n  to   = aws_s3_bucket.pii\n}\n"
TFVARS = "infra/prod/terraform.tfvars"

CASES = {
    "C1 a new public resource": ({"infra/prod/a.tf": BUCKET}, {"infra/prod/b.tf": public("b", "b")}, "exposes"),
    "C2 renamed so that it looks old": (
        {"infra/prod/a.tf": public("site", "contoso-site")},
        {"infra/prod/a.tf": public("pii", "contoso-pii") + MOVED},
        "exposes",
    ),
    "C3 renamed, the same account": (
        {"infra/prod/a.tf": account("true")},
        {"infra/prod/a.tf": account("true").replace('"a"', '"b"')},
        "",
    ),
    "C4 only a variable file": (
        {"infra/prod/a.tf": 'variable "open" {}\n' + account("var.open"), TFVARS: "open = false\n"},
        {TFVARS: "open = true\n"},
        "exposes",
    ),
    "C5 another version of a module": (
        {"infra/prod/a.tf": MODULE.replace("VERSION", "1.0.0")},
        {"infra/prod/a.tf": MODULE.replace("VERSION", "1.0.1")},
        "changes-supply",
    ),
    "C5 another ref of a module": (
        {"infra/prod/a.tf": 'module "m" {\n  source = "git::https://example.com/m.git?ref=v1"\n}\n'},
        {"infra/prod/a.tf": 'module "m" {\n  source = "git::https://example.com/m.git?ref=v2"\n}\n'},
        "changes-supply",
    ),
    "C5 another bicep module": (
        {"infra/prod/a.bicep": "module m 'br:contoso.azurecr.io/storage:v1' = { name: 'm' }\n"},
        {"infra/prod/a.bicep": "module m 'br:contoso.azurecr.io/storage:v2' = { name: 'm' }\n"},
        "changes-supply",
    ),
    "C6 the default of a module": (
        {
            "modules/a/main.tf": 'variable "open" {\n  default = false\n}\n' + account("var.open"),
            "infra/prod/main.tf": 'module "a" {\n  source = "../../modules/a"\n}\n',
        },
        {"modules/a/main.tf": 'variable "open" {\n  default = true\n}\n' + account("var.open")},
        "exposes",
    ),
    "C8 a lock is removed": (
        {"infra/prod/a.tf": account("false") + LOCK}, {"infra/prod/a.tf": account("false")}, "removes-protection",
    ),
    "C8 a public-access block is removed": (
        {"infra/prod/a.tf": BUCKET},
        {"infra/prod/a.tf": BUCKET.split('resource "aws_s3_bucket_public_access_block"')[0]},
        "removes-protection",
    ),
    "C9 detached instead of removed": (
        {"infra/prod/a.tf": BUCKET + 'resource "aws_s3_bucket" "other" {\n  bucket = "other"\n}\n'},
        {
            "infra/prod/a.tf": BUCKET.replace("aws_s3_bucket.site.id", "aws_s3_bucket.other.id")
            + 'resource "aws_s3_bucket" "other" {\n  bucket = "other"\n}\n'
        },
        "removes-protection",
    ),
    "C11 known becomes unknown": (
        {"infra/prod/a.tf": account("false")},
        {"infra/prod/a.tf": 'variable "open" {}\n' + account("var.open")},
        "blinds",
    ),
    "C12 a file stops parsing": (
        {CODE: STORAGE}, {CODE: STORAGE.replace("resource backups", "resource ! backups")}, "blinds",
    ),
    "C12 C17 a key stands twice": (
        {"infra/prod/s.yaml": STACK},
        {"infra/prod/s.yaml": STACK + "      StorageEncrypted: false\n"},
        "*",
    ),
    "C12 no text any more": ({"infra/prod/s.yaml": STACK}, {"infra/prod/s.yaml": b"\xff" + STACK.encode()}, "blinds"),
    "C13 another tool": ({CODE: STORAGE}, {"infra/prod/Pulumi.yaml": "name: x\n"}, "blinds"),
    "C14 an LFS pointer": (
        {CODE: STORAGE},
        {CODE: "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"},
        "blinds",
    ),
    "C21 the whole internet in two halves": (
        {"infra/prod/a.tf": GROUP},
        {"infra/prod/a.tf": GROUP.replace('["10.0.0.0/8"]', '["0.0.0.0/1", "128.0.0.0/1"]')},
        "exposes",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_disguises(tmp_path, keys, case):
    before, after, kind = CASES[case]
    world = World(tmp_path / "infra", keys)
    world.found(before)
    world.branch()
    for path, text in after.items():
        world.write(path, text)
    world.commit()
    found = world.check()
    if not kind:
        assert found.code == 0, found.words
        return
    assert found.code == 1, found.words
    assert kind in (found.kinds | {"*"}), found.words


def test_c7_two_changes_harmless_alone_and_not_together(tmp_path, keys):
    """Base flips a default while the change adds a caller: neither diff shows an exposure, the merge does."""
    world = World(tmp_path / "infra", keys)
    module = 'variable "open" {\n  default = DEFAULT\n}\n' + account("var.open")
    world.found({
        "modules/a/main.tf": module.replace("DEFAULT", "false"),
        "infra/prod/main.tf": 'module "a" {\n  source = "../../modules/a"\n  open = false\n}\n',
    })  # fmt: skip
    world.branch()
    world.write("infra/prod/new/main.tf", 'module "b" {\n  source = "../../../modules/a"\n}\n')
    world.commit()
    assert world.check().code == 0
    world.git("checkout", "-q", "main")
    world.write("modules/a/main.tf", module.replace("DEFAULT", "true"))
    world.commit("nobody is exposed by this alone", who="erik")
    world.git("checkout", "-q", "change")
    found = world.check()
    assert found.code == 1
    assert found.kinds == {"exposes"}


@pytest.mark.parametrize("target", ["../../../../../etc/passwd", "/etc/passwd", "storage.bicep"])
def test_c14_a_symbolic_link(world, target):
    world.branch()
    os.symlink(target, world.folder / "infra/prod/link.bicep")
    world.commit()
    assert world.check().kinds == {"blinds"}


def test_c14_a_submodule(world):
    world.branch()
    head = world.git("rev-parse", "HEAD")
    world.git("update-index", "--add", "--cacheinfo", f"160000,{head},infra/prod/sub")
    world.git("commit", "-q", "-m", "a submodule")
    assert world.check().kinds == {"blinds"}


def test_c15_code_moved_to_where_nobody_looks(world):
    world.branch()
    world.write("node_modules/storage.bicep", STORAGE)
    (world.folder / CODE).unlink()
    world.commit()
    assert "blinds" in world.check().kinds


def test_c16_paths_that_are_no_text(world):
    world.branch()
    with open(os.fsencode(world.folder) + b"/infra/prod/\xff.tf", "wb") as file:
        file.write(account("true").encode())
    world.write("infra/prod/deep/MAIN.tf", account("true"))
    world.write("infra/prod/deep/main.tf", account("true").replace('"a"', '"b"'))
    world.commit()
    found = world.check()
    assert found.code == 1
    resources = {one["resource"] for one in found.report["risks"]}
    assert resources == {
        "infra/prod: azurerm_storage_account.a (contosoinvoices)",
        "infra/prod/deep: azurerm_storage_account.a (contosoinvoices)",
        "infra/prod/deep: azurerm_storage_account.b (contosoinvoices)",
    }


def test_c20_lookalike_letters_are_shown_as_escapes():
    assert plain("contos\u043e") == "contos\\u043e"


def test_a_second_file_with_the_same_address_is_another_resource(world):
    world.open_container()
    assert world.sign("bob").code == 0
    world.write("infra/prod/copy.bicep", OPEN.replace("contosoinvoices", "contosoother"))
    world.commit()
    found = world.check()
    assert found.code == 1
    assert "exposes" in found.kinds
