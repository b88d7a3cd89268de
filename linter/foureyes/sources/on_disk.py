"""The commit that files on disk would make: so that git can be asked about lines that are not committed yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from foureyes.sources.git import Repository
from foureyes.sources.git_tree import GitTree


def as_on_disk(repository: Repository, head: str, files: Mapping[str, bytes], gone: Iterable[str] = ()) -> str:
    """A commit above `head` with these files as they are on disk; `head` itself where nothing differs.

    `files` by path from the repository's top. What git may do to ends of lines is no difference.
    """
    committed = GitTree(repository, head)
    changed = {}
    for path, data in sorted(files.items()):
        known = committed.object(path)
        if not known or _plain(repository.read(known)) != _plain(data):
            changed[path] = data
    gone = list(gone)
    return repository.with_files(head, changed, gone) if changed or gone else head


def _plain(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")
