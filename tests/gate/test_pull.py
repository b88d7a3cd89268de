"""A pull request as it is read from GitHub's API, over a real HTTP server; told in two ways, it decides nothing."""

import json
from datetime import UTC, datetime

import pytest

from foureyes.gate.github import Account
from foureyes.gate.github_api import MAX_PAGES, Api, ApiDoubt
from foureyes.gate.github_pull import (
    GHOST,
    Comment,
    Pull,
    Push,
    Review,
    documented,
    pulls_of,
    read_pull,
    read_pushes,
    read_queue,
)
from tests.gate.hub import REPOSITORY, Answer, Hub, account

HEAD, BASE, MERGE = "a" * 40, "b" * 40, "c" * 40
ROBOT = account("helper[bot]", 41898282, "Bot")
AGAIN = "run again"
TWO_WAYS = ("GitHub tells pull request 7 in two ways", "something has changed meanwhile, or is not told: run again")


@pytest.fixture(scope="module")
def server():
    made = Hub()
    yield made
    made.close()


@pytest.fixture
def hub(server):
    """Pull request 7 by alice."""
    server.pulls, server.reviews, server.comments, server.activity, server.queue = {}, {}, {}, [], []
    server.edited, server.page, server.asked = set(), 100, []
    server.spoil = lambda path, answer: answer
    server.open(HEAD, account("alice"))
    return server


@pytest.fixture
def api(hub):
    return Api(hub.url, "t", "127.0.0.1")


def at(text):
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def lies(hub, *changes):
    """One kind of answer says something else: each change is a part of its path, keys into it, and a value."""

    def spoil(path, answer):
        data = json.loads(answer.body)
        for where, keys, value in changes:
            if where in f"{path}?":
                place = data
                for key in keys[:-1]:
                    place = place[key]
                if value is GONE:
                    del place[keys[-1]]
                else:
                    place[keys[-1]] = value
        return answer._replace(body=json.dumps(data).encode())

    hub.spoil = spoil


GONE = object()
REST, REVIEWS, COMMENTS, GRAPH = "/pulls/7?", "/pulls/7/reviews", "/issues/7/comments", "/graphql"
NODE = ("data", "repository", "pullRequest")


def doubt(ask):
    with pytest.raises(ApiDoubt) as caught:
        ask()
    return caught.value.message, caught.value.remedy


def read(api):
    return read_pull(api, REPOSITORY, 7)


# What is read.


def test_a_pull_request_without_a_word(api, hub):
    assert read(api) == Pull(
        7, Account(1001, "alice", True), HEAD, REPOSITORY, "change", "main", None, "", (), ()
    )  # fmt: skip
    assert [path.partition("?")[0] for path, _ in hub.asked] == [
        "/repos/contoso/infra/pulls/7",
        "/repos/contoso/infra/pulls/7/reviews",
        "/repos/contoso/infra/issues/7/comments",
        "/graphql",
    ]
    assert hub.body["variables"] == {
        "owner": "contoso", "name": "infra", "number": 7, "reviews": None, "comments": None
    }  # fmt: skip


def test_who_said_what_and_when(api, hub):
    told = [
        hub.review(account("bob"), body="code\r\nand more\r\n"),
        hub.review(account("dana"), "CHANGES_REQUESTED", "no", commit=BASE),
        hub.review(account("erik"), "DISMISSED", commit=None),
        hub.review(ROBOT, "COMMENTED", "I am none"),
        hub.review(None, body="gone"),
        hub.review(account("ghost", GHOST)),
    ]
    hub.review(account("bob"), "PENDING", "not sent")
    one, two = hub.comment(account("alice"), "a\r\nb"), hub.comment(ROBOT, "built")
    found = read(api)
    ids, times = [one["id"] for one in told], [at(one["submitted_at"]) for one in told]
    assert found.reviews == (
        Review(ids[0], 1002, "bob", "APPROVED", "code\nand more\n", HEAD, times[0], False),
        Review(ids[1], 1003, "dana", "CHANGES_REQUESTED", "no", BASE, times[1], False),
        Review(ids[2], 1004, "erik", "DISMISSED", "", "", times[2], False),
        Review(ids[3], None, "helper[bot]", "COMMENTED", "I am none", HEAD, times[3], False),
        Review(ids[4], None, "a deleted account", "APPROVED", "gone", HEAD, times[4], False),
        Review(ids[5], None, "a deleted account", "APPROVED", "", HEAD, times[5], False),
    )
    assert found.comments == (
        Comment(one["id"], 1001, "alice", "a\nb", at(one["created_at"]), False),
        Comment(two["id"], None, "helper[bot]", "built", at(two["created_at"]), False),
    )


