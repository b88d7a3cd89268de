"""Every rule is shown flagged, clean and unsure in every language its kind names.

Cases live in `tests/cases/<cloud>/<service>/<rule>/`: `flagged.tf`, `clean.bicep`, `unsure.yaml`, …; more
of a sort get a suffix (`flagged-inline.tf`). All are linted by the real command line in one run, each
file in a folder of its own.
"""

import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from foureyes.engine.catalogue import load
from tests.support import Cli

CASES = Path(__file__).parent.parent / "cases"
SUFFIXES = {"terraform": (".tf",), "arm": (".bicep", ".json"), "cloudformation": (".yaml",)}
RULES = {rule.id: rule for rule in load()}
FILES = sorted(path for path in CASES.rglob("*.*") if path.is_file())


def folder(rule):
    cloud, service = rule.module.split(".")[-2:]
    return CASES / cloud / service / rule.id


@pytest.fixture(scope="session")
def findings(tmp_path_factory):
    """Findings of all cases by case file."""
    scratch = tmp_path_factory.mktemp("cases")
    for path in FILES:
        home = scratch / path.relative_to(CASES).with_suffix("") / path.suffix[1:]
        home.mkdir(parents=True)
        shutil.copy(path, home / f"main{path.suffix}")
    profiles = sorted({rule.profile for rule in RULES.values()} - {"default"})
    cli = Cli(scratch)
    options = [word for profile in profiles for word in ("--profile", profile)]
    report = cli.lint(*options, ".")
    assert not report["coverage"]["errors"], report["coverage"]["errors"]
    found = defaultdict(list)
    for finding in report["findings"]:
        home = Path(finding["path"]).parent
        found[CASES / home.parent.with_name(f"{home.parent.name}.{home.name}")].append(finding)
    return found


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_has_cases_in_every_language(name):
    rule = RULES[name]
    stems = {(path.stem.split("-")[0], path.suffix) for path in folder(rule).glob("*.*")}
    wanted = [
        (sort, suffix)
        for schema, suffixes in SUFFIXES.items()
        if rule.kind.types(schema)
        for suffix in suffixes
        for sort in ("flagged", "clean", "unsure")
    ]
    assert not [f"{sort}{suffix}" for sort, suffix in wanted if (sort, suffix) not in stems], folder(rule)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CASES)))
def test_a_case_is_judged_as_it_says(path, findings):
    rule = path.parent.name
    assert rule in RULES, f"{path.parent} is no rule"
    assert path.parent == folder(RULES[rule])
    answers = {finding["answer"] for finding in findings[path] if finding["rule"] == rule}
    expected = {"flagged": {"risky"}, "clean": set(), "unsure": {"cannot-tell"}}[path.stem.split("-")[0]]
    assert answers == expected
