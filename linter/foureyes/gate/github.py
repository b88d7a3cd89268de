"""GitHub events: which change is meant, and who opened it. Anything unexpected is an error, never a default.

Payloads as documented (docs.github.com, webhook events, 2026-08): `pull_request`, `merge_group`, `push`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from foureyes.errors import FoureyesError

MAX_BYTES = 25_000_000
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_BRANCH = re.compile(r"(?!-)[^\s~^:?*\[\\\x00-\x1f]+")


class UnclearEvent(FoureyesError):
    """An event that does not say what it should."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account, as GitHub authenticated it."""

    id: int
    login: str
    is_human: bool


@dataclass(frozen=True, slots=True)
class Event:
    """A change as GitHub names it."""

    base: str
    head: str
    branch: str
    repository: str
    opener: Account | None
    number: int = 0
    """Of the pull request, where it is one."""
    name: str = "pull_request"


def parse_event(name: str, data: bytes) -> Event:
    """What an event is about. Raises `UnclearEvent` for other events, and for whatever is missing or odd."""
    if name not in ("pull_request", "merge_group", "push"):
        raise UnclearEvent(
            f"the event {name or '(none)'!r} names no change", remedy="run on pull_request, merge_group and push"
        )
    try:
        payload = json.loads(data) if len(data) <= MAX_BYTES else None
        if name == "merge_group":
            return _of_group(payload)
        if name == "push":
            return _of_push(payload)
        return _of_pull_request(payload)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnclearEvent(f"the event's payload is not as documented: {type(error).__name__}: {error}") from None


def _of_pull_request(payload: Any) -> Event:
    pull = payload["pull_request"]
    user = pull["user"]
    branch = to_branch(pull["base"]["ref"])
    return Event(
        f"refs/remotes/origin/{branch}",
        to_commit(pull["head"]["sha"]),
        branch,
        to_repository(pull["base"]["repo"]),
        Account(to_whole(user["id"]), str(user["login"]), user["type"] == "User"),
        to_whole(payload["number"]),
    )


def _of_group(payload: Any) -> Event:
    group = payload["merge_group"]
    ref = group["base_ref"]
    if not ref.startswith("refs/heads/"):
        raise ValueError(f"{ref!r} is no branch")
    return Event(
        to_commit(group["base_sha"]),
        to_commit(group["head_sha"]),
        to_branch(ref.removeprefix("refs/heads/")),
        to_repository(payload["repository"]),
        None,
        name="merge_group",
    )


def _of_push(payload: Any) -> Event:
    ref, before = payload["ref"], to_commit(payload["before"])
    if not ref.startswith("refs/heads/") or payload["created"] or payload["deleted"] or not before.strip("0"):
        raise ValueError(f"{ref!r} is no branch, or begins or ends here")
    if payload["forced"]:
        raise ValueError(f"{ref!r} was rewritten")
    return Event(
        before,
        to_commit(payload["after"]),
        to_branch(ref.removeprefix("refs/heads/")),
        to_repository(payload["repository"]),
        None,
        name="push",
    )


def to_commit(text: object) -> str:
    if not isinstance(text, str) or not _COMMIT.fullmatch(text):
        raise ValueError(f"{text!r} is no commit")
    return text


def to_branch(text: object) -> str:
    if not isinstance(text, str) or not _BRANCH.fullmatch(text):
        raise ValueError(f"{text!r} is no branch")
    return text


def to_repository(raw: Mapping[str, Any]) -> str:
    name = raw["full_name"]
    if not isinstance(name, str) or name.count("/") != 1:
        raise ValueError(f"{name!r} is no repository")
    return name


def to_whole(raw: object) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or raw <= 0:
        raise ValueError(f"{raw!r} is no id")
    return raw
