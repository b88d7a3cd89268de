"""People: what may stand in `[people]`, whose a key, an address or an account is, and each mistake at its line."""

import pytest

from foureyes.config import parse
from foureyes.errors import BadUsage
from foureyes.gate.people import KEY_TYPES, normal_key, people_from

ONCE = "a person counts once: list it once"
PEOPLE = """\
[people.bob]
emails = ["Bob@Example.com", "b.o'b+x%_-1@sub-1.example"]
groups = ["reviewers", "on-call"]
keys = ["ssh-ed25519 AAAA bob@laptop", "ssh-rsa BBBB=="]
revoked = ["ssh-ed25519 CCCC"]
github_id = 1024025

[people.dana-2]
groups = ["reviewers"]

[people.7]
"""


def people(text):
    found = parse(text.encode())
    return people_from(found.people, found.fault)


def refusal(text):
    with pytest.raises(BadUsage) as caught:
        people(text)
    return caught.value.path, caught.value.message, caught.value.remedy


def test_what_stands_there():
    found = people(PEOPLE)
    assert list(found.all) == ["bob", "dana-2", "7"]
    bob = found.all["bob"]
    assert bob.id == "bob"
    assert bob.emails == ("bob@example.com", "b.o'b+x%_-1@sub-1.example")
    assert bob.groups == ("reviewers", "on-call")
    assert bob.keys == ("ssh-ed25519 AAAA", "ssh-rsa BBBB==")
    assert bob.revoked == ("ssh-ed25519 CCCC",)
    assert bob.github_id == 1024025
    nobody = found.all["7"]
    assert (nobody.emails, nobody.groups, nobody.keys, nobody.revoked, nobody.github_id) == ((), (), (), (), None)


def test_whose_it_is():
    found = people(PEOPLE)
    bob = found.all["bob"]
    assert found.of_email("BOB@example.COM") is bob
    assert found.of_email("bob@example.org") is None
    assert found.of_key("ssh-rsa BBBB==") is bob
    assert found.of_key("ssh-ed25519 CCCC") is bob, "of a revoked key it is told whose it was"
    assert found.of_key("ssh-ed25519 BBBB==") is None
    assert found.of_account(1024025) is bob
    assert found.of_account(1024026) is None


def test_who_is_in_a_group():
    found = people(PEOPLE)
    assert [one.id for one in found.group("reviewers")] == ["bob", "dana-2"]
    assert [one.id for one in found.group("on-call")] == ["bob"]
    assert found.group("review") == []


@pytest.mark.parametrize("name", ["Bob", "-bob", "b.o.b", "b\u043eb", "b b", "*", "bob_", ""])
def test_what_is_no_id(name):
    assert refusal(f'\n[people."{name}"]\n') == (
        "foureyes.toml:2",
        f"{name!r} is no id of a person",
        "use a-z, 0-9 and -",
    )


@pytest.mark.parametrize(
    "email",
    ["*@example.com", "bob", "Bob <bob@example.com>", "\u0430lice@example.com", "a@b@c", "@b", "a@", "a b@c", ""],
)
def test_what_is_no_address(email):
    assert refusal(f'[people.bob]\ngroups = []\nemails = ["x@y", "{email}"]\n') == (
        "foureyes.toml:3",
        f"{email!r} is no plain ASCII e-mail address",
        "no wildcards, no names",
    )


@pytest.mark.parametrize("where", ["keys", "revoked"])
@pytest.mark.parametrize(
    "key", ["ssh-dss AAAA", "AAAA", "ssh-ed25519", "ssh-ed25519  AAAA", "ssh-ed25519 AA*A", "ssh-ed25519 AAAA===", ""]
)
def test_what_is_no_key(where, key):
    known = (
        "ssh-ed25519, ssh-rsa, ecdsa-sha2-nistp256, ecdsa-sha2-nistp384, ecdsa-sha2-nistp521, "
        "sk-ssh-ed25519@openssh.com, sk-ecdsa-sha2-nistp256@openssh.com"
    )
    assert refusal(f'[people.bob]\n\n{where} = ["{key}"]\n') == (
        "foureyes.toml:3",
        f"{key!r} is no SSH public key",
        f"one of {known}",
    )


def test_a_long_one_is_told_by_its_beginning():
    _, message, _ = refusal(f'[people.bob]\nkeys = ["ssh-dss {"A" * 33}"]\n')
    assert message == f"'ssh-dss {'A' * 32}' is no SSH public key"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ssh-ed25519 AAAA", "ssh-ed25519 AAAA"),
        ("  ssh-ed25519 AAAA\n", "ssh-ed25519 AAAA"),
        ("ssh-ed25519 AA+/== bob @ laptop", "ssh-ed25519 AA+/=="),
        ("ssh-ed25519 AAAA\tbob", None),
        ("ssh-ed25519 AAAA===", None),
        ("ssh-ed25519 A=AA", None),
        ("ssh-ed25519 \u0410AAA", None),
        ("ssh-ed25519-cert-v01@openssh.com AAAA", None),
        ('command="x" ssh-ed25519 AAAA', None),
        ("", None),
    ],
)
def test_keys_in_one_spelling(text, told):
    assert normal_key(text) == told


@pytest.mark.parametrize("type", KEY_TYPES)
def test_kinds_of_keys(type):
    assert normal_key(f"{type} AAAA x") == f"{type} AAAA"


@pytest.mark.parametrize(
    ("one", "two", "mark"),
    [
        ('emails = ["bob@example.com"]', 'emails = ["x@y", "BOB@example.com"]', "bob@example.com"),
        ('keys = ["ssh-rsa AAAA"]', 'keys = ["ssh-rsa AAAA other"]', "ssh-rsa AAAA"),
        ('keys = ["ssh-rsa AAAA"]', 'revoked = ["ssh-rsa AAAA"]', "ssh-rsa AAAA"),
        ('revoked = ["ssh-rsa AAAA"]', 'revoked = ["ssh-rsa AAAA"]', "ssh-rsa AAAA"),
        ("github_id = 7", "github_id = 7", "GitHub id 7"),
        (f'keys = ["ssh-rsa {"A" * 90}"]', f'keys = ["ssh-rsa {"A" * 90}"]', f"ssh-rsa {'A' * 52}"),
    ],
    ids=["e-mail", "key", "revoked by the other", "revoked by both", "account", "a long key"],
)
def test_one_mark_of_two_people(one, two, mark):
    assert refusal(f"[people.bob]\n{one}\n[people.mallory]\n{two}\n") == (
        "foureyes.toml:3",
        f"{mark} belongs to both bob and mallory",
        ONCE,
    )


@pytest.mark.parametrize(
    ("lines", "mark"),
    [
        ('emails = ["bob@example.com", "Bob@example.com"]', "bob@example.com"),
        ('keys = ["ssh-rsa AAAA", "ssh-rsa AAAA again"]', "ssh-rsa AAAA"),
        ('keys = ["ssh-rsa AAAA"]\nrevoked = ["ssh-rsa AAAA"]', "ssh-rsa AAAA"),
    ],
    ids=["e-mail", "key", "revoked as well"],
)
def test_one_mark_twice(lines, mark):
    assert refusal(f"[people.bob]\n{lines}\n") == ("foureyes.toml:1", f"{mark} belongs to bob twice", ONCE)


def test_an_account_and_no_account_are_two():
    assert set(people("[people.a]\ngithub_id = 1\n[people.b]\ngithub_id = 2\n[people.c]\n[people.d]\n").all) == set(
        "abcd"
    )
