"""The judge of policies answers as the table of known answers says."""

import json

import pytest

from foureyes.model.kind import Kind
from foureyes.model.place import Place, Source
from foureyes.model.reading import Reading
from foureyes.model.resource import Resource
from foureyes.model.setting import Setting
from foureyes.model.value import Known, ListValue, MapValue
from foureyes_rules.vocabulary.policies import (
    allows_all_actions,
    is_public,
    refuses_plain_http,
    serves_without_source,
    touching,
    trusts_open_subject,
    vouched_by,
)
from tests.rules.policy_table import TABLE, UNKNOWN_PARTS
from tests.rules.policy_words import ACCOUNT, GITHUB, ROOT, VARIABLE, allow, deny, unless, when

PLACE = Place(Source("main.tf", ""), 0, 0)


class Owner(Kind):
    """Some resource with a policy."""

    terraform = "aws_thing"
    policy = Setting(terraform="policy", document=True)


def as_value(raw):
    if isinstance(raw, dict):
        return MapValue({key: as_value(one) for key, one in raw.items()}, PLACE)
    if isinstance(raw, list | tuple):
        return ListValue([as_value(one) for one in raw], PLACE)
    return Known(raw, PLACE) if isinstance(raw, str | int | bool) else raw


def reading(document) -> Reading:
    body = MapValue({"policy": document}, PLACE)
    resource = Resource("terraform", "aws_thing", "aws_thing.x", body, PLACE, PLACE)
    return Owner(resource, "aws_thing", body, None, Known(True)).policy


def is_github(provider):
    return vouched_by(provider, ("token.actions.githubusercontent.com",))


def policy(statements) -> Reading:
    return reading(as_value({"Version": "2012-10-17", "Statement": statements}))


def told(evidence):
    return {"yes": True, "no": False}.get(evidence.outcome().answer.value)


def test_there_are_at_least_150_policies_each_once():
    names = [name for name, _, _ in TABLE]
    assert len(names) >= 150


@pytest.mark.parametrize(("statements", "public"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_public_by_the_published_meaning(statements, public):
    assert told(is_public(policy(statements))) is public


KNOWN_ROWS = [row for row in TABLE if row not in UNKNOWN_PARTS]


@pytest.mark.parametrize(("name", "statements", "public"), KNOWN_ROWS, ids=[row[0] for row in KNOWN_ROWS])
def test_a_text_that_holds_the_document_is_judged_alike(name, statements, public):
    text = json.dumps({"Version": "2012-10-17", "Statement": statements})
    assert told(is_public(reading(Known(text, PLACE)))) is public


@pytest.mark.parametrize(
    ("action", "asked", "found"),
    [
        ("s3:GetObject", "s3:GetObject", True),
        ("s3:getobject", "s3:GetObject", True),
        ("s3:Get*", "s3:GetObject", True),
        ("s3:*", "s3:PutObject", True),
        ("*", "s3:PutObject", True),
        ("s3:PutObject", "s3:GetObject", False),
        ("s3:Put*", "s3:GetObject", False),
        ("s3:PutObjectAcl", "s3:Put*", True),
        ("s3:?etObject", "s3:GetObject", True),
        (["s3:ListBucket", "s3:GetObject"], "s3:GetObject", True),
    ],
)
def test_who_gains_what(action, asked, found):
    assert told(is_public(policy(allow(action=action)), touching(asked))) is found


def test_an_unknown_action_cannot_be_told():
    assert told(is_public(policy(allow(action=VARIABLE)), touching("s3:GetObject"))) is None


@pytest.mark.parametrize(
    ("statements", "refused"),
    [
        (unless("Bool", "aws:SecureTransport", "false"), True),
        (unless("BoolIfExists", "aws:SecureTransport", "false"), True),
        (unless("Bool", "aws:SecureTransport", "true"), False),
        (when("Bool", "aws:SecureTransport", "true"), False),
        ([], False),
        (deny({"AWS": ROOT}, condition={"Bool": {"aws:SecureTransport": "false"}}), False),
        (unless("Bool", "aws:SecureTransport", "false", action="s3:PutObject"), False),
        (deny(condition={"Bool": {"aws:SecureTransport": "false"}, "StringEquals": {"s3:prefix": "x"}}), False),
        (unless("Bool", "aws:SecureTransport", "false", resource=..., NotResource="arn:aws:s3:::data/*"), False),
    ],
)
def test_plain_http_is_refused(statements, refused):
    assert told(refuses_plain_http(policy(statements))) is refused


SERVED = ("s3.amazonaws.com", "sns.amazonaws.com")


@pytest.mark.parametrize(
    ("statements", "confused"),
    [
        (allow({"Service": "sns.amazonaws.com"}), True),
        (allow({"Service": ["lambda.amazonaws.com", "s3.amazonaws.com"]}), True),
        (allow({"Service": "lambda.amazonaws.com"}), False),
        (allow({"Service": "sns.amazonaws.com"}, condition={"StringEquals": {"aws:SourceAccount": ACCOUNT}}), False),
        (allow({"Service": "sns.amazonaws.com"}, condition={"Bool": {"aws:SecureTransport": "true"}}), True),
        (allow({"AWS": ROOT}), False),
        (deny({"Service": "sns.amazonaws.com"}), False),
    ],
)
def test_a_service_acts_on_anybodys_behalf(statements, confused):
    assert told(serves_without_source(policy(statements), SERVED)) is confused


def trust(key, values, operator="StringLike"):
    condition = {operator: {f"token.actions.githubusercontent.com:{key}": values}}
    return allow({"Federated": GITHUB}, "sts:AssumeRoleWithWebIdentity", ..., condition)


@pytest.mark.parametrize(
    ("statement", "opened"),
    [
        (trust("sub", "repo:acme/app:ref:refs/heads/main", "StringEquals"), False),
        (trust("sub", "repo:acme/app:*"), False),
        (trust("sub", "repo:acme/*"), False),
        (trust("sub", "repo:*"), True),
        (trust("sub", "repo:*/app:*"), True),
        (trust("sub", "*"), True),
        (trust("sub", "repo:a*"), True),
        (trust("sub", ["repo:acme/app:*", "repo:*"]), True),
        (trust("aud", "sts.amazonaws.com", "StringEquals"), True),
        (trust("sub", "repo:acme/app:*", "StringLikeIfExists"), True),
        (trust("sub", "repo:acme/app:*", "ForAllValues:StringLike"), True),
        (allow({"Federated": GITHUB}, "sts:AssumeRoleWithWebIdentity", ...), True),
        (allow({"Federated": f"arn:aws:iam::{ACCOUNT}:saml-provider/corp"}, "sts:AssumeRoleWithSAML", ...), False),
        (trust("sub", VARIABLE), None),
    ],
)
def test_workloads_of_anybody_are_trusted(statement, opened):
    assert told(trusts_open_subject(policy(statement), is_github)) is opened


@pytest.mark.parametrize(
    ("action", "all_of_them"),
    [("*", True), ("sqs:*", True), ("sqs:Send*", False), (["sqs:SendMessage", "*"], True), ("sqs:SendMessage", False)],
)
def test_all_actions(action, all_of_them):
    assert told(allows_all_actions(policy(allow(action=action)))) is all_of_them
