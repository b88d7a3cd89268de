"""Skip comments of other tools: recognised as they write them, mapped by the rules' equivalents."""

from datetime import date

import pytest

from foureyes.cli.migrate import TOOLS as OFFERED
from foureyes.config import schema
from foureyes.engine.catalogue import load
from foureyes.engine.foreign import TOOLS, Names, honoured, skips
from foureyes.engine.suppressions import Scope
from foureyes.model.finding import Acceptance
from foureyes.model.place import Source


@pytest.fixture(scope="module")
def names():
    return Names(load())


@pytest.mark.parametrize(
    ("comment", "tool", "ids", "reason", "scope", "until"),
    [
        ("#checkov:skip=CKV_AWS_20:a site", "checkov", ("CKV_AWS_20",), "a site", Scope.RESOURCE, None),
        ("# bridgecrew:skip=CKV_AWS_20", "checkov", ("CKV_AWS_20",), "", Scope.RESOURCE, None),
        ("//checkov:skip=CKV_A_1,CKV_A_2: both", "checkov", ("CKV_A_1", "CKV_A_2"), "both", Scope.RESOURCE, None),
        ("# checkov:skip=CKV_SECRET_6 test secret", "checkov", ("CKV_SECRET_6",), "test secret", Scope.RESOURCE, None),
        ("#tfsec:ignore:aws-s3-x:exp:2027-01-02 ok", "tfsec", ("aws-s3-x",), "ok", Scope.SETTING, date(2027, 1, 2)),
        ("#trivy:ignore:AVD-AWS-0088", "trivy", ("AVD-AWS-0088",), "", Scope.SETTING, None),
        ("/* trivy:ignore:* */", "trivy", (), "", Scope.SETTING, None),
        ("#ts:skip=AC_AZURE_0366 fine", "terrascan", ("AC_AZURE_0366",), "fine", Scope.RESOURCE, None),
        ("# kics-scan ignore-line", "kics", (), "", Scope.SETTING, None),
        ("# kics-scan ignore-block", "kics", (), "", Scope.SETTING, None),
        ("# kics-scan disable=a-1,b-2", "kics", ("a-1", "b-2"), "", Scope.FILE, None),
    ],
)  # fmt: skip
def test_what_they_write(comment, tool, ids, reason, scope, until):
    (one,) = skips(Source("main.tf", f"a {{\n  {comment}\n  b = 1\n}}\n"))
    assert (one.tool, one.ids, one.reason, one.scope, one.until) == (tool, ids, reason, scope, until)
    assert not one.limits


@pytest.mark.parametrize(
    "comment",
    ["# tfsec:ignore:AWS017:ws:test", "# tfsec:ignore:aws-x[from_port=443]", "# trivy:ignore:x:exp:2027-02-30",
     "# kics-scan enable=a-1"],
)  # fmt: skip
def test_what_narrows_a_skip_keeps_it_from_being_honoured(comment, names):
    source = Source("main.tf", f"{comment}\na {{\n}}\n")
    (one,) = skips(source)
    assert one.limits
    assert list(honoured(source, TOOLS, names)) == []


def test_several_on_a_line():
    found = skips(Source("main.tf", "#tfsec:ignore:AWS002 tfsec:ignore:AWS017 because\na {\n}\n"))
    assert [(one.ids, one.reason) for one in found] == [(("AWS002",), "because"), (("AWS017",), "because")]


METADATA = """\
Resources:
  S:
    Type: AWS::EC2::SecurityGroup
    Metadata:
      cfn_nag: {rules_to_suppress: [{id: W5, reason: "fine"}]}
      checkov:
        skip:
          - id: CKV_AWS_24
            comment: "it is
              a bastion"
      guard:
        SuppressedRules: [INCOMING_SSH_DISABLED]
      cfn-lint: {config: {ignore_checks: [E3012]}}
    Properties:
      skip: [{id: none of theirs}]
"""


def test_metadata():
    found = skips(Source("main.yaml", METADATA))
    assert [(one.tool, *one.ids, one.reason, one.owner) for one in found] == [
        ("cfn-nag", "W5", "fine", "S"),
        ("checkov", "CKV_AWS_24", "it is a bastion", "S"),
        ("cfn-guard", "INCOMING_SSH_DISABLED", "", "S"),
        ("cfn-lint", "E3012", "", "S"),
    ]
    assert all(one.noted and one.scope is Scope.RESOURCE for one in found)


