"""What a resource hands to another engine is told as a gap: silence would look like safety."""

import pytest

TEMPLATE = 'jsonencode({ Resources = { B = { Type = "AWS::S3::Bucket" } } })'
STACK = "aws_cloudformation_stack"
GROUP = "azurerm_resource_group_template_deployment"
SUBSCRIPTION = "azurerm_subscription_template_deployment"
ACTION = "azapi_resource_action"
CASES = {
    "a stack": (STACK, f'name = "n"\n  template_body = {TEMPLATE}'),
    "a stack by its URL": (STACK, 'template_url = "https://example.com/t"'),
    "a set of stacks": (f"{STACK}_set", f"template_body = {TEMPLATE}"),
    "a deployment": (GROUP, f"template_content = {TEMPLATE}"),
    "one of a subscription": (SUBSCRIPTION, f"template_content = {TEMPLATE}"),
    "an action": (ACTION, 'method = "PATCH"\n  body = { properties = {} }'),
    "an action by a variable": (ACTION, "method = var.method\n  body = {}"),
    "cloud control": ("aws_cloudcontrolapi_resource", 'type_name = "AWS::S3::Bucket"'),
}


def gaps(text, cli):
    (cli.folder / "main.tf").write_text(text + "\n")
    return cli.lint(".")["coverage"]["gaps"]


@pytest.mark.parametrize("case", CASES)
def test_what_is_inside_is_told_not_to_be_read(case, cli):
    type, arguments = CASES[case]
    (gap,) = gaps(f'variable "method" {{}}\nresource "{type}" "x" {{\n  {arguments}\n}}', cli)
    assert ".x`" in gap["what"]
    assert gap["remedy"]


def test_types_of_awscc_are_told_once_each(cli):
    blocks = (("s3_bucket", "a"), ("s3_bucket", "b"), ("sqs_queue", "c"))
    text = "\n".join(f'resource "awscc_{type}" "{name}" {{}}' for type, name in blocks)
    assert sorted(one["what"].split("`")[3] for one in gaps(text, cli)) == ["awscc_s3_bucket", "awscc_sqs_queue"]


@pytest.mark.parametrize(
    "text",
    [
        'resource "azapi_resource_action" "x" {\n  action = "listKeys"\n  body = {}\n}',
        'resource "azapi_resource_action" "x" {\n  method = "PATCH"\n}',
        'resource "aws_cloudformation_stack" "x" {\n  count = 0\n  template_body = "{}"\n}',
        'data "aws_cloudformation_stack" "x" {\n  name = "n"\n}',
    ],
)
def test_nothing_is_told_where_nothing_is_deployed(text, cli):
    assert gaps(text, cli) == []
