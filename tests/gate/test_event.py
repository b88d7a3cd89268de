"""Events of GitHub, as their payloads tell them: what is taken from each, and what is refused of it."""

import json
from copy import deepcopy

import pytest

from foureyes.gate.github import MAX_BYTES, Account, Event, UnclearEvent, parse_event

PULL = {
    "action": "synchronize",
    "number": 7,
    "pull_request": {
        "number": 8,
        "user": {"login": "alice", "id": 1001, "type": "User"},
        "head": {"ref": "change", "sha": "a" * 40, "repo": {"full_name": "fork/infra"}},
        "base": {"ref": "release/1", "sha": "b" * 40, "repo": {"full_name": "contoso/infra"}},
    },
    "repository": {"full_name": "other/infra"},
}
GROUP = {
    "action": "checks_requested",
    "merge_group": {
        "base_sha": "b" * 40, "base_ref": "refs/heads/main", "head_sha": "a" * 40,
        "head_ref": "refs/heads/gh-readonly-queue/main/pr-7",
    },
    "repository": {"full_name": "contoso/infra"},
}  # fmt: skip
PUSH = {
    "ref": "refs/heads/main", "before": "b" * 40, "after": "a" * 40, "created": False, "deleted": False,
    "forced": False, "repository": {"full_name": "contoso/infra"},
}  # fmt: skip
PAYLOADS = {"pull_request": PULL, "merge_group": GROUP, "push": PUSH}


def read(name, payload):
    return parse_event(name, json.dumps(payload).encode())


def changed(payload, path, value):
    """The payload with another value at a path."""
    made = deepcopy(payload)
    place = made
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return made


def refusal(name, payload):
    with pytest.raises(UnclearEvent) as caught:
        read(name, payload)
    return caught.value.message


def odd(fault):
    return f"the event's payload is not as documented: {fault}"


def test_a_pull_request():
    """The base is the branch as it was fetched, its repository the one that would take the change."""
    assert read("pull_request", PULL) == Event(
        "refs/remotes/origin/release/1", "a" * 40, "release/1", "contoso/infra", Account(1001, "alice", True), 7,
        "pull_request",
    )  # fmt: skip


@pytest.mark.parametrize("type", ["Bot", "Organization", "user", "", None])
def test_only_a_user_is_human(type):
    found = read("pull_request", changed(PULL, ["pull_request", "user", "type"], type))
    assert found.opener == Account(1001, "alice", False)


def test_a_merge_group():
    assert read("merge_group", GROUP) == Event(
        "b" * 40, "a" * 40, "main", "contoso/infra", None, name="merge_group", number=0
    )


def test_a_push():
    assert read("push", PUSH) == Event("b" * 40, "a" * 40, "main", "contoso/infra", None, name="push", number=0)


def test_commits_of_sha_256():
    found = read("push", {**PUSH, "before": "0" * 63 + "1", "after": "f" * 64})
    assert (found.base, found.head) == ("0" * 63 + "1", "f" * 64)


@pytest.mark.parametrize(("name", "told"), [("pull_request_target", "'pull_request_target'"), ("", "'(none)'")])
def test_other_events(name, told):
    with pytest.raises(UnclearEvent) as caught:
        read(name, PULL)
    assert caught.value.message == f"the event {told} names no change"
    assert caught.value.remedy == "run on pull_request, merge_group and push"


NO_COMMITS = ["A" * 40, "a" * 39, "a" * 41, "a" * 63, "HEAD", "", "a" * 40 + "\n", None, 7]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("pull_request", ["pull_request", "head", "sha"]),
        ("merge_group", ["merge_group", "base_sha"]),
        ("merge_group", ["merge_group", "head_sha"]),
        ("push", ["before"]),
        ("push", ["after"]),
    ],
)
@pytest.mark.parametrize("value", NO_COMMITS)
def test_what_is_no_commit(name, path, value):
    told = refusal(name, changed(PAYLOADS[name], path, value))
    assert told == odd(f"ValueError: {value!r} is no commit")


@pytest.mark.parametrize(
    "value", ["-x", "a b", "a:b", "a~1", "a^", "a?", "a*", "a[", "a\\b", "a\x1f", "", "a\n", None, 7]
)
def test_what_is_no_branch(value):
    told = refusal("pull_request", changed(PULL, ["pull_request", "base", "ref"], value))
    assert told == odd(f"ValueError: {value!r} is no branch")


@pytest.mark.parametrize(
    ("name", "path"), [("merge_group", ["merge_group", "base_ref"]), ("push", ["ref"])], ids=["group", "push"]
)
@pytest.mark.parametrize("value", [None, 7, []])
def test_a_ref_that_is_no_text(name, path, value):
    told = refusal(name, changed(PAYLOADS[name], path, value))
    assert told == odd(f"AttributeError: '{type(value).__name__}' object has no attribute 'startswith'")


