"""Suppressions on the command line: what `lint` and `suppressions` make of them."""

import csv
import io
import json
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft4Validator, Draft202012Validator

ACL = "aws-s3-bucket-acl-open-to-everyone"
SSH = "aws-security-group-open-to-internet-on-ssh"
PLAIN = "azure-storage-account-accepts-plain-http"

BUCKET = """\
{above}resource "aws_s3_bucket" "site" {{
  bucket = "site"
{line}  acl    = "public-read"{end}
}}

resource "aws_s3_bucket" "other" {{
  bucket = "other"
  acl    = "public-read"
}}
"""
BICEP = """\
{above}resource account 'Microsoft.Storage/storageAccounts@2023-01-01' = {{
  name: 'abcdef'
  location: 'westeurope'
  sku: {{ name: 'Standard_LRS' }}
  kind: 'StorageV2'
  properties: {{
{line}    supportsHttpsTrafficOnly: false{end}
  }}
}}
"""
ARM = """\
{{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
{above}    {{
      "type": "Microsoft.Storage/storageAccounts",
      "apiVersion": "2023-01-01",
      "name": "abcdef",
      "properties": {{
{line}        "supportsHttpsTrafficOnly": false{end}
      }}
    }}
  ]
}}
"""
STACK = """\
Resources:
{above}  Site:
    Type: AWS::S3::Bucket
    Properties:
{line}      AccessControl: PublicRead{end}
  Other:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicRead
"""
LANGUAGES = {
    "main.tf": (BUCKET, "#", ACL, "aws_s3_bucket.site"),
    "main.bicep": (BICEP, "//", PLAIN, "account"),
    "main.json": (ARM, "//", PLAIN, "abcdef"),
    "stack.yaml": (STACK, "#", ACL, "Site"),
}


def written(path, where, words='reason="it is meant to be"'):
    text, mark, rule, _ = LANGUAGES[path]
    indent = {"above": {"main.json": "    ", "stack.yaml": "  "}.get(path, "")}
    indent["line"] = {"main.tf": "  ", "main.bicep": "    ", "main.json": "        ", "stack.yaml": "      "}[path]
    comment = f"{mark} foureyes: ignore[{rule}] {words}"
    filled = {"above": "", "line": "", "end": ""}
    if where == "file":
        return f"{mark} foureyes: ignore-file[{rule}] {words}\n" + text.format(**filled)
    if where:
        filled[where] = f" {comment}" if where == "end" else f"{indent[where]}{comment}\n"
    return text.format(**filled)


def told(report, rule):
    return [one["resource"] for one in report["findings"] if one["rule"] == rule]


@pytest.mark.parametrize("path", LANGUAGES)
@pytest.mark.parametrize("where", ["above", "line", "end"])
def test_a_comment_accepts_the_finding_it_stands_at_and_no_other(cli, path, where):
    _, _, rule, resource = LANGUAGES[path]
    (cli.folder / path).write_text(written(path, ""))
    before = cli.lint(path)
    (cli.folder / path).write_text(written(path, where))
    after = cli.lint(path)
    others = [one for one in told(before, rule) if resource not in one]
    assert told(after, rule) == others
    (accepted,) = after["accepted"]
    assert resource in accepted["resource"]
    assert accepted["acceptance"]["by"] == "comment"
    assert accepted["acceptance"]["reason"] == "it is meant to be"
    assert accepted["acceptance"]["line"]
    assert len(after["findings"]) + 1 == len(before["findings"]), "every other rule still speaks"
    assert after["notes"] == []


@pytest.mark.parametrize("path", LANGUAGES)
def test_a_comment_for_the_file(cli, path):
    _, _, rule, _ = LANGUAGES[path]
    (cli.folder / path).write_text(written(path, "file"))
    report = cli.lint(path)
    assert told(report, rule) == []
    assert report["accepted"]


INGRESS = """\
resource "aws_security_group" "s" {{
{}  ingress {{
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }}
{}  ingress {{
    from_port   = 20
    to_port     = 25
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }}
}}
"""


def test_one_block_accepted_leaves_the_other(cli):
    comment = f'  # foureyes: ignore[{SSH}] reason="bastion"\n'
    for first, second, line in ((comment, "", 13), ("", comment, 6), (comment, comment, 0)):
        (cli.folder / "main.tf").write_text(INGRESS.format(first, second))
        report = cli.lint("main.tf")
        lines = [one["line"] for one in report["findings"] if one["rule"] == SSH]
        assert lines == ([line] if line else [])
        assert cli.lint("main.tf") == report, "from the cache it is the same"
        assert report["notes"] == []


