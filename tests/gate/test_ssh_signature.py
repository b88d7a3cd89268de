"""SSH signatures: real ones made and verified by `ssh-keygen`, and everything that only looks like one."""

import base64
import os
import struct
import subprocess

import pytest

from foureyes.errors import BadUsage
from foureyes.gate.ssh import (
    COMMITS,
    NAMESPACE,
    NoSignature,
    NoSsh,
    Signature,
    allowed_signers,
    armored,
    check_version,
    default_keys,
    parse_signature,
    public_key,
    sign,
    verify,
)

DAMAGED = "it is damaged"
NO_ARMOR = "it is no armored SSH signature"
NOT_OURS = "it is not exactly the armor that ssh-keygen writes"
UPGRADE = "install OpenSSH 8.2 or newer"
HARDWARE = b"sk-ssh-ed25519@openssh.com"


def text(data):
    return struct.pack(">I", len(data)) + data


def key_of(keys, who):
    return " ".join(keys.public(who).split()[:2])


KEY = text(b"ssh-ed25519") + text(b"k" * 32)
SIGNED = text(b"ssh-ed25519") + text(b"s" * 64)


def made(
    magic=b"SSHSIG", version=1, key=KEY, namespace=b"signoff@foureyes", reserved=b"", algorithm=b"sha512",
    signed=SIGNED, rest=b"",
):  # fmt: skip
    """The bytes of a signature, any part of it otherwise."""
    parts = (key, namespace, reserved, algorithm, signed)
    return magic + struct.pack(">I", version) + b"".join(map(text, parts)) + rest


@pytest.fixture(scope="module")
def genuine(keys):
    return sign(b"some words\n", str(keys.private("bob")))


@pytest.fixture(scope="module")
def bob(keys):
    return key_of(keys, "bob")


def refusal(armor):
    with pytest.raises(NoSignature) as caught:
        parse_signature(armor)
    return caught.value.message


# What a signature says.


def test_what_a_real_signature_says(genuine, bob):
    assert parse_signature(genuine) == Signature(genuine, bob, "signoff@foureyes", False)


@pytest.mark.parametrize("kind", [["rsa", "-b", "2048"], ["ecdsa", "-b", "384"]], ids=lambda one: one[0])
def test_other_kinds_of_keys(tmp_path, kind):
    path = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", *kind, "-N", "", "-C", "", "-f", str(path)], check=True)
    found = parse_signature(sign(b"words", str(path)))
    assert found.key == path.with_suffix(".pub").read_text().strip()
    assert verify(b"words", found, "carol", [found.key])


@pytest.mark.parametrize("algorithm", ["sha256", "sha512"])
def test_both_hashes_that_ssh_keygen_knows(keys, bob, algorithm):
    done = subprocess.run(
        ["ssh-keygen", "-q", "-Y", "sign", "-f", str(keys.private("bob")), "-n", NAMESPACE, "-O",
         f"hashalg={algorithm}"],
        input=b"words", capture_output=True, check=True,
    )  # fmt: skip
    assert verify(b"words", parse_signature(done.stdout), "bob", [bob])


@pytest.mark.parametrize(
    ("algorithm", "told"), [(b"sha1", "sha1"), (b"md5", "md5"), (b"SHA512", "SHA512"), (b"", ""), (b"\xff", "\ufffd")]
)
def test_another_hash_is_refused(algorithm, told):
    assert refusal(armored(made(algorithm=algorithm))) == f"it uses the hash {told}"


@pytest.mark.parametrize(
    ("flags", "touched"), [(b"\0", False), (b"\1", True), (b"\4", False), (b"\5", True), (b"\xfe", False)]
)
def test_a_touch_is_the_first_flag_of_a_hardware_key(flags, touched):
    counter = struct.pack(">I", 7)
    signed = text(HARDWARE) + text(b"s" * 64) + flags + counter
    assert parse_signature(armored(made(signed=signed))).touched is touched
    of_another_kind = text(b"ssh-ed25519") + text(b"s" * 64) + flags + counter
    assert parse_signature(armored(made(signed=of_another_kind))).touched is False


