"""Machine learning: SageMaker, Bedrock and AgentCore.

Facts: provider 5.100.0 request bodies (a notebook's direct internet access is sent as enabled when left out);
CloudFormation schemas 2026-10-20. Volumes and models are encrypted by the platform with keys of its own.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.keys import is_amazons_key
from foureyes_rules.vocabulary.policies import is_public


class Notebook(Kind):
    """A notebook instance."""

    terraform = "aws_sagemaker_notebook_instance"
    cloudformation = "AWS::SageMaker::NotebookInstance"

    internet = Setting(
        terraform="direct_internet_access",
        cloudformation="DirectInternetAccess",
        default="Enabled",
        safe="Disabled",
        levels=("Disabled", "Enabled"),
    )
    subnet = Setting(terraform="subnet_id", cloudformation="SubnetId")
    key = Setting(terraform="kms_key_id", cloudformation="KmsKeyId")


class Studio(Kind):
    """A domain of SageMaker Studio."""

    terraform = "aws_sagemaker_domain"
    cloudformation = "AWS::SageMaker::Domain"

    network = Setting(
        terraform="app_network_access_type",
        cloudformation="AppNetworkAccessType",
        default="PublicInternetOnly",
        safe="VpcOnly",
    )
    key = Setting(terraform=("kms_key_id", "home_efs_file_system_kms_key_id"), cloudformation="KmsKeyId")


class Endpoint(Kind):
    """How an endpoint is made."""

    terraform = "aws_sagemaker_endpoint_configuration"
    cloudformation = "AWS::SageMaker::EndpointConfig"

    key = Setting(terraform="kms_key_arn", cloudformation="KmsKeyId")


class FeatureGroup(Kind):
    """A feature group."""

    terraform = "aws_sagemaker_feature_group"
    cloudformation = "AWS::SageMaker::FeatureGroup"

    key = Setting(
        terraform="online_store_config.security_config.kms_key_id",
        cloudformation="OnlineStoreConfig.SecurityConfig.KmsKeyId",
    )
    store = Setting(terraform="online_store_config", cloudformation="OnlineStoreConfig")


class QualityJob(Kind):
    """A job that watches the quality of data."""

    terraform = "aws_sagemaker_data_quality_job_definition"
    cloudformation = "AWS::SageMaker::DataQualityJobDefinition"

    output_key = Setting(
        terraform="data_quality_job_output_config.kms_key_id", cloudformation="DataQualityJobOutputConfig.KmsKeyId"
    )
    volume_key = Setting(
        terraform="job_resources.cluster_config.volume_kms_key_id",
        cloudformation="JobResources.ClusterConfig.VolumeKmsKeyId",
    )
    encrypted = Setting(
        terraform="network_config.enable_inter_container_traffic_encryption",
        cloudformation="NetworkConfig.EnableInterContainerTrafficEncryption",
        default=False,
        safe=True,
    )


class Flow(Kind):
    """A review by humans."""

    terraform = "aws_sagemaker_flow_definition"

    key = Setting(terraform="output_config.kms_key_id")


class Model(Kind):
    """A model."""

    terraform = "aws_sagemaker_model"
    cloudformation = "AWS::SageMaker::Model"

    isolated = Setting(
        terraform="enable_network_isolation", cloudformation="EnableNetworkIsolation", default=False, safe=True
    )


class Agent(Kind):
    """An agent or guardrail of Bedrock, or a source of its data."""

    terraform = (
        "aws_bedrockagent_agent",
        "aws_bedrock_guardrail",
        "aws_bedrockagent_data_source",
        "aws_bedrock_custom_model",
    )
    cloudformation = ("AWS::Bedrock::Agent", "AWS::Bedrock::Guardrail", "AWS::Bedrock::DataSource")

    key = Setting(
        terraform=(
            "customer_encryption_key_arn",
            "kms_key_arn",
            "custom_model_kms_key_id",
            "server_side_encryption_configuration.kms_key_arn",
        ),
        cloudformation=("CustomerEncryptionKeyArn", "KmsKeyArn", "ServerSideEncryptionConfiguration.KmsKeyArn"),
    )


class ToolGateway(Kind):
    """A gateway of AgentCore to tools."""

    terraform = "aws_bedrockagentcore_gateway"
    cloudformation = "AWS::BedrockAgentCore::Gateway"

    auth = Setting(terraform="authorizer_type", cloudformation="AuthorizerType")


class AgentRuntime(Kind):
    """A runtime, browser or interpreter of AgentCore."""

    terraform = "aws_bedrockagentcore_agent_runtime"
    cloudformation = (
        "AWS::BedrockAgentCore::Runtime",
        "AWS::BedrockAgentCore::BrowserCustom",
        "AWS::BedrockAgentCore::CodeInterpreterCustom",
    )

    network = Setting(terraform="network_configuration.network_mode", cloudformation="NetworkConfiguration.NetworkMode")


class AiPolicy(Kind):
    """The policy of a resource of Bedrock."""

    cloudformation = (
        "AWS::Bedrock::ResourcePolicy",
        "AWS::Bedrock::KnowledgeBasePolicy",
        "AWS::BedrockAgentCore::ResourcePolicy",
    )

    policy = Setting(cloudformation=("PolicyDocument", "Policy", "ResourcePolicy"), document=True)


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AWS_122", "SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS"))
def aws_sagemaker_notebook_on_internet(notebook: Notebook) -> Evidence:
    """This notebook has a way of its own to the internet, around your network.

    Why: Data can leave it, and tools come in, without passing your controls. Where nothing is said, it has.

    Fix: Set `direct_internet_access` (`DirectInternetAccess`) to `Disabled` and name a subnet.
    """
    return notebook.internet.equals("Enabled")


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AWS_306",), profile="hardening")
def aws_sagemaker_notebook_outside_vpc(notebook: Notebook) -> Evidence:
    """This notebook runs outside of your network.

    Why: None of your firewalls sees what it does.

    Fix: Name a subnet.
    """
    return notebook.subnet.is_absent()


@rule(PUBLIC_ACCESS, Severity.LOW)
def aws_sagemaker_studio_outside_vpc(studio: Studio) -> Evidence:
    """Studio reaches the internet around your network.

    Why: Data can leave it, and tools come in, without passing your controls. Where nothing is said, it does.

    Fix: Set `app_network_access_type` (`AppNetworkAccessType`) to `VpcOnly`.
    """
    return studio.network.equals("PublicInternetOnly")


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW, equivalents=("CKV_AWS_369",))
def aws_sagemaker_job_talks_in_clear(job: QualityJob) -> Evidence:
    """The machines of this job exchange data unencrypted.

    Why: Whoever listens in their network reads the data.

    Fix: Set `enable_inter_container_traffic_encryption` (`EnableInterContainerTrafficEncryption`) to true.
    """
    return job.encrypted.is_false()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AWS_370",), profile="hardening")
def aws_sagemaker_model_may_call_out(model: Model) -> Evidence:
    """The containers of this model can call out to the network.

    Why: A model from elsewhere can send away what it is given.

    Fix: Set `enable_network_isolation` (`EnableNetworkIsolation`) to true.
    """
    return model.isolated.is_false()


@rule(
    ENCRYPTION_AT_REST,
    Severity.INFO,
    equivalents=("CKV_AWS_22", "CKV_AWS_187", "W1201", "SAGEMAKER_NOTEBOOK_INSTANCE_KMS_KEY_CONFIGURED"),
    profile="customer-keys",
)
def aws_sagemaker_notebook_without_customer_key(notebook: Notebook) -> Evidence:
    """The disk of this notebook is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(notebook.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_187",), profile="customer-keys")
def aws_sagemaker_studio_without_customer_key(studio: Studio) -> Evidence:
    """The files of this domain are encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(studio.key)


@rule(
    ENCRYPTION_AT_REST,
    Severity.INFO,
    equivalents=("CKV_AWS_98", "W1200", "SAGEMAKER_ENDPOINT_CONFIGURATION_KMS_KEY_CONFIGURED"),
    profile="customer-keys",
)
def aws_sagemaker_endpoint_without_customer_key(endpoint: Endpoint) -> Evidence:
    """The disks of this endpoint are encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_arn` (`KmsKeyId`).
    """
    return is_amazons_key(endpoint.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def aws_sagemaker_features_without_customer_key(group: FeatureGroup) -> Evidence:
    """The online store of these features is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `online_store_config.security_config.kms_key_id` (`OnlineStoreConfig.SecurityConfig.KmsKeyId`).
    """
    return is_amazons_key(group.key) & group.store.is_present()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_367",), profile="customer-keys")
def aws_sagemaker_job_output_without_customer_key(job: QualityJob) -> Evidence:
    """What this job writes is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(job.output_key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_368",), profile="customer-keys")
def aws_sagemaker_job_disk_without_customer_key(job: QualityJob) -> Evidence:
    """The disks of this job are encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `volume_kms_key_id` (`VolumeKmsKeyId`).
    """
    return is_amazons_key(job.volume_key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_372",), profile="customer-keys")
def aws_sagemaker_flow_without_customer_key(flow: Flow) -> Evidence:
    """What these reviews write is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `output_config.kms_key_id`.
    """
    return is_amazons_key(flow.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_373",), profile="customer-keys")
def aws_bedrock_without_customer_key(agent: Agent) -> Evidence:
    """What this resource of Bedrock keeps is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `customer_encryption_key_arn` (`CustomerEncryptionKeyArn`).
    """
    return is_amazons_key(agent.key)


@rule(PUBLIC_ACCESS, Severity.CRITICAL)
def aws_agentcore_gateway_open_to_everyone(gateway: ToolGateway) -> Evidence:
    """Anyone on the internet can call the tools behind this gateway: nobody is asked who they are.

    Why: Each tool acts with a role of yours.

    Fix: Set the authorizer type to `CUSTOM_JWT` or `AWS_IAM`.
    """
    return gateway.auth.is_in("NONE", "AUTHENTICATE_ONLY")


@rule(PUBLIC_ACCESS, Severity.LOW)
def aws_agentcore_runs_on_internet(runtime: AgentRuntime) -> Evidence:
    """What runs here reaches the internet around your network.

    Why: An agent that is talked into it can send data anywhere.

    Fix: Set the network mode to `VPC`, or `SANDBOX` for an interpreter.
    """
    return runtime.network.equals("PUBLIC")


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_bedrock_policy_open_to_everyone(policy: AiPolicy) -> Evidence:
    """Anyone with an AWS account can use this resource of Bedrock.

    Why: Strangers can talk to your agents and knowledge bases, and read what these know.

    Fix: Name the accounts that need it.
    """
    return is_public(policy.policy)
