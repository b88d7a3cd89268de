"""VPCs: encryption between machines.

Facts: encryption control is off unless it is set (CloudFormation
schemas 2026-10-20; the Terraform resource comes with provider 6).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_IN_TRANSIT, rule
from foureyes.model.setting import Setting


class EncryptionControl(Kind):
    """Whether the network of a VPC must be encrypted."""

    terraform = "aws_vpc_encryption_control"
    cloudformation = ("AWS::EC2::VPCEncryptionControl", "AWS::EC2::VPC#VpcEncryptionControl")

    mode = Setting(terraform="mode", cloudformation="Mode", safe="enforce")


@rule(ENCRYPTION_IN_TRANSIT, Severity.INFO, profile="hardening")
def aws_vpc_only_watches_encryption(control: EncryptionControl) -> Evidence:
    """This VPC watches for unencrypted traffic and does not refuse it.

    Why: What is sent in clear between machines can be read on the way.

    Fix: Set the mode to `enforce` once the logs show that everything is encrypted.
    """
    return control.mode.equals("monitor")
