"""`foureyes fix` as a user runs it."""

import re
import subprocess

import pytest

from tests.support import Cli

ACCOUNT = """\
# Accounts of the shop.
resource "azurerm_storage_account" "shop" {
  name            = "shop"
  min_tls_version = "TLS1_0" # for the old till

  allow_nested_items_to_be_public = true
}
"""
TLS = "azure-storage-account-accepts-old-tls"


def test_shows_both_kinds_apart_and_writes_nothing(tmp_path):
    (tmp_path / "main.tf").write_text(ACCOUNT)
    done = Cli(tmp_path)("fix")
    assert done.returncode == 1, done.stderr
    safe, unsafe = done.stdout.split("unsafe: ")
    assert '-  min_tls_version = "TLS1_0" # for the old till' in safe
    assert '+  min_tls_version = "TLS1_2" # for the old till' in safe
    assert "+  allow_nested_items_to_be_public = false" in unsafe
    assert "it may shut somebody out" in unsafe
    assert (tmp_path / "main.tf").read_text() == ACCOUNT


def test_writes_what_is_safe_and_the_rest_only_when_asked(tmp_path):
    path = tmp_path / "main.tf"
    path.write_text(ACCOUNT)
    cli = Cli(tmp_path)
    done = cli("fix", "--write")
    assert done.returncode == 0, done.stderr
    assert "1 fix written to 1 file" in done.stdout
    assert path.read_text() == ACCOUNT.replace("TLS1_0", "TLS1_2")
    assert {one["rule"] for one in cli.lint(".")["findings"] if one["answer"] == "risky"} > {
        "azure-storage-account-allows-anonymous-blobs"
    }
    assert cli("fix", "--write", "--unsafe").returncode == 0
    written = path.read_text()
    assert "allow_nested_items_to_be_public = false" in written
    assert "for the old till" in written
    assert cli("fix", "--write", "--unsafe").stdout == "nothing to fix\n"
    assert path.read_text() == written


def test_fixes_only_the_rule_that_is_named(tmp_path):
    path = tmp_path / "main.tf"
    path.write_text(ACCOUNT)
    assert Cli(tmp_path)("fix", "--rule", TLS, "--write", "--unsafe").returncode == 0
    assert path.read_text() == ACCOUNT.replace("TLS1_0", "TLS1_2")


def test_a_rule_that_does_not_exist_is_an_error_with_a_suggestion(tmp_path):
    (tmp_path / "main.tf").write_text(ACCOUNT)
    done = Cli(tmp_path)("fix", "--rule", "azure-storage-account-accept-old-tls")
    assert done.returncode == 2
    assert TLS in done.stderr


def test_nothing_to_fix(tmp_path):
    (tmp_path / "main.tf").write_text('resource "azurerm_resource_group" "one" {\n  name = "one"\n}\n')
    done = Cli(tmp_path)("fix")
    assert (done.returncode, done.stdout) == (0, "nothing to fix\n")


def test_keeps_line_ends_and_byte_order_mark(tmp_path):
    path = tmp_path / "main.tf"
    before = b"\xef\xbb\xbf" + ACCOUNT.replace("\n", "\r\n").encode()
    path.write_bytes(before)
    assert Cli(tmp_path)("fix", "--write").returncode == 0
    assert path.read_bytes() == before.replace(b"TLS1_0", b"TLS1_2")


def test_new_lines_end_as_the_others_do(tmp_path):
    path = tmp_path / "main.bicep"
    text = "resource s 'Microsoft.Storage/storageAccounts@2023-01-01' = {\n\tname: 'x'\n\tproperties: {}\n}\n"
    path.write_bytes(text.replace("\n", "\r\n").encode())
    assert Cli(tmp_path)("fix", "--rule", TLS, "--write").returncode == 0
    wanted = text.replace("{}", "{\n\t\tminimumTlsVersion: 'TLS1_2'\n\t}").replace("\n", "\r\n").encode()
    assert path.read_bytes() == wanted


def test_a_value_that_a_variable_gives_is_changed_where_it_is_written(tmp_path):
    path = tmp_path / "main.tf"
    text = 'variable "tls" {\n  default = "TLS1_0"\n}\n' + ACCOUNT.replace('"TLS1_0"', "var.tls")
    path.write_text(text)
    assert Cli(tmp_path)("fix", "--write").returncode == 0
    assert path.read_text() == text.replace("TLS1_0", "TLS1_2")


def test_a_value_that_others_share_is_no_safe_fix_there(tmp_path):
    path = tmp_path / "main.tf"
    account = ACCOUNT.replace('"TLS1_0"', "var.tls")
    other = 'resource "azurerm_storage_account" "archive" {\n  name = "archive"\n  tags = { tls = var.tls }\n}\n'
    text = 'variable "tls" {\n  default = "TLS1_0"\n}\n' + account + other
    path.write_text(text)
    assert Cli(tmp_path)("fix", "--rule", TLS, "--write").returncode == 0
    assert path.read_text() == text.replace("= var.tls #", '= "TLS1_2" #')


def test_modules_from_elsewhere_are_left_alone(tmp_path):
    (tmp_path / ".terraform/modules/shop").mkdir(parents=True)
    (tmp_path / ".terraform/modules/shop/main.tf").write_text(ACCOUNT)
    (tmp_path / ".terraform/modules/modules.json").write_text(
        '{"Modules": [{"Key": "", "Source": "", "Dir": "."},'
        ' {"Key": "shop", "Source": "registry.example/shop/a", "Dir": ".terraform/modules/shop"}]}'
    )
    (tmp_path / "main.tf").write_text('module "shop" {\n  source = "registry.example/shop/a"\n}\n')
    cli = Cli(tmp_path)
    assert TLS in {one["rule"] for one in cli.lint(".")["findings"]}
    assert cli("fix", "--write", "--unsafe").returncode == 0
    assert (tmp_path / ".terraform/modules/shop/main.tf").read_text() == ACCOUNT


