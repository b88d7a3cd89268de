"""`foureyes migrate`: skip comments of other tools become suppressions, and nothing else changes."""

import json
import re

import pytest

ACL = "aws-s3-bucket-acl-open-to-everyone"
BUCKET = """\
resource "aws_s3_bucket" "site" {{
  bucket = "site"
  {}
  acl    = "public-read" {}
}}
"""


def migrated(cli, text, path="main.tf", *more):
    (cli.folder / path).write_bytes(text.encode())
    done = cli("migrate", "--write", *more)
    assert done.returncode == 0, done.stderr
    return (cli.folder / path).read_bytes().decode(), done.stderr


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ('#checkov:skip=CKV_AWS_20:a "public" site', '# foureyes: ignore-resource[{}] reason="a \\"public\\" site"'),
        (
            "// checkov:skip=CKV_AWS_20",
            '// foureyes: ignore-resource[{}] reason="no reason was given to checkov (CKV_AWS_20)"',
        ),
        ("/* tfsec:ignore:aws-s3-no-public-access-with-acl fine */", '/* foureyes: ignore[{}] reason="fine" */'),
        ("# a site trivy:ignore:AWS-0092:exp:2030-01-31", '# foureyes: ignore[{}] reason="a site" until=2030-01-31'),
    ],
)
def test_a_comment_is_rewritten_where_it_stands(cli, comment, expected):
    text, said = migrated(cli, BUCKET.format(comment, ""))
    assert text == BUCKET.format(expected.format(ACL), "")
    assert "1 skip rewritten, 0 left as they are" in said
    report = cli.lint(".")
    assert [one["rule"] for one in report["accepted"]] == [ACL]
    assert report["notes"] == []
    assert migrated(cli, text)[0] == text, "a second time changes nothing"


def test_at_the_end_of_a_line_with_carriage_returns_and_a_byte_order_mark(cli):
    text = "\ufeff" + BUCKET.format("", "# checkov:skip=CKV_AWS_20: é").replace("\n", "\r\n")
    found, _ = migrated(cli, text)
    assert found == text.replace("# checkov:skip=CKV_AWS_20: é", f'# foureyes: ignore-resource[{ACL}] reason="é"')


def test_what_has_no_equivalent_stays_and_is_listed(cli):
    text = BUCKET.format("#checkov:skip=CKV_AWS_20,CKV_AWS_99999:both", "# tfsec:ignore:*")
    found, said = migrated(cli, text)
    assert found == text.replace("  #checkov", f'  # foureyes: ignore-resource[{ACL}] reason="both"\n  #checkov')
    assert "main.tf:3: checkov CKV_AWS_99999 is left as it is: no rule here asks the same" in said
    assert "main.tf:4: tfsec * is left as it is: it names no rule" in said
    assert migrated(cli, found)[0] == found


def test_without_write_a_diff_is_shown_and_nothing_changes(cli):
    text = BUCKET.format("#checkov:skip=CKV_AWS_20:a site", "").replace(
        "  bucket", '  secret_key = "hunter2hunter2"\n  bucket'
    )
    (cli.folder / "main.tf").write_text(text)
    done = cli("migrate")
    assert (cli.folder / "main.tf").read_text() == text
    assert "-  #checkov:skip=CKV_AWS_20:a site\n+  # foureyes: ignore-resource" in done.stdout
    assert "hunter2" not in done.stdout
    assert cli("migrate", "--from", "kics").stdout == ""


STACK = """\
Resources:
  Site:
    Type: AWS::S3::Bucket
    Metadata:
      checkov:
        skip:
          - id: CKV_AWS_20
            comment: a site
    Properties:
      AccessControl: PublicRead # keep me
"""


def test_metadata_in_yaml_gets_a_comment_beside_it(cli):
    found, _ = migrated(cli, STACK, "stack.yaml")
    comment = f'          # foureyes: ignore-resource[{ACL}] reason="a site"\n'
    assert found == STACK.replace("          - id", f"{comment}          - id")
    assert [one["rule"] for one in cli.lint(".")["accepted"]] == [ACL]
    assert migrated(cli, found, "stack.yaml")[0] == found


def test_metadata_in_json_gets_an_entry_in_the_configuration(cli):
    site = {
        "Type": "AWS::S3::Bucket",
        "Metadata": {"checkov": {"skip": [{"id": "CKV_AWS_20", "comment": 'a "site"'}]}},
        "Properties": {"AccessControl": "PublicRead"},
    }
    text = json.dumps({"Resources": {"Site": site}})
    (cli.folder / "foureyes.toml").write_text('[lint]\nfail_on = "high"')
    found, _ = migrated(cli, text, "stack.json")
    assert found == text
    configuration = (cli.folder / "foureyes.toml").read_text()
    assert configuration.startswith('[lint]\nfail_on = "high"\n\n[[lint.suppressions]]\n')
    (accepted,) = cli.lint(".")["accepted"]
    assert (accepted["resource"], accepted["acceptance"]["reason"]) == ("Site", 'a "site"')
    migrated(cli, text, "stack.json")
    assert (cli.folder / "foureyes.toml").read_text() == configuration


def test_of_several_rules_that_ask_the_same_those_that_find_something_are_meant(cli):
    text = (
        'resource "aws_security_group" "s" {\n  # checkov:skip=CKV_AWS_260:web\n'
        '  ingress {\n    from_port = 80\n    to_port = 80\n    protocol = "tcp"\n'
        '    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n'
    )
    found, _ = migrated(cli, text)
    for rules in re.findall(r"\[(aws[^]]*)\]", found):
        report = cli.lint(".", "--profile", "hardening")
        assert {one["rule"] for one in report["accepted"]} in (set(), set(rules.split(", ")))
