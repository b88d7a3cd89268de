"""All resources of a configuration, in every instance of every module."""

from __future__ import annotations

from collections.abc import Iterator

from foureyes.languages.terraform.declaration import Declaration
from foureyes.languages.terraform.instances import Instance
from foureyes.languages.terraform.module import said
from foureyes.languages.terraform.providers import alias_of, provider_of
from foureyes.languages.terraform.scope import Scope, both
from foureyes.model.limits import limits, reach
from foureyes.model.resource import TERRAFORM, Resource
from foureyes.model.value import Known, MapValue, never


def resources(root: Scope) -> Iterator[Resource]:
    """Everything declared, modules after those that call them."""
    pending = [root]
    count = 0
    for scope in pending:
        for name, declaration in scope.module.resources.items():
            for instance in scope.expansion(name).instances.values():
                exists = both(scope.exists, instance.exists)
                if never(exists):
                    continue
                count += 1
                if count > limits().resources:
                    reach("resources", f"more than {limits().resources:,} resources are not judged", declaration.header)
                    return
                yield _resource(scope, name, declaration, instance)
        for name in scope.module.calls:
            unread = []
            for instance in scope.expansion(f"module.{name}").instances.values():
                child = scope.child(name, instance)
                if child is None:
                    unread.append(instance)
                elif not never(child.exists):
                    pending.append(child)
            if unread:
                scope.note_passed(name, unread)


def _resource(scope: Scope, name: str, declaration: Declaration, instance: Instance) -> Resource:
    body = scope.body(name, instance)
    outside = declaration.block.type != "resource"
    if outside:
        body = MapValue(body.entries, body.place, open=True)
    provider, version = provider_of(scope, declaration)
    alias = alias_of(declaration)
    beside = scope.provisioners(name, instance)
    if alias:
        beside = MapValue({"provider": Known(alias), **beside.entries})
    name = said(name)
    address = f"{scope.qualified(name)}{instance.suffix}"
    plain = f"{scope.plain}.{name}" if scope.plain else name
    return Resource(
        schema=TERRAFORM,
        type=declaration.labels[0],
        address=address,
        body=body,
        place=declaration.header,
        span=declaration.span,
        exists=both(scope.exists, instance.exists),
        identities=frozenset({address, plain}),
        provider=provider,
        version=version,
        outside=outside,
        trail=scope.trail,
        language="terraform",
        metadata=beside if beside.entries else None,
    )
