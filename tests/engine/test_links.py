"""How surely a link leads to a resource: a name that several go by, or one goes by in some cases, settles nothing."""

import pytest

POLICY = "aws-s3-bucket-policy-open-to-readers"
OPEN = """
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*" }]
  })
"""
GUARD = """
resource "aws_s3_bucket_public_access_block" "guard" {{
  {more}
  bucket                  = {bucket}
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}}
"""
VARIABLES = """
variable "x" { type = bool }
variable "y" { type = string }
variable "n" { type = number }
variable "names" { type = set(string) }
"""


def bucket(name, arguments, block="a"):
    return f'resource "aws_s3_bucket" "{block}" {{\n  bucket = {name}\n  {arguments}\n}}\n'


def policy(bucket, arguments=""):
    return f'resource "aws_s3_bucket_policy" "p" {{\n  bucket = {bucket}\n  {arguments}\n{OPEN}}}\n'


def guard(bucket, more=""):
    return GUARD.format(bucket=bucket, more=more)


def terraform(*blocks):
    return {"main.tf": VARIABLES + "".join(blocks)}


EITHER = 'var.x ? "aaa" : "bbb"'


@pytest.mark.parametrize("name", [EITHER, "aws_s3_bucket.a.bucket", "aws_s3_bucket.a.id"])
def test_a_name_that_depends_on_a_test_is_met_by_the_same_test(answers, name):
    assert answers(POLICY, terraform(bucket(EITHER, ""), policy("aws_s3_bucket.a.id"), guard(name))) == []


@pytest.mark.parametrize("name", ['"aaa"', '"bbb"', 'var.x ? "bbb" : "aaa"', 'var.n == 1 ? "aaa" : "bbb"'])
def test_one_of_the_names_that_a_bucket_may_have_does_not_make_a_block_its_own(answers, name):
    found = answers(POLICY, terraform(bucket(EITHER, ""), policy("aws_s3_bucket.a.id"), guard(name)))
    assert found == ["aws_s3_bucket_policy.p: cannot tell"]


def test_a_name_that_is_known_in_one_case_only_leaves_the_other_open(answers):
    files = terraform(bucket('var.x ? "aaa" : var.y', ""), policy("aws_s3_bucket.a.id"), guard('"aaa"'))
    assert answers(POLICY, files) == ["aws_s3_bucket_policy.p: cannot tell"]


STACK = """
AWSTemplateFormatVersion: '2010-09-09'
Parameters: {X: {Type: String}, Y: {Type: String}}
Conditions: {X: !Equals [!Ref X, x]}
Resources:
  B:
    Type: AWS::S3::Bucket
    Properties: {%s PublicAccessBlockConfiguration: {BlockPublicPolicy: true, RestrictPublicBuckets: true}}
  P:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: %s
      PolicyDocument:
        Statement: [{Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: '*'}]
"""


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("", "!Ref B"),
        ("", "!Sub '${B}'"),
        ("BucketName: aaa,", "aaa"),
        ("BucketName: aaa,", "!Ref B"),
        ("BucketName: !Ref Y,", "!Ref Y"),
        ("BucketName: !Sub '${Y}-a',", "!Ref B"),
        ("BucketName: !If [X, aaa, bbb],", "!Ref B"),
        ("BucketName: !If [X, aaa, bbb],", "!If [X, aaa, bbb]"),
        ("BucketName: !If [X, aaa, !Ref AWS::NoValue],", "!Ref B"),
    ],
)
def test_a_stacks_policy_is_the_buckets_that_it_names(answers, name, named):
    assert answers(POLICY, {"stack.yaml": STACK % (name, named)}) == []


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("", "!Sub '${B}-x'"),
        ("", "!Select [0, !Split ['-', !Ref B]]"),
        ("", "!GetAtt B.WebsiteURL"),
        ("BucketName: !If [X, aaa, bbb],", "aaa"),
        ("BucketName: !If [X, aaa, !Ref AWS::NoValue],", "aaa"),
        ("BucketName: !Ref Y,", "!Ref X"),
    ],
)
def test_a_stacks_policy_may_be_anothers(answers, name, named):
    assert answers(POLICY, {"stack.yaml": STACK % (name, named)}) == ["P: cannot tell"]