@pytest.mark.parametrize("tail", [b"", b"\1", b"\1\0\0\0", b"\1\0\0\0\0\0", b"\3" * 9])
def test_a_touch_told_in_another_form_is_none(tail):
    assert parse_signature(armored(made(signed=text(HARDWARE) + text(b"s" * 64) + tail))).touched is False


def test_what_is_no_utf8_is_told_all_the_same():
    found = parse_signature(armored(made(key=text(b"ssh-\xff") + text(b"k"), namespace=b"x\xff")))
    assert found.namespace == "x\ufffd"
    assert found.key.split()[0] == "ssh-\ufffd"


# What is no signature.


@pytest.mark.parametrize(
    "blob",
    [
        made(magic=b"SSHSIX"), made(version=2), made(version=0), made(version=1 << 24), made(reserved=b"x"),
        made(rest=b"\0"), made()[:-1], made()[:12], b"SSHSIG", b"", made(key=b""), made(key=b"\0\0\0"),
        made(key=b"\0\0\0\5abcd"), made(key=b"\xff\xff\xff\xffabcd"), made(signed=b""), made(signed=text(HARDWARE)),
    ],
)  # fmt: skip
def test_damaged_ones(blob):
    assert refusal(armored(blob)) == DAMAGED


def test_a_key_that_ends_where_its_type_does_is_read():
    assert parse_signature(armored(made(key=b"\0\0\0\4abcd"))).key == "abcd AAAABGFiY2Q="


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda armor: b"", NO_ARMOR),
        (lambda armor: b"junk\n" + armor, NO_ARMOR),
        (lambda armor: armor + b"junk\n", NO_ARMOR),
        (lambda armor: armor + b"\n", NO_ARMOR),
        (lambda armor: armor[:-1], NO_ARMOR),
        (lambda armor: armor.replace(b"BEGIN SSH SIGNATURE", b"BEGIN PGP SIGNATURE"), NO_ARMOR),
        (lambda armor: armor.replace(b"END SSH SIGNATURE", b"END PGP SIGNATURE"), NO_ARMOR),
        (lambda armor: armor.replace(b"\n", b"\r\n"), NO_ARMOR),
        (lambda armor: armor.replace(b"U1NI", b"U1N!"), DAMAGED),
        (lambda armor: armor.replace(b"U1NI", b"U 1NI"), DAMAGED),
        (lambda armor: armor.replace(b"U1NI", b"U1NI="), DAMAGED),
        (lambda armor: armor.replace(b"U1NI", b"\xff1NI"), DAMAGED),
        (lambda armor: armor.replace(b"U1NI", b"U1NI\n"), NOT_OURS),
        (lambda armor: armor.replace(b"U1NI", b"\nU1NI"), NOT_OURS),
        (lambda armor: armor.replace(b"\n-----END", b"\n\n-----END"), NOT_OURS),
        (lambda armor: armor.replace(b"\n-----END", b"-----END"), NOT_OURS),
    ],
)  # fmt: skip
def test_armor_that_ssh_keygen_would_not_have_written(genuine, spoil, told):
    assert spoil(genuine) != genuine
    assert refusal(spoil(genuine)) == told


def test_the_armor_is_that_of_ssh_keygen(genuine):
    lines = genuine.decode().splitlines()
    assert armored(base64.b64decode("".join(lines[1:-1]))) == genuine
    assert {len(one) for one in lines[1:-2]} == {70}


def test_the_longest_that_is_read():
    """What is longer than 20,000 bytes is not looked into."""
    room = 14_745 - len(made(namespace=b""))
    longest, longer = (armored(made(namespace=b"n" * size)) for size in (room, room + 1))
    assert (len(longest), len(longer)) == (19_999, 20_003)
    assert parse_signature(longest).namespace == "n" * room
    assert refusal(longer) == NO_ARMOR


# What it is over, and whose it is.


def test_whose_signature_it_is(genuine, bob, keys):
    alice = key_of(keys, "alice")
    signature = parse_signature(genuine)
    assert verify(b"some words\n", signature, "bob", [bob])
    assert verify(b"some words\n", signature, "bob", [alice, bob]), "any of somebody's keys will do"
    assert not verify(b"some words", signature, "bob", [bob]), "other words"
    assert not verify(b"some words\n", signature, "bob", [alice]), "another key"
    assert not verify(b"some words\n", signature, "bob", []), "no key at all"


