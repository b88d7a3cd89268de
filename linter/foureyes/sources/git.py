"""A git repository, read by plumbing only: nothing it configures is run, nothing is written into it."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

from foureyes.errors import BadUsage, FoureyesError
from foureyes.model.place import Source
from foureyes.model.tree import lies_in

OLDEST_GIT = (2, 38)
"""`merge-tree --write-tree` came with it."""

INERT = (
    "core.fsmonitor=false", "core.hooksPath=/dev/null", "protocol.allow=never", "core.attributesFile=/dev/null",
    # It tells of commits what the commits themselves may not.
    "core.commitGraph=false",
)  # fmt: skip
PASSED = ("PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    # Over what a repository's configuration allows: a protocol of a remote can be any command.
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


class Undecidable(FoureyesError):
    """What has to be compared is not there, or not to be told."""


class Change(NamedTuple):
    """One path that differs between two trees; an empty mode and id stand for not there."""

    path: str
    old_mode: str
    new_mode: str
    old: str
    new: str


class Origin(NamedTuple):
    """The commit that a line comes from."""

    commit: str
    author: str
    email: str
    day: str
    """When it was committed, ISO 8601, in the committer's own time zone; empty where that cannot be told."""


class Repository:
    """Reads objects from an empty repository that borrows them: no configuration or attributes of the real one apply.

    The real one is asked for the names of commits only. What git must write to answer goes to the empty one.
    """

    def __init__(self, folder: str, shallow: bool = False) -> None:
        """`shallow`: take one whose history ends early, too."""
        self.folder = folder
        self._scratch = tempfile.TemporaryDirectory(prefix="foureyes-git-")
        self._environment = {name: os.environ[name] for name in PASSED if name in os.environ} | ENVIRONMENT
        self._batch: subprocess.Popen[bytes] | None = None
        self.sources: dict[tuple[str, str, int], Source] = {}
        """Files as text, by path, object and how large a file may be: what is the same in two trees is read once."""
        self._check_version()
        objects = self._line("rev-parse", "--path-format=absolute", "--git-path", "objects", what="the repository")
        form = self._line("rev-parse", "--show-object-format", what="the repository")
        self.run("init", "--quiet", "--bare", "--template=", f"--object-format={form}", self._scratch.name)
        self._environment["GIT_OBJECT_DIRECTORY"] = os.path.join(self._scratch.name, "objects")
        self._environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = os.pathsep.join([_quoted(objects), *_arriving()])
        self._refuse_what_hides_history(shallow)

    def close(self) -> None:
        if self._batch is not None:
            self._batch.communicate()
            self._batch = None
        self._scratch.cleanup()

    def __enter__(self) -> Repository:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _check_version(self) -> None:
        try:
            said = subprocess.run(["git", "--version"], capture_output=True, text=True, check=False).stdout
        except OSError:
            raise Undecidable("git is not installed", remedy=_upgrade()) from None
        found = re.search(r"(\d+)\.(\d+)", said)
        if found is None or (int(found[1]), int(found[2])) < OLDEST_GIT:
            raise Undecidable(f"{said.strip() or 'this git'} is too old", remedy=_upgrade())
        self.version = f"git {found[1]}.{found[2]}, {'.'.join(map(str, OLDEST_GIT))} is needed"

    def _refuse_what_hides_history(self, shallow: bool) -> None:
        if not shallow and self._line("rev-parse", "--is-shallow-repository", what="the repository") == "true":
            raise Undecidable("this clone is shallow: history is missing", remedy="git fetch --unshallow")
        grafts = Path(self._line("rev-parse", "--path-format=absolute", "--git-path", "info/grafts", what="grafts"))
        if grafts.is_file():
            raise Undecidable("grafts change what history says", path=str(grafts), remedy=f"rm {grafts}")

    def run(
        self,
        *arguments: str,
        accept: tuple[int, ...] = (0,),
        environment: Mapping[str, str] | None = None,
        given: bytes = b"",
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a git command on objects, `given` on its stdin; raises `Undecidable` for exit codes not accepted."""
        return self._run(self._scratch.name, arguments, accept, environment, given)

    def _ask(
        self, *arguments: str, accept: tuple[int, ...] = (0,), environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a git command in the real repository: only such as resolve names."""
        return self._run(self.folder, arguments, accept, environment)

    def _run(
        self,
        folder: str,
        arguments: tuple[str, ...],
        accept: tuple[int, ...],
        environment: Mapping[str, str] | None,
        given: bytes = b"",
    ) -> subprocess.CompletedProcess[bytes]:
        done = subprocess.run(
            ["git", "--no-pager", "--literal-pathspecs", "-C", folder, *_options(folder), *arguments],
            env=self._environment | dict(environment or {}),
            input=given,
            capture_output=True,
            check=False,
        )
        if done.returncode not in accept:
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise Undecidable(f"git {arguments[0]} failed: {said[0] if said else done.returncode}", path=self.folder)
        return done

    def _line(self, *arguments: str, what: str) -> str:
        done = self._ask(*arguments, accept=(0, 1, 128))
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip()
            raise Undecidable(f"{what} cannot be read: {said}", path=self.folder)
        return done.stdout.decode(errors="surrogateescape").strip()

    @property
    def root(self) -> str:
        """The top folder of the working tree; of a bare repository, itself."""
        if self._line("rev-parse", "--is-bare-repository", what="the repository") == "true":
            return self.folder
        top = self._line("rev-parse", "--show-toplevel", what="the working tree")
        if not lies_in(os.path.realpath(self.folder), os.path.realpath(top)):
            raise Undecidable(
                f"its work tree is elsewhere: {top}", path=self.folder, remedy="unset core.worktree there"
            )
        return top

    def origin(self) -> str:
        """The URL of the remote called origin, empty if there is none."""
        done = self._ask("config", "--local", "--get", "remote.origin.url", accept=(0, 1))
        return done.stdout.decode(errors="replace").strip()

    def commit(self, name: str) -> str:
        """The full id of a commit by any name for it."""
        wanted = f"{name}^{{commit}}"
        done = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", wanted, accept=(0, 1, 128))
        if done.returncode:
            raise Undecidable(f"there is no commit {name!r} here", remedy=f"git fetch origin {name}")
        return done.stdout.decode().strip()

    def merge_base(self, one: str, other: str) -> str:
        """The commit that two others have in common, empty for none that is here."""
        return self._ask("merge-base", one, other, accept=(0, 1)).stdout.decode().strip()

    def full_name(self, name: str) -> str:
        """A ref's full name (`refs/remotes/origin/main`), empty for what is no ref."""
        done = self._ask("rev-parse", "--symbolic-full-name", "--end-of-options", name, accept=(0, 1, 128))
        said = done.stdout.decode(errors="replace").split()
        return said[-1] if not done.returncode and said else ""

    def tree(self, name: str) -> str:
        """The tree of a commit, or the tree itself."""
        return self._line("rev-parse", "--verify", "--end-of-options", f"{name}^{{tree}}", what=f"the tree of {name}")

    def merged(self, base: str, head: str) -> str:
        """The tree that merging `head` into `base` gives; raises `Undecidable` for a conflict."""
        if self.run("merge-base", base, head, accept=(0, 1)).returncode:
            raise Undecidable("base and head have no common history", remedy="git fetch --unshallow")
        done = self.run("merge-tree", "--write-tree", "--name-only", "-z", base, head, accept=(0, 1))
        told = done.stdout.decode(errors="surrogateescape").split("\0")
        if done.returncode:
            files = ", ".join(sorted({one for one in told[1:4] if one})) or "unknown files"
            raise Undecidable(f"the change does not merge cleanly: {files}", remedy="merge or rebase, then try again")
        return told[0].strip()

    def unwatched(self) -> dict[str, str]:
        """Object ids by path of what is in the index and git is told not to look for on disk.

        That is what a sparse checkout leaves out (`skip-worktree`) and what is marked `assume-unchanged`.
        """
        told = self._run(self.root, ("ls-files", "-v", "--stage", "-z"), (0,), None).stdout
        found = {}
        for line in told.decode("utf-8", "surrogateescape").split("\0"):
            entry, _, path = line.partition("\t")
            tag, _, rest = entry.partition(" ")
            if tag == "S" or tag.islower():
                found[path] = rest.split(" ")[1]
        return found

    def staged(self) -> str:
        """The tree that a commit would make now. In a hook, of the index that git names."""
        index = os.environ.get("GIT_INDEX_FILE")
        return self._ask("write-tree", environment={"GIT_INDEX_FILE": index} if index else None).stdout.decode().strip()

    def commit_of(self, tree: str, parent: str) -> str:
        """A commit of a tree on top of another commit; it is not kept."""
        nobody = {f"GIT_{who}_{what}": "foureyes" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        return self.run("commit-tree", tree, "-p", parent, "-m", "staged", environment=nobody).stdout.decode().strip()

    def commits(self, base: str, head: str, *options: str) -> list[str]:
        """All commits in `head` and not in `base`, on every side of every merge, newest first."""
        return self.run("rev-list", *options, head, f"^{base}", "--").stdout.decode().split()

    def first_parents(self, head: str, since: str = "") -> list[str]:
        """The commits a branch stood at, newest first, from `since` (a date) on."""
        limit = (f"--since={since}",) if since else ()
        return self.run("rev-list", "--first-parent", *limit, head, "--").stdout.decode().split()

    def parents(self, commit: str) -> list[str]:
        return self.run("rev-list", "--parents", "-n", "1", commit, "--").stdout.decode().split()[1:]

    def changes(self, old: str, new: str) -> list[Change]:
        """Every path that differs between two trees, renames as one path gone and one come."""
        told = self.run("diff-tree", "-r", "-z", "--no-renames", "--no-ext-diff", old, new).stdout
        return list(_changes(told))

    def ever(self, head: str, folder: str) -> set[str]:
        """Ids of all blobs that ever lay in a folder in the history of `head`, side branches included."""
        told = self.run(
            "log", "--full-history", "-m", "--raw", "-z", "--no-abbrev", "--no-renames", "--root", "--format=",
            "--no-ext-diff", "--no-textconv", "--no-show-signature", "--no-mailmap", head, "--", folder,
        ).stdout  # fmt: skip
        found = {one for change in _changes(told) for one in (change.old, change.new)}
        return {one for one in found if one.strip("0")}

    def read(self, name: str, limit: int | None = None) -> bytes:
        """The content of an object. Raises `Undecidable` for a missing one, `BadUsage` beyond the limit."""
        batch = self._cat_file()
        assert batch.stdin is not None and batch.stdout is not None
        batch.stdin.write(name.encode() + b"\n")
        batch.stdin.flush()
        header = batch.stdout.readline().split()
        if len(header) != 3:
            raise Undecidable(f"the object {name} is missing", remedy="git fetch --unshallow, or --refetch")
        size = int(header[2])
        if limit is not None and size > limit:
            left = size + 1
            while left:
                left -= len(batch.stdout.read(min(left, 1 << 20)))
            raise BadUsage(f"the file has {size:,} bytes, more than the {limit:,} that are read")
        data = batch.stdout.read(size)
        batch.stdout.read(1)
        return data

    def with_files(self, commit: str, changed: Mapping[str, bytes], gone: Iterable[str] = ()) -> str:
        """A commit on top of another, with some files changed and some gone; it is not kept."""
        index = {"GIT_INDEX_FILE": os.path.join(self._scratch.name, "index")}
        self.run("read-tree", commit, environment=index)
        entries = [f"0 {'0' * len(commit)}\t{path}" for path in gone]
        entries += [f"100644 {oid}\t{path}" for path, oid in zip(changed, self._kept(changed.values()), strict=True)]
        told = "".join(f"{one}\0" for one in entries).encode("utf-8", "surrogateescape")
        self.run("update-index", "-z", "--index-info", environment=index, given=told)
        tree = self.run("write-tree", environment=index).stdout.decode().strip()
        return self.commit_of(tree, commit)

    def _kept(self, contents: Collection[bytes]) -> list[str]:
        """Contents as objects of the scratch repository: their ids."""
        with tempfile.TemporaryDirectory(dir=self._scratch.name) as folder:
            paths = [os.path.join(folder, str(number)) for number, _ in enumerate(contents)]
            for path, content in zip(paths, contents, strict=True):
                Path(path).write_bytes(content)
            told = "".join(f"{path}\n" for path in paths).encode()
            return self.run("hash-object", "-w", "--no-filters", "--stdin-paths", given=told).stdout.decode().split()

    def blame(self, commit: str, path: str, lines: Iterable[int]) -> dict[int, Origin]:
        """Who last changed lines of a file, white space aside. Lines that are not there are left out."""
        wanted = set(lines)
        ranges = [f"-L{line},{line}" for line in sorted(wanted)]
        told = self.run("blame", "-w", "--porcelain", *ranges, commit, "--", path, accept=(0, 128)).stdout
        return _origins(told, wanted)

    def _cat_file(self) -> subprocess.Popen[bytes]:
        if self._batch is None:
            self._batch = subprocess.Popen(
                ["git", "-C", self._scratch.name, *_options(self._scratch.name), "cat-file", "--batch"],
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._batch


def _origins(told: bytes, wanted: set[int]) -> dict[int, Origin]:
    """The wanted lines of a porcelain blame; a commit is described where it comes first."""
    known: dict[str, dict[str, str]] = {}
    found: dict[int, str] = {}
    commit = ""
    for line in told.decode("utf-8", "replace").split("\n"):
        if line.startswith("\t"):
            commit = ""
        elif not commit:
            commit, _, numbers = line.partition(" ")
            known.setdefault(commit, {})
            if commit and int(numbers.split()[1]) in wanted:
                found[int(numbers.split()[1])] = commit
        else:
            name, _, value = line.partition(" ")
            known[commit].setdefault(name, value)
    return {line: _origin(commit, known[commit]) for line, commit in sorted(found.items())}


def _origin(commit: str, said: Mapping[str, str]) -> Origin:
    return Origin(commit, said.get("author", ""), said.get("author-mail", "").strip("<>"), _day(said))


def _day(said: Mapping[str, str]) -> str:
    """When it was committed; empty where the commit tells no time that there is."""
    try:
        zone = said["committer-tz"]
        offset = timedelta(hours=int(zone[:3]), minutes=int(zone[0] + zone[3:]))
        return datetime.fromtimestamp(int(said["committer-time"]), timezone(offset)).date().isoformat()
    except (KeyError, IndexError, ValueError, OverflowError, OSError):
        return ""


def _options(folder: str) -> list[str]:
    return [part for setting in (*INERT, f"safe.directory={folder}") for part in ("-c", setting)]


def _changes(told: bytes) -> Iterator[Change]:
    parts = iter(told.split(b"\0"))
    for part in parts:
        entry = part.strip(b"\n").lstrip(b":").split()
        if len(entry) == 5:
            path = next(parts).decode("utf-8", "surrogateescape")
            old_mode, new_mode, old, new, _ = (one.decode() for one in entry)
            yield Change(path, _there(old_mode), _there(new_mode), _there(old), _there(new))


def _arriving() -> list[str]:
    """Where git keeps what is being pushed while a server's hook decides."""
    quarantine = os.environ.get("GIT_QUARANTINE_PATH", "")
    return [_quoted(os.path.abspath(quarantine))] if quarantine else []


def _there(text: str) -> str:
    return text if text.strip("0") else ""


def _quoted(path: str) -> str:
    """A path as `GIT_ALTERNATE_OBJECT_DIRECTORIES` wants it, where it holds a separator or a quote."""
    if os.pathsep not in path and not path.startswith('"'):
        return path
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _upgrade() -> str:
    return f"install git {'.'.join(map(str, OLDEST_GIT))} or newer"
