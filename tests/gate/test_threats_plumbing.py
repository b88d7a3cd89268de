"""Threats E of the gate's list: git, clones, processes."""

import os
import subprocess
from pathlib import Path

import pytest

from foureyes.gate import verdict as verdict_module
from foureyes.gate.words import plain
from foureyes.run import READERS
from tests.gate.kit import World
from tests.support import Cli

CODE = "infra/prod/storage.bicep"


def clone(world, folder, *options):
    subprocess.run(
        ["git", "clone", "-q", *options, f"file://{world.folder}", str(folder)], check=True, capture_output=True
    )
    made = World.__new__(World)
    made.folder, made.keys, made.clock = Path(folder), world.keys, world.clock
    return made


def test_e2_a_merge_group_is_judged_by_its_commits(world):
    """The group's own base and head, as the event names them; the branch by its name."""
    world.open_container()
    world.sign("bob")
    base = world.git("rev-parse", "main")
    world.git("checkout", "-q", "-b", "gh-readonly-queue/main/pr-1", "main")
    world.git("merge", "-q", "--no-ff", "-m", "group", "change")
    said = world.gate("check", "--base", base, "--head", "HEAD", "--branch", "main")
    assert said.code == 0, said.out


def test_e3_a_rewritten_base_without_common_history(world):
    world.open_container()
    world.git("checkout", "-q", "--orphan", "other")
    world.commit("another history", who="erik")
    world.git("branch", "-f", "main", "other")
    world.git("checkout", "-q", "change")
    found = world.check()
    assert found.code == 3
    assert "no common history" in found.err


def test_a_conflict_cannot_be_decided(world):
    world.open_container()
    world.git("checkout", "-q", "main")
    world.replace(CODE, "publicAccess: 'None'", "publicAccess: 'Container'")
    world.commit("the same line", who="erik")
    world.git("checkout", "-q", "change")
    found = world.check()
    assert found.code == 3
    assert CODE in found.err


def test_e5_the_merge_is_made_here_whatever_a_ref_says(world):
    """A stale or forged merge ref is not looked at: the tree is computed from base and head."""
    world.open_container()
    world.git("update-ref", "refs/pull/1/merge", "main")
    assert world.check().code == 1


def test_e6_a_shallow_clone(world, tmp_path):
    world.open_container()
    shallow = clone(world, tmp_path / "shallow", "--depth", "1", "--branch", "change")
    said = shallow.gate("check", "--base", "HEAD")
    assert said.code == 3
    assert "git fetch --unshallow" in said.err


def test_e6_a_missing_object(world):
    world.open_container()
    blob = world.git("rev-parse", f"HEAD:{CODE}")
    (world.folder / ".git/objects" / blob[:2] / blob[2:]).unlink()
    assert world.check().code == 3


def test_e6_a_base_that_is_not_here(world):
    world.open_container()
    said = world.gate("check", "--base", "origin/main")
    assert said.code == 3
    assert "git fetch" in said.err


def test_e6_a_clone_without_blobs_fetches_nothing(world, tmp_path):
    world.git("config", "uploadpack.allowFilter", "true")
    world.open_container()
    bare = clone(world, tmp_path / "lazy", "--filter=blob:none", "--no-checkout")
    said = bare.gate("check", "--base", "origin/main", "--head", "origin/change")
    assert said.code == 3


UPDATE = """\
#!/bin/sh
case "$1" in refs/heads/main) ;; *) exit 0 ;; esac
exec FOUREYES gate check --base "$2" --head "$3" --branch main
"""


