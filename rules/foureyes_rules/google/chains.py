"""Chains: harmless or minor settings of several resources that together hand something over.

Each says what the findings on its parts do not: whose powers a stranger gets, or what lies behind the open door. Facts:
as in the modules of the services; roles of service accounts from google_project_iam_*, google_folder_iam_* and
google_organization_iam_* in the same configuration.
"""

from __future__ import annotations

from foureyes.model.decision import combine
from foureyes.model.evidence import Answer, Evidence, Fact, Verdict, no, too_many
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One
from foureyes.model.reading import Reading
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes.model.value import Known, Leaf, Unknown
from foureyes_rules.google.bigquery import Access, Dataset
from foureyes_rules.google.compute import Instance, Interface
from foureyes_rules.google.gke import Cluster, Nodes
from foureyes_rules.google.grants import Grant, is_declared
from foureyes_rules.google.iam import FederatedProvider
from foureyes_rules.google.network import Project, is_same_network
from foureyes_rules.google.serverless import RunGrant, RunService
from foureyes_rules.google.storage import Bucket, BucketGrant
from foureyes_rules.google.stores import Cache
from foureyes_rules.vocabulary.principals import iam_types
from foureyes_rules.vocabulary.references import speaks_of

_POWERFUL = (
    "owner", "editor", "admin", "storage.admin", "storage.objectadmin", "bigquery.admin", "bigquery.dataowner",
    "secretmanager.admin", "secretmanager.secretaccessor", "cloudsql.admin", "compute.admin",
    "compute.instanceadmin.v1", "container.admin", "cloudkms.admin", "iam.serviceaccounttokencreator",
    "iam.serviceaccountkeyadmin", "iam.serviceaccountadmin", "iam.securityadmin", "resourcemanager.projectiamadmin",
    "resourcemanager.organizationadmin",
)  # fmt: skip
"""Roles that give a project's data, secrets, machines or identities away."""


def is_powerful(role: str) -> bool:
    return role.lower().removeprefix("roles/") in _POWERFUL


class ServiceAccount(Kind):
    """A service account with what it may do in projects, folders and the organisation."""

    terraform = "google_service_account"

    name = Setting(terraform="email")
    powers = Many("Power")

    def is_powerful(self) -> Evidence:
        return self.powers.any(lambda one: one.is_held_by(self) & one.role.matches(is_powerful))


class Power(Kind):
    """A role that a service account holds in a project, a folder or the organisation."""

    terraform = tuple(
        one for one in iam_types("google_project", "google_folder", "google_organization") if not one.endswith("policy")
    )

    holders = Setting(terraform=("member", "members"))
    role = Setting(terraform="role")

    def is_held_by(self, account: ServiceAccount) -> Evidence:
        return speaks_of(self.holders, account)


class ActingInstance(Instance):
    """A machine with the service account it acts as."""

    acts_as = One(ServiceAccount, terraform="service_account.email")
    scopes = Setting(terraform="service_account.scopes")


class HomeProject(Project):
    """A project, as machines name it."""

    name = Setting(terraform="project_id")


class HomedInstance(Instance):
    """A machine with the project it is in."""

    home = One(HomeProject, terraform="project")


class ActingNodes(Nodes):
    """Nodes of a cluster with the service account they act as."""

    acts_as = One(ServiceAccount, terraform="node_config.service_account")


class KnownBucket(Bucket):
    """A bucket with the roles granted on it."""

    grants = Many(BucketGrant, back="bucket")


class KnownDataset(Dataset):
    """A dataset with its access list and the roles granted on it."""

    entries = Many("DatasetEntry", back="dataset")
    grants = Many("DatasetGrant", back="dataset")

    def is_open(self) -> Evidence:
        return self.entries.any(lambda one: one.is_for_everybody()) | self.grants.any(lambda one: one.is_to_everybody())


class DatasetEntry(Access):
    """An entry of an access list with its dataset."""

    dataset = One(KnownDataset, terraform={"google_bigquery_dataset_access": "dataset_id"})


class DatasetGrant(Grant):
    """A role granted on a dataset."""

    terraform = iam_types("google_bigquery_dataset")

    dataset = One(KnownDataset, terraform="dataset_id")


