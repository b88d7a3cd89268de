"""Threats A of the gate's list: who somebody is, and whether they are somebody else."""

import struct
import subprocess

import pytest

from foureyes.gate.ssh import armored, parse_signature
from tests.gate.kit import GROUPS, POLICY

CODE = "infra/prod/storage.bicep"


def forge(world, who, signer):
    """Put a sign-off into the change as `who`, whatever the commands would say to that."""
    from foureyes.cli.gate_change import between, now
    from foureyes.gate.record import Decision, Record, Role, file_name, new_nonce, signed_risks
    from foureyes.gate.ssh import sign
    from foureyes.sources.git import Repository

    with Repository(str(world.folder)) as repository:
        change = between(repository, "main", "HEAD", "main")
        risks = signed_risks(change.risks, change.scope)
        record = Record(
            change.scope, Decision.ACCEPT, Role.REVIEWER, who, risks, "ok", now(), nonce=new_nonce()
        ).write()
    name = file_name(record, who)
    world.write(name, record)
    world.write(f"{name}.sig", sign(record, str(world.keys.private(signer))))
    world.commit("a sign-off", who="mallory")


def test_a1_the_author_signs(world):
    world.open_container()
    forge(world, "alice", "alice")
    found = world.check()
    assert found.code == 4
    assert found.report["risks"][0]["own"] == ["alice"]


def test_a1_the_authors_word_does_not_spoil_anothers(world):
    world.open_container()
    forge(world, "alice", "alice")
    world.sign("bob")
    assert world.check().code == 0


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ('\n[people.mallory]\ngroups = ["reviewers"]\nkeys = ["KEY"]\n', "belongs to both bob and mallory"),
        ('\n[people.mallory]\nemails = ["BOB@example.com"]\n', "belongs to both bob and mallory"),
        ("\n[people.mallory]\ngithub_id = 7\n[people.malory]\ngithub_id = 7\n", "GitHub id 7 belongs to both"),
    ],
    ids=["key", "email", "account"],
)
def test_a2_one_human_twice_in_the_people(world, extra, said):
    world.write("foureyes.toml", POLICY + world.people() + extra.replace("KEY", world.keys.public("bob")))
    world.commit("two names", who="erik")
    world.open_container_unasked()
    found = world.check()
    assert found.code == 2
    assert said in found.err


def test_a3_a_forged_author_proves_nobody(world):
    world.branch()
    world.replace(CODE, "'None'", "'Blob'")
    world.commit(who="bob")
    world.sign("alice")
    found = world.check()
    assert found.code == 1
    assert "nobody is proven to have made this change" in found.words
    world.sign("dana")
    assert world.check().code == 0, "two authenticated people will do"


@pytest.mark.parametrize(
    "header", [b"author a <x> <y> 1 +0000", b"author nobody", b"author a <a@b> 1 +0000\nauthor b <c@d> 1 +0000"]
)
def test_a4_a_malformed_author_is_an_unknown_one(world, header):
    world.branch()
    world.replace(CODE, "'None'", "'Blob'")
    world.commit()
    raw = subprocess.run(
        ["git", "cat-file", "commit", "HEAD"], cwd=world.folder, capture_output=True, check=True
    ).stdout
    lines = [header if line.startswith(b"author") else line for line in raw.split(b"\n")]
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--literally", "--stdin"],
        cwd=world.folder, input=b"\n".join(lines), capture_output=True, check=True,
    ).stdout.decode().strip()  # fmt: skip
    world.git("reset", "-q", "--hard", made)
    world.sign("bob")
    found = world.check()
    assert found.code == 1
    assert found.report["unknown_authors"]


def test_a4_an_unknown_address_needs_two_reviewers(world):
    world.branch()
    world.replace(CODE, "'None'", "'Blob'")
    world.commit(who="ghost@nowhere.example")
    world.sign("bob")
    found = world.check()
    assert (found.code, found.report["unknown_authors"]) == (1, ["ghost@nowhere.example"])
    world.sign("dana")
    assert world.check().code == 0


