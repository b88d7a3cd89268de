"""Commits as raw objects: real ones that git signs, and everything that may stand in their place."""

import subprocess

import pytest

from foureyes.gate.commit import Commit, parse_commit
from foureyes.gate.people import People, Person

HEAD = b"tree " + b"0" * 40 + b"\nparent " + b"1" * 40 + b"\nparent " + b"2" * 40
AUTHOR = b"author Alice <Alice@Example.com> 1760000000 +0200"
COMMITTER = b"committer Bob <bob@example.com> 1760000060 -0130"
RAW = b"\n".join([HEAD, AUTHOR, COMMITTER]) + b"\n\nopen\n\nMore words.\n"
UNREADABLE = "an address that cannot be read"


def key(keys, who):
    return " ".join(keys.public(who).split()[:2])


def emails(raw):
    return parse_commit("id", raw).emails


def test_what_a_commit_says():
    assert parse_commit("id", RAW) == Commit(
        "id", ("1" * 40, "2" * 40), ("alice@example.com", "bob@example.com"), 1760000060, "open\n\nMore words.\n", RAW,
        b"\n",
    )  # fmt: skip


def test_one_who_did_both_is_named_once():
    assert emails(RAW.replace(b"bob@example.com", b"alice@example.COM")) == ("alice@example.com",)


@pytest.mark.parametrize(
    "author",
    [
        b"author", b"author\tx <x@y> 1 +0000",
        b"author nobody", b"author a <x> <y> 1 +0000", b"author a <x@y> 1", b"author a <x@y> 1 0000",
        b"author a <x@y> -1 +0000", b"author a <x@y> 1 +000", b"author a <x@y> 123456789012 +0000",
        b"author a <x@y> 1 +0000\nauthor b <c@d> 1 +0000", b"author a x@y 1 +0000", b"author a <x@y>1 +0000",
        "author a <x@y> \u0661 +0000".encode(), b"author <x@y> 1 +0000 x",
    ],
)  # fmt: skip
def test_an_author_who_cannot_be_read(author):
    """Is an unknown one, and the time is the committer's."""
    found = parse_commit("id", RAW.replace(AUTHOR, author))
    assert found.emails == ("", "bob@example.com")
    assert found.time == 1760000060


@pytest.mark.parametrize(
    "author", [b"author <x@y> 1 +0000", b"author  < x@Y > 99999999999 -9999", b"author \xff <x@y> 0 +0000"]
)
def test_an_author_who_can(author):
    assert emails(RAW.replace(AUTHOR, author)) == ("x@y", "bob@example.com")


def test_a_committer_who_cannot_be_read():
    found = parse_commit("id", RAW.replace(COMMITTER, b"committer x"))
    assert found.emails == ("alice@example.com", "")
    assert found.time == 1760000000
    neither = parse_commit("id", HEAD + b"\n\nopen\n")
    assert (neither.emails, neither.time) == (("",), 0)


def test_a_line_that_goes_on_is_no_author():
    """A header of another kind may have lines that look like one."""
    more = b"\nmergetag object x\n author Eve <eve@example.com> 1 +0000\n parent " + b"3" * 40
    found = parse_commit("id", RAW.replace(COMMITTER, COMMITTER + more))
    assert found.emails == ("alice@example.com", "bob@example.com")
    assert found.parents == ("1" * 40, "2" * 40)


def test_the_message_is_no_header():
    found = parse_commit("id", RAW + b"\nauthor Eve <eve@example.com> 1 +0000\nparent x\n")
    assert found.emails == ("alice@example.com", "bob@example.com")
    assert found.parents == ("1" * 40, "2" * 40)


def test_no_message():
    found = parse_commit("id", b"\n".join([HEAD, AUTHOR, COMMITTER]))
    assert found.message == ""
    assert found.emails == ("alice@example.com", "bob@example.com")


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Co-authored-by: Erik <erik@example.com>", True),
        ("CO-AUTHORED-BY: <Erik@Example.com>", True),
        (" \tco-authored-by \t: Erik < erik@example.com > x", True),
        ("Co-authored-by: <erik@example.com", False),
        ("Co-authored-by: erik@example.com", False),
        ("x Co-authored-by: <erik@example.com>", False),
        ("Co-authored-by:\n<erik@example.com>", False),
        ("Reviewed-by: <erik@example.com>", False),
    ],
)
def test_co_authors(line, named):
    """Wherever in the message: what looks like a claim is one."""
    more = ("erik@example.com",) if named else ()
    assert emails(RAW + f"\n{line}\n".encode()) == ("alice@example.com", "bob@example.com", *more)
    assert emails(b"\n".join([HEAD, AUTHOR, COMMITTER]) + f"\n\n{line}".encode())[2:] == more


