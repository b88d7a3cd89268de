"""What every verb shares: start, help, wrong usage, faults of our own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import foureyes as package

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_version_loads_next_to_nothing() -> None:
    code = (
        "import sys; before = set(sys.modules); from foureyes.cli.main import main; main(['--version']); "
        "print(sorted(name for name in set(sys.modules) - before if name != '__future__'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    version, loaded = done.stdout.splitlines()
    assert version == f"foureyes {package.__version__}"
    assert loaded == str(["foureyes", "foureyes.cli", "foureyes.cli.main"])


@pytest.mark.parametrize("arguments", [(), ("--help",), ("lint", "--help"), ("explain", "-h"), ("rules", "--help")])
def test_help_teaches(cli: Run, arguments: tuple[str, ...]) -> None:
    done = cli(*arguments)
    assert done.returncode == (0 if arguments else 2)
    assert "Examples:" in done.stdout + done.stderr


def test_help_loads_no_engine() -> None:
    code = (
        "import sys; from foureyes.cli.main import main; main(['lint', '--help']); "
        "print([n for n in ('yaml', 'jsonschema', 'foureyes.run', 'foureyes_rules') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("lnt",), "No such command"),
        (("lint", "--fail-on", "severe"), "severe"),
        (("lint", "--var", "x"), "NAME=VALUE"),
        (("lint", "--var", "=x"), "NAME=VALUE"),
        (("lint", "--var-file", "missing.tfvars"), "missing.tfvars"),
        (("lint", "--profile", "hardning"), "choose from customer-keys, default, hardening, retention"),
        (("lint", "--output", "no/such/folder/x.json"), "cannot be written"),
        (("explain",), "Missing argument"),
        (("explain", "azure-blob-container-open-to-everbody"), "did you mean azure-blob-container-open-to-everyone"),
        (("explain", "0123abcd"), "no finding"),
    ],
)
def test_wrong_usage_is_2(cli: Run, arguments: tuple[str, ...], told: str) -> None:
    done = cli(*arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


BROKEN = (
    "import foureyes.run, sys; foureyes.run.lint = None; from foureyes.cli.main import main; sys.exit(main(['lint']))"
)


@pytest.mark.parametrize("debug", [False, True])
def test_fault_of_our_own_is_3(tmp_path: Path, debug: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BROKEN],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"FOUREYES_DEBUG": "1"} if debug else {},
    )
    assert done.returncode == 3
    assert done.stdout == ""
    assert "error: foureyes failed: TypeError" in done.stderr
    assert ("Traceback" in done.stderr) is debug


def test_interrupt_is_130(tmp_path: Path) -> None:
    code = BROKEN.replace("None", "lambda *a, **k: (_ for _ in ()).throw(KeyboardInterrupt)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 130
    assert "Traceback" not in done.stderr


def test_reader_that_goes_away_is_no_fault() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "foureyes", "rules", "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.stderr.read().decode().endswith(" rules\n") or process.wait() == 0
    assert process.wait() == 0
