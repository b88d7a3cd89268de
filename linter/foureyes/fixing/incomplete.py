"""Blocks and objects that need more than what a rule asks for: they are not written where they are missing.

Facts: provider schemas (hashicorp/aws 5.100), cfn-lint's schemas (2026-10), documentation of azurerm 4 and google 6.
"""

from __future__ import annotations

import re

from foureyes.model.decision import leaves
from foureyes.model.resource import Resource
from foureyes.model.setting import navigate, steps_of
from foureyes.model.value import Absent

_NEEDS_MORE = tuple(
    (re.compile(f"{type}$", re.IGNORECASE), path.lower())
    for type, path in (
        ("AWS::EKS::Cluster", "ResourcesVpcConfig"),
        ("AWS::Kinesis::Stream", "StreamEncryption"),
        ("AWS::Serverless::Api", "Domain"),
        ("AWS::Serverless::Api", "MethodSettings"),
        ("aws_eks_cluster", "vpc_config"),
        ("aws_kinesis_stream", "encryption_type"),
        ("azurerm_application_gateway", "ssl_policy"),
        (r"Microsoft\.Network/applicationGateways", "properties.sslPolicy"),
        (r"Microsoft\.App/managedEnvironments", "properties.vnetConfiguration"),
        ("google_compute_(?:region_)?url_map", "default_url_redirect"),
        ("google_sql_database_instance", "settings"),
    )
)


def lacks_company(resource: Resource, path: str) -> bool:
    """Whether a path leads into something that is missing, and must not be written with that alone."""
    plain = path.replace("[]", "").lower()
    for type, outer in _NEEDS_MORE:
        if type.match(resource.type) and (plain == outer or plain.startswith(f"{outer}.")):
            steps = steps_of(path.replace("[]", ""))[: outer.count(".") + 1]
            if all(isinstance(leaf, Absent) for leaf in leaves(navigate(resource.body, steps, resource))):
                return True
    return False
