"""What counts as everybody in Google Cloud, and in which resources roles are granted.

Facts: IAM reference of the providers google and google-beta (2026-08): every resource with roles of its
own has the three companions `_iam_member`, `_iam_binding` and `_iam_policy`.
"""

from __future__ import annotations

from collections.abc import Callable

from foureyes.model.evidence import Evidence
from foureyes.model.reading import Reading
from foureyes.model.value import Known, Leaf, Reference, Unknown, lift

EVERYBODY = ("allUsers", "allAuthenticatedUsers", "principalSet://goog/public:all")
"""Anyone at all, anyone with a Google account of any kind, and everybody as later policies spell it."""

_ECHOES = ("member", "members", "source_ranges", "value", "cidr_block", "cidr_range", "ip_cidr_range")
"""Attributes that only repeat what the configuration says."""

RoleTest = Callable[[str], bool]


def iam_types(*resources: str) -> tuple[str, ...]:
    """The types that grant roles on these resources."""
    return tuple(f"{resource}_iam_{form}" for resource in resources for form in ("member", "binding", "policy"))


def is_everybody(member: Reading) -> Evidence:
    """Whether a member of a binding is everybody."""
    return definite(member).is_in(*EVERYBODY)


def grants_everybody(policy: Reading) -> Evidence:
    """Whether an IAM policy document binds a role to everybody."""
    return policy.at("bindings").any(lambda binding: binding.at("members").any(is_everybody))


def grants_everybody_role(policy: Reading, wanted: RoleTest) -> Evidence:
    """The same of roles that pass a test."""
    return policy.at("bindings").any(
        lambda binding: binding.at("members").any(is_everybody) & binding.at("role").matches(wanted)
    )


def definite(reading: Reading) -> Reading:
    """The reading, what Google will assign (an account's address, an IP) taken for one definite thing.

    Such an attribute of a resource comes out as one account or one address, never as everybody.
    """
    return Reading(lift(_settled, reading.value), reading.label, reading.kind, reading.levels)


def _settled(leaf: Leaf) -> Leaf:
    if isinstance(leaf, Unknown) and leaf.references and leaf.document is None and all(map(_assigned, leaf.references)):
        return Known("what Google assigns to another resource", leaf.place, leaf.trail, leaf.references)
    return leaf


def _assigned(reference: Reference) -> bool:
    """Whether Google, not the configuration, decides what the reference yields."""
    parts = reference.target.split(".")
    declared = next((part for part in parts if part.startswith("google_")), "")
    echo = reference.attribute.rpartition(".")[2] in _ECHOES and not declared.startswith("google_service_account")
    return bool(declared) and "data" not in parts and "_iam_" not in declared and not echo
