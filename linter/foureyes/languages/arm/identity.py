"""Identities of resources: lower-case `type/name`, as ids and references spell them."""

from __future__ import annotations

from functools import lru_cache

from foureyes.model.pattern import pattern
from foureyes.model.value import Reference

_MARKS = pattern(r"[{}/]")


def identity(type: str, name: str) -> str:
    """The identity of a resource: equal for all spellings of the same resource."""
    return f"{type}/{name}".lower()


def segments(text: str) -> list[str]:
    """A canonical name's segments: split at slashes outside of `{…}`."""
    found: list[str] = []
    depth = begin = 0
    for mark in _MARKS.finditer(text):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth -= 1
        elif depth == 0:
            found.append(text[begin : mark.start()])
            begin = mark.end()
    found.append(text[begin:])
    return found


def lineage(type: str, name: str) -> tuple[str, ...]:
    """The identities of the parents that type and name tell, nearest first."""
    types = type.split("/")
    names = segments(name)
    if len(types) - 1 != len(names):
        return ()
    return tuple(
        identity("/".join(types[: count + 1]), "/".join(names[:count])) for count in range(len(names) - 1, 0, -1)
    )


@lru_cache(maxsize=4096)
def spoken_of(text: str) -> tuple[Reference, ...]:
    """The resource whose id a canonical text is, if it is one."""
    if "/providers/" not in text and not text.startswith("providers/"):
        return ()
    if "\n" in text:  # a script that speaks of ids is none
        return ()
    parts = segments(text)
    starts = [at for at, part in enumerate(parts) if part.lower() == "providers"]
    if not starts or len(parts) < starts[-1] + 4:
        return ()
    found = parts[starts[-1] + 1 :]
    namespace, rest = found[0], found[1:]
    if len(rest) % 2 or "." not in namespace or "{" in namespace or any("{" in one for one in rest[::2]):
        return ()
    return (Reference(identity("/".join([namespace, *rest[::2]]), "/".join(rest[1::2])), "id"),)
