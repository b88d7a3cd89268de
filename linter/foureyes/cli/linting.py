"""The work of `foureyes lint`."""

from __future__ import annotations

from typing import Any

from foureyes.cli.asked import Asked
from foureyes.cli.inputs import judged
from foureyes.cli.memo import Memo
from foureyes.cli.publish import publish
from foureyes.cli.running import manner
from foureyes.errors import BadUsage


def lint(
    asked: Asked,
    *,
    form: str = "text",
    output: str | None = None,
    further: tuple[tuple[str, str], ...] = (),
    fixes: bool = False,
    roots_of: bool = False,
    base: str = "",
    baseline: str | None = None,
    fail_on: str | None = None,
    severity: str = "info",
    allow_unknown: bool | None = None,
    allow_unreadable: bool | None = None,
    color: str = "auto",
    memo: Memo | None = None,
    **running: Any,
) -> int:
    """Judge, report, and return the exit code. The options are those of the verb; the answer is kept in `memo`."""
    if roots_of and not asked.paths:
        raise BadUsage("--roots-of needs the changed files as PATHS")
    run = judged(asked, roots_of=roots_of, manner=manner(**running), fail_on=fail_on, base=base)
    outcome, table = run.outcome, run.configuration.lint
    from foureyes.cli.accepting import accept_in

    spoken_of = accept_in(run, settled=asked.settled)
    if base:
        from foureyes.cli.since import set_older_aside

        set_older_aside(run, base)
    known = baseline or run.configuration.baseline
    if known:
        from foureyes.cli.known import set_known_aside

        set_known_aside(run, known)
    if fixes:
        from foureyes.cli.fix import tell_fixes

        tell_fixes(run)
    from foureyes.cli.verdict import verdict
    from foureyes.model.finding import Severity

    result = verdict(
        outcome.findings,
        outcome.coverage,
        run.settings.threshold if run.settings.varies else run.settings.threshold(),
        allow_unknown=table.get("allow_unknown", False) if allow_unknown is None else allow_unknown,
        allow_unreadable=table.get("allow_unreadable", False) if allow_unreadable is None else allow_unreadable,
    )
    shown = [one for one in outcome.findings if one.severity >= Severity[severity.upper()]]
    if outcome.coverage.shard:
        outcome.coverage.shard = outcome.coverage.shard._replace(
            hidden=len(outcome.findings) - len(shown),
            fail_on="" if any("fail_on" in one for one in table.get("at", ())) else table.get("fail_on", "low"),
            allow_unknown=table.get("allow_unknown", False),
            allow_unreadable=table.get("allow_unreadable", False),
        )
    outcome.findings = shown
    text = publish(outcome, result, form, output, further, color)
    if memo is not None and not (spoken_of or known or outcome.notes or outcome.coverage.errors):
        memo.keep(run, result.code, text)
    return result.code