def test_a_deployment_that_other_places_decide_is_not_hidden(cli):
    (cli.folder / "main.tf").write_text(
        'variable "acl" { default = "private" }\n'
        'variable "open" { default = false }\n'
        'resource "aws_s3_bucket" "b" {\n'
        '  bucket = "b"\n'
        f'  acl = var.acl # foureyes: ignore[{ACL}] reason="the site"\n'
        '  dynamic "grant" {\n    for_each = var.open ? [1] : []\n    content {\n'
        '      type = "Group"\n      permissions = ["READ"]\n'
        '      uri = "http://acs.amazonaws.com/groups/global/AllUsers"\n    }\n  }\n}\n'
    )
    (cli.folder / "one.tfvars").write_text('acl = "public-read"\n')
    assert told(cli.lint("."), ACL) == []
    (cli.folder / "two.tfvars").write_text("open = true\n")
    alone = cli.lint(".")
    assert told(alone, ACL) == ["aws_s3_bucket.b"], "two.tfvars opens it by another setting"
    assert alone["findings"][0]["line"] == 11


def test_states(cli):
    (cli.folder / "main.tf").write_text(
        written("main.tf", "above", 'reason="x" until=2020-01-01')
        + f'# foureyes: ignore[{ACL}] reason="nothing below"\nlocals {{}}\n'
        + '# foureyes: ignore[aws-s3-bucket-acl-open-to-everybody] reason="a typo"\nlocals {}\n'
        + '# foureyes: ignore[aws-s3-bucket-keeps-everything] reason="of a profile"\nlocals {}\n'
    )
    done = cli("lint", "main.tf", "--format", "json")
    report = json.loads(done.stdout)
    assert done.returncode == 3
    assert len(told(report, ACL)) == 2
    assert [one["text"] for one in report["notes"]] == [
        f"the suppression of {ACL} ended on 2020-01-01",
        f"the suppression of {ACL} hides nothing",
    ]
    assert "did you mean aws-s3-bucket-acl-open-to-everyone?" in done.stderr
    done = cli("suppressions", "main.tf", "--format", "json", "--no-blame")
    assert done.returncode == 3, "unknown rules are faults"
    rows = json.loads(done.stdout)["suppressions"]
    assert [row["state"] for row in rows] == ["expired", "unused", "unknown rule", "not met"]
    assert [row["scope"] for row in rows] == ["resource", "setting", "setting", "setting"]


def test_what_says_too_little_fails_the_run(cli):
    (cli.folder / "main.tf").write_text(written("main.tf", "above", ""))
    done = cli("lint", "main.tf", "--fail-on", "never", "--allow-unreadable", "--allow-unknown")
    assert done.returncode == 3
    assert "no reason is given" in done.stderr
    assert "main.tf:1:1" in done.stderr


def test_the_summary_counts_what_is_accepted(cli):
    (cli.folder / "main.tf").write_text(written("main.tf", "above"))
    done = cli("lint", "main.tf")
    assert "1 finding accepted (1 by comments). `foureyes suppressions` lists them." in done.stdout
    assert "1 finding accepted" in cli("lint", "main.tf", "--format", "markdown").stdout
    junit = cli("lint", "main.tf", "--format", "junit").stdout
    assert 'skipped message="accepted: it is meant to be"' in junit


@pytest.mark.parametrize(("callers", "told_unused"), [(1, True), (2, False)])
def test_unused_is_told_only_where_everything_was_judged(cli, callers, told_unused):
    module = cli.folder / "modules/bucket"
    module.mkdir(parents=True)
    (module / "main.tf").write_text(
        'variable "acl" {}\nresource "aws_s3_bucket" "b" {\n  bucket = "b"\n'
        f'  # foureyes: ignore[{ACL}] reason="the site"\n  acl = var.acl\n}}\n'
    )
    for number in range(callers):
        folder = cli.folder / f"envs/e{number}"
        folder.mkdir(parents=True)
        (folder / "main.tf").write_text('module "b" {\n  source = "../../modules/bucket"\n  acl = "private"\n}\n')
    report = cli.lint("envs/e0")
    assert bool(report["notes"]) is told_unused
    assert cli.lint(".")["notes"], "the whole folder was judged"


def test_a_variable_given_for_the_run_makes_nothing_unused(cli):
    (cli.folder / "main.tf").write_text(
        'variable "acl" { default = "public-read" }\nresource "aws_s3_bucket" "b" {\n  bucket = "b"\n'
        f'  # foureyes: ignore[{ACL}] reason="the site"\n  acl = var.acl\n}}\n'
    )
    assert cli.lint(".", "--var", "acl=private")["notes"] == []
    (cli.folder / "main.tf").write_text((cli.folder / "main.tf").read_text().replace("public-read", "private"))
    assert cli.lint(".")["notes"]