SERVER = """
param x bool
param y string
resource server 'Microsoft.Sql/servers@2023-08-01-preview' = {
  name: %s
  location: 'westeurope'
  properties: { publicNetworkAccess: 'Disabled', minimalTlsVersion: '1.2' }
}
"""
DOOR = """
resource door 'Microsoft.Sql/servers/firewallRules@2023-08-01-preview' = {
  %s
  properties: { startIpAddress: '0.0.0.0', endIpAddress: '255.255.255.255' }
}
"""
DOORS = "azure-sql-server-open-to-internet"


@pytest.mark.parametrize(
    ("name", "child"),
    [
        ("'aaa'", "name: 'aaa/all'"),
        ("'aaa'", "name: 'AAA/all'"),
        ("y", "name: '${y}/all'"),
        ("x ? 'aaa' : 'bbb'", "name: '${x ? 'aaa' : 'bbb'}/all'"),
        ("x ? 'aaa' : 'bbb'", "name: 'all'\n  parent: server"),
        ("x ? 'aaa' : y", "name: 'all'\n  parent: server"),
    ],
)
def test_a_rule_of_a_closed_server_opens_nothing(answers, name, child):
    assert answers(DOORS, {"main.bicep": SERVER % name + DOOR % child}) == []


@pytest.mark.parametrize(
    ("name", "child"),
    [
        ("'aaa'", "name: 'bbb/all'"),
        ("y", "name: 'aaa/all'"),
        ("x ? 'aaa' : 'bbb'", "name: 'aaa/all'"),
        ("x ? 'aaa' : 'bbb'", "name: 'bbb/all'"),
        ("x ? 'aaa' : 'bbb'", "name: '${x ? 'bbb' : 'aaa'}/all'"),
        ("x ? 'aaa' : y", "name: 'aaa/all'"),
        ("x ? 'aaa' : y", "name: '${y}/all'"),
        ("x ? 'aaa' : 'b${y}'", "name: 'b${y}/all'"),
    ],
)
def test_a_rule_of_another_server_may_open_that(answers, name, child):
    assert answers(DOORS, {"main.bicep": SERVER % name + DOOR % child}) == ["door: cannot tell"]


EXISTING = """
resource there 'Microsoft.Sql/servers@2023-08-01-preview' existing = {
  name: %s
}
"""


@pytest.mark.parametrize(
    ("name", "there", "expected"),
    [
        ("'aaa'", "'aaa'", []),
        ("x ? 'aaa' : 'bbb'", "x ? 'aaa' : 'bbb'", []),
        ("x ? 'aaa' : 'bbb'", "'aaa'", ["door: cannot tell"]),
        ("'aaa'", "x ? 'aaa' : 'bbb'", ["door: cannot tell"]),
        ("'aaa'", "'bbb'", ["door: cannot tell"]),
    ],
)
def test_what_is_referred_to_is_what_is_declared_only_where_both_surely_are_called_the_same(
    answers, name, there, expected
):
    files = {"main.bicep": SERVER % name + EXISTING % there + DOOR % "name: 'all'\n  parent: there"}
    assert answers(DOORS, files) == expected


LOOP = """
param names array
param i int
resource hubs 'Microsoft.EventHub/namespaces@2024-01-01' = [for n in names: {
  name: n
  location: 'westeurope'
  sku: { name: 'Standard' }
}]
resource rules 'Microsoft.EventHub/namespaces/networkRuleSets@2024-01-01' = %s
"""
RULES = """{
  parent: hubs[%s]
  name: 'default'
  properties: { publicNetworkAccess: 'Disabled', defaultAction: 'Deny' }
}"""
HUBS = "azure-event-hubs-reachable-from-any-network"


def test_rules_for_each_of_an_unknown_number_close_all(answers):
    every = f"[for (n, k) in names: {RULES % 'k'}]"
    assert answers(HUBS, {"main.bicep": LOOP % every}) == []


