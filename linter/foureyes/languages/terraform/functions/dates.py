"""Functions of dates and times."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foureyes.languages.terraform.functions.failure import Fault, Untellable
from foureyes.languages.terraform.functions.signature import Call, Library
from foureyes.languages.terraform.functions.types import STRING
from foureyes.model.value import Value

if TYPE_CHECKING:
    from datetime import datetime, timedelta

LIBRARY = Library()

_TIMESTAMP = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[T](\d\d):(\d\d):(\d\d)(?:[.,](\d+))?(?:Z|([+-])(\d\d):(\d\d))\Z", re.ASCII
)
_UNITS = {"ns": 1, "us": 10**3, "µs": 10**3, "μs": 10**3, "ms": 10**6, "s": 10**9, "m": 60 * 10**9, "h": 3600 * 10**9}
_DURATION = re.compile(r"(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)", re.ASCII)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def parse_timestamp(text: str) -> tuple[datetime, int]:
    """A moment of RFC 3339 to the second, in its own zone, and its nanoseconds."""
    from datetime import datetime, timedelta, timezone

    match = _TIMESTAMP.match(text)
    if match is None:
        raise Fault("this is no timestamp of RFC 3339")
    offset = timedelta(hours=int(match[9] or 0), minutes=int(match[10] or 0)) * (-1 if match[8] == "-" else 1)
    if abs(offset) >= timedelta(hours=24) or int(match[10] or 0) > 59:
        raise Fault("this is no timestamp of RFC 3339")
    try:
        moment = datetime(*(int(match[at]) for at in range(1, 7)), tzinfo=timezone(offset))  # type: ignore[misc, arg-type]
    except ValueError:
        raise Fault("there is no such date or time") from None
    return moment, int((match[7] or "0")[:9].ljust(9, "0"))


def rfc3339(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0") + _zone(moment, colon=True, zulu=True)


def _zone(moment: datetime, *, colon: bool, zulu: bool) -> str:
    minutes = int((moment.utcoffset() or _zero()).total_seconds()) // 60
    if minutes == 0 and zulu:
        return "Z"
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}{':' if colon else ''}{rest:02}"


def _zero() -> timedelta:
    from datetime import timedelta

    return timedelta()


@LIBRARY.plain("timeadd", STRING, STRING)
def timeadd(timestamp: str, duration: str) -> str:
    from datetime import timedelta

    moment, nanoseconds = parse_timestamp(timestamp)
    seconds = (nanoseconds + _duration(duration)) // 10**9
    try:
        return rfc3339(moment + timedelta(seconds=seconds))
    except OverflowError:
        raise Untellable("the date is too far away") from None


def _duration(text: str) -> int:
    """Nanoseconds of a duration as Go writes it."""
    bare = text[1:] if text[:1] in ("+", "-") else text
    total, at = 0, 0
    if bare == "0":
        return 0
    while at < len(bare) or not bare:
        match = _DURATION.match(bare, at)
        if match is None or not (match[1] or match[2]):
            raise Fault("this is no duration")
        unit, fraction = _UNITS[match[3]], match[2] or ""
        total += int(match[1] or 0) * unit + int(fraction or 0) * unit // 10 ** len(fraction)
        at = match.end()
    if total >= 1 << 63:
        raise Fault("this is no duration")
    return -total if text.startswith("-") else total


@LIBRARY.plain("timecmp", STRING, STRING)
def timecmp(left: str, right: str) -> int:
    a, b = parse_timestamp(left), parse_timestamp(right)
    return (a > b) - (a < b)


@LIBRARY.raw("timestamp")
def timestamp(call: Call) -> Value:
    return call.unknown("timestamp() is different in every run", present=True)


@LIBRARY.raw("plantimestamp")
def plantimestamp(call: Call) -> Value:
    return call.unknown("plantimestamp() is different in every run", present=True, subject="plantimestamp()")


@LIBRARY.plain("formatdate", STRING, STRING)
def formatdate(pattern: str, timestamp: str) -> str:
    moment, _ = parse_timestamp(timestamp)
    made, at = [], 0
    while at < len(pattern):
        character = pattern[at]
        if character == "'":
            text, at = _literal(pattern, at)
            made.append(text)
        elif character.isascii() and character.isalpha():
            end = at
            while end < len(pattern) and pattern[end] == character:
                end += 1
            made.append(_field(pattern[at:end], moment))
            at = end
        else:
            made.append(character)
            at += 1
    return "".join(made)


def _literal(pattern: str, at: int) -> tuple[str, int]:
    """A text in single quotes, in which two quotes are one; ends of it come with where it ends."""
    made, at = "", at + 1
    while at < len(pattern):
        if pattern[at] == "'":
            if pattern[at + 1 : at + 2] != "'":
                return made, at + 1
            at += 1
        made += pattern[at]
        at += 1
    raise Fault("a quote in the format is never closed")


def _field(field: str, moment: datetime) -> str:
    hour = moment.hour % 12 or 12
    fields = {
        "YYYY": f"{moment.year:04}", "YY": f"{moment.year % 100:02}",
        "M": str(moment.month), "MM": f"{moment.month:02}",
        "MMM": _MONTHS[moment.month - 1][:3], "MMMM": _MONTHS[moment.month - 1],
        "D": str(moment.day), "DD": f"{moment.day:02}",
        "EEE": _DAYS[moment.weekday()][:3], "EEEE": _DAYS[moment.weekday()],
        "h": str(moment.hour), "hh": f"{moment.hour:02}", "H": str(hour), "HH": f"{hour:02}",
        "AA": "AM" if moment.hour < 12 else "PM", "aa": "am" if moment.hour < 12 else "pm",
        "m": str(moment.minute), "mm": f"{moment.minute:02}", "s": str(moment.second), "ss": f"{moment.second:02}",
        "Z": _zone(moment, colon=True, zulu=True), "ZZZ": _named_zone(moment),
        "ZZZZ": _zone(moment, colon=False, zulu=False), "ZZZZZ": _zone(moment, colon=True, zulu=False),
    }  # fmt: skip
    if field not in fields:
        raise Fault(f"“{field}” is no part of a date format")
    return fields[field]


def _named_zone(moment: datetime) -> str:
    return "UTC" if not moment.utcoffset() else _zone(moment, colon=False, zulu=False)
