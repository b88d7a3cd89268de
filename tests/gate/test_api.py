"""Questions to GitHub's API, over a real HTTP server: what is sent, and what of an answer is believed."""

import json
import re
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from foureyes.errors import BadUsage
from foureyes.gate.github_api import MAX_BYTES, MAX_PAGES, Api, ApiDoubt

JSON = {"Content-Type": "application/json; charset=utf-8"}
LATER = "run again later"


class Server(HTTPServer):
    """A server that says what it is told to, and keeps what it was asked: path, headers and body."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.asked = []
        self.answer = lambda path: (200, {}, b"")
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def close(self):
        self.shutdown()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.asked.append((self.path, headers, body))
        status, told, data = self.server.answer(self.path)
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **JSON, **told}.items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def server():
    made = Server()
    yield made
    made.close()


@pytest.fixture
def hub(server):
    server.asked.clear()
    return server


@pytest.fixture
def api(hub):
    return Api(hub.url, "secret-token", "127.0.0.1")


def says(hub, data, status=200, headers=None):
    """The server answers everything with this."""
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    hub.answer = lambda path: (status, headers or {}, body)


def pages(hub, *listed, link='<{url}{path}?page={next}>; rel="next", <{url}{path}?page=9>; rel="last"'):
    """The server answers page by page."""

    def answer(path):
        found = re.search(r"[?&]page=(\d+)", path)
        number = int(found[1]) if found else 1
        told = link.format(url=hub.url, path=path.partition("?")[0], next=number + 1)
        headers = {"Link": told} if number < len(listed) else {}
        return 200, headers, json.dumps(listed[number - 1]).encode()

    hub.answer = answer


def doubt(ask):
    with pytest.raises(ApiDoubt) as caught:
        ask()
    return caught.value.message, caught.value.remedy


def paths(hub):
    return [path for path, _, _ in hub.asked]


# What is sent.


def test_what_is_sent(hub, api):
    says(hub, {"id": 1})
    assert api.get("repos/a b/\u00e9", ref="refs/heads/x y", page=2) == {"id": 1}
    ((path, headers, body),) = hub.asked
    assert path == "/repos/a%20b/%C3%A9?ref=refs%2Fheads%2Fx+y&page=2"
    assert headers["authorization"] == "Bearer secret-token"
    assert headers["accept"] == "application/vnd.github+json"
    assert headers["user-agent"] == "foureyes"
    assert headers["x-github-api-version"] == "2022-11-28"
    assert "content-type" not in headers
    assert body == b""


def test_how_a_query_is_sent(hub, api):
    says(hub, {"data": {"x": 1}, "extensions": {}})
    assert api.query("query { x }", owner="a", after=None, number=7) == {"x": 1}
    ((path, headers, body),) = hub.asked
    assert path == "/graphql"
    assert headers["content-type"] == "application/json"
    assert headers["authorization"] == "Bearer secret-token"
    variables = {"owner": "a", "after": None, "number": 7}
    assert json.loads(body) == {"query": "query { x }", "variables": variables}


@pytest.mark.parametrize(
    ("root", "path"),
    [("", "/graphql"), ("/api/v3", "/api/graphql"), ("/api/v3/", "/api/graphql"), ("/v3", "/v3/graphql")],
)
def test_where_queries_go(hub, root, path):
    """GitHub's own servers keep them at /graphql, those of companies at /api/graphql beside /api/v3."""
    says(hub, {"data": {}})
    Api(hub.url + root, "t", "127.0.0.1").query("query { x }")
    assert paths(hub) == [path]


def test_below_which_path(hub):
    says(hub, {})
    Api(f"{hub.url}/api/v3/", "t", "127.0.0.1").get("user")
    assert paths(hub) == ["/api/v3/user"]


