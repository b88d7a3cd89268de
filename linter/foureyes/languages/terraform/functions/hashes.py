"""Checksums, and what is made anew in each run."""

from __future__ import annotations

from typing import Any

from foureyes.languages.terraform.functions.failure import Fault
from foureyes.languages.terraform.functions.signature import Call, Library
from foureyes.languages.terraform.functions.types import NUMBER, STRING
from foureyes.model.value import Leaf, Value

LIBRARY = Library()

DIGESTS = ("md5", "sha1", "sha256", "sha512")


def digest(algorithm: str, content: bytes) -> Any:
    """The checksum object. It proves nothing here, so weak algorithms are in order."""
    import hashlib

    return hashlib.new(algorithm, content, usedforsecurity=False)


def base64_digest(algorithm: str, content: bytes) -> str:
    from base64 import b64encode

    return b64encode(digest(algorithm, content).digest()).decode()


def _declare(algorithm: str) -> None:
    LIBRARY.plain(algorithm, STRING)(lambda text: digest(algorithm, text.encode()).hexdigest())
    if algorithm.startswith("sha") and algorithm != "sha1":
        LIBRARY.plain(f"base64{algorithm}", STRING)(lambda text: base64_digest(algorithm, text.encode()))


for _algorithm in DIGESTS:
    _declare(_algorithm)

_NAMESPACES = {"dns": "NAMESPACE_DNS", "url": "NAMESPACE_URL", "oid": "NAMESPACE_OID", "x500": "NAMESPACE_X500"}


@LIBRARY.plain("uuidv5", STRING, STRING)
def uuidv5(namespace: str, name: str) -> str:
    import uuid

    if namespace in _NAMESPACES:
        space = getattr(uuid, _NAMESPACES[namespace])
    else:
        try:
            space = uuid.UUID(namespace)
        except ValueError:
            raise Fault("the namespace is no UUID") from None
    return str(uuid.uuid5(space, name))


@LIBRARY.raw("uuid")
def uuid_(call: Call) -> Value:
    return call.unknown("uuid() is different in every run", present=True)


@LIBRARY.raw("bcrypt", STRING, rest=NUMBER)
def bcrypt(call: Call, text: Leaf, *cost: Leaf) -> Value:
    return call.unknown("bcrypt() is different in every run", present=True, subject=None)


@LIBRARY.raw("rsadecrypt", STRING, STRING)
def rsadecrypt(call: Call, text: Leaf, key: Leaf) -> Value:
    return call.unknown("foureyes decrypts nothing", present=True)
