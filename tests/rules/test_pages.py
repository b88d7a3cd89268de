"""The pages about rules say what the rules say."""

from pathlib import Path

from foureyes.cli.reads import reads
from foureyes.engine.catalogue import load
from foureyes.reports.rule_pages import pages

FOLDER = Path(__file__).parent.parent.parent / "docs" / "rules"


def test_the_pages_are_fresh():
    made = {FOLDER / path: text for path, text in pages(load(), reads)}
    assert set(made) == set(FOLDER.rglob("*.md")), "run `make docs`"
    stale = [path.name for path, text in made.items() if path.read_text(encoding="utf-8") != text]
    assert not stale, "run `make docs`"


def test_every_rule_says_why_and_how_to_fix_it():
    silent = [rule.id for rule in load() if not (rule.message.endswith(".") and rule.why and rule.fix)]
    assert not silent
