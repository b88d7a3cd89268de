"""The resources of a deployment and of all it deploys."""

from __future__ import annotations

from collections.abc import Iterator

from foureyes.languages.arm.canonical import name_text
from foureyes.languages.arm.deployment import Deployment
from foureyes.languages.arm.expression import Expression
from foureyes.languages.arm.identity import identity, lineage, segments
from foureyes.languages.arm.instances import Instance, both, called
from foureyes.languages.arm.modules import passed
from foureyes.languages.arm.template import ResourceDeclaration
from foureyes.model.decision import leaves
from foureyes.model.resource import ARM, OUTPUT, Resource
from foureyes.model.value import Known, Leaf, ListValue, MapValue, Reference, Unknown, Value, lift, moved, never
from foureyes.model.version import VersionRange


def resources_of(deployment: Deployment) -> Iterator[Resource]:
    """Its own resources, then those of its modules; what surely does not exist is not entered."""
    deployment.session.gaps += [gap for gap in deployment.template.gaps if gap not in deployment.session.gaps]
    for declaration in deployment.template.resources:
        for instance in deployment.instances(declaration):
            yield _resource(declaration, instance, deployment)
    for module in deployment.template.modules:
        for instance in deployment.instances(module):
            if never(instance.exists):
                continue
            if module.gap is not None:
                deployment.session.note_gap(module.gap, passed(module, instance))
            inner = deployment.module(instance)
            if inner is not None:
                yield from resources_of(inner)
    yield from _told(deployment)


def _told(deployment: Deployment) -> Iterator[Resource]:
    """The outputs that everybody who reads the deployment's history is told."""
    for name, value in deployment.outputs().items():
        output = deployment.template.outputs[name.lower()]
        if not output.secure:
            yield Resource(
                schema=ARM,
                type=OUTPUT,
                address=f"{deployment.prefix}outputs('{name}')",
                body=MapValue({"value": value}, output.place),
                place=output.place,
                span=output.place,
                exists=deployment.exists,
                trail=deployment.trail,
                language=deployment.template.language,
            )


def _resource(declaration: ResourceDeclaration, instance: Instance, deployment: Deployment) -> Resource:
    version = None if declaration.api_version is None else instance.env.evaluate(declaration.api_version)
    known = isinstance(version, Known) and isinstance(version.scalar, str)
    exists = instance.exists
    if not (isinstance(deployment.exists, Known) and deployment.exists.scalar is True):
        exists = both(deployment.exists, instance.exists, instance.env, declaration.place)
    return Resource(
        schema=ARM,
        type=declaration.type,
        address=_address(declaration, instance, deployment),
        body=_body(declaration, instance, deployment),
        place=declaration.place,
        span=declaration.span,
        exists=exists,
        identities=instance.identities,
        ancestors=_ancestors(declaration, instance, deployment),
        version=VersionRange.exact(str(version.scalar)) if known and isinstance(version, Known) else VersionRange(),
        outside=declaration.existing,
        trail=deployment.trail,
        language=deployment.template.language,
        sometimes=instance.sometimes,
        unseen=deployment.hidden,
    )


def _address(declaration: ResourceDeclaration, instance: Instance, deployment: Deployment) -> str:
    if declaration.symbol:
        return f"{deployment.prefix}{declaration.symbol}{instance.index}"
    return f"{deployment.prefix}{declaration.type}/{called(declaration.name, instance.name)}{instance.index}"


def _body(declaration: ResourceDeclaration, instance: Instance, deployment: Deployment) -> MapValue:
    body = instance.env.evaluate(declaration.body)
    entries: dict[str, Value] = {}
    unsure = declaration.existing or not isinstance(body, MapValue)
    if isinstance(body, MapValue):
        unsure = unsure or body.open
        entries.update(body.entries)
    for key in [key for key in entries if key.lower() in ("name", "type", "dependson")]:
        del entries[key]
    entries["type"] = Known(declaration.type, declaration.place)
    entries["name"] = moved(instance.name, declaration.name.place if declaration.name else declaration.place)
    if declaration.depends_on:
        items = [_dependency(one, instance, deployment) for one in declaration.depends_on]
        entries["dependsOn"] = ListValue(items, declaration.place)
    place = body.place if isinstance(body, Leaf) and body.place is not None else declaration.span
    return MapValue(entries, place, open=unsure)


def _dependency(written: Expression, instance: Instance, deployment: Deployment) -> Value:
    def named(leaf: Leaf) -> Leaf:
        references = tuple(Reference(target, "id") for target in deployment.targets(leaf))
        return leaf.replace(references=references or leaf.references)  # type: ignore[no-any-return]

    return lift(named, instance.env.evaluate(written))


def _ancestors(declaration: ResourceDeclaration, instance: Instance, deployment: Deployment) -> tuple[str, ...]:
    """Parents by name, then what the resource extends by its scope."""
    found = list(lineage(declaration.type, instance.text)) or list(_by_cases(declaration.type, instance.name))
    if declaration.parent is not None:
        found += _targets(declaration.parent, instance, deployment)
    if declaration.scope is not None:
        found += _targets(declaration.scope, instance, deployment)
    return tuple(dict.fromkeys(found))


def _targets(written: Expression, instance: Instance, deployment: Deployment) -> list[str]:
    value = instance.env.evaluate(written)
    found = {target for leaf in leaves(value) for target in deployment.targets(leaf)}
    return sorted(found) if len(list(leaves(value))) == 1 else []


def _by_cases(type: str, name: Value) -> Iterator[str]:
    """The parents of a child whose name depends on conditions: named by the same conditions."""
    types = type.split("/")
    for dropped in range(1, len(types) - 1):

        def above(leaf: Leaf, dropped: int = dropped) -> Value:
            text = name_text(leaf)
            parts = [] if text is None else segments(text)
            if len(parts) != len(types) - 1:
                return Unknown("its name is known only in part")
            return Known("/".join(parts[:-dropped]).replace("{{", "{").replace("}}", "}"))

        text = name_text(lift(above, name))
        if text is not None:
            yield identity("/".join(types[:-dropped]), text)


def settled(found: list[Resource]) -> list[Resource]:
    """The resources without those that are only referred to and declared here as well.

    Of namesakes, those that surely do not exist go: what names them means the other.
    """
    living = {one for resource in found if not never(resource.exists) for one in resource.identities}
    found = [one for one in found if not never(one.exists) or living.isdisjoint(one.identities)]
    declared = {one: resource for resource in found if not resource.outside for one in _sure(resource)}
    kept = []
    for resource in found:
        twin = next((declared[one] for one in _sure(resource) if one in declared), None)
        if resource.outside and twin is not None:
            twin.identities |= resource.identities
            twin.sometimes |= resource.sometimes
        else:
            kept.append(resource)
    return kept


def _sure(resource: Resource) -> frozenset[str]:
    """The identities that a resource has in every case."""
    return resource.identities - resource.sometimes.keys()
