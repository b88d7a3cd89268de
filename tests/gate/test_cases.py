"""What lint flags in the cases of its rules, the gate tells as a risk of the change that brings it."""

from collections import defaultdict
from pathlib import Path

import pytest

from foureyes.model.rule import DEFAULT_PROFILE, PROFILES
from tests.gate.trees import Trees

CASES = Path(__file__).parent.parent / "cases"
SERVICES = sorted(str(one.relative_to(CASES)) for one in CASES.glob("*/*"))


def cases(service):
    """A safe and a flagged file for every rule, by its id; the languages take turns."""
    for number, folder in enumerate(sorted((CASES / service).iterdir())):
        pairs = [(one, folder / f"flagged{one.suffix}") for one in sorted(folder.glob("clean.*"))]
        pairs = [pair for pair in pairs if pair[1].is_file()]
        if pairs:
            yield folder.name, *pairs[number % len(pairs)]


@pytest.fixture(scope="module")
def every_rule(tmp_path_factory):
    made = Trees(tmp_path_factory.mktemp("cases"), (DEFAULT_PROFILE, *PROFILES))
    yield made
    made.repository.close()


@pytest.mark.parametrize("service", SERVICES)
def test_the_gate_tells_what_lint_flags(every_rule, service):
    rules = {rule: f"infra/{rule}/main{clean.suffix}" for rule, clean, _ in cases(service)}
    safe = {rules[rule]: clean.read_text() for rule, clean, _ in cases(service)}
    open = {rules[rule]: flagged.read_text() for rule, _, flagged in cases(service)}
    assert untold(every_rule.comparison(safe, open), rules) == set()
    assert untold(every_rule.comparison(open, safe), rules) == set(rules), "what is closed is no risk"


def untold(comparison, rules):
    """The rules of which no risk is told where it is due."""
    told = defaultdict(set)
    for risk in comparison.risks():
        told[risk.root].add(risk.rule)
    return {rule for rule, path in rules.items() if rule not in told[path] | told[path.rpartition("/")[0]]}
