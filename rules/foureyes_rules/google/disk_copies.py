"""Compute Engine: images, snapshots and machine images of disks, handed to everybody.

Facts: hashicorp/google and google-beta provider docs, 2026-08. That such a copy is shared is judged in `iam`; here,
that it is a copy of a disk in use.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, no
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, One
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.google.grants import Grant, is_declared
from foureyes_rules.vocabulary.principals import iam_types

_IMAGE, _SNAPSHOT, _MACHINE = "google_compute_image", "google_compute_snapshot", "google_compute_machine_image"


class DiskCopy(Kind):
    """An image, a snapshot or a machine image."""

    terraform = (_IMAGE, _SNAPSHOT, _MACHINE)

    name = Setting(terraform="name")
    source = Setting(terraform={_IMAGE: "source_disk", _SNAPSHOT: "source_disk", _MACHINE: "source_instance"})


class CopyGrant(Grant):
    """A role granted on a copy of a disk."""

    terraform = iam_types(_IMAGE, _SNAPSHOT, _MACHINE)

    copy = One(
        DiskCopy,
        terraform={
            **dict.fromkeys(iam_types(_IMAGE), "image"),
            **dict.fromkeys(iam_types(_SNAPSHOT), "name"),
            **dict.fromkeys(iam_types(_MACHINE), "machine_image"),
        },
    )


@rule(PUBLIC_ACCESS, Severity.CRITICAL)
def google_compute_disk_copied_for_everyone(grant: CopyGrant) -> Evidence:
    """Anyone with a Google account can take this copy of one of your disks.

    Why: A copy holds all that was on the disk: data, keys, deleted files. That the disk is encrypted does not help:
    whoever may use the copy gets it deciphered.

    Fix: Grant roles on images and snapshots to named projects, groups or service accounts only.
    """
    copy: DiskCopy = grant.copy
    if not is_declared(copy):
        return no()
    return grant.is_to_everybody() & copy.source.is_present()
