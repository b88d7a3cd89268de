"""`.gitignore`: as `git check-ignore` has it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from foureyes.sources.gitignore import Ignores

PATHS = (
    "a.tf", "b.log", "deep/a.tf", "deep/er/b.log", "build/x.tf", "deep/build/x.tf", "keep/b.log", "doc/frotz/x",
    "frotz/x", "a/doc/frotz/x", "foo/bar/baz.tf", "foo/x/y/bar.tf", "foo/bar.tf", "a b.tf", "trail ", "#hash", "!bang",
    "x1.tf", "xa.tf", "x].tf", "sub/keep.log", "sub/drop.log", "sub/inner/keep.log", "st*r", "star", "a/b/c/d.tf",
)  # fmt: skip

CASES = (
    {"": "*.log\n"},
    {"": "*.log\n!keep.log\n"},
    {"": "*.log\n", "sub": "!keep.log\n"},
    {"": "build/\n"},
    {"": "/build\n"},
    {"": "build/*\n!build/x.tf\n"},
    {"": "build\n!build/x.tf\n"},
    {"": "doc/frotz/\n"},
    {"": "**/frotz\n"},
    {"": "foo/**\n"},
    {"": "foo/**/bar.tf\n"},
    {"": "foo/*/baz.tf\n"},
    {"": "foo**\n"},
    {"": "a\\ b.tf\ntrail\\ \n"},
    {"": "trail \n"},
    {"": "\\#hash\n\\!bang\n# comment\n\n"},
    {"": "x[0-9].tf\n"},
    {"": "x[!0-9].tf\n"},
    {"": "x[]].tf\n"},
    {"": "x[0--9].tf\nx[--2].tf\n"},
    {"": "x[[:alpha:]].tf\n"},
    {"": "st\\*r\n"},
    {"": "?.tf\n"},
    {"": "*\n!*/\n!*.tf\n"},
    {"": "deep/*\r\n!deep/a.tf\r\n"},
    {"": "a/**/d.tf\n"},
    {"": "**\n"},
    {"": "/*\n!/deep\n"},
    {"": "[\n", "deep": "er/\n*.tf\n"},
)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    for path in PATHS:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("")
    return tmp_path


def ignored_by_us(top: Path) -> set[str]:
    ignores = Ignores(str(top))
    found: set[str] = set()
    for folder, folders, files in os.walk(top):
        folders[:] = [one for one in folders if one != ".git"]
        for name in [*folders, *files]:
            path = os.path.join(folder, name)
            if ignores.is_ignored(path, name in folders):
                inner = os.path.relpath(path, top)
                found |= {one for one in PATHS if one == inner or one.startswith(f"{inner}/")}
        folders[:] = [one for one in folders if not ignores.is_ignored(os.path.join(folder, one), True)]
    return found


def ignored_by_git(top: Path) -> set[str]:
    done = subprocess.run(
        ["git", "-C", str(top), "check-ignore", "--stdin", "-z"],
        input="\0".join(PATHS),
        capture_output=True,
        text=True,
        check=False,
    )
    return set(done.stdout.split("\0")) - {""}


@pytest.mark.parametrize("files", CASES, ids=repr)
def test_as_git_does(repository: Path, files: dict[str, str]) -> None:
    for folder, text in files.items():
        (repository / folder / ".gitignore").write_bytes(text.encode())
    assert ignored_by_us(repository) == ignored_by_git(repository)


@pytest.mark.parametrize("version", [2, 4])
def test_what_is_tracked_is_not_ignored(repository: Path, version: int) -> None:
    (repository / ".gitignore").write_text("*.tf\nbuild/\n")
    forced = ["build/x.tf", "a.tf", "foo/x/y/bar.tf", "foo/bar/baz.tf"]
    subprocess.run(["git", "-C", str(repository), "add", "-f", *forced], check=True)
    subprocess.run(["git", "-C", str(repository), "update-index", f"--index-version={version}"], check=True)
    ignores = Ignores(str(repository))
    assert not ignores.is_ignored(str(repository / "build"), True)
    assert not any(ignores.is_ignored(str(repository / one), False) for one in forced)
    assert ignores.is_ignored(str(repository / "deep/a.tf"), False)


def _repository(folder: Path, *options: str) -> Path:
    """A repository that ignores what it tracks."""
    folder.mkdir()
    subprocess.run(["git", "init", "-q", *options, str(folder)], check=True)
    (folder / ".gitignore").write_text("*.tf\n")
    for name in ("a.tf", "b.tf", "c.tf"):
        (folder / name).write_text("")
    subprocess.run(["git", "-C", str(folder), "add", "-f", "a.tf"], check=True)
    return folder


def _ignored(folder: Path) -> list[str]:
    ignores = Ignores(str(folder))
    return [name for name in ("a.tf", "b.tf", "c.tf") if ignores.is_ignored(str(folder / name), False)]


def test_what_is_tracked_by_ids_of_another_size(tmp_path: Path) -> None:
    assert _ignored(_repository(tmp_path / "r", "--object-format=sha256")) == ["b.tf", "c.tf"]


def test_what_is_tracked_by_an_index_in_two_files(tmp_path: Path) -> None:
    folder = _repository(tmp_path / "r")
    subprocess.run(["git", "-C", str(folder), "update-index", "--split-index"], check=True)
    subprocess.run(["git", "-C", str(folder), "add", "-f", "b.tf"], check=True)
    assert _ignored(folder) == ["c.tf"]
    for shared in (folder / ".git").glob("sharedindex.*"):
        shared.unlink()
    assert _ignored(folder) == []


@pytest.mark.parametrize("content", [b"", b"DIRC", b"DIRC\0\0\0\x09\0\0\0\0", None])
def test_where_the_index_cannot_be_read_nothing_is_ignored(tmp_path: Path, content: bytes | None) -> None:
    folder = _repository(tmp_path / "r")
    index = folder / ".git" / "index"
    index.write_bytes(index.read_bytes()[:-30] if content is None else content)
    assert _ignored(folder) == []


def test_an_index_that_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    folder = _repository(tmp_path / "r")
    (folder / ".git" / "index").unlink()
    assert _ignored(folder) == ["a.tf", "b.tf", "c.tf"]
    os.mkfifo(folder / ".git" / "index")
    assert _ignored(folder) == []


def test_outside_of_a_repository_nothing_is_ignored(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*\n")
    assert not Ignores(str(tmp_path)).is_ignored(str(tmp_path / "a.tf"), False)
