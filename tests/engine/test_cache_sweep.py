"""One thing changes between two runs: what the cache answers is what a run without it answers, to the byte.

Each change matters (without the cache the report differs), and is taken back in the end: the answer of before holds
again.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from foureyes.run import Manner, lint
from foureyes.sources.working_tree import WorkingTree
from tests.support import Cli

SETTLED = 0.15
"""Seconds after which the times of files are trusted, and an answer may be said again without a look into them."""

Change = Callable[[Path], None]

OPEN, CLOSED = "0.0.0.0/0", "10.1.0.0/8"
assert len(OPEN) + 1 == len(CLOSED)


def group(expression: str, name: str = "g") -> str:
    """A security group that is open where the expression says so."""
    return f"""resource "aws_security_group" "{name}" {{
  tags = {{ data = "secret" }}
  ingress {{
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [{expression}]
  }}
}}
"""


def variable(default: str = CLOSED) -> str:
    return f'variable "from" {{\n  default = "{default}"\n}}\n'


CALL = 'module "m" {{\n  source = "{}"\n}}\n'
STORE = """param https bool = {}
resource s 'Microsoft.Storage/storageAccounts@2021-01-01' = {{
  name: 's'
  location: 'x'
  kind: 'StorageV2'
  properties: {{ supportsHttpsTrafficOnly: {} }}
}}
"""
BUCKET = """Parameters:
  Acl: {{Type: String, Default: {}}}
Resources:
  B:
    Type: AWS::S3::Bucket
    Properties: {{AccessControl: !Ref Acl}}
"""
NESTING = "Resources:\n  N:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: inner.yaml}\n"
ARM = """{{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {{"https": {{"type": "bool", "defaultValue": {}}}}},
  "resources": [{{
    "type": "Microsoft.Storage/storageAccounts", "apiVersion": "2021-01-01", "name": "s", "location": "x",
    "kind": "StorageV2", "properties": {{"supportsHttpsTrafficOnly": "[parameters('https')]"}}
  }}]
}}
"""
LINKING = """{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [{
    "type": "Microsoft.Resources/deployments", "apiVersion": "2021-04-01", "name": "n",
    "properties": {"mode": "Incremental", "templateLink": {"relativePath": "inner/linked.json"}}
  }]
}
"""
ARM_INPUTS = """{{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {{"https": {{"value": {}}}}}
}}
"""
PLAN = """{{"format_version": "1.2", "terraform_version": "1.9.0", "resource_changes": [
  {{"address": "aws_security_group.g", "mode": "managed", "type": "aws_security_group", "name": "g",
   "provider_name": "registry.terraform.io/hashicorp/aws", "change": {{"actions": ["create"], "before": null,
   "after": {{"ingress": [{{"from_port": 22, "to_port": 22, "protocol": "tcp", "cidr_blocks": ["{}"]}}]}},
   "after_unknown": {{}}, "before_sensitive": false, "after_sensitive": {{}}}}}}
]}}
"""
RULE = """from foureyes.model.evidence import {0}
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import PUBLIC_ACCESS, rule
{1}

class Group(Kind):
    terraform = "aws_security_group"


@rule(PUBLIC_ACCESS, Severity.HIGH)
def group_is_a_group(group: Group):
    \"\"\"This is a group.\"\"\"
    return {2}("it is one", group.place)
