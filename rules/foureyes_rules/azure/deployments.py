"""Azure deployments: what they tell.

The outputs of a deployment are kept in its history, in clear, for everybody who may read the resource group; those
of type securestring or secureObject (`@secure()` in Bicep) are not. Source: Azure Resource Manager, "Outputs in ARM
templates" and "Secure outputs" (learn.microsoft.com, 2026-08).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.resource import OUTPUT
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.outputs import tells_secret


class DeploymentOutput(Kind):
    """An output of a deployment that is not declared secure."""

    arm = OUTPUT

    value = Setting(arm="value")


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("AZR-000279", "Azure.Deployment.OutputSecretValue"))
def azure_deployment_tells_secret(output: DeploymentOutput) -> Evidence:
    """An output of this deployment tells a secret to everybody who may read its history.

    Why: Outputs stay in the deployment's history, in clear: an account key there opens the whole account to whoever
    has the reader's role, and to every pipeline log that prints them.

    Fix: Leave the output out and let what needs the secret ask for it (a Key Vault reference, `listKeys` where it is
    used, a managed identity instead of a key), or declare it secure: `@secure()` in Bicep, `"type": "securestring"`
    in ARM.
    """
    return tells_secret(output.value)
