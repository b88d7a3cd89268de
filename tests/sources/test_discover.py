"""What a run is about: links, pipes, and what git ignores."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from foureyes.sources.discover import discover
from foureyes.sources.working_tree import WorkingTree


def listing(folder: Path, ignore: bool = True):
    return discover([str(folder)], WorkingTree(), ignore)[0]


def names(folder: Path, found) -> list[str]:
    return sorted(os.path.relpath(path, folder) for paths in found.files.values() for path in paths)


def test_links_out_of_the_folder_and_pipes_are_told(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    (inside / "deep").mkdir(parents=True)
    outside.mkdir()
    (outside / "o.tf").write_text("")
    (inside / "a.tf").write_text("")
    (inside / "out.tf").symlink_to(outside / "o.tf")
    (inside / "folder").symlink_to(outside)
    (inside / "broken.tf").symlink_to("nowhere.tf")
    (inside / "broken.txt").symlink_to("nowhere.txt")
    (inside / "deep" / "up").symlink_to("..")
    (inside / "deep" / "link.tf").symlink_to("../a.tf")
    os.mkfifo(inside / "pipe.tf")
    os.mkfifo(inside / "pipe")
    found = listing(inside)
    assert names(inside, found) == ["a.tf", "deep/link.tf"]
    assert [os.path.basename(gap.what.split(" leads")[0].split(" is ")[0]) for gap in found.gaps] == [
        "broken.tf", "folder", "out.tf", "pipe.tf",
    ]  # fmt: skip


def test_what_git_ignores_is_left_out_and_told(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / ".gitignore").write_text("build/\n*.gen.tf\n")
    for path in ("build/x.tf", "a.gen.tf", "forced.gen.tf", "a.tf"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("")
    subprocess.run(["git", "-C", str(tmp_path), "add", "-f", "forced.gen.tf"], check=True)
    found = listing(tmp_path)
    assert names(tmp_path, found) == ["a.tf", "forced.gen.tf"]
    assert [os.path.relpath(path, tmp_path) for path in found.left_out] == ["a.gen.tf", "build"]
    assert len(names(tmp_path, listing(tmp_path, ignore=False))) == 4
    assert names(tmp_path, listing(tmp_path / "build")) == ["build/x.tf"]


def test_a_pipe_that_is_named_is_a_fault(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.tf")
    _, errors = discover([str(tmp_path / "p.tf")], WorkingTree())
    assert [error.message for error in errors] == ["this is neither a file nor a folder"]
