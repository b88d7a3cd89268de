"""Our reader accepts exactly what `terraform fmt` accepts."""

from __future__ import annotations

import pytest

from foureyes.languages.terraform.parser import parse
from foureyes.model.place import Source
from tests.languages.terraform.oracle import TERRAFORM, accepts
from tests.languages.terraform.snippets import SNIPPETS


@pytest.fixture(scope="module")
def verdicts() -> dict[str, bool]:
    if TERRAFORM is None:
        pytest.skip("no terraform binary to compare with")
    texts = list(dict.fromkeys(SNIPPETS))
    return dict(zip(texts, accepts(texts), strict=True))


def test_accepts_what_terraform_accepts(verdicts: dict[str, bool]) -> None:
    disagreements = []
    for text, valid in verdicts.items():
        errors = parse(Source("main.tf", text.removeprefix("\ufeff"))).errors
        if bool(errors) == valid:
            disagreements.append((text[:200], "accepted by terraform" if valid else "refused by terraform", errors))
    assert not disagreements


def test_snippets_show_both_verdicts(verdicts: dict[str, bool]) -> None:
    assert len(verdicts) > 600
    assert 200 < sum(verdicts.values()) < len(verdicts) - 200