@pytest.mark.parametrize(("index", "answer"), [("0", "cannot tell"), ("i", "yes")])
def test_rules_for_one_of_an_unknown_number_do_not_close_the_others(answers, index, answer):
    (found,) = answers(HUBS, {"main.bicep": LOOP % (RULES % index)})
    assert found.startswith(f"hubs[*]: {answer} when empty(parameters('names')) is false")


def test_rules_for_one_of_two_do_not_close_the_other(answers):
    text = LOOP.replace("param names array", "var names = ['a', 'b']") % (RULES % "1")
    assert answers(HUBS, {"main.bicep": text}) == ["hubs[0]: yes"]


MODULE = f"""
variable "n" {{}}
resource "aws_s3_bucket" "a" {{ bucket = var.n }}
resource "aws_s3_bucket_policy" "p" {{
  bucket = aws_s3_bucket.a.id
{OPEN}
}}
output "id" {{ value = aws_s3_bucket.a.id }}
"""


@pytest.mark.parametrize(
    "one", ["module.m[var.y].id", 'module.m["k"].id', "module.m[keys(module.m)[0]].id", "values(module.m)[0].id"]
)
def test_a_block_for_one_of_many_modules_does_not_close_the_others(answers, one):
    call = 'module "m" {\n  source = "./m"\n  for_each = var.names\n  n = each.value\n}\n'
    files = {**terraform(call, guard(one)), "m/main.tf": MODULE}
    assert answers(POLICY, files) == ["module.m[*].aws_s3_bucket_policy.p: cannot tell"]


def test_a_block_inside_of_each_module_closes_its_bucket(answers):
    call = 'module "m" {\n  source = "./m"\n  for_each = var.names\n  n = each.value\n}\n'
    files = {**terraform(call), "m/main.tf": MODULE + guard("aws_s3_bucket.a.id")}
    assert [one for one in answers(POLICY, files) if ": yes" in one] == []


@pytest.mark.parametrize(
    "one", ["aws_s3_bucket.a[var.y].id", 'aws_s3_bucket.a["k"].id', "one(values(aws_s3_bucket.a)[*].id)"]
)
def test_a_block_for_one_of_many_buckets_does_not_close_the_others(answers, one):
    files = terraform(
        bucket("each.value", "for_each = var.names"),
        policy("aws_s3_bucket.a[each.key].id", "for_each = var.names"),
        guard(one),
    )
    assert answers(POLICY, files) == ["aws_s3_bucket_policy.p[*]: cannot tell"]


@pytest.mark.parametrize(
    "name",
    [
        'replace(aws_s3_bucket.a.id, "a", sensitive("b"))',
        f'replace(aws_s3_bucket.a.id, "{"long" * 60}", "b")',
        'replace(aws_s3_bucket.a.id, "a", "b")',
        f'{{ a = aws_s3_bucket.a.id, b = "bbb" }}[replace(var.y, "{"long" * 60}", "b")]',
        "aws_s3_bucket.a.hosted_zone_id == var.y ? aws_s3_bucket.a.id : var.y",
        "aws_s3_bucket.a.region",
    ],
)
def test_what_is_made_from_a_name_is_not_surely_the_name(answers, name):
    files = terraform(bucket("null", ""), policy("aws_s3_bucket.a.id"), guard(name))
    assert answers(POLICY, files) == ["aws_s3_bucket_policy.p: cannot tell"]


ONE = bucket('"aaa"', "count = var.x ? 1 : 0", "a")


def test_of_namesakes_that_never_exist_at_once_whichever_exists_is_meant(answers):
    other = bucket('"aaa"', "count = var.x ? 0 : 1", "b")
    assert answers(POLICY, terraform(ONE, other, policy('"aaa"'), guard('"aaa"'))) == []


@pytest.mark.parametrize("count", ["count = var.n == 1 ? 1 : 0", "count = var.n", "provider = aws.other"])
def test_of_namesakes_that_may_exist_at_once_none_is_surely_meant(answers, count):
    other = bucket('"aaa"', count, "b") + 'provider "aws" {\n  alias = "other"\n}\n'
    assert answers(POLICY, terraform(ONE, other, policy('"aaa"'), guard('"aaa"'))) == [
        "aws_s3_bucket_policy.p: cannot tell"
    ]