@pytest.mark.parametrize(
    ("tool", "name"),
    [
        ("checkov", "CKV_AWS_20"), ("trivy", "AVD-AWS-0092"), ("trivy", "AWS-0092"), ("trivy", "avd-aws-0092"),
        ("tfsec", "aws-s3-no-public-access-with-acl"), ("trivy", "AWS-S3-no-public-access-with-acl"),
    ],
)  # fmt: skip
def test_their_names_lead_to_our_rules(tool, name, names):
    assert "aws-s3-bucket-acl-open-to-everyone" in names.of(tool, name)


def test_what_nobody_here_asks_leads_nowhere(names):
    assert names.of("checkov", "CKV_AWS_99999") == []
    assert names.of("checkov", "aws-s3-no-public-access-with-acl") == [], "that name is not Checkov's"


def test_tools_are_the_same_everywhere():
    honour = schema()["properties"]["lint"]["properties"]["honour"]["items"]["enum"]
    assert TOOLS == OFFERED == tuple(honour)


def test_what_is_honoured_is_a_suppression_of_each_rule_that_asks_the_same(names):
    text = "# tfsec:ignore:aws-s3-no-public-access-with-acl:exp:2030-01-31 a site\na {\n  b = 1\n}\n"
    source = Source("main.tf", text)
    one, *others = honoured(source, ("tfsec",), names)
    assert {one.rule, *(each.rule for each in others)} == set(names.of("tfsec", "aws-s3-no-public-access-with-acl"))
    assert (one.rule, one.reason, one.path, one.scope) == (
        "aws-s3-bucket-acl-open-to-everyone", "a site", "main.tf", Scope.SETTING,
    )  # fmt: skip
    assert (one.by, one.tool, one.name, one.until) == (
        Acceptance.FOREIGN, "tfsec", "aws-s3-no-public-access-with-acl", date(2030, 1, 31),
    )  # fmt: skip
    assert one.place is not None
    assert one.place.text == "tfsec:ignore:aws-s3-no-public-access-with-acl:exp:2030-01-31"
    assert one.stand is not None
    assert one.stand.line == 2
    assert list(honoured(source, ("trivy", "checkov"), names)) == []


def test_what_names_no_rule_is_about_every_rule(names):
    (one,) = honoured(Source("main.tf", "a {\n  b = 1 # kics-scan ignore-line\n}\n"), TOOLS, names)
    assert (one.rule, one.is_of_every_rule, one.reason) == ("*", True, "kics skips it")
    assert one.of_rule("any rule at all")


def test_a_tool_that_looks_inside_of_a_resource_stands_at_nothing(names):
    """Checkov knows no comment above a resource, nor one at a setting."""
    (one, *_) = honoured(Source("main.tf", "# checkov:skip=CKV_AWS_20: x\na {\n}\n"), TOOLS, names)
    assert (one.stand, one.scope) == (None, Scope.RESOURCE)


def test_comments_and_metadata_are_told_in_the_order_of_the_file():
    text = METADATA.replace("    Type:", "    # kics-scan enable=a-1\n    Type:") + "# ts:skip=AC_1 at the end\n"
    found = skips(Source("main.yaml", text))
    assert [one.tool for one in found] == [
        "kics", "cfn-nag", "checkov", "cfn-guard", "cfn-lint", "terrascan",
    ]  # fmt: skip
    assert found[0].scope is Scope.FILE
    assert (found[0].place.text, found[-1].place.text) == ("kics-scan enable=a-1", "ts:skip=AC_1 at the end")


def test_several_lines_of_one_comment_are_told_each_where_it_stands():
    text = "/* tfsec:ignore:AWS002\n   checkov:skip=CKV_A_1: b\n   kics-scan ignore-block */\na {\n}\n"
    found = skips(Source("main.tf", text))
    assert [one.place.text for one in found] == [
        "tfsec:ignore:AWS002", "checkov:skip=CKV_A_1: b", "kics-scan ignore-block",
    ]  # fmt: skip
    assert [one.place.line for one in found] == [1, 2, 3]


@pytest.mark.parametrize("path", ["main.tf", "main.tofu", "main.bicep"])
def test_metadata_is_told_in_templates_only(path):
    assert skips(Source(path, 'x = "rules_to_suppress"\n')) == []


def test_what_cannot_be_honoured_keeps_nothing_else_from_it(names):
    text = "# tfsec:ignore:AWS002:ws:dev\na {\n}\n# checkov:skip=CKV_AWS_20: a site\n"
    assert {one.reason for one in honoured(Source("main.tf", text), TOOLS, names)} == {"a site"}
