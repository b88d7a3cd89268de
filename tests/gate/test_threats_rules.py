"""Threats B of the gate's list: changing the rules in the change that they judge."""

import pytest

from tests.gate.kit import POLICY, STORAGE
from tests.gate.test_threats_identity import forge

CODE = "infra/prod/storage.bicep"
OPEN = STORAGE.replace("'None'", "'Blob'").replace("'Deny'", "'Allow'")
RULE = "azure-blob-container-open-to-everyone"


def test_b1_the_policy_of_the_base_judges(world):
    world.branch()
    world.replace("foureyes.toml", "count = 2", "count = 1")
    world.replace("foureyes.toml", 'when = { kind = ["changes-policy"] }', 'when = { kind = ["blinds"] }')
    world.commit()
    world.request()
    found = world.check()
    assert (found.code, found.kinds) == (1, {"changes-policy"})
    world.sign("erik")
    assert world.check().code == 1, "erik is no policy owner"
    world.sign("bob")
    assert world.check().code == 1, "one is not two"
    world.sign("dana")
    assert world.check().code == 0


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("foureyes.toml", POLICY),
        ("CODEOWNERS", "* @mallory\n"),
        (".github/CODEOWNERS", "* @mallory\n"),
        (".foureyes/anything", "x"),
        (".github/workflows/gate.yml", "run: foureyes gate check\n"),
        (".github/actions/gate/action.yml", "run: foureyes gate check\n"),
        (".pre-commit-config.yaml", "repo: https://github.com/contoso/foureyes\nrev: v0\n"),
        (".gitlab-ci.yml", "script: foureyes gate check\n"),
    ],
)
def test_b1_b4_b8_files_that_guard_the_gate(world, path, text):
    world.branch()
    world.write(path, text)
    world.commit()
    found = world.check()
    assert (found.code, found.kinds) == (1, {"changes-policy"})


def test_b4_a_workflow_that_no_longer_calls_the_gate(world):
    world.write(".github/workflows/gate.yml", "run: foureyes gate check\n")
    world.commit("call the gate", who="erik")
    world.branch()
    world.write(".github/workflows/gate.yml", "run: true\n")
    world.commit()
    assert world.check().kinds == {"changes-policy"}


def test_b4_a_workflow_that_has_nothing_to_do_with_it(world):
    world.branch()
    world.write(".github/workflows/docs.yml", "run: make docs\n")
    world.commit()
    assert world.check().code == 0


def test_b2_deleting_the_policy_is_a_change_of_it(world):
    world.branch()
    (world.folder / "foureyes.toml").unlink()
    world.commit()
    assert world.check().kinds == {"changes-policy"}


def test_b2_a_base_without_policy_is_an_error(world):
    world.git("checkout", "-q", "--orphan", "bare")
    world.git("rm", "-rqf", ".")
    world.commit("nothing")
    world.write("a.txt", "x")
    world.git("checkout", "-q", "-b", "change")
    world.commit()
    said = world.gate("check", "--base", "bare", "--branch", "main")
    assert said.code == 2
    assert "foureyes.toml" in said.err


def test_b3_who_is_enrolled_in_the_change_may_not_sign_in_it(world):
    world.branch()
    world.replace(CODE, "'None'", "'Blob'")
    mallory = (
        f'\n[people.mallory]\ngroups = ["reviewers", "policy-owners"]\nkeys = ["{world.keys.public("mallory")}"]\n'
    )
    world.write("foureyes.toml", world.read("foureyes.toml") + mallory)
    world.commit()
    forge(world, "mallory", "mallory")
    found = world.check()
    assert found.code == 4
    assert "not enrolled on the base branch" in found.words


def suppression(world, comment):
    world.write(CODE, OPEN)
    world.commit("open, and accepted once", who="erik")
    world.branch()
    world.replace(CODE, "resource backups", f"{comment}\nresource backups")
    world.commit()


def test_b6_a_new_suppression_is_told_with_what_it_hides(world):
    suppression(world, f'// foureyes: ignore[{RULE}] reason="it is meant to be public"')
    found = world.check()
    assert (found.code, found.kinds) == (1, {"adds-suppression"})
    assert "read every blob" in found.words


def test_b6_foreign_suppressions_are_not_honoured(world):
    world.branch()
    world.replace(CODE, "resource backups", "// checkov:skip=CKV_AZURE_34: fine\nresource backups")
    world.replace(CODE, "'None'", "'Blob'")
    world.commit()
    assert world.check().code == 1


