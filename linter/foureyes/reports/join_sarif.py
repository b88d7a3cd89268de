"""SARIF logs of shards joined into the log of a single run."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

from foureyes.errors import BadUsage
from foureyes.reports.join_json import SEVERITIES, check
from foureyes.reports.join_notes import summed
from foureyes.reports.words import count

Data = dict[str, Any]
LEVELS = ("error", "warning", "note")
_CLAUSE = re.compile(r"([\d,]+) (error|thing|risky finding|finding)s?(.*)")


def joined(logs: list[Data]) -> Data:
    """The log of the whole run. Raises `BadUsage` if a shard is missing or the logs do not belong together."""
    runs = [log["runs"][0] for log in logs]
    check([_shard(run) for run in runs])
    runs.sort(key=lambda run: _shard(run) or (0, 0))
    results = sorted((result for run in runs for result in run["results"]), key=_order)
    index = {name: number for number, name in enumerate(dict.fromkeys(result["ruleId"] for result in results))}
    rules = {rule["id"]: rule for run in runs for rule in run["tool"]["driver"]["rules"]}
    driver = {**runs[0]["tool"]["driver"], "rules": [rules[name] for name in index]}
    run = {name: value for name, value in runs[0].items() if name != "properties"}
    run["tool"] = {**run["tool"], "driver": driver}
    run["invocations"] = [_invocation([run["invocations"][0] for run in runs])]
    stated = any("baselineState" in result for result in results)
    run["results"] = [_placed(result, index[result["ruleId"]], stated) for result in results]
    return {**logs[0], "runs": [run]}


def _placed(result: Data, number: int, stated: bool) -> Data:
    """A result of the whole log, its keys in the order of a single run's."""
    state = {"baselineState": "new"} if stated and "baselineState" not in result else {}
    return {**result, "ruleIndex": number, **state}


def exit_code(log: Data) -> tuple[int, str]:
    """The exit code of a joined log, and why."""
    invocation = log["runs"][0]["invocations"][0]
    return invocation["exitCode"], invocation.get("exitCodeDescription", "")


def _shard(run: Data) -> tuple[int, int] | None:
    match = re.fullmatch(r"(\d+)/(\d+)", str(run.get("properties", {}).get("shard", "")))
    return (int(match[1]), int(match[2])) if match else None


def _order(result: Data) -> tuple[Any, ...]:
    properties = result["properties"]
    severity = -SEVERITIES.index(properties["severity"])
    aside = "suppressions" in result or result.get("baselineState") == "unchanged"
    return (
        aside, result["kind"] != "fail", severity, *_spot(result), result["ruleId"], properties["resource"],
        result["partialFingerprints"]["foureyes/v1"],
    )  # fmt: skip


def _spot(told: Data) -> tuple[str, int, int]:
    """Path, line and column of a result or a notification."""
    for location in told.get("locations", [])[:1]:
        physical = location["physicalLocation"]
        region = physical.get("region", {})
        return unquote(physical["artifactLocation"]["uri"]), region.get("startLine", 0), region.get("startColumn", 0)
    return "", 0, 0


def _invocation(invocations: list[Data]) -> Data:
    told = _counted([one for part in invocations for one in part["toolExecutionNotifications"]])
    unique = {repr(one): one for one in told}.values()
    notifications = sorted(unique, key=lambda one: (LEVELS.index(one["level"]), *_spot(one), one["message"]["text"]))
    codes = [part["exitCode"] for part in invocations]
    code = 1 if 1 in codes else max(codes)
    reasons = [part["exitCodeDescription"] for part in invocations if part["exitCode"] == code and code]
    return {
        "executionSuccessful": all(part["executionSuccessful"] for part in invocations),
        "exitCode": code,
        **({"exitCodeDescription": _reason(reasons, told, notifications)} if code else {}),
        "toolExecutionNotifications": notifications,
    }


def _counted(told: list[Data]) -> list[Data]:
    """The notifications, with counts of the same thing added up."""
    sums = summed(one["message"]["text"] for one in told if one["level"] == "note")
    return [
        {**one, "message": {**one["message"], "text": sums[text]}}
        if one["level"] == "note" and (text := one["message"]["text"]) in sums
        else one
        for one in told
    ]


def _reason(reasons: Iterable[str], told: list[Data], notifications: list[Data]) -> str:
    """The shards' reasons as one, their numbers added up. What two shards told counts once."""
    sums: dict[tuple[str, str], int] = {}
    for reason in reasons:
        for clause in reason.split(", "):
            match = _CLAUSE.fullmatch(clause)
            if match is None:
                raise BadUsage(f"this is no log of foureyes: {clause!r}")
            key = match[2], match[3]
            sums[key] = sums.get(key, 0) + int(match[1].replace(",", ""))
    clauses = []
    for noun in ("risky finding", "error", "thing", "finding"):
        for (one, rest), number in sums.items():
            if one == noun:
                repeated = _number(noun, told) - _number(noun, notifications)
                clauses.append(f"{count(number - repeated, noun)}{rest}")
    return ", ".join(clauses)


def _number(noun: str, notifications: list[Data]) -> int:
    level = {"error": "error", "thing": "warning"}.get(noun)
    return sum(1 for one in notifications if one["level"] == level)
