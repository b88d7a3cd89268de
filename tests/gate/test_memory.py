"""What is remembered of judged roots never changes an answer."""

import json
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.gate.kit import STORAGE, World

MODULE = "param level string\n" + STORAGE.replace("'None'", "level").replace("'Deny'", "'Allow'")
CALL = "module m '../../modules/storage.bicep' = {\n  name: 'm'\n  params: { level: 'None' }\n}\n"
BUCKET = """variable "acl" {
  default = "private"
}
module "b" {
  source = "../../../modules/bucket"
  acl    = var.acl
}
"""
INNER = """\
variable "acl" {}
resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket_acl" "b" {
  bucket = aws_s3_bucket.b.id
  acl    = var.acl
}
"""
TEMPLATE = """\
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: Private
"""
ARM = json.dumps({
    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    "contentVersion": "1.0.0.0",
    "resources": [{
        "type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "x", "location": "w",
        "kind": "StorageV2", "sku": {"name": "Standard_LRS"}, "properties": {"allowBlobPublicAccess": False},
    }],
}, indent=1)  # fmt: skip

FILES = {
    "modules/storage.bicep": MODULE, "infra/prod/main.bicep": CALL, "infra/prod/a/main.tf": BUCKET,
    "modules/bucket/main.tf": INNER, "infra/prod/b/template.yaml": TEMPLATE, "infra/prod/c/deploy.json": ARM,
}  # fmt: skip

EDITS = [
    ("infra/prod/main.bicep", "'None'", "'Blob'"),
    ("modules/storage.bicep", "param level string", "param level string = 'Container'"),
    ("modules/storage.bicep", "'TLS1_2'", "'TLS1_0'"),
    ("infra/prod/a/main.tf", '"private"', '"public-read"'),
    ("infra/prod/a/main.tf", "../../../modules/bucket", "../../../modules/gone"),
    ("modules/bucket/main.tf", "var.acl\n}", '"public-read"\n}'),
    ("infra/prod/b/template.yaml", "Private", "PublicRead"),
    ("infra/prod/b/template.yaml", "Resources", "Gone"),
    ("infra/prod/c/deploy.json", "false", "true"),
    ("infra/prod/c/deploy.json", "deploymentTemplate", "other"),
]
COMES = [
    ("infra/prod/a/terraform.tfvars", 'acl = "public-read"\n'),
    ("infra/prod/a/other.tf", 'resource "aws_s3_bucket_public_access_block" "b" {}\n'),
    ("infra/prod/main.bicepparam", "using 'main.bicep'\n"),
    ("infra/prod/c/deploy.parameters.json", "{}"),
    ("infra/prod/b/broken.yaml", "Resources: [\n  Type: AWS::S3::Bucket"),
    ("modules/bucket/more.tf", 'resource "aws_s3_bucket" "open" {\n  acl = "public-read"\n}\n'),
]


@pytest.fixture(scope="module")
def varied(tmp_path_factory, keys):
    world = World(tmp_path_factory.mktemp("memory") / "infra", keys)
    world.found(FILES)
    return world


def told(world):
    found = world.check()
    return found.code, found.report, found.err


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    edits=st.lists(st.sampled_from(EDITS), max_size=3), comes=st.lists(st.sampled_from(COMES), max_size=2),
    goes=st.lists(st.sampled_from(sorted(FILES)), max_size=1),
)  # fmt: skip
def test_a_memory_of_other_changes_gives_the_same_answers(varied, edits, comes, goes):
    varied.git("checkout", "-q", "-f", "-B", "change", "main")
    for path, old, new in edits:
        varied.write(path, varied.read(path).replace(old, new))
    for path, text in comes:
        varied.write(path, text)
    for path in goes:
        (varied.folder / path).unlink()
    varied.commit()
    remembered = told(varied)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CI", "true")
        assert told(varied) == remembered
    assert told(varied) == remembered, "nor does a memory of the same"


def test_a_damaged_cache_costs_time_only(world, monkeypatch, tmp_path):
    cache = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    world.open_container()
    wanted = told(world)
    files = [one for one in cache.rglob("*") if one.is_file()]
    assert files
    for one in files:
        one.write_text(one.read_text().replace('\\"picture', "x").replace("safe", "x")[:-20] + '"}')
    assert told(world) == wanted
    for one in files:
        one.write_text(json.dumps(dict.fromkeys(json.loads(one.read_text()), "{}") if one.exists() else {}))
    assert told(world) == wanted
    shutil.rmtree(cache)
    assert told(world) == wanted


def test_a_judged_root_is_not_judged_again(world, monkeypatch, tmp_path):
    """The second check of the same change judges nothing; one of another change only what it touches."""
    import foureyes.cli.gate_judging as judging

    world.write("infra/prod/other/main.bicep", STORAGE.replace("contosoinvoices", "contosoother"))
    world.commit("another", who="erik")
    world.open_container()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    asked = []
    real = judging.Judging.judge
    monkeypatch.setattr(judging.Judging, "judge", lambda self, one: (asked.append(one.root), real(self, one))[1])
    world.check()
    assert sorted(asked) == ["infra/prod/other/main.bicep", "infra/prod/storage.bicep", "infra/prod/storage.bicep"]
    asked.clear()
    world.check()
    assert asked == []
    world.replace("infra/prod/other/main.bicep", "'None'", "'Blob'")
    world.commit("more")
    world.check()
    assert asked == ["infra/prod/other/main.bicep"]
