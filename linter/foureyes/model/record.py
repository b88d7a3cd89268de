"""Records: classes of named fields, as `dataclasses` makes them.

Start-up is why they are made here: `dataclasses` loads `inspect` and writes and compiles source for every class,
which takes longer than judging a small file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")
R = TypeVar("R", bound="Record")


class _Factory:
    __slots__ = ("make",)

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make


def field(*, factory: Callable[[], T]) -> T:
    """The default of a field: made anew for every record."""
    return _Factory(factory)  # type: ignore[return-value]


@dataclass_transform(field_specifiers=(field,))
class _RecordType(type):
    """Turns the annotations of a class into slots, their values into defaults."""

    _fields: tuple[str, ...]
    _defaults: dict[str, Any]

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> _RecordType:
        fields = tuple(body.get("__annotations__", ()))
        body["_defaults"] = {one: body.pop(one) for one in fields if one in body}
        body["_fields"] = body["__slots__"] = fields
        return super().__new__(cls, name, bases, body)


class Record(metaclass=_RecordType):
    """What all records can do. Two are equal when they are of one class and all their fields are."""

    def __init__(self, *given: Any, **named: Any) -> None:
        fields, defaults = type(self)._fields, type(self)._defaults
        if len(given) > len(fields):
            raise TypeError(f"{type(self).__name__} has {len(fields)} fields, {len(given)} were given")
        for name, value in zip(fields, given, strict=False):
            setattr(self, name, value)
        for name in fields[len(given) :]:
            if name in named:
                value = named.pop(name)
            elif name in defaults:
                value = defaults[name]
                if value.__class__ is _Factory:
                    value = value.make()
            else:
                raise TypeError(f"{type(self).__name__} needs {name}")
            setattr(self, name, value)
        if named:
            raise TypeError(f"{type(self).__name__} has no field {next(iter(named))}, or was given it twice")

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in type(self)._fields)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in type(self)._fields)
        return f"{type(self).__name__}({told})"


def replace(record: R, **changes: Any) -> R:
    """A copy with some fields changed."""
    return type(record)(**{name: getattr(record, name) for name in type(record)._fields} | changes)
