"""Every threat of the design has a test that bears its number, or a reason in the guide why it has none."""

import re

GROUPS = {"A": 19, "B": 11, "C": 21, "D": 19, "E": 18}
THREATS = {f"{letter}{number}" for letter, last in GROUPS.items() for number in range(1, last + 1)}


def with_a_test(root):
    found = set()
    for path in (root / "tests/gate").glob("test_*.py"):
        text = path.read_text("utf-8")
        for names in re.findall(r"^def test_((?:[a-e]\d+_)+)", text, re.MULTILINE):
            found |= {name.upper() for name in names.split("_") if name}
        for names in re.findall(r'"((?:[A-E]\d+ )+)', text):
            found |= set(names.split())
    return found & THREATS


def excused(root):
    text = (root / "docs/gate.md").read_text("utf-8").partition("## Threats")[2]
    return set(re.findall(r"\b[A-E]\d+\b", text))


def test_every_threat_is_tested_or_excused(root):
    missing = THREATS - with_a_test(root) - excused(root)
    assert not missing, sorted(missing)


def test_nothing_is_excused_that_is_tested(root):
    assert not with_a_test(root) & excused(root)


def test_every_command_of_the_guide_is_there(root, cli):
    text = (root / "docs/gate.md").read_text("utf-8")
    from foureyes.cli.gate import MODULES

    named = set(re.findall(r"foureyes gate ([a-z-]+)", text))
    assert named == set(MODULES)
    for name in MODULES:
        done = cli("gate", name, "--help")
        assert done.returncode == 0, done.stderr
        assert "Usage" in done.stdout
