"""A pull request as GitHub tells it: who opened it, who pushed, who reviewed what, who wrote which comment.

Reviews, comments and the opener are asked for over REST and over GraphQL, pushes from both ends of their list. One
answer that differs from the other decides nothing. Shapes as documented (docs.github.com, REST 2022-11-28 and GraphQL).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

from foureyes.gate.github import Account, to_branch, to_commit, to_repository, to_whole
from foureyes.gate.github_api import MAX_PAGES, Api, ApiDoubt

GHOST = 10137
"""The account that stands for all deleted ones."""

PENDING = "PENDING"
STATES = ("APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED", PENDING)
NOTHING = re.compile(r"0{40}|0{64}")

_AUTHOR = "author { __typename ... on User { databaseId } }"
_PAGE = "totalCount pageInfo { hasNextPage endCursor }"
QUERY = (
    "query($owner: String!, $name: String!, $number: Int!, $reviews: String, $comments: String) {"
    " repository(owner: $owner, name: $name) { pullRequest(number: $number) {"
    " number headRefOid headRefName headRepository { nameWithOwner } baseRefName mergedAt mergeCommit { oid }"
    f" {_AUTHOR}"
    f" reviews(first: 100, after: $reviews) {{ {_PAGE} nodes {{"
    f" fullDatabaseId state body lastEditedAt includesCreatedEdit submittedAt commit {{ oid }} {_AUTHOR} }} }}"
    f" comments(first: 100, after: $comments) {{ {_PAGE} nodes {{"
    f" fullDatabaseId body lastEditedAt includesCreatedEdit createdAt {_AUTHOR} }} }} }} }} }}"
)
QUEUE = (
    "query($owner: String!, $name: String!, $branch: String!, $after: String) {"
    " repository(owner: $owner, name: $name) { mergeQueue(branch: $branch) {"
    f" entries(first: 100, after: $after) {{ {_PAGE}"
    " nodes { headCommit { oid } pullRequest { number } } } } } }"
)


class Review(NamedTuple):
    """A review. `person`: the numeric id of a human's account, None for robots and deleted ones."""

    id: int
    person: int | None
    login: str
    state: str
    body: str
    commit: str
    """What was looked at; empty where that is gone."""
    submitted: datetime
    edited: bool = False


class Comment(NamedTuple):
    """A comment in the conversation."""

    id: int
    person: int | None
    login: str
    body: str
    written: datetime
    edited: bool = False


class Push(NamedTuple):
    """Commits that came to the branch at once, and who brought them; `before` is empty where the branch began."""

    before: str
    after: str
    actor: Account | None


@dataclass(frozen=True, slots=True)
class Pull:
    """Everything about a pull request that counts."""

    number: int
    opener: Account | None
    head: str
    head_repository: str
    head_branch: str
    branch: str
    merged: datetime | None
    merge_commit: str
    reviews: tuple[Review, ...]
    comments: tuple[Comment, ...]


