"""Plans (`terraform show -json`): values from the plan, places from the sources where they lie beside it."""

from __future__ import annotations

from typing import Any

from foureyes.errors import UnreadableSource
from foureyes.languages.terraform.plan_address import keyless, module_steps
from foureyes.languages.terraform.plan_configuration import Configuration
from foureyes.languages.terraform.plan_shape import GONE, check_change, check_configuration, untold
from foureyes.languages.terraform.plan_sources import beside
from foureyes.languages.terraform.plan_text import Change, PlanText
from foureyes.languages.terraform.plan_values import Converter
from foureyes.languages.terraform.providers import Lock, version_range
from foureyes.model.resource import TERRAFORM, Evaluation, Resource
from foureyes.model.root import Inputs, Options, Root
from foureyes.model.tree import Tree, parent
from foureyes.model.value import MapValue
from foureyes.model.version import VersionRange

_ALIASES = {"google-beta": "google"}


def roots(files: list[str], inputs: list[str], tree: Tree) -> list[Root]:
    """Every plan is a root of its own."""
    return [Root("plan", path, (path,)) for path in files]


def evaluate(root: Root, inputs: Inputs, tree: Tree, options: Options) -> Evaluation:
    """The resources that a plan leaves."""
    evaluation = Evaluation(root.path, inputs.name, "plan", files={root.path})
    try:
        text = PlanText(tree.source(root.path))
        for change in text.changes():
            check_change(change.data)
        check_configuration(text.top.get("configuration") or {})
        changes = [change for change in text.changes() if _remains(change.data)]
    except (ValueError, RecursionError) as error:
        fault = UnreadableSource(f"this is no plan that can be read: {error}", path=root.path)
        evaluation.errors.append(fault)
        return evaluation
    missing = untold(text.top.get("planned_values"), (change.address for change in changes))
    if missing:
        evaluation.errors.append(
            UnreadableSource(
                f"{len(missing)} planned resources are not among the `resource_changes`: {missing[0]}",
                path=root.path,
                remedy="take all of what `terraform show -json` tells",
            )
        )
    reader = _Reader(text, changes, Lock(parent(root.path), tree))
    evaluation.resources = [reader.resource(change) for change in changes]
    beside(evaluation, text.top.get("variables"), tree, options)
    return evaluation


def _remains(change: dict[str, Any]) -> bool:
    """Whether the change is of a resource that exists afterwards."""
    return "deposed" not in change and change["change"]["actions"] not in GONE


class _Reader:
    def __init__(self, text: PlanText, changes: list[Change], lock: Lock) -> None:
        self.text = text
        self.lock = lock
        planned = {change.address: change.data.get("change", {}).get("after") or {} for change in changes}
        self.configuration = Configuration(text.top.get("configuration"), planned)
        self.placed = text.is_small

    def resource(self, change: Change) -> Resource:
        data = change.data
        address = change.address
        declared = self.configuration.declared(address, data)
        outside = data.get("mode") == "data"
        body = self.body(change, declared)
        if outside:
            body = MapValue(body.entries, body.place, open=True)
        provider, version = self.provider(data, declared)
        return Resource(
            schema=TERRAFORM,
            type=data["type"],
            address=address,
            body=body,
            place=change.header,
            span=change.span,
            identities=frozenset({address, keyless(address)}),
            provider=provider,
            version=version,
            outside=outside,
            language="terraform",
        )

    def body(self, change: Change, declared: dict[str, Any] | None) -> MapValue:
        steps = module_steps(change.address)
        converter = Converter(
            change.header,
            change.address,
            lambda expression: self.configuration.references(expression, steps, change.address, declared),
            self.configuration.is_equal,
        )
        expressions = declared.get("expressions", {}) if declared is not None else None
        what = change.data.get("change", {})
        if not self.placed:
            change.hide()
        return converter.body(
            what.get("after") or {},
            what.get("after_unknown") or {},
            what.get("after_sensitive") or {},
            expressions,
            change.places() if self.placed else None,
        )

    def provider(self, data: dict[str, Any], declared: dict[str, Any] | None) -> tuple[str, VersionRange]:
        source = "/".join(str(data.get("provider_name", "")).lower().split("/")[-2:])
        name = source.rpartition("/")[2]
        name = _ALIASES.get(name, name)
        locked = self.lock.version(source)
        if locked:
            return name, VersionRange.exact(locked)
        constraint = self.configuration.constraint(declared, str(data.get("provider_name", "")))
        return name, version_range(constraint)
