"""AWS CloudFormation stacks: what they tell.

`NoEcho` masks a parameter, not an output that repeats it. Source: AWS CloudFormation User Guide, "Parameters" and
"Outputs" (2026-10).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.resource import OUTPUT
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.outputs import tells_secret


class StackOutput(Kind):
    """An output of a stack."""

    cloudformation = OUTPUT

    value = Setting(cloudformation="Value")


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def aws_stack_tells_secret(output: StackOutput) -> Evidence:
    """An output of this stack tells a secret to everybody who may describe it.

    Why: Outputs are shown in clear in the console, in the answer to `DescribeStacks` and, exported, to every stack of
    the account. `NoEcho` does not cover them. An access key there works from anywhere.

    Fix: Leave the output out. Keep the secret in Secrets Manager and tell its ARN; use a role instead of an access key.
    """
    return tells_secret(output.value, "SecretAccessKey")
