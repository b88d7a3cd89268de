"""JSON reports of shards joined into the report of a single run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from foureyes.errors import BadUsage
from foureyes.reports.join_notes import summed
from foureyes.reports.words import count

Data = dict[str, Any]

SEVERITIES = ("info", "low", "medium", "high", "critical")


def joined(reports: list[Data]) -> Data:
    """The report of the whole run. Raises `BadUsage` if a shard is missing or the reports do not belong together."""
    shares = [report["coverage"].get("shard") for report in reports]
    check([(share["number"], share["total"]) if share else None for share in shares])
    first = min(reports, key=lambda report: report["coverage"]["shard"]["number"])
    if len({report["tool"]["version"] for report in reports}) > 1:
        raise BadUsage("the shards were judged by different versions of foureyes", remedy="use one version")
    return {
        "schema_version": first["schema_version"],
        "tool": first["tool"],
        "coverage": _coverage([report["coverage"] for report in reports]),
        "findings": sorted((one for report in reports for one in report["findings"]), key=_order),
        "accepted": sorted((one for report in reports for one in report.get("accepted", ())), key=_order),
        "notes": _notes([note for report in reports for note in report.get("notes", ())]),
    }


def check(shards: list[tuple[int, int] | None]) -> None:
    """Whether these are all shards of one run, each once."""
    told = [shard for shard in shards if shard is not None]
    if len(told) != len(shards):
        raise BadUsage("a report is not of a shard", remedy="write the reports with `foureyes lint --shard I/N`")
    totals = {total for _, total in told}
    if len(totals) != 1:
        raise BadUsage("the reports are of runs with different numbers of shards")
    (total,) = totals
    numbers = sorted(number for number, _ in told)
    lacking = sorted(set(range(1, total + 1)) - set(numbers))
    if lacking:
        raise BadUsage(f"shard {lacking[0]}/{total} is missing", remedy="give the reports of all shards")
    if len(numbers) != total:
        raise BadUsage("a shard is given twice")


def _order(finding: Data) -> tuple[Any, ...]:
    return (
        finding["answer"] != "risky", -SEVERITIES.index(finding["severity"]), finding["path"], finding["line"],
        finding["column"], finding["rule"], finding["resource"], finding["fingerprint"],
    )  # fmt: skip


def _coverage(parts: list[Data]) -> Data:
    taken_in = {path for part in parts for path in part["shard"]["files_taken_in"]}
    unknown: dict[str, int] = {}
    for part in parts:
        for type, number in part["resources_unknown"].items():
            unknown[type] = unknown.get(type, 0) + number
    return {
        "complete": all(part["complete"] for part in parts),
        "files_read": _union(parts, "files_read"),
        "files_unreadable": _union(parts, "files_unreadable"),
        "files_ignored": parts[0]["shard"]["files_ignored"] - len(taken_in),
        "files_left_out": _union(parts, "files_left_out"),
        "files_excluded": _union(parts, "files_excluded"),
        "rules_off": _union(parts, "rules_off"),
        "unread_before": sum(part["unread_before"] for part in parts),
        **{name: sum(part[name] for part in parts) for name in ("roots", "deployments", "resources_judged")},
        "resources_unknown": dict(sorted(unknown.items())),
        "cannot_tell": sum(part["cannot_tell"] for part in parts),
        "gaps": _each_once((gap for part in parts for gap in part["gaps"]), "what"),
        "errors": _each_once((error for part in parts for error in part["errors"]), "message"),
    }


def _union(parts: list[Data], name: str) -> list[str]:
    return sorted({path for part in parts for path in part[name]})


def _notes(told: list[Data]) -> list[Data]:
    sums = summed(note["text"] for note in told)
    return _each_once(({**note, "text": sums.get(note["text"], note["text"])} for note in told), "text")


def _each_once(several: Iterable[Data], text: str) -> list[Data]:
    """Gaps or errors in the order of a single run."""
    unique = {tuple(sorted((name, str(value)) for name, value in one.items())): one for one in several}
    return sorted(
        unique.values(),
        key=lambda one: (one["path"] or "", one["line"] or 0, one["column"] or 0, one[text], one["remedy"]),
    )


class Terms(NamedTuple):
    """What the configuration of a run says of its exit code."""

    fail_on: str
    allow_unknown: bool
    allow_unreadable: bool


def terms(reports: list[Data]) -> Terms:
    """What the configuration of all shards says. Where it is not the same everywhere, the strictest holds."""
    shares = [report["coverage"]["shard"] for report in reports]
    said = {share["fail_on"] for share in shares}
    return Terms(
        said.pop() if len(said) == 1 and "" not in said else "low",
        all(share["allow_unknown"] for share in shares),
        all(share["allow_unreadable"] for share in shares),
    )


def own_verdict(reports: list[Data], report: Data) -> tuple[int, str]:
    """The exit code where nothing is said of what fails, and why: as the configuration has it, or worse a shard.

    A shard may know better: of findings that it does not show, or that fail where they are. `report`: the joined one.
    """
    usual = verdict(report, *terms(reports))
    shares = sorted((one["coverage"]["shard"] for one in reports), key=lambda share: share["number"])
    codes = [share["exit_code"] for share in shares]
    if usual[0] == 1 or (1 not in codes and (usual[0] or not any(codes))):
        return usual
    code = 1 if 1 in codes else max(codes)
    return code, "; ".join(
        f"shard {share['number']}/{share['total']}: {share['reason']}" for share in shares if share["exit_code"] == code
    )


def verdict(report: Data, fail_on: str, allow_unknown: bool, allow_unreadable: bool) -> tuple[int, str]:
    """The exit code of the whole run, and why: as `lint` has it."""
    bound = len(SEVERITIES) if fail_on == "never" else SEVERITIES.index(fail_on)
    weighty = [one for one in report["findings"] if SEVERITIES.index(one["severity"]) >= bound]
    risky = sum(1 for one in weighty if one["answer"] == "risky")
    if risky:
        return 1, f"{count(risky, 'risky finding')} of severity {fail_on} or worse"
    coverage = report["coverage"]
    errors = [one for one in coverage["errors"] if not (allow_unreadable and one["kind"] == "unreadable-source")]
    unsure = 0 if allow_unknown else len(weighty)
    gaps = [] if allow_unknown else coverage["gaps"]
    reasons = [count(len(errors), "error")] if errors else []
    reasons += [f"{count(len(gaps), 'thing')} referred to but not read"] if gaps else []
    reasons += [f"{count(unsure, 'finding')} of severity {fail_on} or worse that cannot be told"] if unsure else []
    return (3, ", ".join(reasons)) if reasons else (0, "")
