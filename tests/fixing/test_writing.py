"""Which files `foureyes fix` writes, and what becomes of them when something is in the way."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import Cli

OLD = """resource "azurerm_storage_account" "{name}" {{
  name            = "shop"
  min_tls_version = "TLS1_0"
}}
"""
CALL = 'module "m" {\n  source = "../shared"\n}\n'
TLS = "azure-storage-account-accepts-old-tls"


def account(path: Path, name: str = "shop") -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(OLD.format(name=name))
    return OLD.format(name=name)


def is_fixed(path: Path) -> bool:
    text = path.read_text()
    assert ("TLS1_0" in text) != ("TLS1_2" in text)
    return "TLS1_2" in text


def fix(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return Cli(folder)("fix", "--rule", TLS, "--write", *arguments)


def test_a_module_beside_what_is_named_is_left_alone(tmp_path: Path) -> None:
    account(tmp_path / "shared" / "main.tf")
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "main.tf").write_text(CALL)
    done = fix(tmp_path, "root")
    assert "0 fixes written to 0 files" in done.stdout
    assert not is_fixed(tmp_path / "shared" / "main.tf")
    assert fix(tmp_path, ".").returncode == 0
    assert is_fixed(tmp_path / "shared" / "main.tf")


def test_what_is_left_alone_is_no_fix(tmp_path: Path) -> None:
    account(tmp_path / "shared" / "main.tf")
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "main.tf").write_text(CALL)
    done = Cli(tmp_path)("fix", "--rule", TLS, "root")
    assert done.stdout == "fixes: 0 safe, 0 unsafe; 1 finding without a fix\n"
    assert done.returncode == 0


def test_what_a_link_out_of_the_folder_leads_to_is_left_alone(tmp_path: Path) -> None:
    text = account(tmp_path / "out" / "main.tf")
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "main.tf").symlink_to("../out/main.tf")
    (tmp_path / "here" / "more.tf").write_text("")
    fix(tmp_path / "here")
    assert (tmp_path / "out" / "main.tf").read_text() == text


def test_what_a_link_within_leads_to_is_fixed_and_the_link_stays(tmp_path: Path) -> None:
    account(tmp_path / "shared" / "main.txt")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "main.tf").symlink_to("../shared/main.txt")
    done = fix(tmp_path)
    assert done.returncode == 0, done.stderr
    assert is_fixed(tmp_path / "shared" / "main.txt")
    assert (tmp_path / "a" / "main.tf").is_symlink()


def test_a_file_with_two_names_is_fixed_once(tmp_path: Path) -> None:
    account(tmp_path / "a" / "main.tf")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "main.tf").symlink_to("../a/main.tf")
    cli = Cli(tmp_path)
    shown = cli("fix", "--rule", TLS)
    assert shown.stdout.count("+  min_tls_version") == 1
    done = fix(tmp_path)
    assert "written to 1 file" in done.stdout, done.stderr
    assert is_fixed(tmp_path / "a" / "main.tf")
    assert fix(tmp_path).stdout == "nothing to fix\n"


def test_what_is_excluded_is_left_alone(tmp_path: Path) -> None:
    account(tmp_path / "shared" / "main.tf")
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "main.tf").write_text(CALL)
    fix(tmp_path, "--exclude", "shared")
    assert not is_fixed(tmp_path / "shared" / "main.tf")


def test_mode_and_owner_stay_and_nothing_is_left_beside(tmp_path: Path) -> None:
    path = tmp_path / "main.tf"
    account(path)
    path.chmod(0o640)
    assert fix(tmp_path).returncode == 0
    assert is_fixed(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["main.tf"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_where_one_may_not_be_written_none_is(tmp_path: Path) -> None:
    account(tmp_path / "a.tf", "a")
    account(tmp_path / "b.tf", "b")
    (tmp_path / "b.tf").chmod(0o444)
    done = fix(tmp_path)
    assert done.returncode == 3
    assert "b.tf: the file may not be written" in done.stderr
    assert not is_fixed(tmp_path / "a.tf")
    assert len(list(tmp_path.iterdir())) == 2


def test_on_a_full_disk_none_is_written(tmp_path: Path) -> None:
    texts = {name: account(tmp_path / f"{name}.tf", name) for name in "ab"}
    (tmp_path / "b.tf").write_text(texts["b"] + "# \n" * 2000)
    texts["b"] = (tmp_path / "b.tf").read_text()

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    done = subprocess.run(
        [sys.executable, "-m", "foureyes", "fix", "--rule", TLS, "--write"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=small,
    )
    assert done.returncode == 3
    assert "b.tf: the file cannot be written" in done.stderr
    assert {name: (tmp_path / f"{name}.tf").read_text() for name in "ab"} == texts
    assert len(list(tmp_path.iterdir())) == 2


def test_what_cannot_be_read_is_no_success(tmp_path: Path) -> None:
    account(tmp_path / "main.tf")
    (tmp_path / "broken.tf").write_text("resource {\n")
    done = fix(tmp_path)
    assert done.returncode == 3
    assert is_fixed(tmp_path / "main.tf")


ENDLESS = '''\
"""Queues."""

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import PUBLIC_ACCESS, rule


class Queue(Kind):
    """A queue."""

    terraform = "aws_sqs_queue"


@rule(PUBLIC_ACCESS, Severity.LOW)
def a_queue(queue: Queue) -> Evidence:
    """This is a queue.

    Why: because.
    Fix: none.
    """
    while True:
        pass
'''


def test_a_root_that_takes_too_long_is_given_up_and_what_it_may_share_is_left(tmp_path):
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "slow.py").write_text(ENDLESS)
    account(tmp_path / "fast" / "main.tf", "fast")
    (tmp_path / "fast" / "call.tf").write_text(CALL)
    account(tmp_path / "shared" / "main.tf", "shared")
    account(tmp_path / "slow" / "main.tf", "slow")
    (tmp_path / "slow" / "call.tf").write_text(CALL + 'resource "aws_sqs_queue" "q" {}\n')
    done = fix(tmp_path, "--rules-from", "policies", "--max-seconds", "1", ".")
    assert done.returncode == 3
    assert "took longer than 1 seconds" in done.stderr
    assert is_fixed(tmp_path / "fast" / "main.tf")
    assert not is_fixed(tmp_path / "shared" / "main.tf")
    assert not is_fixed(tmp_path / "slow" / "main.tf")