def test_a_plain_git_server_refuses_the_push(world, tmp_path):
    server = tmp_path / "server.git"
    subprocess.run(["git", "clone", "-q", "--bare", str(world.folder), str(server)], check=True)
    hook = server / "hooks/update"
    hook.write_text(UPDATE.replace("FOUREYES", str(Path(os.sys.executable).with_name("foureyes"))))
    hook.chmod(0o755)
    world.open_container()
    push = ("push", "-q", f"file://{server}", "change:main")
    done = subprocess.run(["git", *push], cwd=world.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "needs 1 of reviewers: bob, dana, erik" in done.stderr
    world.sign("bob")
    done = subprocess.run(["git", *push], cwd=world.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def trap(path):
    path.write_text("#!/bin/sh\necho ran >> " + str(path.parent / "ran") + "\ncat\n")
    path.chmod(0o755)
    return str(path)


def test_e11_nothing_that_the_repository_configures_is_run(world, tmp_path):
    script = trap(tmp_path / "trap")
    world.open_container()
    world.write(".gitattributes", "*.bicep filter=evil diff=evil merge=evil\n")
    world.git("add", "-A")
    world.git("commit", "-q", "-m", "attributes")
    world.git("checkout", "-q", "main")
    world.replace(CODE, "'TLS1_2'", "'TLS1_3'")
    world.write(".gitattributes", "*.bicep filter=evil diff=evil merge=evil\n")
    world.commit("both sides change the file", who="erik")
    world.git("checkout", "-q", "change")
    for name in ("filter.evil.smudge", "filter.evil.clean", "filter.evil.process", "diff.evil.textconv",
                 "diff.evil.command", "merge.evil.driver", "core.fsmonitor", "gpg.program", "gpg.ssh.program",
                 "core.sshCommand", "core.pager", "diff.external"):  # fmt: skip
        world.git("config", name, script)
    world.git("config", "core.hooksPath", str(tmp_path))
    for hook in ("post-index-change", "reference-transaction", "pre-merge-commit"):
        trap(tmp_path / hook)
    (tmp_path / "ran").unlink(missing_ok=True)
    for arguments in (("check", "--base", "main"), ("check", "--staged", "--base", "main"), ("show", "--base", "main")):
        assert world.gate(*arguments).code in (0, 1)
    assert not (tmp_path / "ran").exists()


def test_e11_code_of_the_change_is_not_imported(world):
    """Rules come from installed packs that the base names; a module of that name in the change is nothing."""
    world.branch()
    for name in ("tomllib", "foureyes_rules", "jsonschema"):
        world.write(f"{name}.py", "open('ran', 'w')\n")
    world.replace(CODE, "'None'", "'Blob'")
    world.commit()
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    script = Path(os.sys.executable).with_name("foureyes")
    done = subprocess.run(
        [str(script), "gate", "check", "--base", "main"], cwd=world.folder, env=clean, capture_output=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert not (world.folder / "ran").exists()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x", ": :error::x"),
        ("x ::error::y", "x : :error::y"),
        ("##[error]x", "# #[error]x"),
        ("AWS::S3::Bucket", "AWS::S3::Bucket"),
        ("<img src=x>", "< img src=x>"),
        ("azurerm <5", "azurerm <5"),
        ("a\nb\x1b[31m", "a\\nb\\x1b[31m"),
        ("`code` | cell", "'code' / cell"),
        ("\u202egnp", "\\u202egnp"),
    ],
)
def test_e12_names_of_the_repository_are_harmless(text, shown):
    assert plain(text) == shown


def test_e13_whatever_goes_wrong_is_no_pass(world, monkeypatch):
    world.open_container()
    world.sign("bob")

    def fail(*_):
        raise MemoryError

    monkeypatch.setattr(verdict_module.Judge, "decide", fail)
    assert world.check().code == 3


def test_c12_e13_what_takes_for_ever_is_no_pass(world, monkeypatch):
    from foureyes.languages.bicep import read

    def sleep_on(*_):
        while True:
            pass

    world.open_container()
    monkeypatch.setenv("CI", "true")  # nothing is remembered
    monkeypatch.setattr("foureyes.cli.gate_change.SECONDS", 0.3)
    monkeypatch.setattr(read, "evaluate", sleep_on)
    found = world.check()
    assert found.code == 3
    assert "longer than" in found.err


def test_e13_a_reader_that_fails_on_both_sides_is_no_pass(world, monkeypatch):
    from foureyes.languages.bicep import read

    def fail(*_):
        raise ZeroDivisionError

    world.branch()
    world.write("modules/unrelated.bicep", "param x string\n")
    world.commit()
    monkeypatch.setattr(read, "evaluate", fail)
    found = world.check()
    assert found.code == 1
    assert found.kinds == {"blinds"}


def test_e13_a_reader_that_cannot_be_loaded_is_no_pass(world, monkeypatch):
    world.open_container()
    monkeypatch.setenv("CI", "true")  # nothing is remembered
    monkeypatch.setitem(READERS, "bicep", "foureyes.languages.bicep.nowhere")
    assert world.check().code == 3


def test_a_file_beside_one_that_cannot_be_read(world):
    world.write("infra/prod/broken.bicep", "resource ! broken\n")
    world.commit("broken before", who="erik")
    world.branch()
    world.write("infra/prod/more.bicep", "param x string\n")
    world.commit()
    assert world.check().kinds == {"blinds"}
    world.branch("elsewhere")
    world.write("infra/sandbox/more.bicep", "param x string\n")
    world.commit()
    assert world.check().code == 0


def test_e13_a_broken_rule_is_no_pass(world, monkeypatch):
    from foureyes_rules.azure.storage import BlobContainer
    from foureyes_rules.azure.storage import azure_blob_container_open_to_everyone as rule

    world.branch()
    world.write("infra/prod/note.txt", "harmless")
    world.commit()
    assert world.check().code == 0

    def fail(container: BlobContainer):
        raise ZeroDivisionError

    monkeypatch.setenv("CI", "true")  # nothing is remembered
    monkeypatch.setattr(rule, "function", fail)
    assert world.check().code == 3


def test_e16_the_verdict_depends_on_now(world):
    """A re-run computes everything again: what was green before the network opened is not any more."""
    world.open_container()
    world.sign("bob")
    assert world.check().code == 0
    world.git("checkout", "-q", "main")
    world.replace(CODE, "'Deny'", "'Allow'")
    world.commit("the base moved", who="erik")
    world.git("checkout", "-q", "change")
    assert world.check().code == 1


def test_e17_whoever_commits_a_signoff_contributes_nothing(world):
    world.open_container()
    world.sign("bob")
    world.git("commit", "-q", "--amend", "--no-edit", "--reset-author", who="dana")
    assert world.check().report["contributors"] == ["alice"]


def test_e18_comparing_with_itself(world):
    world.open_container()
    said = world.gate("check", "--base", "HEAD", "--branch", "main")
    assert said.code == 3
    assert "same commit" in said.err


def test_e18_commits_that_change_nothing(world):
    world.branch()
    world.git("commit", "-q", "--allow-empty", "-m", "nothing")
    assert world.check().code == 3


def test_a_staged_change_is_told_before_it_is_committed(world):
    world.replace(CODE, "'None'", "'Blob'")
    world.git("add", "-A")
    said = world.gate("check", "--staged", "--advise", "--base", "main")
    assert said.code == 0
    assert "1 change needs a second person" in said.out
    assert world.git("status", "--porcelain") == f"M  {CODE}", "nothing was touched"


def test_nothing_is_written_into_the_repository(world):
    world.open_container()
    before = sorted(str(one) for one in (world.folder / ".git").rglob("*"))
    world.check()
    assert sorted(str(one) for one in (world.folder / ".git").rglob("*")) == before


def test_the_change_that_brings_the_policy_may_leave_the_laptop(tmp_path):
    def git(*arguments):
        who = ["-c", "user.name=alice", "-c", "user.email=alice@example.com"]
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-b", "main")
    git("commit", "--allow-empty", "-m", "start")
    git("checkout", "-b", "change")
    (tmp_path / "main.tf").write_text('resource "aws_s3_bucket" "a" {}\n')
    git("add", "-A")
    git("commit", "-m", "change")
    cli = Cli(tmp_path)
    assert cli("gate", "check", "--base", "main").returncode == 2
    advised = cli("gate", "check", "--base", "main", "--advise")
    assert advised.returncode == 0
    assert "nothing to advise: there is no foureyes.toml on the base branch" in advised.stdout
