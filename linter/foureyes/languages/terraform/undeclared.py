"""Names that nothing declares: part of a checkout is missing, or an example was cut short."""

from __future__ import annotations

from foureyes.model.place import Place
from foureyes.model.value import Reference, Unknown


def undeclared(name: str, address: str, place: Place | None = None) -> Unknown:
    """What such a name stands for. Terraform refuses the file, so that nothing safe is lost by going on."""
    return Unknown(f"`{name}` is not declared here", place, subject=address)


def undeclared_resource(name: str, address: str, place: Place) -> Unknown:
    """A resource or data source that is not declared: links still hold by its name."""
    reason = f"`{name}` is not declared here"
    return Unknown(reason, place, (), (Reference(address),), subject=address, present=True)
