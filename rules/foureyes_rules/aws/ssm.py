"""Documents of Systems Manager: sharing, and encryption of sessions.

Facts: provider 5.100.0 schema; Systems Manager user guide (sessions always use TLS 1.2, KMS is optional).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting


class Document(Kind):
    """A document of Systems Manager."""

    terraform = "aws_ssm_document"

    permissions = Setting(terraform="permissions")
    accounts = Setting(terraform="permissions.account_ids")


class Session(Kind):
    """The preferences of sessions."""

    terraform = "aws_ssm_document"
    cloudformation = "AWS::SSM::Document"

    sort = Setting(terraform="document_type", cloudformation="DocumentType", default="Command")
    content = Setting(terraform="content", cloudformation="Content", document=True)


class ServiceSetting(Kind):
    """A setting of Systems Manager for the whole account."""

    terraform = "aws_ssm_service_setting"
    cloudformation = "AWS::SSM::ServiceSetting"

    identity = Setting(terraform="setting_id", cloudformation="SettingId")
    value = Setting(terraform="setting_value", cloudformation="SettingValue")


@rule(PUBLIC_ACCESS, Severity.CRITICAL, equivalents=("CKV_AWS_303",))
def aws_ssm_document_open_to_everyone(document: Document) -> Evidence:
    """Anyone with an AWS account can read and run this document.

    Why: Documents carry scripts, host names and secrets; public ones are searched for them.

    Fix: List the accounts that need it in `permissions` instead of `All`.
    """
    return document.accounts.any(lambda one: one.matches(lambda text: text.lower() == "all"))


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def aws_ssm_documents_may_be_public(setting: ServiceSetting) -> Evidence:
    """The guard rail against public documents is turned off for the account.

    Why: A document shared with everybody by mistake is read by everybody.

    Fix: Set `setting_value` (`SettingValue`) to `Disable`.
    """
    return setting.value.equals("Enable") & setting.identity.matches(
        lambda text: text.endswith("/public-sharing-permission")
    )


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW, equivalents=("CKV_AWS_112",), profile="hardening")
def aws_ssm_session_without_key(session: Session) -> Evidence:
    """Sessions are not encrypted with a key of KMS beyond TLS.

    Why: A key of your own decides who can start and read sessions.

    Fix: Name a key in `inputs.kmsKeyId`.
    """
    return session.content.at("inputs.kmsKeyId").is_absent() & session.sort.equals("Session")


@rule(ENCRYPTION_AT_REST, Severity.LOW, equivalents=("CKV_AWS_113",), profile="hardening")
def aws_ssm_session_logs_unencrypted(session: Session) -> Evidence:
    """Logs of sessions are kept unencrypted, or are not kept.

    Why: Sessions show commands with their output: passwords, customer data.

    Fix: Set `s3BucketName` with `s3EncryptionEnabled`, or `cloudWatchLogGroupName` with
    `cloudWatchEncryptionEnabled`.
    """
    content = session.content
    bucket = content.at("inputs.s3BucketName").is_present()
    group = content.at("inputs.cloudWatchLogGroupName").is_present()
    plain_bucket = bucket & content.at("inputs.s3EncryptionEnabled").is_false()
    plain_group = group & content.at("inputs.cloudWatchEncryptionEnabled").is_false()
    return (plain_bucket | plain_group | (~bucket & ~group)) & session.sort.equals("Session")
