"""A plan beside its sources: what it leaves open is taken from them, where it is sure which part is meant."""

import json

from foureyes.languages.terraform.plan import evaluate
from foureyes.model.decision import Choice
from foureyes.model.root import Inputs, Options, Root
from foureyes.model.value import Absent, Known, Unknown
from tests.languages.terraform.configurations import Files, plain


def planned(source, after, unknown, variables=None):
    change = {
        "address": "t_x.p",
        "mode": "managed",
        "type": "t_x",
        "name": "p",
        "change": {"actions": ["create"], "after": after, "after_unknown": unknown},
    }
    plan = {"format_version": "1.2", "resource_changes": [change], "variables": variables or {}}
    tree = Files({"main.tf": source, "plan.json": json.dumps(plan)})
    evaluation = evaluate(Root("plan", "plan.json", ("plan.json",)), Inputs(), tree, Options())
    assert evaluation.errors == []
    return evaluation.resources[0].body


def test_what_waits_for_a_data_source_is_as_written():
    body = planned('resource "t_x" "p" {\n  name = "n"\n}\n', {}, {"name": True})
    assert body.get("name") == Known("n")
    assert body.get("name").place.path == "main.tf"


def test_what_is_not_written_is_not_set():
    body = planned('resource "t_x" "p" {\n  name = null\n}\n', {}, {"name": True, "size": True})
    assert isinstance(body.get("name"), Absent)
    assert isinstance(body.get("size"), Absent)
    assert body.get("size").place.path == "main.tf"


def test_of_open_cases_none_is_picked():
    source = 'variable "on" {\n  type = bool\n}\nresource "t_x" "p" {\n  name = var.on ? "a" : "b"\n}\n'
    assert isinstance(planned(source, {}, {"name": True}).get("name"), Choice)
    assert planned(source, {}, {"name": True}, {"on": {"value": True}}).get("name") == Known("a")


def test_references_come_from_the_sources():
    value = planned('resource "t_x" "p" {\n  name = t_y.q.id\n}\n', {}, {"name": True}).get("name")
    assert isinstance(value, Unknown)
    assert [one.target for one in value.references] == ["t_y.q"]


def test_a_single_block_is_matched():
    source = 'resource "t_x" "p" {\n  rule {\n    port = 1\n  }\n}\n'
    body = planned(source, {"rule": [{"kind": "k"}]}, {"rule": [{"port": True}]})
    assert plain(body.get("rule")) == [{"kind": "k", "port": 1}]


def test_one_of_several_blocks_may_be_another():
    source = 'resource "t_x" "p" {\n  rule {\n    port = 1\n  }\n  rule {\n    port = t_y.q.port\n  }\n}\n'
    body = planned(source, {"rule": [{}, {"port": 1}]}, {"rule": [{"port": True}, {}]})
    assert plain(body.get("rule")) == [{"port": "?"}, {"port": 1}]
