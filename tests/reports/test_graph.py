"""The exposure graph in every form."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from foureyes.model.evidence import Answer, Fact
from foureyes.model.finding import Severity
from foureyes.reports.graph import dot, mermaid, text
from foureyes.reports.graph import json as json_form
from foureyes.reports.graph.graph import Graph, touching
from foureyes.reports.style import Style
from tests.reports.conftest import MAIN, at, risky

SCHEMA = json.loads((files("foureyes.reports") / "schema" / "foureyes-graph-1.schema.json").read_text())

HOSTILE = [
    'a"]; click n0 "javascript:alert(1)"',
    'x"]\n  n9["y',
    "</b><script>alert(1)</script>",
    "a|b --> c %% d {e} (f) [g] `h` #quot; &quot; ; end",
    'tail\\"];\\N \\G} digraph {',
    "subgraph\r\nend\x00\x1b[31m\u202e",
    "##[error]x ::error::y",
    "日本 'quoted' \\",
]


def chain(name: str = "web", rule: str = "aws-instance-open", **changes: Any) -> Any:
    facts = (
        Fact("`public` is true", at(MAIN, "var.public"), (), "public", name),
        Fact("`cidr` is everything", at(MAIN, "name"), (), "cidr", "group"),
    )
    return risky(resource=name, rule=rule, facts=facts, fingerprint=f"{name}-{rule}", **changes)


def test_ways_that_share_resources_are_joined() -> None:
    graph = Graph([chain(), chain("db", severity=Severity.HIGH), chain("db", "aws-other", answer=Answer.UNSURE)])
    assert [(one.name, str(one.severity), one.is_certain) for one in graph.nodes] == [
        ("The internet", "None", False),
        ("group", "None", False),
        ("web", "critical", True),
        ("db", "high", True),
    ]
    assert [(one.start.name, one.end.name, one.is_certain, list(one.findings)) for one in graph.edges] == [
        ("The internet", "group", True, ["web-aws-instance-open", "db-aws-instance-open", "db-aws-other"]),
        ("group", "web", True, ["web-aws-instance-open"]),
        ("group", "db", True, ["db-aws-instance-open", "db-aws-other"]),
    ]


def test_namesakes_of_two_roots_are_two() -> None:
    graph = Graph([chain(), chain(root="other")])
    assert [one.name for one in graph.nodes].count("web") == 2


def test_only_the_ways_over_a_resource() -> None:
    findings = [chain("web"), chain("db"), risky(resource="alone", facts=())]
    assert [one.resource for one in touching(findings, "GROUP")] == ["web", "db"]
    assert [one.resource for one in touching(findings, "db")] == ["db"]
    assert len(touching(findings, "")) == 3


def test_text_tells_shared_ways_once() -> None:
    told = text.render(Graph([chain(), chain("db"), risky(resource="group", facts=())]), Style())
    assert told.splitlines() == [
        "The internet",
        "  -> group [critical]",
        "       `cidr` is everything (infra/main.tf:2)",
        "     -> web [critical]",
        "          `public` is true (infra/main.tf:3)",
        "     -> db [critical]",
        "          `public` is true (infra/main.tf:3)",
    ]
    assert text.render(Graph([]), Style()) == "Nothing that strangers can reach was found.\n"


def test_ways_that_go_in_circles_end() -> None:
    there = risky(resource="a", facts=(Fact("x", None, (), "", "a"), Fact("y", None, (), "", "b")))
    back = risky(resource="b", facts=(Fact("x", None, (), "", "b"), Fact("y", None, (), "", "a")))
    assert "(onward: see above)" in text.render(Graph([there, back]), Style())


def test_json_follows_its_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    for findings in ([], [chain(), chain("db", answer=Answer.UNSURE)]):
        data = json.loads(json_form.render(Graph(findings)))
        Draft202012Validator(SCHEMA).validate(data)
    assert [one["kind"] for one in data["nodes"]] == ["stranger", "resource", "resource", "resource"]
    ids = {one["id"] for one in data["nodes"]}
    assert {one[end] for one in data["edges"] for end in ("from", "to")} <= ids


@pytest.mark.parametrize("key", SCHEMA["properties"]["edges"]["items"]["required"])
def test_schema_misses_a_field(key: str) -> None:
    data = json.loads(json_form.render(Graph([chain()])))
    del data["edges"][0][key]
    assert not Draft202012Validator(SCHEMA).is_valid(data)


def hostile_graph() -> Graph:
    return Graph([risky(resource=one, type=one, facts=(Fact(one, None, (), one, one),)) for one in HOSTILE])


MERMAID = re.compile(
    r'flowchart TD|  n\d+\["[^"\[\]{}|`<>;]*(?:#\d+;[^"\[\]{}|`<>;]*)*(?:<br>(?:[^"\[\]{}|`<>;]|#\d+;)*)?"\]:::\w+'
    r'|  n\d+ -\.?->\|"(?:[^"\[\]{}|`<>;#]|#\d+;|<br>)*"\| n\d+|  n\d+ -\.?-> n\d+|  classDef \w+ [\w:#,.\- ]+'
)


def test_no_name_leaves_its_quotes_in_mermaid() -> None:
    told = mermaid.render(hostile_graph())
    assert [line for line in told.splitlines() if not MERMAID.fullmatch(line)] == []
    assert told.isascii() or "日本" in told
    assert "click n0" not in told.replace("#34;", '"').split('"')[0::2]


def test_no_name_leaves_its_quotes_in_dot() -> None:
    told = dot.render(hostile_graph())
    outside = re.sub(r'"(?:[^"\\]|\\.)*"', "S", told)
    attribute = r"[a-z]+=[Sa-z0-9]+"
    line = rf"  (?:node|edge|n\d+|n\d+ -> n\d+) \[{attribute}(?:, {attribute})*\];\n"
    assert re.fullmatch(rf"digraph exposures \{{\n(?:{line})+\}}\n", outside)
    assert "\\N" not in told.replace("\\\\", "")


def test_maybe_is_dashed() -> None:
    graph = Graph([chain(answer=Answer.UNSURE)])
    assert "n0 -.->" in mermaid.render(graph) and ":::unsure" in mermaid.render(graph)
    assert "style=dashed]" in dot.render(graph)