def test_three_namesakes_have_to_exclude_each_other_pair_by_pair(answers):
    def third(second, third):
        return terraform(
            bucket('"aaa"', 'count = var.y == "a" ? 1 : 0', "a"),
            bucket('"aaa"', f"count = {second}", "b"),
            bucket('"aaa"', f"count = {third}", "c"),
            policy('"aaa"'),
            guard('"aaa"'),
        )

    alone = 'var.y == "b" ? 1 : 0'
    rest = 'var.y == "a" || var.y == "b" ? 0 : 1'
    assert answers(POLICY, third(alone, rest)) == []
    assert answers(POLICY, third(alone, alone)) == ["aws_s3_bucket_policy.p: cannot tell"]


VAULTS = """
param names array
param i int
param x bool
resource vaults 'Microsoft.KeyVault/vaults@2023-07-01' = [for n in names: {
  name: n
  location: 'westeurope'
  properties: { sku: { family: 'A', name: 'standard' }, tenantId: tenant().tenantId }
}]
"""
ENDPOINT = """{
  name: 'door-%s'
  location: 'westeurope'
  properties: {
    privateLinkServiceConnections: [{ name: 'c', properties: { privateLinkServiceId: %s, groupIds: ['vault'] } }]
  }
}
"""
RESOURCE_ID = "resourceId('Microsoft.KeyVault/vaults', n)"
ALONE = "azure-data-service-without-private-endpoint"


def vaults(endpoint, names="param names array"):
    door = "resource door 'Microsoft.Network/privateEndpoints@2024-01-01' = "
    return {"main.bicep": VAULTS.replace("param names array", names) + door + endpoint}


@pytest.mark.parametrize(
    "endpoint",
    [
        ENDPOINT % ("1", "vaults[0].id"),
        ENDPOINT % ("1", "vaults[i].id"),
        f"[for n in names: {ENDPOINT % ('${n}', 'vaults[0].id')}]",
        ENDPOINT % ("1", "x ? vaults[0].id : vaults[1].id"),
        ENDPOINT % ("1", "resourceId('Microsoft.KeyVault/vaults', 'another')"),
    ],
)
def test_a_door_to_one_of_an_unknown_number_of_vaults_is_none_to_the_others(answers, endpoint):
    assert answers(ALONE, vaults(endpoint))


@pytest.mark.parametrize(
    "endpoint",
    [
        f"[for (n, k) in names: {ENDPOINT % ('${n}', 'vaults[k].id')}]",
        f"[for n in names: {ENDPOINT % ('${n}', RESOURCE_ID)}]",
    ],
)
def test_a_door_to_each_of_an_unknown_number_of_vaults_is_one_to_all(answers, endpoint):
    assert answers(ALONE, vaults(endpoint)) == []


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        ("vaults[0].id", ["vaults[1]: yes"]),
        (
            "x ? vaults[0].id : vaults[1].id",
            [
                "vaults[0]: cannot tell when parameters('x') is false",
                "vaults[1]: cannot tell when parameters('x') is true",
            ],
        ),
    ],
)
def test_a_door_to_one_of_two_vaults(answers, service, expected):
    assert answers(ALONE, vaults(ENDPOINT % ("1", service), "var names = ['a', 'b']")) == expected


