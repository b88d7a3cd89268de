"""The ledger afterwards: audit, break-glass and its debt, leases, replay."""

import json
from time import sleep

import pytest

from tests.gate.kit import POLICY

CODE = "infra/prod/storage.bicep"


def audit(world, *arguments):
    said = world.gate("audit", *arguments, "--json")
    return said.code, json.loads(said.out)


def land(world, how="--no-ff"):
    world.git("checkout", "-q", "main")
    world.git("merge", "-q", how, *(["-m", "land"] if how == "--no-ff" else []), "change", who="erik")
    if how == "--squash":
        world.git("commit", "-q", "-m", "land", who="alice", committer="noreply@github.com")


@pytest.mark.parametrize("how", ["--no-ff", "--squash", "--ff-only"])
def test_e14_what_was_signed_is_signed_for_ever(world, how):
    world.open_container()
    world.sign("bob")
    land(world, how)
    code, report = audit(world)
    assert code == 0, report
    assert [one["status"] for one in report["commits"]] == ["signed"]


def test_e4_e14_a_direct_push_is_found(world):
    world.replace(CODE, "'None'", "'Blob'")
    commit = world.commit("straight to main")
    code, report = audit(world)
    assert code == 1
    assert [(one["commit"], one["status"]) for one in report["commits"]] == [(commit, "unsigned")]


def test_a17_the_policy_of_the_time_judges(world):
    """bob's key is revoked later: what he signed before stays signed; what rests on the key can be listed."""
    world.open_container()
    world.sign("bob")
    land(world)
    people = world.people().replace(
        f'keys = ["{world.keys.public("bob")}"]', f'revoked = ["{world.keys.public("bob")}"]'
    )
    world.write("foureyes.toml", POLICY + people)
    world.commit("bob lost his key", who="erik")
    _, report = audit(world)
    assert [one["status"] for one in report["commits"]] == ["signed", "unsigned"]
    said = world.gate("audit", "--distrust", world.keys.public("bob"))
    assert said.code == 1
    assert "accept by bob" in said.out


def broken(world):
    world.open_container_unasked()
    said = world.say("break-glass", "alice", "--reason", "site down", "--ticket", "INC-1")
    assert said.code == 0, said.err
    return next(one for one in world.records() if one.name.endswith("-alice.json"))


def test_break_glass_passes_loudly_and_leaves_a_debt(world):
    record = broken(world)
    found = world.check()
    assert found.code == 0
    assert found.report["risks"][0]["break_glass"] == "alice"
    assert "BREAK-GLASS" in world.gate("check", "--base", "main").out
    land(world)
    assert audit(world)[1]["commits"][0]["status"] == "break-glass"
    world.branch("next")
    world.write("note.txt", "x")
    world.commit()
    assert any("review by another is due" in one for one in world.check().report["notes"])
    own = world.say("sign", "alice", "--after", str(record), "--reason", "fine")
    assert own.code == 2, "nobody reviews their own emergency"
    assert world.say("sign", "dana", "--after", str(record), "--reason", "was right").code == 0
    assert world.check().report["notes"] == []


def test_an_overdue_debt_blocks(world):
    broken(world)
    land(world)
    world.write("foureyes.toml", POLICY.replace('"24h"', '"0h"') + world.people())
    world.commit("at once", who="erik")
    world.branch("next")
    world.replace(CODE, "'TLS1_2'", "'TLS1_0'")
    world.commit()
    world.request()
    world.sign("bob")
    sleep(1.1)
    found = world.check()
    assert found.code == 1
    assert "site down" in found.report["blocked"]
    assert audit(world)[0] == 1


def test_the_glass_breaks_once(world):
    broken(world)
    land(world)
    world.branch()
    world.replace(CODE, "'TLS1_2'", "'TLS1_0'")
    world.commit()
    world.say("break-glass", "alice", "--reason", "again", "--ticket", "INC-2")
    found = world.check()
    assert found.code == 1
    assert "await review" in found.words


def test_no_glass_for_the_policy(world):
    world.branch()
    world.write("foureyes.toml", world.read("foureyes.toml") + "\n# more\n")
    world.commit()
    world.say("break-glass", "alice", "--reason", "now", "--ticket", "INC-3")
    assert world.check().code == 1


@pytest.mark.parametrize(("who", "ticket"), [("bob", "INC-1"), ("alice", "")])
def test_who_may_break_the_glass(world, who, ticket):
    world.open_container_unasked()
    assert world.say("break-glass", who, "--reason", "x", "--ticket", ticket).code == 2


@pytest.mark.parametrize(("lease", "code"), [("2020-01-01", 1), ("2099-01-01", 0)])
def test_a_lease_turns_red(world, lease, code):
    world.replace(CODE, "'Deny'", "'Allow'")
    world.commit("an open network", who="erik")
    world.open_container()
    world.sign("bob", "--lease", lease)
    land(world)
    report = audit(world)[1]
    assert bool(report["overdue_leases"]) is bool(code)
    if code:
        assert "accepted by bob until 2020-01-01" in report["overdue_leases"][0]
        world.replace(CODE, "'Blob'", "'None'")
        world.commit("closed", who="erik")
        assert audit(world)[1]["overdue_leases"] == []


def test_replay_tells_what_a_policy_would_ask(world):
    world.replace(CODE, "'None'", "'Blob'")
    world.commit("one")
    world.write("note.txt", "x")
    world.commit("two")
    said = world.gate("replay", "--since", "2000-01-01")
    assert said.code == 0
    assert "2 changes: 1 would have asked" in said.out
    assert "prod" in said.out


def test_the_policy_in_words(world, tmp_path):
    said = world.cli("gate", "policy", "check")
    assert said.returncode == 0
    assert "every risky change needs 1 of reviewers" in said.stdout
    new = tmp_path / "new.toml"
    new.write_text(world.read("foureyes.toml").replace('groups = ["reviewers"]', 'groups = ["reviewers", "on-call"]'))
    said = world.cli("gate", "policy", "diff", "foureyes.toml", str(new))
    assert "erik may now sign for on-call" in said.stdout


def test_who_and_explain(world):
    world.open_container()
    told = world.gate("who", "--base", "main").out
    assert "may sign: bob, dana, erik" in told
    assert "alice: wrote, committed or co-wrote 1 of the commits" in told
    told = world.gate("explain", "1", "--base", "main").out
    assert "anonymous_level = Blob" in told
    assert world.gate("explain", "77", "--base", "main").code == 2