def test_a_review_without_words(api, hub):
    hub.review(account("bob"))
    hub.reviews[7][0]["body"] = None
    assert read(api).reviews[0].body == ""


def test_what_was_edited(api, hub):
    reviews = [hub.review(account(one)) for one in ("bob", "dana")]
    comments = [hub.comment(account(one), "x") for one in ("bob", "dana")]
    hub.edited = {reviews[1]["id"], comments[0]["id"]}
    found = read(api)
    assert [one.edited for one in found.reviews] == [False, True]
    assert [one.edited for one in found.comments] == [True, False]


def test_a_review_and_a_comment_with_one_id(api, hub):
    """They are numbered apart: an edit of one is none of the other."""
    review, comment = hub.review(account("bob")), hub.comment(account("bob"), "x")
    review["id"] = comment["id"]
    hub.edited = {review["id"]}
    node = (*NODE, "comments", "nodes", 0)
    lies(hub, (GRAPH, (*node, "lastEditedAt"), None), (GRAPH, (*node, "includesCreatedEdit"), False))
    found = read(api)
    assert (found.reviews[0].edited, found.comments[0].edited) == (True, False)


@pytest.mark.parametrize("kind", ["reviews", "comments"])
@pytest.mark.parametrize(("key", "value"), [("lastEditedAt", "2026-02-01T00:00:00Z"), ("includesCreatedEdit", True)])
def test_either_sign_of_an_edit_is_enough(api, hub, kind, key, value):
    hub.review(account("bob"))
    hub.comment(account("bob"), "x")
    lies(hub, (GRAPH, (*NODE, kind, "nodes", 0, key), value))
    assert getattr(read(api), kind)[0].edited is True


def test_a_merged_one(api, hub):
    hub.merge(MERGE)
    found = read(api)
    assert (found.merged, found.merge_commit) == (at(hub.pulls[7]["merged_at"]), MERGE)


@pytest.mark.parametrize("user", [None, account("ghost", GHOST)])
def test_an_opener_who_is_gone(api, hub, user):
    hub.pulls[7]["user"] = user
    assert read(api).opener is None


def test_a_robot_as_opener(api, hub):
    hub.pulls[7]["user"] = ROBOT
    assert read(api).opener == Account(41898282, "helper[bot]", False)


def test_a_fork(api, hub):
    hub.pulls[7]["head"]["repo"] = {"full_name": "fork/infra"}
    assert read(api).head_repository == "fork/infra"
    hub.pulls[7]["head"]["repo"] = None
    assert read(api).head_repository == ""


@pytest.mark.parametrize("size", [1, 2, 3])
def test_page_by_page(api, hub, size):
    for who in ("bob", "dana", "erik", "bob", "dana"):
        hub.review(account(who))
    for _ in range(3):
        hub.comment(account("bob"), "x")
    whole = read(api)
    hub.page = size
    assert read(api) == whole
    assert (len(whole.reviews), len(whole.comments)) == (5, 3)


