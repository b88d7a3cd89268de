"""docs/exposures.md shows what the commands say, to the letter."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.support import Cli

SHOWN = {
    "exposures": ("exposures", "infra"),
    "graph": ("graph", "infra"),
    "mermaid": ("graph", "infra", "--format", "mermaid"),
}
DATED = {f"GIT_{who}_DATE": "2025-03-04T12:00:00 +0000" for who in ("AUTHOR", "COMMITTER")}
NAMED = ("-c", "user.name=alice", "-c", "user.email=alice@example.com", "-c", "commit.gpgsign=false")


@pytest.fixture
def example(cli: Cli, root: Path) -> Cli:
    """The example in a repository of its own, its commit always the same."""
    (cli.folder / "infra").mkdir()
    (cli.folder / "infra/main.tf").write_bytes((root / "examples/exposures/main.tf").read_bytes())
    (cli.folder / "CODEOWNERS").write_bytes(b"/infra/ @contoso/platform\n")
    for arguments in (("init", "-q", "--object-format=sha1"), ("add", "-A"), (*NAMED, "commit", "-q", "-m", "x")):
        subprocess.run(["git", *arguments], cwd=cli.folder, env={"PATH": "/usr/bin:/bin", **DATED}, check=True)
    return cli


@pytest.mark.parametrize("mark", SHOWN)
def test_the_page_shows_what_the_command_says(example: Cli, root: Path, mark: str) -> None:
    page = (root / "docs/exposures.md").read_text(encoding="utf-8")
    (shown,) = re.findall(rf"<!-- {mark} -->\n```\w*\n(.*?)```\n", page, re.DOTALL)
    assert shown == example(*SHOWN[mark]).stdout