def test_no_proxy_stands_before_this_machine(hub, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    says(hub, {"id": 1})
    assert Api(hub.url, "t", "127.0.0.1").get("user") == {"id": 1}


def test_elsewhere_the_proxy_is_used(hub, monkeypatch):
    """And nothing is said but the host, before there is TLS to say it in."""
    monkeypatch.setenv("https_proxy", hub.url)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    api = Api("https://api.github.com", "secret-token", "github.com")
    message, remedy = doubt(lambda: api.get("user"))
    assert message.startswith("GitHub cannot be asked for /user: ")
    assert "Tunnel connection failed: 501" in message
    assert remedy == LATER
    assert paths(hub) == []


@pytest.mark.parametrize("token", ["", "a b", "abc\n", "abc\r", "tok\u00e9n", "a\tb", "\x7f"])
def test_what_is_no_token(hub, token):
    """What http.client would refuse it refuses with the token in its words."""
    with pytest.raises(BadUsage) as caught:
        Api(hub.url, token, "127.0.0.1")
    assert str(caught.value) == "the token holds a space, a line break or something else that no token has"


# Where it is sent.


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://api.github.com", "github.com"), ("https://api.github.com/", "github.com"),
        ("https://git.contoso.com/api/v3", "git.contoso.com"), ("https://git.contoso.com/api/v3/", "git.contoso.com"),
        ("https://api.contoso.ghe.com", "contoso.ghe.com"),
        ("https://git.contoso.com:8443/api/v3", "git.contoso.com:8443"),
        ("http://127.0.0.1:8080", "127.0.0.1"), ("https://127.0.0.1", "127.0.0.1"), ("http://localhost/x", "localhost"),
        ("http://[::1]:80", "::1"),
    ],
)  # fmt: skip
def test_hosts_that_are_the_policys(url, home):
    Api(url, "t", home)


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("http://api.github.com", "github.com"), ("https://github.com", "github.com"),
        ("https://github.com/api/v3", "github.com"), ("https://api.github.com/x", "github.com"),
        ("https://x@api.github.com", "github.com"), ("https://api.github.com:443", "github.com"),
        ("https://api.github.com?x=y", "github.com"), ("https://api.github.com#x", "github.com"),
        ("https://api.github.com.evil.example", "github.com"), ("https://evil.example", "github.com"),
        ("http://127.0.0.1", "github.com"), ("ftp://api.github.com", "github.com"), ("api.github.com", "github.com"),
        ("", "github.com"), ("https://[", "github.com"),
        ("http://git.contoso.com/api/v3", "git.contoso.com"), ("https://git.contoso.com", "git.contoso.com"),
        ("https://api.git.contoso.com/api/v3", "git.contoso.com"), ("https://git.contoso.com/api", "git.contoso.com"),
        ("http://api.contoso.ghe.com", "contoso.ghe.com"), ("https://api.github.com", "git.contoso.com"),
        ("http://localhost", "127.0.0.1"), ("http://127.0.0.1.evil.example", "127.0.0.1"),
        ("http://x@127.0.0.1", "127.0.0.1"), ("http://:x@127.0.0.1", "127.0.0.1"), ("ftp://127.0.0.1", "127.0.0.1"),
        ("http://127.0.0.1/?x=y", "127.0.0.1"), ("http://127.0.0.1/#x", "127.0.0.1"), ("http:///x", "127.0.0.1"),
    ],
)  # fmt: skip
def test_hosts_that_are_not(url, home):
    with pytest.raises(BadUsage) as caught:
        Api(url, "t", home)
    assert caught.value.message == f"GITHUB_API_URL is {url}, which is not the API of {home}"
    assert caught.value.remedy == "[gate] repository on the base branch says which host is asked"


# One object.


@pytest.mark.parametrize("data", [[], None, "x", 1, [{"id": 1}]], ids=repr)
def test_something_that_is_no_object(hub, api, data):
    says(hub, data)
    assert doubt(lambda: api.get("user")) == ("GitHub answered user with something that is no object", "")


