"""Functions that mark values as secret, and conversions between types."""

from __future__ import annotations

from foureyes.languages.terraform.functions.failure import Fault
from foureyes.languages.terraform.functions.plain import is_secret
from foureyes.languages.terraform.functions.signature import Call, Library, Nullable
from foureyes.languages.terraform.functions.types import (
    ANY,
    BOOL,
    NUMBER,
    STRING,
    ListOf,
    MapOf,
    SetOf,
    Type,
    convert_leaf,
)
from foureyes.model.value import Leaf, ListValue, MapValue, Unknown, Value, concealed, lift

LIBRARY = Library()


def marked(value: Value, secret: bool) -> Value:
    """The value, secret or not, as deep as it goes."""
    if secret:
        return concealed(value)

    def mark(leaf: Leaf) -> Leaf:
        new: Leaf = leaf
        if isinstance(leaf, ListValue):
            items = [marked(item, secret) for item in leaf.items]
            new = ListValue(items, is_set=leaf.is_set, open=leaf.open)
        elif isinstance(leaf, MapValue):
            new = MapValue({key: marked(item, secret) for key, item in leaf.entries.items()}, open=leaf.open)
        return new.replace(place=leaf.place, trail=leaf.trail, references=leaf.references, secret=secret)  # type: ignore[no-any-return]

    return lift(mark, value)


@LIBRARY.raw("sensitive", Nullable(ANY))
def sensitive(call: Call, value: Leaf) -> Value:
    return marked(value, True)


@LIBRARY.raw("nonsensitive", Nullable(ANY))
def nonsensitive(call: Call, value: Leaf) -> Value:
    return marked(value, False)


@LIBRARY.raw("issensitive", Nullable(ANY))
def issensitive(call: Call, value: Leaf) -> Value:
    if isinstance(value, Unknown) and not value.secret:
        return call.undecided()
    return marked(call.value(is_secret(value)), False)


@LIBRARY.raw("ephemeralasnull", Nullable(ANY))
def ephemeralasnull(call: Call, value: Leaf) -> Value:
    return value


def _conversion(name: str, type: Type) -> None:
    @LIBRARY.raw(name, Nullable(ANY))
    def conversion(call: Call, value: Leaf) -> Value:
        return convert_leaf(value, type)


_conversion("tostring", STRING)
_conversion("tonumber", NUMBER)
_conversion("tobool", BOOL)
_conversion("tolist", ListOf(ANY))
_conversion("toset", SetOf(ANY))
_conversion("tomap", MapOf(ANY))


@LIBRARY.raw("list", rest=ANY)
def list_(call: Call, *items: Leaf) -> Value:
    raise Fault("list() was removed in Terraform 0.15: write tolist([…])")


@LIBRARY.raw("map", rest=ANY)
def map_(call: Call, *items: Leaf) -> Value:
    raise Fault("map() was removed in Terraform 0.15: write tomap({…})")
