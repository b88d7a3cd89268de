"""Ranges that are not known yet: which of them surely are narrow."""

import pytest

from foureyes.model.kind import Kind
from foureyes.model.place import Place, Source
from foureyes.model.reading import Reading
from foureyes.model.resource import Resource
from foureyes.model.value import Known, ListValue, MapValue, Reference, Unknown
from foureyes_rules.vocabulary.networks import any_whole_internet

PLACE = Place(Source("main.tf", ""), 0, 0)


class Rule(Kind):
    """Some resource with ranges."""

    terraform = "aws_rule"


def judged(leaf, schema="terraform", whole=False):
    resource = Resource(schema, "aws_rule", "aws_rule.x", MapValue({}, PLACE), PLACE, PLACE)
    kind = Rule(resource, "aws_rule", resource.body, None, Known(True))
    value = leaf if whole else ListValue([leaf], PLACE)
    return any_whole_internet(Reading(value, "cidr_blocks", kind)).outcome().answer.value


def attribute(target, name, subject="", present=False):
    told = subject or f"{target}.{name}"
    return Unknown("later", PLACE, (), (Reference(target, name),), subject=told, present=present)


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("aws_eip.nat", "public_ip"),
        ("aws_instance.a[0]", "private_ip"),
        ("module.net.aws_nat_gateway.a", "public_ip"),
        ("aws_vpc.main", "cidr_block"),
        ("data.aws_vpc.main", "cidr_block_associations[0].cidr_block"),
        ('aws_subnet.a["x"]', "cidr_block"),
        ("data.aws_ip_ranges.aws", "cidr_blocks"),
    ],
)
def test_what_the_platform_assigns_is_narrow(target, name):
    assert judged(attribute(target, name)) == "no"
    assert judged(attribute(target, name, "aws_rule.x.cidr_blocks[0]")) == "no", "as a plan names it"


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("data.terraform_remote_state.n", "outputs.cidrs"),
        ("data.aws_ssm_parameter.n", "value"),
        ("random_shuffle.n", "result"),
        ("terraform_data.n", "output"),
        ("null_resource.n", "triggers.c"),
        ("aws_vpc.n", "tags.c"),
        ("aws_vpc.n", "tags.cidr_block"),
        ("aws_eip.nat", "tags_all.public_ip"),
        ("data.aws_subnet.n[*]", ""),
    ],
)
def test_what_somebody_hands_on_cannot_be_told(target, name):
    assert judged(attribute(target, name)) == "cannot tell"
    assert judged(attribute(target, name, "aws_rule.x.cidr_blocks[0]")) == "cannot tell", "as a plan names it"


@pytest.mark.parametrize(
    "subject",
    ["var.c", "cidrsubnet(var.c, 8, 0)", "coalesce(aws_vpc.n.cidr_block, module.m.range)",
     'distinct(["0.0.0.0/0", aws_vpc.n.cidr_block])', 'lookup(var.c, "x", aws_vpc.n.cidr_block)'],
)  # fmt: skip
def test_more_went_into_it_than_the_attribute(subject):
    assert judged(attribute("aws_vpc.n", "cidr_block", subject)) == "cannot tell"


def test_a_part_of_a_network_is_narrow():
    assert judged(attribute("aws_vpc.n", "cidr_block", "cidrsubnet(aws_vpc.n.cidr_block, 8, 1)")) == "no"


def test_a_list_that_a_plan_does_not_know_at_all_cannot_be_told():
    assert judged(attribute("aws_vpc.n", "cidr_block", "aws_rule.x.cidr_blocks"), whole=True) == "cannot tell"


@pytest.mark.parametrize(
    ("name", "present", "answer"),
    [
        ("CidrBlock", True, "no"),
        ("PublicIp", True, "no"),
        ("Value", True, "cannot tell"),
        ("CidrBlock", False, "cannot tell"),
    ],
)
def test_attributes_of_cloudformation(name, present, answer):
    assert judged(attribute("Main", name, present=present), "cloudformation") == answer
