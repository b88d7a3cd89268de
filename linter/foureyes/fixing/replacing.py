"""Settings whose change makes a resource anew."""

from __future__ import annotations

from foureyes.model.resource import Resource


def replaces(resource: Resource, path: str) -> bool:
    """Whether changing what a path leads to replaces the resource, as far as that is known."""
    return False
