"""GitHub events, replayed from their documented shapes: nothing here was run against GitHub itself."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foureyes.gate.github import UnclearEvent, parse_event
from tests.gate.kit import POLICY

CODE = "infra/prod/storage.bicep"
IDS = {"alice": 1001, "bob": 1002, "dana": 1003, "erik": 1004}


def pull_request(head, opener="alice", id=1001, type="User", base="main"):
    return {
        "action": "synchronize",
        "number": 7,
        "pull_request": {
            "user": {"login": opener, "id": id, "type": type},
            "head": {"ref": "change", "sha": head, "repo": {"full_name": "fork/infra"}},
            "base": {"ref": base, "sha": "0" * 40, "repo": {"full_name": "contoso/infra"}},
        },
        "repository": {"full_name": "contoso/infra"},
    }


@pytest.fixture
def hub(world, monkeypatch, tmp_path):
    """The story's change as a pull request, its people known by their accounts."""
    people = world.people()
    for name, id in IDS.items():
        people = people.replace(f"[people.{name}]", f"[people.{name}]\ngithub_id = {id}")
    world.write("foureyes.toml", POLICY + people)
    world.commit("accounts", who="erik")
    world.open_container_unasked()
    world.git("update-ref", "refs/remotes/origin/main", "main")

    def run(payload, name="pull_request"):
        path = tmp_path / "event.json"
        path.write_bytes(payload if isinstance(payload, bytes) else json.dumps(payload).encode())
        monkeypatch.setenv("GITHUB_EVENT_PATH", str(path))
        monkeypatch.setenv("GITHUB_EVENT_NAME", name)
        return world.gate("check", "--github", "--json")

    world.run = run
    world.sign("bob")
    world.head = world.git("rev-parse", "HEAD")
    return world


def test_e1_the_opener_is_the_maker(hub):
    """A pull request from a fork: no token and no secret is used."""
    said = hub.run(pull_request(hub.head))
    assert said.code == 0, said.out


def test_a_head_that_is_not_checked_out(hub):
    hub.git("checkout", "-q", "main")
    assert hub.run(pull_request(hub.head)).code == 0


def test_who_opens_may_not_review(hub):
    """bob opens alice's commits and signs: whoever opened it counts as a hand in it."""
    said = hub.run(pull_request(hub.head, "bob", IDS["bob"]))
    assert said.code == 4


@pytest.mark.parametrize(
    ("login", "id", "type"),
    [
        ("dependabot[bot]", 49699333, "Bot"),
        ("alice", IDS["alice"], "Bot"),
        ("alice", 999, "User"),
        ("stranger", 4711, "User"),
    ],
    ids=["A11 a bot", "A10 a bot with a person's id", "A12 the old login of somebody else", "a stranger"],
)
def test_openers_that_prove_no_maker(hub, login, id, type):
    said = hub.run(pull_request(hub.head, login, id, type))
    assert said.code == 1
    assert "nobody is proven" in said.out


def test_a12_another_login_of_the_same_account(hub):
    assert hub.run(pull_request(hub.head, "alice-renamed", IDS["alice"])).code == 0


def test_e2_e18_a_merge_group(hub):
    """The base comes from the payload: GITHUB_BASE_REF is empty there."""
    hub.git("checkout", "-q", "-b", "group", "main")
    hub.git("merge", "-q", "--no-ff", "-m", "group", "change")
    group = {
        "base_sha": hub.git("rev-parse", "main"),
        "head_sha": hub.git("rev-parse", "HEAD"),
        "base_ref": "refs/heads/main",
        "head_ref": "refs/heads/gh-readonly-queue/main/pr-7",
    }
    payload = {"action": "checks_requested", "merge_group": group, "repository": {"full_name": "contoso/infra"}}
    assert hub.run(payload, "merge_group").code == 1, "nobody says here who made the change"


def test_another_repository(hub):
    payload = pull_request(hub.head)
    payload["pull_request"]["base"]["repo"]["full_name"] = "mallory/infra"
    assert hub.run(payload).code == 2


@pytest.mark.parametrize("name", ["push", "pull_request_target", "workflow_run", ""])
def test_other_events(hub, name):
    assert hub.run(pull_request(hub.head), name).code == 3


def test_a_base_that_was_not_fetched(hub):
    assert hub.run(pull_request(hub.head, base="release/1")).code == 3


PAYLOAD = json.dumps(pull_request("a" * 40)).encode()


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_damaged_payload_is_never_read_as_something_else(data):
    at = data.draw(st.integers(0, len(PAYLOAD) - 1))
    cut = data.draw(st.sampled_from([PAYLOAD[:at], PAYLOAD[:at] + PAYLOAD[at + 1 :]]))
    try:
        event = parse_event("pull_request", cut)
    except UnclearEvent:
        return
    assert event.opener is not None
    assert len(event.head) == 40


@pytest.mark.parametrize(
    "spoil",
    [
        lambda pull: pull.update(user=None),
        lambda pull: pull["user"].update(id="1001"),
        lambda pull: pull["user"].update(id=True),
        lambda pull: pull["head"].update(sha="HEAD"),
        lambda pull: pull["head"].update(sha="-x"),
        lambda pull: pull["base"].update(ref="--upload-pack=x"),
        lambda pull: pull["base"].update(ref=None),
        lambda pull: pull.pop("base"),
    ],
)
def test_odd_payloads(spoil):
    payload = pull_request("a" * 40)
    spoil(payload["pull_request"])
    with pytest.raises(UnclearEvent):
        parse_event("pull_request", json.dumps(payload).encode())


@pytest.mark.parametrize("data", [b"", b"[]", b"null", b"<html>", b"{}", b"[" * 100_000])
def test_no_payload(data):
    with pytest.raises(UnclearEvent):
        parse_event("pull_request", data)