def test_the_most_pages(api, hub):
    hub.page = 1
    for _ in range(MAX_PAGES):
        hub.review(account("bob"))
    assert len(read(api).reviews) == MAX_PAGES
    hub.review(account("bob"))

    def on_one_page(path, answer):
        return (
            Answer(200, {"Content-Type": "application/json"}, json.dumps(hub.reviews[7]).encode())
            if REVIEWS in path
            else answer
        )

    hub.spoil = on_one_page
    assert doubt(lambda: read(api)) == ("GitHub does not tell pull request 7 in full", AGAIN)


# What is not as documented.


def odd(fault):
    return f"pull request 7 is not as documented: {fault}", ""


@pytest.mark.parametrize(
    ("keys", "value", "fault"),
    [
        (("number",), "7", "ValueError: '7' is no id"),
        (("user", "id"), 0, "ValueError: 0 is no id"),
        (("user", "login"), 7, "TypeError: 7 is no text"),
        (("user", "type"), None, "TypeError: None is no text"),
        (("user",), GONE, "KeyError: 'user'"),
        (("user",), 7, "TypeError: 'int' object is not subscriptable"),
        (("head", "sha"), "HEAD", "ValueError: 'HEAD' is no commit"),
        (("head", "ref"), "-x", "ValueError: '-x' is no branch"),
        (("head", "repo"), {"full_name": "x"}, "ValueError: 'x' is no repository"),
        (("head", "repo"), GONE, "KeyError: 'repo'"),
        (("base", "ref"), None, "ValueError: None is no branch"),
        (("merged_at",), "2026-01-02T00:00:00Z", "ValueError: merged, and not merged"),
        (("merged",), True, "ValueError: merged, and not merged"),
        (("merged",), 0, "ValueError: merged, and not merged"),
        (("merged",), None, "ValueError: merged, and not merged"),
    ],
)
def test_a_pull_request_otherwise(api, hub, keys, value, fault):
    lies(hub, (REST, keys, value))
    assert doubt(lambda: read(api)) == odd(fault)


@pytest.mark.parametrize(
    ("keys", "value", "fault"),
    [
        (("merged_at",), "yesterday", "ValueError: time data 'yesterday' does not match format '%Y-%m-%dT%H:%M:%SZ'"),
        (("merged_at",), 7, "TypeError: 7 is no text"),
        (("merge_commit_sha",), None, "ValueError: None is no commit"),
    ],
)
def test_a_merged_one_otherwise(api, hub, keys, value, fault):
    hub.merge(MERGE)
    lies(hub, (REST, keys, value))
    assert doubt(lambda: read(api)) == odd(fault)


