"""GitHub events: which change is meant, and who opened it. Anything unexpected is an error, never a default.

Payloads as documented (docs.github.com, webhook events, 2026-08): `pull_request`, `merge_group`.
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
class Opener:
    """The account that opened a pull request, as GitHub authenticated it."""

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
    opener: Opener | None


def parse_event(name: str, data: bytes) -> Event:
    """What an event is about. Raises `UnclearEvent` for other events, and for whatever is missing or odd."""
    if name not in ("pull_request", "merge_group"):
        raise UnclearEvent(
            f"the event {name or '(none)'!r} names no change", remedy="run on pull_request and merge_group"
        )
    try:
        payload = json.loads(data) if len(data) <= MAX_BYTES else None
        if name == "merge_group":
            return _of_group(payload)
        return _of_pull_request(payload)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnclearEvent(f"the event's payload is not as documented: {type(error).__name__}: {error}") from None


def _of_pull_request(payload: Any) -> Event:
    pull = payload["pull_request"]
    user = pull["user"]
    branch = _branch(pull["base"]["ref"])
    return Event(
        f"refs/remotes/origin/{branch}",
        _commit(pull["head"]["sha"]),
        branch,
        _repository(pull["base"]["repo"]),
        Opener(_whole(user["id"]), str(user["login"]), user["type"] == "User"),
    )


def _of_group(payload: Any) -> Event:
    group = payload["merge_group"]
    ref = group["base_ref"]
    if not ref.startswith("refs/heads/"):
        raise ValueError(f"{ref!r} is no branch")
    return Event(
        _commit(group["base_sha"]),
        _commit(group["head_sha"]),
        _branch(ref.removeprefix("refs/heads/")),
        _repository(payload["repository"]),
        None,
    )


def _commit(text: object) -> str:
    if not isinstance(text, str) or not _COMMIT.fullmatch(text):
        raise ValueError(f"{text!r} is no commit")
    return text


def _branch(text: object) -> str:
    if not isinstance(text, str) or not _BRANCH.fullmatch(text):
        raise ValueError(f"{text!r} is no branch")
    return text


def _repository(raw: Mapping[str, Any]) -> str:
    name = raw["full_name"]
    if not isinstance(name, str) or name.count("/") != 1:
        raise ValueError(f"{name!r} is no repository")
    return name


def _whole(raw: object) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or raw <= 0:
        raise ValueError(f"{raw!r} is no id")
    return raw