def test_b6_an_ignore_entry_or_an_excluded_path_is_a_change_of_policy(world):
    world.branch()
    world.write("foureyes.toml", world.read("foureyes.toml") + '\n[lint]\nexclude = ["infra/**"]\n')
    world.replace(CODE, "'None'", "'Blob'")
    world.commit()
    assert world.check().kinds == {"changes-policy", "exposes"}, "the exclusion of the base holds, and there is none"


@pytest.mark.parametrize(
    ("before", "after", "asks"),
    [
        (" until=2030-01-01", " until=2031-01-01", True),
        (" until=2030-01-01", "", True),
        (" until=2031-01-01", " until=2030-01-01", False),
        (" until=2031-01-01", " until=2031-01-01  ", False),
    ],
)
def test_b7_widening_a_suppression(world, before, after, asks):
    comment = f'// foureyes: ignore[{RULE}] reason="it is meant to be public"'
    world.write(CODE, OPEN.replace("resource backups", f"{comment}{before}\nresource backups"))
    world.commit("suppressed", who="erik")
    world.branch()
    world.replace(CODE, f"{comment}{before}", f"{comment}{after}")
    world.commit()
    assert bool(world.check().report["risks"]) is asks


def test_b7_moving_a_suppression_to_another_resource(world):
    comment = f'// foureyes: ignore[{RULE}] reason="it is meant to be public"\n'
    world.write(CODE, OPEN.replace("resource backups", f"{comment}resource backups"))
    world.commit("suppressed", who="erik")
    world.branch()
    world.write(CODE, OPEN.replace("resource account", f"{comment}resource account"))
    world.commit()
    assert world.check().kinds == {"adds-suppression"}


def test_b9_advice_is_not_for_ci(world, monkeypatch):
    world.open_container()
    monkeypatch.setenv("CI", "true")
    assert world.check("--advise").code == 2


def test_b9_a_policy_for_another_repository(world, monkeypatch):
    world.open_container()
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_REPOSITORY", "mallory/infra")
    assert world.check().code == 2
    monkeypatch.setenv("GITHUB_REPOSITORY", "Contoso/infra")
    assert world.check().code == 1


def test_b9_an_unguarded_branch_is_no_way_around(world):
    world.open_container_unasked()
    assert world.check("--branch", "playground").code == 2
    assert world.check("--branch", "release/1").code == 1


def test_b10_moving_open_code_to_a_weaker_environment(world):
    world.write(CODE, OPEN)
    world.commit("open", who="erik")
    world.branch()
    world.write("infra/sandbox/storage.bicep", OPEN)
    (world.folder / CODE).unlink()
    world.commit()
    found = world.check()
    assert "exposes" in found.kinds
    assert {one["environment"] for one in found.report["risks"]} == {"sandbox"}


def test_b10_unmapped_paths_are_judged_as_the_default_environment(world):
    world.branch()
    world.write("elsewhere/storage.bicep", OPEN)
    world.commit()
    assert {one["environment"] for one in world.check().report["risks"]} == {"prod"}


def test_c19_code_that_comes_to_target_another_account(world):
    accounts = POLICY.replace('paths = ["infra/prod/**"]', 'paths = ["infra/prod/**"]\naccounts = ["111122223333"]')
    world.write("foureyes.toml", accounts + world.people())
    world.write("infra/sandbox/main.tfvars", 'account = "444455556666"\n')
    world.commit("accounts", who="erik")
    world.branch()
    world.replace("infra/sandbox/main.tfvars", "444455556666", "111122223333")
    world.commit()
    found = world.check()
    assert found.code == 1
    assert [one["environment"] for one in found.report["risks"]] == ["prod"]
    assert "account of prod" in found.words
    world.git("checkout", "-q", "main")
    twice = accounts.replace(
        'paths = ["infra/sandbox/**"]', 'paths = ["infra/sandbox/**"]\naccounts = ["111122223333"]'
    )
    world.write("foureyes.toml", twice + world.people())
    world.commit("one account, two environments", who="erik")
    world.git("checkout", "-q", "change")
    assert world.check().code == 2


@pytest.mark.parametrize("how", ["remove", "edit", "edit the signature"])
def test_b11_the_ledger_only_grows(world, how):
    world.open_container()
    world.sign("bob")
    world.git("checkout", "-q", "main")
    world.git("merge", "-q", "--no-ff", "-m", "land", "change")
    world.branch("next")
    record = next(one for one in world.records() if one.name.endswith("-bob.json"))
    if how == "remove":
        record.unlink()
    elif how == "edit":
        record.write_bytes(record.read_bytes().replace(b"agreed", b"rather"))
    else:
        record.with_name(f"{record.name}.sig").write_text("x")
    world.commit()
    found = world.check()
    assert found.code == 4
    assert "history" in found.words
