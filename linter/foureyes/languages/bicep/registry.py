"""Modules in registries and template specs: where Bicep keeps what it has restored of them."""

from __future__ import annotations

import os
import re

from foureyes.languages.bicep.configuration import Configuration

_REGISTRY = re.compile(
    r"br(?:/(?P<alias>[\w-]+):|:(?P<registry>[^/]+)/)(?P<path>[^:@]+)(?::(?P<tag>.+)|@(?P<digest>.+))"
)
_SPEC = re.compile(
    r"ts(?:/(?P<alias>[\w-]+):|:(?P<subscription>[^/]+)/(?P<group>[^/]+)/)(?P<name>[^:/]+):(?P<version>.+)"
)
_SAFE = re.compile(r"[\w.$#-]+")


def is_remote(reference: str) -> bool:
    """Whether a module's path leads out of the files at hand."""
    return reference.startswith(("br:", "br/", "ts:", "ts/"))


def cache() -> str:
    """The folder where Bicep keeps restored modules."""
    return os.path.expanduser("~/.bicep")


def restored(reference: str, configuration: Configuration) -> str | None:
    """Where the template of a restored module lies inside the cache; None for what no alias explains."""
    steps = _registry_steps(reference, configuration) or _spec_steps(reference, configuration)
    if steps is None or not all(_SAFE.fullmatch(step) and step.strip(".") for step in steps):
        return None
    return "/".join((*steps, "main.json"))


def _registry_steps(reference: str, configuration: Configuration) -> tuple[str, ...] | None:
    found = _REGISTRY.fullmatch(reference)
    if found is None:
        return None
    registry, path = found["registry"], found["path"]
    if found["alias"]:
        alias = configuration.registries.get(found["alias"])
        if alias is None:
            return None
        registry = alias.registry
        path = f"{alias.path}/{path}" if alias.path else path
    version = _encoded(found["tag"]) if found["tag"] else found["digest"].replace(":", "#")
    return "br", registry.replace(":", "$").lower(), path.replace("/", "$"), version


def _encoded(tag: str) -> str:
    """A tag for file systems that do not tell cases apart: which letters are capitals is added as a number."""
    capitals = sum(1 << number for number, letter in enumerate(tag) if letter.isupper())
    return f"{tag}${capitals:x}" if capitals else f"{tag}$"


def _spec_steps(reference: str, configuration: Configuration) -> tuple[str, ...] | None:
    found = _SPEC.fullmatch(reference)
    if found is None:
        return None
    subscription, group = found["subscription"], found["group"]
    if found["alias"]:
        alias = configuration.specs.get(found["alias"])
        if alias is None:
            return None
        subscription, group = alias
    return "ts", subscription.lower(), group.lower(), found["name"].lower(), found["version"].lower()
