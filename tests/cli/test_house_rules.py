"""Rules of one's own: scaffolded, tried on their cases, asked beside the others, and never run by surprise."""

import subprocess

import pytest

from tests.support import Cli

NEW = (
    "new-rule",
    "queue-without-own-key",
    "--of",
    "aws_sqs_queue.kms_master_key_id",
    "--of",
    "AWS::SQS::Queue.KmsMasterKeyId",
)
QUEUE = 'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\n'
LOUD = """import pathlib
pathlib.Path({marker!r}).write_text("ran")
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.evidence import yes


class Queue(Kind):
    terraform = "aws_sqs_queue"


@rule(PUBLIC_ACCESS, Severity.HIGH)
def queue_is_a_queue(queue: Queue):
    \"\"\"This is a queue.\"\"\"
    return yes("it is one", queue.place)
"""


@pytest.fixture
def cli(tmp_path):
    return Cli(tmp_path)


def found(report):
    return {one["rule"] for one in report["findings"]}


def git(folder, *arguments):
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
    )


@pytest.fixture
def repository(tmp_path):
    """A repository whose configuration names a folder of rules that tell when they are run."""
    folder = tmp_path / "infra"
    (folder / "policies").mkdir(parents=True)
    (folder / "policies" / "queues.py").write_text(LOUD.format(marker=str(tmp_path / "marker")))
    (folder / "foureyes.toml").write_text('[lint]\nrules = ["policies"]\n')
    (folder / "main.tf").write_text("")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "start")
    git(folder, "checkout", "-qb", "change")
    (folder / "main.tf").write_text(QUEUE)
    git(folder, "commit", "-qam", "a queue")
    return folder


def ran(folder):
    return (folder.parent / "marker").exists()


@pytest.mark.parametrize(
    "of",
    [
        ("aws_sqs_queue.kms_master_key_id", "AWS::SQS::Queue.KmsMasterKeyId"),
        ("azurerm_key_vault.network_acls.default_action",),
        ("Microsoft.KeyVault/vaults@2023-07-01.properties.networkAcls.defaultAction",),
        ("google_storage_bucket.public_access_prevention",),
    ],
)
def test_a_new_rule_passes_its_own_cases(cli, of):
    made = cli("new-rule", "thing-without-setting", *(word for one in of for word in ("--of", one)))
    assert made.returncode == 0, made.stderr
    done = cli("check-rules", "policies")
    assert done.returncode == 0, done.stdout
    assert done.stdout == f"1 rules, {3 * len(of)} cases, 0 wrong\n"


def test_a_wrong_case_is_told(cli, tmp_path):
    cli(*NEW)
    cases = tmp_path / "policies" / "cases" / "queue-without-own-key"
    (cases / "clean.tf").write_text(QUEUE)
    done = cli("check-rules", "policies")
    assert done.returncode == 1
    assert "clean.tf: queue-without-own-key says risky, not silent" in done.stdout


def test_a_rule_without_cases_is_told(cli, tmp_path):
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "queues.py").write_text(LOUD.format(marker=str(tmp_path / "marker")))
    done = cli("check-rules", "policies")
    assert done.returncode == 1
    assert "queue-is-a-queue has no case" in done.stdout


@pytest.mark.parametrize("name", ["Upper-case", "one", "under_score", "../../x-y", "a--b"])
def test_a_name_that_is_none_is_refused(cli, tmp_path, name):
    done = cli("new-rule", name, "--of", "aws_sqs_queue.name")
    assert done.returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(cli, tmp_path):
    cli(*NEW)
    path = tmp_path / "policies" / "queue_without_own_key.py"
    path.write_text("mine")
    assert cli(*NEW).returncode == 2
    assert path.read_text() == "mine"


