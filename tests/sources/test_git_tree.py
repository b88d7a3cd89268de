"""Files of a git tree, read from objects only."""

import os
import subprocess

import pytest

from foureyes.errors import UnreadableSource
from foureyes.model.limits import Limits, limited
from foureyes.sources import git
from foureyes.sources.git import Repository, Undecidable
from foureyes.sources.git_tree import GitTree

CONFIGURED = ("-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false")


class Folder:
    def __init__(self, path):
        self.path = path
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments):
        done = subprocess.run(
            ["git", *CONFIGURED, *arguments], cwd=self.path, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x")
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/main.tf").write_text("# one\n")
    (tmp_path / "top.tf").write_text("# top\n")
    os.symlink("../top.tf", tmp_path / "a/link.tf")
    os.symlink("b", tmp_path / "a/alias")
    os.symlink("../../outside.tf", tmp_path / "a/escape.tf")
    os.symlink("/etc/passwd", tmp_path / "absolute.tf")
    os.symlink("circle", tmp_path / "circle")
    made = Folder(tmp_path)
    made.commit()
    return made


@pytest.fixture
def tree(folder):
    with Repository(str(folder.path)) as repository:
        yield GitTree(repository, "HEAD")


def test_files_and_folders(tree):
    assert tree.source("a/b/main.tf").text == "# one\n"
    assert tree.source("./a/../top.tf").text == "# top\n"
    assert tree.is_file("top.tf")
    assert tree.is_directory("a")
    assert tree.is_directory(".")
    assert not tree.is_file("a")
    assert not tree.is_directory("nowhere")
    assert tree.names("a/b") == ["main.tf"]
    assert tree.names("nowhere") == []


def test_links_inside_the_tree_are_followed(tree):
    assert tree.source("a/link.tf").text == "# top\n"
    assert tree.source("a/alias/main.tf").text == "# one\n"
    assert tree.is_directory("a/alias")


@pytest.mark.parametrize("path", ["a/escape.tf", "absolute.tf", "circle", "../outside.tf", "/etc/passwd", "nowhere"])
def test_nothing_leads_out(tree, path):
    assert not tree.is_file(path)
    assert not tree.is_directory(path)
    with pytest.raises(UnreadableSource):
        tree.bytes(path)


def test_the_working_tree_is_not_looked_at(folder, tree):
    (folder.path / "top.tf").write_text("# changed\n")
    assert tree.source("top.tf").text == "# top\n"


def test_too_large(folder):
    with Repository(str(folder.path)) as repository:
        tree = GitTree(repository, "HEAD")
        with limited(Limits(file_size=3)), pytest.raises(UnreadableSource, match=r"more than.*raise `file_size`"):
            tree.bytes("top.tf")
        assert tree.bytes("top.tf") == b"# top\n", "the stream is still in step"


@pytest.mark.parametrize("said", ["git version 2.30.1", "nonsense"])
def test_an_old_git(folder, tmp_path_factory, monkeypatch, said):
    fake = tmp_path_factory.mktemp("bin") / "git"
    fake.write_text(f"#!/bin/sh\necho {said}\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake.parent}:{os.environ['PATH']}")
    with pytest.raises(Undecidable, match="too old"):
        Repository(str(folder.path))


def test_no_repository(tmp_path_factory):
    with pytest.raises(Undecidable):
        Repository(str(tmp_path_factory.mktemp("empty")))


def test_a_path_with_a_colon_still_finds_the_objects(tmp_path_factory):
    path = tmp_path_factory.mktemp("odd") / "a:b"
    path.mkdir()
    (path / "x.tf").write_text("# x\n")
    Folder(path).commit()
    with Repository(str(path)) as repository:
        assert GitTree(repository, "HEAD").source("x.tf").text == "# x\n"


def test_merged_trees_and_conflicts(folder):
    folder.git("checkout", "-q", "-b", "one")
    (folder.path / "one.tf").write_text("# 1\n")
    folder.commit()
    folder.git("checkout", "-q", "-b", "two", "main")
    (folder.path / "top.tf").write_text("# two\n")
    folder.commit()
    with Repository(str(folder.path)) as repository:
        merged = GitTree(repository, repository.merged(repository.commit("one"), repository.commit("two")))
        assert merged.source("top.tf").text == "# two\n"
        assert merged.is_file("one.tf")
    folder.git("checkout", "-q", "-b", "three", "main")
    (folder.path / "top.tf").write_text("# three\n")
    folder.commit()
    with Repository(str(folder.path)) as repository, pytest.raises(Undecidable, match=r"top\.tf"):
        repository.merged(repository.commit("two"), repository.commit("three"))


def test_the_version_that_is_asked_for_has_merge_tree():
    assert git.OLDEST_GIT >= (2, 38)


def test_blame_tells_who_changed_a_line_and_what_is_not_committed(folder):
    first = folder.git("rev-parse", "HEAD")
    (folder.path / "top.tf").write_text("# top\na = 1\n")
    folder.git("add", "-A")
    folder.git("-c", "user.name=Zoë\tQ", "commit", "-q", "-m", "x", "--date", "2020-01-01T00:00:00 +0100")
    second = folder.git("rev-parse", "HEAD")
    with Repository(str(folder.path)) as repository:
        lines = repository.blame(second, "top.tf", (1, 2))
        assert [lines[1].commit, lines[2].commit] == [first, second]
        assert lines[1].email == "x@example.com"
        assert lines[2].author.startswith("Zoë")
        assert len(lines[2].day) == 10
        changed = {"top.tf": b"  # top\nb = 2\na = 1\n", "new.tf": b"c = 3\n"}
        now = repository.with_files(second, changed, ["a/b/main.tf"])
        assert [one.commit for one in repository.blame(now, "top.tf", (1, 2, 3)).values()] == [first, now, second]
        assert repository.blame(now, "new.tf", (1,))[1].commit == now
        assert repository.blame(now, "new.tf", (7,)) == repository.blame(now, "a/b/main.tf", (1,)) == {}
        assert "a/b/main.tf" not in GitTree(repository, now).entries
    assert folder.git("status", "--porcelain") == ""
