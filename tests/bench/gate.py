"""The gate's cost: a change of five files in repositories of growing size, cold and warm, beside one lint of the same.

    python tests/bench/gate.py [--sizes 500,2000] [--rounds 3]

A quarter of the files each is Terraform, Bicep, ARM and CloudFormation. Cold: nothing kept from an earlier run. Warm:
another change was checked before. Seconds are of processor time. The exponent of growth is 1 where cost is linear in
the size of the repository, 0 where only what changed counts.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

POLICY = """\
[gate]
repository = "github.com/contoso/infra"
repository_id = "6f1c2a9e-0001"

[[gate.rule]]
need = [{ group = "reviewers" }]

[people.bob]
emails = ["bob@example.com"]
groups = ["reviewers"]
keys = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]
"""

TERRAFORM = """\
resource "aws_s3_bucket" "b" {{
  bucket = "contoso-{n}"
}}

resource "aws_s3_bucket_acl" "b" {{
  bucket = aws_s3_bucket.b.id
  acl    = "{acl}"
}}

resource "aws_security_group" "s" {{
  ingress {{
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }}
}}
"""

BICEP = """\
param location string = resourceGroup().location

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {{
  name: 'contoso{n}'
  location: location
  kind: 'StorageV2'
  sku: {{ name: 'Standard_LRS' }}
  properties: {{
    allowBlobPublicAccess: {open}
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }}
}}
"""


def arm(n: int, open: bool) -> str:
    account = {
        "type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": f"contoso{n}",
        "location": "westeurope", "kind": "StorageV2", "sku": {"name": "Standard_LRS"},
        "properties": {"allowBlobPublicAccess": open, "minimumTlsVersion": "TLS1_2", "supportsHttpsTrafficOnly": True},
    }  # fmt: skip
    schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
    return json.dumps({"$schema": schema, "contentVersion": "1.0.0.0", "resources": [account]}, indent=2)


CLOUDFORMATION = """\
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: contoso-{n}
      AccessControl: {acl}
"""


def file(n: int, open: bool) -> tuple[str, str]:
    """The path and text of the file with a number, safe or open."""
    folder, kind = f"infra/area{n // 100}/stack{n}", n % 4
    if kind == 0:
        return f"{folder}/main.tf", TERRAFORM.format(n=n, acl="public-read" if open else "private")
    if kind == 1:
        return f"{folder}/main.bicep", BICEP.format(n=n, open=str(open).lower())
    if kind == 2:
        return f"{folder}/azuredeploy.json", arm(n, open)
    return f"{folder}/template.yaml", CLOUDFORMATION.format(n=n, acl="PublicRead" if open else "Private")


def git(folder: Path, *arguments: str) -> None:
    who = {f"GIT_{one}_{what}": "x@example.com" for one in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True)


def make(folder: Path, size: int) -> None:
    """A repository of so many files, with two branches that open five of them each."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    (folder / "foureyes.toml").write_text(POLICY)
    for n in range(size):
        write(folder, n, False)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "begin")
    for name, start in (("earlier", 20), ("change", 40)):
        git(folder, "checkout", "-q", "-b", name, "main")
        for n in range(start, start + 5):
            write(folder, n, True)
        git(folder, "commit", "-q", "-a", "-m", name)


def write(folder: Path, n: int, open: bool) -> None:
    path, text = file(n, open)
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text)


def seconds(folder: Path, cache: Path, *arguments: str, codes: tuple[int, ...]) -> float:
    environment = {name: value for name, value in os.environ.items() if name != "CI"} | {"XDG_CACHE_HOME": str(cache)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "foureyes", *arguments], cwd=folder, env=environment, capture_output=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode in codes, done.stderr.decode()
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def check(folder: Path, cache: Path, head: str) -> float:
    return seconds(folder, cache, "gate", "check", "--base", "main", "--head", head, codes=(1,))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="500,2000")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    sizes = [int(one) for one in given.sizes.split(",")]
    costs: dict[int, tuple[float, float, float]] = {}
    print(f"{'files':>8}{'lint':>8}{'cold':>8}{'warm':>8}{'cold/lint':>11}{'warm/lint':>11}{'warm/cold':>11}")
    with tempfile.TemporaryDirectory(prefix="foureyes-bench-") as scratch:
        for size in sizes:
            folder, cache = Path(scratch, f"r{size}"), Path(scratch, "cache")
            make(folder, size)
            lint, cold, warm = [], [], []
            for _ in range(given.rounds):
                lint.append(seconds(folder, cache, "lint", "--no-cache", "--jobs", "1", ".", codes=(0, 1, 3)))
                shutil.rmtree(cache, ignore_errors=True)
                cold.append(check(folder, cache, "earlier"))
                warm.append(check(folder, cache, "change"))
            one = costs[size] = (statistics.median(lint), statistics.median(cold), statistics.median(warm))
            print(
                f"{size:>8}{one[0]:>8.2f}{one[1]:>8.2f}{one[2]:>8.2f}"
                f"{one[1] / one[0]:>11.2f}{one[2] / one[0]:>11.2f}{one[2] / one[1]:>11.2f}"
            )
    if len(sizes) > 1:
        small, large = costs[sizes[0]], costs[sizes[-1]]
        grown = [
            math.log(after / before) / math.log(sizes[-1] / sizes[0])
            for before, after in zip(small, large, strict=True)
        ]
        print(f"growth: lint {grown[0]:.2f}, cold {grown[1]:.2f}, warm {grown[2]:.2f}")


if __name__ == "__main__":
    main()
