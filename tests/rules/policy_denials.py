"""Policies that deny, with known answers; see `policy_table`."""

from tests.rules.policy_words import ACCOUNT, BUCKET, ORG, VPCE, allow, deny, unless

DENIALS = [
    ("all outside the organization denied", [allow(), unless("StringNotEquals", "aws:PrincipalOrgID", ORG)], False),
    ("all outside any organization denied", [allow(), unless("StringNotLike", "aws:PrincipalOrgID", "o-*")], True),
    ("denied even without the key", [allow(), unless("StringNotEqualsIfExists", "aws:PrincipalOrgID", ORG)], False),
    ("all outside the office denied", [allow(), unless("NotIpAddress", "aws:SourceIp", "198.51.100.0/24")], False),
    ("all outside the internet denied", [allow(), unless("NotIpAddress", "aws:SourceIp", "0.0.0.0/0")], True),
    ("all but an endpoint denied", [allow(), unless("StringNotEquals", "aws:SourceVpce", VPCE)], False),
    (
        "all but roles of the account denied",
        [allow(), unless("ArnNotLike", "aws:PrincipalArn", f"arn:aws:iam::{ACCOUNT}:role/*")],
        False,
    ),
    (
        "all but a role of any account denied",
        [allow(), unless("ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::*:role/app")],
        True,
    ),
    (
        "services spared",
        [
            allow(),
            deny(
                condition={
                    "StringNotEquals": {"aws:PrincipalOrgID": ORG},
                    "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
                }
            ),
        ],
        False,
    ),
    (
        "office or endpoint spared",
        [
            allow(),
            deny(
                condition={
                    "NotIpAddress": {"aws:SourceIp": "198.51.100.0/24"},
                    "StringNotEquals": {"aws:SourceVpce": VPCE},
                }
            ),
        ],
        False,
    ),
    ("the order does not matter", [unless("StringNotEquals", "aws:PrincipalOrgID", ORG), allow()], False),
    (
        "another condition makes the denial rarer",
        [allow(), deny(condition={"StringNotEquals": {"aws:PrincipalOrgID": ORG}, "StringEquals": {"s3:prefix": "x"}})],
        True,
    ),
    ("plain HTTP denied", [allow(), unless("Bool", "aws:SecureTransport", "false")], True),
    (
        "only other actions denied",
        [allow(), unless("StringNotEquals", "aws:PrincipalOrgID", ORG, action="s3:PutObject")],
        True,
    ),
    (
        "just this action denied",
        [allow(), unless("StringNotEquals", "aws:PrincipalOrgID", ORG, action="s3:GetObject")],
        False,
    ),
    (
        "a family of actions denied",
        [allow(), unless("StringNotEquals", "aws:PrincipalOrgID", ORG, action="s3:Get*")],
        False,
    ),
    (
        "all actions denied",
        [allow(action="*"), unless("StringNotEquals", "aws:PrincipalOrgID", ORG, action="*", resource="*")],
        False,
    ),
    (
        "fewer actions denied than allowed",
        [
            allow(action=["s3:GetObject", "s3:PutObject"]),
            unless("StringNotEquals", "aws:PrincipalOrgID", ORG, action="s3:GetObject"),
        ],
        True,
    ),
    ("only the bucket denied", [allow(), unless("StringNotEquals", "aws:PrincipalOrgID", ORG, resource=BUCKET)], True),
    (
        "only a folder denied",
        [allow(), unless("StringNotEquals", "aws:PrincipalOrgID", ORG, resource=f"{BUCKET}/private/*")],
        True,
    ),
    ("all resources denied", [allow(), unless("StringNotEquals", "aws:PrincipalOrgID", ORG, resource="*")], False),
    (
        "all but some actions denied",
        [allow(), unless("StringNotEquals", "aws:PrincipalOrgID", ORG, action=..., NotAction="s3:GetObject")],
        True,
    ),
    ("one account denied", [allow(), unless("StringEquals", "aws:PrincipalAccount", ACCOUNT)], True),
    ("one role denied", [allow(), deny({"AWS": f"arn:aws:iam::{ACCOUNT}:role/app"})], True),
    ("everybody denied outright", [allow(), deny()], False),
    ("all but one role denied", [allow(), deny(..., NotPrincipal={"AWS": f"arn:aws:iam::{ACCOUNT}:role/app"})], False),
    ("all but everybody denied", [allow(), deny(..., NotPrincipal="*")], True),
    (
        "one of two open statements closed",
        [
            allow(),
            allow(action="s3:PutObject"),
            unless("StringNotEquals", "aws:PrincipalOrgID", ORG, action="s3:GetObject"),
        ],
        True,
    ),
    (
        "callers without the key spared",
        [allow(), unless("ForAnyValue:StringNotEquals", "aws:PrincipalOrgID", ORG)],
        True,
    ),
    (
        "a bucket's folder of other case denied",
        [
            allow(resource=f"{BUCKET}/Open/*"),
            unless("StringNotEquals", "aws:PrincipalOrgID", ORG, resource=f"{BUCKET}/open/*"),
        ],
        True,
    ),
    (
        "actions of other case denied",
        [allow(action="S3:getobject"), unless("StringNotEquals", "aws:PrincipalOrgID", ORG, action="s3:GetObject")],
        False,
    ),
    ("callers with a key that is null denied", [allow(), unless("Null", "aws:PrincipalOrgID", "true")], True),
]
