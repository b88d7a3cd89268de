"""How GitHub protects the branch, as far as a token may see it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from foureyes.cli.gate_change import Change
from foureyes.cli.gate_github import TOKEN, forge_of
from foureyes.errors import BadUsage
from foureyes.gate.github_api import Api, ApiDoubt
from foureyes.gate.github_pull import documented

WORD = "foureyes"


def protection(change: Change) -> list[str]:
    """What is wrong with the rules on the branch. Raises `ApiDoubt` where they cannot be read."""
    policy = change.standpoint.policy
    repository = policy.repository.partition("/")[2]
    forge = forge_of(policy, repository)
    if forge is None:
        raise BadUsage(f"--github needs a token in the environment's {TOKEN}")
    rules = forge.api.list(f"repos/{repository}/rules/branches/{change.branch}", unique=False)
    with documented("the rules of the branch"):
        problems = list(_problems(rules))
        sets = {one["ruleset_id"]: one.get("ruleset_source_type", "Repository") for one in rules}
    for id, owner in sorted(sets.items()):
        problems += _bypass(forge.api, repository, id, owner)
    if not rules:
        problems.append("no ruleset holds on the branch; classic branch protection is not read")
    return problems


def _problems(rules: list[Any]) -> Iterator[str]:
    kinds = {one["type"] for one in rules}
    workflows = [flow for one in rules if one["type"] == "workflows" for flow in one["parameters"]["workflows"]]
    checks = [
        check
        for one in rules
        if one["type"] == "required_status_checks"
        for check in one["parameters"]["required_status_checks"]
    ]
    ours = [one for one in checks if WORD in one["context"].lower()]
    if not workflows and not ours:
        named = ", ".join(one["context"] for one in checks) or "none"
        yield f"neither a workflow nor a check that names {WORD} is required on the branch (required checks: {named})"
    for check in ours:
        if check.get("integration_id") is None:
            yield f"the check {check['context']} may come from any source: whoever can write can set it"
    if ours and not workflows:
        yield "a check is required, not a workflow: a pull request can edit what reports it"
    reviews = [one["parameters"] for one in rules if one["type"] == "pull_request"]
    if not reviews:
        yield "the branch takes direct pushes: only the audit finds them"
    elif not any(one.get("dismiss_stale_reviews_on_push") for one in reviews):
        yield "GitHub keeps stale reviews; the gate does not count them, people may"
    if "non_fast_forward" not in kinds:
        yield "the branch may be force-pushed: the ledger of sign-offs can be rewritten"
    if "deletion" not in kinds:
        yield "the branch may be deleted"


def _bypass(api: Api, repository: str, id: int, owner: str) -> Iterator[str]:
    """Who may pass by a ruleset."""
    try:
        found = api.get(f"repos/{repository}/rulesets/{id}", includes_parents="true")
    except ApiDoubt as error:
        yield f"ruleset {id} cannot be read: {error.message}"
        return
    with documented(f"ruleset {id}"):
        actors = found.get("bypass_actors")
        if actors is None:
            yield f"who may bypass {found['name']} ({owner.lower()}) cannot be seen with this token"
        for one in actors or ():
            yield f"{found['name']}: {one['actor_type']} {one['actor_id']} may bypass it ({one['bypass_mode']})"
