"""Who counts as having had a hand in a change, where the policy says more than the default."""

import pytest

from tests.gate.kit import GROUPS, POLICY, STORAGE, World
from tests.gate.test_threats_identity import forge

CODE = "infra/prod/storage.bicep"
BY_RISK = POLICY + '\n[gate.independence]\nscope = "risk"\n'


@pytest.fixture
def by_risk(tmp_path, keys):
    made = World(tmp_path / "infra", keys)
    made.found(
        {CODE: STORAGE, "infra/prod/other/main.tf": 'resource "aws_sqs_queue" "q" {}\n', "README.md": "x"}, BY_RISK
    )
    return made


def test_a5_an_applied_suggestion_elsewhere_does_not_burn_the_reviewer(by_risk):
    by_risk.branch()
    by_risk.replace(CODE, "'None'", "'Blob'")
    by_risk.commit()
    by_risk.write("README.md", "better words")
    by_risk.commit("Apply suggestion\n\nCo-authored-by: Bob <bob@example.com>")
    by_risk.request()
    assert by_risk.sign("bob").code == 0
    found = by_risk.check()
    assert found.code == 0, found.words
    assert found.report["contributors"] == ["alice", "bob"], "of the change; of the risk it is alice"


def test_strict_is_the_default(world):
    world.branch()
    world.replace(CODE, "'None'", "'Blob'")
    world.commit()
    world.write("README.md", "better words")
    world.commit(who="bob")
    world.request()
    forge(world, "bob", "bob")
    assert world.check().code == 4


def test_a_hand_in_the_risk_is_one_whatever_else(by_risk):
    by_risk.branch()
    by_risk.replace(CODE, "'None'", "'Blob'")
    by_risk.commit()
    by_risk.write(CODE, "// more\n" + by_risk.read(CODE))
    by_risk.commit(who="bob")
    by_risk.request()
    assert by_risk.sign("bob").code == 4
    forge(by_risk, "bob", "bob")
    assert by_risk.check().code == 4


def test_content_that_was_only_moved_there_keeps_its_author(by_risk):
    """bob writes it where nobody deploys it, alice moves it to where it counts."""
    by_risk.branch()
    by_risk.write("drafts/storage.txt", STORAGE.replace("'None'", "'Blob'").replace("contosoinvoices", "contosoother"))
    by_risk.commit("a draft", who="bob")
    by_risk.git("mv", "drafts/storage.txt", "infra/prod/second.bicep")
    by_risk.commit("use it")
    by_risk.request()
    forge(by_risk, "bob", "bob")
    found = by_risk.check()
    assert found.code == 4
    assert all(one["own"] == ["bob"] for one in found.report["risks"])


def test_a_module_is_part_of_what_calls_it(tmp_path, keys):
    world = World(tmp_path / "infra", keys)
    module = "param level string\n" + STORAGE.replace("'None'", "level").replace("'Deny'", "'Allow'")
    call = "module m '../../modules/storage.bicep' = {\n  name: 'm'\n  params: { level: 'None' }\n}\n"
    world.found({"modules/storage.bicep": module, "infra/prod/main.bicep": call}, BY_RISK)
    world.branch()
    world.write("modules/storage.bicep", "// tidied\n" + module)
    world.commit(who="bob")
    world.replace("infra/prod/main.bicep", "'None'", "'Blob'")
    world.commit()
    world.request()
    forge(world, "bob", "bob")
    assert world.check().code == 4


def test_signing_leaves_out_what_one_had_a_hand_in(by_risk):
    by_risk.branch()
    by_risk.replace(CODE, "'None'", "'Blob'")
    by_risk.commit()
    by_risk.write("infra/prod/other/main.tf", 'resource "aws_sqs_queue" "q" {\n  sqs_managed_sse_enabled = false\n}\n')
    by_risk.commit(who="bob")
    by_risk.request()
    assert len(by_risk.check().report["risks"]) >= 2
    assert by_risk.sign("bob").code == 0
    found = by_risk.check()
    signed = {one["resource"].partition(":")[0] for one in found.report["risks"] if one["signed_by"]}
    assert found.code == 1
    assert signed == {"infra/prod"}


