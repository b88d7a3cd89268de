"""azapi: ARM resources written in Terraform are judged as ARM resources; what cannot be read is not taken for safe."""

import pytest

ANONYMOUS = "azure-storage-account-allows-anonymous-blobs"
CONTAINER = "azure-storage-container-public"
VARIABLES = """
variable "x" { type = bool }
variable "y" { type = string }
variable "z" {}
"""
ACCOUNT = """
resource "azapi_resource" "s" {
  type      = %s
  name      = "contoso"
  parent_id = "/subscriptions/0/resourceGroups/contoso"
  %s
}
"""
TYPE = '"Microsoft.Storage/storageAccounts@2023-05-01"'
OPEN = "{ properties = { allowBlobPublicAccess = true } }"
CLOSED = "{ properties = { allowBlobPublicAccess = false } }"


def account(arguments, type=TYPE):
    return {"main.tf": VARIABLES + ACCOUNT % (type, arguments)}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (f"body = {OPEN}", ": yes"),
        (f"body = {CLOSED}", None),
        (f"body = jsonencode({OPEN})", ": yes"),
        (f"body = jsonencode({CLOSED})", None),
        ("body = { properties = { allowBlobPublicAccess = var.x } }", ": cannot tell"),
        (f"body = var.x ? {OPEN} : {CLOSED}", ": cannot tell when var.x is true"),
        (f"body = var.x ? {OPEN} : {{ location = 1 }}", ": cannot tell when var.x is true"),
        (f"body = var.x ? jsonencode({OPEN}) : jsonencode({CLOSED})", ": cannot tell when var.x is true"),
        ("body = var.z", ": cannot tell"),
        ('body = "no document"', ": cannot tell"),
        (f'body = var.x ? "no document" : {CLOSED}', ": cannot tell"),
        (f"body = merge(var.z, {CLOSED})", None),
        (f"body = {CLOSED}\n  sensitive_body = {OPEN}", ": yes"),
        (f"body = {OPEN}\n  sensitive_body = {CLOSED}", None),
        (f"body = {OPEN}\n  sensitive_body = {{ properties = {{ isSftpEnabled = true }} }}", ": yes"),
        (f"sensitive_body = {CLOSED}", None),
        (f"sensitive_body = {OPEN}", ": yes"),
        (f"body = {CLOSED}\n  sensitive_body = var.x ? {OPEN} : {{}}", ": cannot tell when var.x is true"),
        (f"body = {CLOSED}\n  sensitive_body = var.z", ": cannot tell"),
        ("body = { properties = { minimumTlsVersion = \"TLS1_2\" } }\n  sensitive_body = var.z", ": cannot tell"),
    ],
)  # fmt: skip
def test_the_body(answers, arguments, expected):
    assert answers(ANONYMOUS, account(arguments)) == ([] if expected is None else [f"azapi_resource.s{expected}"])


SQL = '"Microsoft.Sql/servers@2023-08-01-preview"'


@pytest.mark.parametrize(
    ("type", "expected"),
    [
        ('"Microsoft.Storage/storageAccounts@${var.y}"', [": yes"]),
        (f'var.x ? {TYPE} : "microsoft.storage/storageaccounts@2021-01-01"', [": yes"]),
        (f"var.x ? {TYPE} : {SQL}", [": yes"]),
    ],
)  # fmt: skip
def test_the_type(answers, type, expected):
    assert answers(ANONYMOUS, account(f"body = {OPEN}", type)) == [f"azapi_resource.s{one}" for one in expected]


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ('"2018-11-01"', [": yes"]),
        ('"2023-05-01"', []),
        ('var.x ? "2018-11-01" : "2018-07-01"', [": cannot tell when the version of arm is <2019-04-01"]),
        ("var.y", [": cannot tell when the version of arm is <2019-04-01"]),
    ],
)
def test_the_version_decides_what_a_default_is(answers, version, expected):
    files = account("body = { properties = {} }", f'"Microsoft.Storage/storageAccounts@${{{version}}}"')
    assert answers("azure-storage-account-accepts-plain-http", files) == [f"azapi_resource.s{one}" for one in expected]


@pytest.mark.parametrize(
    "type", ["var.y", '"Microsoft.Storage/${var.y}"', '"Microsoft.Storage/storageAccounts"', "var.x ? null : null"]
)
def test_a_resource_whose_type_cannot_be_told_is_counted_as_not_judged(judge, type):
    coverage = judge(account(f"body = {OPEN}", type)).coverage
    assert coverage.resources_unknown == {"azapi_resource": 1}
    assert coverage.resources_judged == 0


