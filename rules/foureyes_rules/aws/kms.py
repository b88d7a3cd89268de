"""KMS keys: who may use them.

Facts: the default policy names the account's root; policies that AWS writes for its services name everybody
and pin them by `kms:CallerAccount`: not public (KMS developer guide, default key policy).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.policies import is_public


class KeyPolicy(Kind):
    """The policy of a key, inline or declared beside it."""

    terraform = (
        "aws_kms_key#policy",
        "aws_kms_key_policy",
        "aws_kms_external_key#policy",
        "aws_kms_replica_key#policy",
        "aws_kms_replica_external_key#policy",
    )
    cloudformation = ("AWS::KMS::Key", "AWS::KMS::ReplicaKey")

    policy = Setting(
        terraform={
            "aws_kms_key#policy": ".",
            "aws_kms_key_policy": "policy",
            "aws_kms_external_key#policy": ".",
            "aws_kms_replica_key#policy": ".",
            "aws_kms_replica_external_key#policy": ".",
        },
        cloudformation="KeyPolicy",
        document=True,
    )


@rule(PUBLIC_ACCESS, Severity.CRITICAL, equivalents=("CKV_AWS_33", "F76", "FG_R00252", "KMS_NO_WILDCARD_PRINCIPAL"))
def aws_kms_key_open_to_everyone(policy: KeyPolicy) -> Evidence:
    """Anyone with an AWS account can use or manage this key.

    Why: What is encrypted with it is then as good as plain for whoever gets at a copy: shared snapshots, images,
    objects.

    Fix: Name the principals; pin service use by `kms:CallerAccount` and `kms:ViaService`.
    """
    return is_public(policy.policy)