def test_a_folder_on_the_command_line_is_asked_beside_the_others(cli, tmp_path):
    cli(*NEW)
    (tmp_path / "main.tf").write_text(QUEUE + 'resource "aws_db_instance" "d" {\n  publicly_accessible = true\n}\n')
    report = cli.lint("--rules-from", "policies", "main.tf")
    assert {"queue-without-own-key", "aws-rds-instance-has-public-address"} <= found(report)
    again = cli.lint("--rules-from", "policies", "main.tf")
    assert again["findings"] == report["findings"]


def test_a_changed_rule_is_not_answered_from_the_cache(cli, tmp_path):
    cli(*NEW)
    (tmp_path / "main.tf").write_text(QUEUE)
    assert "queue-without-own-key" in found(cli.lint("--rules-from", "policies", "main.tf"))
    path = tmp_path / "policies" / "queue_without_own_key.py"
    path.write_text(path.read_text().replace("is_absent", "is_present"))
    assert "queue-without-own-key" not in found(cli.lint("--rules-from", "policies", "main.tf"))


@pytest.mark.parametrize("fault", ["def (\n", "1 / 0\n", "import nothing_of_that_name\n", "raise SystemError('no')\n"])
def test_a_broken_file_of_rules_hides_nothing_and_is_told(cli, tmp_path, fault):
    cli(*NEW)
    (tmp_path / "policies" / "a_broken.py").write_text(fault)
    (tmp_path / "main.tf").write_text(QUEUE + 'resource "aws_db_instance" "d" {\n  publicly_accessible = true\n}\n')
    report = cli.lint("--rules-from", "policies", "main.tf")
    assert {"queue-without-own-key", "aws-rds-instance-has-public-address"} <= found(report)
    (error,) = report["coverage"]["errors"]
    assert error["kind"] == "broken-rule"
    assert error["path"] == "policies/a_broken.py"


def test_a_rule_that_never_ends_costs_no_other_finding(cli, tmp_path):
    (tmp_path / "policies").mkdir()
    text = LOUD.format(marker=str(tmp_path / "marker")).replace("queue_is_a_queue", "a_queue")
    (tmp_path / "policies" / "slow.py").write_text(
        text.replace("    return yes", "    while True: pass\n    return yes")
    )
    (tmp_path / "main.tf").write_text(QUEUE + 'resource "aws_db_instance" "d" {\n  publicly_accessible = true\n}\n')
    report = cli.lint("--rules-from", "policies", "--max-seconds", "2", "main.tf")
    assert "aws-rds-instance-has-public-address" in found(report)
    assert any("took longer than 2 seconds" in error["message"] for error in report["coverage"]["errors"])


def test_a_folder_in_the_configuration_does_not_run_by_itself(repository):
    done = Cli(repository)("lint", "--format", "json")
    assert not ran(repository)
    assert done.returncode == 3
    assert "the rules in this folder are not asked" in done.stdout


def test_a_folder_in_the_configuration_runs_while_it_is_as_in_the_base(repository):
    report = Cli(repository).lint("--base", "main")
    assert ran(repository)
    assert "queue-is-a-queue" in found(report)


@pytest.mark.parametrize("change", ["edit", "add", "link", "nested"])
def test_a_change_cannot_bring_rules_that_judge_it(repository, change):
    policies = repository / "policies"
    if change == "edit":
        (policies / "queues.py").write_text((policies / "queues.py").read_text() + "# harmless\n")
    elif change == "add":
        (policies / "more.py").write_text("")
    elif change == "nested":
        (policies / "inner").mkdir()
        (policies / "inner" / "__init__.py").write_text("")
    else:
        (policies / "linked").symlink_to(repository / ".git")
    done = Cli(repository)("lint", "--base", "main", "--format", "json")
    assert not ran(repository)
    assert done.returncode == 3
    assert "once they are merged" in done.stdout


def test_whoever_runs_the_command_may_run_them(repository):
    report = Cli(repository).lint("--rules-from", "policies")
    assert ran(repository)
    assert "queue-is-a-queue" in found(report)
    assert not report["coverage"]["errors"]
