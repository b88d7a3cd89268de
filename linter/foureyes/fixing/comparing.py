"""Two shapes of a file compared: what an edit changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Path = tuple[str, ...]


def differences(before: Any, after: Any, at: Path = ()) -> Iterator[Path]:
    """Where two shapes differ, each difference as deep as it goes. An element more or less is one."""
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in {**before, **after}:
            if key in before and key in after:
                yield from differences(before[key], after[key], (*at, str(key)))
            else:
                yield (*at, str(key))
    elif isinstance(before, list) and isinstance(after, list):
        if len(before) == len(after):
            for number, (one, other) in enumerate(zip(before, after, strict=True)):
                yield from differences(one, other, (*at, str(number)))
        else:
            yield from _moved(before, after, at)
    else:
        yield at


def _moved(before: list[Any], after: list[Any], at: Path) -> Iterator[Path]:
    """Elements added or taken out: one difference each, where the others kept their order."""
    longer, shorter = (before, after) if len(before) > len(after) else (after, before)
    position = 0
    for number, one in enumerate(longer):
        if position < len(shorter) and shorter[position] == one:
            position += 1
        else:
            yield (*at, str(number))
    if position < len(shorter):
        yield (*at, "order")
