"""What counts as everybody in Google Cloud."""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.reading import Reading

EVERYBODY = ("allUsers", "allAuthenticatedUsers")
"""Anyone at all, and anyone with a Google account of any kind."""


def is_everybody(member: Reading) -> Evidence:
    """Whether a member of a binding is everybody."""
    return member.is_in(*EVERYBODY)


def grants_everybody(policy: Reading) -> Evidence:
    """Whether an IAM policy document binds a role to everybody."""
    return policy.at("bindings").any(lambda binding: binding.at("members").any(is_everybody))