DISTINCT = POLICY.replace(
    '[[gate.rule]]\nneed = [{ group = "reviewers" }]',
    '[[gate.rule]]\nneed = [{ group = "reviewers" }, { group = "policy-owners" }]\ndistinct = true',
)


def test_d16_two_groups_may_want_two_people(tmp_path, keys):
    world = World(tmp_path / "infra", keys)
    world.found(policy=DISTINCT)
    world.open_container()
    world.sign("bob")
    assert world.check().code == 1, "bob is in both, and one person"
    world.sign("erik")
    assert world.check().code == 0, "erik reviews, bob stands for the policy owners"


def test_d16_without_distinct_one_person_fills_both(tmp_path, keys):
    world = World(tmp_path / "infra", keys)
    world.found(policy=DISTINCT.replace("distinct = true", ""))
    world.open_container()
    world.sign("bob")
    assert world.check().code == 0


def test_groups_that_can_never_be_filled_are_refused(tmp_path, keys):
    world = World(tmp_path / "infra", keys)
    world.write("foureyes.toml", DISTINCT + world.people({"alice": GROUPS["alice"], "bob": [], "dana": [], "erik": []}))
    world.commit()
    said = world.cli("gate", "policy", "check")
    assert said.returncode == 2
    assert "too few people" in said.stderr or "can never sign" in said.stderr


def test_the_policy_in_words_tells_all_of_it(tmp_path, keys):
    policy = DISTINCT.replace("distinct = true", 'distinct = true\nsources = ["file"]')
    policy += '\n[gate.independence]\nscope = "risk"\nrobots = [{ github_id = 7, kinds = ["changes-supply"] }]\n'
    world = World(tmp_path / "infra", keys)
    world.found(policy=POLICY)
    world.write("new.toml", policy + world.people())
    said = world.cli("gate", "policy", "diff", "foureyes.toml", "new.toml")
    assert said.returncode == 0, said.stderr
    for part in ("by file", "each somebody else", "who had a hand in the risk", "7 for changes-supply"):
        assert part in said.stdout, said.stdout


def test_a_robot_is_nobody_in_the_people(tmp_path, keys):
    world = World(tmp_path / "infra", keys)
    robots = '\n[gate.independence]\nrobots = [{ github_id = 7, kinds = ["weakens"] }]\n'
    world.write("foureyes.toml", POLICY + robots + world.people(extra="\n[people.rob]\ngithub_id = 7\n"))
    world.commit()
    said = world.cli("gate", "policy", "check")
    assert said.returncode == 2
    assert "a robot is nobody" in said.stderr


def test_an_older_version_that_looked_at_less_is_named(world, monkeypatch):
    import foureyes.cli.gate_sign as signing

    monkeypatch.setattr(signing, "__version__", "0.0.1")
    world.replace(CODE, "'Deny'", "'Allow'")
    world.commit("an open network", who="erik")
    world.open_container()
    world.sign("bob")
    world.replace(CODE, "'Blob'", "'Container'")
    world.commit()
    assert "it was signed with foureyes 0.0.1" in world.check().words


def test_what_no_commit_brings_by_itself_is_everybodys(tmp_path, keys):
    """A root that could not be read before, with changes beside it: nobody who made those may judge it."""
    world = World(tmp_path / "infra", keys)
    world.found({CODE: STORAGE, "infra/prod/broken.bicep": "resource ! broken\n"}, BY_RISK)
    world.branch()
    world.write("infra/prod/more.bicep", "param x string\n")
    world.commit(who="bob")
    world.request()
    assert world.check().kinds == {"blinds"}
    forge(world, "bob", "bob")
    assert world.check().code == 4
