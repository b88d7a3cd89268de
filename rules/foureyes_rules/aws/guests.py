"""Cognito's guests: what those who never signed in may do with the data.

Facts: chain `cognito-guest` of the fact sheet; Cognito developer guide, "IAM roles": the guest role of a pool that
admits guests is everybody's. A resource that is pinned by the caller's own identity is the caller's own.
"""

from __future__ import annotations

from fnmatch import fnmatchcase

from foureyes.model.evidence import Evidence, no, unsure, yes
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One, Some
from foureyes.model.reading import Reading
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes.model.value import Known, Unknown
from foureyes_rules.aws.iam import IdentityPool
from foureyes_rules.vocabulary.policies import does

_DATA = ("s3", "dynamodb", "lambda", "kinesis", "sqs", "sns", "secretsmanager", "ssm", "rds-data", "es", "kms", "iam")
_OWN = "cognito-identity.amazonaws.com:sub"


class GuestRole(Kind):
    """A role that may be the guests'."""

    terraform = "aws_iam_role"
    cloudformation = "AWS::IAM::Role"

    policies = Many("RolePolicy", back="role")

    def reaches_data(self) -> Evidence:
        """Whether a policy of it declared here opens data that is not the caller's own."""
        return self.policies.any(lambda one: one.document.at("Statement").any(_reaches_data))


class RolePolicy(Kind):
    """A policy written for a role, inline or beside it."""

    terraform = ("aws_iam_role#inline_policy", "aws_iam_role_policy")
    cloudformation = ("AWS::IAM::Role#Policies", "AWS::IAM::Policy", "AWS::IAM::RolePolicy")

    role = One(
        GuestRole,
        terraform={"aws_iam_role_policy": "role"},
        cloudformation={"AWS::IAM::Policy": "Roles", "AWS::IAM::RolePolicy": "RoleName"},
    )
    document = Setting(terraform="policy", cloudformation="PolicyDocument", document=True)


class PoolRoles(Kind):
    """The roles that an identity pool hands out."""

    terraform = "aws_cognito_identity_pool_roles_attachment"
    cloudformation = "AWS::Cognito::IdentityPoolRoleAttachment"

    pool = One(IdentityPool, terraform="identity_pool_id", cloudformation="IdentityPoolId")
    guests = Some(GuestRole, terraform="roles.unauthenticated", cloudformation="Roles.unauthenticated")
    guest_role = Setting(terraform="roles.unauthenticated", cloudformation="Roles.unauthenticated")


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_cognito_guests_reach_data(roles: PoolRoles) -> Evidence:
    """Guests who never signed in can get at data with the credentials of this identity pool.

    Why: The pool's id stands in every copy of the app; with it anybody on the internet gets the guests' role and what
    its policies allow.

    Fix: Turn guests off, or give their role nothing but what is pinned by `${cognito-identity.amazonaws.com:sub}`.
    """
    reached = roles.guests.any(lambda role: role.reaches_data())  # of a role declared elsewhere it is told there
    return roles.guest_role.is_present() & reached & roles.pool.guests.is_true()


def _reaches_data(statement: Reading) -> Evidence:
    """Whether a statement allows something with data, on what is not the caller's own."""
    narrowed = statement.at("Condition").is_absent() | unsure("a condition narrows it", statement.kind.place)
    return (
        statement.at("Effect").equals("Allow")
        & does(statement, _is_of_data)
        & statement.at("Resource").any(_is_anybodys)
        & narrowed
    )


def _is_of_data(action: str) -> bool:
    return action == "*" or any(fnmatchcase(service, action.partition(":")[0]) for service in _DATA)


def _is_anybodys(resource: Reading) -> Evidence:
    """Whether a resource is not pinned by the caller's identity."""
    leaf = resource.value
    if isinstance(leaf, Unknown):
        spelled = [part for part in leaf.parts or () if isinstance(part, str)]
        if any(_OWN in part for part in spelled):
            return no()
        return yes() if leaf.references or spelled else unsure("the resource cannot be told", leaf.place)
    return resource.matches(lambda text: _OWN not in text) if isinstance(leaf, Known) else no()