@pytest.mark.parametrize(
    ("where", "keys", "value", "fault"),
    [
        (REVIEWS, (0, "state"), "APPROVE", "ValueError: 'APPROVE' is no state of a review"),
        (REVIEWS, (0, "state"), "approved", "ValueError: 'approved' is no state of a review"),
        (REVIEWS, (0, "id"), True, "ValueError: True is no id"),
        (REVIEWS, (0, "body"), 7, "TypeError: 7 is no text"),
        (REVIEWS, (0, "commit_id"), "HEAD", "ValueError: 'HEAD' is no commit"),
        (REVIEWS, (0, "submitted_at"), None, "TypeError: None is no text"),
        (REVIEWS, (0, "user"), GONE, "KeyError: 'user'"),
        (COMMENTS, (0, "id"), 0, "ValueError: 0 is no id"),
        (COMMENTS, (0, "body"), [], "TypeError: [] is no text"),
        (COMMENTS, (0, "created_at"), 7, "TypeError: 7 is no text"),
        (COMMENTS, (0, "user", "login"), None, "TypeError: None is no text"),
        (GRAPH, ("data", "repository"), None, "TypeError: 'NoneType' object is not subscriptable"),
        (GRAPH, NODE, None, "TypeError: 'NoneType' object is not subscriptable"),
        (GRAPH, (*NODE, "reviews"), [], "TypeError: list indices must be integers or slices, not str"),
        (GRAPH, (*NODE, "reviews", "totalCount"), "1", "ValueError: no page"),
        (GRAPH, (*NODE, "reviews", "pageInfo", "hasNextPage"), 0, "ValueError: no page"),
        (GRAPH, (*NODE, "comments", "pageInfo", "hasNextPage"), None, "ValueError: no page"),
        (GRAPH, (*NODE, "comments", "pageInfo"), {"hasNextPage": True, "endCursor": None}, "ValueError: no page"),
        (GRAPH, (*NODE, "comments", "pageInfo"), {"hasNextPage": True, "endCursor": 1}, "ValueError: no page"),
        (GRAPH, (*NODE, "comments", "pageInfo"), {"hasNextPage": False}, "KeyError: 'endCursor'"),
        (GRAPH, (*NODE, "reviews", "nodes", 0, "author"), {"__typename": "User"}, "KeyError: 'databaseId'"),
        (GRAPH, (*NODE, "author", "databaseId"), None, "ValueError: None is no id"),
        (GRAPH, (*NODE, "reviews", "nodes", 0, "fullDatabaseId"), "x",
         "ValueError: invalid literal for int() with base 10: 'x'"),
        (GRAPH, (*NODE, "reviews", "nodes", 0, "submittedAt"), None, "TypeError: None is no text"),
        (GRAPH, (*NODE, "comments", "nodes", 0, "createdAt"), "now",
         "ValueError: time data 'now' does not match format '%Y-%m-%dT%H:%M:%SZ'"),
        (GRAPH, (*NODE, "comments", "nodes", 0), None, "TypeError: 'NoneType' object is not subscriptable"),
        (GRAPH, (*NODE, "comments", "nodes", 0, "lastEditedAt"), GONE, "KeyError: 'lastEditedAt'"),
        (GRAPH, (*NODE, "comments", "nodes", 0, "includesCreatedEdit"), GONE, "KeyError: 'includesCreatedEdit'"),
    ],
)  # fmt: skip
def test_words_otherwise(api, hub, where, keys, value, fault):
    hub.review(account("bob"))
    hub.comment(account("bob"), "x")
    lies(hub, (where, keys, value))
    assert doubt(lambda: read(api)) == odd(fault)


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (KeyError("x"), "KeyError: 'x'"), (TypeError("x"), "TypeError: x"), (ValueError("x"), "ValueError: x"),
        (AttributeError("x"), "AttributeError: x"), (IndexError("x"), "IndexError: x"),
    ],
    ids=lambda one: type(one).__name__,
)  # fmt: skip
def test_whatever_goes_wrong_while_reading_is_a_doubt(raised, told):
    def ask():
        with documented("the answer"):
            raise raised

    assert doubt(ask) == (f"the answer is not as documented: {told}", "")


def test_an_unsent_review_is_not_looked_into(api, hub):
    hub.review(account("bob"), "PENDING")["submitted_at"] = None
    lies(hub, (REVIEWS, (0, "commit_id"), "?"))
    assert read(api).reviews == ()