@pytest.mark.parametrize(
    ("status", "headers", "why"),
    [
        (401, {}, ": the token is not valid"),
        (403, {}, ": the token may not read this"),
        (403, {"x-ratelimit-remaining": "1"}, ": the token may not read this"),
        (403, {"x-ratelimit-remaining": "0"}, ": the rate limit is used up"),
        (403, {"retry-after": "60"}, ": the rate limit is used up"),
        (429, {"x-ratelimit-remaining": "0"}, ": the rate limit is used up"),
        (429, {"retry-after": "1"}, ": the rate limit is used up"),
        (429, {}, ""),
        (404, {}, ": the token may not read this, or it is not there"),
        (404, {"retry-after": "60"}, ": the token may not read this, or it is not there"),
        (301, {"Location": "/"}, ""),
        (201, {}, ""),
        (206, {}, ""),
        (500, {}, ""),
    ],
)
def test_every_status_but_one_is_a_doubt(hub, api, status, headers, why):
    says(hub, {}, status, headers)
    assert doubt(lambda: api.get("user", x=1)) == (f"GitHub answered /user with {status}{why}", "")
    assert len(hub.asked) == 1, "no redirect is followed, nothing is asked again"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "Expecting value: line 1 column 1 (char 0)"),
        (b"{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        (b'{"a": 1, "a": 1}', "a key stands twice"),
        (b'{"b": [{"a": 1, "a": 2}]}', "a key stands twice"),
    ],
)
def test_what_cannot_be_read(hub, api, body, why):
    says(hub, body)
    assert doubt(lambda: api.get("user")) == (f"GitHub's answer to /user cannot be read: {why}", "")


def test_what_is_too_deep(hub, api):
    says(hub, b"[" * 100_000)
    assert doubt(lambda: api.get("user"))[0].startswith("GitHub's answer to /user cannot be read: ")


@pytest.mark.parametrize(("told", "type"), [("text/html", "text/html"), ("application/jsonp", "application/jsonp")])
def test_another_type(hub, api, told, type):
    says(hub, {}, headers={"Content-Type": told})
    assert doubt(lambda: api.get("user")) == (f"GitHub answered /user with {type} instead of JSON", "")


def test_an_answer_cut_short(hub, api):
    says(hub, {}, headers={"Content-Length": "3"})
    message, remedy = doubt(lambda: api.get("user"))
    assert message == "GitHub's answer to /user is cut short, or too long" or "IncompleteRead" in message
    assert remedy == LATER


def test_an_answer_without_its_length(hub, api):
    says(hub, {"id": 1}, headers={"Content-Length": None})
    assert api.get("user") == {"id": 1}


def test_an_answer_without_its_type(hub, api):
    says(hub, {"id": 1}, headers={"Content-Type": None})
    assert doubt(lambda: api.get("user")) == ("GitHub answered /user with text/plain instead of JSON", "")


def test_the_longest_answer(hub, api):
    says(hub, b"{}".ljust(MAX_BYTES))
    assert api.get("user") == {}
    says(hub, b"{}".ljust(MAX_BYTES + 1))
    assert doubt(lambda: api.get("user")) == ("GitHub's answer to /user is cut short, or too long", LATER)


def test_where_nobody_listens():
    hub = Server()
    hub.close()
    message, remedy = doubt(lambda: Api(hub.url, "t", "127.0.0.1").get("user"))
    assert message.startswith("GitHub cannot be asked for /user: ")
    assert remedy == LATER


