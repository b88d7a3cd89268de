"""Builds and packages: CodeBuild, CodeArtifact, CodePipeline, CodeCommit.

Facts: artifacts and logs are encrypted unless that is turned off by name (provider 5.100.0 schema;
CloudFormation schemas 2026-10-20).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.keys import is_amazons_key
from foureyes_rules.vocabulary.policies import is_public


class Project(Kind):
    """A build project."""

    terraform = "aws_codebuild_project"
    cloudformation = "AWS::CodeBuild::Project"

    plain = Setting(
        terraform="artifacts.encryption_disabled",
        cloudformation="Artifacts.EncryptionDisabled",
        default=False,
        safe=False,
    )
    artifacts = Setting(terraform="artifacts.type", cloudformation="Artifacts.Type")
    more = Setting(
        terraform="secondary_artifacts[].encryption_disabled", cloudformation="SecondaryArtifacts[].EncryptionDisabled"
    )
    logs = Setting(
        terraform="logs_config.s3_logs.encryption_disabled",
        cloudformation="LogsConfig.S3Logs.EncryptionDisabled",
        default=False,
        safe=False,
    )
    visibility = Setting(
        terraform="project_visibility",
        cloudformation="Visibility",
        default="PRIVATE",
        safe="PRIVATE",
        levels=("PRIVATE", "PUBLIC_READ"),
    )
    insecure = Setting(terraform="source.insecure_ssl", cloudformation="Source.InsecureSsl", default=False, safe=False)
    insecure_more = Setting(
        terraform="secondary_sources[].insecure_ssl", cloudformation="SecondarySources[].InsecureSsl"
    )
    key = Setting(terraform="encryption_key", cloudformation="EncryptionKey")


class ReportGroup(Kind):
    """Reports of builds."""

    terraform = "aws_codebuild_report_group"
    cloudformation = "AWS::CodeBuild::ReportGroup"

    plain = Setting(
        terraform="export_config.s3_destination.encryption_disabled",
        cloudformation="ExportConfig.S3Destination.EncryptionDisabled",
        default=False,
        safe=False,
    )


class BuildPolicy(Kind):
    """The policy of a build project or report group."""

    terraform = "aws_codebuild_resource_policy"

    policy = Setting(terraform="policy", document=True)


class PackagePolicy(Kind):
    """The policy of a domain or repository of packages."""

    terraform = ("aws_codeartifact_domain_permissions_policy", "aws_codeartifact_repository_permissions_policy")
    cloudformation = (
        "AWS::CodeArtifact::Domain#PermissionsPolicyDocument",
        "AWS::CodeArtifact::Repository#PermissionsPolicyDocument",
    )

    policy = Setting(terraform="policy_document", cloudformation=".", document=True)


class PackageDomain(Kind):
    """A domain of packages."""

    terraform = "aws_codeartifact_domain"
    cloudformation = "AWS::CodeArtifact::Domain"

    key = Setting(terraform="encryption_key", cloudformation="EncryptionKey")


class Pipeline(Kind):
    """A pipeline."""

    terraform = "aws_codepipeline"
    cloudformation = "AWS::CodePipeline::Pipeline"

    keys = Setting(
        terraform="artifact_store[].encryption_key.id",
        cloudformation=("ArtifactStore.EncryptionKey.Id", "ArtifactStores[].ArtifactStore.EncryptionKey.Id"),
    )


class GitRepository(Kind):
    """A CodeCommit repository."""

    terraform = "aws_codecommit_repository"
    cloudformation = "AWS::CodeCommit::Repository"

    key = Setting(terraform="kms_key_id", cloudformation="KmsKeyId")


@rule(ENCRYPTION_AT_REST, Severity.HIGH, equivalents=("CKV_AWS_78", "AVD-AWS-0018"))
def aws_codebuild_artifacts_unencrypted(project: Project) -> Evidence:
    """Encryption of build artifacts is turned off for this project.

    Why: Whoever gets at the storage, a snapshot or a backup reads the data in clear. The platform would encrypt them
    by itself.

    Fix: Take `encryption_disabled` (`EncryptionDisabled`) out of the artifacts.
    """
    some = project.artifacts.is_absent() | project.artifacts.equals("S3")
    return (project.plain.is_true() & some) | project.more.any(lambda one: one.is_true())


@rule(ENCRYPTION_AT_REST, Severity.MEDIUM, equivalents=("CKV_AWS_311",))
def aws_codebuild_logs_unencrypted(project: Project) -> Evidence:
    """Encryption of build logs is turned off for this project.

    Why: Logs show commands with their output: passwords, tokens.

    Fix: Take `encryption_disabled` (`EncryptionDisabled`) out of the logs.
    """
    return project.logs.is_true()


@rule(ENCRYPTION_AT_REST, Severity.MEDIUM)
def aws_codebuild_reports_unencrypted(group: ReportGroup) -> Evidence:
    """Encryption of build reports is turned off.

    Why: Whoever gets at the storage, a snapshot or a backup reads the data in clear.

    Fix: Take `encryption_disabled` (`EncryptionDisabled`) out of the destination.
    """
    return group.plain.is_true()


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_codebuild_builds_are_public(project: Project) -> Evidence:
    """Anyone on the internet can read the logs and artifacts of these builds.

    Why: Logs show commands with their output: passwords, tokens, internal names.

    Fix: Set `project_visibility` (`Visibility`) to `PRIVATE`.
    """
    return project.visibility.equals("PUBLIC_READ")


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM)
def aws_codebuild_ignores_certificates(project: Project) -> Evidence:
    """This project fetches sources without checking the certificate of the server.

    Why: Whoever sits on the way can put code of their own into your builds.

    Fix: Take `insecure_ssl` (`InsecureSsl`) out.
    """
    return project.insecure.is_true() | project.insecure_more.any(lambda one: one.is_true())


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_codebuild_policy_open_to_everyone(policy: BuildPolicy) -> Evidence:
    """Anyone with an AWS account can use this build project.

    Why: Strangers can read builds or start them.

    Fix: Name the accounts that need it.
    """
    return is_public(policy.policy)


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_codeartifact_open_to_everyone(policy: PackagePolicy) -> Evidence:
    """Anyone with an AWS account can use these packages.

    Why: Strangers can read your code, or publish packages that your builds then run.

    Fix: Name the accounts, or ask for `aws:PrincipalOrgID`.
    """
    return is_public(policy.policy)


@rule(
    ENCRYPTION_AT_REST,
    Severity.INFO,
    equivalents=("CKV_AWS_147", "W32", "CODEBUILD_ENCRYPTION_KEY_RULE"),
    profile="customer-keys",
)
def aws_codebuild_without_customer_key(project: Project) -> Evidence:
    """The artifacts of this project are encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `encryption_key` (`EncryptionKey`).
    """
    return is_amazons_key(project.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_221",), profile="customer-keys")
def aws_codeartifact_without_customer_key(domain: PackageDomain) -> Evidence:
    """These packages are encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `encryption_key` (`EncryptionKey`).
    """
    return is_amazons_key(domain.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_219",), profile="customer-keys")
def aws_codepipeline_without_customer_key(pipeline: Pipeline) -> Evidence:
    """The artifacts of this pipeline are encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `encryption_key.id` (`EncryptionKey.Id`).
    """
    return (
        pipeline.keys.is_absent() | pipeline.keys.any(is_amazons_key) | ~pipeline.keys.any(lambda one: one.is_present())
    )


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def aws_codecommit_without_customer_key(repository: GitRepository) -> Evidence:
    """This repository is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(repository.key)
