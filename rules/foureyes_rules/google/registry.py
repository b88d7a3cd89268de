"""Artifact Registry: who may pull, and who may push.

Facts: hashicorp/google and google-beta provider docs, 2026-08. Container Registry, which keeps its images in a
bucket, is in `storage`.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes_rules.google.grants import Grant
from foureyes_rules.vocabulary.principals import iam_types

_WRITING = ("writer", "admin", "owner", "editor", "createonpushwriter", "createonpushrepoadmin")


class RepositoryGrant(Grant):
    """A role granted on a repository of packages or images."""

    terraform = iam_types("google_artifact_registry_repository")


def _may_push(role: str) -> bool:
    return role.lower().endswith(_WRITING)


@rule(PUBLIC_ACCESS, Severity.CRITICAL, equivalents=("CKV_GCP_101",))
def google_artifact_registry_writable_by_everyone(grant: RepositoryGrant) -> Evidence:
    """Anyone on the internet can put packages or images into this repository.

    Why: Whoever installs from it then runs a stranger's code.

    Fix: Grant the role to the service accounts of your builds.
    """
    return grant.gives_everybody(_may_push)


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_GCP_101",))
def google_artifact_registry_readable_by_everyone(grant: RepositoryGrant) -> Evidence:
    """Anyone on the internet can pull every package or image of this repository.

    Why: Images hold code, and often credentials.

    Fix: Grant the role to named users, groups or service accounts.
    """
    return grant.gives_everybody(lambda role: not _may_push(role))