def test_a_server_that_says_nothing_is_not_waited_for_for_ever(monkeypatch):
    monkeypatch.setattr("foureyes.gate.github_api.SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        api = Api(f"http://127.0.0.1:{silent.getsockname()[1]}", "t", "127.0.0.1")
        assert doubt(lambda: api.get("user")) == ("GitHub cannot be asked for /user: timed out", LATER)


# Lists.


def test_all_pages_of_a_list(hub, api):
    pages(hub, [{"id": 1}, {"id": 2}], [{"id": 3}], [{"id": 4}])
    assert api.list("x", ref="main") == [{"id": 1}, {"id": 2}, {"id": 3}, {"id": 4}]
    assert paths(hub) == ["/x?ref=main&per_page=100", "/x?page=2", "/x?page=3"]
    assert {headers["authorization"] for _, headers, _ in hub.asked} == {"Bearer secret-token"}


@pytest.mark.parametrize(
    "link",
    [
        '<{url}{path}?page={next}>; rel=next',
        '<{url}{path}?page={next}>; REL="Next"',
        '<{url}{path}?page=9>; rel="last", <{url}{path}?page={next}>;rel="next"',
    ],
)  # fmt: skip
def test_a_next_page_in_other_spellings(hub, api, link):
    pages(hub, [{"id": 1}], [{"id": 2}], link=link)
    assert api.list("x") == [{"id": 1}, {"id": 2}]


@pytest.mark.parametrize("link", ['<{url}{path}?after=next>; rel="prev"', '<{url}{path}?page=9>; rel="last"', "<x>"])
def test_no_next_page(hub, api, link):
    pages(hub, [{"id": 1}], [{"id": 2}], link=link)
    assert api.list("x") == [{"id": 1}]


@pytest.mark.parametrize(
    "link",
    [
        '<http://127.0.0.1:1{path}?page=2>; rel="next"', '<{url}/y?page=2>; rel="next"',
        '<https://127.0.0.1{path}?page=2>; rel="next"', '<{path}?page=2>; rel="next"', '<http://[>; rel="next"',
        'rel="next"', '<{url}{path}?page=2>; rel = "next"',
    ],
)  # fmt: skip
def test_a_next_page_that_is_elsewhere(hub, api, link):
    pages(hub, [{"id": 1}], [{"id": 2}], link=link)
    assert doubt(lambda: api.list("x")) == ("the next page of a list is elsewhere", "")
    assert len(hub.asked) == 1


def test_a_page_that_is_its_own_next(hub, api):
    pages(hub, [{"id": 1}], [{"id": 2}], link='<{url}{path}?per_page=100>; rel="next"')
    assert doubt(lambda: api.list("x")) == ("the pages of x do not end", LATER)
    assert len(hub.asked) == 1


def test_the_most_pages(hub, api):
    listed = [[{"id": number}] for number in range(MAX_PAGES)]
    pages(hub, *listed)
    assert len(api.list("x")) == MAX_PAGES
    hub.asked.clear()
    pages(hub, *listed, [])
    assert doubt(lambda: api.list("x")) == ("the pages of x do not end", LATER)
    assert len(hub.asked) == MAX_PAGES


def test_the_longest_page(hub, api):
    says(hub, [{"id": number} for number in range(100)])
    assert len(api.list("x")) == 100
    says(hub, [{"id": number} for number in range(101)])
    assert doubt(lambda: api.list("x")) == ("GitHub answered x with something that is no page of a list", "")


@pytest.mark.parametrize("data", [{}, None, "x", 1], ids=repr)
def test_something_that_is_no_page(hub, api, data):
    says(hub, data)
    assert doubt(lambda: api.list("x")) == ("GitHub answered x with something that is no page of a list", "")


@pytest.mark.parametrize(
    "listed",
    [
        [[{"id": 1}, {"id": 1}]], [[{"id": 1}], [{"id": 1}]], [[{"id": 1}, {"id": "1"}]], [[{"id": 1}, 2]],
        [[{"id": 1}, None]], [[{}, {}]],
    ],
)  # fmt: skip
def test_a_list_that_names_something_twice(hub, api, listed):
    pages(hub, *listed)
    assert doubt(lambda: api.list("x")) == ("the list x names something twice", LATER)


def test_a_list_of_what_has_no_id(hub, api):
    says(hub, [{"type": "deletion"}, {"type": "deletion"}])
    assert api.list("x", unique=False) == [{"type": "deletion"}, {"type": "deletion"}]
    says(hub, [{"type": "deletion"}, "x"])
    assert doubt(lambda: api.list("x", unique=False)) == ("the list x names something twice", LATER)


def test_an_empty_list(hub, api):
    says(hub, [])
    assert api.list("x") == []


# Queries.


@pytest.mark.parametrize(
    "data",
    [
        {}, [], None, {"data": None}, {"data": []}, {"data": {}, "errors": []}, {"errors": [{"message": "no"}]},
        {"data": {"x": 1}, "errors": [{"message": "no"}]}, {"data": {}, "extensions": {}, "more": 1},
    ],
    ids=str,
)  # fmt: skip
def test_a_query_that_is_not_answered_in_full(hub, api, data):
    says(hub, data)
    assert doubt(lambda: api.query("query { x }")) == ("GitHub did not answer a GraphQL query in full", LATER)
