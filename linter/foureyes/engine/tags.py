"""A resource's tags, however its language spells them."""

from __future__ import annotations

from typing import TypeGuard

from foureyes.model.resource import CLOUDFORMATION, TERRAFORM, Resource
from foureyes.model.setting import navigate
from foureyes.model.value import Known, ListValue, MapValue, Value

NAMES = {
    TERRAFORM: ("tags", "labels", "user_labels", "resource_labels"),
    CLOUDFORMATION: ("Tags",),
}
"""Where tags stand in a resource's body; in ARM it is `tags`."""


def tags(resource: Resource) -> dict[str, str]:
    """The tags whose name and value are known; those a provider adds by its `default_tags` are not seen."""
    found: dict[str, str] = {}
    for name in NAMES.get(resource.schema, ("tags",)):
        found |= _pairs(navigate(resource.body, (name,), resource))
    return found


def _pairs(value: Value) -> dict[str, str]:
    if isinstance(value, MapValue):
        return {name: str(one.scalar) for name, one in value.entries.items() if _is_plain(one)}
    pairs = {}
    for item in value.items if isinstance(value, ListValue) else ():
        if isinstance(item, MapValue):
            name, said = item.get("Key"), item.get("Value")
            if _is_plain(name) and _is_plain(said):
                pairs[str(name.scalar)] = str(said.scalar)
    return pairs


def _is_plain(value: Value) -> TypeGuard[Known]:
    """Whether a value is told in the open."""
    return isinstance(value, Known) and not value.secret