# What is told in two ways.


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (("number",), 8), (("headRefOid",), BASE), (("headRefName",), "other"), (("baseRefName",), "other"),
        (("headRepository",), None), (("headRepository", "nameWithOwner"), "fork/infra"),
        (("mergedAt",), "2026-01-02T00:00:00Z"), (("author",), None), (("author", "databaseId"), 1002),
        (("author", "__typename"), "Bot"), (("author", "databaseId"), GHOST),
        (("reviews", "nodes", 0, "state"), "COMMENTED"), (("reviews", "nodes", 0, "body"), "other"),
        (("reviews", "nodes", 0, "commit"), None), (("reviews", "nodes", 0, "commit", "oid"), BASE),
        (("reviews", "nodes", 0, "submittedAt"), "2026-01-02T00:00:00Z"), (("reviews", "nodes", 0, "author"), None),
        (("reviews", "nodes", 0, "fullDatabaseId"), "1"), (("reviews", "nodes", 0, "author", "databaseId"), 1),
        (("reviews", "nodes", 0, "state"), "PENDING"),
        (("comments", "nodes", 0, "body"), "other"), (("comments", "nodes", 0, "createdAt"), "2026-01-02T00:00:00Z"),
        (("comments", "nodes", 0, "fullDatabaseId"), "1"), (("comments", "nodes", 0, "author"), None),
        (("comments", "nodes", 0, "author", "databaseId"), 1),
    ],
    ids=str,
)  # fmt: skip
def test_told_in_two_ways(api, hub, keys, value):
    hub.review(account("bob"), body="code")
    hub.comment(account("bob"), "x")
    change = (GRAPH, (*NODE, *keys), value)
    lies(hub, *([change, (GRAPH, (*NODE, "mergeCommit"), {"oid": MERGE})] if keys == ("mergedAt",) else [change]))
    assert doubt(lambda: read(api)) == TWO_WAYS


@pytest.mark.parametrize(
    ("keys", "value"), [(("mergeCommit", "oid"), BASE), (("mergedAt",), "2026-01-02T00:00:00Z"), (("mergedAt",), None)]
)
def test_a_merge_told_in_two_ways(api, hub, keys, value):
    hub.merge(MERGE)
    lies(hub, (GRAPH, (*NODE, *keys), value))
    assert doubt(lambda: read(api)) == TWO_WAYS


def test_the_wrong_one_told_alike(api, hub):
    lies(hub, (REST, ("number",), 8), (GRAPH, (*NODE, "number"), 8))
    assert doubt(lambda: read(api)) == TWO_WAYS


def test_the_order_of_words_is_of_no_account(api, hub):
    for who in ("bob", "dana"):
        hub.review(account(who), body="x")
        hub.comment(account(who), "x")
    with hub.told_otherwise(GRAPH, lambda model: (model.reviews[7].reverse(), model.comments[7].reverse())):
        found = read(api)
    assert [one.login for one in found.reviews] == [one.login for one in found.comments] == ["bob", "dana"]


def test_two_words_under_one_number(api, hub):
    """REST refuses that as a list; here only GraphQL says so."""
    for who in ("bob", "dana"):
        hub.review(account(who))
    number = (GRAPH, (*NODE, "reviews", "nodes", 1, "fullDatabaseId"), str(hub.reviews[7][0]["id"]))
    lies(hub, number)
    assert doubt(lambda: read(api)) == TWO_WAYS
    lies(hub, number, (GRAPH, (*NODE, "reviews", "nodes", 1, "author"), None))
    assert doubt(lambda: read(api))[0].startswith("pull request 7 is not as documented: TypeError")


@pytest.mark.parametrize("kind", ["reviews", "comments"])
@pytest.mark.parametrize("count", [0, 2])
def test_a_count_that_is_not_what_is_listed(api, hub, kind, count):
    hub.review(account("bob"))
    hub.comment(account("bob"), "x")
    lies(hub, (GRAPH, (*NODE, kind, "totalCount"), count))
    assert doubt(lambda: read(api)) == ("GitHub does not tell pull request 7 in full", AGAIN)


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (("number",), 8), (("headRefOid",), BASE), (("baseRefName",), "x"), (("mergedAt",), "2026-01-02T00:00:00Z"),
        (("author", "databaseId"), 1),
    ],
    ids=str,
)  # fmt: skip
def test_it_changes_while_it_is_read(api, hub, keys, value):
    """Between the first page and the second."""
    hub.page = 1
    for who in ("bob", "dana"):
        hub.review(account(who))

    def spoil(path, answer):
        if not path.endswith("graphql") or hub.body["variables"]["reviews"] is None:
            return answer
        lies(hub, (GRAPH, (*NODE, *keys), value))
        return hub.spoil(path, answer)

    hub.spoil = spoil
    assert doubt(lambda: read(api)) == ("pull request 7 changes while it is read", AGAIN)


