"""A stand-in for GitHub's API on this machine: shapes as documented, answers from one model, faults on demand.

Shapes: docs.github.com, REST API 2022-11-28 (pulls, reviews, issue comments, repository activities, rules) and the
public GraphQL schema. Nothing here was run against GitHub itself.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

IDS = {"alice": 1001, "bob": 1002, "dana": 1003, "erik": 1004}
REPOSITORY = "contoso/infra"


class Answer(NamedTuple):
    """What the server would say."""

    status: int
    headers: dict[str, str]
    body: bytes


def account(login: str, id: int = 0, type: str = "User") -> dict[str, Any]:
    """A simple user, as REST tells it."""
    id = id or IDS[login]
    return {
        "login": login, "id": id, "node_id": f"U_{id}", "avatar_url": f"https://avatars.example/{id}",
        "gravatar_id": "", "url": f"https://api.example/users/{login}", "html_url": f"https://github.example/{login}",
        "type": type, "user_view_type": "public", "site_admin": False,
    }  # fmt: skip


class Hub:
    """One repository with pull requests, served over HTTP."""

    def __init__(self) -> None:
        self.pulls: dict[int, dict[str, Any]] = {}
        self.reviews: dict[int, list[dict[str, Any]]] = {}
        self.comments: dict[int, list[dict[str, Any]]] = {}
        self.activity: list[dict[str, Any]] = []
        self.queue: list[tuple[str, int]] = []
        self.rules: list[dict[str, Any]] = []
        self.rulesets: dict[int, dict[str, Any]] = {}
        self.edited: set[int] = set()
        self.asked: list[tuple[str, str]] = []
        """Path and token of every request."""
        self.spoil: Callable[[str, Answer], Answer] = lambda path, answer: answer
        self.page = 100
        self.body: dict[str, Any] = {}
        """The latest GraphQL query."""
        self.moment = datetime(2026, 1, 2, tzinfo=UTC)
        self._number = 9_000_000_000
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.answer(hub.get(self.path))

            def do_POST(self) -> None:
                hub.body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                self.answer(hub.graphql(hub.body))

            def answer(self, answer: Answer) -> None:
                hub.asked.append((self.path, self.headers.get("Authorization", "")))
                answer = hub.spoil(self.path, answer)
                self.send_response(answer.status)
                for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    @contextmanager
    def told_otherwise(self, where: str, change: Callable[[Hub], None]) -> Iterator[None]:
        """Answers at one address come from a model in which something is different."""

        def spoil(path: str, answer: Answer) -> Answer:
            if where not in path:
                return answer
            kept = self.pulls, self.reviews, self.comments, self.activity, self.edited
            self.pulls, self.reviews, self.comments, self.activity, self.edited = deepcopy(kept)
            try:
                change(self)
                return self.graphql(self.body) if path.endswith("graphql") else self.get(path)
            finally:
                self.pulls, self.reviews, self.comments, self.activity, self.edited = kept

        self.spoil = spoil
        try:
            yield
        finally:
            self.spoil = lambda path, answer: answer

    def id(self) -> int:
        self._number += 1
        return self._number

    def now(self) -> str:
        self.moment += timedelta(minutes=1)
        return self.moment.strftime("%Y-%m-%dT%H:%M:%SZ")

    # What happens on GitHub.

    def open(self, head: str, opener: dict[str, Any], number: int = 7, branch: str = "change") -> None:
        """A pull request is opened, its branch pushed at once by its opener."""
        self.pulls[number] = {
            "id": self.id(), "number": number, "state": "open", "locked": False, "title": "a change", "user": opener,
            "body": None, "created_at": self.now(), "merged_at": None, "merged": False, "merge_commit_sha": "0" * 40,
            "head": {"label": f"contoso:{branch}", "ref": branch, "sha": head, "repo": {"full_name": REPOSITORY}},
            "base": {"label": "contoso:main", "ref": "main", "sha": "0" * 40, "repo": {"full_name": REPOSITORY}},
            "draft": False, "commits": 1,
        }  # fmt: skip
        self.reviews.setdefault(number, [])
        self.comments.setdefault(number, [])
        self.push("0" * 40, head, opener, branch, "branch_creation", number)

    def push(
        self,
        before: str,
        after: str,
        actor: dict[str, Any],
        branch: str = "change",
        kind: str = "push",
        number: int = 7,
    ) -> None:
        self.activity.append({
            "id": self.id(), "node_id": "PSH_x", "before": before, "after": after, "ref": f"refs/heads/{branch}",
            "timestamp": self.now(), "activity_type": kind, "actor": actor,
        })  # fmt: skip
        self.pulls[number]["head"]["sha"] = after

    def merge(self, commit: str, number: int = 7) -> None:
        self.pulls[number].update(state="closed", merged=True, merged_at=self.now(), merge_commit_sha=commit)

    def review(
        self,
        user: dict[str, Any] | None,
        state: str = "APPROVED",
        body: str = "",
        commit: str | None = "",
        number: int = 7,
    ) -> dict[str, Any]:
        made = {
            "id": self.id(), "node_id": "PRR_x", "user": user, "body": body, "state": state,
            "html_url": "https://github.example/r", "pull_request_url": "https://api.example/p", "_links": {},
            "author_association": "MEMBER", "submitted_at": self.now(),
            "commit_id": self.pulls[number]["head"]["sha"] if commit == "" else commit,
        }  # fmt: skip
        self.reviews[number].append(made)
        return made

    def comment(self, user: dict[str, Any], body: str, number: int = 7) -> dict[str, Any]:
        moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        made = {
            "id": self.id(), "node_id": "IC_x", "user": user, "body": body, "html_url": "https://github.example/c",
            "issue_url": "https://api.example/i", "author_association": "MEMBER", "created_at": moment,
            "updated_at": moment,
        }  # fmt: skip
        self.comments[number].append(made)
        return made

    # What the API says of it.

    def get(self, path: str) -> Answer:
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        found = re.fullmatch(r"/repos/([^/]+/[^/]+)/(.*)", parts.path)
        forks = {one["head"]["repo"]["full_name"] for one in self.pulls.values() if one["head"]["repo"]}
        known = {REPOSITORY} | (forks if found and found[2] == "activity" else set())
        what = found[2] if found and found[1] in known else ""
        listed = self._listed(what, query)
        if listed is not None:
            return self._paged(path, listed, query)
        if pull := re.fullmatch(r"pulls/(\d+)", what):
            if int(pull[1]) in self.pulls:
                return _json(self.pulls[int(pull[1])])
        elif (rule := re.fullmatch(r"rulesets/(\d+)", what)) and int(rule[1]) in self.rulesets:
            return _json(self.rulesets[int(rule[1])])
        return _json(
            {"message": "Not Found", "documentation_url": "https://docs.github.com/rest", "status": "404"}, 404
        )

    def _listed(self, what: str, query: dict[str, str]) -> list[Any] | None:
        if found := re.fullmatch(r"pulls/(\d+)/reviews", what):
            return self.reviews.get(int(found[1]))
        if found := re.fullmatch(r"issues/(\d+)/comments", what):
            return self.comments.get(int(found[1]))
        if found := re.fullmatch(r"commits/(\w+)/pulls", what):
            return [one for one in self.pulls.values() if one["merge_commit_sha"] == found[1]]
        if re.fullmatch(r"rules/branches/[^/]+", what):
            return self.rules
        if what == "activity":
            chosen = [one for one in self.activity if one["ref"] == query["ref"]]
            return chosen[::-1] if query.get("direction", "desc") == "desc" else chosen
        return None

    def _paged(self, path: str, listed: list[Any], query: dict[str, str]) -> Answer:
        size, number = min(int(query.get("per_page", 30)), self.page), int(query.get("page", 1))
        headers = {}
        if number * size < len(listed):
            base = re.sub(r"[?&]page=\d+", "", path)
            headers["Link"] = f'<{self.url}{base}&page={number + 1}>; rel="next", <{self.url}{base}&page=9>; rel="last"'
        return _json(listed[(number - 1) * size : number * size], headers=headers)

    def graphql(self, body: dict[str, Any]) -> Answer:
        told = body["variables"]
        if "mergeQueue" in body["query"]:
            nodes = [{"headCommit": {"oid": oid}, "pullRequest": {"number": one}} for oid, one in self.queue]
            return _json({"data": {"repository": {"mergeQueue": {"entries": self._connection(nodes, told["after"])}}}})
        pull = self.pulls.get(told["number"])
        if pull is None:
            error = {"type": "NOT_FOUND", "path": ["repository", "pullRequest"], "message": "Could not resolve"}
            return _json({"data": {"repository": {"pullRequest": None}}, "errors": [error]})
        number = pull["number"]
        reviews = [
            {**self._words(one), "state": one["state"], "submittedAt": one["submitted_at"],
             "commit": {"oid": one["commit_id"]} if one["commit_id"] else None}
            for one in self.reviews[number]
        ]  # fmt: skip
        comments = [{**self._words(one), "createdAt": one["created_at"]} for one in self.comments[number]]
        node = {
            "number": number, "headRefOid": pull["head"]["sha"], "headRefName": pull["head"]["ref"],
            "headRepository": {"nameWithOwner": pull["head"]["repo"]["full_name"]} if pull["head"]["repo"] else None,
            "baseRefName": pull["base"]["ref"], "mergedAt": pull["merged_at"],
            "mergeCommit": {"oid": pull["merge_commit_sha"]} if pull["merged"] else None,
            "author": _author(pull["user"]),
            "reviews": self._connection(reviews, told["reviews"]),
            "comments": self._connection(comments, told["comments"]),
        }  # fmt: skip
        return _json({"data": {"repository": {"pullRequest": node}}})

    def _words(self, one: dict[str, Any]) -> dict[str, Any]:
        is_edited = one["id"] in self.edited
        return {
            "fullDatabaseId": str(one["id"]), "body": one["body"], "author": _author(one["user"]),
            "lastEditedAt": "2026-02-01T00:00:00Z" if is_edited else None, "includesCreatedEdit": is_edited,
        }  # fmt: skip

    def _connection(self, nodes: list[Any], after: str | None) -> dict[str, Any]:
        start = int(after or 0)
        end = start + self.page
        return {
            "totalCount": len(nodes), "nodes": nodes[start:end],
            "pageInfo": {"hasNextPage": end < len(nodes), "endCursor": str(end) if nodes else None},
        }  # fmt: skip


def _author(user: dict[str, Any] | None) -> dict[str, Any] | None:
    if user is None:
        return None
    return {"__typename": "User", "databaseId": user["id"]} if user["type"] == "User" else {"__typename": user["type"]}


def _json(data: object, status: int = 200, headers: dict[str, str] | None = None) -> Answer:
    return Answer(
        status, {"Content-Type": "application/json; charset=utf-8", **(headers or {})}, json.dumps(data).encode()
    )
