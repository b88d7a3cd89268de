"""What becomes of other tools' directives: only comments change, and what cannot be said here is left and listed."""

import pytest

from foureyes.engine.catalogue import load
from foureyes.engine.foreign import TOOLS, Names
from foureyes.engine.migrating import rewrite
from foureyes.model.place import Source

ACL = "aws-s3-bucket-acl-open-to-everyone"
BOTH = "checkov:skip=CKV_AWS_20,CKV_NOPE: both"
OURS = f'foureyes: ignore-resource[{ACL}] reason="both"'
UNEDITED = "the file cannot be edited safely"


@pytest.fixture(scope="module")
def names():
    return Names(load())


def left(done):
    return [(one.name, one.why) for one in done.left]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("main.tf", f"x = <<EOT\nsome ${{ var.a /* {BOTH} */ }}\nEOT\n"),
        ("stack.yaml", f"Resources:\n  B:\n    A: plain\n      text # {BOTH}\n"),
        ("stack.yaml", f'Resources:\n  B:\n    A: "quoted\n      text" # {BOTH}\n'),
        ("stack.template", f'{{"Resources": {{ // {BOTH}\n}}}}\n'),
    ],
)
def test_where_a_line_more_would_be_no_comment_the_file_stays_as_it_is(names, path, text):
    done = rewrite(Source(path, text), TOOLS, names)
    assert done.text == text
    assert done.done == []
    assert ("CKV_AWS_20, CKV_NOPE", UNEDITED) in left(done)


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("main.tf", f"a {{\n  x = 1 # {BOTH}\n}}\n", f"a {{\n  # {OURS}\n  x = 1 # {BOTH}\n}}\n"),
        ("main.tf", f"a {{\r\n  # {BOTH}\r\n}}\r\n", f"a {{\r\n  # {OURS}\r\n  # {BOTH}\r\n}}\r\n"),
        ("main.tf", f"/* why\n   {BOTH}\n */\n", f"# {OURS}\n/* why\n   {BOTH}\n */\n"),
        ("main.bicep", f"var x = 'a${{1 /* {BOTH} */}}'\n", f"// {OURS}\nvar x = 'a${{1 /* {BOTH} */}}'\n"),
        ("main.json", f'{{\n  "a": 1 // {BOTH}\n}}\n', f'{{\n  // {OURS}\n  "a": 1 // {BOTH}\n}}\n'),
        ("stack.yaml", f"A: |\n  text\n# {BOTH}\nB: 1\n", f"A: |\n  text\n# {OURS}\n# {BOTH}\nB: 1\n"),
    ],
)
def test_what_is_said_here_of_a_directive_that_stays_in_part_stands_above_it_once(names, path, text, expected):
    done = rewrite(Source(path, text), TOOLS, names)
    assert done.text == expected
    assert left(done) == [("CKV_NOPE", "no rule here asks the same")]
    assert rewrite(Source(path, expected), TOOLS, names).text == expected


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        (
            "tfsec:ignore:aws-s3-no-public-access-with-acl:exp:2030-01-01 tfsec:ignore:aws-s3-block-public-acls",
            [(name, "several ends on one line")
             for name in ("aws-s3-no-public-access-with-acl", "aws-s3-block-public-acls")],
        ),
        ("tfsec:ignore:AWS002:ws:dev", [("AWS002", "`:ws:dev` cannot be said here")]),
        ("kics-scan enable=a-1", [("a-1", "`it names what is asked, not what is skipped` cannot be said here")]),
        ("kics-scan ignore-line", [("*", "it names no rule: say which it is about")]),
        ("checkov:skip=CKV_NOPE", [("CKV_NOPE", "no rule here asks the same")]),
    ],
)  # fmt: skip
def test_what_cannot_be_said_here_is_left_and_listed(names, comment, expected):
    text = f"# {comment}\na {{\n}}\n"
    done = rewrite(Source("main.tf", text), TOOLS, names)
    assert (done.text, left(done)) == (text, expected)


def test_of_another_tool_than_those_asked_for_nothing_is_said(names):
    text = f"# {BOTH}\na {{\n}}\n"
    done = rewrite(Source("main.tf", text), ("kics",), names)
    assert (done.text, done.left) == (text, [])


SKIP = "{checkov: {skip: [{id: CKV_AWS_20, comment: x}]}}"


def test_metadata_of_a_resource_in_one_line_becomes_an_entry_of_the_configuration(names):
    text = f"Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Metadata: {SKIP}\n"
    done = rewrite(Source("stack.yaml", text), TOOLS, names)
    assert (done.text, done.left) == (text, [])
    assert [(one.rule, one.path, one.resource, one.reason) for one in done.entries] == [(ACL, "stack.yaml", "B", "x")]


def test_metadata_of_no_resource_is_left_to_the_reader(names):
    text = f"Metadata: {SKIP}\nResources:\n  B:\n    Type: AWS::S3::Bucket\n"
    done = rewrite(Source("stack.yaml", text), TOOLS, names)
    assert (done.text, done.entries, done.done) == (text, [], [])
    assert left(done) == [("CKV_AWS_20", "write it into the configuration, with the resource's address")]