CONFIGURATION = """\
[lint]
{}
[[lint.suppressions]]
rule = "{}"
path = "{}"
reason = "no comments in JSON"
{}
"""


def configure(cli, path="main.json", rule=PLAIN, lint="", more=""):
    (cli.folder / "foureyes.toml").write_text(CONFIGURATION.format(lint, rule, path, more))


def test_the_configuration_speaks_for_files_without_comments(cli):
    (cli.folder / "main.json").write_text(written("main.json", ""))
    configure(cli)
    report = cli.lint(".")
    assert told(report, PLAIN) == []
    (accepted,) = report["accepted"]
    assert accepted["acceptance"] == {
        "by": "configuration", "reason": "no comments in JSON", "until": "", "path": None, "line": None, "column": None,
    }  # fmt: skip
    configure(cli, more='resource = "another"')
    report = cli.lint(".")
    assert told(report, PLAIN)
    assert [(one["path"], one["text"]) for one in report["notes"]] == [
        ("foureyes.toml:3", f"the suppression of {PLAIN} hides nothing")
    ]
    configure(cli, path="elsewhere/**")
    assert told(cli.lint("."), PLAIN)
    configure(cli, rule="no-such-rule")
    assert cli("lint", ".").returncode in (1, 3)
    assert "foureyes.toml:3: there is no rule 'no-such-rule'" in cli("lint", ".").stderr
    configure(cli, more='until = "2027-02-30"')
    assert cli("lint", ".").returncode == 2


def test_paths_of_the_configuration_are_told_from_its_folder(cli):
    subprocess.run(["git", "init", "-q", cli.folder], check=True)
    (cli.folder / "infra").mkdir()
    (cli.folder / "infra/main.json").write_text(written("main.json", ""))
    configure(cli, path="infra/*.json")
    assert told(cli.lint("infra"), PLAIN) == []
    cli.folder = cli.folder / "infra"
    assert told(cli.lint("."), PLAIN) == []


@pytest.mark.parametrize(
    ("lint", "words"),
    [
        ("forbid_suppressions = true", "forbids suppressions"),
        (f'forbid_suppressions = ["{ACL}"]', "forbids suppressing"),
        ('forbid_suppressions = ["critical"]', "forbids suppressing what is critical"),
        ("require_until = true", "has no end"),
        ("max_days = 90", "has no end"),
    ],
)
def test_what_the_configuration_refuses_does_not_count(cli, lint, words):
    (cli.folder / "main.tf").write_text(written("main.tf", "above"))
    (cli.folder / "foureyes.toml").write_text(f"[lint]\n{lint}\n")
    report = cli.lint(".")
    assert len(told(report, ACL)) == 2
    assert report["accepted"] == []
    (note,) = report["notes"]
    assert words in note["text"]
    assert json.loads(cli("suppressions", "--format", "json").stdout)["suppressions"][0]["state"] == "refused"


@pytest.mark.parametrize("verb", ["ignore", "ignore-resource", "ignore-file"])
def test_no_comment_suppresses_every_rule(cli, verb):
    comment = f'# foureyes: {verb}[*] reason="noise"'
    (cli.folder / "main.tf").write_text(f"{comment}\n{written('main.tf', '')}")
    done = cli("lint", ".")
    assert done.returncode == 3
    assert "there is no rule '*' to suppress" in done.stderr
    assert len(told(cli.lint("."), ACL)) == 2


def test_the_configuration_suppresses_no_every_rule(cli):
    (cli.folder / "main.tf").write_text(written("main.tf", ""))
    configure(cli, rule="*", path="main.tf")
    assert len(told(cli.lint("."), ACL)) == 2
    assert "there is no rule '*' to suppress" in cli("lint", ".").stderr


def test_what_skips_every_rule_skips_none_that_is_forbidden(cli):
    text = "# trivy:ignore:*\n" + written("main.tf", "")
    (cli.folder / "main.tf").write_text(text)
    (cli.folder / "foureyes.toml").write_text('[lint]\nhonour = ["trivy"]\n')
    assert len(told(cli.lint("."), ACL)) == 1
    (cli.folder / "foureyes.toml").write_text(f'[lint]\nhonour = ["trivy"]\nforbid_suppressions = ["{ACL}"]\n')
    assert len(told(cli.lint("."), ACL)) == 2


