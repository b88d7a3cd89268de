"""What the documentation tells to type is what there is to type, and configurations in it are right."""

import re
from pathlib import Path

import pytest
import yaml

from foureyes.config import parse
from tests.commands import fault, written
from tests.support import Cli

ROOT = Path(__file__).parent.parent
PAGES = [
    *(page for page in (ROOT / "docs").rglob("*.md") if "rules" not in page.relative_to(ROOT / "docs").parts[:1]),
    *ROOT.glob("*.md"),
    *(ROOT / "examples").rglob("*.md"),
]
BLOCK = re.compile(r"^```(?P<language>[\w-]*)\n(?P<text>.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(page, *languages):
    text = page.read_text(encoding="utf-8")
    return [found["text"] for found in BLOCK.finditer(text) if found["language"] in languages]


def named(page):
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_commands_are_commands(page):
    lines = [line for text in blocks(page, "", "sh", "shell", "bash", "console") for line in written(text)]
    assert not {line: told for line in lines if (told := fault(line))}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_configurations_are_right(page):
    for text in blocks(page, "toml"):
        if re.search(r"^\[+(lint|gate|people)", text, re.MULTILINE):
            parse(text.encode())


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_yaml_is_yaml(page):
    for text in blocks(page, "yaml", "yml"):
        yaml.compose(text, Loader=yaml.SafeLoader)


def shown():
    """Commands with the output that a page shows for them, where it is of the project's own files."""
    for page in PAGES:
        for text in blocks(page, "", "console"):
            first, _, output = text.partition("\n")
            if first.startswith("$ foureyes ") and "examples/" in first and output.strip():
                yield pytest.param(first[2:], output, id=f"{named(page)}: {first[2:60]}")


SHOWN = list(shown())
assert SHOWN, "no page shows what is printed"


@pytest.mark.parametrize(("line", "output"), SHOWN)
def test_output_is_what_is_printed(line, output):
    printed = Cli(ROOT)(*line.split()[1:]).stdout
    wanted = "".join(".*" if part == "…" else re.escape(part) for part in re.split("(…)", output.strip()))
    assert re.fullmatch(wanted, printed.strip(), re.DOTALL)
