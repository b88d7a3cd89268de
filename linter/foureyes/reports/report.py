"""What a report is made from, and the renderer of each form."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import cast

from foureyes.model.coverage import Coverage
from foureyes.model.finding import Accepted, Finding
from foureyes.model.note import Note
from foureyes.model.record import Record, field, replace
from foureyes.model.rule import Rule
from foureyes.reports.logs import inert_data
from foureyes.reports.secrets import masked, without_secrets
from foureyes.reports.style import Style

FORMS = ("text", "json", "sarif", "github", "gitlab", "junit", "markdown", "html")


class Report(Record):
    """All that a report may tell."""

    findings: list[Finding]
    coverage: Coverage
    exit_code: int = 0
    reason: str = ""
    """Why the exit code is not 0."""
    rules: Mapping[str, Rule] = field(factory=dict)
    """Rules by id, for the forms that carry the rules' texts."""
    style: Style = field(factory=Style)
    accepted: list[Accepted] = field(factory=list)
    """Findings that were set aside."""
    notes: list[Note] = field(factory=list)
    """What else is to be said, such as of suppressions that are over."""


def load(form: str) -> Callable[[Report], str]:
    """The renderer of a form. It is given no secrets, and a CI service's log obeys none of it."""
    render = cast(Callable[[Report], str], importlib.import_module(f"foureyes.reports.{form}").render)

    def guarded(report: Report) -> str:
        findings = [without_secrets(one) for one in report.findings]
        accepted = [
            replace(one, finding=without_secrets(one.finding), reason=masked(one.reason)) for one in report.accepted
        ]
        return inert_data(render(replace(report, findings=findings, accepted=accepted)), form)

    return guarded
