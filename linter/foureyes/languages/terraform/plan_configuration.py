"""The `configuration` of a plan: what each argument refers to, followed through modules and variables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from foureyes.languages.terraform.plan_address import (
    Steps,
    instance_key,
    keyless,
    module_prefix,
    module_steps,
    without_key,
)
from foureyes.model.value import Reference

MAX_FOLLOWED = 200
"""References looked at for one argument."""

_PART = re.compile(r'\[(?:\d+|"(?:[^"\\]|\\.)*")\]|\.?[\w-]+')
_NO_RESOURCE = ("local", "path", "terraform", "self", "tofu")
_INSTANCE = ("each", "count")


class Configuration:
    """The configuration, and what is planned: the attributes of resources by address."""

    def __init__(self, data: Any, planned: dict[str, dict[str, Any]]) -> None:
        self.data: dict[str, Any] = data if isinstance(data, dict) else {}
        self.planned = planned
        self._by_base: dict[str, list[str]] = {}
        for address in sorted(planned):
            self._by_base.setdefault(without_key(address), []).append(address)
        self._resources: dict[tuple[str, ...], dict[str, dict[str, Any]]] = {}

    def module(self, names: tuple[str, ...]) -> dict[str, Any]:
        """The configuration of a module by the names of the calls that lead to it."""
        found: Any = self.data.get("root_module", {})
        for name in names:
            found = found.get("module_calls", {}).get(name, {}).get("module", {})
        return found if isinstance(found, dict) else {}

    def declared(self, address: str, change: dict[str, Any]) -> dict[str, Any] | None:
        """The declaration of a planned resource; None if the plan does not tell."""
        names = tuple(name for name, _ in module_steps(address))
        if names not in self._resources:
            self._resources[names] = {one.get("address", ""): one for one in self.module(names).get("resources", ())}
        prefix = "data." if change.get("mode") == "data" else ""
        return self._resources[names].get(f"{prefix}{change.get('type')}.{change.get('name')}")

    def constraint(self, declared: dict[str, Any] | None, full_name: str) -> str:
        """The version constraint of a resource's provider, its module's or one that the root states."""
        providers: dict[str, Any] = self.data.get("provider_config", {})
        key = declared.get("provider_config_key", "") if declared else ""
        chosen = [providers.get(key, {}), *(one for one in providers.values() if one.get("full_name") == full_name)]
        found = dict.fromkeys(str(one["version_constraint"]) for one in chosen if one.get("version_constraint"))
        return ", ".join(found)

    def references(
        self, expression: Any, steps: Steps, address: str, declared: dict[str, Any] | None
    ) -> tuple[Reference, ...]:
        """The resources that an expression of a resource speaks of, best first."""
        followed = _Followed(self, instance_key(address))
        loop = [(declared or {}).get(name) for name in ("for_each_expression", "count_expression")]
        followed.follow(_texts(expression), steps, loop)
        return tuple(dict.fromkeys(followed.found))

    def is_equal(self, reference: Reference, value: str) -> bool:
        """Whether the attribute that is referred to is planned to have the value."""
        return self.planned.get(reference.target, {}).get(reference.attribute) == value


def _texts(expression: Any) -> list[str]:
    """All references in an expression, or in the arguments of a block."""
    if isinstance(expression, dict):
        named = expression.get("references")
        if isinstance(named, list):
            return [one for one in named if isinstance(one, str)]
        return [text for one in expression.values() for text in _texts(one)]
    return [text for one in expression for text in _texts(one)] if isinstance(expression, list) else []


class _Followed:
    """References on their way to resources."""

    def __init__(self, configuration: Configuration, key: str) -> None:
        self.configuration = configuration
        self.key = key
        self.found: list[Reference] = []
        self.left = MAX_FOLLOWED

    def follow(self, texts: list[str], steps: Steps, loop: list[Any]) -> None:
        same = any(text.startswith(("each.", "count.")) for text in texts)
        for text in _longest(texts):
            self.left -= 1
            if self.left < 0:
                return
            parts = [part.removeprefix(".") for part in _PART.findall(text)]
            head = parts[0] if parts else ""
            if head == "var":
                self.variable(parts, steps)
            elif head == "module":
                self.output(parts, steps, loop, same)
            elif head in _INSTANCE:
                self.follow([one for each in loop for one in _texts(each)], steps, [])
            elif head == "local":
                self.found.append(Reference(".".join(parts[:2])))
            elif head and head not in _NO_RESOURCE:
                self.resource(parts, steps, same)

    def variable(self, parts: list[str], steps: Steps) -> None:
        """What the call of the module passes; a variable of the root is named, for it may decide too."""
        if not steps:
            self.found.append(Reference(".".join(parts[:2])))
        if not steps or len(parts) < 2:
            return
        names = tuple(name for name, _ in steps[:-1])
        call = self.configuration.module(names).get("module_calls", {}).get(steps[-1][0], {})
        loop = [call.get("for_each_expression"), call.get("count_expression")]
        self.follow(_texts(call.get("expressions", {}).get(parts[1])), steps[:-1], loop)

    def output(self, parts: list[str], steps: Steps, loop: list[Any], same: bool) -> None:
        """What a called module gives out."""
        if len(parts) < 2:
            return
        key = parts[2] if len(parts) > 2 and parts[2].startswith("[") else self.key if same else ""
        names = [part for part in parts[2:] if not part.startswith("[")]
        inner = (*steps, (parts[1], key))
        module = self.configuration.module(tuple(name for name, _ in inner))
        outputs = module.get("outputs", {})
        for name in names[:1] or list(outputs):
            self.follow(_texts(outputs.get(name, {}).get("expression")), inner, [])

    def resource(self, parts: list[str], steps: Steps, same: bool) -> None:
        start = 3 if parts[0] == "data" else 2
        if len(parts) < start:
            return
        rest = parts[start:]
        key = rest.pop(0) if rest and rest[0].startswith("[") else ""
        attribute = ".".join(rest).replace(".[", "[")
        base = module_prefix(steps) + ".".join(parts[:start])
        for target in self.targets(base, key or (self.key if same else "")):
            self.found.append(Reference(target, attribute))

    def targets(self, base: str, key: str) -> Iterator[str]:
        """The planned instances that an address without a sure key may mean, best first."""
        instances = self.configuration._by_base.get(base, [])
        if f"{base}{key}" in self.configuration.planned:
            yield f"{base}{key}"
        elif len(instances) == 1:
            yield instances[0]
        else:
            yield keyless(base)


def _longest(texts: list[str]) -> list[str]:
    """Without those that others begin with: a plan lists `a.b.c` together with `a.b`."""
    return [
        text
        for text in dict.fromkeys(texts)
        if not any(other != text and other.startswith((f"{text}.", f"{text}[")) for other in texts)
    ]