@contextmanager
def documented(what: str) -> Iterator[None]:
    """Turns whatever goes wrong while an answer is read into an `ApiDoubt`."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise ApiDoubt(f"{what} is not as documented: {type(error).__name__}: {error}") from None


def read_pull(api: Api, repository: str, number: int) -> Pull:
    """A pull request, its reviews and comments. Raises `ApiDoubt`."""
    what = f"pull request {number}"
    raw = api.get(f"repos/{repository}/pulls/{number}")
    reviews = api.list(f"repos/{repository}/pulls/{number}/reviews")
    comments = api.list(f"repos/{repository}/issues/{number}/comments")
    with documented(what):
        pull = _pull(raw, reviews, comments)
        other, edited = _otherwise(api, repository, number)
        if _summary(pull) != other or pull.number != number:
            raise ApiDoubt(
                f"GitHub tells {what} in two ways", remedy="something has changed meanwhile, or is not told: run again"
            )
    return replace(
        pull,
        reviews=tuple(one._replace(edited=("review", one.id) in edited) for one in pull.reviews),
        comments=tuple(one._replace(edited=("comment", one.id) in edited) for one in pull.comments),
    )


def read_pushes(api: Api, pull: Pull, is_base: Callable[[str], bool]) -> list[Push]:
    """The pushes that brought a pull request to where it is, newest first. Raises `ApiDoubt` unless that is all.

    `is_base`: whether a commit is part of the branch it goes to.
    """
    if not pull.head_repository:
        raise ApiDoubt(f"the repository that pull request {pull.number} comes from is gone: who pushed cannot be told")
    path = f"repos/{pull.head_repository}/activity"
    ref = f"refs/heads/{pull.head_branch}"
    newest, oldest = (api.list(path, ref=ref, direction=one) for one in ("desc", "asc"))
    with documented(path):
        told = [_push(one, ref) for one in newest]
        if told != [_push(one, ref) for one in oldest[::-1]]:
            raise ApiDoubt(f"GitHub tells the pushes to {pull.head_branch} in two ways", remedy="run again")
    found: list[Push] = []
    wanted = pull.head
    for push in told:
        if push.after == wanted:
            found.append(push)
            wanted = push.before
            if not wanted or is_base(wanted):
                return found
        elif found:
            break
    raise ApiDoubt(f"who pushed to {pull.head_branch} cannot be told in full", remedy="push it anew as another branch")


def pulls_of(api: Api, repository: str, commit: str) -> list[int]:
    """The numbers of the merged pull requests that a commit of the branch is the merge of. Raises `ApiDoubt`."""
    listed = api.list(f"repos/{repository}/commits/{commit}/pulls")
    with documented(f"what brought {commit[:12]}"):
        return [to_whole(one["number"]) for one in listed if one["merged_at"] and one["merge_commit_sha"] == commit]


def read_queue(api: Api, repository: str, branch: str) -> dict[str, int]:
    """The pull requests waiting in a merge queue, by the commit that each ends at. Raises `ApiDoubt`."""
    owner, name = repository.split("/")
    found: dict[str, int] = {}
    after: str | None = None
    for _ in range(MAX_PAGES):
        data = api.query(QUEUE, owner=owner, name=name, branch=branch, after=after)
        with documented("the merge queue"):
            entries = data["repository"]["mergeQueue"]["entries"]
            found |= dict(map(_entry, entries["nodes"]))
            count, more, after = _page(entries)
        if not more:
            if count != len(found):
                break
            return found
    raise ApiDoubt("GitHub does not tell the merge queue in full", remedy="run again")


def _entry(raw: Mapping[str, Any]) -> tuple[str, int]:
    head = raw["headCommit"]
    number = to_whole(raw["pullRequest"]["number"])
    # An entry whose commit is still to be made is none of this run's.
    return (to_commit(head["oid"]) if head is not None else f"none of {number}"), number


def _pull(raw: Mapping[str, Any], reviews: Iterable[Any], comments: Iterable[Any]) -> Pull:
    head = raw["head"]
    home = head["repo"]
    merged = raw["merged_at"]
    if (merged is not None) is not raw["merged"]:
        raise ValueError("merged, and not merged")
    return Pull(
        to_whole(raw["number"]),
        _account(raw["user"]),
        to_commit(head["sha"]),
        to_repository(home) if home is not None else "",
        to_branch(head["ref"]),
        to_branch(raw["base"]["ref"]),
        _moment(merged) if merged is not None else None,
        to_commit(raw["merge_commit_sha"]) if merged is not None else "",
        tuple(_review(one) for one in reviews if one["state"] != PENDING),
        tuple(_comment(one) for one in comments),
    )


def _account(raw: Mapping[str, Any] | None) -> Account | None:
    if raw is None or to_whole(raw["id"]) == GHOST:
        return None
    return Account(to_whole(raw["id"]), _text(raw["login"]), _text(raw["type"]) == "User")


def _human(account: Account | None) -> int | None:
    return account.id if account is not None and account.is_human else None


def _login(account: Account | None) -> str:
    return account.login if account is not None else "a deleted account"


def _review(raw: Mapping[str, Any]) -> Review:
    account = _account(raw["user"])
    if raw["state"] not in STATES:
        raise ValueError(f"{raw['state']!r} is no state of a review")
    commit = raw["commit_id"]
    return Review(
        to_whole(raw["id"]), _human(account), _login(account), raw["state"], _body(raw["body"]),
        to_commit(commit) if commit is not None else "", _moment(raw["submitted_at"]),
    )  # fmt: skip


def _comment(raw: Mapping[str, Any]) -> Comment:
    account = _account(raw["user"])
    return Comment(
        to_whole(raw["id"]), _human(account), _login(account), _body(raw["body"]), _moment(raw["created_at"])
    )


def _push(raw: Mapping[str, Any], ref: str) -> Push:
    if raw["ref"] != ref:
        raise ValueError(f"{raw['ref']!r} is another branch")
    before, after = (_end(raw[one]) for one in ("before", "after"))
    return Push(before, after, _account(raw["actor"]))


def _end(text: object) -> str:
    """A commit, empty for none."""
    found = to_commit(text)
    return "" if NOTHING.fullmatch(found) else found


def _summary(pull: Pull) -> object:
    """What both ways of asking tell, in one form."""
    return (
        pull.number, _human(pull.opener), pull.head, pull.head_repository, pull.head_branch, pull.branch, pull.merged,
        pull.merge_commit,
        sorted((one.id, one.person, one.state, one.body, one.commit, one.submitted) for one in pull.reviews),
        sorted((one.id, one.person, one.body, one.written) for one in pull.comments),
    )  # fmt: skip


def _otherwise(api: Api, repository: str, number: int) -> tuple[object, set[tuple[str, int]]]:
    """The same by GraphQL, and what of it was edited."""
    owner, name = repository.split("/")
    cursors: dict[str, str | None] = {"reviews": None, "comments": None}
    nodes: dict[str, list[Any]] = {"reviews": [], "comments": []}
    counts: dict[str, int] = {}
    open_ones = set(nodes)
    pull: Any = None
    for _ in range(MAX_PAGES):
        told = api.query(QUERY, owner=owner, name=name, number=number, **cursors)["repository"]["pullRequest"]
        if pull is not None and _head(told) != _head(pull):
            raise ApiDoubt(f"pull request {number} changes while it is read", remedy="run again")
        pull = told
        for kind in sorted(open_ones):
            nodes[kind] += told[kind]["nodes"]
            counts[kind], more, cursors[kind] = _page(told[kind])
            if not more:
                open_ones.discard(kind)
        if not open_ones:
            break
    if open_ones or any(counts[kind] != len(nodes[kind]) for kind in nodes):
        raise ApiDoubt(f"GitHub does not tell pull request {number} in full", remedy="run again")
    return _told(pull, nodes)


def _head(pull: Mapping[str, Any]) -> tuple[Any, ...]:
    return pull["number"], pull["headRefOid"], pull["baseRefName"], pull["mergedAt"], str(pull["author"])


def _told(pull: Mapping[str, Any], nodes: Mapping[str, list[Any]]) -> tuple[object, set[tuple[str, int]]]:
    reviews = [one for one in nodes["reviews"] if one["state"] != PENDING]
    merged, home = pull["mergedAt"], pull["headRepository"]
    edited = {("review", int(one["fullDatabaseId"])) for one in reviews if _is_edited(one)}
    edited |= {("comment", int(one["fullDatabaseId"])) for one in nodes["comments"] if _is_edited(one)}
    return (
        pull["number"], _author(pull), pull["headRefOid"], home["nameWithOwner"] if home is not None else "",
        pull["headRefName"], pull["baseRefName"],
        _moment(merged) if merged is not None else None,
        pull["mergeCommit"]["oid"] if merged is not None else "",
        sorted(
            (int(one["fullDatabaseId"]), _author(one), one["state"], _body(one["body"]),
             one["commit"]["oid"] if one["commit"] is not None else "", _moment(one["submittedAt"]))
            for one in reviews
        ),
        sorted(
            (int(one["fullDatabaseId"]), _author(one), _body(one["body"]), _moment(one["createdAt"]))
            for one in nodes["comments"]
        ),
    ), edited  # fmt: skip


def _is_edited(raw: Mapping[str, Any]) -> bool:
    """Told twice in one answer; either is enough."""
    return raw["lastEditedAt"] is not None or raw["includesCreatedEdit"] is not False


def _author(raw: Mapping[str, Any]) -> int | None:
    author = raw["author"]
    if author is None or author["__typename"] != "User":
        return None
    found = to_whole(author["databaseId"])
    return None if found == GHOST else found


def _page(connection: Mapping[str, Any]) -> tuple[int, bool, str | None]:
    count, page = connection["totalCount"], connection["pageInfo"]
    more, cursor = page["hasNextPage"], page["endCursor"]
    if not isinstance(count, int) or not isinstance(more, bool) or (more and not isinstance(cursor, str)):
        raise ValueError("no page")
    return count, more, cursor


def _body(text: object) -> str:
    return _text(text).replace("\r\n", "\n") if text is not None else ""


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise TypeError(f"{raw!r} is no text")
    return raw


def _moment(text: object) -> datetime:
    return datetime.strptime(_text(text), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
