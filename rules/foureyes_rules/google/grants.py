"""The one way in which every service of Google Cloud grants roles. No rules.

Facts: IAM reference of hashicorp/google and google-beta, 2026-08. A condition on a grant may narrow when and
on what it holds, but never says who: it is no defence against strangers.
"""

from __future__ import annotations

from foureyes.model.decision import combine, leaves
from foureyes.model.evidence import Answer, Evidence, Fact, Verdict, too_many
from foureyes.model.kind import Kind
from foureyes.model.reading import Reading
from foureyes.model.setting import Setting
from foureyes.model.value import Leaf, ListValue
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


def speaks_of(value: Reading, kind: Kind) -> Evidence:
    """Whether a value is made from an attribute of this very resource, such as an address that holds its name."""

    def mentions(leaf: Leaf) -> bool:
        if isinstance(leaf, ListValue):
            return any(mentions(one) for item in leaf.items for one in leaves(item))
        return any(reference.target in kind.resource.identities for reference in leaf.references)

    def verdict(leaf: Leaf) -> Verdict:
        words = f"`{value.label}` is made from {kind.resource.address}"
        return Verdict(Answer.YES if mentions(leaf) else Answer.NO, (Fact(words, leaf.place or value.kind.place),))

    return Evidence(combine(verdict, value.value, overflow=too_many))