# Who pushed.


FIRST, SECOND = "1" * 40, "2" * 40
UNTOLD = ("who pushed to change cannot be told in full", "push it anew as another branch")


def pushes(api, is_base=lambda commit: False):
    return read_pushes(api, read(api), is_base)


def test_back_to_where_the_branch_began(api, hub):
    hub.push(HEAD, FIRST, account("bob"))
    hub.push(FIRST, SECOND, ROBOT)
    assert pushes(api) == [
        Push(FIRST, SECOND, Account(41898282, "helper[bot]", False)),
        Push(HEAD, FIRST, Account(1002, "bob", True)),
        Push("", HEAD, Account(1001, "alice", True)),
    ]
    asked = [path for path, _ in hub.asked if "/activity" in path]
    assert asked == [
        f"/repos/contoso/infra/activity?ref=refs%2Fheads%2Fchange&direction={one}&per_page=100"
        for one in ("desc", "asc")
    ]


def test_back_to_a_commit_of_the_base(api, hub):
    hub.push(HEAD, FIRST, account("bob"))
    hub.push(FIRST, SECOND, None)
    assert pushes(api, {FIRST}.__contains__) == [Push(FIRST, SECOND, None)]


def test_a_branch_of_sha_256_that_begins(api, hub):
    hub.activity[0].update(before="0" * 64)
    assert pushes(api) == [Push("", HEAD, Account(1001, "alice", True))]


def test_what_was_pushed_after_the_head_is_left_out(api, hub):
    """A branch that was deleted, or has moved on since the pull request was closed."""
    hub.push(HEAD, FIRST, account("bob"))
    hub.pulls[7]["head"]["sha"] = HEAD
    assert [one.after for one in pushes(api)] == [HEAD]


def test_a_push_between_that_is_not_told(api, hub):
    hub.push(FIRST, SECOND, account("bob"))
    assert doubt(lambda: pushes(api)) == UNTOLD


def test_a_push_between_that_comes_later_in_the_list(api, hub):
    """Commits that were on the branch twice: only an unbroken chain counts."""
    hub.push(HEAD, FIRST, account("bob"))
    hub.push(FIRST, "3" * 40, account("bob"))
    hub.push(FIRST, SECOND, account("bob"))
    assert doubt(lambda: pushes(api)) == UNTOLD


def test_no_push_at_all(api, hub):
    hub.activity.clear()
    assert doubt(lambda: pushes(api)) == UNTOLD


def test_a_head_that_nobody_pushed(api, hub):
    hub.pulls[7]["head"]["sha"] = FIRST
    assert doubt(lambda: pushes(api)) == UNTOLD


def test_pushes_to_a_repository_that_is_gone(api, hub):
    hub.pulls[7]["head"]["repo"] = None
    told = "the repository that pull request 7 comes from is gone: who pushed cannot be told"
    assert doubt(lambda: pushes(api)) == (told, "")


def test_pushes_told_in_two_ways(api, hub):
    hub.push(HEAD, FIRST, account("bob"))
    lies(hub, ("direction=asc", (1, "actor"), account("alice")))
    assert doubt(lambda: pushes(api)) == ("GitHub tells the pushes to change in two ways", AGAIN)


@pytest.mark.parametrize(
    ("keys", "value", "fault"),
    [
        ((0, "ref"), "refs/heads/other", "ValueError: 'refs/heads/other' is another branch"),
        ((0, "before"), "x", "ValueError: 'x' is no commit"),
        ((0, "after"), None, "ValueError: None is no commit"),
        ((0, "actor"), GONE, "KeyError: 'actor'"),
    ],
)
def test_a_push_otherwise(api, hub, keys, value, fault):
    lies(hub, ("/activity", keys, value))
    assert doubt(lambda: pushes(api)) == (f"repos/contoso/infra/activity is not as documented: {fault}", "")


