"""Whatever a file says, its reader answers: the same each time, without an exception, what is lost being counted."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foureyes.run import Manner, Outcome, lint
from tests.field.mutations import Memory

QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

TERRAFORM = """
variable "open" {
  type    = bool
  default = true
}
locals {
  ports = [for port in [22, 80] : port if port > 20]
}
resource "aws_security_group" "g" {
  dynamic "ingress" {
    for_each = local.ports
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = [var.open ? "0.0.0.0/0" : "10.0.0.0/8", "${cidrsubnet("10.0.0.0/8", 8, 1)}"]
    }
  }
}
"""
BICEP = """
@allowed(['Blob', 'None'])
param level string = 'Blob'
var names = [for n in range(0, 2): 'docs${n}']
resource a 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'acct'
  properties: { allowBlobPublicAccess: true, networkAcls: { defaultAction: 'Allow' } }
}
resource b 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = { parent: a, name: 'default' }
resource c 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = [for n in names: {
  parent: b
  name: n
  properties: { publicAccess: level }
}]
"""
CLOUDFORMATION = """
Parameters:
  Open: {Type: String, Default: "yes", AllowedValues: ["yes", "no"]}
Conditions:
  IsOpen: !Equals [!Ref Open, "yes"]
Resources:
  G:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !If [IsOpen, 0.0.0.0/0, 10.0.0.0/8]}
      GroupName: !Sub "${AWS::Region}-g"
"""
ARM = json.dumps(
    {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "parameters": {"open": {"type": "bool", "defaultValue": True}},
        "variables": {"tls": "[if(parameters('open'), 'TLS1_0', 'TLS1_2')]"},
        "resources": [
            {
                "type": "Microsoft.Storage/storageAccounts",
                "apiVersion": "2023-05-01",
                "name": "[concat('acct', copyIndex())]",
                "copy": {"name": "c", "count": 2},
                "properties": {"minimumTlsVersion": "[variables('tls')]", "allowBlobPublicAccess": True},
            }
        ],
    },
    indent=1,
)
FILES = {"main.tf": TERRAFORM, "main.bicep": BICEP, "main.yaml": CLOUDFORMATION, "main.json": ARM}
TOKENS = re.compile(r"\w+|\s+|.", re.DOTALL)


@st.composite
def damaged(draw: st.DrawFn, text: str) -> str:
    """A file some of whose words are lost, doubled, or in each other's place, with odd ones in between."""
    words = TOKENS.findall(text)
    odd = st.sampled_from(["", "{", "}", "[", "]", "(", ")", '"', "'", "${", "!Ref", "null", "9" * 30, "\\", "é", "\0"])
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(words) - 1))
        words[at] = draw(odd | st.sampled_from(words) | st.text(max_size=3))
    return "".join(words)


def judged(name: str, text: str) -> Outcome:
    return lint((".",), Memory({name: text}), manner=Manner(jobs=1))


def told(outcome: Outcome) -> list[str]:
    """Everything of an outcome that a report says."""
    coverage = outcome.coverage
    found = [f"{one.rule} {one.resource} {one.answer} {one.fingerprint}" for one in outcome.findings]
    return [*found, *map(str, coverage.errors), *map(str, coverage.gaps), str(coverage.resources_judged)]


@pytest.mark.parametrize("name", FILES)
def test_as_it_is_each_file_is_read_and_has_a_finding(name: str) -> None:
    outcome = judged(name, FILES[name])
    assert outcome.coverage.errors == []
    assert outcome.findings


@pytest.mark.parametrize("name", FILES)
@QUICK
@given(data=st.data())
def test_any_text_gives_an_answer_the_same_each_time(name: str, data: st.DataObject) -> None:
    text = data.draw(damaged(FILES[name]) | st.text(max_size=60))
    first = judged(name, text)
    for error in first.coverage.errors:
        assert "please report" not in error.remedy, (str(error), text)
    assert told(judged(name, text)) == told(first)


@pytest.mark.parametrize("name", FILES)
@QUICK
@given(data=st.data())
def test_what_is_cut_off_is_counted_or_a_whole_file(name: str, data: st.DataObject) -> None:
    """A file that ends in the middle of its resource is never clean."""
    text = FILES[name]
    start = text.index({"main.tf": "dynamic", "main.bicep": "parent: b\n", "main.yaml": "CidrIp"}.get(name, "minimum"))
    end = text.rstrip().rindex({"main.yaml": "GroupName"}.get(name, text.rstrip()[-1])) - 1
    cut = text[: data.draw(st.integers(start, end - 1))]
    outcome = judged(name, cut)
    if name == "main.yaml":  # a mapping may end anywhere between its entries
        assert outcome.coverage.errors or outcome.coverage.resources_judged == 1
    else:
        assert outcome.coverage.errors
