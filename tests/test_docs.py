"""The documentation hangs together: every page is in the site's menu, every link leads somewhere."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
TEXTS = [*PAGES, *ROOT.glob("*.md"), *(ROOT / "examples").rglob("*.md")]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*$", re.MULTILINE)


def menu(entry):
    if isinstance(entry, str):
        return [entry]
    return [page for one in (entry if isinstance(entry, list) else entry.values()) for page in menu(one)]


def prose(path):
    """The text without code."""
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`\n]*`", "", text)


def anchors(path):
    titles = (re.sub(r"[`*]|\]\([^)]*\)|\[", "", one) for one in HEADING.findall(path.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w -]", "", one.lower()).strip().replace(" ", "-") for one in titles}


def test_every_page_is_in_the_menu():
    listed = menu(yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"])
    pages = {page.relative_to(DOCS).as_posix() for page in PAGES}
    assert set(listed) <= pages
    assert {page for page in pages if not page.startswith("rules/")} <= set(listed)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(path):
    for link in LINK.findall(prose(path)):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        meant = (path.parent / target).resolve() if target else path
        assert meant.exists(), f"{link} is not there"
        assert meant.is_relative_to(ROOT), f"{link} leads out of the project"
        if anchor and meant.suffix == ".md":
            assert anchor in anchors(meant), f"{link}: no such heading"
