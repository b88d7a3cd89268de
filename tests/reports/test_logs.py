"""Nothing of a linted file is obeyed by a CI service that logs the report."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from foureyes.model.evidence import Fact
from foureyes.model.place import Source
from foureyes.reports.report import FORMS, Report, load

VSO = "##vso[task.setvariable variable=PATH]/evil"
RUNNER = "##[error]fooled"
COMMAND = " ".join(["word"] * 30 + ["::add-mask::everything"] * 8)


@pytest.mark.parametrize("form", FORMS)
def test_no_form_carries_a_command(make_report: Callable[..., Report], build: dict[str, Any], form: str) -> None:
    hostile = f"{VSO} {RUNNER} {COMMAND}"
    source = Source(f"a/{VSO}.tf", f'x = "yes" # {hostile}')
    place = build["at"](source, '"yes"')
    finding = build["risky"](
        resource=hostile, message=hostile, when=hostile, deployments=[hostile], place=place, remedy=hostile,
        facts=(Fact(hostile, place), Fact(hostile)),
    )  # fmt: skip
    text = load(form)(make_report(finding))
    # The runner that obeys the form itself has parsed the line by then; its paths must stay what they are.
    assert not re.search(r"##\[|##vso\[", re.sub(r"(?m)^::error file=[^,]*", "", text) if form == "github" else text)
    ours = r"::(error|warning|notice) " if form == "github" else "$^"
    assert [line for line in text.splitlines() if line.lstrip().startswith("::") and not re.match(ours, line)] == []
    if form == "json":
        assert json.loads(text)["findings"][0]["resource"] == hostile


@pytest.mark.parametrize("form", FORMS)
def test_no_line_of_a_name_is_a_command(make_report: Callable[..., Report], build: dict[str, Any], form: str) -> None:
    hostile = "a\n::error file=b::fooled\n \t::stop-commands::x\x1b[31m"
    source = Source(f"a/{hostile}.tf", f'x = "yes"\n{hostile}')
    place = build["at"](source, '"yes"')
    finding = build["risky"](
        resource=hostile, message=hostile, when=hostile, deployments=[hostile], place=place, remedy=hostile,
        facts=(Fact(hostile, place), Fact(hostile)),
    )  # fmt: skip
    text = load(form)(make_report(finding))
    ours = r"::(error|warning|notice) " if form == "github" else "$^"
    assert [line for line in text.splitlines() if line.lstrip().startswith("::") and not re.match(ours, line)] == []
    assert "\x1b" not in text
