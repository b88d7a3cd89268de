"""Parameters: what `Ref` of one yields, from what was given, its default, or its allowed values."""

from __future__ import annotations

from typing import Final

from foureyes.languages.cloudformation.lookups import MAX_CASES
from foureyes.languages.cloudformation.patterns import AllowedPattern
from foureyes.languages.cloudformation.shaped import Limited, OneOf
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


_IDS: Final = {
    "AWS::EC2::Image::Id": "ami-",
    "AWS::EC2::Instance::Id": "i-",
    "AWS::EC2::SecurityGroup::Id": "sg-",
    "AWS::EC2::Subnet::Id": "subnet-",
    "AWS::EC2::VPC::Id": "vpc-",
    "AWS::EC2::Volume::Id": "vol-",
}
"""Types whose values must be there in the account, and how those begin."""


class Parameter:
    """One declared parameter."""

    def __init__(self, template: Template, name: str, entry: Entry) -> None:
        self.name = name
        self.template = template
        self.key, node = entry
        self.node = node if isinstance(node, Mapping) else Mapping(node.start, node.end)
        self.type = self._text("Type") or "String"
        self.secret = self._text("NoEcho").lower() == "true"
        self._pattern: AllowedPattern | None = None
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

    def is_free(self, given: Value | None) -> bool:
        """Whether nothing says what its value is."""
        return (given is None or isinstance(given, Absent)) and self.node.get("Default") is None

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
        present = self.is_never_empty()
        if self.is_list or self.secret:
            return Unknown(reason, self.place, subject=subject, present=present)
        allowed = self.candidates()
        if allowed is None:
            return Limited(reason, self.place, admits=self.admits, subject=subject, present=present)
        if len(allowed) > MAX_CASES:
            folded = frozenset(text.lower() for text, _ in allowed)
            return OneOf(reason, self.place, allowed=folded, subject=subject, present=present or "" not in folded)
        value: Value = self.allowed_value(*allowed[-1])
        for text, place in reversed(allowed[:-1]):
            value = choose(Condition(subject, text), self.allowed_value(text, place), value, too_many_cases)
        return value

    def candidates(self) -> list[tuple[str, Place]] | None:
        """The values it may have, in order, each with its place; None where they are not listed."""
        allowed = self.allowed()
        if allowed is None or self.is_list or self.secret or self.type.startswith(_STORED):
            return None
        return self.fitting(allowed)

    def fitting(self, listed: list[tuple[str, Place]]) -> list[tuple[str, Place]]:
        """Those of the values that the declaration admits; all where it admits none, and nothing can be deployed."""
        unique = sorted(dict(listed).items(), key=lambda one: repr(one[0]))
        return [one for one in unique if self.admits(one[0])] or unique

    def allowed_value(self, text: str, place: Place) -> Leaf:
        """One of the allowed values."""
        return Known(text, place, (Step(f'`{self.name}` may be "{text}"', place),))

    def admits(self, text: str) -> bool:
        """False for a text that CloudFormation refuses, in lower or upper case."""
        if self.type == "Number":
            return _lies_within(text, self._text("MinValue"), self._text("MaxValue"))
        shape = _IDS.get(self.type)
        if shape is not None and not text.lower().startswith(shape):
            return False
        least, most = self._text("MinLength"), self._text("MaxLength")
        if (least.isdigit() and len(text) < int(least)) or (most.isdigit() and len(text) > int(most)):
            return False
        if self._pattern is None:
            self._pattern = AllowedPattern(self._text("AllowedPattern"))
        return not self._text("AllowedPattern") or self._pattern.may_match(text)

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


def _lies_within(text: str, least: str, most: str) -> bool:
    """Whether a text is a number between two others, as far as those are numbers."""
    number = _number(text)
    if number is None:
        return False
    low, high = _number(least), _number(most)
    return not ((low is not None and number < low) or (high is not None and number > high))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
