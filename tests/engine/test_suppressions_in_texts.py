"""Whatever stands in a text in quotes, a heredoc or a block scalar accepts nothing."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from foureyes.engine.foreign import skips
from foureyes.engine.suppressions import written
from foureyes.model.place import Source

MARKS = [
    "#",
    "//",
    "/*",
    "/* ",
    " * ",
    "*/",
    "# ",
    "// ",
    "\n#",
    "\n//",
    "\n  # ",
    "",
    "'",
    '"',
    "\\",
    "''",
    '""',
    "\t",
]
WORDS = [
    'foureyes: ignore[rule-id] reason="why"',
    'foureyes: ignore-file[rule-id] reason="why"',
    "checkov:skip=CKV_AWS_20:why",
    "tfsec:ignore:aws-s3-no-public-access-with-acl",
    "trivy:ignore:AVD-AWS-0088",
    "kics-scan ignore-block",
    "ts:skip=AC_AWS_0001 why",
    "${ x }", "%{ if x }", "$", "%", "{", "}", "EOT", "é", ": ", "- ", "a", "\n", " ",
]  # fmt: skip
PAYLOADS = st.lists(st.sampled_from([*MARKS, *WORDS]), min_size=1, max_size=12).map("".join)


def no_words(path, text):
    source = Source(path, text)
    assert list(written(source)) == [], text
    assert [one for one in skips(source) if not one.noted] == [], text
    mark = "#" if path.endswith((".tf", ".yaml")) else "//"
    (one,) = written(Source(path, f'{text}\n{mark} foureyes: ignore[rule-id] reason="a comment after it"\n'))
    assert one.reason == "a comment after it", text


def hcl(payload):
    return json.dumps(payload, ensure_ascii=False).replace("${", "$${").replace("%{", "%%{")


def lines(payload, indent):
    return "".join(f"{indent}{line}\n" for line in payload.split("\n"))


@settings(max_examples=300, deadline=None)
@given(PAYLOADS)
def test_hcl(payload):
    no_words("main.tf", f"locals {{\n  x = {hcl(payload)}\n  y = [{hcl(payload)}, {hcl('a')}]\n}}\n")
    heredoc = lines(payload, "").replace("EOT", "EOX").replace("${", "$${").replace("%{", "%%{")
    no_words("main.tf", f"locals {{\n  x = <<EOT\n{heredoc}EOT\n  y = <<-EOT\n{heredoc}    EOT\n}}\n")


@settings(max_examples=300, deadline=None)
@given(PAYLOADS)
def test_bicep(payload):
    escaped = payload.replace("\\", "\\\\").replace("'", "\\'").replace("${", "\\${").replace("\n", "\\n")
    escaped = escaped.replace("\t", "\\t")
    no_words("main.bicep", f"var x = '{escaped}'\nvar y = ['{escaped}', 'a${{x}}{escaped}']\n")
    raw = payload.replace("'", "")
    no_words("main.bicep", f"var x = '''{raw}'''\nvar y = '''\n{raw}\n'''\n")


@settings(max_examples=300, deadline=None)
@given(PAYLOADS)
def test_json(payload):
    text = json.dumps(payload, ensure_ascii=False)
    no_words("main.json", f'{{"a": {text}, {text}: 1,\n"b": [{text},\n{text}]}}')
    broken = payload.replace("\\", "").replace('"', "").replace("\t", " ")
    no_words("main.json", f'{{"a": "{broken}",\n"b": 1}}')


@settings(max_examples=300, deadline=None)
@given(PAYLOADS)
def test_yaml(payload):
    text = json.dumps(payload, ensure_ascii=False)
    single = payload.replace("'", "''").replace("\n", "\n\n      ").replace("\t", " ")
    block = lines(payload.replace("\t", " "), "    ")
    no_words("main.yaml", f"a:\n  b: {text}\n  c: '{single}'\n  ? {text}\n  : 1\n")
    no_words("main.yaml", f"a:\n  b: |\n    x\n{block}  c: >-\n    x\n{block}d: 1\n")
