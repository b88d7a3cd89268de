"""Hashes. Python's own, where they are to be had: `hashlib` loads all of OpenSSL, which takes longer than most files."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

try:
    from _sha2 import sha256
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found, no-redef]
    except ImportError:
        from hashlib import sha256

__all__ = ["blake2b", "sha256"]
