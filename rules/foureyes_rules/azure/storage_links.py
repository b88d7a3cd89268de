"""Azure Storage: shared access signatures and stored access policies made in code.

A signature is a bearer secret: whoever holds the link has what it grants until it ends. Facts: azurerm data
sources `azurerm_storage_account_sas` and `…_blob_container_sas` at v5.2.0 (`https_only` is true by default, `start`
and `expiry` are required); `signedIdentifiers` in Azure/bicep-types-az (2026-08).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from foureyes.model.decision import combine
from foureyes.model.evidence import Answer, Evidence, Fact, Verdict, no, too_many, yes
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.reading import Reading
from foureyes.model.rule import ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes.model.value import Absent, Known, Leaf, MapValue, Unknown, shown
from foureyes_rules.azure.storage import ACCOUNTS

LONG = timedelta(days=366)
_ACCOUNT, _CONTAINER = "azurerm_storage_account_sas", "azurerm_storage_account_blob_container_sas"


class SharedAccess(Kind):
    """A shared access signature: a link to a whole account, or to a container."""

    terraform = (_ACCOUNT, _CONTAINER)
    data = True

    https_only = Setting(terraform="https_only", default=True, safe=True)
    start = Setting(terraform="start")
    end = Setting(terraform="expiry")
    addresses = Setting(terraform={_ACCOUNT: "ip_addresses", _CONTAINER: "ip_address"})
    reads = Setting(terraform="permissions.read", default=False)
    lists = Setting(terraform="permissions.list", default=False)
    writes = Setting(terraform="permissions.write", default=False)
    deletes = Setting(terraform="permissions.delete", default=False)

    def is_written(self, *arguments: str) -> bool:
        """Whether one of the arguments stands there. What a data source does not say counts as unknown elsewhere."""
        return isinstance(self.base, MapValue) and any(name in self.base.entries for name in arguments)

    def works_from_anywhere(self) -> Evidence:
        return self.addresses.is_absent() if self.is_written("ip_addresses", "ip_address") else yes()


class AccessPolicy(Kind):
    """A stored access policy: what the links that name it grant, and for how long."""

    terraform = ("azurerm_storage_table#acl", "azurerm_storage_share#acl")
    arm = (
        f"{ACCOUNTS}/tableServices/tables#properties.signedIdentifiers",
        f"{ACCOUNTS}/fileServices/shares#properties.signedIdentifiers",
    )

    permissions = Setting(terraform="access_policy.permissions", arm="accessPolicy.permission")
    start = Setting(terraform="access_policy.start", arm="accessPolicy.startTime")
    end = Setting(terraform="access_policy.expiry", arm="accessPolicy.expiryTime")


def _moment(leaf: Leaf) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(leaf.scalar)) if isinstance(leaf, Known) else None
    except ValueError:
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC) if moment else None


def lasts_long(start: Reading, end: Reading) -> Evidence:
    """Whether more than a year lies between two moments. Without an end it lasts for ever."""

    def verdict(first: Leaf, last: Leaf) -> Verdict:
        place = last.place or end.kind.place
        if isinstance(last, Absent):
            return Verdict(Answer.YES, (Fact(f"`{end.label}` is not set", place),))
        begin, over = _moment(first), _moment(last)
        if begin is None or over is None:
            unclear = first if isinstance(last, Known) else last
            reason = unclear.reason if isinstance(unclear, Unknown) else "it is no date"
            return Verdict(Answer.UNSURE, (Fact(f"how long it lasts cannot be told: {reason}", place),))
        answer = Answer.YES if over - begin > LONG else Answer.NO
        text = f"it lasts from {shown(first)} to {shown(last)}"
        return Verdict(answer, (Fact(text, place, last.trail, end.label),))

    return Evidence(combine(verdict, start.value, end.value, overflow=too_many))


def _may_change(permissions: str) -> bool:
    return any(letter in permissions.lower() for letter in "awud")


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM)
def azure_storage_link_accepts_plain_http(link: SharedAccess) -> Evidence:
    """This shared access signature may be used over plain HTTP.

    Why: The signature stands in the address: whoever sees one such request on the way may use it from then on.

    Fix: Set `https_only = true`, the default.
    """
    return link.https_only.is_false() if link.is_written("https_only") else no()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_storage_link_lasts_for_years(link: SharedAccess) -> Evidence:
    """This shared access signature works for more than a year, from any address.

    Why: A link cannot be taken back one by one, only by changing the account's key. In 2023 one that was valid until
    2051 opened 38 TB of an AI research group's internal data.

    Fix: Let `expiry` follow `start` by hours or days, name the callers' addresses, or use Entra ID instead.
    """
    return lasts_long(link.start, link.end) & link.works_from_anywhere()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_storage_link_grants_everything(link: SharedAccess) -> Evidence:
    """Whoever holds this shared access signature may read, change and delete the data, from any address.

    Why: A link that leaks (in a log, a ticket, the state file) then costs the data, not only its secrecy.

    Fix: Grant only what the holder needs in `permissions`, mostly `read`, and name the callers' addresses.
    """
    everything = link.reads.is_true() & link.lists.is_true() & link.writes.is_true() & link.deletes.is_true()
    return everything & link.works_from_anywhere()


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_storage_access_policy_wide_and_long(policy: AccessPolicy) -> Evidence:
    """Links that name this access policy may change data, and last for more than a year.

    Why: A link is a bearer secret; one that never ends is access for whoever comes by it.

    Fix: Let `expiry` follow `start` by days and grant only reading (`permissions = "r"` in azurerm, `permission: 'r'`
    in ARM and Bicep). Deleting the policy takes back every link that names it.
    """
    return policy.permissions.matches(_may_change) & lasts_long(policy.start, policy.end)