def test_bytes_that_are_no_text():
    found = parse_commit("id", RAW.replace(b"More", b"M\xffre"))
    assert found.message == "open\n\nM\ufffdre words.\n"


def test_a_parent_without_an_id():
    assert parse_commit("id", RAW.replace(b"parent " + b"2" * 40, b"parent")).parents == ("1" * 40,)


# Who is named.


def test_who_is_named():
    people = People({"alice": Person("alice", ("alice@example.com",))})
    assert parse_commit("id", RAW).contributors(people) == ({"alice"}, {"bob@example.com"})
    assert parse_commit("id", RAW.replace(AUTHOR, b"author x")).contributors(people) == (
        set(),
        {"bob@example.com", UNREADABLE},
    )


def test_the_forges_own_committer_is_nobody():
    raw = RAW.replace(b"bob@example.com", b"noreply@github.com")
    assert parse_commit("id", raw).contributors(People({})) == (set(), {"alice@example.com"})
    forge = People({"forge": Person("forge", ("noreply@github.com",))})
    assert parse_commit("id", raw).contributors(forge) == ({"forge"}, {"alice@example.com"})


# Who signed.


@pytest.fixture
def signed(world):
    """The raw bytes of a commit that somebody signed."""

    def make(who):
        world.git("config", "gpg.format", "ssh")
        world.git("config", "user.signingkey", str(world.keys.private(who)))
        world.git("commit", "-q", "--allow-empty", "-S", "-m", "signed\n\nMore words.")
        return subprocess.run(
            ["git", "cat-file", "commit", "HEAD"], cwd=world.folder, capture_output=True, check=True
        ).stdout

    return make


def test_who_signed_it(signed, keys):
    raw = signed("bob")
    people = People({one: Person(one, keys=(key(keys, one),)) for one in ("alice", "bob")})
    commit = parse_commit("id", raw)
    assert commit.signer(people) is people.all["bob"]
    assert commit.signature.startswith(b"-----BEGIN SSH SIGNATURE-----\n")
    assert commit.signature.endswith(b"-----END SSH SIGNATURE-----\n")
    assert b"gpgsig" not in commit.payload
    assert commit.payload.endswith(b"\n\nsigned\n\nMore words.\n")


@pytest.mark.parametrize(("old", "new"), [(b"More", b"Some"), (b"author alice", b"author eve"), (b"tree ", b"tree 0")])
def test_another_commit_under_the_signature(signed, keys, old, new):
    raw = signed("bob")
    people = People({"bob": Person("bob", keys=(key(keys, "bob"),))})
    assert raw.count(old) == 1
    assert parse_commit("id", raw.replace(old, new)).signer(people) is None


def test_a_key_that_does_not_count(signed, keys):
    commit = parse_commit("id", signed("bob"))
    bob, alice = key(keys, "bob"), key(keys, "alice")
    assert commit.signer(People({"alice": Person("alice", keys=(alice,))})) is None, "nobody's"
    assert commit.signer(People({"bob": Person("bob", keys=(alice,), revoked=(bob,))})) is None, "revoked"


def test_a_signoffs_signature_signs_no_commit(signed, keys):
    """It is over the same bytes, for another purpose."""
    from foureyes.gate.ssh import sign

    commit = parse_commit("id", signed("bob"))
    armor = sign(commit.payload, str(keys.private("bob"))).rstrip(b"\n").replace(b"\n", b"\n ")
    raw = commit.payload.replace(b"\n\n", b"\ngpgsig " + armor + b"\n\n", 1)
    made = parse_commit("id", raw)
    assert made.payload == commit.payload
    assert made.signature != commit.signature
    assert made.signer(People({"bob": Person("bob", keys=(key(keys, "bob"),))})) is None


@pytest.mark.parametrize(
    "header", [b"", b"gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----", b"gpgsig "]
)
def test_unsigned_or_signed_otherwise(header):
    raw = RAW.replace(b"\n\n", b"\n" + header + b"\n\n", 1) if header else RAW
    assert parse_commit("id", raw).signer(People({})) is None


def test_where_a_signature_ends():
    """At the first line that is not set in; what comes then is signed again."""
    raw = RAW.replace(b"\n\n", b"\ngpgsig a\n b\n c\nencoding x\n y\n\n", 1)
    commit = parse_commit("id", raw)
    assert commit.signature == b"a\nb\nc\n"
    assert commit.payload == RAW.replace(b"\n\n", b"\nencoding x\n y\n\n", 1)


def test_a_signature_that_ends_its_own_line():
    raw = RAW.replace(b"\n\n", b"\ngpgsig a\n b\n \n\n", 1)
    assert parse_commit("id", raw).signature == b"a\nb\n"
