"""A policy in words, and the difference between two."""

from __future__ import annotations

from datetime import timedelta

from foureyes.gate.people import People
from foureyes.gate.policy import SOURCES, Policy, PolicyRule


def sentences(policy: Policy) -> list[str]:
    """What a policy asks, a sentence each."""
    told = [f"{policy.repository}: guards {', '.join(policy.branches)}"]
    told += [f"{_selection(rule)} needs {_needs(rule)}" for rule in policy.rules]
    if policy.break_glass is not None:
        told.append(f"in an emergency one of {policy.break_glass.group} passes alone, to be reviewed afterwards")
    return told


def differences(old: Policy, old_people: People, new: Policy, new_people: People) -> list[str]:
    """What changes: rules come and gone, settings, and what each person may do that they could not before."""
    before, after = sentences(old), sentences(new)
    told = [f"no longer: {one}" for one in before if one not in after]
    told += [f"new: {one}" for one in after if one not in before]
    for name in sorted({*old_people.all, *new_people.all}):
        was, now = old_people.all.get(name), new_people.all.get(name)
        if was is None or now is None:
            told.append(f"{name} {'joins' if was is None else 'leaves'}")
        groups = set(was.groups if was else ()), set(now.groups if now else ())
        told += [f"{name} may now sign for {one}" for one in sorted(groups[1] - groups[0])]
        told += [f"{name} may no longer sign for {one}" for one in sorted(groups[0] - groups[1])]
        keys = set(was.keys if was else ()), set(now.keys if now else ())
        if was and now and keys[0] != keys[1]:
            told.append(f"{name}: {len(keys[1] - keys[0])} keys come, {len(keys[0] - keys[1])} go")
    for name in sorted({*old.environments, *new.environments}):
        paths = old.environments.get(name), new.environments.get(name)
        if paths[0] != paths[1]:
            told.append(f"environment {name}: {_paths(paths[0])} -> {_paths(paths[1])}")
    for account in sorted({*old.accounts, *new.accounts}):
        owners = old.accounts.get(account, "nothing"), new.accounts.get(account, "nothing")
        if owners[0] != owners[1]:
            told.append(f"account {account}: {owners[0]} -> {owners[1]}")
    for label, was_set, is_set in (
        ("the default environment", old.default_environment, new.default_environment),
        ("the least severity that needs a sign-off", old.from_severity, new.from_severity),
        ("what cannot be told of new resources", old.new_unknown, new.new_unknown),
        ("reviewers where the author is unknown", old.unknown_author, new.unknown_author),
        ("who may not review", _scope(old), _scope(new)),
        ("robots that prove who made a change", _robots(old), _robots(new)),
        ("who passes alone in an emergency", _glass(old), _glass(new)),
        ("the repository's id", old.repository_id, new.repository_id),
    ):
        if was_set != is_set:
            told.append(f"{label}: {was_set} -> {is_set}")
    return told


def _selection(rule: PolicyRule) -> str:
    parts = []
    if rule.environments:
        parts.append(f"in {' or '.join(rule.environments)}")
    if rule.severities:
        parts.append(f"of severity {' or '.join(rule.severities)}")
    if rule.kinds:
        parts.append(f"that {' or '.join(rule.kinds)}")
    return f"a change {', '.join(parts)}" if parts else "every risky change"


def _needs(rule: PolicyRule) -> str:
    words = " and ".join(str(need) for need in rule.needs)
    if rule.max_age is not None:
        words += f", at most {span(rule.max_age)} old"
    if rule.presence:
        words += ", with a hardware key that is touched"
    if rule.sources != SOURCES:
        words += f", by {' or '.join(one.value for one in rule.sources)}"
    if rule.distinct:
        words += ", each somebody else"
    return words if rule.break_glass else f"{words}, even in an emergency"


def span(span: timedelta) -> str:
    """A span of whole hours, as people say it."""
    count, unit = (span.days, "day") if span.days and not span.seconds else (span // timedelta(hours=1), "hour")
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _glass(policy: Policy) -> str:
    glass = policy.break_glass
    if glass is None:
        return "nobody"
    after = ", else every risky change is blocked" if glass.blocks_after else ""
    return f"{glass.group}, {glass.max_open} open at once, reviewed within {span(glass.review_within)}{after}"


def _scope(policy: Policy) -> str:
    return "who had a hand in the risk" if policy.by_risk else "who had a hand in the change"


def _robots(policy: Policy) -> str:
    return "; ".join(f"{id} for {', '.join(kinds)}" for id, kinds in sorted(policy.robots.items())) or "none"


def _paths(paths: tuple[str, ...] | None) -> str:
    return ", ".join(paths) if paths else "nothing"
