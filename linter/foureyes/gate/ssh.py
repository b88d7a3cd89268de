"""SSH signatures: made and verified by `ssh-keygen`, and read strictly by ourselves beforehand."""

from __future__ import annotations

import base64
import os
import re
import struct
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from foureyes.errors import BadUsage, FoureyesError

NAMESPACE = "signoff@foureyes"
COMMITS = "git"
"""The namespace git signs commits in."""

OLDEST_SSH = (8, 2)
HEAD, _TAIL = "-----BEGIN SSH SIGNATURE-----\n", "-----END SSH SIGNATURE-----\n"
_WIDTH = 70
_MAX = 20_000


class NoSignature(FoureyesError):
    """Bytes that are no SSH signature of ours."""


class NoSsh(FoureyesError):
    """`ssh-keygen` is missing or too old."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What a signature says about itself; nothing of it is proven yet."""

    armor: bytes
    key: str
    """The public key as `type base64`."""
    namespace: str
    touched: bool
    """A hardware key says that somebody touched it."""


def parse_signature(armor: bytes) -> Signature:
    """Read a signature. Raises `NoSignature` for anything that `ssh-keygen` would not have written byte for byte."""
    try:
        text = armor.decode("ascii")
        if len(armor) > _MAX or not text.startswith(HEAD) or not text.endswith(_TAIL):
            raise NoSignature("it is no armored SSH signature")
        blob = base64.b64decode(text[len(HEAD) : -len(_TAIL)].replace("\n", ""), validate=True)
        if armored(blob) != armor:
            raise NoSignature("it is not exactly the armor that ssh-keygen writes")
        magic, version, rest = blob[:6], blob[6:10], blob[10:]
        key, rest = _text(rest)
        namespace, rest = _text(rest)
        reserved, rest = _text(rest)
        algorithm, rest = _text(rest)
        signed, rest = _text(rest)
        kind, _ = _text(key)
        touched = _touched(signed)
    except (ValueError, struct.error):
        raise NoSignature("it is damaged") from None
    if magic != b"SSHSIG" or version != b"\0\0\0\1" or reserved or rest:
        raise NoSignature("it is damaged")
    if algorithm not in (b"sha256", b"sha512"):
        raise NoSignature(f"it uses the hash {algorithm.decode(errors='replace')}")
    return Signature(
        armor,
        f"{kind.decode(errors='replace')} {base64.b64encode(key).decode()}",
        namespace.decode(errors="replace"),
        touched,
    )


def armored(blob: bytes) -> bytes:
    text = base64.b64encode(blob).decode()
    lines = "\n".join(text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH))
    return f"{HEAD}{lines}\n{_TAIL}".encode()


def _text(data: bytes) -> tuple[bytes, bytes]:
    (length,) = struct.unpack(">I", data[:4])
    if len(data) < 4 + length:
        raise ValueError
    return data[4 : 4 + length], data[4 + length :]


def _touched(signed: bytes) -> bool:
    """Whether the user-presence flag of a hardware key's signature is set."""
    kind, rest = _text(signed)
    if not kind.startswith(b"sk-"):
        return False
    _, rest = _text(rest)
    return len(rest) == 5 and bool(rest[0] & 1)


def verify(data: bytes, signature: Signature, person: str, keys: Iterable[str], namespace: str = NAMESPACE) -> bool:
    """Whether the signature is over the data, in the namespace, by one of the keys."""
    if signature.namespace != namespace:
        return False
    with tempfile.TemporaryDirectory(prefix="foureyes-ssh-") as folder:
        signers, armor = Path(folder, "allowed_signers"), Path(folder, "signature")
        signers.write_bytes(allowed_signers(person, keys, namespace).encode())
        armor.write_bytes(signature.armor)
        done = _keygen("-Y", "verify", "-f", str(signers), "-I", person, "-n", namespace, "-s", str(armor), given=data)
    return done.returncode == 0


def allowed_signers(person: str, keys: Iterable[str], namespace: str = NAMESPACE) -> str:
    """The file by which `ssh-keygen` knows a person's keys."""
    return "".join(f'{person} namespaces="{namespace}" {key}\n' for key in keys)


def sign(data: bytes, key: str) -> bytes:
    """Sign with a private key, or with the agent's key of a public one. Raises `BadUsage` if that fails."""
    done = _keygen("-Y", "sign", "-f", key, "-n", NAMESPACE, given=data)
    if done.returncode or not done.stdout:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise BadUsage(f"the key could not sign: {said[-1] if said else done.returncode}", path=key)
    return done.stdout


def public_key(key: str) -> str:
    """The public part of a key file as `type base64`."""
    path = Path(key if key.endswith(".pub") else f"{key}.pub")
    try:
        text = path.read_text("utf-8")
    except (OSError, ValueError):
        text = ""
    if not text:
        done = _keygen("-y", "-P", "", "-f", key, given=b"")
        text = done.stdout.decode(errors="replace")
    found = re.match(r"(\S+ \S+)", text)
    if found is None:
        raise BadUsage("this is no SSH key that can be read", path=key, remedy="give a private key, or its .pub file")
    return found[1]


def _keygen(*arguments: str, given: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["ssh-keygen", *arguments], input=given, capture_output=True, check=False)
    except OSError:
        raise NoSsh("ssh-keygen is not installed", remedy=_upgrade()) from None


def check_version() -> str:
    """What OpenSSH calls itself. Raises `NoSsh` if the installed one cannot sign and verify files."""
    try:
        done = subprocess.run(["ssh", "-V"], capture_output=True, text=True, check=False)
    except OSError:
        raise NoSsh("OpenSSH is not installed", remedy=_upgrade()) from None
    found = re.search(r"OpenSSH(?:_for_Windows)?_(\d+)\.(\d+)", done.stderr + done.stdout)
    if found is None or (int(found[1]), int(found[2])) < OLDEST_SSH:
        raise NoSsh(f"{(done.stderr or 'this ssh').strip()} cannot verify signatures", remedy=_upgrade())
    return f"OpenSSH {found[1]}.{found[2]}, {'.'.join(map(str, OLDEST_SSH))} is needed"


def default_keys() -> list[str]:
    """Keys a person is likely to sign with, the first the likeliest."""
    folder = os.path.expanduser("~/.ssh")
    names = ("id_ed25519_sk", "id_ed25519", "id_ecdsa_sk", "id_ecdsa", "id_rsa")
    return [path for path in (os.path.join(folder, name) for name in names) if os.path.isfile(path)]


def _upgrade() -> str:
    return f"install OpenSSH {'.'.join(map(str, OLDEST_SSH))} or newer"
