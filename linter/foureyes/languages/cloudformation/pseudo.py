"""Pseudo parameters: unknown before deploy, but of known shape."""

from __future__ import annotations

from typing import Final

from foureyes.languages.cloudformation.shaped import Shaped
from foureyes.model.place import Place
from foureyes.model.value import Absent, Unknown, Value

NO_VALUE: Final = "AWS::NoValue"

_SHAPES: Final = {
    "AWS::AccountId": ("the account", r"\d{12}"),
    "AWS::Partition": ("the partition", r"aws(-[a-z]+)*"),
    "AWS::Region": ("the region", r"[a-z]{2,4}(-[a-z]+)+-\d+"),
    "AWS::StackId": ("the stack's id", r"arn:.*"),
    "AWS::StackName": ("the stack's name", r"[a-z][a-z0-9-]*"),
    "AWS::URLSuffix": ("the domain of the partition", r"[a-z0-9-]+(\.[a-z0-9-]+)+"),
}


def pseudo_parameter(name: str, place: Place) -> Value | None:
    """What `Ref` yields for a name that CloudFormation reserves; None for any other."""
    if name == NO_VALUE:
        return Absent(place)
    if name == "AWS::NotificationARNs":
        return Unknown("the notification topics are chosen at deploy", place, subject=name, present=True)
    shape = _SHAPES.get(name)
    if shape is None:
        return None
    return Shaped(f"{shape[0]} is settled at deploy", place, pattern=shape[1], subject=name, present=True)