"""
LOCK = 'provider "registry.terraform.io/hashicorp/azurerm" {{\n  version = "{}"\n}}\n'
ACCOUNT = 'resource "azurerm_storage_account" "a" {\n  name = "a"\n}\n'
MANIFEST = '{{"Modules":[{{"Key":"","Source":"","Dir":"."}},{{"Key":"m","Source":"a/b/c","Dir":"{}"}}]}}'
LINT = "[lint]\n"
SSH = "aws-security-group-open-to-internet-on-ssh"


def write(path: str, text: str) -> Change:
    """Write a file; the folders above it are made."""

    def change(work: Path) -> None:
        full = work / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_text(text)

    return change


def within(path: str, old: str, new: str) -> Change:
    def change(work: Path) -> None:
        text = (work / path).read_text()
        assert old in text
        (work / path).write_text(text.replace(old, new))

    return change


def quietly(path: str, old: str, new: str) -> Change:
    """Change a file in place; its size and its time of change stay."""
    assert len(old) == len(new)

    def change(work: Path) -> None:
        status = (work / path).stat()
        text = (work / path).read_text()
        assert old in text
        (work / path).write_text(text.replace(old, new))
        os.utime(work / path, ns=(status.st_atime_ns, status.st_mtime_ns))

    return change


def swapped(path: str, old: str, new: str) -> Change:
    """Put another file in its place, of the same size and time of change."""
    assert len(old) == len(new)

    def change(work: Path) -> None:
        status = (work / path).stat()
        text = (work / path).read_text()
        assert old in text
        (work / "aside").write_text(text.replace(old, new))
        os.utime(work / "aside", ns=(status.st_atime_ns, status.st_mtime_ns))
        os.replace(work / "aside", work / path)

    return change


def added_quietly(path: str, text: str) -> Change:
    """Add a file; the time of change of its folder stays."""

    def change(work: Path) -> None:
        folder = (work / path).parent
        status = folder.stat()
        (work / path).write_text(text)
        os.utime(folder, ns=(status.st_atime_ns, status.st_mtime_ns))

    return change


def remove(path: str) -> Change:
    def change(work: Path) -> None:
        if (work / path).is_dir():
            shutil.rmtree(work / path)
        else:
            (work / path).unlink()

    return change


def move(old: str, new: str) -> Change:
    def change(work: Path) -> None:
        (work / new).parent.mkdir(parents=True, exist_ok=True)
        (work / old).rename(work / new)

    return change


def link(path: str, target: str) -> Change:
    """Make a symbolic link, in place of what is there."""

    def change(work: Path) -> None:
        if (work / path).is_dir() and not (work / path).is_symlink():
            shutil.rmtree(work / path)
        (work / path).unlink(missing_ok=True)
        (work / path).parent.mkdir(parents=True, exist_ok=True)
        (work / path).symlink_to(target)

    return change


def folder_instead(path: str) -> Change:
    def change(work: Path) -> None:
        (work / path).unlink()
        (work / path).mkdir()

    return change


def pipe_instead(path: str) -> Change:
    def change(work: Path) -> None:
        (work / path).unlink()
        os.mkfifo(work / path)

    return change


def git(*arguments: str) -> Change:
    def change(work: Path) -> None:
        subprocess.run(["git", *arguments], cwd=work, check=True, capture_output=True)

    return change


def not_utf_8(work: Path) -> None:
    (work / "vars.tf").write_bytes(b"# \xff\n" + variable().encode())


def written_baseline(work: Path) -> None:
    done = Cli(work)("baseline", "write", "--no-config")
    assert done.returncode == 0, done.stderr


def emptied(baseline: str) -> str:
    """A baseline that knows nothing."""
    data = json.loads(baseline)
    assert data["findings"]
    return json.dumps({**data, "findings": []})


def repository_above(work: Path) -> None:
    """What lies beside the folder may be read then."""
    git("init", "-q")(work.parent)


def all_of(*changes: Change) -> Change:
    def change(work: Path) -> None:
        for one in changes:
            one(work)

    return change


class Case(NamedTuple):
    """A world, a change to it, and how it is judged."""

    files: dict[str, str]
    change: Change
    arguments: tuple[str, ...] = ()
    before: Change | None = None


TF = {"main.tf": group("trimspace(var.from)"), "vars.tf": variable()}
OPENED = {"main.tf": group(f'"{OPEN}"')}
CLOSING = within("vars.tf", CLOSED, OPEN)

CASES: dict[str, Case] = {
    # Files of a root.
    "a default": Case(TF, CLOSING),
    "a default, time and size kept": Case(TF, quietly("vars.tf", CLOSED, f"{OPEN} ")),
    "a file put in place of another": Case(TF, swapped("vars.tf", CLOSED, f"{OPEN} ")),
    "a file more": Case(TF, write("more.tf", group(f'"{OPEN}"', "h"))),
    "a file more, the time of the folder kept": Case(TF, added_quietly("more.tf", group(f'"{OPEN}"', "h"))),
    "a file less": Case({**TF, "more.tf": group(f'"{OPEN}"', "h")}, remove("more.tf")),
    "a file by another name": Case(OPENED, move("main.tf", "other.tf")),
    "a file no more a file": Case({**TF, "more.tf": group(f'"{OPEN}"', "h")}, folder_instead("more.tf")),
    "a file now a pipe": Case({**TF, "more.tf": group(f'"{OPEN}"', "h")}, pipe_instead("more.tf")),
    "lines moved": Case(OPENED, within("main.tf", "resource", "\n\nresource")),
    "a comment that suppresses": Case(
        OPENED, within("main.tf", "    cidr", f'    # foureyes: ignore[{SSH}] reason="known"\n    cidr')
    ),
    "an override": Case(TF, write("main_override.tf", variable(OPEN))),
    "JSON": Case(TF, write("x_override.tf.json", '{"variable": {"from": {"default": "0.0.0.0/0"}}}')),
    "a syntax error": Case(TF, within("vars.tf", "}", "")),
    "a folder by another name": Case({"a/main.tf": group(f'"{OPEN}"')}, move("a", "b")),
    "a root more": Case(TF, write("b/main.tf", group(f'"{OPEN}"'))),
    "a folder less": Case({**TF, "b/main.tf": group(f'"{OPEN}"')}, remove("b")),
    "not UTF-8": Case(TF, not_utf_8),
    # Values that come from elsewhere.
    "terraform.tfvars appears": Case(TF, write("terraform.tfvars", f'from = "{OPEN}"\n')),
    "terraform.tfvars changes": Case(
        {**TF, "terraform.tfvars": f'from = "{CLOSED}"\n'}, quietly("terraform.tfvars", CLOSED, f"{OPEN} ")
    ),
    "auto.tfvars appears": Case(TF, write("a.auto.tfvars.json", f'{{"from": "{OPEN}"}}\n')),
    "a deployment appears": Case(TF, write("envs/prod.tfvars", f'from = "{OPEN}"\n')),
    "a deployment changes": Case(
        {**TF, "envs/prod.tfvars": f'from = "{CLOSED}"\n'}, within("envs/prod.tfvars", CLOSED, OPEN)
    ),
    "--var-file changes": Case(
        {**TF, "given.txt": f'from = "{CLOSED}"\n'}, within("given.txt", CLOSED, OPEN), ("--var-file", "given.txt")
    ),
    "--var-file outside": Case(
        {**TF, "../given.tfvars": f'from = "{CLOSED}"\n'},
        within("../given.tfvars", CLOSED, OPEN),
        ("--var-file", "../given.tfvars"),
    ),
    "file()": Case(
        {"main.tf": group('trimspace(file("${path.module}/from"))'), "from": CLOSED}, write("from", OPEN)
    ),
    "file() of what was not there": Case({"main.tf": group('file("${path.module}/a/from")')}, write("a/from", OPEN)),
    "file() of what is a folder now": Case(
        {"main.tf": group('file("${path.module}/from")'), "from": OPEN}, folder_instead("from")
    ),
    "file() of what is a pipe now": Case(
        {"main.tf": group('file("${path.module}/from")'), "from": OPEN}, pipe_instead("from")
    ),
    "fileexists()": Case(
        {"main.tf": group(f'fileexists("${{path.module}}/flag") ? "{OPEN}" : "{CLOSED}"')}, write("flag", "")
    ),
    "fileset()": Case(
        {"main.tf": group(f'length(fileset(path.module, "*.flag")) > 0 ? "{OPEN}" : "{CLOSED}"')}, write("a.flag", "")
    ),
    "templatefile()": Case(
        {"main.tf": group('templatefile("${path.module}/from.tpl", { n = 8 })'), "from.tpl": "10.0.0.0/${n}"},
        write("from.tpl", "0.0.0.0/${n - n}"),
    ),
    "yamldecode()": Case(
        {"main.tf": group('yamldecode(file("${path.module}/from.yml")).from'), "from.yml": f"from: {CLOSED}\n"},
        write("from.yml", f"from: {OPEN}\n"),
    ),
    "a version of a provider": Case(
        {"main.tf": ACCOUNT, ".terraform.lock.hcl": LOCK.format("2.99.0")},
        within(".terraform.lock.hcl", "2.99.0", "5.99.0"),
    ),
    "a lock file appears": Case({"main.tf": ACCOUNT}, write(".terraform.lock.hcl", LOCK.format("2.99.0"))),
    # Modules.
    "a module": Case({"main.tf": CALL.format("./m"), "m/main.tf": group("var.from"), "m/v.tf": variable()},
                     within("m/v.tf", CLOSED, OPEN)),
    "a module appears": Case({"main.tf": CALL.format("./m")}, write("m/main.tf", group(f'"{OPEN}"'))),
    "a module vanishes": Case({"main.tf": CALL.format("./m"), "m/main.tf": group(f'"{OPEN}"')}, remove("m")),
    "a file of a module more": Case(
        {"main.tf": CALL.format("./m"), "m/main.tf": variable()}, write("m/x.tf", group(f'"{OPEN}"'))
    ),
    "a module two steps away": Case(
        {"a/main.tf": CALL.format("../b"), "b/main.tf": CALL.format("../c"), "c/main.tf": group(f'"{CLOSED}"')},
        within("c/main.tf", CLOSED, OPEN),
    ),
    "a module beside what is judged": Case(
        {"main.tf": CALL.format("../m"), "../m/main.tf": group(f'"{CLOSED}"')},
        within("../m/main.tf", CLOSED, OPEN),
        before=repository_above,
    ),
    "a repository begins around a module beside": Case(
        {"main.tf": CALL.format("../m"), "../m/main.tf": group(f'"{OPEN}"')}, repository_above
    ),
    "a repository ends around a module beside": Case(
        {"main.tf": CALL.format("../m"), "../m/main.tf": group(f'"{OPEN}"')},
        remove("../.git"),
        before=repository_above,
    ),
    "a module is led out of the repository": Case(
        {"main.tf": CALL.format("./m"), "m/main.tf": group(f'"{OPEN}"'), "../../m/main.tf": group(f'"{OPEN}"')},
        link("m", "../../m"),
        before=git("init", "-q"),
    ),
    "a call that makes a root a module": Case({"a/main.tf": group(f'"{OPEN}"')}, write("main.tf", CALL.format("./a"))),
    "an installed module": Case(
        {"main.tf": CALL.format("a/b/c"), ".terraform/modules/modules.json": MANIFEST.format(".terraform/modules/m"),
         ".terraform/modules/m/main.tf": group(f'"{CLOSED}"')},
        within(".terraform/modules/m/main.tf", CLOSED, OPEN),
    ),
    "modules.json appears": Case(
        {"main.tf": CALL.format("a/b/c"), ".terraform/modules/m/main.tf": group(f'"{OPEN}"')},
        write(".terraform/modules/modules.json", MANIFEST.format(".terraform/modules/m")),
    ),
    "modules.json leads elsewhere": Case(
        {"main.tf": CALL.format("a/b/c"), ".terraform/modules/modules.json": MANIFEST.format(".terraform/modules/m"),
         ".terraform/modules/m/main.tf": group(f'"{CLOSED}"'), ".terraform/modules/n/main.tf": group(f'"{OPEN}"')},
        quietly(".terraform/modules/modules.json", "modules/m", "modules/n"),
    ),
    # Links.
    "what a link leads to": Case(
        {**TF, "real/vars.txt": variable()},
        within("real/vars.txt", CLOSED, OPEN),
        before=all_of(remove("vars.tf"), link("vars.tf", "real/vars.txt")),
    ),
    "where a link leads": Case(
        {**TF, "a.txt": variable(), "b.txt": variable(OPEN)},
        link("vars.tf", "b.txt"),
        before=link("vars.tf", "a.txt"),
    ),
    "where a link to a module leads": Case(
        {"main.tf": CALL.format("./m"), "a/main.txt": "", "b/main.txt": "",
         "../x/main.tf": group(f'"{CLOSED}"'), "../y/main.tf": group(f'"{OPEN}"')},
        link("m", "../y"),
        before=all_of(repository_above, link("m", "../x")),
    ),
    "what a link to a module holds": Case(
        {"main.tf": CALL.format("./m"), "../x/main.tf": group(f'"{CLOSED}"')},
        within("../x/main.tf", CLOSED, OPEN),
        before=all_of(repository_above, link("m", "../x")),
    ),
    "where a link on the way to a module leads": Case(
        {"main.tf": CALL.format("./x/m"), "../d/m/main.tf": group(f'"{CLOSED}"'), "../e/m/main.tf": group(f'"{OPEN}"')},
        link("x", "../e"),
        before=all_of(repository_above, link("x", "../d")),
    ),
    "where a link on the way to a link leads": Case(
        {**TF, "d/v.txt": variable(), "e/v.txt": variable(OPEN)},
        link("x", "e"),
        before=all_of(link("x", "d"), link("vars.tf", "x/v.txt")),
    ),
    "a link that led nowhere": Case(TF, write("a.txt", variable(OPEN)), before=link("vars.tf", "a.txt")),
    "where a link that is named leads": Case(
        {"d/main.tf": group(f'"{CLOSED}"'), "e/main.tf": group(f'"{OPEN}"')},
        link("x", "e"),
        ("x",),
        link("x", "d"),
    ),
    "a link that leads nowhere": Case(
        {**TF, "a.txt": variable()}, remove("a.txt"), before=link("vars.tf", "a.txt")
    ),
    "a file becomes a link out of the folder": Case({**TF, "../v.tf": variable()}, link("vars.tf", "../../v.tf")),
    # Bicep.
    "a Bicep module": Case(
        {"main.bicep": "module m 'm.bicep' = {\n  name: 'm'\n}\n", "m.bicep": STORE.format("true", "https")},
        within("m.bicep", "= true", "= false"),
    ),
    "a Bicep module appears": Case(
        {"main.bicep": "module m 'm.bicep' = {\n  name: 'm'\n}\n"}, write("m.bicep", STORE.format("false", "https"))
    ),
    "a .bicepparam": Case(
        {"main.bicep": STORE.format("true", "https"), "main.bicepparam": "using 'main.bicep'\nparam https = true\n"},
        within("main.bicepparam", "https = true", "https = false"),
    ),
    "a .bicepparam appears": Case(
        {"main.bicep": STORE.format("true", "https")},
        write("main.bicepparam", "using 'main.bicep'\nparam https = false\n"),
    ),
    "a .bicepparam that extends": Case(
        {"main.bicep": STORE.format("true", "https"), "base.bicepparam": "using none\nparam https = true\n",
         "main.bicepparam": "using 'main.bicep'\nextends 'base.bicepparam'\n"},
        within("base.bicepparam", "true", "false"),
    ),
    "loadTextContent()": Case(
        {"main.bicep": STORE.format("true", "bool(loadTextContent('https.txt'))"), "https.txt": "true"},
        write("https.txt", "false"),
    ),
    "loadJsonContent() of what was not there": Case(
        {"main.bicep": STORE.format("true", "loadJsonContent('https.json').https")},
        write("https.json", '{"https": false}'),
    ),
    "loadYamlContent()": Case(
        {"main.bicep": STORE.format("true", "loadYamlContent('https.yml').https"), "https.yml": "https: true\n"},
        write("https.yml", "https: false\n"),
    ),
    "an import": Case(
        {"main.bicep": "import { on } from 'on.bicep'\n" + STORE.format("true", "on"),
         "on.bicep": "@export()\nvar on = true\n"},
        within("on.bicep", "true", "false"),
    ),
    "bicepconfig.json appears": Case(
        {"main.bicep": "module m 'br/own:m:1' = {\n  name: 'm'\n}\n"},
        write("bicepconfig.json", '{"moduleAliases": {"br": {"own": {"registry": "own.azurecr.io"}}}}'),
    ),
    "a module is restored": Case(
        {"main.bicep": "module m 'br:own.azurecr.io/m:1' = {\n  name: 'm'\n}\n"},
        write("../home/.bicep/br/own.azurecr.io/m/1$/main.json", ARM.format("false")),
    ),
    "Bicep of a neighbour": Case(
        {"a/b/c/main.bicep": STORE.format("true", "https"), "a/b/c/d/main.bicep": STORE.format("true", "https")},
        within("a/b/c/d/main.bicep", "= true", "= false"),
    ),
    # ARM.
    "a template": Case({"azuredeploy.json": ARM.format("true")}, write("azuredeploy.json", ARM.format("false"))),
    "a parameter file": Case(
        {"azuredeploy.json": ARM.format("true"), "azuredeploy.parameters.json": ARM_INPUTS.format("true")},
        write("azuredeploy.parameters.json", ARM_INPUTS.format("false")),
    ),
    "a parameter file appears": Case(
        {"azuredeploy.json": ARM.format("true")}, write("azuredeploy.parameters.json", ARM_INPUTS.format("false"))
    ),
    "a linked template": Case(
        {"main.json": LINKING, "inner/linked.json": ARM.format("true")},
        write("inner/linked.json", ARM.format("false")),
    ),
    "a linked template appears": Case({"main.json": LINKING}, write("inner/linked.json", ARM.format("false"))),
    "JSON that becomes a template": Case({**TF, "x.json": "{}"}, write("x.json", ARM.format("false"))),
    # CloudFormation.
    "a stack": Case({"s.yaml": BUCKET.format("Private")}, write("s.yaml", BUCKET.format("PublicRead"))),
    "a stack's parameters appear": Case(
        {"s.yaml": BUCKET.format("Private")},
        write("s-params.json", '[{"ParameterKey": "Acl", "ParameterValue": "PublicRead"}]'),
    ),
    "a stack's parameters in a folder for them": Case(
        {"s.yaml": BUCKET.format("Private"), "params/s.json": '{"Parameters": {"Acl": "Private"}}'},
        write("params/s.json", '{"Parameters": {"Acl": "PublicRead"}}'),
    ),
    "samconfig.toml appears": Case(
        {"template.yaml": "Transform: AWS::Serverless-2016-10-31\n" + BUCKET.format("Private")},
        write("samconfig.toml", '[default.deploy.parameters]\nparameter_overrides = "Acl=PublicRead"\n'),
    ),
    "a nested stack": Case(
        {"s.yaml": NESTING, "inner.yaml": BUCKET.format("Private")}, write("inner.yaml", BUCKET.format("PublicRead"))
    ),
    "a nested stack appears": Case({"s.yaml": NESTING}, write("inner.yaml", BUCKET.format("PublicRead"))),
    "YAML that becomes a stack": Case({"s.yaml": "a: 1\n"}, write("s.yaml", BUCKET.format("PublicRead"))),
    "a plan": Case({"plan.json": PLAN.format(CLOSED)}, write("plan.json", PLAN.format(OPEN))),
    # What git ignores, and what is left out.
    ".gitignore appears": Case(OPENED, write(".gitignore", "*.tf\n"), before=git("init", "-q")),
    ".gitignore changes": Case(
        {**OPENED, ".gitignore": "b/\n", "b/main.tf": group(f'"{OPEN}"')},
        write(".gitignore", "# \n"),
        before=git("init", "-q"),
    ),
    ".gitignore above": Case({"a/b/main.tf": group(f'"{OPEN}"')}, write("a/.gitignore", "b\n"), ("a",), git("init")),
    ".git/info/exclude": Case(OPENED, write(".git/info/exclude", "*.tf\n"), before=git("init", "-q")),
    "a file is tracked though ignored": Case(
        {**OPENED, ".gitignore": "*.tf\n"}, git("add", "-f", "main.tf"), before=git("init", "-q")
    ),
    # The configuration.
    "a severity": Case(OPENED, write("foureyes.toml", f'[lint.severities]\n{SSH} = "critical"\n')),
    "a rule is off": Case(OPENED, write("foureyes.toml", f'[lint.severities]\n{SSH} = "off"\n')),
    "a severity in some paths": Case(
        {**OPENED, "foureyes.toml": LINT},
        write("foureyes.toml", f'[[lint.at]]\npaths = ["*.tf"]\n[lint.at.severities]\n{SSH} = "info"\n'),
    ),
    "a classification": Case(
        {**OPENED, "foureyes.toml": LINT},
        write("foureyes.toml", '[[lint.classification]]\nname = "secret"\ntags = {data = ["secret"]}\n'),
    ),
    "a profile of the configuration": Case(
        {"main.tf": 'resource "aws_s3_bucket" "b" {\n  bucket = "b"\n}\n', "foureyes.toml": LINT},
        write("foureyes.toml", '[lint]\nprofiles = ["customer-keys"]\n'),
    ),
    "deployments of the configuration": Case(
        {**TF, "foureyes.toml": '[[lint.deployments]]\nroot = "."\n[lint.deployments.vars]\nfrom = "10.0.0.0/8"\n'},
        within("foureyes.toml", "10.0.0.0/8", OPEN),
    ),
    "a file of a deployment of the configuration": Case(
        {**TF, "x/given.txt": f'from = "{CLOSED}"\n',
         "foureyes.toml": '[[lint.deployments]]\nroot = "."\nfiles = ["x/given.txt"]\n'},
        within("x/given.txt", CLOSED, OPEN),
    ),
    "the name of a deployment": Case(
        {**TF, "foureyes.toml": f'[[lint.deployments]]\nroot = "."\nname = "prod"\n[lint.deployments.vars]\n'
                                f'from = "{OPEN}"\n'},
        within("foureyes.toml", "prod", "test"),
    ),
    "what is excluded": Case({**OPENED, "foureyes.toml": LINT},
                             write("foureyes.toml", '[lint]\nexclude = ["main.tf"]\n')),
    "what is judged": Case(
        {**OPENED, "b/main.tf": group(f'"{OPEN}"'), "foureyes.toml": LINT},
        write("foureyes.toml", '[lint]\npaths = ["b"]\n'),
    ),
    "what fails": Case(OPENED, write("foureyes.toml", '[lint]\nfail_on = "never"\n')),
    "a suppression of the configuration": Case(
        OPENED,
        write("foureyes.toml", f'[[lint.suppressions]]\nrule = "{SSH}"\npath = "main.tf"\nreason = "known"\n'),
    ),
    "other tools' comments": Case(
        {"main.tf": "#checkov:skip=CKV_AWS_24:known\n" + group(f'"{OPEN}"'), "foureyes.toml": LINT},
        write("foureyes.toml", '[lint]\nhonour = ["checkov"]\n'),
    ),
    "a configuration above": Case(
        {"a/main.tf": group(f'"{OPEN}"')},
        write("foureyes.toml", f'[lint.severities]\n{SSH} = "critical"\n'),
        ("a",),
        git("init", "-q"),
    ),
    "pyproject.toml configures": Case(
        OPENED, write("pyproject.toml", f'[tool.foureyes.lint.severities]\n{SSH} = "critical"\n')
    ),
    "a repository begins above": Case(
        {"a/main.tf": group(f'"{OPEN}"'), "foureyes.toml": f'[lint.severities]\n{SSH} = "critical"\n'},
        lambda work: (work / ".git").mkdir(),
        ("a",),
    ),
    "a repository begins within": Case(
        {"a/b/main.tf": group(f'"{OPEN}"'), "a/foureyes.toml": f'[lint.severities]\n{SSH} = "critical"\n'},
        lambda work: (work / "a/b/.git").mkdir(),
        ("a/b",),
        git("init", "-q"),
    ),
    "what the configuration links to": Case(
        {**OPENED, "x.txt": LINT},
        write("x.txt", f'[lint.severities]\n{SSH} = "critical"\n'),
        before=link("foureyes.toml", "x.txt"),
    ),
    "a baseline": Case(
        {**OPENED, "foureyes.toml": LINT},
        write("foureyes.toml", '[lint]\nbaseline = "foureyes-baseline.json"\n'),
        before=written_baseline,
    ),
    "a baseline that is emptied": Case(
        {**OPENED, "foureyes.toml": '[lint]\nbaseline = "foureyes-baseline.json"\n'},
        lambda work: write("foureyes-baseline.json", emptied((work / "foureyes-baseline.json").read_text()))(work),
        before=written_baseline,
    ),
    # Rules of one's own.
    "a rule": Case({**OPENED, "rules/r.py": RULE.format("yes", "", "yes")},
                   write("rules/r.py", RULE.format("no", "", "no")), ("--rules-from", "rules")),
    "a rule's severity": Case({**OPENED, "rules/r.py": RULE.format("yes", "", "yes")},
                              within("rules/r.py", "Severity.HIGH", "Severity.LOW"), ("--rules-from", "rules")),
    "a rule appears": Case({**OPENED, "rules/q.py": ""}, write("rules/r.py", RULE.format("yes", "", "yes")),
                           ("--rules-from", "rules")),
    "a rule breaks": Case({**OPENED, "rules/r.py": RULE.format("yes", "", "yes")},
                          write("rules/r.py", "1 / 0\n"), ("--rules-from", "rules")),
    "what a rule imports": Case(
        {**OPENED, "rules/r.py": RULE.format("unsure", "from .inner.words import answer\n", "answer"),
         "rules/inner/words.py": "from foureyes.model.evidence import no as answer\n"},
        write("rules/inner/words.py", "from foureyes.model.evidence import yes as answer\n"),
        ("--rules-from", "rules"),
    ),
    "data of a rule": Case(
        {**OPENED, "rules/words.txt": "no", "rules/r.py": RULE.format(
            "yes, no", "from pathlib import Path\nanswer = {'yes': yes, 'no': no}["
            "Path(__file__).with_name('words.txt').read_text()]\n", "answer")},
        write("rules/words.txt", "yes"),
        ("--rules-from", "rules"),
    ),
    "where a link in the rules leads": Case(
        {**OPENED, "rules/q.py": "", "d/__init__.py": "", "e/__init__.py": "",
         "d/r.py": RULE.format("no", "", "no"), "e/r.py": RULE.format("yes", "", "yes")},
        link("rules/inner", "../e"),
        ("--rules-from", "rules"),
        link("rules/inner", "../d"),
    ),
    "a rule behind a link": Case(
        {**OPENED, "rules/q.py": "", "d/__init__.py": "", "d/r.py": RULE.format("no", "", "no")},
        write("d/r.py", RULE.format("yes", "", "yes")),
        ("--rules-from", "rules"),
        link("rules/inner", "../d"),
    ),
}  # fmt: skip


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "here" / "work"
    folder.mkdir(parents=True)
    return folder


def judged(work: Path, *arguments: str) -> tuple[int, str, str]:
    """What a run answers: its exit code and all it says."""
    home = work.parent / "home"
    done = Cli(work)("lint", "--format", "json", *arguments, HOME=str(home), XDG_CACHE_HOME=f"{work.parent}-cache")
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def agreed(work: Path, *arguments: str) -> tuple[int, str, str]:
    """What runs with the cache and without it answer."""
    known = judged(work, *arguments)
    assert known == judged(work, "--no-cache", *arguments)
    return known


def written(work: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        write(path, text)(work)


@pytest.mark.parametrize("name", CASES)
def test_a_change_is_seen(work: Path, tmp_path: Path, name: str) -> None:
    case = CASES[name]
    written(work, case.files)
    if case.before is not None:
        case.before(work)
    shutil.copytree(work.parent, tmp_path / "kept", symlinks=True)
    time.sleep(SETTLED)
    before = judged(work, *case.arguments)
    assert before == judged(work, *case.arguments)
    case.change(work)
    assert agreed(work, *case.arguments) != before
    # All is put back, with the times that the files had.
    shutil.rmtree(work.parent)
    shutil.copytree(tmp_path / "kept", work.parent, symlinks=True)
    assert judged(work, *case.arguments) == before


WORLD = {
    **TF,
    ".gitignore": "d/\n",
    "given.txt": f'from = "{OPEN}"\n',
    "b/main.tf": group(f'"{OPEN}"', "b"),
    "c/main.tf": 'resource "aws_s3_bucket" "b" {\n  bucket = "b"\n}\n',
    "c/s.yaml": BUCKET.format("PublicRead"),
    "d/main.tf": group(f'"{OPEN}"', "d"),
    "rules/r.py": RULE.format("yes", "", "yes"),
}
ASKED = [
    (),
    ("--profile", "customer-keys"),
    ("--var", f"from={OPEN}"),
    ("--var", f"from={CLOSED}"),
    ("--var-file", "given.txt"),
    ("--max-file-size", "0.0003"),
    ("--no-gitignore",),
    ("--exclude", "b"),
    ("--shard", "1/2"),
    ("--shard", "2/2"),
    ("--rules-from", "rules"),
    ("b",),
    ("./b/",),
    ("../work/b",),
    ("b", "c"),
    ("c", "b"),
    ("b/main.tf",),
    ("--roots-of", "b/main.tf"),
]


def test_what_is_asked_is_answered(work: Path) -> None:
    written(work, WORLD)
    git("init", "-q")(work)
    right = [judged(work, "--no-cache", *one) for one in ASKED]
    assert len(set(right)) == 13  # some ask for the same in other words
    assert [judged(work, *one) for one in ASKED] == right
    assert [judged(work, *one) for one in ASKED[::-1]] == right[::-1]


def test_each_folder_has_its_own_answers(work: Path) -> None:
    for folder, cidr in (("x", OPEN), ("y", f"{CLOSED}")):
        written(work, {f"{folder}/main.tf": group(f'"{cidr}"')})
    git("init", "-q")(work)
    told = [Cli(work / folder)("lint", XDG_CACHE_HOME=f"{work.parent}-cache").returncode for folder in "xyxy"]
    assert told == [1, 0, 1, 0]


def test_what_changes_in_the_blink_of_an_eye_is_seen(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock of a file system ticks every few milliseconds: two states of a file may have one time, and one size."""
    monkeypatch.setenv("XDG_CACHE_HOME", f"{work.parent}-cache")
    monkeypatch.chdir(work)
    written(work, TF)
    states = [variable(), variable(f"{OPEN} ")] * 40
    for text in states:
        with open("vars.tf", "r+", encoding="utf-8") as file:
            file.write(text)
        found = lint(["."], WorkingTree(), manner=Manner(cache=True)).findings
        assert bool(found) == (OPEN in text)


