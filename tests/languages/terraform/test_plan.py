"""Plans are read into the resources that the sources they were made from are read into.

plans/ holds a configuration and what `terraform show -json` said of its plan (Terraform 1.11.4, hashicorp/aws 5.100,
no credentials needed): record it anew after a change of the configuration.
"""

import json
from pathlib import Path

import pytest

from foureyes.languages.terraform import plan
from foureyes.model.place import Source
from foureyes.model.root import Inputs, Options, Root
from foureyes.model.value import Absent, Known, Unknown
from foureyes.run import lint
from foureyes.sources.working_tree import WorkingTree

PLANS = Path(__file__).parent / "plans"


class OneFile:
    """A tree with nothing but a plan in it."""

    def __init__(self, data):
        self.text = data if isinstance(data, str) else json.dumps(data)

    def source(self, path):
        return Source(path, self.text)

    def is_file(self, path):
        return False

    def holds(self, path):
        return True

    def names(self, folder):
        return []


def evaluated(data):
    return plan.evaluate(Root("plan", "plan.json", ("plan.json",)), Inputs(), OneFile(data), Options())


def resource(evaluation, address):
    return next(one for one in evaluation.resources if one.address == address)


def change(address="aws_s3_bucket.b", after=None, unknown=None, sensitive=None, actions=("create",), **more):
    kind, name = address.split(".")[-2:]
    return {
        "address": address,
        "mode": "managed",
        "type": kind,
        "name": name.partition("[")[0],
        "provider_name": "registry.terraform.io/hashicorp/aws",
        "change": {
            "actions": list(actions),
            "after": after or {},
            "after_unknown": unknown or {},
            "after_sensitive": sensitive or {},
        },
        **more,
    }


def planned(*changes, **configuration):
    return {"format_version": "1.2", "resource_changes": list(changes), "configuration": configuration}


def configured(address, **expressions):
    return {"address": address, "expressions": expressions}


@pytest.fixture(scope="module")
def recorded():
    return evaluated((PLANS / "plan.json").read_text(encoding="utf-8"))


def found(path):
    outcome = lint([str(path)], WorkingTree())
    assert outcome.coverage.errors == []
    return {(one.rule, one.resource, str(one.answer)) for one in outcome.findings}, outcome


