"""Throw-away repositories with fixed names and dates, and people with real keys."""

from __future__ import annotations

import gc
import io
import json
import os
import subprocess
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

from foureyes.cli.handler import guarded
from tests.support import Cli

PEOPLE = ("alice", "bob", "dana", "erik")

STORAGE = """\
resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'contosoinvoices'
  location: resourceGroup().location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    allowBlobPublicAccess: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    networkAcls: {
      defaultAction: 'Deny'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource backups 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: 'backups'
  properties: {
    publicAccess: 'None'
  }
}
"""

POLICY = """\
[gate]
repository = "github.com/contoso/infra"
repository_id = "6f1c2a9e-0001"
branches = ["main", "release/*"]

[gate.environments.prod]
paths = ["infra/prod/**"]

[gate.environments.sandbox]
paths = ["infra/sandbox/**"]

[[gate.rule]]
need = [{ group = "reviewers" }]

[[gate.rule]]
when = { kind = ["changes-policy"] }
need = [{ group = "policy-owners", count = 2 }]

[gate.break_glass]
group = "on-call"
review_within = "24h"
"""

GROUPS = {
    "alice": ["reviewers", "policy-owners", "on-call"],
    "bob": ["reviewers", "policy-owners"],
    "dana": ["reviewers", "policy-owners"],
    "erik": ["reviewers"],
}


class Said(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str


class Checked(NamedTuple):
    """What a check answered."""

    code: int
    report: dict[str, Any]
    err: str

    @property
    def kinds(self) -> set[str]:
        return {one["kind"] for one in self.report["risks"]}

    @property
    def words(self) -> str:
        """Everything that was said, as one text."""
        return f"{json.dumps(self.report)} {self.err}"


class Keys:
    """One real SSH key per name, made once per test session."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def private(self, name: str) -> Path:
        path = self.folder / name
        if not path.exists():
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)], check=True)
        return path

    def public(self, name: str) -> str:
        self.private(name)
        return (self.folder / f"{name}.pub").read_text().strip()


class World:
    """A repository with a policy on main, and people who change it."""

    def __init__(self, folder: Path, keys: Keys) -> None:
        self.folder = folder
        self.keys = keys
        self.cli = Cli(folder)
        self.clock = 1_760_000_000
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")
        self.git("config", "remote.origin.url", "git@github.com:contoso/infra.git")
        self.git("config", "commit.gpgsign", "false")

    def git(self, *arguments: str, who: str = "alice", committer: str = "", check: bool = True) -> str:
        self.clock += 60
        committer = committer or who
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": who,
            "GIT_AUTHOR_EMAIL": who if "@" in who else f"{who}@example.com",
            "GIT_COMMITTER_NAME": committer,
            "GIT_COMMITTER_EMAIL": committer if "@" in committer else f"{committer}@example.com",
            "GIT_AUTHOR_DATE": f"{self.clock} +0000",
            "GIT_COMMITTER_DATE": f"{self.clock} +0000",
        }
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        assert not check or done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, path: str, text: str | bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())

    def read(self, path: str) -> str:
        return (self.folder / path).read_text()

    def replace(self, path: str, old: str, new: str) -> None:
        text = self.read(path)
        assert old in text
        self.write(path, text.replace(old, new))

    def commit(self, message: str = "change", who: str = "alice", committer: str = "") -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message, who=who, committer=committer)
        return self.git("rev-parse", "HEAD")

    def branch(self, name: str = "change", start: str = "main") -> None:
        self.git("checkout", "-q", "-B", name, start)

    def people(self, groups: dict[str, list[str]] | None = None, extra: str = "") -> str:
        text = ""
        for name, listed in (groups or GROUPS).items():
            text += f'\n[people.{name}]\nemails = ["{name}@example.com"]\n'
            text += f'groups = {json.dumps(listed)}\nkeys = ["{self.keys.public(name)}"]\n'
        return text + extra

    def found(self, files: dict[str, str] | None = None, policy: str = POLICY) -> None:
        """The first commit on main: policy and some code."""
        self.write("foureyes.toml", policy + self.people())
        for path, text in (files or {"infra/prod/storage.bicep": STORAGE}).items():
            self.write(path, text)
        self.commit("begin", who="erik")

    def gate(self, *arguments: str) -> Said:
        """Run a gate command in this process, through the command line's own entry."""
        out, err = io.StringIO(), io.StringIO()
        try:
            with redirect_stdout(out), redirect_stderr(err):
                code = guarded(["gate", *arguments, "--repo", str(self.folder)])
        finally:
            gc.enable()
        return Said(code, out.getvalue(), err.getvalue())

    def check(self, *arguments: str) -> Checked:
        """The exit code and the report of a check."""
        said = self.gate("check", "--json", "--base", "main", *arguments)
        return Checked(said.code, json.loads(said.out) if said.out else {}, said.err)

    def say(self, verb: str, who: str, *arguments: str) -> Said:
        """Say something signed, and commit it."""
        said = self.gate(verb, *arguments, "--base", "main", "--key", str(self.keys.private(who)))
        if said.code == 0:
            self.commit(f"{verb} by {who}")
        return said

    def sign(self, who: str, *arguments: str) -> Said:
        """Sign whatever the change brings, and commit the files."""
        return self.say("sign", who, self.check().report["code"], "--reason", "agreed", *arguments)

    def request(self, who: str = "alice") -> None:
        said = self.say("request", who, "--sign")
        assert said.code == 0, said.err

    def open_container(self, level: str = "Blob", who: str = "alice") -> None:
        """The story's change, on a branch of its own, its maker proven."""
        self.open_container_unasked(level, who)
        self.request(who)

    def open_container_unasked(self, level: str = "Blob", who: str = "alice") -> None:
        """The story's change without a signed request."""
        self.branch()
        self.replace("infra/prod/storage.bicep", "publicAccess: 'None'", f"publicAccess: '{level}'")
        self.commit("open the container", who=who)

    def records(self) -> list[Path]:
        return sorted(self.folder.glob(".foureyes/signoffs/*.json"))
