"""Rules of one's own: scaffolded, tried on their cases, asked beside the others, and never run by surprise."""

import py_compile
import shutil
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


@pytest.mark.parametrize(
    "fault",
    [
        "def (\n",
        "1 / 0\n",
        "import nothing_of_that_name\n",
        "raise SystemError('no')\n",
        "import sys\nsys.exit(0)\n",
        "from foureyes.model.rule import rule\nrule('public-access', 'high')(print)\n",
    ],
)
def test_a_broken_file_of_rules_hides_nothing_and_is_told(cli, tmp_path, fault):
    cli(*NEW)
    (tmp_path / "policies" / "a_broken.py").write_text(fault)
    (tmp_path / "main.tf").write_text(QUEUE + 'resource "aws_db_instance" "d" {\n  publicly_accessible = true\n}\n')
    report = cli.lint("--rules-from", "policies", "main.tf")
    assert {"queue-without-own-key", "aws-rds-instance-has-public-address"} <= found(report)
    (error,) = report["coverage"]["errors"]
    assert error["kind"] == "broken-rule"
    assert error["path"] == "policies/a_broken.py"


def test_a_broken_folder_of_rules_hides_nothing_and_is_told(cli, tmp_path):
    cli(*NEW)
    (tmp_path / "policies" / "inner").mkdir()
    (tmp_path / "policies" / "inner" / "__init__.py").write_text("1 / 0\n")
    (tmp_path / "policies" / "inner" / "more.py").write_text("")
    (tmp_path / "main.tf").write_text(QUEUE)
    report = cli.lint("--rules-from", "policies", "main.tf")
    assert "queue-without-own-key" in found(report)
    assert [error["path"] for error in report["coverage"]["errors"]] == ["policies/inner.py"]


@pytest.mark.parametrize(
    "answer",
    [
        "raise ValueError",
        "__import__('sys').exit(0)",
        "return None",
        "return True",
        "return yes(3, queue.place)",
        "return yes('it is one', 'here')",
    ],
)
def test_a_rule_that_answers_wrongly_hides_nothing_and_is_told(cli, tmp_path, answer):
    (tmp_path / "policies").mkdir()
    text = LOUD.format(marker=str(tmp_path / "marker")).replace('return yes("it is one", queue.place)', answer)
    assert answer in text
    (tmp_path / "policies" / "queues.py").write_text(text)
    (tmp_path / "main.tf").write_text(QUEUE + 'resource "aws_db_instance" "d" {\n  publicly_accessible = true\n}\n')
    report = cli.lint("--rules-from", "policies", "main.tf")
    assert "aws-rds-instance-has-public-address" in found(report)
    (error,) = report["coverage"]["errors"]
    assert error["kind"] == "broken-rule"
    assert "queue-is-a-queue failed on aws_sqs_queue.orders" in error["message"]


def test_a_severity_of_a_rule_that_cannot_be_loaded_hides_no_fault(cli, tmp_path):
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "queues.py").write_text("1 / 0\n")
    (tmp_path / "foureyes.toml").write_text('[lint.severities]\nqueue-is-a-queue = "low"\n')
    (tmp_path / "main.tf").write_text(QUEUE)
    report = cli.lint("--rules-from", "policies", "main.tf")
    assert [error["path"] for error in report["coverage"]["errors"]] == ["policies/queues.py"]


def test_rules_that_never_load_are_given_up(cli, tmp_path):
    cli(*NEW)
    (tmp_path / "policies" / "a_slow.py").write_text("while True: pass\n")
    (tmp_path / "main.tf").write_text(QUEUE)
    report = cli.lint("--rules-from", "policies", "main.tf")
    assert "queue-without-own-key" in found(report)
    (error,) = report["coverage"]["errors"]
    assert error["message"].endswith("it takes longer than 10 seconds")


def test_nothing_is_written_beside_the_rules_and_nothing_compiled_is_believed(cli, tmp_path):
    cli(*NEW)
    path = tmp_path / "policies" / "queue_without_own_key.py"
    (tmp_path / "main.tf").write_text(QUEUE)
    py_compile.compile(str(path), invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
    path.write_text(path.read_text().replace("is_absent", "is_present"))
    assert "queue-without-own-key" not in found(cli.lint("--rules-from", "policies", "main.tf"))
    shutil.rmtree(tmp_path / "policies" / "__pycache__")
    assert "queue-without-own-key" not in found(cli.lint("--rules-from", "policies", "main.tf"))
    assert not list((tmp_path / "policies").rglob("*.pyc"))


def test_rules_are_asked_whatever_index_lies_beside_them(cli, tmp_path):
    cli(*NEW)
    (tmp_path / "policies" / "index.json").write_text('{"terraform": {}, "arm": {}, "cloudformation": {}}')
    (tmp_path / "main.tf").write_text(QUEUE)
    assert "queue-without-own-key" in found(cli.lint("--rules-from", "policies", "main.tf"))


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
    for _ in range(2):
        report = Cli(repository).lint("--base", "main", "--no-cache")
        assert ran(repository)
        assert "queue-is-a-queue" in found(report)


def test_a_change_cannot_name_other_code_as_rules(repository):
    """What is in the base may be a script that nobody meant to be run."""
    git(repository, "checkout", "-q", "main")
    (repository / "scripts").mkdir()
    (repository / "scripts" / "deploy.py").write_text((repository / "policies" / "queues.py").read_text())
    (repository / "foureyes.toml").write_text("")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "scripts")
    git(repository, "checkout", "-qb", "other")
    (repository / "foureyes.toml").write_text('[lint]\nrules = ["scripts"]\n')
    git(repository, "commit", "-qam", "scripts are rules")
    done = Cli(repository)("lint", "--base", "main", "--format", "json")
    assert not ran(repository)
    assert done.returncode == 3
    assert "the configuration of main does not name it" in done.stdout


def test_a_repository_within_cannot_bring_rules(repository):
    """A submodule has a `main` of its own."""
    inner = repository.parent / "inner"
    shutil.copytree(repository / "policies", inner)
    git(inner, "init", "-q", "-b", "main")
    git(inner, "add", ".")
    git(inner, "commit", "-qm", "start")
    git(repository, "rm", "-rq", "policies")
    git(repository, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner), "policies")
    git(repository, "commit", "-qam", "rules from elsewhere")
    done = Cli(repository)("lint", "--base", "main", "--format", "json")
    assert not ran(repository)
    assert done.returncode == 3


@pytest.mark.parametrize("change", ["edit", "add", "link", "nested", "data"])
def test_a_change_cannot_bring_rules_that_judge_it(repository, change):
    policies = repository / "policies"
    if change == "edit":
        (policies / "queues.py").write_text((policies / "queues.py").read_text() + "# harmless\n")
    elif change == "add":
        (policies / "more.py").write_text("")
    elif change == "data":
        (policies / "networks.txt").write_text("0.0.0.0/0\n")
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
