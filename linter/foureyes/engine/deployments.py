"""Deployments that the user tells of, in place of those that the files beside a root tell."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from foureyes.model.resource import Gap
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


def astray(roots: Iterable[Root], given: Sequence[tuple[str, Inputs]]) -> list[str]:
    """Paths that deployments are given for and that are no root: what is deployed there is judged without them."""
    known = {os.path.abspath(root.path) for root in roots} if given else set()
    return [path for path in dict.fromkeys(path for path, _ in given) if os.path.abspath(path) not in known]


def astray_gap(path: str) -> Gap:
    """What is said of such a path."""
    remedy = "name the folder of a Terraform configuration, or the file of a template"
    return Gap(f"the configuration tells deployments of {path}, which is no root", None, remedy)


def _with(root: Root, given: list[Inputs]) -> Root:
    if not given:
        return root
    loaded = [path for path in root.deployments[0].files if f"/{path}".endswith(ALWAYS)]
    own = tuple(loaded) if root.language == "terraform" else ()
    return root._replace(deployments=tuple(one._replace(files=(*own, *one.files)) for one in given))