def test_a_signature_is_for_one_purpose(genuine, bob, keys):
    """The namespace has to be the one asked for: that of sign-offs where nothing is said."""
    assert not verify(b"some words\n", parse_signature(genuine), "bob", [bob], COMMITS)
    done = subprocess.run(
        ["ssh-keygen", "-q", "-Y", "sign", "-f", str(keys.private("bob")), "-n", "git"],
        input=b"some words\n", capture_output=True, check=True,
    )  # fmt: skip
    signature = parse_signature(done.stdout)
    assert signature.namespace == "git"
    assert verify(b"some words\n", signature, "bob", [bob], COMMITS)
    assert not verify(b"some words\n", signature, "bob", [bob])


def test_a_namespace_that_was_relabelled_is_found_out(genuine, bob):
    blob = base64.b64decode(b"".join(genuine.splitlines()[1:-1]))
    forged = parse_signature(armored(blob.replace(text(b"signoff@foureyes"), text(b"git"))))
    assert forged.namespace == COMMITS
    assert not verify(b"some words\n", forged, "bob", [bob], COMMITS)


def test_the_file_by_which_ssh_keygen_knows_somebody():
    told = allowed_signers("bob", ["ssh-ed25519 AAAA", "ssh-rsa BBBB"])
    assert told == (
        'bob namespaces="signoff@foureyes" ssh-ed25519 AAAA\nbob namespaces="signoff@foureyes" ssh-rsa BBBB\n'
    )
    assert allowed_signers("bob", ["ssh-ed25519 AAAA"], "git") == 'bob namespaces="git" ssh-ed25519 AAAA\n'
    assert allowed_signers("bob", []) == ""


def test_verifying_leaves_nothing_behind(genuine, bob, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert verify(b"some words\n", parse_signature(genuine), "bob", [bob])
    assert list(tmp_path.iterdir()) == []


# Keys.


def test_a_key_that_is_not_there_cannot_sign(tmp_path):
    path = str(tmp_path / "nobody")
    with pytest.raises(BadUsage) as caught:
        sign(b"words", path)
    assert caught.value.path == path
    assert caught.value.message.startswith("the key could not sign: Couldn't load public key")


def test_the_last_thing_ssh_keygen_says_is_told(tmp_path):
    """It puts a warning of many lines before the reason."""
    path = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)], check=True)
    path.chmod(0o644)
    with pytest.raises(BadUsage) as caught:
        sign(b"words", str(path))
    assert caught.value.message.startswith("the key could not sign: ")
    assert str(path) in caught.value.message
    assert "Permissions" not in caught.value.message


