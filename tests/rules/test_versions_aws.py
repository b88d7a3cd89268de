"""What is not set means different things: by provider major, and in Terraform and in CloudFormation.

One run of the real command line over a folder for each configuration. What means the same is found the same,
however it is spelled.
"""

from collections import defaultdict

import pytest

from tests.rules.spellings_aws import SAME, hcl, stack
from tests.support import Cli

RISKY, CANNOT_TELL, CLEAN = {"risky"}, {"cannot-tell"}, set()
LOCK = 'provider "registry.terraform.io/hashicorp/aws" {\n  version = "6.2.0"\n}\n'


def aws(constraint):
    return f"""
terraform {{
  required_providers {{
    aws = {{ source = "hashicorp/aws", version = "{constraint}" }}
  }}
}}
"""


WAREHOUSE = hcl("aws_redshift_cluster", cluster_identifier="main", node_type="ra3.large", master_username="admin")
STACK_WAREHOUSE = stack("AWS::Redshift::Cluster", ClusterType="single-node", NodeType="ra3.large")
PUBLIC_WAREHOUSE = "aws-redshift-cluster-has-public-address"

BY_VERSION = {
    "redshift, provider 5": ({"main.tf": aws("~> 5.0") + WAREHOUSE}, PUBLIC_WAREHOUSE, RISKY),
    "redshift, provider 6": ({"main.tf": aws("~> 6.0") + WAREHOUSE}, PUBLIC_WAREHOUSE, CLEAN),
    "redshift, either": ({"main.tf": aws(">= 5.0") + WAREHOUSE}, PUBLIC_WAREHOUSE, CANNOT_TELL),
    "redshift, either, locked": (
        {"main.tf": aws(">= 5.0") + WAREHOUSE, ".terraform.lock.hcl": LOCK},
        PUBLIC_WAREHOUSE,
        CLEAN,
    ),
    "redshift, stack": ({"main.yaml": STACK_WAREHOUSE}, PUBLIC_WAREHOUSE, CLEAN),
}

OPPOSITE = {
    "DMS": (
        "aws-dms-instance-has-public-address",
        (hcl("aws_dms_replication_instance", replication_instance_id="main"), CLEAN),
        (stack("AWS::DMS::ReplicationInstance", ReplicationInstanceClass="dms.t3.micro"), RISKY),
    ),
    "RAM": (
        "aws-ram-share-open-to-other-organizations",
        (hcl("aws_ram_resource_share", name="main"), CLEAN),
        (stack("AWS::RAM::ResourceShare", Name="main"), RISKY),
    ),
    "egress": (
        "aws-security-group-without-egress-rules",
        (hcl("aws_security_group", name="main"), CLEAN),
        (stack("AWS::EC2::SecurityGroup", GroupDescription="main"), RISKY),
    ),
    "secret": (
        "aws-secret-policy-may-become-public",
        (hcl("aws_secretsmanager_secret_policy", secret_arn="arn:aws:secretsmanager:eu-west-1:1:secret:x"), RISKY),
        (stack("AWS::SecretsManager::ResourcePolicy", SecretId="x"), CLEAN),
    ),
    "database": (
        "aws-rds-instance-has-public-address",
        (hcl("aws_db_instance", engine="mysql", instance_class="db.t3.micro"), CLEAN),
        (stack("AWS::RDS::DBInstance", Engine="mysql", DBInstanceClass="db.t3.micro"), RISKY),
    ),
}


def folders():
    """Name, files, rule, the answers expected."""
    yield from ((name, *row) for name, row in BY_VERSION.items())
    for name, (rule, (terraform, in_terraform), (template, in_stack)) in OPPOSITE.items():
        yield f"{name}, Terraform", {"main.tf": terraform}, rule, in_terraform
        yield f"{name}, stack", {"main.yaml": template}, rule, in_stack
    for name, (rule, spellings) in SAME.items():
        for number, text in enumerate(spellings):
            file = "main.yaml" if text.startswith("AWSTemplate") else "main.tf"
            yield f"{name}, spelling {number + 1}", {file: text}, rule, RISKY


FOLDERS = list(folders())


@pytest.fixture(scope="session")
def answers(tmp_path_factory):
    """The answers of every rule, by the number of the configuration."""
    scratch = tmp_path_factory.mktemp("versions")
    for number, (_, files, _, _) in enumerate(FOLDERS):
        home = scratch / f"f{number}"
        home.mkdir()
        for name, text in files.items():
            (home / name).write_text(text, encoding="utf-8")
    report = Cli(scratch).lint("--profile", "hardening", ".")
    assert not report["coverage"]["errors"], report["coverage"]["errors"]
    found = defaultdict(lambda: defaultdict(set))
    for finding in report["findings"]:
        found[finding["path"].split("/")[0]][finding["rule"]].add(finding["answer"])
    return found


@pytest.mark.parametrize("number", range(len(FOLDERS)), ids=[name for name, *_ in FOLDERS])
def test_a_configuration_is_judged_by_what_holds_for_it(number, answers):
    _, _, rule, expected = FOLDERS[number]
    assert answers[f"f{number}"][rule] == expected
