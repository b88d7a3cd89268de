"""Parameters: what `Ref` of one yields, from what was given, its default, or its allowed values."""

from __future__ import annotations

from typing import Final

from foureyes.languages.cloudformation.lookups import MAX_CASES
from foureyes.languages.cloudformation.shaped import OneOf
from foureyes.languages.cloudformation.template import Entry, Template
from foureyes.languages.cloudformation.texts import as_text, circumstances, literal
from foureyes.languages.documents.tree import Mapping, Node, Scalar, Sequence
from foureyes.model.decision import Condition, choose
from foureyes.model.place import Place
from foureyes.model.value import (
    Absent,
    Known,
    Leaf,
    ListValue,
    Step,
    Unknown,
    Value,
    concealed,
    lift,
    shown,
    too_many_cases,
)

_LISTS: Final = ("CommaDelimitedList", "List<")
_STORED: Final = "AWS::SSM::Parameter::Value<"


class Parameter:
    """One declared parameter."""

    def __init__(self, template: Template, name: str, entry: Entry) -> None:
        self.name = name
        self.template = template
        self.key, node = entry
        self.node = node if isinstance(node, Mapping) else Mapping(node.start, node.end)
        self.type = self._text("Type") or "String"
        self.secret = self._text("NoEcho").lower() == "true"
        if self.secret:
            for attribute in ("Default", "AllowedValues"):
                written = self.node.get(attribute)
                if written is not None:
                    template.place(written).hide()

    @property
    def place(self) -> Place:
        return self.template.place(self.key)

    @property
    def is_list(self) -> bool:
        return self.type.startswith(_LISTS)

    def _text(self, attribute: str) -> str:
        node = self.node.get(attribute)
        return node.name if isinstance(node, Scalar) and node.value is not None else ""

    def value(self, given: Value | None, subject: str) -> Value:
        """Its value; `subject` names it where it stays unknown."""
        default = self.node.get("Default")
        if given is not None and not isinstance(given, Absent):
            value = lift(lambda leaf: self._given(leaf, subject), given)
        elif default is not None:
            value = self._defaulted(default)
        else:
            value = self.without(subject)
        return concealed(value) if self.secret else value

    def _given(self, leaf: Leaf, subject: str) -> Value:
        if isinstance(leaf, Absent):
            return self.without(subject)
        if not leaf.trail and leaf.place is not None:
            told = shown(leaf.replace(secret=leaf.secret or self.secret))
            step = Step(f"`{self.name}` is {told} in {leaf.place.path.rsplit('/', 1)[-1]}", leaf.place)
            leaf = leaf.replace(trail=(step,))
        return self.typed(leaf)

    def _defaulted(self, default: Node) -> Value:
        place = self.template.place(default)
        if not isinstance(default, Scalar) or default.tag is not None or default.value is None:
            return Unknown(f"the default of `{self.name}` cannot be read", place)
        leaf = literal(default.name, place)
        told = shown(leaf.replace(secret=self.secret))
        step = Step(f"`{self.name}` defaults to {told}", place)
        return self.typed(leaf.replace(trail=(step,)))

    def typed(self, leaf: Leaf) -> Leaf:
        """A given text as the parameter's type has it."""
        if self.type.startswith(_STORED):
            trail, _, _ = circumstances([leaf])
            reason = f"`{self.name}` comes from the Parameter Store at deploy"
            subject = leaf.scalar if isinstance(leaf, Known) else None
            named = f"the stored parameter {subject}" if subject is not None and not self.secret else None
            return Unknown(reason, leaf.place, trail, subject=named, present=True)
        text = as_text(leaf)
        if self.is_list and isinstance(text, Known):
            parts = [part.strip() for part in str(text.scalar).split(",")] if text.scalar != "" else []
            trail, references, secret = circumstances([leaf])
            items = [Known(part, leaf.place, trail, references, secret or self.secret) for part in parts]
            return ListValue(items, leaf.place, trail, references, secret)
        return text

    def without(self, subject: str) -> Value:
        """What is known where nothing is given: one of its allowed values, if it has a list of them."""
        if self.type.startswith(_STORED):
            return Unknown(f"`{self.name}` comes from the Parameter Store at deploy", self.place, present=True)
        reason = f"`{self.name}` has no default and is given at deploy"
        allowed = self.allowed()
        present = self.is_never_empty()
        if allowed is None or self.is_list or self.secret:
            return Unknown(reason, self.place, subject=subject, present=present)
        texts = sorted({text for text, _ in allowed}, key=repr)
        if len(texts) > MAX_CASES:
            folded = frozenset(text.lower() for text in texts)
            return OneOf(reason, self.place, allowed=folded, subject=subject, present=present or "" not in folded)
        places = dict(allowed)
        value: Value = self._allowed(texts[-1], places[texts[-1]])
        for text in reversed(texts[:-1]):
            value = choose(Condition(subject, text), self._allowed(text, places[text]), value, too_many_cases)
        return value

    def _allowed(self, text: str, place: Place) -> Leaf:
        return Known(text, place, (Step(f'`{self.name}` may be "{text}"', place),))

    def allowed(self) -> list[tuple[str, Place]] | None:
        """The allowed values, each with its place; None where any value is."""
        node = self.node.get("AllowedValues")
        if not isinstance(node, Sequence) or not node.items:
            return None
        if not all(isinstance(item, Scalar) and item.tag is None and not item.lost for item in node.items):
            return None
        return [(item.name, self.template.place(item)) for item in node.items if isinstance(item, Scalar)]

    def is_never_empty(self) -> bool:
        """Whether an empty text is no valid value."""
        minimum = self._text("MinLength")
        if minimum.isdigit():
            return int(minimum) > 0
        return self.type not in ("String", "CommaDelimitedList")
