"""How much the evaluation of a deployment takes: what its files say once is free, what loops make of it is bounded."""

from __future__ import annotations

from foureyes.languages.terraform.functions.digest import digest
from foureyes.model.limits import limits, reach
from foureyes.model.place import Place
from foureyes.model.value import Known, Leaf, ListValue, Value

ELEMENTS = 4
"""Elements that a function goes through in the time of an expression."""
LETTERS = 200
"""Letters of a text that most functions go through in that time."""
SLOW = {"regex": 1, "regexall": 1, "replace": 2, "cidrsubnets": 1, "yamldecode": 4, "jsondecode": 8, "csvdecode": 8}
"""Letters that some go through in it."""
WRITTEN = 30
"""Letters of a policy document that are written in it."""
QUICK = frozenset({"can", "coalesce", "coalescelist", "element", "length", "lookup", "nonsensitive", "one", "try"})
"""Functions that look at one element, or none."""


class Work:
    """Steps: expressions that were evaluated, and what else takes as long."""

    def __init__(self) -> None:
        self.done = 0
        self.most = limits().steps
        self._refusal = ""

    def allow(self, letters: int) -> None:
        """The expressions of one more file of so many letters, each once."""
        self.most += letters

    def call(self, name: str, arguments: tuple[Leaf, ...], result: Value) -> None:
        """Count a call of a function by what it is given and what it makes."""
        self.done += 1
        if name in QUICK:
            return
        for one in arguments:
            if isinstance(one, Known):
                self.done += len(one.scalar) // SLOW.get(name, LETTERS) if isinstance(one.scalar, str) else 0
            else:
                self.done += digest(one).size // ELEMENTS
        if isinstance(result, ListValue):
            self.done += len(result.items) // ELEMENTS

    def written(self, text: Value | None) -> None:
        """Count a text that a provider writes of a document."""
        if isinstance(text, Known) and isinstance(text.scalar, str):
            self.done += len(text.scalar) // WRITTEN

    def refusal(self, place: Place | None) -> str:
        """Why nothing more is evaluated; told once, for the first place."""
        if not self._refusal:
            what = f"it takes more than the {limits().steps:,} steps that are followed"
            self._refusal = reach("steps", what, place)
        return self._refusal