BEHIND = """
resource "google_cloud_run_v2_service" "web" {
  name    = "web"
  ingress = "INGRESS_TRAFFIC_ALL"
}
resource "google_cloud_run_v2_service_iam_member" "callers" {
  name   = google_cloud_run_v2_service.web.name
  role   = "roles/run.invoker"
  member = "allUsers"
}
resource "google_compute_region_network_endpoint_group" "web" {
  name = "web"
  cloud_run { service = google_cloud_run_v2_service.web.name }
}
resource "google_compute_region_network_endpoint_group" "other" {
  name = "other"
}
resource "google_compute_backend_service" "web" {
  security_policy = "example"
%s
}
"""
WALKED_AROUND = "google-load-balancer-can-be-walked-around"
WEB, OTHER = (f"google_compute_region_network_endpoint_group.{name}.id" for name in ("web", "other"))


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ((WEB,), ["yes"]),
        ((OTHER, WEB), ["yes"]),
        ((WEB, OTHER), ["yes"]),
        ((OTHER, OTHER), []),
        ((), []),
        (("var.y", WEB), ["yes"]),
        ((OTHER, f"var.x ? {WEB} : {OTHER}"), ["cannot tell when var.x is true"]),
        ((WEB, f"var.x ? {WEB} : {OTHER}"), ["yes"]),
        ((OTHER, f'"${{{WEB}}}/more"'), ["cannot tell"]),
        ((f'"${{{WEB}}}/more"', WEB), ["yes"]),
    ],
)
def test_a_link_of_several_leads_to_each_of_them(answers, groups, expected):
    backends = "\n".join(f"  backend {{\n    group = {one}\n  }}" for one in groups)
    group = "google_compute_region_network_endpoint_group.web"
    assert answers(WALKED_AROUND, terraform(BEHIND % backends)) == [f"{group}: {one}" for one in expected]


def test_a_group_looked_up_elsewhere_is_no_group_declared_here(answers):
    looked_up = 'data "google_compute_region_network_endpoint_group" "web" {\n  name = "web"\n}\n'
    text = BEHIND % f"  backend {{\n    group = data.{WEB}\n  }}"
    assert answers(WALKED_AROUND, terraform(looked_up, text)) == []


GUESTS = "aws-cognito-guests-reach-data"
POOL = """
resource "aws_cognito_identity_pool" "p" {{
  identity_pool_name               = "p"
  allow_unauthenticated_identities = true
}}
resource "aws_iam_role" "guest" {{
  name = "guest"
  tags = {{ owner = "guest" }}
}}
resource "aws_cognito_identity_pool_roles_attachment" "a" {{
  identity_pool_id = aws_cognito_identity_pool.p.id
  roles            = {{ unauthenticated = {arn} }}
}}
resource "aws_iam_role_policy" "data" {{
  role   = {role}
  policy = jsonencode({{ Statement = [{{ Effect = "Allow", Action = "s3:*", Resource = "*" }}] }})
}}
"""


@pytest.mark.parametrize(
    ("arn", "role", "expected"),
    [
        ("aws_iam_role.guest.arn", "aws_iam_role.guest.name", ["yes"]),
        ("aws_iam_role.guest.arn", "aws_iam_role.guest.id", ["yes"]),
        ("aws_iam_role.guest.arn", "aws_iam_role.guest.tags.owner", []),
        ("aws_iam_role.guest.arn", '"another"', []),
    ],
)
def test_what_has_no_setting_for_its_name_is_meant_by_the_attributes_that_are_its_name(answers, arn, role, expected):
    found = answers(GUESTS, terraform(POOL.format(arn=arn, role=role)))
    assert found == [f"aws_cognito_identity_pool_roles_attachment.a: {one}" for one in expected]


ROLES = """
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Pool: {Type: AWS::Cognito::IdentityPool, Properties: {AllowUnauthenticatedIdentities: true}}
  Guest:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyName: data
          PolicyDocument: {Statement: [{Effect: Allow, Action: 's3:*', Resource: '*'}]}
  Roles:
    Type: AWS::Cognito::IdentityPoolRoleAttachment
    Properties:
      IdentityPoolId: !Ref Pool
      Roles: {unauthenticated: %s}
"""


@pytest.mark.parametrize(
    ("arn", "expected"),
    [
        ("!GetAtt Guest.Arn", ["Roles: yes"]),
        ("!Sub '${Guest.Arn}'", ["Roles: yes"]),
        ("!Sub 'arn:aws:iam::${AWS::AccountId}:role/${Guest}'", ["Roles: cannot tell"]),
        ("!Sub '${Guest.Arn}-x'", ["Roles: cannot tell"]),
        ("!GetAtt Pool.Arn", []),
    ],
)
def test_a_role_is_meant_by_its_whole_arn(answers, arn, expected):
    assert answers(GUESTS, {"stack.yaml": ROLES % arn}) == expected


