"""Every command is inert: no network, nothing run but git and ssh-keygen, nothing written where nobody asked for it."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from foureyes.cli.app import app

WATCH = """
import os, sys

log = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_APPEND)
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {"os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod"}


def watch(event, arguments):
    told = None
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        path, mode, flags = arguments
        wanted = mode is not None and set(mode) & set("wax+")
        if wanted or (mode is None and flags & WRITES):
            told = "write", os.fsdecode(path)
    elif event in CHANGES:
        path = os.fsdecode(arguments[1] if event == "os.rename" else arguments[0])
        within = arguments[-1] if isinstance(arguments[-1], int) and event != "os.truncate" else -1
        told = "write", os.path.join(os.readlink(f"/proc/self/fd/{within}"), path) if within > 0 else path
    elif event.startswith("socket.") and event != "socket.__new__":
        told = "network", event
    elif event == "subprocess.Popen":
        os.write(log, ("run\\t" + " ".join(map(os.fsdecode, arguments[1])) + "\\n").encode())
    elif event in ("os.exec", "os.posix_spawn", "os.system", "os.startfile"):
        told = "run", os.fsdecode(arguments[0])
    elif event in ("ctypes.dlopen", "urllib.Request", "webbrowser.open", "ftplib.connect", "smtplib.connect"):
        told = "network", event
    if told is not None:
        os.write(log, (told[0] + "\\t" + os.path.abspath(told[1]) + "\\n").encode("utf-8", "surrogateescape"))


sys.addaudithook(watch)
"""

FILES = {
    "main.tf": """
resource "aws_s3_bucket" "b" {
  # foureyes: ignore[aws-s3-bucket-without-versioning] reason="a test"
  bucket = "b"
  provisioner "local-exec" {
    command = "touch trapped"
  }
}
data "external" "e" {
  program = ["sh", "-c", "touch trapped"]
}
data "http" "h" {
  url = "http://169.254.169.254/latest/meta-data"
}
module "far" {
  source = "git::https://example.com/module.git"
}
resource "aws_security_group" "g" {
  #checkov:skip=CKV_AWS_24:a test
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
""",
    "main.bicep": "module far 'br:example.azurecr.io/m:v1' = {\n  name: 'm'\n}\n"
    "var text = loadTextContent('../../../../etc/passwd')\noutput o string = text\n",
    "stack.yaml": "Transform:\n  Name: AWS::Include\n  Parameters: {Location: 's3://far/away'}\n"
    "Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties: {AccessControl: PublicRead}\n",
    "arm.json": '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",'
    ' "resources": [{"type": "Microsoft.Resources/deployments", "apiVersion": "2021-04-01", "name": "d", "properties":'
    ' {"mode": "Incremental", "templateLink": {"uri": "https://example.com/far.json"}}}]}',
    "foureyes.toml": '[lint]\nfail_on = "low"\n',
}

PACK = "policies"

COMMANDS: dict[str, tuple[str, ...]] = {
    "lint": ("--also", "html=out/report.html", "--also", "sarif=out/r.sarif", "."),
    "fix": ("--unsafe", "."),
    "merge": ("shard-1.json", "shard-2.json"),
    "rules": (),
    "explain": ("aws-s3-bucket-acl-open-to-everyone",),
    "exposures": (".",),
    "graph": (".",),
    "suppressions": (".",),
    "migrate": (".",),
    "baseline write": (".",),
    "baseline show": (),
    "baseline prune": (),
    "init": ("--pre-commit", "--github"),
    "schema": ("config",),
    "lsp": (),
    "new-rule": ("queue-without-key", "--of", "aws_sqs_queue.kms_master_key_id", "--folder", "out/mine"),
    "check-rules": (PACK,),
    "gate check": ("--base", "HEAD~1"),
    "gate show": ("--base", "HEAD~1"),
    "gate who": ("--base", "HEAD~1"),
    "gate explain": ("1", "--base", "HEAD~1"),
    "gate sign": ("123456",),
    "gate request": (),
    "gate reject": (),
    "gate withdraw": (),
    "gate break-glass": (),
    "gate verify": ("record.json",),
    "gate policy check": (),
    "gate policy diff": ("foureyes.toml", "foureyes.toml"),
    "gate enroll": ("ann",),
    "gate audit": (),
    "gate replay": (),
    "gate plan": ("plan.json",),
    "gate doctor": (),
}
"""Every command with arguments that let it do something. A new one has to be added here."""

WRITES: dict[str, tuple[str, ...]] = {
    "lint": ("out/",),
    "baseline write": ("foureyes-baseline.json", "foureyes.toml"),
    "baseline prune": ("foureyes-baseline.json", "foureyes.toml"),
    "init": ("foureyes.toml", ".pre-commit-config.yaml", ".github/"),
    "new-rule": ("out/mine/",),
    "gate sign": (".foureyes/",),
    "gate request": (".foureyes/",),
    "gate reject": (".foureyes/",),
    "gate withdraw": (".foureyes/",),
    "gate break-glass": (".foureyes/",),
    "gate enroll": ("foureyes.toml",),
}
"""What a command writes because that is what it is for."""

PROGRAMS = frozenset({"git", "ssh-keygen", "ssh-add"})


def verbs(command: click.Command, name: str = "") -> Iterator[str]:
    if isinstance(command, click.Group):
        context = click.Context(command)
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            assert found is not None
            yield from verbs(found, f"{name} {inner}".strip())
    else:
        yield name


def test_every_command_is_watched() -> None:
    assert sorted(verbs(app)) == sorted(COMMANDS)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with two commits and a trap in every language."""
    folder = tmp_path_factory.mktemp("inert") / "repository"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (folder / PACK).mkdir()
    (folder / PACK / "mine.py").write_text('"""No rule yet."""\n')
    (folder / "out").mkdir()
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.com", "-C", str(folder)]
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "first"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "second"], check=True)
    return folder


