"""Containers: ECR, ECS, EKS, Batch, App Runner.

Facts: provider 5.100.0 schema and request bodies; CloudFormation schemas 2026-10-20; EKS user guide (the API
endpoint is public to the whole internet where nothing is said; since Kubernetes 1.28 all API data is
encrypted by the platform).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.resource import CLOUDFORMATION
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.keys import is_amazons_key
from foureyes_rules.vocabulary.networks import any_whole_internet
from foureyes_rules.vocabulary.policies import is_public


class Repository(Kind):
    """A private image repository."""

    terraform = "aws_ecr_repository"
    cloudformation = "AWS::ECR::Repository"

    encryption = Setting(
        terraform="encryption_configuration.encryption_type",
        cloudformation="EncryptionConfiguration.EncryptionType",
        default="AES256",
    )
    key = Setting(terraform="encryption_configuration.kms_key", cloudformation="EncryptionConfiguration.KmsKey")


class RepositoryPolicy(Kind):
    """The policy of a repository, a registry or a template of repositories."""

    terraform = ("aws_ecr_repository_policy", "aws_ecr_registry_policy", "aws_ecr_repository_creation_template")
    cloudformation = (
        "AWS::ECR::Repository#RepositoryPolicyText",
        "AWS::ECR::RegistryPolicy",
        "AWS::ECR::RepositoryCreationTemplate",
    )

    policy = Setting(
        terraform=("policy", "repository_policy"),
        cloudformation={
            "AWS::ECR::Repository#RepositoryPolicyText": ".",
            "AWS::ECR::RegistryPolicy": "PolicyText",
            "AWS::ECR::RepositoryCreationTemplate": "RepositoryPolicy",
        },
        document=True,
    )


class Service(Kind):
    """Where ECS runs tasks."""

    terraform = (
        "aws_ecs_service",
        "aws_ecs_task_set",
        "aws_cloudwatch_event_target#ecs_target",
        "aws_scheduler_schedule#target.ecs_parameters",
    )
    cloudformation = ("AWS::ECS::Service", "AWS::ECS::TaskSet")

    public = Setting(
        terraform="network_configuration.assign_public_ip",
        cloudformation={
            "AWS::ECS::Service": "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp",
            "AWS::ECS::TaskSet": "NetworkConfiguration.AwsVpcConfiguration.AssignPublicIp",
        },
        default=False,
        safe=False,
        values={"ENABLED": True, "DISABLED": False},
    )


class ServiceDisk(Kind):
    """A disk that ECS makes for each task of a service."""

    terraform = "aws_ecs_service#volume_configuration[].managed_ebs_volume"
    cloudformation = "AWS::ECS::Service#VolumeConfigurations[].ManagedEBSVolume"

    encrypted = Setting(terraform="encrypted", cloudformation="Encrypted", default=True, safe=True)


class TaskVolume(Kind):
    """An EFS volume of a task."""

    terraform = "aws_ecs_task_definition#volume[].efs_volume_configuration[]"
    cloudformation = "AWS::ECS::TaskDefinition#Volumes[].EFSVolumeConfiguration"

    tls = Setting(
        terraform="transit_encryption", cloudformation="TransitEncryption", default="DISABLED", safe="ENABLED"
    )


class EcsCluster(Kind):
    """An ECS cluster."""

    terraform = "aws_ecs_cluster"
    cloudformation = "AWS::ECS::Cluster"

    command = Setting(
        terraform="configuration.execute_command_configuration",
        cloudformation="Configuration.ExecuteCommandConfiguration",
    )
    logging = Setting(
        terraform="configuration.execute_command_configuration.logging",
        cloudformation="Configuration.ExecuteCommandConfiguration.Logging",
        default="DEFAULT",
    )
    key = Setting(
        terraform="configuration.execute_command_configuration.kms_key_id",
        cloudformation="Configuration.ExecuteCommandConfiguration.KmsKeyId",
    )
    s3 = Setting(
        terraform="configuration.execute_command_configuration.log_configuration.s3_bucket_encryption_enabled",
        cloudformation="Configuration.ExecuteCommandConfiguration.LogConfiguration.S3EncryptionEnabled",
        default=False,
    )
    logs = Setting(
        terraform="configuration.execute_command_configuration.log_configuration.cloud_watch_encryption_enabled",
        cloudformation="Configuration.ExecuteCommandConfiguration.LogConfiguration.CloudWatchEncryptionEnabled",
        default=False,
    )
    storage_key = Setting(
        terraform="configuration.managed_storage_configuration.fargate_ephemeral_storage_kms_key_id",
        cloudformation="Configuration.ManagedStorageConfiguration.FargateEphemeralStorageKmsKeyId",
    )


class EksCluster(Kind):
    """An EKS cluster."""

    terraform = "aws_eks_cluster"
    cloudformation = "AWS::EKS::Cluster"

    public = Setting(
        terraform="vpc_config.endpoint_public_access",
        cloudformation="ResourcesVpcConfig.EndpointPublicAccess",
        default=True,
        safe=False,
    )
    ranges = Setting(terraform="vpc_config.public_access_cidrs", cloudformation="ResourcesVpcConfig.PublicAccessCidrs")
    resources = Setting(terraform="encryption_config.resources", cloudformation="EncryptionConfig.Resources")
    keys = Setting(terraform="encryption_config.provider.key_arn", cloudformation="EncryptionConfig.Provider.KeyArn")


class NodeGroup(Kind):
    """A group of nodes of an EKS cluster."""

    terraform = "aws_eks_node_group"
    cloudformation = "AWS::EKS::Nodegroup"

    ssh_key = Setting(terraform="remote_access.ec2_ssh_key", cloudformation="RemoteAccess.Ec2SshKey")
    groups = Setting(
        terraform="remote_access.source_security_group_ids", cloudformation="RemoteAccess.SourceSecurityGroups"
    )


class BatchJob(Kind):
    """A job definition of Batch."""

    terraform = "aws_batch_job_definition"
    cloudformation = "AWS::Batch::JobDefinition"

    properties = Setting(terraform="container_properties", cloudformation="ContainerProperties", document=True)


class AppService(Kind):
    """An App Runner service."""

    terraform = "aws_apprunner_service"
    cloudformation = "AWS::AppRunner::Service"

    public = Setting(
        terraform="network_configuration.ingress_configuration.is_publicly_accessible",
        cloudformation="NetworkConfiguration.IngressConfiguration.IsPubliclyAccessible",
        default=True,
        safe=False,
    )
    key = Setting(terraform="encryption_configuration.kms_key", cloudformation="EncryptionConfiguration.KmsKey")


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_AWS_32", "AVD-AWS-0032"))
def aws_ecr_repository_open_to_everyone(policy: RepositoryPolicy) -> Evidence:
    """Anyone with an AWS account can use this image repository.

    Why: Strangers can pull your images with whatever lies in their layers, or push their own in their place.

    Fix: Name the accounts, or ask for `aws:PrincipalOrgID`.
    """
    return is_public(policy.policy)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_136", "AVD-AWS-0033"), profile="customer-keys")
def aws_ecr_repository_without_customer_key(repository: Repository) -> Evidence:
    """The images of this repository are encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `encryption_configuration.kms_key` (`EncryptionConfiguration.KmsKey`).
    """
    return repository.encryption.equals("AES256") | is_amazons_key(repository.key)


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AWS_333",))
def aws_ecs_task_has_public_address(service: Service) -> Evidence:
    """The tasks of this service get addresses on the internet.

    Why: Only their security groups then stand between what listens in them and everybody.

    Fix: Set `assign_public_ip` to false (`AssignPublicIp: DISABLED`) and put a load balancer in front.
    """
    return service.public.is_true()


@rule(ENCRYPTION_AT_REST, Severity.HIGH)
def aws_ecs_disk_unencrypted(disk: ServiceDisk) -> Evidence:
    """The disks of the tasks of this service are not encrypted.

    Why: Whoever gets at the storage, a snapshot or a backup reads the data in clear.

    Fix: Leave `encrypted` (`Encrypted`) out or set it to true.
    """
    return disk.encrypted.is_false()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV_AWS_97", "AVD-AWS-0035"))
def aws_ecs_task_mounts_efs_in_clear(volume: TaskVolume) -> Evidence:
    """Tasks read and write this file system over the network unencrypted.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Set `transit_encryption` (`TransitEncryption`) to `ENABLED`.
    """
    return volume.tls.equals("DISABLED")


@rule(ENCRYPTION_AT_REST, Severity.LOW, equivalents=("CKV_AWS_224",), profile="hardening")
def aws_ecs_command_logs_unencrypted(cluster: EcsCluster) -> Evidence:
    """Sessions into the containers of this cluster, or their logs, are not encrypted with a key of yours.

    Why: They show commands with their output: passwords, customer data.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`) and turn the encryption of the log group or bucket on.
    """
    plain = is_amazons_key(cluster.key) | (cluster.s3.is_false() & cluster.logs.is_false())
    return plain & cluster.command.is_present() & ~cluster.logging.equals("NONE")


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def aws_ecs_ephemeral_storage_without_customer_key(cluster: EcsCluster) -> Evidence:
    """What Fargate tasks of this cluster write is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `fargate_ephemeral_storage_kms_key_id` (`FargateEphemeralStorageKmsKeyId`).
    """
    return is_amazons_key(cluster.storage_key)


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_AWS_38", "AVD-AWS-0041"))
def aws_eks_cluster_open_to_internet(cluster: EksCluster) -> Evidence:
    """Anyone on the internet can reach the Kubernetes API of this cluster.

    Why: A leaked token or a flaw in the API is then enough to take the cluster over. Where no ranges are named,
    everybody is let in.

    Fix: List your own ranges in `public_access_cidrs` (`PublicAccessCidrs`), or turn the public endpoint off.
    """
    return cluster.public.is_true() & (cluster.ranges.is_absent() | any_whole_internet(cluster.ranges))


@rule(
    PUBLIC_ACCESS,
    Severity.LOW,
    equivalents=("CKV_AWS_39", "AVD-AWS-0040", "EKS_ENDPOINT_NO_PUBLIC_ACCESS"),
    profile="hardening",
)
def aws_eks_cluster_has_public_endpoint(cluster: EksCluster) -> Evidence:
    """The Kubernetes API of this cluster has an endpoint on the internet.

    Why: Ranges of addresses guard it; a private endpoint needs no guard.

    Fix: Set `endpoint_public_access` (`EndpointPublicAccess`) to false and `endpoint_private_access` to true.
    """
    return cluster.public.is_true()


@rule(
    ENCRYPTION_AT_REST,
    Severity.INFO,
    equivalents=("CKV_AWS_58", "AVD-AWS-0039", "W82", "EKS_CLUSTER_ENCRYPTION_RULE"),
    profile="customer-keys",
)
def aws_eks_secrets_without_customer_key(cluster: EksCluster) -> Evidence:
    """The secrets of this cluster are not encrypted with a key of yours.

    Why: Since Kubernetes 1.28 the platform encrypts them with a key of its own; with a key of your own you decide who
    may read the data, can withdraw it and see its use in the logs.

    Fix: Add `encryption_config` (`EncryptionConfig`) with a key for `secrets`.
    """
    covered = cluster.resources.any(lambda one: one.is_in("secrets"))
    return ~covered | is_amazons_key(cluster.keys)


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_AWS_100",))
def aws_eks_nodes_open_to_internet_on_ssh(group: NodeGroup) -> Evidence:
    """Anyone on the internet can reach SSH on these nodes: a key is named, but no group that may use it.

    Why: Then the platform opens port 22 to everybody.

    Fix: Name `source_security_group_ids` (`SourceSecurityGroups`), or leave `remote_access` out and use Session
    Manager.
    """
    return group.ssh_key.is_present() & group.groups.is_absent()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def aws_batch_job_has_public_address(job: BatchJob) -> Evidence:
    """This job gets an address on the internet.

    Why: Only its security group then stands between what listens in it and everybody.

    Fix: Set `assignPublicIp` to `DISABLED`.
    """
    return job.properties.at(
        _word(job, "networkConfiguration.assignPublicIp", "NetworkConfiguration.AssignPublicIp")
    ).equals("ENABLED")


def _word(kind: Kind, terraform: str, stack: str) -> str:
    """The spelling in the language of a resource."""
    return stack if kind.resource.schema == CLOUDFORMATION else terraform


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW)
def aws_batch_job_mounts_efs_in_clear(job: BatchJob) -> Evidence:
    """This job reads and writes a file system over the network unencrypted.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Set `transitEncryption` to `ENABLED` in the volume.
    """
    file_system = _word(job, "efsVolumeConfiguration", "EfsVolumeConfiguration")
    tls = _word(job, "transitEncryption", "TransitEncryption")
    return job.properties.at(_word(job, "volumes", "Volumes")).any(
        lambda one: one.at(file_system).is_present() & ~one.at(f"{file_system}.{tls}").equals("ENABLED")
    )


@rule(PUBLIC_ACCESS, Severity.LOW, profile="hardening")
def aws_apprunner_service_faces_internet(service: AppService) -> Evidence:
    """This service faces the internet.

    Why: A web front may be meant to; an inner service is not. Where nothing is said, it does.

    Fix: Set `is_publicly_accessible` (`IsPubliclyAccessible`) to false and reach it through a VPC.
    """
    return service.public.is_true()


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def aws_apprunner_service_without_customer_key(service: AppService) -> Evidence:
    """This service is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `encryption_configuration.kms_key` (`EncryptionConfiguration.KmsKey`).
    """
    return is_amazons_key(service.key)
