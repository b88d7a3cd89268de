"""Threats D of the gate's list: cheating with the sign-off itself."""

import hashlib
import json
import subprocess
from datetime import UTC, datetime, timedelta

import pytest

from foureyes.gate.canonical import NotCanonical, load
from foureyes.gate.record import parse_record
from foureyes.gate.ssh import NoSignature, armored, parse_signature
from tests.gate.kit import POLICY, STORAGE, World

CODE = "infra/prod/storage.bicep"


@pytest.fixture
def signed(world):
    """The story's change, signed by bob."""
    world.open_container()
    assert world.sign("bob").code == 0
    assert world.check().code == 0
    return world


def the_record(world, who="bob"):
    return next(one for one in world.records() if one.name.endswith(f"-{who}.json"))


def rewritten(world, record, change, signer="bob"):
    """Replace a record by a changed one, signed by somebody."""
    data = json.loads(record.read_bytes())
    change(data)
    bytes = (json.dumps(data, sort_keys=True, indent=1) + "\n").encode()
    record.unlink()
    record.with_name(f"{record.name}.sig").unlink()
    path = f".foureyes/signoffs/{hashlib.sha256(bytes).hexdigest()[:12]}-{data['predicate']['person']}.json"
    world.write(path, bytes)
    signature = subprocess.run(
        ["ssh-keygen", "-q", "-Y", "sign", "-f", str(world.keys.private(signer)), "-n", "signoff@foureyes"],
        input=bytes, capture_output=True, check=True,
    ).stdout  # fmt: skip
    world.write(f"{path}.sig", signature)
    world.commit("rewritten")


def test_d1_approve_then_push_worse(signed):
    signed.replace(CODE, "minimumTlsVersion: 'TLS1_2'", "minimumTlsVersion: 'TLS1_0'")
    signed.commit()
    found = signed.check()
    assert found.code == 1
    assert sum(1 for one in found.report["risks"] if not one["covered"]) == 1, "the others stay signed"


def test_d2_d3_a_signoff_for_another_branch(signed):
    signed.git("branch", "release/1", "main")
    found = signed.check("--branch", "release/1")
    assert found.code == 4
    assert "not for" in found.words


def test_d3_a_signoff_for_another_repository(signed):
    signed.git("checkout", "-q", "main")
    signed.replace("foureyes.toml", "6f1c2a9e-0001", "6f1c2a9e-0002")
    signed.commit("another id", who="erik")
    signed.git("checkout", "-q", "change")
    assert signed.check().code == 4


def test_d3_a_signoff_for_another_resource(signed):
    signed.replace(CODE, "'Blob'", "'None'")
    more = STORAGE.replace("contosoinvoices", "contosoother").replace("'None'", "'Blob'").replace("'Deny'", "'Allow'")
    signed.write("infra/prod/second.bicep", more)
    signed.commit()
    found = signed.check()
    assert found.code == 1
    assert {one["covered"] for one in found.report["risks"]} == {False}


@pytest.mark.parametrize("how", ["as it was", "deleted in between", "renamed"])
def test_d4_d5_a_signoff_is_good_once(signed, how):
    record = the_record(signed)
    data, signature = record.read_bytes(), record.with_name(f"{record.name}.sig").read_bytes()
    requests = [(one.name, one.read_bytes()) for one in signed.records() if "alice" in one.name]
    assert requests
    signed.git("checkout", "-q", "main")
    signed.git("merge", "-q", "--no-ff", "-m", "land", "change")
    signed.replace(CODE, "'Blob'", "'None'")
    if how != "as it was":
        signed.git("rm", "-q", "-r", ".foureyes")
    signed.commit("close it again", who="erik")
    signed.branch("again")
    signed.replace(CODE, "'None'", "'Blob'")
    if how == "deleted in between":
        signed.write(f".foureyes/signoffs/{record.name}", data)
        signed.write(f".foureyes/signoffs/{record.name}.sig", signature)
    elif how == "renamed":
        signed.write(".foureyes/signoffs/other-bob.json", data)
        signed.write(".foureyes/signoffs/other-bob.json.sig", signature)
    signed.commit("open it again")
    found = signed.check()
    assert found.code == (1 if how == "as it was" else 4)
    if how == "deleted in between":
        assert "an earlier change" in found.words


def test_d5_spent_behind_a_merged_side_branch(signed):
    """Added and removed on a side that was merged: plain `git log -- path` does not see it."""
    record = the_record(signed)
    data, signature = record.read_bytes(), record.with_name(f"{record.name}.sig").read_bytes()
    signed.git("rm", "-q", "-r", ".foureyes")
    signed.replace(CODE, "'Blob'", "'None'")
    signed.commit("never mind")
    signed.git("checkout", "-q", "main")
    signed.git("merge", "-q", "--no-ff", "-m", "land", "change")
    signed.branch("again")
    signed.replace(CODE, "'None'", "'Blob'")
    signed.write(f".foureyes/signoffs/{record.name}", data)
    signed.write(f".foureyes/signoffs/{record.name}.sig", signature)
    signed.commit()
    assert signed.check().code == 4


