"""Limits on what a run takes in, and what is said where one is reached. Told in docs/limits.md.

They go along with the options of a run (`Options.limits`) and hold while a root is read and judged (`limited`): readers
ask for those in force (`limits`), so that two runs in one process do not mix theirs up.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextvars import ContextVar, Token
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from foureyes.model.place import Place

MEGABYTE = 1_000_000

MAX_FILE_SIZE = 50 * MEGABYTE
MAX_SECONDS = 300.0


class Limits(NamedTuple):
    """What the user may set, in `[limits]` of the configuration or by `--limit NAME=NUMBER`."""

    file_size: int = MAX_FILE_SIZE
    """Bytes of a file that is read; users say it in MB."""
    seconds: float = MAX_SECONDS
    """Time for one root with one set of inputs; 0 for no bound."""
    nesting: int = 150
    """Levels of blocks, expressions, objects and lists inside each other."""
    aliases: int = 200_000
    """Values that the aliases of a YAML file repeat."""
    instances: int = 1_000
    """What one `count`, `for_each` or copy loop makes. Azure itself accepts 800."""
    rounds: int = 20_000
    """Elements that the `for` expressions of one Terraform value go through, one `dynamic` block, the `Fn::ForEach` of
    a deployment."""
    resources: int = 50_000
    """Resources of one deployment whose loops make them."""
    modules: int = 2_000
    """Modules, nested templates and stacks of one deployment, each as often as it is used."""
    includes: int = 30
    """Modules, nested templates and stacks inside each other."""
    conditions: int = 2_000
    """Combinations of open conditions that one question is followed through."""
    steps: int = 400_000
    """Expressions of an ARM, Bicep or Terraform deployment that are evaluated, each as often as its loops ask; those
    that are written in Terraform's files come on top."""
    outside_links: int = 0
    """Links that are followed out of the folder that is judged."""


LEAST = {"seconds": 0, "outside_links": 0}
"""The smallest values; 1 for all others."""

MOST = {"nesting": 1_000, "includes": 100, "conditions": 100_000}
"""The largest ones, where more would be more than Python's stack bears or anybody waits for."""

UNBOUNDED = 1_000_000_000
"""The largest value of the others."""

USUAL = Limits()

_IN_FORCE: ContextVar[Limits] = ContextVar("limits", default=USUAL)
_REACHED: ContextVar[dict[Reached, None] | None] = ContextVar("reached", default=None)

FRAMES = 20
"""Calls of Python that a level of nesting takes at the most, from the text to a report."""


class Reached(NamedTuple):
    """A limit that was reached: what is not followed, where, and what to do."""

    what: str
    place: Place | None
    remedy: str


def limits() -> Limits:
    """Those in force."""
    return _IN_FORCE.get()


class limited:  # noqa: N801  # reads as a verb: `with limited(by) as reached`
    """Limits in force inside of a block, with room on the stack. Gives what is reached of them, as that is found."""

    def __init__(self, by: Limits) -> None:
        self.by = by

    def __enter__(self) -> dict[Reached, None]:
        reached: dict[Reached, None] = {}
        self._before: tuple[Token[Limits], Token[dict[Reached, None] | None]] = (
            _IN_FORCE.set(self.by),
            _REACHED.set(reached),
        )
        self._stack = sys.getrecursionlimit()
        sys.setrecursionlimit(max(self._stack, FRAMES * self.by.nesting))
        return reached

    def __exit__(self, *raised: object) -> None:
        sys.setrecursionlimit(self._stack)
        _IN_FORCE.reset(self._before[0])
        _REACHED.reset(self._before[1])


def reach(name: str, what: str, place: Place | None) -> str:
    """Note for the coverage that a limit was reached. Answers what is not followed, and how to change that."""
    reached = _REACHED.get()
    if reached is not None:
        reached[Reached(what, place, remedy(name))] = None
    return f"{what}: {remedy(name)}"


def too_many_conditions() -> str:
    """What is said where more combinations of conditions are open than are followed."""
    return f"it depends on more than {limits().conditions:,} combinations of conditions: {remedy('conditions')}"


def remedy(name: str) -> str:
    """What to do about a limit that was reached."""
    return f"raise `{name}` in [limits]"


def bounds(name: str) -> tuple[int, int]:
    """The smallest and the largest value of a limit."""
    return LEAST.get(name, 1), MOST.get(name, UNBOUNDED)


def limits_from(given: Mapping[str, float]) -> Limits:
    """The usual limits but for those that are given, whose names and values are right. Sizes are in MB."""
    sized = {"file_size": int(given["file_size"] * MEGABYTE)} if "file_size" in given else {}
    whole = {name: int(value) for name, value in given.items() if name != "seconds"}
    return USUAL._replace(**{**given, **whole, **sized})  # type: ignore[arg-type]