def test_skip_comments_of_other_tools_are_counted_and_honoured_only_where_wanted(cli):
    text = written("main.tf", "").replace(
        '  bucket = "site"\n', '  bucket = "site"\n  #checkov:skip=CKV_AWS_20:a site\n'
    )
    (cli.folder / "main.tf").write_text(text)
    report = cli.lint(".")
    assert len(told(report, ACL)) == 2
    assert [one["text"] for one in report["notes"]] == ["1 skip comment of checkov is not honoured"]
    (cli.folder / "foureyes.toml").write_text('[lint]\nhonour = ["checkov"]\n')
    report = cli.lint(".")
    assert told(report, ACL) == ["aws_s3_bucket.other"]
    assert report["accepted"][0]["acceptance"]["by"] == "foreign comment"
    assert report["accepted"][0]["acceptance"]["reason"] == "a site"
    assert report["notes"] == []


def test_the_list_names_who_wrote_the_line(cli):
    (cli.folder / "main.tf").write_text(written("main.tf", "above"))
    git = ["git", "-C", str(cli.folder), "-c", "user.name=Zoë", "-c", "user.email=zoe@example.com"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-qm", "x"], check=True)
    done = cli("suppressions", ".")
    assert f"main.tf:1: {ACL} (in force; resource, Zoë)" in done.stdout
    assert "1 suppression: 1 in force" in done.stderr
    with (cli.folder / "main.tf").open("a") as file:
        file.write(f'# foureyes: ignore[{ACL}] reason="=1+1"\nlocals {{}}\n')
    rows = list(csv.DictReader(io.StringIO(cli("suppressions", ".", "--format", "csv").stdout)))
    assert [row["author"] for row in rows] == ["Zoë", "not committed"]
    assert rows[1]["reason"] == "'=1+1"
    assert all(row["author"] == "" for row in json.loads(
        cli("suppressions", ".", "--format", "json", "--no-blame").stdout
    )["suppressions"])  # fmt: skip


def test_a_secret_in_a_reason_is_masked(cli):
    (cli.folder / "main.tf").write_text(
        written("main.tf", "above", "reason=\"the password = 'hunter2hunter2' is old\"")
    )
    for form in ("text", "json", "sarif", "junit", "markdown", "html"):
        done = cli("lint", ".", "--format", form)
        assert "hunter2hunter2" not in done.stdout + done.stderr, form
    for form in ("text", "json", "csv"):
        assert "hunter2hunter2" not in cli("suppressions", ".", "--format", form).stdout


def test_shards_joined_keep_what_is_accepted(cli):
    for name in ("a", "b"):
        (cli.folder / name).mkdir()
        (cli.folder / name / "main.tf").write_text(written("main.tf", "above"))
    for form in ("json", "sarif"):
        whole = json.loads(cli("lint", ".", "--format", form).stdout)
        for number in (1, 2):
            cli("lint", ".", "--format", form, "--shard", f"{number}/2", "--output", f"s{number}.{form}")
        joined = json.loads(cli("merge", f"s1.{form}", f"s2.{form}").stdout)
        if form == "json":
            assert len(joined["accepted"]) == 2
            assert joined["accepted"] == whole["accepted"]
        else:
            assert joined["runs"][0]["results"] == whole["runs"][0]["results"]


def test_sarif_tells_suppressions_as_such(cli):
    (cli.folder / "main.tf").write_text(written("main.tf", "above", 'reason="meant" until=2037-01-31'))
    run = json.loads(cli("lint", ".", "--format", "sarif").stdout)["runs"][0]
    (one,) = [result for result in run["results"] if "suppressions" in result]
    (suppression,) = one["suppressions"]
    assert (suppression["kind"], suppression["status"], suppression["justification"]) == (
        "inSource",
        "accepted",
        "meant",
    )
    assert suppression["location"]["physicalLocation"]["region"]["startLine"] == 1
    assert suppression["properties"] == {"by": "comment", "until": "2037-01-31"}
    assert run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == ACL


def test_reports_follow_their_schemas(cli):
    (cli.folder / "main.tf").write_text(
        written("main.tf", "above") + '# foureyes: ignore-file[aws-s3-bucket-acl-open-to-writers] reason="none"\n'
    )
    (cli.folder / "main.json").write_text(written("main.json", ""))
    configure(cli)
    report = cli.lint(".")
    assert len(report["accepted"]) == 2
    assert report["notes"]
    ours = json.loads((files("foureyes.reports") / "schema" / "foureyes-report-1.schema.json").read_text())
    assert list(Draft202012Validator(ours).iter_errors(report)) == []
    log = json.loads(cli("lint", ".", "--format", "sarif").stdout)
    official = json.loads((Path(__file__).parents[1] / "reports/data/sarif-schema-2.1.0.json").read_text())
    assert list(Draft4Validator(official).iter_errors(log)) == []


@pytest.mark.parametrize("verb", ["suppressions", "migrate"])
def test_help(cli, verb):
    done = cli(verb, "--help")
    assert done.returncode == 0
    assert "Examples:" in done.stdout
