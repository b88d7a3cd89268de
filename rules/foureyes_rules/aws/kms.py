"""KMS keys: who may use them.

Facts: the default policy names the account's root; policies that AWS writes for its services name everybody
and pin them by `kms:CallerAccount`: not public (KMS developer guide, default key policy).
"""

from __future__ import annotations

import re

from foureyes.model.evidence import Evidence, no, unsure, yes
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.reading import Reading
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes.model.value import Known
from foureyes_rules.vocabulary.patterns import cannot_be_wild
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


class Grant(Kind):
    """A grant on a key."""

    terraform = "aws_kms_grant"

    key = Setting(terraform="key_id")
    grantee = Setting(terraform="grantee_principal")


@rule(PUBLIC_ACCESS, Severity.CRITICAL, equivalents=("CKV_AWS_33", "F76", "FG_R00252", "KMS_NO_WILDCARD_PRINCIPAL"))
def aws_kms_key_open_to_everyone(policy: KeyPolicy) -> Evidence:
    """Anyone with an AWS account can use or manage this key.

    Why: What is encrypted with it is then as good as plain for whoever gets at a copy: shared snapshots, images,
    objects.

    Fix: Name the principals; pin service use by `kms:CallerAccount` and `kms:ViaService`.
    """
    return is_public(policy.policy)


@rule(PUBLIC_ACCESS, Severity.MEDIUM, profile="hardening")
def aws_kms_grant_to_another_account(grant: Grant) -> Evidence:
    """A principal of another account may use this key.

    Why: Grants stand beside the key's policy and are easily overlooked; the other account decides who becomes the
    principal.

    Fix: Grant to a principal of the key's own account, or name the other account in the key's policy.
    """
    if cannot_be_wild(grant.grantee.value):
        return no()  # a resource declared here, of the same account
    home, other = _account(grant.key), _account(grant.grantee)
    if not home or not other:
        return unsure("whether it is the key's own account cannot be told", grant.place)
    return yes(f"the key is of {home}, the principal of {other}", grant.place) if home != other else no()


def _account(name: Reading) -> str:
    """The account in an ARN."""
    leaf = name.value
    found = re.match(r"arn:[^:]*:[^:]*:[^:]*:(\d{12}):", str(leaf.scalar)) if isinstance(leaf, Known) else None
    return found[1] if found else ""