NESTED = """
resource "azapi_resource" "blobs" {
  type      = "Microsoft.Storage/storageAccounts/blobServices@2023-05-01"
  name      = "default"
  parent_id = azapi_resource.s.id
}
resource "azapi_resource" "c" {
  type      = "Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01"
  name      = "invoices"
  parent_id = %s
  body      = { properties = { publicAccess = "Blob" } }
}
"""
PUBLIC = "azure-blob-container-open-to-everyone"


@pytest.mark.parametrize(
    ("body", "parent", "expected"),
    [
        (OPEN, "azapi_resource.blobs.id", ["azapi_resource.c: yes"]),
        (CLOSED, "azapi_resource.blobs.id", []),
        (CLOSED, '"${azapi_resource.s.id}/blobServices/default"', []),
        (CLOSED, '"/subscriptions/0/…/blobServices/default"', ["azapi_resource.c: cannot tell"]),
        (CLOSED, "var.y", ["azapi_resource.c: cannot tell"]),
    ],
)
def test_a_parents_parent_is_found(answers, body, parent, expected):
    (text,) = account(f"body = {body}").values()
    assert answers(PUBLIC, {"main.tf": text + NESTED % parent}) == expected


def test_parents_in_a_circle_end(answers):
    a, b = (ACCOUNT % (TYPE, f"body = {OPEN}") for _ in "ab")
    one, two = (
        text.replace('"s"', f'"{name}"').replace(
            '"/subscriptions/0/resourceGroups/contoso"', f"azapi_resource.{other}.id"
        )
        for text, name, other in ((a, "a", "b"), (b, "b", "a"))
    )
    found = answers(ANONYMOUS, {"main.tf": one + two})
    assert found == ["azapi_resource.a: yes", "azapi_resource.b: yes"]


UPDATE = """
resource "azapi_update_resource" "u" {
  %s
  type = %s
  %s
  body = %s
}
"""
HTTP = "azure-storage-account-accepts-plain-http"


def update(body, target="resource_id = azapi_resource.s.id", more="", type=TYPE):
    return UPDATE % (more, type, target, body)


@pytest.mark.parametrize(
    ("first", "patch", "expected"),
    [
        (OPEN, update(CLOSED), []),
        (CLOSED, update(OPEN), ["azapi_resource.s: yes"]),
        (OPEN, update("{ properties = { isSftpEnabled = true } }"), ["azapi_resource.s: yes"]),
        (CLOSED, update("{ properties = { isSftpEnabled = true } }"), []),
        ("{}", update(OPEN), ["azapi_resource.s: yes"]),
        (CLOSED, update("var.z"), ["azapi_resource.s: cannot tell"]),
        (OPEN, update(CLOSED, more="count = var.x ? 1 : 0"), ["azapi_resource.s: cannot tell when var.x is false"]),
        (CLOSED, update(OPEN, more="count = var.x ? 1 : 0"), ["azapi_resource.s: cannot tell when var.x is true"]),
        (CLOSED, update(OPEN, more="count = 0"), []),
        (
            CLOSED,
            update(OPEN, 'resource_id = var.x ? azapi_resource.s.id : "/other"'),
            ["azapi_resource.s: cannot tell when azapi_update_resource.u exists is true"],
        ),
    ],
)  # fmt: skip
def test_an_update_is_merged_into_what_it_surely_updates(answers, first, patch, expected):
    (text,) = account(f"body = {first}").values()
    assert answers(ANONYMOUS, {"main.tf": text + patch}) == expected


@pytest.mark.parametrize(
    "target",
    ['resource_id = "/subscriptions/0/other"', "resource_id = azurerm_storage_account.a.id", "resource_id = var.y"],
)
def test_an_update_of_what_is_declared_elsewhere_is_judged_by_what_it_sets(answers, target):
    other = 'resource "azurerm_storage_account" "a" {\n  name = "a"\n  allow_nested_items_to_be_public = false\n}\n'
    assert answers(ANONYMOUS, {"main.tf": VARIABLES + other + update(OPEN, target)}) == ["azapi_update_resource.u: yes"]
    assert answers(ANONYMOUS, {"main.tf": VARIABLES + other + update(CLOSED, target)}) == []
