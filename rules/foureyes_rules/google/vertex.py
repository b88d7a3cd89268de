"""Vertex AI, notebooks and TPUs: endpoints and machines with addresses on the internet.

Facts: hashicorp/google and google-beta provider docs, 2026-08. `google_notebooks_instance` and
`google_notebooks_runtime` left the provider in version 8. A Workbench disk counts as encrypted with one's own key
only where `disk_encryption` is CMEK.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting

_WORKBENCH, _OLD, _RUNTIME = "google_workbench_instance", "google_notebooks_instance", "google_notebooks_runtime"


class Endpoint(Kind):
    """Vertex AI endpoint."""

    terraform = "google_vertex_ai_endpoint"

    network = Setting(terraform="network")
    service_connect = Setting(
        terraform="private_service_connect_config.enable_private_service_connect", default=False, safe=True
    )


class IndexEndpoint(Kind):
    """Vertex AI index endpoint."""

    terraform = "google_vertex_ai_index_endpoint"

    public = Setting(terraform="public_endpoint_enabled", default=False, safe=False)


class Notebook(Kind):
    """A notebook's machine."""

    terraform = (_WORKBENCH, _OLD, _RUNTIME)

    private = Setting(
        terraform={
            _WORKBENCH: "gce_setup.disable_public_ip",
            _OLD: "no_public_ip",
            _RUNTIME: "virtual_machine.virtual_machine_config.internal_ip_only",
        },
        default=False,
        safe=True,
    )
    no_proxy = Setting(
        terraform={_WORKBENCH: "disable_proxy_access", _OLD: "no_proxy_access"}, default=False, safe=True
    )
    boot_encryption = Setting(
        terraform={_WORKBENCH: "gce_setup.boot_disk.disk_encryption", _OLD: "disk_encryption"}, default="GMEK"
    )
    data_disks = Setting(terraform={_WORKBENCH: "gce_setup.data_disks"})

    def has_disk_without_key(self) -> Evidence:
        unguarded = self.data_disks.any(lambda one: ~one.at("disk_encryption").equals("CMEK"))
        return ~self.boot_encryption.equals("CMEK") | unguarded


class ColabTemplate(Kind):
    """Template of Colab Enterprise runtimes."""

    terraform = "google_colab_runtime_template"

    internet = Setting(terraform="network_spec.enable_internet_access", default=False, safe=False)


class Tpu(Kind):
    """A machine with tensor processing units."""

    terraform = "google_tpu_v2_vm"

    external = Setting(terraform="network_config.enable_external_ips", default=False, safe=False)
    externals = Setting(terraform="network_configs[].enable_external_ips")


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV2_GCP_33",))
def google_vertex_endpoint_reachable_from_internet(endpoint: Endpoint) -> Evidence:
    """This endpoint answers on the internet.

    Why: Only IAM stands between the model and everybody.

    Fix: Set `network`, or `private_service_connect_config { enable_private_service_connect = true }`.
    """
    return endpoint.network.is_absent() & endpoint.service_connect.is_false()


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV2_GCP_34",))
def google_vertex_index_endpoint_reachable_from_internet(endpoint: IndexEndpoint) -> Evidence:
    """This index endpoint answers on the internet.

    Why: Only IAM stands between the index and everybody.

    Fix: Set `public_endpoint_enabled = false`.
    """
    return endpoint.public.is_true()


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV2_GCP_28", "CKV_GCP_89", "CKV2_GCP_36"))
def google_notebook_has_public_address(notebook: Notebook) -> Evidence:
    """This notebook's machine has an address on the internet.

    Why: Notebooks run whatever is typed into them, with the machine's credentials; only the firewall is left.

    Fix: Set `disable_public_ip = true` (earlier resources: `no_public_ip`, `internal_ip_only`).
    """
    return notebook.private.is_false()


@rule(PUBLIC_ACCESS, Severity.INFO, profile="hardening")
def google_notebook_reachable_through_proxy(notebook: Notebook) -> Evidence:
    """This notebook can be opened from anywhere through Google's proxy.

    Why: The proxy asks for a sign-in; a stolen one is good from everywhere.

    Fix: Set `disable_proxy_access = true` and come in through SSH.
    """
    return notebook.no_proxy.is_false()


@rule(PUBLIC_ACCESS, Severity.INFO, profile="hardening")
def google_colab_runtime_reaches_internet(template: ColabTemplate) -> Evidence:
    """Runtimes of this template may talk to the whole internet.

    Why: It is a way out for data.

    Fix: Set `enable_internet_access = false`.
    """
    return template.internet.is_true()


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV2_GCP_32",))
def google_tpu_has_public_address(machine: Tpu) -> Evidence:
    """This machine has an address on the internet.

    Why: From then on only the firewall stands between it and everybody.

    Fix: Set `enable_external_ips = false`.
    """
    return machine.external.is_true() | machine.externals.any(lambda one: one.is_true())


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV2_GCP_27", "CKV2_GCP_21"), profile="customer-keys")
def google_notebook_without_customer_key(notebook: Notebook) -> Evidence:
    """A disk of this notebook is encrypted with Google's key, not with one of yours.

    Why: With a key of your own you can rotate, audit and withdraw it.

    Fix: Set `disk_encryption = "CMEK"` and `kms_key`, for the boot disk and the data disks.
    """
    return notebook.has_disk_without_key()