def test_d6_doctored_words(signed):
    def soothe(data):
        data["predicate"]["risks"][0]["text"] = "prod: tidy-up, no effect"

    rewritten(signed, the_record(signed), soothe)
    found = signed.check()
    assert found.code == 4
    assert "tidy-up" in found.words


def test_d7_a_signature_made_for_something_else(signed):
    record = the_record(signed)
    signature = subprocess.run(
        ["ssh-keygen", "-q", "-Y", "sign", "-f", str(signed.keys.private("bob")), "-n", "git"],
        input=record.read_bytes(), capture_output=True, check=True,
    ).stdout  # fmt: skip
    record.with_name(f"{record.name}.sig").write_bytes(signature)
    signed.commit()
    found = signed.check()
    assert found.code == 4
    assert "something else" in found.words


def test_d8_weak_hashes_are_refused(signed):
    import base64

    record = the_record(signed)
    text = record.with_name(f"{record.name}.sig").read_text()
    blob = base64.b64decode("".join(text.splitlines()[1:-1]))
    weak = blob.replace(b"\0\0\0\x06sha512", b"\0\0\0\x04sha1")
    assert weak != blob
    with pytest.raises(NoSignature, match="sha1"):
        parse_signature(armored(weak))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text + b"junk",
        lambda text: b"\n" + text,
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: text[:-1],
        lambda text: text + text,
        lambda text: b"",
    ],
)
def test_d9_junk_around_a_signature(signed, spoil):
    record = the_record(signed)
    signature = record.with_name(f"{record.name}.sig")
    signature.write_bytes(spoil(signature.read_bytes()))
    signed.commit()
    assert signed.check().code == 4


@pytest.mark.parametrize(
    "data",
    [b'{"a": 1, "a": 2}', b"NaN", b"1.5", b"[" * 100_000, b" " * 2_000_000, b"\xff", b'{"a":1}', b""],
    ids=["twice", "NaN", "real", "deep", "large", "no text", "not canonical", "empty"],
)
def test_d9_records_are_read_strictly(data):
    with pytest.raises(NotCanonical):
        load(data)


def test_d9_unknown_fields(signed):
    rewritten(signed, the_record(signed), lambda data: data["predicate"].update(more="x"))
    assert signed.check().code == 4


def test_d9_a_stray_file_among_the_signoffs(signed):
    signed.write(".foureyes/signoffs/readme.txt", "hello")
    signed.commit()
    assert signed.check().code == 4


def test_d10_a_record_that_covers_more(signed):
    def more(data):
        extra = dict(data["predicate"]["risks"][0], id="0" * 64)
        data["predicate"]["risks"].append(extra)

    rewritten(signed, the_record(signed), more)
    assert signed.check().code == 4, "the digest of the set does not fit"


def test_d10_risks_that_were_fixed_are_told(signed):
    signed.replace(CODE, "'Blob'", "'None'")
    signed.commit()
    found = signed.check()
    assert found.code == 0
    assert any("does not bring" in one for one in found.report["notes"])


def dated(world, field, moment):
    def change(data):
        data["predicate"][field] = moment.strftime("%Y-%m-%dT%H:%M:%SZ")

    rewritten(world, the_record(world), change)


def test_d11_from_the_future(signed):
    dated(signed, "created", datetime.now(UTC) + timedelta(hours=1))
    found = signed.check()
    assert found.code == 4
    assert "future" in found.words


def test_d11_expired(signed):
    dated(signed, "expires", datetime.now(UTC) - timedelta(hours=1))
    found = signed.check()
    assert found.code == 1
    assert "it ended on" in found.words


def test_d11_too_old_for_the_policy(world):
    world.write(
        "foureyes.toml", POLICY.replace("[[gate.rule]]\nneed", '[[gate.rule]]\nmax_age = "14d"\nneed') + world.people()
    )
    world.commit("fresh words only", who="erik")
    world.open_container()
    world.sign("bob")
    assert world.check().code == 0
    dated(world, "created", datetime.now(UTC) - timedelta(days=15))
    found = world.check()
    assert found.code == 1
    assert "15 days old" in found.words


