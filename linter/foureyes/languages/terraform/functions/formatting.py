"""`format` and `formatlist`."""

from __future__ import annotations

import re
from typing import Any

from foureyes.languages.terraform.functions.collections import listed
from foureyes.languages.terraform.functions.encoders import json_text
from foureyes.languages.terraform.functions.failure import Fault, Untellable
from foureyes.languages.terraform.functions.graphemes import graphemes
from foureyes.languages.terraform.functions.number import Number, Ratio, from_ratio, number_text, ratio_of, whole
from foureyes.languages.terraform.functions.plain import settled, to_python
from foureyes.languages.terraform.functions.sets import quoted
from foureyes.languages.terraform.functions.signature import Call, Library, Nullable
from foureyes.languages.terraform.functions.strings import joined_parts
from foureyes.languages.terraform.functions.types import ANY, BOOL, NUMBER, STRING, Type, convert_leaf
from foureyes.model.value import Known, Leaf, ListValue, Unknown, Value, lift

LIBRARY = Library()

_VERB = re.compile(
    r"%(?P<flags>[-+ 0#]*)(?P<width>\d+)?(?:\.(?P<precision>\d*))?(?:\[(?P<index>\d+)\])?(?P<verb>.)", re.DOTALL
)


@LIBRARY.raw("format", STRING, rest=Nullable(ANY))
def format_(call: Call, pattern: Leaf, *operands: Leaf) -> Value:
    if not isinstance(pattern, Known):
        return call.undecided()

    def ask(*leaves: Leaf) -> Value:
        return formatted(Call(call.name, (pattern, *leaves), call.context), str(pattern.scalar), leaves)

    return settled(ask, operands)


def formatted(call: Call, pattern: str, operands: tuple[Leaf, ...]) -> Value:
    """The text, with gaps where a plain `%s` or `%v` gets something unknown."""
    pieces: list[Value] = []
    used, after, at = 0, 0, 0
    for match in re.finditer("%", pattern):
        if match.start() < at:
            continue
        pieces.append(Known(pattern[at : match.start()]))
        verb = _VERB.match(pattern, match.start())
        if verb is None:
            raise Fault("a % stands at the end of the format")
        at = verb.end()
        if verb["verb"] == "%":
            pieces.append(Known("%"))
            continue
        number = int(verb["index"]) - 1 if verb["index"] else after
        if not 0 <= number < len(operands):
            raise Fault(f"there is no argument {number + 1} for {verb[0]}")
        after = number + 1
        used = max(used, after)
        pieces.append(_piece(verb, operands[number], call))
    if used < len(operands):
        raise Fault("there are more arguments than the format uses")
    pieces.append(Known(pattern[at:]))
    if all(isinstance(piece, Known) for piece in pieces):
        return call.value("".join(str(piece.scalar) for piece in pieces if isinstance(piece, Known)))
    return joined_parts(call, "", pieces)


def _piece(verb: re.Match[str], operand: Leaf, call: Call) -> Value:
    if verb["verb"] not in "vtbdoxXeEfgGsq":
        raise Fault(f"{verb[0]} is no verb of a format")
    data = to_python(operand)
    if data is NotImplemented:
        if isinstance(operand, Unknown) and verb["verb"] in "sv" and not verb["width"] and verb["precision"] is None:
            return operand
        reason = operand.reason if isinstance(operand, Unknown) else "a part of it cannot be told"
        return Unknown(reason, operand.place, operand.trail, operand.references, operand.secret, present=True)
    if data is None and verb["verb"] != "v":
        raise Fault(f"null cannot be formatted with {verb[0]}")
    return Known(_write(verb, operand, data))


def _write(verb: re.Match[str], operand: Leaf, data: Any) -> str:
    kind, flags = verb["verb"], verb["flags"]
    if kind == "v":
        if _is_number(data):
            return _any_number(verb, data)
        text = data if isinstance(data, str) else json_text(data)
        if "#" in flags:
            text = json_text(data)
        return _padded(_cut(text, verb) if isinstance(data, str) and "#" not in flags else text, verb)
    if kind == "s":
        return _padded(_cut(str(_as(operand, STRING)), verb), verb)
    if kind == "q":
        return _padded(quoted(_cut(str(_as(operand, STRING)), verb)), verb)
    if kind == "t":
        return "true" if _as(operand, BOOL) else "false"
    number = _as(operand, NUMBER)
    return _whole(verb, number) if kind in "dboxX" else _real(verb, number)


def _any_number(verb: re.Match[str], number: Number) -> str:
    """A number for `%v`."""
    if verb["precision"] is not None or set(verb["flags"]) & {"+", " ", "#"}:
        raise Untellable(f"what {verb[0]} makes of a number is not followed")
    return _signed(verb, number < 0, general(*_absolute(number)))


def _is_number(data: Any) -> bool:
    return isinstance(data, int | float) and not isinstance(data, bool)


def _as(operand: Leaf, type: Type) -> Any:
    converted = convert_leaf(operand, type)
    if not isinstance(converted, Known):
        raise Fault(converted.reason if isinstance(converted, Unknown) else "it has the wrong type")
    return converted.scalar


def _cut(text: str, verb: re.Match[str]) -> str:
    precision = int(verb["precision"] or 0)
    return "".join(graphemes(text)[:precision]) if precision else text


