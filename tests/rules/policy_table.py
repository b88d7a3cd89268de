"""Policies with known answers, by AWS's published meaning of "public".

Sources: S3 user guide, "Blocking public access to your Amazon S3 storage", section "The meaning of public"
(2023-06); IAM user guide, "Principal", "Condition operators", "Global condition keys" and "Policy evaluation
logic" (2023-05); the `policy` section of the AWS fact sheet. Each row: a name, the statements, and `True` for
public, `False` for not, `None` where it cannot be told from what is written.
"""

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


PRINCIPALS = [
    ("everybody", allow("*"), True),
    ("every AWS account, documented as the same", allow({"AWS": "*"}), True),
    ("a star in a list", allow({"AWS": [ROOT, "*"]}), True),
    ("a list of one star", allow({"AWS": ["*"]}), True),
    ("star of stars", allow({"*": "*"}), True),
    ("every canonical user", allow({"CanonicalUser": "*"}), True),
    ("an account's root", allow({"AWS": ROOT}), False),
    ("an account by its number", allow({"AWS": ACCOUNT}), False),
    ("two accounts", allow({"AWS": [ROOT, "444455556666"]}), False),
    ("a role", allow({"AWS": f"arn:aws:iam::{ACCOUNT}:role/app"}), False),
    ("a user", allow({"AWS": f"arn:aws:iam::{ACCOUNT}:user/ann"}), False),
    ("a session", allow({"AWS": f"arn:aws:sts::{ACCOUNT}:assumed-role/app/x"}), False),
    ("a role of any account, which most services refuse", allow({"AWS": "arn:aws:iam::*:role/app"}), None),
    ("the root of any account", allow({"AWS": [ROOT, "arn:aws:iam::*:root"]}, "sqs:*"), None),
    ("wildcards inside an ARN match nobody", allow({"AWS": f"arn:aws:iam::{ACCOUNT}:role/*"}), False),
    ("a service", allow({"Service": "cloudtrail.amazonaws.com"}), False),
    ("several services", allow({"Service": ["sns.amazonaws.com", "sqs.amazonaws.com"]}), False),
    ("a service beside everybody", allow({"Service": "sns.amazonaws.com", "AWS": "*"}), True),
    (
        "a canonical user",
        allow({"CanonicalUser": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"}),
        False,
    ),
    ("Facebook, the S3 guide's own example", allow({"Federated": "graph.facebook.com"}), True),
    ("Google", allow({"Federated": "accounts.google.com"}), True),
    ("Amazon", allow({"Federated": "www.amazon.com"}), True),
    ("Cognito identities", allow({"Federated": "cognito-identity.amazonaws.com"}), True),
    ("one of one's own SAML providers", allow({"Federated": f"arn:aws:iam::{ACCOUNT}:saml-provider/corp"}), False),
    ("an OIDC provider of the account", allow({"Federated": GITHUB}), False),
    ("all but one account", allow(..., NotPrincipal={"AWS": ROOT}), True),
    ("all but a service", allow(..., NotPrincipal={"Service": "sns.amazonaws.com"}), True),
    ("no principal, as in an identity's policy", allow(...), False),
    ("denied to everybody", deny("*"), False),
    ("denied to all but one", deny(..., NotPrincipal={"AWS": ROOT}), False),
    ("no statement", [], False),
    ("the second of two statements", [allow({"AWS": ROOT}), allow("*")], True),
    ("two closed statements", [allow({"AWS": ROOT}), allow({"Service": "sns.amazonaws.com"})], False),
    ("an empty list of principals", allow({"AWS": []}), False),
    ("lower-case effect", {**allow("*"), "Effect": "allow"}, True),
]

UNKNOWN_PARTS = [
    ("a provider of SAML for its own people", allow({"Federated": VARIABLE}, "sts:AssumeRoleWithSAML", ...), False),
    ("a provider not known yet", allow({"Federated": VARIABLE}, "sts:AssumeRoleWithWebIdentity", ...), None),
    ("an output named for its ARN", allow({"AWS": OUTPUT}), False),
    ("a principal from a variable", allow(VARIABLE), None),
    ("an account from a variable", allow({"AWS": VARIABLE}), None),
    ("a variable beside a star", allow({"AWS": [VARIABLE, "*"]}), True),
    ("a role declared here", allow({"AWS": ROLE}), False),
    ("the own account", allow({"AWS": OWN_ROOT}), False),
    ("the own account's number", allow({"AWS": NUMBER}), False),
    ("role and own account", allow({"AWS": [ROLE, OWN_ROOT]}), False),
    ("an effect from a variable", {**allow("*"), "Effect": VARIABLE}, None),
    ("a denied role and an unknown effect", {**allow({"AWS": ROOT}), "Effect": VARIABLE}, False),
    ("a condition from a variable", allow(condition=VARIABLE), None),
    ("an operator's tests from a variable", allow(condition={"StringEquals": VARIABLE}), None),
    ("an organization from a variable", when("StringEquals", "aws:PrincipalOrgID", VARIABLE), None),
    ("an organization declared here", when("StringEquals", "aws:PrincipalOrgID", ORGANIZATION), False),
    ("one known and one unknown network", when("IpAddress", "aws:SourceIp", ["198.51.100.0/24", VARIABLE]), None),
    ("a known open and an unknown network", when("IpAddress", "aws:SourceIp", ["0.0.0.0/0", VARIABLE]), True),
    ("an ARN with a star beside a gap", when("ArnLike", "aws:PrincipalArn", STARRED), None),
    ("a document from a variable", VARIABLE, None),
    ("the caller's own number", when("StringEquals", "aws:SourceAccount", NUMBER), False),
    (
        "a deny on unknown resources",
        [allow(), unless("StringNotEquals", "aws:PrincipalOrgID", ORG, resource=VARIABLE)],
        True,
    ),
    ("an unknown principal, pinned", allow(VARIABLE, condition={"StringEquals": {"aws:PrincipalOrgID": ORG}}), False),
    ("an unknown statement beside an open one", [VARIABLE, allow()], True),
    ("an unknown statement beside a closed one", [VARIABLE, allow({"AWS": ROOT})], None),
]

ADDRESSES = [
    ("one address", when("IpAddress", "aws:SourceIp", "198.51.100.7/32"), False),
    ("one address without a mask", when("IpAddress", "aws:SourceIp", "198.51.100.7"), False),
    ("a company's network", when("IpAddress", "aws:SourceIp", "198.51.100.0/24"), False),
    ("two networks", when("IpAddress", "aws:SourceIp", ["198.51.100.0/24", "203.0.113.0/24"]), False),
    ("exactly /8", when("IpAddress", "aws:SourceIp", "11.0.0.0/8"), False),
    ("wider than /8", when("IpAddress", "aws:SourceIp", "10.0.0.0/7"), True),
    ("half of the internet", when("IpAddress", "aws:SourceIp", "128.0.0.0/1"), True),
    ("the lower half of the internet", when("IpAddress", "aws:SourceIp", "0.0.0.0/1"), True),
    ("both halves of the internet", when("IpAddress", "aws:SourceIp", ["0.0.0.0/1", "128.0.0.0/1"]), True),
    ("the whole internet", when("IpAddress", "aws:SourceIp", "0.0.0.0/0"), True),
    ("the whole internet beside an address", when("IpAddress", "aws:SourceIp", ["198.51.100.7", "0.0.0.0/0"]), True),
    ("the whole internet, version 6", when("IpAddress", "aws:SourceIp", "::/0"), True),
    ("a network, version 6", when("IpAddress", "aws:SourceIp", "2001:db8::/48"), False),
    ("exactly /32, version 6", when("IpAddress", "aws:SourceIp", "2001:db8::/32"), False),
    ("wider than /32, version 6", when("IpAddress", "aws:SourceIp", "2001::/16"), True),
    ("private networks", when("IpAddress", "aws:SourceIp", ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]), False),
    ("unique local addresses", when("IpAddress", "aws:SourceIp", "fc00::/7"), False),
    ("all but an address", when("NotIpAddress", "aws:SourceIp", "198.51.100.7"), True),
    ("if there is an address", when("IpAddressIfExists", "aws:SourceIp", "198.51.100.0/24"), True),
    ("for all values", when("ForAllValues:IpAddress", "aws:SourceIp", "198.51.100.0/24"), True),
    ("key in another case", when("IpAddress", "AWS:sourceip", "198.51.100.0/24"), False),
    ("private address of a VPC, anybody's to choose", when("IpAddress", "aws:VpcSourceIp", "10.1.0.0/16"), True),
    ("no networks at all", when("IpAddress", "aws:SourceIp", []), False),
]

CALLERS = [
    ("an organization", when("StringEquals", "aws:PrincipalOrgID", ORG), False),
    ("an organization, like", when("StringLike", "aws:PrincipalOrgID", ORG), False),
    ("any organization", when("StringLike", "aws:PrincipalOrgID", "o-*"), True),
    ("an organization by variable", when("StringEquals", "aws:PrincipalOrgID", "${aws:PrincipalOrgID}"), True),
    ("an organization if there is one", when("StringEqualsIfExists", "aws:PrincipalOrgID", ORG), True),
    ("an organization for all values", when("ForAllValues:StringEquals", "aws:PrincipalOrgID", ORG), True),
    ("not an organization", when("StringNotEquals", "aws:PrincipalOrgID", ORG), True),
    ("a literal star matches nobody", when("StringEquals", "aws:PrincipalOrgID", "*"), False),
    (
        "a branch of the organization",
        when("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", f"{ORG}/r-ab12/ou-ab12-1/*"),
        False,
    ),
    ("a branch of any organization", when("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-*/r-ab12/*"), True),
    ("an account", when("StringEquals", "aws:PrincipalAccount", ACCOUNT), False),
    ("two accounts", when("StringEquals", "aws:PrincipalAccount", [ACCOUNT, "444455556666"]), False),
    ("any account", when("StringLike", "aws:PrincipalAccount", "*"), True),
    ("an account or any", when("StringLike", "aws:PrincipalAccount", [ACCOUNT, "*"]), True),
    ("a role's ARN", when("ArnEquals", "aws:PrincipalArn", f"arn:aws:iam::{ACCOUNT}:role/app"), False),
    ("roles of an account", when("ArnLike", "aws:PrincipalArn", f"arn:aws:iam::{ACCOUNT}:role/*"), False),
    ("roles of an account, as text", when("StringLike", "aws:PrincipalArn", f"arn:aws:iam::{ACCOUNT}:role/*"), False),
    ("a role of any account", when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/app"), True),
    ("ArnEquals takes wildcards too", when("ArnEquals", "aws:PrincipalArn", "arn:aws:iam::*:role/app"), True),
    ("a VPC", when("StringEquals", "aws:SourceVpc", "vpc-91237329"), False),
    ("any VPC, the S3 guide's own example", when("StringLike", "aws:SourceVpc", "vpc-*"), True),
    ("an endpoint", when("StringEquals", "aws:SourceVpce", VPCE), False),
    ("one of two endpoints", when("StringEquals", "aws:SourceVpce", [VPCE, "vpce-9"]), False),
    ("any endpoint", when("StringLike", "aws:SourceVpce", "vpce-*"), True),
    ("an endpoint if there is one", when("StringEqualsIfExists", "aws:SourceVpce", VPCE), True),
    ("a topic", when("ArnEquals", "aws:SourceArn", f"arn:aws:sns:us-east-1:{ACCOUNT}:orders"), False),
    ("a bucket", when("ArnLike", "aws:SourceArn", "arn:aws:s3:::orders"), False),
    ("any bucket", when("ArnLike", "aws:SourceArn", "arn:aws:s3:::*"), True),
    ("buckets by their beginning", when("ArnLike", "aws:SourceArn", "arn:aws:s3:::orders-*"), True),
    ("topics of an account in any Region", when("ArnLike", "aws:SourceArn", f"arn:aws:sns:*:{ACCOUNT}:*"), False),
    ("topics of an account and Region", when("ArnLike", "aws:SourceArn", f"arn:aws:sns:eu-west-1:{ACCOUNT}:*"), False),
    ("topics of any account", when("ArnLike", "aws:SourceArn", "arn:aws:sns:eu-west-1:*:orders"), True),
    (
        "distributions of an account",
        when("ArnLike", "aws:SourceArn", f"arn:aws:cloudfront::{ACCOUNT}:distribution/*"),
        False,
    ),
    ("on an account's behalf", when("StringEquals", "aws:SourceAccount", ACCOUNT), False),
    ("on anybody's behalf", when("StringLike", "aws:SourceAccount", "*"), True),
    ("the default topic policy", when("StringEquals", "AWS:SourceOwner", ACCOUNT), False),
    ("on an organization's behalf", when("StringEquals", "aws:SourceOrgID", ORG), False),
    ("a user id", when("StringEquals", "aws:userid", "AIDAEXAMPLEID"), False),
    ("sessions of a role id, the S3 guide's exception", when("StringLike", "aws:userid", "AROAEXAMPLEID:*"), True),
    ("a user's name, which anybody can have", when("StringEquals", "aws:username", "ann"), True),
    ("through access points of an account", when("StringEquals", "s3:DataAccessPointAccount", ACCOUNT), False),
    ("through access points of anybody", when("StringLike", "s3:DataAccessPointAccount", "*"), True),
    (
        "access points by account",
        when("ArnLike", "s3:DataAccessPointArn", f"arn:aws:s3:us-west-2:{ACCOUNT}:accesspoint/*"),
        False,
    ),
    (
        "access points of any account",
        when("ArnLike", "s3:DataAccessPointArn", "arn:aws:s3:us-west-2:*:accesspoint/x"),
        True,
    ),
    (
        "with a key",
        when(
            "StringEquals", "s3:x-amz-server-side-encryption-aws-kms-key-id", "arn:aws:kms:us-east-1:111122223333:key/1"
        ),
        False,
    ),
    ("the key's own account", when("StringEquals", "kms:CallerAccount", ACCOUNT), False),
    ("through a service only", when("StringEquals", "kms:ViaService", "ebs.us-east-1.amazonaws.com"), True),
    (
        "a Google app",
        allow({"Federated": "accounts.google.com"}, condition={"StringEquals": {"accounts.google.com:aud": "app"}}),
        False,
    ),
    (
        "a Cognito pool",
        allow(
            {"Federated": "cognito-identity.amazonaws.com"},
            condition={"StringEquals": {"cognito-identity.amazonaws.com:aud": "us-east-1:1"}},
        ),
        False,
    ),
    ("with an external id", when("StringEquals", "sts:ExternalId", "a-secret"), False),
    ("with any external id", when("StringLike", "sts:ExternalId", "*"), True),
    ("through a mount target", when("Bool", "elasticfilesystem:AccessedViaMountTarget", "true"), False),
    ("not through a mount target", when("Bool", "elasticfilesystem:AccessedViaMountTarget", "false"), True),
]

NOT_CALLERS = [
    ("with TLS", when("Bool", "aws:SecureTransport", "true"), True),
    ("from a page", when("StringLike", "aws:Referer", "https://example.com/*"), True),
    ("by a browser", when("StringEquals", "aws:UserAgent", "secret"), True),
    ("with an ACL", when("StringEquals", "s3:x-amz-acl", "bucket-owner-full-control"), True),
    ("under a prefix", when("StringEquals", "s3:prefix", "public/"), True),
    ("until a date", when("DateLessThan", "aws:CurrentTime", "2030-01-01T00:00:00Z"), True),
    ("in a Region", when("StringEquals", "aws:RequestedRegion", "eu-west-1"), True),
    ("objects with a tag", when("StringEquals", "s3:ExistingObjectTag/public", "yes"), True),
    ("callers with a tag, which anybody can have", when("StringEquals", "aws:PrincipalTag/team", "blue"), True),
    ("any kind of principal", when("StringEquals", "aws:PrincipalType", "User"), True),
    ("no AWS service", when("Bool", "aws:PrincipalIsAWSService", "false"), True),
    ("with a second factor, which anybody can have", when("Bool", "aws:MultiFactorAuthPresent", "true"), True),
    ("a member of some organization", when("Null", "aws:PrincipalOrgID", "false"), True),
    ("no member of an organization", when("Null", "aws:PrincipalOrgID", "true"), True),
    ("a signed URL", when("StringEquals", "lambda:FunctionUrlAuthType", "NONE"), True),
    ("in an owner's resource", when("StringEquals", "aws:ResourceAccount", ACCOUNT), True),
    ("an empty condition", allow(condition={}), True),
]

COMBINED = [
    (
        "two keys of one operator are joined by and",
        allow(condition={"StringEquals": {"aws:SourceVpce": VPCE, "s3:prefix": "x"}}),
        False,
    ),
    (
        "two operators are joined by and",
        allow(condition={"Bool": {"aws:SecureTransport": "true"}, "StringEquals": {"aws:SourceVpce": VPCE}}),
        False,
    ),
    (
        "one open key beside a fixed one",
        allow(condition={"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}, "StringEquals": {"aws:PrincipalOrgID": ORG}}),
        False,
    ),
    (
        "two that tell nothing",
        allow(condition={"Bool": {"aws:SecureTransport": "true"}, "StringLike": {"aws:Referer": "*"}}),
        True,
    ),
    ("two open ones", allow(condition={"StringLike": {"aws:SourceVpc": "vpc-*", "aws:PrincipalOrgID": "o-*"}}), True),
    ("fixed here, open there", [when("StringEquals", "aws:SourceVpce", VPCE), allow()], True),
    (
        "a pinned statement beside a service's",
        [when("StringEquals", "aws:PrincipalOrgID", ORG), allow({"Service": "sns.amazonaws.com"})],
        False,
    ),
]

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
    ("callers with a key that is null denied", [allow(), unless("Null", "aws:PrincipalOrgID", "true")], True),
]

SHAPES = [
    ("NotAction allows nearly all", allow(action=..., NotAction="s3:DeleteBucket"), True),
    ("NotResource allows nearly all", allow(resource=..., NotResource=f"{BUCKET}/private/*"), True),
    ("a list of actions", allow(action=["s3:GetObject", "s3:ListBucket"]), True),
    ("all actions", allow(action="*"), True),
    ("a queue", allow(action="sqs:SendMessage", resource="arn:aws:sqs:us-east-1:111122223333:q"), True),
    (
        "a queue fed by a topic",
        allow(
            action="sqs:SendMessage", condition={"ArnEquals": {"aws:SourceArn": f"arn:aws:sns:us-east-1:{ACCOUNT}:t"}}
        ),
        False,
    ),
    ("a key's default policy", allow({"AWS": ROOT}, action="kms:*", resource="*"), False),
    (
        "a key that AWS made for a service",
        allow(
            {"AWS": "*"},
            "kms:*",
            "*",
            {"StringEquals": {"kms:CallerAccount": ACCOUNT, "kms:ViaService": "ebs.us-east-1.amazonaws.com"}},
        ),
        False,
    ),
    ("a repository, whose policy has no resource", allow(action="ecr:BatchGetImage", resource=...), True),
    (
        "a repository closed by a denial",
        [
            allow(action="ecr:BatchGetImage", resource=...),
            deny(action="ecr:*", resource=..., condition={"StringNotEquals": {"aws:PrincipalOrgID": ORG}}),
        ],
        False,
    ),
    ("a role that anybody may assume", allow({"AWS": "*"}, "sts:AssumeRole", ...), True),
    ("a role for a service", allow({"Service": "ec2.amazonaws.com"}, "sts:AssumeRole", ...), False),
    ("a lone statement that is no list", allow(), True),
    (
        "CloudFront's origin access identity",
        allow({"AWS": "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1"}),
        False,
    ),
    (
        "CloudFront's origin access control",
        allow(
            {"Service": "cloudfront.amazonaws.com"},
            condition={"StringEquals": {"AWS:SourceArn": f"arn:aws:cloudfront::{ACCOUNT}:distribution/E1"}},
        ),
        False,
    ),
]

TABLE = PRINCIPALS + UNKNOWN_PARTS + ADDRESSES + CALLERS + NOT_CALLERS + COMBINED + DENIALS + SHAPES