@pytest.mark.parametrize("trailer", ["Co-authored-by", "co-AUTHORED-by"])
def test_a5_a_co_author_may_not_review(world, trailer):
    world.branch()
    world.replace(CODE, "'None'", "'Blob'")
    world.commit(f"open\n\nMore words.\n\n{trailer}: Bob <BOB@example.com>\n{trailer}: Erik <erik@example.com>")
    world.request()
    forge(world, "bob", "bob")
    found = world.check()
    assert found.code == 4
    assert {"bob", "erik"} <= set(found.report["contributors"])


def test_a6_a_contributor_behind_a_merge(world):
    world.branch("side")
    world.write("infra/prod/readme.txt", "x")
    world.commit(who="bob")
    world.branch("change")
    world.replace(CODE, "'None'", "'Blob'")
    world.commit()
    world.git("merge", "-q", "--no-ff", "-m", "merge", "side")
    world.request()
    forge(world, "bob", "bob")
    assert world.check().code == 4


def test_a6_e10_more_commits_than_an_api_lists(world):
    world.branch()
    world.replace(CODE, "'None'", "'Blob'")
    commit = world.commit(who="bob")
    tree = world.git("rev-parse", "HEAD^{tree}")
    for number in range(260):
        commit = world.git("commit-tree", tree, "-p", commit, "-m", str(number))
    world.git("reset", "-q", "--hard", commit)
    assert world.check().report["contributors"] == ["alice", "bob"]


def test_a7_an_evil_merge_makes_its_author_a_contributor(world):
    world.branch("change")
    world.write("infra/prod/note.txt", "x")
    world.commit()
    world.git("checkout", "-q", "main")
    world.write("infra/prod/other.txt", "y")
    world.commit(who="erik")
    world.git("checkout", "-q", "change")
    world.git("merge", "-q", "--no-commit", "--no-ff", "main")
    world.replace(CODE, "'None'", "'Blob'")
    world.commit("Merge branch 'main'", who="bob")
    found = world.check()
    assert found.code == 1
    assert "bob" in found.report["contributors"]


def test_a7_an_exact_merge_makes_nobody_a_contributor(world):
    world.branch("change")
    world.replace(CODE, "'None'", "'Blob'")
    world.commit()
    world.git("checkout", "-q", "main")
    world.write("infra/prod/other.txt", "y")
    world.commit(who="erik")
    world.git("checkout", "-q", "change")
    world.git("merge", "-q", "--no-ff", "-m", "Merge branch 'main'", "main", who="bob")
    assert world.check().report["contributors"] == ["alice"]


def test_a8_whoever_rebased_is_a_contributor(world):
    world.branch()
    world.replace(CODE, "'None'", "'Blob'")
    world.commit(who="alice", committer="bob")
    assert world.check().report["contributors"] == ["alice", "bob"]


def test_a8_the_forges_own_committer_is_neutral(world):
    world.branch()
    world.replace(CODE, "'None'", "'Blob'")
    world.commit(who="alice", committer="noreply@github.com")
    assert world.check().report["unknown_authors"] == []


def test_a9_a_bots_rebase_does_not_launder_the_author(world):
    world.branch()
    world.replace(CODE, "'None'", "'Blob'")
    world.commit(who="alice", committer="bot@ci.example")
    forge(world, "alice", "alice")
    assert world.check().code == 4


@pytest.mark.parametrize(
    "extra",
    ['\n[people."Bob"]\n', '\n[people."b\u043eb"]\n', '\n[people.x]\nemails = ["\u0430lice@example.com"]\n',
     '\n[people.x]\nemails = ["*@example.com"]\n', '\n[people."*"]\n'],
    ids=["case", "homoglyph id", "homoglyph e-mail", "wildcard", "wildcard id"],
)  # fmt: skip
def test_a13_names_are_plain(world, extra):
    world.write("foureyes.toml", POLICY + world.people() + extra)
    world.commit("people", who="erik")
    world.open_container_unasked()
    assert world.check().code == 2


def test_a14_addresses_only_take_away(world):
    """An e-mail that says bob makes bob a contributor, and never a reviewer."""
    world.branch()
    world.replace(CODE, "'None'", "'Blob'")
    world.commit(who="alice")
    world.git("commit", "-q", "--allow-empty", "-m", "I approve", who="bob")
    assert world.check().code == 1


