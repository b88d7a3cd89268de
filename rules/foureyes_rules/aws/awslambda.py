"""Lambda functions: URLs, permissions, layers, environment variables.

Facts: with auth type NONE the Terraform provider and SAM add the permission for everybody by themselves, plain
CloudFormation does not (provider 5.100.0 request bodies; Lambda developer guide).
"""

from __future__ import annotations

from foureyes.model.decision import leaves
from foureyes.model.evidence import Evidence, no, unsure, yes
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One
from foureyes.model.reading import Reading
from foureyes.model.rule import ENCRYPTION_AT_REST, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes.model.value import Leaf, Unknown
from foureyes_rules.vocabulary.keys import is_amazons_key
from foureyes_rules.vocabulary.patterns import cannot_be_wild
from foureyes_rules.vocabulary.policies import is_public, is_star

_ANYBODYS = (
    "s3.amazonaws.com", "sns.amazonaws.com", "apigateway.amazonaws.com", "events.amazonaws.com",
    "logs.amazonaws.com", "cognito-idp.amazonaws.com", "iot.amazonaws.com", "ses.amazonaws.com",
    "config.amazonaws.com", "elasticloadbalancing.amazonaws.com", "cloudformation.amazonaws.com",
    "secretsmanager.amazonaws.com", "lex.amazonaws.com", "codepipeline.amazonaws.com",
)  # fmt: skip
"""Services that any customer can make call a function."""


class Url(Kind):
    """The URL of a function."""

    terraform = "aws_lambda_function_url"
    cloudformation = "AWS::Lambda::Url"

    auth = Setting(terraform="authorization_type", cloudformation="AuthType", safe="AWS_IAM")
    function = One("Function", cloudformation="TargetFunctionArn")

    def is_permitted(self) -> Evidence:
        """Whether everybody is permitted to call it, which in plain CloudFormation takes a permission of its own."""
        function: Function = self.function
        if self.type != "AWS::Lambda::Url" or function.resource.outside:
            return yes()
        missing = unsure("no permission for it is declared here, without which it refuses everybody", self.place)
        return missing | function.permissions.any(lambda one: is_star(one.principal))


class Permission(Kind):
    """One statement of the policy of a function."""

    terraform = "aws_lambda_permission"
    cloudformation = "AWS::Lambda::Permission"

    function = One("Function", terraform="function_name", cloudformation="FunctionName")
    principal = Setting(terraform="principal", cloudformation="Principal")
    arn = Setting(terraform="source_arn", cloudformation="SourceArn")
    account = Setting(terraform="source_account", cloudformation="SourceAccount")
    organization = Setting(terraform="principal_org_id", cloudformation="PrincipalOrgID")
    token = Setting(terraform="event_source_token", cloudformation="EventSourceToken")


class FunctionPolicy(Kind):
    """The whole policy of a function."""

    cloudformation = "AWS::Lambda::ResourcePolicy"

    policy = Setting(cloudformation="PolicyDocument", document=True)


class LayerPermission(Kind):
    """A permission to use a layer."""

    terraform = "aws_lambda_layer_version_permission"
    cloudformation = "AWS::Lambda::LayerVersionPermission"

    principal = Setting(terraform="principal", cloudformation="Principal")
    organization = Setting(terraform="organization_id", cloudformation="OrganizationId")


class Function(Kind):
    """A function."""

    terraform = "aws_lambda_function"
    cloudformation = "AWS::Lambda::Function"

    variables = Setting(terraform="environment", cloudformation="Environment")
    key = Setting(terraform="kms_key_arn", cloudformation="KmsKeyArn")
    permissions = Many(Permission, back="function")


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_AWS_258",))
def aws_lambda_url_open_to_everyone(url: Url) -> Evidence:
    """Anyone on the internet can run this function by its URL.

    Why: Nobody is asked who they are; whatever the function's role may do is one flaw away from strangers.

    Fix: Set the authorization type to `AWS_IAM`, or put an API with an authorizer in front.
    """
    return url.auth.equals("NONE") & url.is_permitted()


@rule(
    PUBLIC_ACCESS,
    Severity.CRITICAL,
    equivalents=("CKV_AWS_301", "F13", "LAMBDA_NO_WILDCARD_PRINCIPALS", "LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED"),
)
def aws_lambda_function_open_to_everyone(permission: Permission) -> Evidence:
    """Anyone with an AWS account can run this function.

    Why: Strangers can feed it what they like, with the rights of its role and at your cost.

    Fix: Name the principal, or add `source_account`, `source_arn` or `principal_org_id`.
    """
    return (
        is_star(permission.principal)
        & permission.arn.is_absent()
        & permission.account.is_absent()
        & permission.organization.is_absent()
    )


@rule(PUBLIC_ACCESS, Severity.CRITICAL)
def aws_lambda_policy_open_to_everyone(policy: FunctionPolicy) -> Evidence:
    """Anyone with an AWS account can run or change this function.

    Why: Strangers can feed it what they like, with the rights of its role and at your cost.

    Fix: Name the principals, or ask for `aws:PrincipalOrgID`.
    """
    return is_public(policy.policy)


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AWS_364", "AVD-AWS-0067", "FG_R00499"))
def aws_lambda_function_serves_any_customer(permission: Permission) -> Evidence:
    """A service may run this function on behalf of any of its customers.

    Why: A stranger who points a bucket, topic or API of their own at the function makes it run on their data.

    Fix: Add `source_arn` or `source_account` (`SourceArn`, `SourceAccount`).
    """
    return (
        _is_anybodys(permission.principal)
        & permission.arn.is_absent()
        & permission.account.is_absent()
        & permission.organization.is_absent()
    )


def _is_anybodys(principal: Reading) -> Evidence:
    """Whether a principal is a service that any customer can use. What a role or an account is called by is none."""

    def is_named(leaf: Leaf) -> bool:
        looked_up = any("aws_service_principal" in one.target for one in leaf.references)
        return isinstance(leaf, Unknown) and leaf.parts is None and not looked_up

    named = all(map(is_named, leaves(principal.value))) and cannot_be_wild(principal.value)
    return no() if named else principal.is_in(*_ANYBODYS)


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_lambda_layer_open_to_everyone(permission: LayerPermission) -> Evidence:
    """Anyone with an AWS account can read the code of this layer.

    Why: Layers hold code and now and then keys.

    Fix: Name accounts, or add `organization_id` (`OrganizationId`).
    """
    return is_star(permission.principal) & permission.organization.is_absent()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_173",), profile="customer-keys")
def aws_lambda_variables_without_customer_key(function: Function) -> Evidence:
    """The environment variables of this function are encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_arn` (`KmsKeyArn`).
    """
    return is_amazons_key(function.key) & function.variables.is_present()