# What brought a commit.


def test_the_pull_requests_that_a_commit_is_the_merge_of(api, hub):
    hub.merge(MERGE)
    for number in (8, 9):
        hub.open(SECOND, account("bob"), number)
    hub.merge(MERGE, 8)
    hub.pulls[9]["merge_commit_sha"] = MERGE
    assert pulls_of(api, REPOSITORY, MERGE) == [7, 8], "9 is not merged"
    lies(hub, (f"/commits/{MERGE}/pulls", (0, "merge_commit_sha"), BASE))
    assert pulls_of(api, REPOSITORY, MERGE) == [8]
    assert pulls_of(api, REPOSITORY, BASE) == []


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [("number", "7", "ValueError: '7' is no id"), ("merged_at", GONE, "KeyError: 'merged_at'")],
)
def test_what_brought_a_commit_otherwise(api, hub, key, value, fault):
    hub.merge(MERGE)
    lies(hub, ("/commits/", (0, key), value))
    asked = doubt(lambda: pulls_of(api, REPOSITORY, MERGE))
    assert asked == (f"what brought {MERGE[:12]} is not as documented: {fault}", "")


# The merge queue.


QUEUED = ("data", "repository", "mergeQueue", "entries")
NOT_IN_FULL = ("GitHub does not tell the merge queue in full", AGAIN)


def queue(api):
    return read_queue(api, REPOSITORY, "main")


def test_the_merge_queue(api, hub):
    assert queue(api) == {}
    hub.queue = [(FIRST, 7), (SECOND, 8), (MERGE, 7)]
    assert queue(api) == {FIRST: 7, SECOND: 8, MERGE: 7}
    assert hub.body["variables"] == {"owner": "contoso", "name": "infra", "branch": "main", "after": None}


def test_an_entry_whose_commit_is_still_to_be_made(api, hub):
    hub.queue = [(FIRST, 7), (SECOND, 8)]
    lies(hub, (GRAPH, (*QUEUED, "nodes", 1, "headCommit"), None))
    assert queue(api) == {FIRST: 7, "none of 8": 8}


def test_a_queue_of_several_pages(api, hub):
    hub.page = 2
    hub.queue = [(f"{number:040x}", number) for number in range(1, 6)]
    assert queue(api) == {f"{number:040x}": number for number in range(1, 6)}


def test_the_longest_queue(api, hub):
    hub.page = 1
    hub.queue = [(f"{number:040x}", number) for number in range(1, MAX_PAGES + 1)]
    assert len(queue(api)) == MAX_PAGES
    hub.queue.append((FIRST, 7))
    assert doubt(lambda: queue(api)) == NOT_IN_FULL


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_queue_that_is_not_told_in_full(api, hub, count):
    hub.queue = [(FIRST, 7), (SECOND, 8)]
    lies(hub, (GRAPH, (*QUEUED, "totalCount"), count))
    assert doubt(lambda: queue(api)) == NOT_IN_FULL


@pytest.mark.parametrize(
    ("keys", "value", "fault"),
    [
        (("data", "repository", "mergeQueue"), None, "TypeError: 'NoneType' object is not subscriptable"),
        ((*QUEUED, "nodes", 0, "headCommit", "oid"), "x", "ValueError: 'x' is no commit"),
        ((*QUEUED, "nodes", 0, "pullRequest", "number"), 0, "ValueError: 0 is no id"),
        ((*QUEUED, "nodes", 0, "headCommit"), GONE, "KeyError: 'headCommit'"),
        ((*QUEUED, "pageInfo", "hasNextPage"), "no", "ValueError: no page"),
    ],
)
def test_a_queue_otherwise(api, hub, keys, value, fault):
    hub.queue = [(FIRST, 7)]
    lies(hub, (GRAPH, keys, value))
    assert doubt(lambda: queue(api)) == (f"the merge queue is not as documented: {fault}", "")