class LogSink(Kind):
    """Where logs are sent on to."""

    terraform = (
        "google_logging_project_sink",
        "google_logging_folder_sink",
        "google_logging_organization_sink",
        "google_logging_billing_account_sink",
    )

    buckets = Many(KnownBucket)
    datasets = Many(KnownDataset)
    destination = Setting(terraform="destination")

    def goes_to(self, target: KnownBucket | KnownDataset) -> Evidence:
        """Whether logs go there: `storage.googleapis.com/name`, `bigquery.googleapis.com/projects/p/datasets/name`.

        The name may be known or not.
        """

        def verdict(leaf: Leaf, named: Leaf) -> Verdict:
            both = isinstance(leaf, Known) and isinstance(named, Known)
            ends = ("storage.googleapis.com/", "/datasets/")
            same = both and str(leaf.scalar).endswith(tuple(f"{end}{named.scalar}" for end in ends))  # type: ignore[attr-defined]
            words = f"logs go to {target.resource.address}"
            return Verdict(Answer.YES if same else Answer.NO, (Fact(words, leaf.place),))

        named = Evidence(combine(verdict, self.destination.value, target.name.value, overflow=too_many))
        return named | speaks_of(self.destination, target)


class KnownService(RunService):
    """A Cloud Run service with the roles granted on it, and its way into the network."""

    grants = Many(RunGrant, back="service")
    caches = Many(Cache)
    network = Setting(terraform="template.vpc_access.network_interfaces.network")

    def answers_everybody(self) -> Evidence:
        granted = self.grants.any(lambda grant: grant.is_to_everybody())
        return (self.open_to_all.is_true() | granted) & self.takes_traffic_from_everywhere()


class EndpointGroup(Kind):
    """What stands behind a backend without machines: a Cloud Run service."""

    terraform = "google_compute_region_network_endpoint_group"

    service = One(KnownService, terraform="cloud_run.service")
    backends = Many("GuardedBackend", back="group")


class GuardedBackend(Kind):
    """A backend of a load balancer, with what guards it."""

    terraform = ("google_compute_backend_service", "google_compute_region_backend_service")

    group = One(EndpointGroup, terraform="backend[].group")
    armor = Setting(terraform="security_policy")
    proxied = Setting(terraform="iap")

    def is_guarded(self) -> Evidence:
        return self.armor.is_present() | self.proxied.is_present()


class Pool(Kind):
    """A pool of identities from elsewhere."""

    terraform = "google_iam_workload_identity_pool"

    name = Setting(terraform="workload_identity_pool_id")
    providers = Many("PooledProvider", back="pool")


class PooledProvider(FederatedProvider):
    """A provider with the pool it feeds."""

    pool = One(Pool, terraform="workload_identity_pool_id")


class Lending(Grant):
    """A role on a service account, granted to identities of a pool."""

    terraform = iam_types("google_service_account")

    borrowers = Setting(terraform=("member", "members"))
    pools = Many(Pool)


def _is_whole_pool(member: Reading) -> Evidence:
    """Whether a member is every identity of a pool: `principalSet://…/workloadIdentityPools/name/*`."""

    def verdict(leaf: Leaf) -> Verdict:
        text = str(leaf.scalar) if isinstance(leaf, Known) else ""
        if isinstance(leaf, Unknown):
            if leaf.parts is None or not isinstance(leaf.parts[-1], str):
                return Verdict(Answer.UNSURE, (Fact(f"`{member.label}` cannot be told: {leaf.reason}", leaf.place),))
            text = "".join(part for part in leaf.parts if isinstance(part, str))
        whole = text.startswith("principalSet:") and text.endswith("/*")
        return Verdict(Answer.YES if whole else Answer.NO, (Fact(f"`{member.label}` is the whole pool", leaf.place),))

    return Evidence(combine(verdict, member.value, overflow=too_many))


def _is_open(bucket: KnownBucket) -> Evidence:
    return bucket.grants.any(lambda grant: grant.is_to_everybody()) & bucket.admits_strangers()


@rule(PUBLIC_ACCESS, Severity.CRITICAL)
def google_compute_instance_with_powers_open_to_internet(machine: ActingInstance) -> Evidence:
    """Anyone on the internet reaches this machine's login or services, and it acts as a powerful service account.

    Why: Whoever gets in asks the metadata server for a token and has the account's rights over the whole project.

    Fix: Remove `access_config` or narrow the firewall, and give the machine an account with only the roles it needs.
    """
    account: ServiceAccount = machine.acts_as
    if not is_declared(account):
        return no()
    wide = machine.scopes.any(lambda one: one.matches(lambda text: "cloud-platform" in text))
    return account.is_powerful() & wide & machine.firewalls.any(machine.lets_in)


def _is_default(interface: Interface) -> Evidence:
    """Whether an interface is on the network called `default`, by name or for want of one."""
    named = interface.network_name.matches(lambda text: text.rpartition("/")[2] == "default")
    return named | interface.network_name.is_absent() & interface.subnet_name.is_absent()


@rule(PUBLIC_ACCESS, Severity.HIGH)
def google_compute_instance_published_on_default_network(machine: HomedInstance) -> Evidence:
    """Anyone on the internet may try SSH and Remote Desktop on this machine.

    Why: It has an external address on the project's default network, whose rules let both in from everywhere although
    no firewall rule is written here.

    Fix: Set `auto_create_network = false` on the project and put the machine on a network of your own, or remove
    `access_config`.
    """
    if not is_declared(machine.home):
        return no()
    published = machine.interfaces.any(lambda one: one.address.is_present() & _is_default(one))
    return published & machine.home.default_network.is_true()


