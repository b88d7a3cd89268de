"""Words that the tables of policies are written in."""

from foureyes.model.value import Reference, Unknown

ACCOUNT = "111122223333"
ROOT = f"arn:aws:iam::{ACCOUNT}:root"
BUCKET = "arn:aws:s3:::data"
OBJECTS = f"{BUCKET}/*"
ORG = "o-a1b2c3d4e5"
VPCE = "vpce-1a2b3c4d"
GITHUB = f"arn:aws:iam::{ACCOUNT}:oidc-provider/token.actions.githubusercontent.com"

VARIABLE = Unknown("var.who has no value", subject="var.who")
ROLE = Unknown("known after deploy", subject="aws_iam_role.app.arn", references=(Reference("aws_iam_role.app", "arn"),))
NUMBER = Unknown("known after deploy", subject="data.aws_caller_identity.me.account_id")
OWN_ROOT = Unknown("known after deploy", parts=("arn:aws:iam::", NUMBER, ":root"))
ORGANIZATION = Unknown(
    "known after deploy",
    subject="aws_organizations_organization.us.id",
    references=(Reference("aws_organizations_organization.us", "id"),),
)
OUTPUT = Unknown("the module `roles` was not read", subject="module.roles.reader_role_arn")
ADDRESS = Unknown(
    "known after deploy", subject="aws_eip.nat.public_ip", references=(Reference("aws_eip.nat", "public_ip"),)
)
HANDED = Unknown(
    "known after deploy",
    subject="data.vault_generic_secret.who.data",
    references=(Reference("data.vault_generic_secret.who", "data"),),
    present=True,
)
STARRED = Unknown("known after deploy", parts=("arn:aws:iam::*:role/", VARIABLE))


def allow(principal="*", action="s3:GetObject", resource=OBJECTS, condition=None, **more):
    statement = {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": resource, **more}
    if condition is not None:
        statement["Condition"] = condition
    return {key: one for key, one in statement.items() if one is not ...}


def deny(principal="*", action="s3:*", resource=(BUCKET, OBJECTS), condition=None, **more):
    return {**allow(principal, action, resource, condition, **more), "Effect": "Deny"}


def when(operator, key, values):
    return allow(condition={operator: {key: values}})


def unless(operator, key, values, **more):
    return deny(condition={operator: {key: values}}, **more)


def gaps(*parts):
    return Unknown("known after deploy", parts=parts)