@pytest.mark.parametrize("moment", range(6))
def test_what_changes_while_it_is_judged_is_judged_in_the_end(work: Path, moment: int) -> None:
    """Whatever state a run saw, the next one answers for what is there."""
    many = {f"m{number}/main.tf": group("trimspace(var.from)") + variable() for number in range(60)}
    written(work, many)
    running = subprocess.Popen(
        [sys.executable, "-m", "foureyes", "lint"],
        cwd=work,
        env={**os.environ, "XDG_CACHE_HOME": f"{work.parent}-cache"},
        stdout=subprocess.DEVNULL,
    )
    time.sleep(0.05 + 0.05 * moment)
    for path in many:
        within(path, CLOSED, f"{OPEN} ")(work)
    running.wait(timeout=60)
    opened = agreed(work)
    assert opened[0] == 1
    for path in many:
        within(path, f"{OPEN} ", CLOSED)(work)
    assert agreed(work)[0] == 0


PACKS = {
    "a pack of one file": ("acme.py", "acme.py"),
    "a pack": ("acme/inner/rules.py", "acme/inner/rules.py"),
    "a pack with a folder that is a link": ("acme/inner", "elsewhere/rules.py"),
}


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_that_changes_is_asked_anew(work: Path, name: str) -> None:
    shown, file = PACKS[name]
    library = work.parent / "library"
    written(work, {**OPENED, "foureyes.toml": '[lint]\npacks = ["acme"]\n'})
    written(library, {file: RULE.format("no", "", "no")})
    for folder in {*(library / shown).parents, (library / file).parent} - {library, *library.parents}:
        write("__init__.py", "")(folder)
    if shown != file:
        (library / shown).symlink_to(f"../{os.path.dirname(file)}")

    def code(*more: str) -> int:
        keep = {"XDG_CACHE_HOME": f"{work.parent}-cache", "PYTHONPATH": str(library)}
        return Cli(work)("lint", *more, **keep).returncode

    assert [code(), code()] == [0, 0]
    (library / file).write_text(RULE.format("yes", "", "yes"))
    assert [code(), code("--no-cache")] == [1, 1]


def test_a_folder_that_is_moved_is_another(work: Path) -> None:
    written(work, {"a/main.tf": group(f'"{OPEN}"'), "b/main.tf": group(f'"{CLOSED}"')})
    time.sleep(SETTLED)

    def code(folder: str) -> int:
        return Cli(work / folder)("lint", XDG_CACHE_HOME=f"{work.parent}-cache").returncode

    assert [code("a"), code("b"), code("a"), code("b")] == [1, 0, 1, 0]
    move("a", "c")(work)
    move("b", "a")(work)
    move("c", "b")(work)
    assert [code("a"), code("b")] == [0, 1]
