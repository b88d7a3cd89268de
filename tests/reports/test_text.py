"""The report for people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from foureyes.model.coverage import Coverage
from foureyes.model.evidence import Fact
from foureyes.model.place import Source
from foureyes.model.value import Step
from foureyes.reports.frame import Span, frame
from foureyes.reports.report import Report, load
from foureyes.reports.secrets import masked
from foureyes.reports.style import Style
from foureyes.reports.text import render

EXPECTED = """\
critical: Anyone on the internet can read every blob in this container.
   azurerm_storage_container.open (azure-blob-container-open-to-everyone)
 --> infra/main.tf:7:27
  |
3 |   allow_nested_items_to_be_public = var.public
  |                                     ---------- `allow_nested_items_to_be_public` is true
  |                                                because `public` is true (infra/prod.tfvars:3)
 ...
7 |   container_access_type = "blob"
  |                           ^^^^^^ `container_access_type` is "blob"
  = when: var.env is prod
  = in: infra/prod.tfvars
  = fix: Set the container's access level to private.
  = more: foureyes explain 6da113c6

cannot tell whether: This storage account accepts unencrypted connections. (high if so)
   data[0](x) (azure-storage-account-accepts-plain-http)
 --> infra/ü b#1.bicep:2:9
  |
2 |     allow: "yes" // 日本 \\x1b[31m
  |            ^^^^^ `allow` cannot be told: parameter `x` has no value
  = note: a thing without a place
  = via: module `data` is called (infra/ü b#1.bicep:1)
  = fix: Set the container's access level to private.
  = more: foureyes explain 38ae850b

1 risky finding (1 critical), 1 cannot be told (1 high).
2 files read, 2 deployments, 3 resources judged, 3 of types no rule is about (azurerm_subnet 2, null_resource 1).
Could not be read or judged:
  infra/main.tf:2:3: a brace is missing
    close it
  nope/ä b: there is no such file or folder
  the rule x failed
Referred to but not read:
  infra/main.tf:1: the module `net` is not there
    run `terraform init`
Exit code 1: 1 risky finding of severity low or worse.
"""


def test_whole_report(make_report: Callable[..., Report]) -> None:
    assert render(make_report()) == EXPECTED


def test_colour_changes_no_character(make_report: Callable[..., Report]) -> None:
    import re

    coloured = render(make_report(style=Style(colour=True)))
    assert "\x1b[1;31mcritical" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == EXPECTED


def test_nothing_found_and_nothing_there() -> None:
    assert render(Report([], Coverage())) == (
        "Nothing risky found.\nNo infrastructure code was found: nothing was judged.\n"
    )


def test_instances_of_one_declaration_are_told_once(make_report: Callable[..., Report], build: dict[str, Any]) -> None:
    place = build["at"](build["PROD"], "env")
    several = [
        build["risky"](resource=f"module.m[{number}].open", trail=(Step("module `m` is called", place),))
        for number in range(9)
    ]
    text = render(make_report(*several))
    assert text.count("critical: ") == 1
    assert "module.m[0].open and 8 more" in text
    assert "= also: module.m[1].open (infra/prod.tfvars:1)" in text
    assert "and 3 more" in text
    assert text.endswith("Exit code 1: 1 risky finding of severity low or worse.\n")
    assert "9 risky findings (9 critical)" in text


def test_different_ways_to_one_place_stay_apart(make_report: Callable[..., Report], build: dict[str, Any]) -> None:
    other = build["risky"](resource="b", facts=(Fact("something else", build["at"](build["MAIN"], '"blob"')),))
    assert render(make_report(build["risky"](), other)).count("critical: ") == 2


def test_default_deployment_is_not_mentioned(make_report: Callable[..., Report], build: dict[str, Any]) -> None:
    assert "= in:" not in render(make_report(build["risky"](deployments=[""])))
    assert "= in: the defaults, a.tfvars" in render(make_report(build["risky"](deployments=["", "a.tfvars"])))


def test_long_ways_are_cut(make_report: Callable[..., Report], build: dict[str, Any]) -> None:
    way = tuple(Step(f"step {number}", None) for number in range(9))
    text = render(make_report(build["risky"](facts=(Fact("so", build["at"](build["MAIN"], '"blob"'), way),))))
    assert "because step 3\n" in text
    assert "step 4" not in text
    assert "and 5 steps more" in text


def test_values_known_as_secret_are_hidden(make_report: Callable[..., Report], build: dict[str, Any]) -> None:
    source = Source("a.tf", 'thing = "hunter2"\n')
    place = build["at"](source, '"hunter2"')
    finding = build["risky"](place=place, facts=(Fact("`thing` is a secret", place),))
    text = render(make_report(finding))
    assert "hunter2" not in text
    assert "| thing = *********\n" in text


def test_values_that_look_like_secrets_are_hidden_in_every_form(
    make_report: Callable[..., Report], build: dict[str, Any]
) -> None:
    source = Source("a.tf", '{ encryption_key = "hunter2" }\n')
    place = build["at"](source, '"hunter2"')
    fact = Fact('`x.encryption_key` is "hunter2"', place, (Step('`db_password` is "hunter2"', place),))
    for form in ("text", "json", "sarif"):
        assert "hunter2" not in load(form)(make_report(build["risky"](place=place, facts=(fact,))))


def test_masking() -> None:
    assert masked('admin_password = "hunter2"') == 'admin_password = "*******"'
    assert masked("adminPassword: 'hunter2'") == "adminPassword: '*******'"
    assert masked('"clientSecret": "hunter2",') == '"clientSecret": "*******",'
    assert masked("export DB_PASSWORD=hunter2 X=1") == "export DB_PASSWORD=******* X=1"
    assert masked("  Password: hunter2", yaml=True) == "  Password: *******"
    for harmless in (
        "password = var.password",
        'secret = "${var.secret}"',
        '"key": "[parameters(\'accountKey\')]"',
        'shared_access_key = "true"',
        'container_access_type = "blob"',
    ):
        assert masked(harmless) == harmless
    assert masked("  Password: !Ref Password", yaml=True) == "  Password: !Ref Password"


def test_frame_of_a_very_long_line_shows_the_setting() -> None:
    text = '{"a":' + "1," * 5000 + '"public":true' + ",2" * 5000 + "}"
    source = Source("min.json", text)
    start = text.index("true")
    lines = frame([Span(_place(source, start, 4), ("it is true",), primary=True)], Style(width=80))
    assert max(map(len, lines)) <= 90
    code, underline = lines[2], lines[3]
    assert code.startswith("1 | ...") and code.endswith("...")
    at = underline.index("^")
    assert code[at : at + 4] == "true"
    assert underline[at:].startswith("^^^^ it is true")


def test_frame_aligns_under_tabs_wide_and_hidden_characters() -> None:
    source = Source("a.tf", '\tx = "日本\u202e" == "y"\n')
    start = source.text.index('"y"')
    _, _, code, underline = frame([Span(_place(source, start, 3), primary=True)], Style())
    assert code == '1 |     x = "日本\\u202e" == "y"'
    # Each of the two wide characters takes two columns of a terminal.
    assert underline.index("^") == code.index('"y"') + 2
    assert underline.count("^") == 3


def test_frame_of_several_lines_and_of_no_length() -> None:
    source = Source("a.tf", "ingress {\n  a = 1\n}\n\nlast")
    assert frame([Span(_place(source, 0, 20), ("open",), primary=True)], Style())[2:] == [
        "1 | ingress {",
        "  | ^^^^^^^^^ open",
    ]
    end = len(source.text)
    assert frame([Span(_place(source, end, 0), primary=True)], Style())[2:] == ["5 | last", "  |     ^"]


def test_labels_go_below_where_there_is_no_room() -> None:
    source = Source("a.tf", "x" * 60 + "yes")
    lines = frame([Span(_place(source, 60, 3), ("a rather long sentence " * 4,), primary=True)], Style(width=80))
    assert lines[3] == "  | " + " " * 60 + "^^^"
    assert lines[4].startswith("  |         a rather long sentence")
    assert max(map(len, lines)) <= 80


def _place(source: Source, start: int, length: int) -> Any:
    from foureyes.model.place import Place

    return Place(source, start, start + length)