@rule(PUBLIC_ACCESS, Severity.HIGH)
def google_gke_nodes_lend_powerful_account(nodes: ActingNodes) -> Evidence:
    """Every container on these nodes can act as a powerful service account.

    Why: Containers may ask for the node's own credentials; one taken container then has the account's rights over the
    whole project.

    Fix: Set `workload_metadata_config { mode = "GKE_METADATA" }`, and give the nodes an account that may only write
    logs and metrics and pull images.
    """
    account: ServiceAccount = nodes.acts_as
    if not is_declared(account):
        return no()
    shown = ~nodes.metadata_mode.equals("GKE_METADATA") & nodes.are_ours_to_configure() & nodes.inner_pools.is_absent()
    return account.is_powerful() & shown


@rule(PUBLIC_ACCESS, Severity.CRITICAL)
def google_logs_sent_to_open_bucket(sink: LogSink) -> Evidence:
    """Logs are sent to a bucket that anyone on the internet can use.

    Why: Logs tell who did what, from where and to which resource, and often hold personal data and tokens.

    Fix: Send them to a bucket of their own whose roles go to named users, with `public_access_prevention = "enforced"`.
    """
    return sink.buckets.any(lambda one: sink.goes_to(one) & _is_open(one))


@rule(PUBLIC_ACCESS, Severity.CRITICAL)
def google_logs_sent_to_open_dataset(sink: LogSink) -> Evidence:
    """Logs are sent to a dataset that anyone with a Google account can query.

    Why: Logs tell who did what, from where and to which resource, and often hold personal data and tokens.

    Fix: Remove `allUsers` and `allAuthenticatedUsers` from the dataset's access list and roles.
    """
    return sink.datasets.any(lambda one: sink.goes_to(one) & one.is_open())


@rule(PUBLIC_ACCESS, Severity.HIGH)
def google_gke_open_control_plane_believes_strangers(cluster: Cluster) -> Evidence:
    """Anyone on the internet reaches this cluster's control plane, and it lets strangers be given rights.

    Why: Rights given to `system:anonymous`, `system:unauthenticated` or `system:authenticated` are then everybody's,
    and a stranger finds out by asking.

    Fix: Name your networks in `master_authorized_networks_config`, and set both `enable_insecure_binding_…` settings
    of `rbac_binding_config` to false and `enable_legacy_abac = false`.
    """
    return cluster.is_open_to_internet() & (cluster.believes_strangers() | cluster.legacy_abac.is_true())


@rule(PUBLIC_ACCESS, Severity.HIGH)
def google_cloud_run_open_service_reaches_open_cache(service: KnownService) -> Evidence:
    """Anyone on the internet can call this service, and it reaches a cache that asks for no login.

    Why: One flaw in the service, such as a request it can be made to send, reads and changes all that is cached.

    Fix: Turn the cache's login on (`auth_enabled = true`, `authorization_mode`), and grant `roles/run.invoker` only to
    the callers.
    """
    near = service.caches.any(lambda cache: cache.login.equals("off") & is_same_network(service.network, cache.network))
    return service.network.is_present() & service.answers_everybody() & near


@rule(PUBLIC_ACCESS, Severity.HIGH)
def google_load_balancer_can_be_walked_around(group: EndpointGroup) -> Evidence:
    """The service behind this load balancer answers everybody at its own address as well.

    Why: Whoever calls that address walks around the balancer's Cloud Armor policy or Identity-Aware Proxy.

    Fix: Set `ingress = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"` or `default_uri_disabled = true` on the service.
    """
    service: KnownService = group.service
    if not is_declared(service):
        return no()
    open_door = service.answers_everybody() & service.own_address_off.is_false()
    return open_door & group.backends.any(lambda one: one.is_guarded())


@rule(PUBLIC_ACCESS, Severity.CRITICAL)
def google_service_account_lent_to_every_tenant(lending: Lending) -> Evidence:
    """Anyone with an account at a public code host or CI service can act as this service account.

    Why: The pool trusts every customer's tokens, and the role goes to the whole pool: a job in a stranger's repository
    gets the account's rights.

    Fix: Set `attribute_condition` on the provider, and grant the role to `principalSet://…/attribute.repository/…`.
    """

    def takes_anyone(pool: Pool) -> Evidence:
        return pool.providers.any(lambda one: one.is_shared() & one.condition.is_absent())

    anyone = lending.pools.any(lambda pool: speaks_of(lending.borrowers, pool) & takes_anyone(pool))
    return anyone & lending.borrowers.any(_is_whole_pool)