@pytest.mark.parametrize(
    ("name", "path"), [("merge_group", ["merge_group", "base_ref"]), ("push", ["ref"])], ids=["group", "push"]
)
@pytest.mark.parametrize("inner", ["-x", "a b", ""])
def test_what_is_no_branch_behind_refs_heads(name, path, inner):
    told = refusal(name, changed(PAYLOADS[name], path, f"refs/heads/{inner}"))
    assert told == odd(f"ValueError: {inner!r} is no branch")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("pull_request", ["pull_request", "base", "repo", "full_name"]),
        ("merge_group", ["repository", "full_name"]),
        ("push", ["repository", "full_name"]),
    ],
)
@pytest.mark.parametrize("value", ["infra", "a/b/c", "", None, 7])
def test_what_is_no_repository(name, path, value):
    told = refusal(name, changed(PAYLOADS[name], path, value))
    assert told == odd(f"ValueError: {value!r} is no repository")


@pytest.mark.parametrize("path", [["number"], ["pull_request", "user", "id"]], ids=["number", "id"])
@pytest.mark.parametrize("value", [0, -1, True, "7", 7.0, None])
def test_what_is_no_id(path, value):
    assert refusal("pull_request", changed(PULL, path, value)) == odd(f"ValueError: {value!r} is no id")


def test_the_least_id():
    assert read("pull_request", changed(PULL, ["number"], 1)).number == 1


@pytest.mark.parametrize("ref", ["main", "refs/tags/v1", "heads/main"])
def test_a_group_for_what_is_no_branch(ref):
    told = refusal("merge_group", changed(GROUP, ["merge_group", "base_ref"], ref))
    assert told == odd(f"ValueError: {ref!r} is no branch")


@pytest.mark.parametrize(
    "changes", [{"created": True}, {"deleted": True}, {"before": "0" * 40}, {"before": "0" * 64}], ids=str
)
def test_a_branch_that_begins_or_ends(changes):
    told = refusal("push", {**PUSH, **changes})
    assert told == odd("ValueError: 'refs/heads/main' is no branch, or begins or ends here")


def test_a_push_of_a_tag():
    told = refusal("push", {**PUSH, "ref": "refs/tags/v1"})
    assert told == odd("ValueError: 'refs/tags/v1' is no branch, or begins or ends here")


def test_a_push_that_rewrites():
    assert refusal("push", {**PUSH, "forced": True}) == odd("ValueError: 'refs/heads/main' was rewritten")


def paths(payload, before=()):
    for key, value in payload.items():
        if isinstance(value, dict):
            yield from paths(value, (*before, key))
        else:
            yield (*before, key)


USED = {
    "pull_request": {
        ("number",), ("pull_request", "user", "login"), ("pull_request", "user", "id"),
        ("pull_request", "user", "type"), ("pull_request", "head", "sha"), ("pull_request", "base", "ref"),
        ("pull_request", "base", "repo", "full_name"),
    },
    "merge_group": {
        ("merge_group", "base_sha"), ("merge_group", "base_ref"), ("merge_group", "head_sha"),
        ("repository", "full_name"),
    },
    "push": {(key,) for key in PUSH if key != "repository"} | {("repository", "full_name")},
}  # fmt: skip


@pytest.mark.parametrize("name", PAYLOADS)
def test_whatever_is_used_has_to_be_there(name):
    """And nothing else: what GitHub adds or leaves out elsewhere is of no account."""
    for path in paths(PAYLOADS[name]):
        cut = deepcopy(PAYLOADS[name])
        place = cut
        for key in path[:-1]:
            place = place[key]
        del place[path[-1]]
        if path in USED[name]:
            assert refusal(name, cut) == odd(f"KeyError: {path[-1]!r}")
        else:
            assert read(name, cut) == read(name, PAYLOADS[name])


@pytest.mark.parametrize("data", [b"", b"<html>", b"\xff", b"null", b"[]", b'"x"', b"7", b"[" * 100_000])
@pytest.mark.parametrize("name", PAYLOADS)
def test_what_is_no_payload(name, data):
    with pytest.raises(UnclearEvent, match=r"^the event's payload is not as documented: "):
        parse_event(name, data)


def test_the_longest_that_is_read():
    longest = json.dumps(PUSH).encode().ljust(MAX_BYTES)
    assert parse_event("push", longest).head == "a" * 40
    with pytest.raises(UnclearEvent) as caught:
        parse_event("push", longest + b" ")
    assert caught.value.message == odd("TypeError: 'NoneType' object is not subscriptable")
