"""The shape of a plan, as far as it is read: whoever wrote it, what does not have it is no plan.

Source: https://developer.hashicorp.com/terraform/internals/json-format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

_ACTIONS = frozenset({"no-op", "create", "read", "update", "delete", "forget"})

GONE = (["delete"], ["forget"])
"""Actions after which there is no resource any more."""


def check_change(change: Any) -> None:
    """One element of `resource_changes`. Raises `ValueError`."""
    _object(change, "an element of `resource_changes`")
    address = change.get("address")
    if not isinstance(address, str) or not address:
        raise ValueError("a resource change has no address")
    _text(change.get("type"), f"`type` of {address}")
    for key in ("name", "mode", "provider_name"):
        _text(change.get(key, ""), f"`{key}` of {address}")
    what = _object(change.get("change"), f"`change` of {address}")
    actions = what.get("actions")
    if not isinstance(actions, list) or not all(isinstance(one, str) and one in _ACTIONS for one in actions):
        raise ValueError(f"`actions` of {address} are none that are known")
    if actions not in GONE:
        for key in ("after", "after_unknown"):
            if not isinstance(what.get(key), dict) and (key == "after" or key not in what):
                raise ValueError(f"`{key}` of {address} is not there")
    for key in ("after", "after_unknown", "after_sensitive"):
        value = what.get(key)
        if not isinstance(value, dict) and value not in (None, False):
            raise ValueError(f"`{key}` of {address} is no object")


def check_configuration(configuration: Any) -> None:
    """The `configuration` of a plan. Raises `ValueError`."""
    _object(configuration, "`configuration`")
    providers = _object(configuration.get("provider_config", {}), "`provider_config`")
    for name, provider in providers.items():
        _object(provider, f"the provider `{name}`")
    waiting = [("the root module", configuration.get("root_module", {}))]
    while waiting:
        waiting += _module(*waiting.pop())


def untold(planned: Any, changes: Iterable[str]) -> list[str]:
    """The addresses of `planned_values` that are none of the changes'. In a whole plan there are none."""
    known = set(changes)
    found = []
    waiting = [planned.get("root_module")] if isinstance(planned, dict) else []
    while waiting:
        module = waiting.pop()
        if isinstance(module, dict):
            resources, inner = module.get("resources"), module.get("child_modules")
            waiting += inner if isinstance(inner, list) else []
            for one in resources if isinstance(resources, list) else []:
                address = one.get("address") if isinstance(one, dict) else None
                if not isinstance(address, str) or address not in known:
                    found.append(str(address))
    return sorted(found)


def _module(what: str, module: Any) -> Iterator[tuple[str, Any]]:
    """Check one module; the modules it calls, each with what to call it."""
    resources = _object(module, what).get("resources", [])
    if not isinstance(resources, list):
        raise ValueError(f"`resources` of {what} are no list")
    for one in resources:
        address = _text(_object(one, f"a resource of {what}").get("address", ""), f"an address in {what}")
        _object(one.get("expressions", {}), f"`expressions` of {address}")
        _text(one.get("provider_config_key", ""), f"`provider_config_key` of {address}")
    for name, output in _object(module.get("outputs", {}), f"`outputs` of {what}").items():
        _object(output, f"the output `{name}` of {what}")
    for name, call in _object(module.get("module_calls", {}), f"`module_calls` of {what}").items():
        _object(_object(call, f"the call of `{name}`").get("expressions", {}), f"`expressions` of the call of `{name}`")
        yield f"the module `{name}`", call.get("module", {})


def _object(data: Any, what: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise ValueError(f"{what} is no object")
    return data


def _text(data: Any, what: str) -> str:
    if not isinstance(data, str):
        raise ValueError(f"{what} is no text")
    return data
