"""Code that runs where something is deployed: what it does there, no rule reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foureyes.model.imprint import imprint
from foureyes.model.resource import Evaluation, Gap
from foureyes.model.value import MapValue, never

_SCRIPTS = re.compile(
    r"Microsoft\.Resources/deploymentScripts|azurerm_resource_deployment_script_\w+"
    r"|Custom::.+|AWS::CloudFormation::CustomResource|external|shell_(?:script|sensitive_script)|aws_lambda_invocation",
    re.IGNORECASE,
)
"""Types that are nothing but code which runs at deployment."""


def scripts(evaluation: Evaluation) -> Iterator[tuple[Gap, str]]:
    """What runs, and a mark of all that it is told."""
    for one in evaluation.resources:
        if never(one.exists):
            continue
        runs = one.metadata.entries.get("provisioner") if one.metadata is not None else None
        if runs is not None or _SCRIPTS.fullmatch(one.type):
            given = MapValue({"body": one.body, "provisioner": runs} if runs is not None else {"body": one.body})
            yield Gap(f"what `{one.address}` runs at deployment is not read", one.place), imprint(given)
