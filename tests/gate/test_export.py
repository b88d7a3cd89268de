"""The audit for others: CSV, SARIF, and evidence that verifies without us."""

import csv
import io
import json
import subprocess
import zipfile

import pytest

from tests.gate.test_history import broken, land

CODE = "infra/prod/storage.bicep"


@pytest.fixture
def history(world):
    """One change signed, one broken through, one pushed past everybody."""
    world.open_container()
    world.sign("bob", "--ticket", "CHG-1")
    land(world)
    world.replace(CODE, "'Deny'", "'Allow'")
    world.commit("straight to main", who="erik")
    return world


def test_the_table(history):
    said = history.gate("audit", "main", "--format", "csv")
    assert said.code == 1
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert {one["status"] for one in rows} == {"signed", "unsigned"}
    signed = next(one for one in rows if one["status"] == "signed")
    assert (signed["authors"], signed["reviewers"], signed["reviewer_is_not_author"]) == ("alice", "bob", "yes")
    assert (signed["way"], signed["ticket"], signed["reason"]) == ("file", "CHG-1", "agreed")
    unsigned = next(one for one in rows if one["status"] == "unsigned")
    assert (unsigned["reviewers"], unsigned["reviewer_is_not_author"]) == ("", "no")


def test_no_cell_is_a_formula(world):
    world.open_container()
    code = world.check().report["code"]
    assert world.say("sign", "bob", code, "--reason", "=HYPERLINK(1)").code == 0
    land(world)
    said = world.gate("audit", "main", "--format", "csv")
    assert "'=HYPERLINK(1)" in said.out


def test_sarif(history):
    said = history.gate("audit", "main", "--format", "sarif")
    (run,) = json.loads(said.out)["runs"]
    kinds = {one["properties"]["status"]: one["kind"] for one in run["results"]}
    assert kinds == {"signed": "pass", "unsigned": "fail"}
    assert all(one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == CODE for one in run["results"])


def test_the_evidence_verifies_without_us(history, tmp_path):
    made = tmp_path / "evidence.zip"
    history.gate("audit", "main", "--evidence", str(made))
    with zipfile.ZipFile(made) as archive:
        archive.extractall(tmp_path / "evidence")
    record = next(one for one in (tmp_path / "evidence").rglob("*-bob.json"))
    folder = record.parent
    done = subprocess.run(
        ["ssh-keygen", "-Y", "verify", "-f", str(folder / "allowed_signers"), "-I", "bob", "-n", "signoff@foureyes",
         "-s", f"{record}.sig"],
        input=record.read_bytes(), capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    hashed = subprocess.run(
        ["git", "hash-object", "-t", "commit", str(folder / "commit")], capture_output=True, text=True, check=True
    ).stdout.strip()
    assert hashed == folder.name
    assert "verifies" in (folder / "transcript.txt").read_text()
    assert "DOES NOT" not in (folder / "transcript.txt").read_text()
    risks = json.loads((folder / "risks.json").read_text())
    assert risks["risks"][0]["signed_by"] == ["bob"]
    assert (folder / "policy.toml").read_bytes() == (history.folder / "foureyes.toml").read_bytes()


def test_the_same_history_is_the_same_file(history, tmp_path):
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    for one in (first, second):
        history.gate("audit", "main", "--evidence", str(one))
    assert first.read_bytes() == second.read_bytes()


def test_broken_glass_is_told_as_such(world):
    broken(world)
    land(world)
    said = world.gate("audit", "main", "--format", "csv")
    assert [one["status"] for one in csv.DictReader(io.StringIO(said.out))] == ["break-glass"]
