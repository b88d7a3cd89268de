"""Secrets Manager secrets and parameters of Systems Manager.

Facts: secrets are always encrypted; `block_public_policy` is off in the API and in Terraform, on in
CloudFormation (CloudFormation user guide 2023-09); Amazon's own key for secrets decrypts for no other account, so
reading takes a key of one's own too; a `String` parameter is stored in clear.
"""

from __future__ import annotations

import re

from foureyes.model.evidence import Evidence, yes
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, One
from foureyes.model.reading import Reading
from foureyes.model.rule import ENCRYPTION_AT_REST, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes.model.value import Known, Leaf, Unknown, lift
from foureyes.model.version import by_version
from foureyes_rules.vocabulary.keys import is_amazons_key
from foureyes_rules.vocabulary.policies import is_public


class Secret(Kind):
    """A secret."""

    terraform = "aws_secretsmanager_secret"
    cloudformation = "AWS::SecretsManager::Secret"

    key = Setting(terraform="kms_key_id", cloudformation="KmsKeyId")


class SecretPolicy(Kind):
    """The policy of a secret."""

    terraform = ("aws_secretsmanager_secret_policy", "aws_secretsmanager_secret#policy")
    cloudformation = "AWS::SecretsManager::ResourcePolicy"

    policy = Setting(
        terraform={"aws_secretsmanager_secret_policy": "policy", "aws_secretsmanager_secret#policy": "."},
        cloudformation="ResourcePolicy",
        document=True,
    )
    blocked = Setting(
        terraform={"aws_secretsmanager_secret_policy": "block_public_policy"},
        cloudformation="BlockPublicPolicy",
        default=by_version(aws=False, cloudformation=True),
        safe=True,
    )
    secret = One(Secret, terraform={"aws_secretsmanager_secret_policy": "secret_arn"}, cloudformation="SecretId")

    def is_readable_from_outside(self) -> Evidence:
        """Whether another account could decrypt it: not with Amazon's own key."""
        secret: Secret = self.secret
        return yes() if secret.resource.outside else ~is_amazons_key(secret.key)


class GuardedPolicy(Kind):
    """The policy of a secret that is declared beside it."""

    terraform = "aws_secretsmanager_secret_policy"
    cloudformation = "AWS::SecretsManager::ResourcePolicy"

    blocked = Setting(
        terraform="block_public_policy",
        cloudformation="BlockPublicPolicy",
        default=by_version(aws=False, cloudformation=True),
        safe=True,
    )


class Parameter(Kind):
    """A parameter of Systems Manager."""

    terraform = "aws_ssm_parameter"

    name = Setting(terraform="name")
    sort = Setting(terraform="type")
    key = Setting(terraform="key_id")


@rule(PUBLIC_ACCESS, Severity.CRITICAL)
def aws_secret_open_to_everyone(policy: SecretPolicy) -> Evidence:
    """Anyone with an AWS account can read or change this secret.

    Why: A secret that strangers can read opens whatever it was to guard.

    Fix: Name the principals, and set `block_public_policy` (`BlockPublicPolicy`) to true.
    """
    opened = is_public(policy.policy, _changes) | (is_public(policy.policy) & policy.is_readable_from_outside())
    return opened & policy.blocked.is_false()


def _changes(action: str) -> bool:
    """Whether an action is more than reading."""
    return not re.match(r"secretsmanager:(get|batchget|describe|list)\w*\*?$", action)


@rule(PUBLIC_ACCESS, Severity.LOW, profile="hardening")
def aws_secret_policy_may_become_public(policy: GuardedPolicy) -> Evidence:
    """Nothing keeps the policy of this secret from letting everybody in.

    Why: A later mistake in the policy would publish the secret; the switch makes it fail instead.

    Fix: Set `block_public_policy` (`BlockPublicPolicy`) to true.
    """
    return policy.blocked.is_false()


@rule(
    ENCRYPTION_AT_REST,
    Severity.INFO,
    equivalents=("CKV_AWS_149", "AVD-AWS-0098", "W77", "SECRETSMANAGER_USING_CMK"),
    profile="customer-keys",
)
def aws_secret_without_customer_key(secret: Secret) -> Evidence:
    """This secret is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(secret.key)


class NamedParameter(Kind):
    """A parameter of Systems Manager, with its name."""

    terraform = "aws_ssm_parameter"
    cloudformation = "AWS::SSM::Parameter"

    name = Setting(terraform="name", cloudformation="Name")
    sort = Setting(terraform="type", cloudformation="Type")


@rule(ENCRYPTION_AT_REST, Severity.MEDIUM)
def aws_ssm_parameter_holds_secret_in_clear(parameter: NamedParameter) -> Evidence:
    """This parameter looks like a secret and is stored in clear.

    Why: Whoever may list parameters reads it, and it shows in consoles and logs.

    Fix: Make it a `SecureString`.
    """
    return parameter.sort.is_in("String", "StringList") & _names_secret(parameter.name)


_SECRET = re.compile(r"passw|(?<!encrypt)(?<!encrypt[-_])secret|token|credential|api[-_]?key|private[-_]?key", re.I)
_POINTER = re.compile(
    r"[-_.](?i:path|arn|name|url|uri|id|endpoint|length|ttl|version|enabled)$"
    r"|[a-z0-9](Path|Arn|Name|Url|URL|Uri|Id|ID|Endpoint|Length|Ttl|TTL|Version|Enabled)$"
)
"""How the name of something that only speaks of a secret ends: where it is, how long it lasts."""


def _looks_secret(name: str) -> bool:
    """Whether a parameter's name speaks of a password, key or token, and the parameter does not merely point to one."""
    folder, slash, last = name.rpartition("/")
    return _SECRET.search(folder + slash if _POINTER.search(last) else name) is not None


def _names_secret(name: Reading) -> Evidence:
    """Whether a name speaks of a secret. Where its beginning is not known, its last part tells."""

    def as_far_as_known(leaf: Leaf) -> Leaf:
        if not isinstance(leaf, Unknown) or leaf.parts is None:
            return leaf
        text = "".join(part if isinstance(part, str) else "…" for part in leaf.parts)
        told = "…" not in text.rpartition("/")[2] or _looks_secret(text)
        return Known(text, leaf.place, leaf.trail, leaf.references, leaf.secret) if told else leaf

    return Reading(lift(as_far_as_known, name.value), name.label, name.kind).matches(_looks_secret)


@rule(ENCRYPTION_AT_REST, Severity.LOW, equivalents=("CKV2_AWS_34",), profile="hardening")
def aws_ssm_parameter_unencrypted(parameter: Parameter) -> Evidence:
    """This parameter is stored in clear.

    Why: Many parameters turn out to hold what is not for everybody's eyes.

    Fix: Make it a `SecureString`.
    """
    return parameter.sort.is_in("String", "StringList")


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_337",), profile="customer-keys")
def aws_ssm_parameter_without_customer_key(parameter: Parameter) -> Evidence:
    """This parameter is not encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `key_id`.
    """
    return parameter.sort.equals("SecureString") & is_amazons_key(parameter.key)
