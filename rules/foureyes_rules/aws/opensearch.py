"""OpenSearch and Elasticsearch domains, OpenSearch Serverless, CloudSearch.

Facts: provider 5.100.0 plans (an absent `domain_endpoint_options` sends nothing, present it enforces HTTPS);
CloudFormation schemas 2026-10-20; OpenSearch developer guide 2024-02 (fine-grained access control demands
HTTPS, encryption at rest and between nodes).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, no, yes
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, One
from foureyes.model.resource import CLOUDFORMATION
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.keys import is_amazons_key
from foureyes_rules.vocabulary.policies import is_public
from foureyes_rules.vocabulary.transport import is_old_search_policy


class Domain(Kind):
    """A search domain, of OpenSearch or of Elasticsearch."""

    terraform = ("aws_opensearch_domain", "aws_elasticsearch_domain")
    cloudformation = ("AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain")

    name = Setting(terraform="domain_name", cloudformation="DomainName")
    subnets = Setting(terraform="vpc_options.subnet_ids", cloudformation="VPCOptions.SubnetIds")
    policy = Setting(terraform="access_policies", cloudformation="AccessPolicies", document=True)
    endpoint = Setting(terraform="domain_endpoint_options", cloudformation="DomainEndpointOptions")
    https = Setting(
        terraform="domain_endpoint_options.enforce_https",
        cloudformation="DomainEndpointOptions.EnforceHTTPS",
        safe=True,
    )
    tls_policy = Setting(
        terraform="domain_endpoint_options.tls_security_policy",
        cloudformation="DomainEndpointOptions.TLSSecurityPolicy",
        safe="Policy-Min-TLS-1-2-2019-07",
    )
    at_rest = Setting(
        terraform="encrypt_at_rest.enabled", cloudformation="EncryptionAtRestOptions.Enabled", default=False, safe=True
    )
    between_nodes = Setting(
        terraform="node_to_node_encryption.enabled",
        cloudformation="NodeToNodeEncryptionOptions.Enabled",
        default=False,
        safe=True,
    )
    nodes = Setting(
        terraform="cluster_config.instance_count",
        cloudformation=("ClusterConfig.InstanceCount", "ElasticsearchClusterConfig.InstanceCount"),
        default=1,
    )
    key = Setting(terraform="encrypt_at_rest.kms_key_id", cloudformation="EncryptionAtRestOptions.KmsKeyId")
    fine_grained = Setting(
        terraform="advanced_security_options.enabled", cloudformation="AdvancedSecurityOptions.Enabled", default=False
    )

    def is_public(self) -> Evidence:
        """Whether its endpoint is on the internet and nothing but the policy guards it."""
        return self.subnets.is_absent() & self.fine_grained.is_false()


class DomainPolicy(Kind):
    """The access policy of a domain, inline or declared beside it."""

    terraform = (
        "aws_opensearch_domain#access_policies",
        "aws_elasticsearch_domain#access_policies",
        "aws_opensearch_domain_policy",
        "aws_elasticsearch_domain_policy",
    )
    cloudformation = ("AWS::OpenSearchService::Domain#AccessPolicies", "AWS::Elasticsearch::Domain#AccessPolicies")

    domain = One(Domain, terraform="domain_name")
    policy = Setting(
        terraform={
            "aws_opensearch_domain#access_policies": ".",
            "aws_elasticsearch_domain#access_policies": ".",
            "aws_opensearch_domain_policy": "access_policies",
            "aws_elasticsearch_domain_policy": "access_policies",
        },
        cloudformation=".",
        document=True,
    )


class CollectionPolicy(Kind):
    """A security policy of OpenSearch Serverless."""

    terraform = "aws_opensearchserverless_security_policy"
    cloudformation = "AWS::OpenSearchServerless::SecurityPolicy"

    sort = Setting(terraform="type", cloudformation="Type")
    policy = Setting(terraform="policy", cloudformation="Policy", document=True)


class CloudSearch(Kind):
    """A CloudSearch domain."""

    terraform = "aws_cloudsearch_domain"

    https = Setting(terraform="endpoint_options.enforce_https", default=False, safe=True)
    tls_policy = Setting(terraform="endpoint_options.tls_security_policy", default="Policy-Min-TLS-1-0-2019-07")


class CloudSearchPolicy(Kind):
    """The access policy of a CloudSearch domain."""

    terraform = "aws_cloudsearch_domain_service_access_policy"

    policy = Setting(terraform="access_policy", document=True)


@rule(PUBLIC_ACCESS, Severity.CRITICAL, equivalents=("CKV_AWS_283",))
def aws_opensearch_domain_open_to_everyone(policy: DomainPolicy) -> Evidence:
    """Anyone on the internet can read and change what is in this search domain.

    Why: Open search clusters have leaked billions of records; whoever finds them can also delete them for ransom.

    Fix: Put the domain into a VPC, or turn fine-grained access control on, and name the principals or addresses in
    the policy.
    """
    return is_public(policy.policy) & policy.domain.is_public()


@rule(
    PUBLIC_ACCESS,
    Severity.MEDIUM,
    equivalents=("CKV_AWS_137", "W90", "OPENSEARCH_IN_VPC_ONLY", "ELASTICSEARCH_IN_VPC_ONLY"),
)
def aws_opensearch_domain_outside_vpc(domain: Domain) -> Evidence:
    """The endpoint of this search domain is on the internet.

    Why: Only the access policy then stands between the data and everybody. It cannot be moved into a VPC later.

    Fix: Set `vpc_options` (`VPCOptions`).
    """
    return domain.subnets.is_absent()


@rule(
    ENCRYPTION_IN_TRANSIT,
    Severity.HIGH,
    equivalents=("CKV_AWS_83", "AVD-AWS-0046", "OPENSEARCH_HTTPS_REQUIRED", "ELASTICSEARCH_HTTPS_REQUIRED"),
)
def aws_opensearch_domain_accepts_plain_http(domain: Domain) -> Evidence:
    """This search domain answers over unencrypted HTTP too.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Set `domain_endpoint_options { enforce_https = true }` (`DomainEndpointOptions.EnforceHTTPS: true`).
    """
    written = domain.https.is_present() & domain.https.is_false()
    unsaid = domain.https.is_absent() & (domain.endpoint.is_absent() | in_stack(domain))
    return (written | unsaid) & domain.fine_grained.is_false()


def in_stack(kind: Kind) -> Evidence:
    """Whether CloudFormation declares it; there, an option left out of a block is not on."""
    return yes() if kind.resource.schema == CLOUDFORMATION else no()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV_AWS_228", "AVD-AWS-0126"))
def aws_opensearch_domain_accepts_old_tls(domain: Domain) -> Evidence:
    """This search domain accepts TLS 1.0 and 1.1.

    Why: Both are withdrawn (RFC 8996): their ciphers can be broken.

    Fix: Set `tls_security_policy` (`TLSSecurityPolicy`) to a policy of TLS 1.2.
    """
    return is_old_search_policy(domain.tls_policy) | domain.tls_policy.is_absent()


@rule(
    ENCRYPTION_AT_REST,
    Severity.HIGH,
    equivalents=("CKV_AWS_5", "AVD-AWS-0048", "W54", "OPENSEARCH_ENCRYPTED_AT_REST", "ELASTICSEARCH_ENCRYPTED_AT_REST"),
)
def aws_opensearch_domain_unencrypted(domain: Domain) -> Evidence:
    """This search domain keeps its indices unencrypted.

    Why: Whoever gets at the storage, a snapshot or a backup reads the data in clear.

    Fix: Set `encrypt_at_rest { enabled = true }` (`EncryptionAtRestOptions.Enabled: true`).
    """
    return domain.at_rest.is_false() & domain.fine_grained.is_false()


@rule(
    ENCRYPTION_IN_TRANSIT,
    Severity.MEDIUM,
    equivalents=(
        "CKV_AWS_6",
        "AVD-AWS-0043",
        "W85",
        "OPENSEARCH_NODE_TO_NODE_ENCRYPTION_CHECK",
        "ELASTICSEARCH_NODE_TO_NODE_ENCRYPTION_CHECK",
    ),
)
def aws_opensearch_nodes_talk_unencrypted(domain: Domain) -> Evidence:
    """The nodes of this search domain exchange data unencrypted.

    Why: Whoever listens in their network reads the indices.

    Fix: Set `node_to_node_encryption { enabled = true }` (`NodeToNodeEncryptionOptions.Enabled: true`).
    """
    return domain.between_nodes.is_false() & domain.fine_grained.is_false() & domain.nodes.is_above(1)


@rule(ENCRYPTION_IN_TRANSIT, Severity.INFO, equivalents=("AVD-AWS-0043", "W85"), profile="hardening")
def aws_opensearch_nodes_may_talk_unencrypted(domain: Domain) -> Evidence:
    """This search domain of one node would exchange data unencrypted once it has more.

    Why: The setting cannot be turned off again, and is easily forgotten when the domain grows.

    Fix: Set `node_to_node_encryption { enabled = true }` (`NodeToNodeEncryptionOptions.Enabled: true`).
    """
    return domain.between_nodes.is_false() & domain.fine_grained.is_false() & ~domain.nodes.is_above(1)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_247",), profile="customer-keys")
def aws_opensearch_domain_without_customer_key(domain: Domain) -> Evidence:
    """This search domain is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `encrypt_at_rest.kms_key_id` (`EncryptionAtRestOptions.KmsKeyId`).
    """
    return is_amazons_key(domain.key)


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def aws_opensearch_collection_reachable_from_internet(policy: CollectionPolicy) -> Evidence:
    """Collections under this policy can be reached from the internet.

    Why: Only the data access policy then stands between the data and everybody.

    Fix: Set `AllowFromPublic` to false and list your endpoints in `SourceVPCEs`.
    """
    return policy.policy.any(lambda one: one.at("AllowFromPublic").is_true())


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def aws_opensearch_collection_without_customer_key(policy: CollectionPolicy) -> Evidence:
    """Collections under this policy are encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `KmsARN` and leave `AWSOwnedKey` out.
    """
    return policy.policy.at("AWSOwnedKey").is_true() & policy.sort.equals("encryption")


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV_AWS_220",))
def aws_cloudsearch_domain_accepts_plain_http(search: CloudSearch) -> Evidence:
    """This CloudSearch domain answers over unencrypted HTTP too.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Set `endpoint_options { enforce_https = true }`.
    """
    return search.https.is_false()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV_AWS_218",))
def aws_cloudsearch_domain_accepts_old_tls(search: CloudSearch) -> Evidence:
    """This CloudSearch domain accepts TLS 1.0 and 1.1.

    Why: Both are withdrawn (RFC 8996): their ciphers can be broken.

    Fix: Set `tls_security_policy` to `Policy-Min-TLS-1-2-2019-07`.
    """
    return is_old_search_policy(search.tls_policy)


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_cloudsearch_domain_open_to_everyone(policy: CloudSearchPolicy) -> Evidence:
    """Anyone on the internet can use this CloudSearch domain.

    Why: Whoever finds it can search and, if the policy says so, change the documents.

    Fix: Name the principals or addresses that need it.
    """
    return is_public(policy.policy)