def _padded(text: str, verb: re.Match[str]) -> str:
    missing = int(verb["width"] or 0) - len(graphemes(text))
    if missing <= 0:
        return text
    if "-" in verb["flags"]:
        return text + " " * missing
    return ("0" if "0" in verb["flags"] else " ") * missing + text


def _whole(verb: re.Match[str], number: Number) -> str:
    """A whole number in base 2, 8, 10 or 16."""
    numerator = whole(number)
    value = abs(numerator)
    digits = format(value, {"d": "d", "b": "b", "o": "o", "x": "x", "X": "X"}[verb["verb"]])
    if verb["precision"] is not None:
        digits = digits.rjust(int(verb["precision"] or 0), "0")
    prefix = {"x": "0x", "X": "0X", "o": "0", "b": "0b"}.get(verb["verb"], "") if "#" in verb["flags"] else ""
    return _signed(verb, numerator < 0 and value > 0, prefix + digits)


def _real(verb: re.Match[str], number: Number) -> str:
    kind = verb["verb"]
    numerator, denominator = ratio_of(number)
    precision = 6 if verb["precision"] is None else int(verb["precision"] or 0)
    if kind == "f":
        digits = _fixed(abs(numerator), denominator, precision)
    else:
        if abs(numerator).bit_length() > 1000 or denominator.bit_length() > 1060:
            raise Untellable("the number is formatted in a way that is not followed")
        digits = _scientific(abs(numerator), denominator, kind, verb["precision"])
    return _signed(verb, numerator < 0, digits)


def _fixed(numerator: int, denominator: int, precision: int) -> str:
    scaled, rest = divmod(numerator * 10**precision, denominator)
    if 2 * rest > denominator or (2 * rest == denominator and scaled % 2):
        scaled += 1
    text = str(scaled).rjust(precision + 1, "0")
    return f"{text[: len(text) - precision]}.{text[len(text) - precision :]}" if precision else text


def _scientific(numerator: int, denominator: int, kind: str, precision: str | None) -> str:
    from decimal import Context, Decimal

    exact = Context(prec=400).divide(Decimal(numerator), Decimal(denominator))
    if kind in "eE":
        return _exponent(format(exact, f".{6 if precision is None else int(precision or 0)}{kind}"), kind)
    if precision is None:
        return general(numerator, denominator, kind)
    cut = Context(prec=max(int(precision or 0), 1)).plus(exact).normalize()
    power = cut.adjusted() if cut else 0
    if power < -4 or power >= max(int(precision or 0), 1):
        return _exponent(format(cut, kind.replace("g", "e").replace("G", "E")), kind)
    return format(cut, "f")


def general(numerator: int, denominator: int, kind: str = "g") -> str:
    """`%g` without a precision: the shortest text, with an exponent from a million on."""
    from decimal import Context, Decimal

    text = number_text(from_ratio(numerator, denominator))
    digits = Decimal(text).normalize(Context(prec=1000))
    power = digits.adjusted() if digits else 0
    if power < -4 or power >= 6:
        return _exponent(format(digits, "e" if kind == "g" else "E"), kind)
    return text


def _absolute(number: Number) -> Ratio:
    numerator, denominator = ratio_of(number)
    return abs(numerator), denominator


def _exponent(text: str, kind: str) -> str:
    """Go writes at least two digits of the exponent."""
    letter = "E" if kind in "EG" else "e"
    mantissa, _, power = text.replace("E", "e").partition("e")
    sign, digits = power[:1], power[1:]
    return f"{mantissa}{letter}{sign}{digits.rjust(2, '0')}"


def _signed(verb: re.Match[str], negative: bool, digits: str) -> str:
    flags = verb["flags"]
    sign = "-" if negative else "+" if "+" in flags else " " if " " in flags else ""
    missing = int(verb["width"] or 0) - len(sign) - len(digits)
    whole_digits = verb["precision"] is not None and verb["verb"] in "dboxX"
    if missing > 0 and "0" in flags and "-" not in flags and not whole_digits:
        return sign + "0" * missing + digits
    if missing <= 0:
        return sign + digits
    return sign + digits + " " * missing if "-" in flags else " " * missing + sign + digits


@LIBRARY.raw("formatlist", STRING, rest=Nullable(ANY))
def formatlist(call: Call, pattern: Leaf, *operands: Leaf) -> Value:
    if not isinstance(pattern, Known):
        return call.undecided()
    lists = [leaf for leaf in operands if isinstance(leaf, ListValue)]
    counts = {len(one.items) for one in lists}
    if any(one.open for one in lists) or any(_may_be_list(leaf) for leaf in operands):
        return call.undecided()
    if len(counts) > 1:
        raise Fault("the lists are of different lengths")
    if not operands:
        return listed(call, [formatted(call, str(pattern.scalar), ())])
    count = counts.pop() if counts else 1
    rows: list[Value] = []
    for at in range(count):
        row = [leaf.items[at] if isinstance(leaf, ListValue) else leaf for leaf in operands]
        rows.append(_row(call, pattern, row))
    return listed(call, rows)


def _may_be_list(leaf: Leaf) -> bool:
    return isinstance(leaf, Unknown) and leaf.parts is None and leaf.document is None


def _row(call: Call, pattern: Known, row: list[Value]) -> Value:
    def ask(*leaves: Leaf) -> Value:
        inner = Call("format", (pattern, *leaves), call.context)
        return settled(lambda *settled_leaves: formatted(inner, str(pattern.scalar), settled_leaves), leaves)

    return lift(ask, *row)
