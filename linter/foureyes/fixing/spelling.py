"""How a setting and its safe value are spelled where they are to be written.

Facts: azurerm upgrade guides 3.0, 4.0 and 5.0, AzureRM provider changelog 2.x to 4.x; ARM and CloudFormation
property references (enumerations of ARM begin with a capital letter).
"""

from __future__ import annotations

from collections.abc import Iterator

from foureyes.model.kind import Kind
from foureyes.model.resource import ARM, CLOUDFORMATION, TERRAFORM, Resource
from foureyes.model.setting import Setting
from foureyes.model.value import Scalar
from foureyes.model.version import parse_version

SINCE: dict[str, str] = {
    "https_traffic_only_enabled": "4",
    "allow_nested_items_to_be_public": "3",
    "automatic_upgrade_channel": "4",
    "rbac_authorization_enabled": "5",
    "public_network_access": "4",
    "node_public_ip_enabled": "4",
    "host_encryption_enabled": "4",
    "auto_scaling_enabled": "4",
    "non_ssl_port_enabled": "4",
    "internet_ingestion_access_type": "5",
    "internet_query_access_type": "5",
}
"""The first major version of azurerm in which an argument has this name, where older ones call it differently."""


def path_in_use(paths: tuple[str, ...], resource: Resource) -> str:
    """The spelling that the provider's version in use knows: the newest, unless that version is surely older."""
    if resource.schema != TERRAFORM or resource.provider != "azurerm":
        return paths[0]
    for path in paths:
        since = SINCE.get(path.lstrip("!").rpartition(".")[2])
        if since is None or resource.version.high > parse_version(since):
            return path
    return paths[0]


def spelled(setting: Setting, value: Scalar, path: str, kind: Kind, before: Scalar | None) -> Iterator[Scalar]:
    """A canonical value as the language and the argument spell it, likeliest first. `before`: what stands there."""
    if not setting.values:
        if isinstance(value, bool) and isinstance(before, str) and before.lower() not in ("true", "false"):
            return
        yield value.upper() if isinstance(value, str) and isinstance(before, str) and before.isupper() else value
        return
    schema = kind.resource.schema
    words = [word for word, canonical in setting.values.items() if canonical == value and word]
    truths = [word == "true" for word in words if word in ("true", "false")]
    texts = [word for word in words if word not in ("true", "false")]
    if isinstance(value, str):
        # Azure's own words differ from the provider's, which the canonical ones are taken from.
        texts = [value, *texts] if schema == TERRAFORM or not value.islower() else [*texts, value]
    elif not texts:
        yield value
        return
    name = path.rpartition(".")[2]
    boolean = isinstance(before, bool) or (before is None and schema == TERRAFORM and _is_switch(name))
    if boolean and (truths or isinstance(value, bool)):
        yield truths[0] if truths else value
        return
    for text in texts:
        yield _cased(text, schema, before)


def _is_switch(name: str) -> bool:
    return name.endswith(("_enabled", "_public_ip")) or name.startswith(("enable_", "allow_", "assign_"))


def _cased(text: str, schema: str, before: Scalar | None) -> str:
    if not text.islower():
        return text
    if isinstance(before, str) and before.isupper():
        return text.upper()
    if isinstance(before, str) and before[:1].islower():
        return text
    if schema == CLOUDFORMATION and text in ("enabled", "disabled"):
        return text.upper()
    if schema in (ARM, CLOUDFORMATION) or text in ("enabled", "disabled"):
        return text[:1].upper() + text[1:]
    return text
