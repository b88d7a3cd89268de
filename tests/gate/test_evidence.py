"""Evidence: a sign-off file proven, or refused with the one thing that is wrong with it."""

import base64
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from foureyes.gate.evidence import SKEW, Evidence, Refused, SignoffFile, Source, Statement, gather, proven
from foureyes.gate.people import People, Person
from foureyes.gate.record import Decision, Record, Role, SignedRisk, file_name
from foureyes.gate.ssh import armored, parse_signature, sign

SCOPE = "github.com/contoso/infra#id#refs/heads/main"
MOMENT = datetime(2026, 1, 2, 12, tzinfo=UTC)
RECORD = Record(
    SCOPE, Decision.ACCEPT, Role.REVIEWER, "bob", (SignedRisk("f" * 64, "prod: open", {}),), "ok", MOMENT, nonce="00"
)


def key(keys, who):
    return " ".join(keys.public(who).split()[:2])


@pytest.fixture(scope="module")
def people(keys):
    return People({one: Person(one, keys=(key(keys, one),)) for one in ("alice", "bob")})


@pytest.fixture(scope="module")
def signed(keys):
    """A record as a signed file, whoever signs it."""

    def make(record=RECORD, who="bob", **changes):
        data = record.write()
        made = SignoffFile(file_name(data, record.person), data, sign(data, str(keys.private(who))))
        return replace(made, **changes)

    return make


def refusal(file, people, now=None, scope=SCOPE):
    with pytest.raises(Refused) as caught:
        proven(file, people, scope, now)
    assert caught.value.path == file.path
    return caught.value.message, caught.value.remedy


def test_a_statement(signed, people):
    file = signed()
    assert proven(file, people, SCOPE, MOMENT) == Statement(
        file.path, RECORD, people.all["bob"], parse_signature(file.signature), Source.FILE
    )


@pytest.mark.parametrize(
    ("signature", "told"),
    [
        (None, "there is no signature beside it"),
        (b"", "the signature is not genuine: it is no armored SSH signature"),
    ],
)
def test_no_signature(signed, people, signature, told):
    assert refusal(signed(signature=signature), people) == (told, "")


def test_a_signature_that_is_none(signed, people):
    damaged = armored(b"SSHSIX")
    assert refusal(signed(signature=damaged), people) == ("the signature is not genuine: it is damaged", "")


@pytest.mark.parametrize("signature", [None, b""])
def test_a_record_that_is_none(signed, people, signature):
    """Told before its signature is looked at."""
    told = "the record is not genuine: no valid JSON: Expecting value: line 1 column 1 (char 0)"
    assert refusal(signed(data=b"", signature=signature), people) == (told, "")


@pytest.mark.parametrize(("old", "new"), [(b'"posture": {}', b'"posture": []'), (b"f" * 64, b"\\ud800")])
def test_what_nobody_would_write_is_refused_like_the_rest(signed, people, keys, old, new):
    """Whoever may comment can put such bytes before the gate."""
    data = RECORD.write()
    assert old in data
    data = data.replace(old, new)
    file = signed(data=data, signature=sign(data, str(keys.private("bob"))))
    message, _ = refusal(file, people)
    assert message.startswith("the record is not genuine: it is no record of a sign-off: ")


def test_somebody_who_is_not_enrolled(signed, people):
    file = signed(replace(RECORD, person="erik"))
    assert refusal(file, people) == (
        "'erik' is not enrolled on the base branch",
        "enrol them in a change of its own",
    )


def test_a_revoked_key(signed, keys, people):
    bob = Person("bob", keys=(key(keys, "alice"),), revoked=(key(keys, "bob"),))
    assert refusal(signed(), People({"bob": bob})) == (
        "it is signed with a revoked key of bob",
        "find out who holds the key",
    )


def test_a_key_that_is_listed_and_revoked_is_revoked(signed, keys):
    """Configurations that say both are refused; were one to get here, it would not help."""
    bob = Person("bob", keys=(key(keys, "bob"),), revoked=(key(keys, "bob"),))
    assert refusal(signed(), People({"bob": bob}))[0] == "it is signed with a revoked key of bob"


def test_somebody_elses_key(signed, people):
    told = "it speaks for bob but is signed with alice's key"
    assert refusal(signed(who="alice"), people) == (told, "")


def test_a_key_of_nobody(signed, people):
    told = "it speaks for bob but is signed with a key that nobody has enrolled"
    assert refusal(signed(who="mallory"), people) == (told, "")


def test_a_signature_made_for_something_else(signed, people):
    file = signed()
    blob = base64.b64decode(b"".join(file.signature.splitlines()[1:-1]))
    other = armored(blob.replace(b"\0\0\0\x10signoff@foureyes", b"\0\0\0\3git"))
    told = "the signature was made for something else (git)"
    assert refusal(replace(file, signature=other), people) == (told, "")


def test_words_that_were_not_signed(signed, people):
    other = replace(RECORD, reason="something else").write()
    file = signed(data=other, path=file_name(other, "bob"))
    told = "the signature does not belong to this record: bob did not sign these words"
    assert refusal(file, people) == (told, "")


@pytest.mark.parametrize("path", [".foureyes/signoffs/000000000000-bob.json", "elsewhere.json"])
def test_another_name(signed, people, path):
    file = signed()
    told = "the file's name does not fit its content"
    assert refusal(replace(file, path=path), people) == (told, f"it belongs in {file.path}")


def test_spent(signed, people):
    told = "bob signed this for an earlier change; a sign-off is good for one"
    assert refusal(signed(spent=True), people) == (told, "ask again")


def test_another_repository_or_branch(signed, people):
    told = f"it was signed for {SCOPE}, not for elsewhere"
    assert refusal(signed(), people, scope="elsewhere") == (told, "ask again")


def test_a_clock_that_is_ahead(signed, people):
    """Ten minutes are forgiven; without a clock, as in history, nothing is said of time."""
    file = signed()
    assert timedelta(minutes=10) == SKEW
    assert proven(file, people, SCOPE, MOMENT - SKEW).record == RECORD
    assert proven(file, people, SCOPE, None).record == RECORD
    told = "it is dated 2026-01-02 12:00, in the future"
    assert refusal(file, people, MOMENT - SKEW - timedelta(seconds=1)) == (told, "check the signer's clock")


def test_whatever_is_wrong_is_told_and_nothing_is_skipped(signed, people):
    good, other = signed(), signed(replace(RECORD, nonce="01"))
    bad = signed(replace(RECORD, nonce="02"), who="mallory")
    found = gather([bad, other, good], people, SCOPE, MOMENT)
    assert [one.path for one in found.statements] == sorted([good.path, other.path])
    assert [one.path for one in found.refused] == [bad.path]
    assert found.notes == []
    assert gather([], people, SCOPE, None) == Evidence([], [], [])
    assert gather([good], people, SCOPE, MOMENT - timedelta(days=1)).statements == []
    assert len(gather([good], people, "elsewhere", MOMENT).refused) == 1
