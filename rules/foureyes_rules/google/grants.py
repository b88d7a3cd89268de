"""The one way in which every service of Google Cloud grants roles. No rules.

Facts: IAM reference of hashicorp/google and google-beta, 2026-08. A condition on a grant may narrow when and
on what it holds, but never says who: it is no defence against strangers.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.kind import Kind
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.principals import RoleTest, grants_everybody, grants_everybody_role, is_everybody


class Grant(Kind):
    """An IAM grant: a member, a binding or a whole policy of one resource."""

    role = Setting(terraform="role")
    member = Setting(terraform="member")
    members = Setting(terraform="members")
    policy = Setting(terraform="policy_data", document=True)

    def is_to_everybody(self) -> Evidence:
        """Whether it goes to anyone, or to anyone with a Google account."""
        return is_everybody(self.member) | self.members.any(is_everybody) | grants_everybody(self.policy)

    def gives_everybody(self, wanted: RoleTest) -> Evidence:
        """Whether everybody gets a role that passes the test."""
        named = is_everybody(self.member) | self.members.any(is_everybody)
        return (named & self.role.matches(wanted)) | grants_everybody_role(self.policy, wanted)


def is_declared(kind: Kind) -> bool:
    """Whether a link led to a resource of this configuration."""
    return not kind.resource.outside