def test_a_public_access_block_is_declared_beside_its_bucket(tmp_path):
    path = tmp_path / "main.tf"
    text = 'resource "aws_s3_bucket" "logs" {\n  bucket = "logs"\n}\n'
    path.write_text(text)
    rule = "aws-s3-bucket-without-public-access-block"
    assert Cli(tmp_path)("fix", "--profile", "hardening", "--rule", rule, "--write", "--unsafe").returncode == 0
    written = path.read_text()
    assert written.startswith(text)
    assert 'resource "aws_s3_bucket_public_access_block" "logs" {' in written
    assert "bucket                  = aws_s3_bucket.logs.id" in written


def test_secrets_are_shown_in_no_difference_and_kept_in_the_file(tmp_path):
    path = tmp_path / "main.tf"
    text = (
        'resource "azurerm_mssql_server" "one" {\n  name = "one"\n  version = "12.0"\n'
        '  administrator_login_password = "Tr0ub4dor&3"\n  minimum_tls_version = "1.0"\n}\n'
    )
    path.write_text(text)
    cli = Cli(tmp_path)
    shown = cli("fix")
    assert '+  minimum_tls_version = "1.2"' in shown.stdout
    assert "Tr0ub4dor" not in shown.stdout + shown.stderr
    assert cli("fix", "--write").returncode == 0
    assert path.read_text() == text.replace('"1.0"', '"1.2"')


def test_what_somebody_accepted_is_not_fixed(tmp_path):
    path = tmp_path / "main.tf"
    text = ACCOUNT.replace("# for the old till", f'# foureyes: ignore[{TLS}] reason="the old till"')
    path.write_text(text)
    assert Cli(tmp_path)("fix", "--rule", TLS, "--write").returncode == 0
    assert path.read_text() == text


def test_the_difference_can_be_applied_as_a_patch(tmp_path):
    path = tmp_path / "main.tf"
    path.write_text(ACCOUNT)
    done = Cli(tmp_path)("fix", "--rule", TLS)
    applied = subprocess.run(
        ["git", "apply", "-"], cwd=tmp_path, input=done.stdout, text=True, capture_output=True, check=False
    )
    assert applied.returncode == 0, applied.stderr
    assert path.read_text() == ACCOUNT.replace("TLS1_0", "TLS1_2")


@pytest.mark.parametrize(
    ("version", "name"), [("~> 3.0", "enable_host_encryption"), ("~> 4.0", "host_encryption_enabled")]
)
def test_an_argument_is_called_as_the_provider_in_use_does(version, name, tmp_path):
    """`enable_host_encryption` got its present name in azurerm 4."""
    path = tmp_path / "main.tf"
    needs = f'terraform {{\n  required_providers {{\n    azurerm = {{\n      version = "{version}"\n    }}\n  }}\n}}\n'
    path.write_text(needs + 'resource "azurerm_kubernetes_cluster_node_pool" "k" {\n  name = "k"\n}\n')
    done = Cli(tmp_path)("fix", "--profile", "hardening", "--write", "--unsafe")
    assert done.returncode == 0, done.stderr
    assert f'  name = "k"\n  {name} = true\n' in path.read_text()


RESTRICTED = {
    "stack.yaml": """Parameters:
  Tls:
    Type: String
    Default: Policy-Min-TLS-1-0-2019-07
    AllowedValues:
      - Policy-Min-TLS-1-0-2019-07
{more}Resources:
  Search:
    Type: AWS::OpenSearchService::Domain
    Properties:
      DomainEndpointOptions:
        TLSSecurityPolicy: !Ref Tls
""",
    "main.tf": """variable "tls" {{
  default = "TLS1_0"
  validation {{
    condition     = contains(["TLS1_0"{more}], var.tls)
    error_message = "Not this one."
  }}
}}

resource "azurerm_storage_account" "shop" {{
  min_tls_version = var.tls
}}
""",
    "main.bicep": """@allowed(['TLS1_0'{more}])
param tls string = 'TLS1_0'

resource a 'Microsoft.Storage/storageAccounts@2023-05-01' = {{
  name: 'a'
  properties: {{
    minimumTlsVersion: tls
  }}
}}
""",
}
ADDED = {
    "stack.yaml": ("      - Policy-Min-TLS-1-2-2019-07\n", "    Default: Policy-Min-TLS-1-2-2019-07"),
    "main.tf": (', "TLS1_2"', '  default = "TLS1_2"'),
    "main.bicep": (", 'TLS1_2'", "param tls string = 'TLS1_2'"),
}


@pytest.mark.parametrize("name", RESTRICTED)
def test_a_default_stays_within_the_values_that_are_allowed(name, tmp_path):
    path = tmp_path / name
    more, default = ADDED[name]
    before = RESTRICTED[name].format(more="")
    path.write_text(before)
    Cli(tmp_path)("fix", "--write", "--unsafe")
    declaration = re.split(r"(?i)\nresources?\b", before)[0]
    assert path.read_text().startswith(declaration), "the default is not touched"
    path.write_text(RESTRICTED[name].format(more=more))
    Cli(tmp_path)("fix", "--write", "--unsafe")
    assert default in path.read_text()
