"""GitHub's API, read and never written. Whatever is not exactly as documented is a doubt, and a doubt decides nothing.

The only part of foureyes that speaks to a network: `gate … --github` with a token makes it. One host, no redirects.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from http.client import HTTPException, HTTPMessage
from typing import Any
from urllib.parse import SplitResult, quote, urlencode, urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from foureyes.errors import BadUsage, FoureyesError

MAX_BYTES = 20_000_000
MAX_PAGES = 50
PER_PAGE = 100
SECONDS = 30
VERSION = "2022-11-28"

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_TOKEN = re.compile(r"[!-~]+")
_IS_NEXT = re.compile(r'\brel\s*=\s*"?\s*next\b', re.IGNORECASE)
_NEXT = re.compile(r'<([^>]*)>\s*;[^,]*\brel="?next"?', re.IGNORECASE)


class ApiDoubt(FoureyesError):
    """An answer that is missing, incomplete or not as documented."""


class Api:
    """Questions to one host, answered whole or not at all."""

    def __init__(self, url: str, token: str, home: str) -> None:
        """`home`: the host of the repository, as the policy on the base branch names it."""
        self._root = _checked(url, home)
        if not _TOKEN.fullmatch(token):
            raise BadUsage("the token holds a space, a line break or something else that no token has")
        self._token = token
        self._opener = OpenerDirector()
        # Without handlers for redirects and errors: every status comes back as it is.
        for handler in (ProxyHandler({} if self._root.scheme == "http" else None), HTTPHandler(), HTTPSHandler()):
            self._opener.add_handler(handler)

    def get(self, path: str, **query: str | int) -> Any:
        """One object. Raises `ApiDoubt`."""
        found, _ = self._ask(self._url(path, query))
        if not isinstance(found, dict):
            raise ApiDoubt(f"GitHub answered {path} with something that is no object")
        return found

    def list(self, path: str, unique: bool = True, **query: str | int) -> list[Any]:
        """Every element of a list, over all its pages. Raises `ApiDoubt`. `unique`: each has an id of its own."""
        url = self._url(path, {**query, "per_page": PER_PAGE})
        seen: set[str] = set()
        found: list[Any] = []
        while url:
            if url in seen or len(seen) >= MAX_PAGES:
                raise ApiDoubt(f"the pages of {path} do not end", remedy="run again later")
            seen.add(url)
            page, headers = self._ask(url)
            if not isinstance(page, list) or len(page) > PER_PAGE:
                raise ApiDoubt(f"GitHub answered {path} with something that is no page of a list")
            found += page
            url = self._next(headers, urlsplit(url))
        ids = [one.get("id") for one in found if isinstance(one, dict)]
        if len(set(map(str, ids)) if unique else ids) != len(found):
            raise ApiDoubt(f"the list {path} names something twice", remedy="run again later")
        return found

    def query(self, text: str, **variables: str | int | None) -> Any:
        """The data that a GraphQL query yields. Raises `ApiDoubt` for any error beside it."""
        base = self._root.path.removesuffix("/v3") if self._root.path.endswith("/api/v3") else self._root.path
        url = self._root._replace(path=f"{base}/graphql").geturl()
        body = json.dumps({"query": text, "variables": variables}).encode()
        found, _ = self._ask(url, body)
        data = found.get("data") if isinstance(found, dict) else None
        if not isinstance(data, dict) or set(found) - {"data", "extensions"}:
            raise ApiDoubt("GitHub did not answer a GraphQL query in full", remedy="run again later")
        return data

    def _url(self, path: str, query: Mapping[str, str | int]) -> str:
        whole = self._root._replace(path=f"{self._root.path}/{quote(path)}", query=urlencode(query))
        return whole.geturl()

    def _next(self, headers: HTTPMessage, here: SplitResult) -> str:
        """The address of the next page, on this host and of this list."""
        link = headers.get("Link", "")
        if not _IS_NEXT.search(link):
            return ""
        found = _NEXT.search(link)
        there = _split(found[1]) if found else None
        if there is None or (there.scheme, there.netloc, there.path) != (here.scheme, here.netloc, here.path):
            raise ApiDoubt("the next page of a list is elsewhere")
        return there.geturl()

    def _ask(self, url: str, body: bytes | None = None) -> tuple[Any, HTTPMessage]:
        headers = {
            "Authorization": f"Bearer {self._token}",
            "Accept": "application/vnd.github+json",
            "User-Agent": "foureyes",
            "X-GitHub-Api-Version": VERSION,
        }
        if body is not None:
            headers["Content-Type"] = "application/json"
        path = urlsplit(url).path
        try:
            with self._opener.open(Request(url, body, headers), timeout=SECONDS) as answer:
                if answer.status != 200:
                    raise ApiDoubt(f"GitHub answered {path} with {answer.status}{_why(answer.headers, answer.status)}")
                data = answer.read(MAX_BYTES + 1)
                told: HTTPMessage = answer.headers
        except (OSError, HTTPException) as error:
            raise ApiDoubt(f"GitHub cannot be asked for {path}: {error}", remedy="run again later") from None
        length = told.get("Content-Length")
        if len(data) > MAX_BYTES or (length is not None and length != str(len(data))):
            raise ApiDoubt(f"GitHub's answer to {path} is cut short, or too long", remedy="run again later")
        if told.get_content_type() != "application/json":
            raise ApiDoubt(f"GitHub answered {path} with {told.get_content_type()} instead of JSON")
        try:
            return json.loads(data, object_pairs_hook=_once), told
        except (ValueError, RecursionError) as error:
            raise ApiDoubt(f"GitHub's answer to {path} cannot be read: {error}") from None


def _split(url: str) -> SplitResult | None:
    """The parts of an address; None where it is none."""
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _checked(url: str, home: str) -> SplitResult:
    """The address of the API, if it is that of the policy's host: a change may not send us elsewhere."""
    parts = _split(url.rstrip("/"))
    if parts is None or not _fits(parts, home) or parts.query or parts.fragment:
        raise BadUsage(
            f"GITHUB_API_URL is {url}, which is not the API of {home}",
            remedy="[gate] repository on the base branch says which host is asked",
        )
    return parts


def _fits(parts: SplitResult, home: str) -> bool:
    if home in LOOPBACK:
        return parts.scheme in ("http", "https") and parts.hostname == home and "@" not in parts.netloc
    known = [("api.github.com", "")] if home == "github.com" else [(home, "/api/v3"), (f"api.{home}", "")]
    return parts.scheme == "https" and (parts.netloc, parts.path) in known


def _why(headers: HTTPMessage, status: int) -> str:
    if status in (403, 429) and (headers.get("x-ratelimit-remaining") == "0" or headers.get("retry-after")):
        return ": the rate limit is used up"
    return {
        401: ": the token is not valid",
        403: ": the token may not read this",
        404: ": the token may not read this, or it is not there",
    }.get(status, "")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found