def copied(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((PLANS / name).read_bytes())
    return folder


def test_a_plan_yields_what_its_sources_yield(tmp_path):
    sources, _ = found(copied(tmp_path / "sources", "main.tf", "parts/main.tf"))
    alone, _ = found(copied(tmp_path / "plan", "plan.json"))
    assert sources - alone == set()
    unread = {"aws_s3_bucket_policy.plain[1]"}  # its policy names a bucket's ARN, so the plan does not know the text
    assert {address for _, address, _ in alone - sources} == unread


def test_beside_its_sources_it_yields_the_same_at_the_same_places(tmp_path):
    folder = copied(tmp_path, "main.tf", "parts/main.tf", "plan.json")
    keys, outcome = found(folder / "plan.json")
    expected, from_sources = found(copied(tmp_path / "again", "main.tf", "parts/main.tf"))
    assert keys == expected
    lines = {(one.rule, one.resource): one.place.line for one in from_sources.findings}
    assert {(one.rule, one.resource): one.place.line for one in outcome.findings} == lines
    assert all(one.place.path.endswith(".tf") for one in outcome.findings)


def test_places_are_those_in_the_plan(recorded):
    body = resource(recorded, 'module.data["a"].aws_s3_bucket_acl.b').body
    assert body.get("acl").place.text == '"public-read"'
    database = resource(recorded, "aws_db_instance.db")
    assert database.place.text == '"aws_db_instance.db"'
    assert database.body.get("publicly_accessible").place.text == "true"


def test_references_lead_through_modules_counts_and_loops(recorded):
    policy = resource(recorded, 'module.data["b"].aws_s3_bucket_policy.b').body
    assert policy.get("bucket").references[0] == ('module.data["b"].aws_s3_bucket.b', "bucket")
    # For an index that is computed, a plan does not say which attribute is taken.
    assert resource(recorded, "aws_s3_bucket_policy.plain[1]").body.get("bucket").references == (
        ("aws_s3_bucket.plain[1]", ""),
    )
    block = resource(recorded, "aws_s3_bucket_public_access_block.plain").body
    assert block.get("bucket").references == (("aws_s3_bucket.plain[1]", "id"),)
    rule = resource(recorded, 'module.data["a"].aws_s3_bucket_server_side_encryption_configuration.b').body.get("rule")
    key = rule.items[0].get("apply_server_side_encryption_by_default").items[0].get("kms_master_key_id")
    assert key.references == (("aws_kms_key.k", "arn"),)


def test_identities_are_with_and_without_keys(recorded):
    assert resource(recorded, 'module.data["a"].aws_s3_bucket.b').identities == {
        'module.data["a"].aws_s3_bucket.b',
        "module.data.aws_s3_bucket.b",
    }


def test_secrets_are_secret(recorded):
    password = resource(recorded, "aws_db_instance.db").body.get("password")
    assert password.secret
    assert isinstance(password, Known)


def test_what_the_provider_computes_is_not_set():
    data = planned(
        change(after={"bucket": "b"}, unknown={"arn": True, "policy": True}),
        root_module={"resources": [configured("aws_s3_bucket.b", bucket={}, policy={"references": ["var.policy"]})]},
    )
    body = resource(evaluated(data), "aws_s3_bucket.b").body
    assert isinstance(body.get("arn"), Absent)
    assert isinstance(body.get("policy"), Unknown)
    assert body.get("policy").subject == "aws_s3_bucket.b.policy"


def test_without_a_configuration_nobody_can_tell_what_is_set():
    data = {"format_version": "1.2", "resource_changes": [change(unknown={"policy": True})]}
    assert isinstance(resource(evaluated(data), "aws_s3_bucket.b").body.get("policy"), Unknown)


def test_an_unknown_inside_a_block_is_told_by_the_block():
    data = planned(
        change(after={"rule": [{"a": 1}]}, unknown={"rule": [{"b": True, "c": True}]}),
        root_module={"resources": [configured("aws_s3_bucket.b", rule=[{"a": {}, "b": {"references": ["local.x"]}}])]},
    )
    rule = resource(evaluated(data), "aws_s3_bucket.b").body.get("rule").items[0]
    assert isinstance(rule.get("b"), Unknown)
    assert isinstance(rule.get("c"), Absent)


def test_an_unknown_inside_a_dynamic_block_stays_unknown():
    data = planned(
        change(after={"rule": [{"a": 1}]}, unknown={"rule": [{"b": True}]}),
        root_module={"resources": [configured("aws_s3_bucket.b")]},
    )
    rule = resource(evaluated(data), "aws_s3_bucket.b").body.get("rule").items[0]
    assert isinstance(rule.get("b"), Unknown)


@pytest.mark.parametrize(
    ("actions", "remains"),
    [(["delete"], False), (["forget"], False), (["delete", "create"], True), (["no-op"], True), (["update"], True)],
)
def test_what_is_deleted_is_no_resource(actions, remains):
    assert bool(evaluated(planned(change(actions=actions))).resources) is remains


def test_deposed_objects_are_no_resources():
    assert evaluated(planned(change(deposed="abcd"))).resources == []


def test_known_ids_of_an_existing_infrastructure_still_link():
    data = planned(
        change(after={"id": "b-1"}, actions=["no-op"]),
        change("aws_s3_bucket_policy.p", after={"bucket": "b-1", "policy": "b-1-x"}, actions=["no-op"]),
        root_module={
            "resources": [
                configured("aws_s3_bucket.b"),
                configured(
                    "aws_s3_bucket_policy.p",
                    bucket={"references": ["aws_s3_bucket.b.id", "aws_s3_bucket.b"]},
                    policy={"references": ["aws_s3_bucket.b.id", "aws_s3_bucket.b"]},
                ),
            ]
        },
    )
    body = resource(evaluated(data), "aws_s3_bucket_policy.p").body
    assert body.get("bucket").references == (("aws_s3_bucket.b", "id"),)
    assert body.get("policy").references == ()


def test_the_provider_version_comes_from_the_constraint():
    data = planned(
        change(),
        provider_config={
            "aws": {"full_name": "registry.terraform.io/hashicorp/aws", "version_constraint": "~> 5.0, != 5.3"}
        },
        root_module={"resources": [{**configured("aws_s3_bucket.b"), "provider_config_key": "aws"}]},
    )
    one = resource(evaluated(data), "aws_s3_bucket.b")
    assert one.provider == "aws"
    assert one.version.low == (5, 0)
    assert one.version.high == (6,)


def test_outputs_of_modules_are_followed():
    data = planned(
        change("module.m.aws_s3_bucket.b"),
        change("aws_s3_bucket_policy.p", unknown={"bucket": True}),
        root_module={
            "resources": [
                configured("aws_s3_bucket_policy.p", bucket={"references": ["module.m.name", "module.m"]}),
            ],
            "module_calls": {
                "m": {
                    "module": {
                        "outputs": {"name": {"expression": {"references": ["aws_s3_bucket.b.id", "aws_s3_bucket.b"]}}},
                        "resources": [configured("aws_s3_bucket.b")],
                    }
                }
            },
        },
    )
    body = resource(evaluated(data), "aws_s3_bucket_policy.p").body
    assert body.get("bucket").references == (("module.m.aws_s3_bucket.b", "id"),)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"resource_changes": [{"a": 1}', "nonsense", '{"a": 1 "b": 2}'])
def test_what_is_no_plan_is_said(text):
    evaluation = evaluated(text)
    assert len(evaluation.errors) == 1
    assert "no plan" in evaluation.errors[0].message


def test_data_sources_are_outside():
    data = planned(change("data.aws_s3_bucket.b", after={"bucket": "b"}, mode="data", actions=["read"]))
    data["resource_changes"][0]["mode"] = "data"
    one = resource(evaluated(data), "data.aws_s3_bucket.b")
    assert one.outside
    assert one.body.open
