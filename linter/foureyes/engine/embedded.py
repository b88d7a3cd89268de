"""Resources that hold a document for another engine to deploy: what is in it is not judged, and that is told.

A stack or deployment written in Terraform carries a whole template, `azapi_resource_action` a request that changes
a resource, and the providers `awscc` and Cloud Control have types of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foureyes.engine.azapi import TYPES as AZAPI
from foureyes.model.decision import leaves
from foureyes.model.imprint import imprint
from foureyes.model.resource import TERRAFORM, Evaluation, Gap, Resource
from foureyes.model.value import Absent, Known, never

_BY_ITSELF = "keep the template in a file of its own and lint that too"
_AZURE = ("template_content", "template_spec_version_id")

TEMPLATES = {
    "aws_cloudformation_stack": ("template_body", "template_url"),
    "aws_cloudformation_stack_set": ("template_body", "template_url"),
    "azurerm_management_group_template_deployment": _AZURE,
    "azurerm_resource_group_template_deployment": _AZURE,
    "azurerm_resource_group_template_deployment_stack": _AZURE,
    "azurerm_subscription_template_deployment": _AZURE,
    "azurerm_template_deployment": ("template_body",),
    "azurerm_tenant_template_deployment": _AZURE,
    "google_deployment_manager_deployment": ("target",),
}
"""The arguments that hold a template or say where it is, by type."""

_ACTION = "azapi_resource_action"
_CONTROL = "aws_cloudcontrolapi_resource"
_WRITING = ("patch", "put")


def note_embedded(evaluation: Evaluation) -> None:
    """Note what the resources of a deployment hold that no reader reads, and what they say."""
    for gap, resource in _gaps(evaluation.resources):
        if gap not in evaluation.passed:
            evaluation.gaps.append(gap)
        evaluation.passed.setdefault(gap, set()).add(imprint(resource.body))


def _gaps(resources: Iterable[Resource]) -> Iterator[tuple[Gap, Resource]]:
    kinds: dict[str, Gap] = {}
    for one in resources:
        if one.schema != TERRAFORM or one.outside or never(one.exists):
            continue
        if any(_is_set(one, argument) for argument in TEMPLATES.get(one.type, ())):
            yield Gap(f"the template that `{one.address}` deploys is not read", one.place, _BY_ITSELF), one
        elif one.type == _ACTION and _is_set(one, "body") and _writes(one):
            remedy = "declare it by `azapi_resource` or `azapi_update_resource`"
            yield Gap(f"what `{one.address}` changes by its request is not read", one.place, remedy), one
        elif one.type in AZAPI:
            remedy = "write its `type` out, with the API version"
            yield Gap(f"what `{one.address}` is cannot be told, so it is not judged", one.place, remedy), one
        elif one.type == _CONTROL:
            remedy = "declare it by a resource of the provider `aws`"
            yield Gap(f"the state that `{one.address}` asks for is not read", one.place, remedy), one
        elif one.type.startswith("awscc_"):
            remedy = "declare it by a resource of the provider `aws`"
            what = f"no rule reads resources of the provider `awscc`: `{one.type}`"
            yield kinds.setdefault(one.type, Gap(what, one.place, remedy)), one


def _is_set(resource: Resource, argument: str) -> bool:
    return not isinstance(resource.body.get(argument), Absent)


def _writes(resource: Resource) -> bool:
    """Whether an action may change settings; left out, the method is POST."""
    methods = leaves(resource.body.get("method"))
    return any(
        str(one.scalar).lower() in _WRITING if isinstance(one, Known) else not isinstance(one, Absent)
        for one in methods
    )