def program(folder, name, script, monkeypatch):
    """A program of this name that does this, the first on the path."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("exit 3", "the key could not sign: 3"),
        ("exit 0", "the key could not sign: 0"),
        ("printf half; exit 1", "the key could not sign: 1"),
        ("printf 'first\\nna\\377me \\n' >&2; exit 1", "the key could not sign: na\ufffdme"),
    ],
)
def test_an_ssh_keygen_that_breaks_off(tmp_path, keys, monkeypatch, script, told):
    key = str(keys.private("bob"))
    program(tmp_path / "bin", "ssh-keygen", script, monkeypatch)
    with pytest.raises(BadUsage) as caught:
        sign(b"words", key)
    assert caught.value.message == told


def test_the_public_part_of_a_key(keys, bob, tmp_path):
    private = keys.private("bob")
    assert public_key(str(private)) == bob
    assert public_key(f"{private}.pub") == bob


@pytest.mark.parametrize("beside", [None, b"", b"\xff\xfe"], ids=["no .pub", "an empty one", "one that is no text"])
def test_the_public_part_is_worked_out_where_it_is_not_written(tmp_path, keys, bob, beside):
    path = tmp_path / "key"
    path.write_bytes(keys.private("bob").read_bytes())
    path.chmod(0o600)
    if beside is not None:
        (tmp_path / "key.pub").write_bytes(beside)
    assert public_key(str(path)) == bob


def test_a_comment_is_no_part_of_a_key(tmp_path, bob):
    (tmp_path / "key.pub").write_text(f"{bob} bob@laptop\n")
    assert public_key(str(tmp_path / "key")) == bob


def test_a_locked_key_without_its_public_part(tmp_path):
    """Nothing is asked at the terminal."""
    path = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-f", str(path)], check=True)
    (tmp_path / "key.pub").unlink()
    with pytest.raises(BadUsage, match="no SSH key that can be read"):
        public_key(str(path))


@pytest.mark.parametrize("name", ["nobody", "x" * 300], ids=["not there", "no name for a file"])
def test_what_is_no_key(tmp_path, name):
    path = str(tmp_path / name)
    with pytest.raises(BadUsage) as caught:
        public_key(path)
    assert caught.value.message == "this is no SSH key that can be read"
    assert caught.value.remedy == "give a private key, or its .pub file"
    assert caught.value.path == path


def test_the_keys_a_person_is_likely_to_sign_with(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_keys() == []
    folder = tmp_path / ".ssh"
    folder.mkdir()
    names = ["id_ed25519_sk", "id_ed25519", "id_ecdsa_sk", "id_ecdsa", "id_rsa"]
    for name in ["id_dsa", "known_hosts", *reversed(names)]:
        (folder / name).write_text("x")
    assert default_keys() == [str(folder / name) for name in names]
    (folder / "id_ed25519_sk").unlink()
    (folder / "id_ed25519_sk").mkdir()
    assert default_keys() == [str(folder / name) for name in names[1:]]


# The program.


def test_the_installed_one_is_new_enough():
    told = subprocess.run(["ssh", "-V"], capture_output=True, text=True, check=True).stderr
    name, needed = check_version().split(", ")
    assert name.replace(" ", "_") in told
    assert needed == "8.2 is needed"


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("echo 'OpenSSH_8.2p1 Ubuntu-4, OpenSSL 1.1.1f' >&2", "OpenSSH 8.2, 8.2 is needed"),
        ("echo 'OpenSSH_10.0p2, LibreSSL 3.3.6'", "OpenSSH 10.0, 8.2 is needed"),
        ("echo 'OpenSSH_for_Windows_8.6p1, LibreSSL 3.4.3' >&2", "OpenSSH 8.6, 8.2 is needed"),
        ("echo 'OpenSSH_9.0p1, x' >&2; exit 1", "OpenSSH 9.0, 8.2 is needed"),
    ],
)
def test_versions_that_will_do(tmp_path, monkeypatch, script, told):
    program(tmp_path / "bin", "ssh", script, monkeypatch)
    assert check_version() == told


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("echo 'OpenSSH_8.1p1, OpenSSL 1.1.1' >&2", "OpenSSH_8.1p1, OpenSSL 1.1.1 cannot verify signatures"),
        ("echo 'OpenSSH_7.9p1, OpenSSL 1.1.1' >&2", "OpenSSH_7.9p1, OpenSSL 1.1.1 cannot verify signatures"),
        ("echo 'Dropbear v2022.83' >&2", "Dropbear v2022.83 cannot verify signatures"),
        ("exit 1", "this ssh cannot verify signatures"),
    ],
)
def test_versions_that_are_too_old(tmp_path, monkeypatch, script, told):
    program(tmp_path / "bin", "ssh", script, monkeypatch)
    with pytest.raises(NoSsh) as caught:
        check_version()
    assert (caught.value.message, caught.value.remedy) == (told, UPGRADE)


def test_where_openssh_is_not_installed(tmp_path, monkeypatch, keys, genuine, bob):
    key = str(keys.private("bob"))
    monkeypatch.setenv("PATH", str(tmp_path))
    for asked, told in (
        (check_version, "OpenSSH is not installed"),
        (lambda: sign(b"words", key), "ssh-keygen is not installed"),
        (lambda: verify(b"words", parse_signature(genuine), "bob", [bob]), "ssh-keygen is not installed"),
    ):
        with pytest.raises(NoSsh) as caught:
            asked()
        assert (caught.value.message, caught.value.remedy) == (told, UPGRADE)
