"""Addresses of instances: `module.a["x"].aws_s3_bucket.b[0]`."""

from __future__ import annotations

import re

_KEY = r'\[(?:\d+|"(?:[^"\\]|\\.)*")\]'
_KEYS = re.compile(_KEY)
_MODULE = re.compile(rf"module\.([\w-]+)({_KEY})?\.")
_LAST_KEY = re.compile(rf"({_KEY})\Z")

Steps = tuple[tuple[str, str], ...]
"""The module calls on the way to a resource: name and instance key (`["x"]`), empty for none."""


def keyless(address: str) -> str:
    """The address without any instance keys."""
    return _KEYS.sub("", address)


def module_steps(address: str) -> Steps:
    """The module calls in an address."""
    steps: list[tuple[str, str]] = []
    at = 0
    while (match := _MODULE.match(address, at)) is not None:
        steps.append((match[1], match[2] or ""))
        at = match.end()
    return tuple(steps)


def module_prefix(steps: Steps) -> str:
    """The part of an address that names the module, dot included."""
    return "".join(f"module.{name}{key}." for name, key in steps)


def instance_key(address: str) -> str:
    """The key of the instance itself, empty for none."""
    match = _LAST_KEY.search(address)
    return match[1] if match else ""


def without_key(address: str) -> str:
    """The address without the key of the instance itself; those of modules stay."""
    return _LAST_KEY.sub("", address)
