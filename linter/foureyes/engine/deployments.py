"""Deployments that the user tells of, in place of those that the files beside a root tell."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from foureyes.model.root import Inputs, Root

ALWAYS = (".auto.tfvars", ".auto.tfvars.json", "/terraform.tfvars", "/terraform.tfvars.json")
"""How files end that Terraform loads by itself, whatever else is given."""


def listed(lint: Mapping[str, Any], here: Callable[[str], str]) -> Iterator[tuple[str, Inputs]]:
    """The deployments that `[[lint.deployments]]` tells of, by the paths of their roots.

    `here` tells a path of the configuration as the run spells it.
    """
    for one in lint.get("deployments", ()):
        files = tuple(map(here, one.get("files", ())))
        values = tuple(one.get("vars", {}).items())
        name = one.get("name") or ", ".join(files or [f"{key}={value}" for key, value in values])
        yield here(one["root"]), Inputs(name, files, values)


def told(roots: Iterable[Root], given: Sequence[tuple[str, Inputs]]) -> list[Root]:
    """The roots, with the deployments that are given for them by path."""
    by_path: dict[str, list[Inputs]] = {}
    for path, inputs in given:
        by_path.setdefault(os.path.abspath(path), []).append(inputs)
    return [_with(root, by_path.get(os.path.abspath(root.path), [])) if given else root for root in roots]


def _with(root: Root, given: list[Inputs]) -> Root:
    if not given:
        return root
    loaded = [path for path in root.deployments[0].files if f"/{path}".endswith(ALWAYS)]
    own = tuple(loaded) if root.language == "terraform" else ()
    return root._replace(deployments=tuple(one._replace(files=(*own, *one.files)) for one in given))
