"""What tests of the engine share: files judged as `foureyes lint` judges them, in this process."""

from collections.abc import Callable
from pathlib import Path

import pytest

from foureyes.model.finding import Finding
from foureyes.model.rule import DEFAULT_PROFILE, PROFILES
from foureyes.run import Outcome, lint
from foureyes.sources.working_tree import WorkingTree

Judge = Callable[[dict[str, str]], Outcome]
Answers = Callable[[str, dict[str, str]], list[str]]


@pytest.fixture
def judge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Judge:
    """What a run over some files finds by all rules; none of the files may be unreadable."""

    def run(files: dict[str, str]) -> Outcome:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        monkeypatch.chdir(tmp_path)
        outcome = lint(["."], WorkingTree(), profiles=(DEFAULT_PROFILE, *PROFILES))
        assert not outcome.coverage.errors
        return outcome

    return run


@pytest.fixture
def answers(judge: Judge) -> Answers:
    """What a rule answers about some files: `resource: answer`, and the circumstances where there are any."""

    def ask(rule: str, files: dict[str, str]) -> list[str]:
        outcome = judge(files)
        assert rule in {one.id for one in outcome.rules}, "nothing is there that the rule could be asked about"
        return sorted(told(one) for one in outcome.findings if one.rule == rule)

    return ask


def told(finding: Finding) -> str:
    when = f" when {finding.when}" if finding.when else ""
    return f"{finding.resource}: {finding.answer.value}{when}"
