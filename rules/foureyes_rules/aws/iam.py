"""IAM roles: who may become them; Cognito's guests.

Facts: IAM user guide 2023-05: anonymous callers cannot assume a role, any AWS account named by `*` can; an
OpenID provider's subject claim says whose workload it is.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, any_of, no, unsure
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many
from foureyes.model.reading import Reading
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes.model.value import Known, Leaf
from foureyes_rules.vocabulary.conditions import pins, tests_of
from foureyes_rules.vocabulary.patterns import cannot_be_wild
from foureyes_rules.vocabulary.policies import (
    is_public,
    is_star,
    one_provider,
    trusts_open_subject,
    trusts_web_identities,
    vouched_by,
)

_PIPELINES = (
    "token.actions.githubusercontent.com",
    "gitlab.com",
    "oidc.circleci.com",
    "app.terraform.io",
    "agent.buildkite.com",
    "api.bitbucket.org",
    "vstoken.dev.azure.com",
)
"""Issuers that vouch for pipelines of anybody who signs up."""


class Role(Kind):
    """An IAM role."""

    terraform = "aws_iam_role"
    cloudformation = "AWS::IAM::Role"

    trust = Setting(
        terraform="assume_role_policy",
        cloudformation="AssumeRolePolicyDocument",
        document=True,
    )
    issuers = Many("OpenIdIssuer")

    def is_pipelines(self, provider: Reading) -> Evidence:
        """Whether a provider vouches for pipelines of anybody; of one declared here, its address says so."""
        leaf = provider.value
        if isinstance(leaf, Leaf):
            named = {reference.target for reference in leaf.references}
            for one in self.issuers:
                if not named.isdisjoint(one.resource.identities):
                    return vouched_by(one.url, _PIPELINES)
        return vouched_by(provider, _PIPELINES)


class OpenIdIssuer(Kind):
    """A provider of OpenID identities."""

    terraform = "aws_iam_openid_connect_provider"
    cloudformation = "AWS::IAM::OIDCProvider"

    url = Setting(terraform="url", cloudformation="Url")


class PolicyDocument(Kind):
    """A policy document written in HCL, wherever it is used."""

    terraform = "aws_iam_policy_document"
    data = True

    statements = Setting(terraform="statement")


class IdentityPool(Kind):
    """A Cognito identity pool."""

    terraform = "aws_cognito_identity_pool"
    cloudformation = "AWS::Cognito::IdentityPool"

    guests = Setting(
        terraform="allow_unauthenticated_identities",
        cloudformation="AllowUnauthenticatedIdentities",
        default=False,
        safe=False,
    )


class UserPool(Kind):
    """A Cognito user pool."""

    terraform = "aws_cognito_user_pool"
    cloudformation = "AWS::Cognito::UserPool"

    by_admin_only = Setting(
        terraform="admin_create_user_config.allow_admin_create_user_only",
        cloudformation="AdminCreateUserConfig.AllowAdminCreateUserOnly",
        default=False,
        safe=True,
    )


class IotPolicy(Kind):
    """A policy for devices."""

    terraform = "aws_iot_policy"
    cloudformation = "AWS::IoT::Policy"

    policy = Setting(terraform="policy", cloudformation="PolicyDocument", document=True)


@rule(
    PUBLIC_ACCESS,
    Severity.CRITICAL,
    equivalents=("CKV_AWS_60", "CKV_AWS_61", "F2", "F6", "FG_R00219", "IAM_ROLE_NO_FULL_ACCESS_ON_TRUST_POLICY"),
)
def aws_iam_role_open_to_every_account(role: Role) -> Evidence:
    """Anyone with an AWS account can become this role.

    Why: A stranger needs nothing but an account of their own to hold everything that the role may do.

    Fix: Name the accounts, roles or services that may assume it, or ask for `aws:PrincipalOrgID`.
    """
    return is_public(role.trust)


@rule(PUBLIC_ACCESS, Severity.CRITICAL, equivalents=("CKV_AWS_358", "CKV_AWS_393"))
def aws_iam_role_open_to_every_pipeline(role: Role) -> Evidence:
    """Pipelines of strangers can become this role: the trust does not say whose.

    Why: Anyone can run a job at the same provider and get a token that the role accepts; researchers have found such
    roles by the hundred.

    Fix: Ask for the subject: `StringLike` on `token.actions.githubusercontent.com:sub` with `repo:your-
    organization/your-repository:*`.
    """
    return trusts_open_subject(role.trust, role.is_pipelines)


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_iam_role_open_to_guests(role: Role) -> Evidence:
    """Guests who never signed in can become this role through a Cognito identity pool.

    Why: The pool's id stands in every copy of the app; with it anybody gets the role's credentials.

    Fix: Give guests no role, or one that may do next to nothing.
    """
    return role.trust.at("Statement").any(_trusts_guests)


def _trusts_guests(statement: Reading) -> Evidence:
    """Whether a statement trusts identities of Cognito that are not authenticated."""
    provider = one_provider(
        statement, lambda one: no() if cannot_be_wild(one.value) else one.equals("cognito-identity.amazonaws.com")
    )
    return trusts_web_identities(statement) & provider & _asks_for_guests(statement)


def _asks_for_guests(statement: Reading) -> Evidence:
    tests, rest = tests_of(statement)
    asked = (values.any(lambda one: one.equals("unauthenticated")) for _, key, values in tests if key.endswith(":amr"))
    return any_of(asked) | rest


@rule(
    PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AWS_366", "W57", "COGNITO_ALLOW_UNAUTHENTICATED_IDENTITIES_RULE")
)
def aws_cognito_pool_gives_guests_credentials(pool: IdentityPool) -> Evidence:
    """This identity pool gives AWS credentials to guests who never signed in.

    Why: Whatever the guest role may do, anybody on the internet may do.

    Fix: Set `allow_unauthenticated_identities` (`AllowUnauthenticatedIdentities`) to false.
    """
    return pool.guests.is_true()


@rule(PUBLIC_ACCESS, Severity.INFO, profile="hardening")
def aws_cognito_pool_lets_anyone_sign_up(pool: UserPool) -> Evidence:
    """Anyone can sign up in this user pool.

    Why: Whoever signs up counts as authenticated everywhere the pool is trusted. A pool of customers is meant to be
    so, one of staff is not.

    Fix: Set `allow_admin_create_user_only` (`AllowAdminCreateUserOnly`) to true where only staff should sign in.
    """
    return pool.by_admin_only.is_false()


@rule(
    PUBLIC_ACCESS,
    Severity.MEDIUM,
    equivalents=("W38", "W39", "IOT_POLICY_WILDCARD_ACTION_RULE", "IOT_POLICY_WILDCARD_RESOURCE_RULE"),
)
def aws_iot_policy_allows_everything(policy: IotPolicy) -> Evidence:
    """Every device with this policy may do everything with every device and topic.

    Why: One stolen device then reads and steers all others.

    Fix: Allow each device its own topics, by policy variables such as `${iot:Connection.Thing.ThingName}`.
    """
    return policy.policy.at("Statement").any(
        lambda one: (
            one.at("Effect").equals("Allow")
            & one.at("Action").any(lambda action: action.is_in("iot:*", "*"))
            & one.at("Resource").any(lambda resource: resource.equals("*"))
        )
    )


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AWS_283",), profile="hardening")
def aws_policy_document_open_to_everyone(document: PolicyDocument) -> Evidence:
    """A statement of this policy document lets everybody in.

    Why: It publishes whatever it is attached to, unless something else closes that.

    Fix: Name the principals, or pin the callers by a condition on `aws:PrincipalOrgID` or `aws:SourceArn`.
    """
    return document.statements.any(_opens)


def _opens(statement: Reading) -> Evidence:
    """Whether a statement in HCL allows everybody something."""
    named = statement.at("principals").any(lambda one: one.at("identifiers").any(is_star))
    pinned = statement.at("condition").any(_pins)
    return (named | statement.at("not_principals").is_present()) & ~statement.at("effect").equals("Deny") & ~pinned


def _pins(condition: Reading) -> Evidence:
    test, key = condition.at("test").value, condition.at("variable").value
    if not isinstance(test, Known) or not isinstance(key, Known):
        return unsure("the condition cannot be read", condition.kind.place)
    return pins(str(test.scalar).lower(), str(key.scalar).lower(), condition.at("values"))
