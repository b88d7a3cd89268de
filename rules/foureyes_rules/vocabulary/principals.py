"""What counts as everybody in Google Cloud, and in which resources roles are granted.

Facts: IAM reference of the providers google and google-beta (2026-08): every resource with roles of its
own has the three companions `_iam_member`, `_iam_binding` and `_iam_policy`.
"""

from __future__ import annotations

from collections.abc import Callable

from foureyes.model.evidence import Evidence
from foureyes.model.reading import Reading
from foureyes.model.value import Absent, Known, Leaf, Unknown, lift

EVERYBODY = ("allUsers", "allAuthenticatedUsers", "principalSet://goog/public:all")
"""Anyone at all, anyone with a Google account of any kind, and everybody as later policies spell it."""

RoleTest = Callable[[str], bool]


def iam_types(*resources: str) -> tuple[str, ...]:
    """The types that grant roles on these resources."""
    return tuple(f"{resource}_iam_{form}" for resource in resources for form in ("member", "binding", "policy"))


def is_everybody(member: Reading) -> Evidence:
    """Whether a member of a binding is everybody."""
    return definite(member).is_in(*EVERYBODY)


def grants_everybody(policy: Reading) -> Evidence:
    """Whether an IAM policy document binds a role to everybody."""
    return _bindings(policy).any(lambda binding: binding.at("members").any(is_everybody))


def grants_everybody_role(policy: Reading, wanted: RoleTest) -> Evidence:
    """The same of roles that pass a test."""
    return _bindings(policy).any(
        lambda binding: binding.at("members").any(is_everybody) & binding.at("role").matches(wanted)
    )


def _bindings(policy: Reading) -> Reading:
    """The bindings of a policy. A document that is a mere text or number binds nothing."""
    document = lift(lambda leaf: Absent(leaf.place, leaf.trail) if isinstance(leaf, Known) else leaf, policy.value)
    return Reading(document, policy.label, policy.kind).at("bindings")


def definite(reading: Reading) -> Reading:
    """The reading, what Google will assign (an account's address, an IP) taken for one definite thing.

    Such an attribute of a resource, or of a data source that looks a service account up, comes out as one account
    or one address, never as everybody. What is only handed on from a variable stays unknown.
    """
    return Reading(lift(_settled, reading.value), reading.label, reading.kind, reading.levels)


def _settled(leaf: Leaf) -> Leaf:
    if isinstance(leaf, Unknown) and leaf.document is None and _is_assigned(leaf):
        return Known("what Google assigns to another resource", leaf.place, leaf.trail, leaf.references)
    return leaf


def _is_assigned(leaf: Unknown) -> bool:
    """Whether Google, not the configuration, decides what comes out."""
    if leaf.parts is not None:
        gaps = [part for part in leaf.parts if isinstance(part, Unknown)]
        return all(map(_is_assigned, gaps))
    for reference in leaf.references[:1]:
        names = reference.target.split(".")
        types = [name for name in names if name.startswith("google_")]
        if "data" in names:
            declared = any(name.endswith("service_account") for name in types)
        else:
            declared = any("_iam_" not in name for name in types)
        itself = leaf.subject == f"{reference.target}.{reference.attribute}"
        return declared and (itself or (leaf.subject is None and "[*]" in reference.target))
    return False