def test_d15_a_role_that_was_lost(signed):
    signed.git("checkout", "-q", "main")
    signed.write("foureyes.toml", POLICY + signed.people({"alice": ["reviewers", "policy-owners", "on-call"], "bob": [],
        "dana": ["reviewers", "policy-owners"], "erik": ["reviewers"]}))  # fmt: skip
    signed.commit("bob moved on", who="erik")
    signed.git("checkout", "-q", "change")
    assert signed.check().code == 1


def test_d16_a_person_counts_once(world):
    world.write(
        "foureyes.toml", POLICY.replace('group = "reviewers" }', 'group = "reviewers", count = 2 }') + world.people()
    )
    world.commit("two, please", who="erik")
    world.open_container()
    world.sign("bob")
    world.sign("bob")
    assert world.check().code == 1
    world.sign("dana")
    assert world.check().code == 0


def test_d17_a_rejection_on_the_base_beats_an_older_signoff(signed):
    assert signed.say("reject", "bob", "--reason", "changed my mind").code == 0
    rejection = signed.git("log", "-1", "--format=%H")
    signed.git("checkout", "-q", "main")
    signed.git("cherry-pick", rejection)
    signed.git("checkout", "-q", "change")
    signed.git("reset", "-q", "--hard", "HEAD~1")
    found = signed.check()
    assert found.code == 1
    assert "changed my mind" in found.words


def test_d17_a_withdrawal_in_the_change(signed):
    assert signed.say("withdraw", "bob").code == 0
    assert signed.check().code == 1
    signed.sign("bob")


def test_d18_the_code_is_for_people_only(signed):
    """What binds is the full id: the same code over other risks signs nothing."""
    record = parse_record(the_record(signed).read_bytes())
    assert all(len(one.id) == 64 for one in record.risks)


def test_d18_the_code_changes_with_the_posture(world):
    world.open_container("Blob")
    first = world.check().report["code"]
    world.replace(CODE, "'Blob'", "'Container'")
    world.commit()
    assert world.check().report["code"] != first
    assert world.say("sign", "bob", first, "--reason", "x").code == 2


@pytest.mark.parametrize("origin", ["", "git@github.com:mallory/infra.git", "https://evil.example/contoso/infra"])
def test_d19_signing_in_a_repository_that_only_says_so(world, origin):
    world.open_container()
    world.git("config", "--unset", "remote.origin.url")
    if origin:
        world.git("config", "remote.origin.url", origin)
    said = world.sign("bob")
    assert said.code == 2
    assert "origin" in said.err


@pytest.mark.parametrize("origin", ["https://github.com/contoso/infra", "ssh://git@github.com:22/contoso/infra.git"])
def test_d19_all_spellings_of_the_real_one(world, origin):
    world.open_container()
    world.git("config", "remote.origin.url", origin)
    assert world.sign("bob").code == 0


def test_somebody_elses_key(world, keys):
    from tests.gate.test_threats_identity import forge

    world.open_container()
    forge(world, "bob", "mallory")
    found = world.check()
    assert found.code == 4
    assert "nobody has enrolled" in found.words


def test_a_record_without_its_signature(signed):
    record = the_record(signed)
    record.with_name(f"{record.name}.sig").unlink()
    signed.commit()
    assert signed.check().code == 4


def test_plain_ssh_keygen_agrees(signed, tmp_path):
    """An auditor needs nothing of ours."""
    record = the_record(signed)
    signers = tmp_path / "allowed_signers"
    signers.write_text(signed.gate("verify", str(record), "--base", "main", "--signers").out)
    who = ("-f", str(signers), "-I", "bob")
    done = subprocess.run(
        ["ssh-keygen", "-Y", "verify", *who, "-n", "signoff@foureyes", "-s", f"{record}.sig"],
        input=record.read_bytes(), capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_verify_tells_who_signed_what(signed):
    said = signed.gate("verify", str(the_record(signed)), "--base", "main")
    assert said.code == 0
    assert "accept as reviewer by bob" in said.out
    assert "because: agreed" in said.out


def test_fixing_one_risk_keeps_the_others_signed(world):
    world.branch()
    world.replace(CODE, "'None'", "'Blob'")
    world.replace(CODE, "'TLS1_2'", "'TLS1_0'")
    world.commit()
    world.request()
    world.sign("bob")
    assert len(world.check().report["risks"]) == 2
    world.replace(CODE, "'TLS1_0'", "'TLS1_2'")
    world.commit()
    found = world.check()
    assert (found.code, len(found.report["risks"])) == (0, 1)


def test_improving_a_linked_setting_keeps_the_signoff(tmp_path, keys):
    world = World(tmp_path / "infra", keys)
    world.found({CODE: STORAGE.replace("'Deny'", "'Allow'")})
    world.open_container("Container")
    world.sign("bob")
    world.replace(CODE, "'Container'", "'Blob'")
    world.commit("less open")
    assert world.check().code == 0
