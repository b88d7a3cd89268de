"""A denial closes a statement that opens a bucket; among more statements than any platform takes, that is not told."""

from __future__ import annotations

import json

import pytest

from tests.support import Cli

RULE = "aws-s3-bucket-policy-open-to-readers"


def policy(statements: int) -> str:
    """A statement that lets everybody read, one that denies it again, and others of named accounts between them."""
    opened = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"}
    others = [
        {**opened, "Principal": {"AWS": f"arn:aws:iam::{number:012}:root"}} for number in range(1, statements - 1)
    ]
    template = {
        "Resources": {
            "B": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "b"}},
            "P": {
                "Type": "AWS::S3::BucketPolicy",
                "Properties": {
                    "Bucket": "b",
                    "PolicyDocument": {"Statement": [opened, *others, {**opened, "Effect": "Deny"}]},
                },
            },
        }
    }
    return json.dumps(template)


@pytest.mark.parametrize(("statements", "answers"), [(20, set()), (300, set()), (301, {"cannot-tell"})])
def test_denials_among_many_statements(cli: Cli, statements: int, answers: set[str]) -> None:
    (cli.folder / "main.json").write_text(policy(statements))
    found = [one for one in cli.lint()["findings"] if one["rule"] == RULE]
    assert {one["answer"] for one in found} == answers
    assert all("more than 300 statements" in json.dumps(one) for one in found)