def test_a15_mailmap_and_replace_refs_change_nothing(world):
    world.branch()
    world.replace(CODE, "'None'", "'Blob'")
    world.write(".mailmap", "Erik <erik@example.com> <alice@example.com>\n")
    commit = world.commit()
    world.git("replace", commit, "main")
    found = world.check()
    assert found.code == 1
    assert found.report["contributors"] == ["alice"]


def test_a15_grafts_are_refused(world):
    world.open_container()
    world.write(".git/info/grafts", world.git("rev-parse", "HEAD") + "\n")
    found = world.check()
    assert found.code == 3
    assert "grafts" in found.err


def test_a16_a_revoked_key(world):
    world.open_container()
    world.sign("bob")
    world.git("checkout", "-q", "main")
    people = world.people().replace(
        f'keys = ["{world.keys.public("bob")}"]',
        f'keys = ["{world.keys.public("bob-new")}"]\nrevoked = ["{world.keys.public("bob")}"]',
    )
    world.write("foureyes.toml", POLICY + people)
    world.commit("bob lost a key", who="erik")
    world.git("checkout", "-q", "change")
    found = world.check()
    assert found.code == 4
    assert "revoked" in found.words


def hardware_signature(flags):
    """A blob as a hardware key makes it, with given flags."""

    def text(data):
        return struct.pack(">I", len(data)) + data

    key = text(b"sk-ssh-ed25519@openssh.com") + text(b"k" * 32) + text(b"ssh:")
    signed = text(b"sk-ssh-ed25519@openssh.com") + text(b"s" * 64) + bytes([flags]) + struct.pack(">I", 7)
    parts = (key, b"signoff@foureyes", b"", b"sha512", signed)
    return armored(b"SSHSIG" + struct.pack(">I", 1) + b"".join(map(text, parts)))


@pytest.mark.parametrize(("flags", "touched"), [(0, False), (1, True), (4, False), (5, True)])
def test_a18_a_touch_is_read_from_the_signature(flags, touched):
    assert parse_signature(hardware_signature(flags)).touched is touched


def test_a18_presence_refuses_a_key_in_memory(world):
    world.write(
        "foureyes.toml",
        POLICY.replace("[[gate.rule]]\nneed", '[[gate.rule]]\npresence = "touch"\nneed') + world.people(),
    )
    world.commit("hardware keys", who="erik")
    world.open_container()
    world.sign("bob")
    found = world.check()
    assert found.code == 1
    assert "touching a hardware key" in found.words


def test_signed_commits_prove_the_maker(world):
    world.branch()
    world.replace(CODE, "'None'", "'Blob'")
    world.git("config", "gpg.format", "ssh")
    world.git("config", "user.signingkey", str(world.keys.private("alice")))
    world.git("add", "-A")
    world.git("commit", "-q", "-S", "-m", "signed")
    world.sign("bob")
    assert world.check().code == 0


def test_another_persons_commit_signature_is_a_hand_in_the_change(world):
    world.branch()
    world.replace(CODE, "'None'", "'Blob'")
    world.git("config", "gpg.format", "ssh")
    world.git("config", "user.signingkey", str(world.keys.private("bob")))
    world.git("add", "-A")
    world.git("commit", "-q", "-S", "-m", "signed", who="alice")
    assert world.check().report["contributors"] == ["alice", "bob"]


def test_a_group_of_two_is_warned_about(world):
    people = world.people({**GROUPS, "dana": [], "erik": []})
    world.write("foureyes.toml", POLICY + people)
    world.commit("a small team", who="erik")
    world.open_container_unasked()
    assert "reviewers" in world.check().words


def test_a2_a_comment_makes_no_second_key(world):
    again = f'\n[people.x]\nkeys = ["{world.keys.public("bob")} other"]\n'
    world.write("foureyes.toml", POLICY + world.people(extra=again))
    world.commit("a comment", who="erik")
    world.open_container_unasked()
    assert world.check().code == 2
