"""Leaves that only Terraform has, and what a derived value keeps of those it was made from."""

from __future__ import annotations

import json
from typing import Any

from foureyes.languages.terraform.functions.failure import Failure
from foureyes.languages.terraform.functions.number import number_text
from foureyes.model.decision import Choice
from foureyes.model.place import Place
from foureyes.model.value import Absent, Known, Leaf, ListValue, MapValue, Reference, Step, Unknown, Value, lift

MAX_TRAIL = 12
MAX_REFERENCES = 20
MAX_SUBJECT = 200
MAX_WORDS = 20

CYCLE = "it depends on itself"
AFTER_APPLY = "it is known only after apply"

SURE = frozenset({"id", "arn", "name", "self_link", "key_id", "versionless_id", "json", "minified_json", "policy_data"})
"""Attributes that every resource which has them also fills."""


class Exported(MapValue):
    """What a resource (or a block in one) offers to references: what is not configured is known after apply."""

    __slots__ = ("address", "path")

    def __init__(self, entries: dict[str, Value], address: str, path: str = "", **named: Any) -> None:
        super().__init__(entries, open=True, **named)
        self.address = address
        self.path = path

    def _copy(self) -> Exported:
        return Exported(self.entries, self.address, self.path)

    def get(self, key: str) -> Value:
        """An attribute: as configured, else known only after apply."""
        path = f"{self.path}.{key}" if self.path else key
        reference = Reference(self.address, path)

        def told(leaf: Leaf) -> Leaf:
            if isinstance(leaf, Absent):
                return Unknown(
                    AFTER_APPLY,
                    self.place,
                    leaf.trail,
                    (reference,),
                    subject=None if "[*]" in self.address else f"{self.address}.{path}",
                    present=not self.path and key in SURE,
                )
            return leaf.replace(references=(reference, *leaf.references))  # type: ignore[no-any-return]

        return lift(told, self.entries.get(key, Absent()))

    @property
    def name(self) -> str:
        return f"{self.address}.{self.path}" if self.path else self.address


class Pending(Unknown):
    """An unknown whose type is declared."""

    __slots__ = ("type",)

    def __init__(self, reason: str, type: object, **named: Any) -> None:
        super().__init__(reason, **named)
        self.type = type

    def _copy(self) -> Pending:
        return Pending(self.reason, self.type, subject=self.subject, present=self.present)


def circumstances(*operands: Leaf, place: Place | None = None) -> dict[str, Any]:
    """Keyword arguments for a leaf that was made from others."""
    return {
        "place": place,
        "trail": merged_trail(*(one.trail for one in operands)),
        "secret": any(one.secret for one in operands),
    }


def merged_trail(*trails: tuple[Step, ...]) -> tuple[Step, ...]:
    """Several trails as one, each step once."""
    given = [trail for trail in trails if trail]
    if len(given) <= 1:
        return given[0][:MAX_TRAIL] if given else ()
    return tuple(dict.fromkeys(step for trail in given for step in trail))[:MAX_TRAIL]


def merged_references(*operands: Leaf) -> tuple[Reference, ...]:
    """All references of several leaves, each once."""
    given = [one.references for one in operands if one.references]
    if len(given) <= 1:
        return given[0] if given else ()
    return tuple(dict.fromkeys(one for references in given for one in references))[:MAX_REFERENCES]


def unknown_from(reason: str, *operands: Leaf, place: Place | None = None, **named: Any) -> Unknown:
    """An unknown that comes from others and keeps their references."""
    return Unknown(reason, references=merged_references(*operands), **circumstances(*operands, place=place), **named)


def failure(reason: str, *operands: Leaf, place: Place | None = None) -> Failure:
    """What Terraform is sure to refuse."""
    return Failure(reason, **circumstances(*operands, place=place))


def at(value: Value, place: Place) -> Value:
    """The value as it stands at a place."""
    if isinstance(value, Choice):
        return lift(lambda leaf: leaf.replace(place=place), value)
    return value.replace(place=place)  # type: ignore[no-any-return]


def behind(value: Value, trail: tuple[Step, ...]) -> Value:
    """The value with further steps at the end of its trail."""
    return lift(lambda leaf: leaf.replace(trail=merged_trail(leaf.trail, trail)), value) if trail else value


def unsettled(value: Value, subject: str | None) -> Value:
    """The value with a subject for what is unknown in it and has none."""

    def name(leaf: Leaf) -> Leaf:
        if type(leaf) is Unknown and leaf.subject is None:
            new = leaf.replace()
            new.subject = subject
            return new  # type: ignore[no-any-return]
        return leaf

    return lift(name, value) if subject else value


def scalar_text(leaf: Known) -> str:
    """A known scalar as it reads in a template."""
    scalar = leaf.scalar
    if isinstance(scalar, str):
        return scalar
    return ("true" if scalar else "false") if isinstance(scalar, bool) else number_text(scalar)


def canonical(value: Value) -> str | None:
    """A text that is the same for equal values only; None where there is none, or none that is short."""
    text = _canonical(value, [MAX_WORDS])
    return text if text is not None and len(text) <= MAX_SUBJECT else None


def _canonical(value: Value, words: list[int]) -> str | None:
    words[0] -= 1
    if isinstance(value, Choice) or words[0] < 0 or (value.secret and not isinstance(value, Unknown)):
        return None
    if isinstance(value, Known):
        return json.dumps(value.scalar, ensure_ascii=False) if isinstance(value.scalar, str) else scalar_text(value)
    if isinstance(value, Absent):
        return "null"
    if isinstance(value, Exported):
        return None if "[*]" in value.address else value.name
    if isinstance(value, ListValue) and len(value.items) <= MAX_WORDS and not value.open:
        items = [_canonical(item, words) for item in value.items]
        kind = "set" if value.is_set else ""
        return None if None in items else f"{kind}[{', '.join(filter(None, items))}]"
    if isinstance(value, MapValue) and len(value.entries) <= MAX_WORDS and not value.open:
        entries = [(key, _canonical(one, words)) for key, one in value.entries.items()]
        known = all(text is not None for _, text in entries)
        return f"{{{', '.join(f'{key} = {text}' for key, text in entries)}}}" if known else None
    return value.subject if isinstance(value, Unknown) else None
