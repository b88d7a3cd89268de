"""New blocks of HCL.

Written by hand: a block of names and plain expressions needs no writer of a language, and python-hcl2 neither keeps a
file's line ends nor aligns the signs as `terraform fmt` does (docs/decisions/fixing.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def block(type: str, labels: Sequence[str], arguments: Mapping[str, str], newline: str) -> str:
    """A block as `terraform fmt` writes it: its arguments, given as expressions, with their signs below each other."""
    width = max((len(name) for name in arguments), default=0)
    head = " ".join([type, *(f'"{label}"' for label in labels)])
    lines = [f"{head} {{", *(f"  {name.ljust(width)} = {value}" for name, value in arguments.items()), "}"]
    return newline.join(lines) + newline