def without_network() -> list[str]:
    """What runs a command where there is no interface; nothing where that is not allowed."""
    wrapped = ["unshare", "--user", "--map-root-user", "--net"]
    if shutil.which("unshare") and subprocess.run([*wrapped, "true"], capture_output=True, check=False).returncode == 0:
        return wrapped
    return []


@pytest.mark.parametrize("verb", sorted(COMMANDS))
def test_a_command_is_inert(template: Path, tmp_path: Path, verb: str) -> None:
    repository = tmp_path / "repository"
    shutil.copytree(template, repository)
    watch = tmp_path / "watch"
    watch.mkdir()
    (watch / "sitecustomize.py").write_text(WATCH)
    log = tmp_path / "log"
    log.write_text("")
    scratch = {name: tmp_path / name for name in ("home", "cache", "tmp")}
    for folder in scratch.values():
        folder.mkdir()
    done = subprocess.run(
        [*without_network(), sys.executable, "-m", "foureyes", *verb.split(), *COMMANDS[verb]],
        cwd=repository,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(watch),
            "PYTHONDONTWRITEBYTECODE": "1",
            "WATCHED": str(log),
            "HOME": str(scratch["home"]),
            "XDG_CACHE_HOME": str(scratch["cache"]),
            "TMPDIR": str(scratch["tmp"]),
        },
        input="",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode in (0, 1, 2, 3, 4, 5), done.stderr
    assert "Traceback" not in done.stderr
    assert "foureyes failed" not in done.stderr
    allowed = [str(scratch["cache"] / "foureyes"), f"{scratch['tmp']}/", os.devnull]
    allowed += [str(repository / one) for one in WRITES.get(verb, ())]
    allowed += [str(repository / one) + "/" for one in WRITES.get(verb, ())]
    for line in log.read_text().splitlines():
        what, _, path = line.partition("\t")
        if what == "run":
            assert os.path.basename(path.split(" ")[0]) in PROGRAMS or path == "ssh -V", line
        else:
            assert what == "write", line
            inside = any(
                path.startswith(one) or f"{path}/".startswith(one) or one.startswith(f"{path}/") for one in allowed
            )
            assert inside, f"{verb} wrote {path}"
    assert not list(tmp_path.rglob("trapped"))
    changed = subprocess.run(
        ["git", "-C", str(repository), "status", "--porcelain", "--untracked-files=all"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    for line in changed:
        assert line[3:].startswith(WRITES.get(verb, ("nothing",))), f"{verb} changed {line}"


def test_the_watch_sees(tmp_path: Path) -> None:
    """The watch itself: it would have told."""
    (tmp_path / "sitecustomize.py").write_text(WATCH)
    (tmp_path / "log").write_text("")
    code = (
        "import socket, subprocess; open('written', 'w'); subprocess.run(['true'])\n"
        "try:\n    socket.create_connection(('127.0.0.1', 9), 1)\nexcept OSError:\n    pass"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "WATCHED": str(tmp_path / "log")}
    subprocess.run([sys.executable, "-c", code], env=environment, cwd=tmp_path, check=True)
    seen = {line.partition("\t")[0] for line in (tmp_path / "log").read_text().splitlines()}
    assert seen == {"write", "run", "network"}


def test_input_is_never_run_or_unpickled() -> None:
    """No module that reads input imports what could run it."""
    code = (
        "import sys\n"
        "for name in ('terraform', 'bicep', 'arm', 'cloudformation'):\n"
        "    __import__(f'foureyes.languages.{name}.read')\n"
        "print([name for name in ('pickle', 'marshal', 'shelve', 'code', 'ctypes', 'socket', 'subprocess')"
        " if name in sys.modules])"
    )
    # What measures coverage imports some of these itself.
    plain = {name: value for name, value in os.environ.items() if name != "COVERAGE_PROCESS_CONFIG"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=plain)
    assert set(eval(done.stdout)) <= {"marshal"}
    root = Path(importlib.import_module("foureyes").__file__ or "").parent
    for path in root.rglob("*.py"):
        text = path.read_text("utf-8")
        for word in ("eval(", "exec(", "yaml.load(", "yaml.unsafe", "pickle", "shell=True", "os.system"):
            found = [line for line in text.splitlines() if word in line and not line.lstrip().startswith(("#", '"'))]
            assert not [line for line in found if f" {word}" in f" {line.strip()}"], f"{path}: {found}"