def test_what_is_looked_up_protects_nothing(answers):
    hubs = LOOP.replace("param names array", "var names = ['a']")
    there = "existing = {\n  parent: hubs[0]\n  name: 'default'\n}"
    assert answers(HUBS, {"main.bicep": (hubs % RULES).replace("= %s", "= {}") % "0"}) == []
    assert answers(HUBS, {"main.bicep": hubs.replace("= %s", there)}) == ["hubs[0]: yes"]


@pytest.mark.parametrize(
    ("server", "door", "expected"),
    [
        ("if (x)", "if (x)", []),
        ("if (x)", "if (x && y == 'a')", []),
        ("", "if (x)", []),
        ("if (x)", "", ["door: cannot tell"]),
        ("if (x)", "if (!x)", ["door: cannot tell"]),
        ("if (x)", "if (y == 'a')", ["door: cannot tell"]),
    ],
)
def test_a_rule_may_be_of_a_server_that_another_deployment_made(answers, server, door, expected):
    text = (SERVER % "'aaa'").replace("= {", f"= {server} {{", 1)
    text += (DOOR % "name: 'all'\n  parent: server").replace("= {", f"= {door} {{", 1)
    assert answers(DOORS, {"main.bicep": text}) == expected


def test_of_namesakes_that_one_is_meant_which_is_referred_to(answers):
    other = bucket('"aaa"', "provider = aws.other", "b") + 'provider "aws" {\n  alias = "other"\n}\n'
    both = other + bucket('"aaa"', "")
    by_reference = guard("aws_s3_bucket.a.bucket")
    assert answers(POLICY, terraform(both, policy("aws_s3_bucket.a.id"), by_reference)) == []
    assert answers(POLICY, terraform(both, policy("aws_s3_bucket.b.id"), by_reference)) == [
        "aws_s3_bucket_policy.p: cannot tell"
    ]


@pytest.mark.parametrize(
    ("name", "named", "expected"),
    [
        ('"a-${var.y}"', "aws_s3_bucket.a.bucket", []),
        ('"a-${var.y}"', '"a-${var.y}"', []),
        ('"a-${var.y}"', '"${aws_s3_bucket.a.bucket}-logs"', ["aws_s3_bucket_policy.p: cannot tell"]),
        ('"a-${var.y}"', '"a-${aws_s3_bucket.a.bucket}"', ["aws_s3_bucket_policy.p: cannot tell"]),
        ('"a-${var.y}"', '"b-${var.y}"', ["aws_s3_bucket_policy.p: cannot tell"]),
        ('"a-${var.y}"', '"a-${var.n}"', ["aws_s3_bucket_policy.p: cannot tell"]),
    ],
)
def test_a_text_with_gaps_is_the_name_only_where_it_is_that_word_for_word(answers, name, named, expected):
    assert answers(POLICY, terraform(bucket(name, ""), policy("aws_s3_bucket.a.id"), guard(named))) == expected


DOOR_BESIDE = "azure-private-endpoint-beside-open-public-one"
OPEN_VAULTS = """
param x bool
resource open 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'open'
  location: 'westeurope'
  properties: { sku: { family: 'A', name: 'standard' }, tenantId: 't', publicNetworkAccess: 'Enabled' }
}
resource shut 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'shut'
  location: 'westeurope'
  properties: { sku: { family: 'A', name: 'standard' }, tenantId: 't', publicNetworkAccess: 'Disabled' }
}
resource far 'Microsoft.KeyVault/vaults@2023-07-01' existing = { name: 'far' }
resource door 'Microsoft.Network/privateEndpoints@2024-01-01' = """


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        ("open.id", ["door: yes"]),
        ("shut.id", []),
        ("x ? open.id : shut.id", ["door: cannot tell when parameters('x') is true"]),
        ("x ? shut.id : far.id", []),
        ("x ? far.id : open.id", ["door: cannot tell when parameters('x') is false"]),
    ],
)
def test_of_several_that_a_link_may_lead_to_each_counts_where_it_does(answers, service, expected):
    assert answers(DOOR_BESIDE, {"main.bicep": OPEN_VAULTS + ENDPOINT % ("1", service)}) == expected
