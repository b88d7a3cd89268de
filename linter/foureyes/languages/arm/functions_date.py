"""Dates, as far as they do not depend on when the template is deployed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from foureyes.languages.arm.functions_number import whole
from foureyes.languages.arm.invocation import Fault, pure

_ISO = "%Y-%m-%dT%H:%M:%SZ"
_ISO_TEXT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ").fullmatch
_DURATION = re.compile(
    r"(?P<sign>-?)P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
).fullmatch
_PART = re.compile(r"yyyy|yy|MM|dd|HH|mm|ss|'[^']*'|\\.|[A-Za-z]+|.", re.DOTALL)
_PARTS: Final = {"yyyy": "%Y", "yy": "%y", "MM": "%m", "dd": "%d", "HH": "%H", "mm": "%M", "ss": "%S"}
_FORMATS: Final = {"d": "MM/dd/yyyy", "s": "yyyy-MM-ddTHH:mm:ss", "u": "yyyy-MM-dd HH:mm:ssZ"}


def _read(text: str) -> datetime:
    try:
        read = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        raise Fault("the date is written in a way that is not followed") from None
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)


def _written(date: datetime, style: str) -> str:
    pieces = []
    for part in _PART.findall(_FORMATS.get(style, style)):
        if part in _PARTS:
            pieces.append(date.strftime(_PARTS[part]))
        elif part[0] == "'":
            pieces.append(part[1:-1])
        elif part in ("T", "Z") or not part[0].isalpha():
            pieces.append(part[-1])
        else:
            raise Fault(f"the date format `{style}` is not followed")
    return "".join(pieces)


@pure("dateTimeAdd", 2, 3)
def date_time_add(base: str, duration: str, style: str = "") -> str:
    date = _read(base)
    match = _DURATION(duration)
    if match is None or not any(match.groups()[1:]):
        raise Fault("the duration is not ISO 8601")
    amount = {key: int(one or 0) for key, one in match.groupdict().items() if key != "sign"}
    sign = -1 if match["sign"] else 1
    months = date.year * 12 + date.month - 1 + sign * (amount.pop("years") * 12 + amount.pop("months"))
    day = date.day
    if day > 28 and months != date.year * 12 + date.month - 1:
        raise Fault("months are added to a day that not all have")
    date = date.replace(year=months // 12, month=months % 12 + 1) + sign * timedelta(**amount)
    if not style and not _ISO_TEXT(base):
        raise Fault("the format of the result is not told")
    return _written(date, style) if style else date.strftime(_ISO)


@pure("dateTimeFromEpoch", 1)
def date_time_from_epoch(seconds: int) -> str:
    whole(seconds)
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).strftime(_ISO)


@pure("dateTimeToEpoch", 1)
def date_time_to_epoch(text: str) -> int:
    return int(_read(text).timestamp())
