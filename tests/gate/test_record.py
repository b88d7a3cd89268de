"""Records of sign-offs: the bytes that are signed, and everything that is none of them."""

import json
import re
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256

import pytest

from foureyes.gate.canonical import NotCanonical, dump
from foureyes.gate.record import (
    Decision,
    Record,
    Role,
    SignedRisk,
    file_name,
    new_nonce,
    parse_record,
    signed_risks,
)
from foureyes.gate.risk import Risk, RiskKind, set_digest
from foureyes.model.finding import Severity

MOMENT = datetime(2026, 11, 22, 14, 0, 5, tzinfo=UTC)
RISKS = (
    SignedRisk("b" * 64, "prod: it is open", {"a#Kind.setting": (2, "open"), "a#Kind.other": (0, "not set")}),
    SignedRisk("a" * 64, "prod: it is \u00fcnencrypted", {}),
)
LEAST = Record(
    "github.com/contoso/infra#id#refs/heads/main", Decision.ACCEPT, Role.REVIEWER, "bob", RISKS, "ok", MOMENT
)
WHOLE = replace(
    LEAST, ticket="CHG-1234", expires=datetime(2026, 11, 29, tzinfo=UTC), lease=date(2026, 12, 1), base="c" * 40,
    nonce="00ff", tool="1.4.0",
)  # fmt: skip


def refusal(data):
    with pytest.raises(NotCanonical) as caught:
        parse_record(data)
    return caught.value.message


def changed(path, value, record=WHOLE):
    """The record's bytes with something else at a path; `...` takes it away."""
    data = json.loads(record.write())
    place = data
    for key in path[:-1]:
        place = place[key]
    if value is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return dump(data)


def test_the_bytes_that_are_signed():
    assert json.loads(WHOLE.write()) == {
        "_type": "https://in-toto.io/Statement/v1",
        "predicateType": "https://foureyes.dev/signoff/v1",
        "subject": [
            {
                "name": "github.com/contoso/infra#id#refs/heads/main",
                "digest": {"iacRiskSet": sha256(f"{'a' * 64}\n{'b' * 64}".encode()).hexdigest()},
            }
        ],
        "predicate": {
            "decision": "accept",
            "role": "reviewer",
            "person": "bob",
            "risks": [
                {
                    "id": "b" * 64,
                    "text": "prod: it is open",
                    "posture": {"a#Kind.setting": [2, "open"], "a#Kind.other": [0, "not set"]},
                },
                {"id": "a" * 64, "text": "prod: it is \u00fcnencrypted", "posture": {}},
            ],
            "reason": "ok",
            "ticket": "CHG-1234",
            "created": "2026-11-22T14:00:05Z",
            "expires": "2026-11-29T00:00:00Z",
            "lease": "2026-12-01",
            "base": "c" * 40,
            "nonce": "00ff",
            "tool": "1.4.0",
        },
    }
    assert WHOLE.write() == dump(json.loads(WHOLE.write()))


def test_what_is_not_said():
    predicate = json.loads(LEAST.write())["predicate"]
    assert (predicate["ticket"], predicate["base"], predicate["nonce"]) == ("", "", "")
    assert predicate["expires"] is None
    assert predicate["lease"] is None
    assert "tool" not in predicate, "records of before it was told stay what they are"


@pytest.mark.parametrize("record", [LEAST, WHOLE, replace(LEAST, risks=())])
def test_read_again(record):
    assert parse_record(record.write()) == record


@pytest.mark.parametrize("decision", Decision)
@pytest.mark.parametrize("role", Role)
def test_everything_that_may_be_said(decision, role):
    record = replace(LEAST, decision=decision, role=role)
    assert parse_record(record.write()) == record


def test_moments_are_told_in_utc():
    here = MOMENT.astimezone(timezone(timedelta(hours=2)))
    assert replace(LEAST, created=here).write() == LEAST.write()


@pytest.fixture
def in_tokyo(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of this process cannot be set")
def test_the_zone_of_the_machine_is_of_no_account(in_tokyo):
    assert json.loads(LEAST.write())["predicate"]["created"] == "2026-11-22T14:00:05Z"
    assert parse_record(LEAST.write()) == LEAST


def test_finding_a_risk():
    assert LEAST.risk("a" * 64) is RISKS[1]
    assert LEAST.risk("c" * 64) is None


NO_RECORD = "it is no record of a sign-off: "
OTHER = "it holds more, or other things, than a record of a sign-off"
FORMAT = "does not match format '%Y-%m-%dT%H:%M:%SZ'"


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (["predicate"], ..., "'predicate'"),
        (["predicate"], [], "list indices must be integers or slices, not str"),
        (["subject"], [], "list index out of range"),
        (["subject", 0, "name"], 7, "7 is no text"),
        (["subject", 0, "name"], None, "None is no text"),
        (["predicate", "decision"], "agree", "'agree' is not a valid Decision"),
        (["predicate", "decision"], None, "None is not a valid Decision"),
        (["predicate", "role"], "boss", "'boss' is not a valid Role"),
        (["predicate", "person"], ["bob"], "['bob'] is no text"),
        (["predicate", "reason"], ..., "'reason'"),
        (["predicate", "reason"], 1, "1 is no text"),
        (["predicate", "ticket"], None, "None is no text"),
        (["predicate", "base"], 1, "1 is no text"),
        (["predicate", "nonce"], 1, "1 is no text"),
        (["predicate", "tool"], 1, "1 is no text"),
        (["predicate", "created"], None, "None is no text"),
        (["predicate", "created"], "2026-11-22", f"time data '2026-11-22' {FORMAT}"),
        (["predicate", "created"], "2026-11-22T14:00:05+0000", f"time data '2026-11-22T14:00:05+0000' {FORMAT}"),
        (["predicate", "expires"], "", f"time data '' {FORMAT}"),
        (["predicate", "expires"], ..., "'expires'"),
        (["predicate", "lease"], "soon", "Invalid isoformat string: 'soon'"),
        (["predicate", "lease"], 7, "fromisoformat: argument must be str"),
        (["predicate", "risks"], None, "'NoneType' object is not iterable"),
        (["predicate", "risks", 0, "id"], 7, "7 is no text"),
        (["predicate", "risks", 0, "text"], None, "None is no text"),
        (["predicate", "risks", 0, "posture"], [], "'list' object has no attribute 'items'"),
        (["predicate", "risks", 0, "posture"], {"a": [1]}, "not enough values to unpack (expected 2, got 1)"),
        (["predicate", "risks", 0, "posture"], {"a": {"b": 1}}, "not enough values to unpack (expected 2, got 1)"),
        (["predicate", "risks", 0, "posture"], {"a": ["1", "x"]}, "'1' is no whole number"),
        (["predicate", "risks", 0, "posture"], {"a": [True, "x"]}, "True is no whole number"),
        (["predicate", "risks", 0, "posture"], {"a": [None, "x"]}, "None is no whole number"),
        (["predicate", "risks", 0, "posture"], {"a": [1, None]}, "None is no text"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_no_record(path, value, fault):
    assert refusal(changed(path, value)) == NO_RECORD + fault


def test_an_id_that_is_no_text_of_this_world():
    """JSON can hold half a character; that nothing can be hashed of it is no accident of ours."""
    assert refusal(changed(["predicate", "risks", 0, "id"], "\ud800")).startswith(f"{NO_RECORD}'utf-8' codec")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["more"], 1), (["_type"], "https://in-toto.io/Statement/v2"), (["_type"], ...), (["predicateType"], "x"),
        (["subject", 0, "digest", "iacRiskSet"], set_digest(["x"])), (["subject", 0, "digest"], {}),
        (["subject", 0, "more"], 1), (["predicate", "more"], 1), (["predicate", "tool"], ""),
        (["predicate", "risks", 0, "more"], 1), (["predicate", "risks"], []),
        (["predicate", "created"], "2026-11-22T14:00:5Z"), (["predicate", "lease"], "20261201"),
    ],
    ids=str,
)  # fmt: skip
def test_more_or_other_things(path, value):
    assert refusal(changed(path, value)) == OTHER


def test_two_subjects_are_one_too_many():
    data = json.loads(WHOLE.write())
    data["subject"].append(data["subject"][0])
    assert refusal(dump(data)) == OTHER


def test_where_a_record_belongs():
    data = LEAST.write()
    assert file_name(data, "bob") == f".foureyes/signoffs/{sha256(data).hexdigest()[:12]}-bob.json"


def test_risks_as_a_record_holds_them():
    risk = Risk(
        RiskKind.EXPOSES, Severity.HIGH, "prod", "r", "safe", "risky", "m", posture={"r#Kind.setting": (1, "open")}
    )
    assert signed_risks([risk, risk], "scope") == (
        SignedRisk(risk.id("scope"), "prod: r: m (safe -> risky)", {"r#Kind.setting": (1, "open")}),
    ) * 2  # fmt: skip
    assert signed_risks([risk], "scope")[0].id != signed_risks([risk], "other")[0].id


def test_no_two_records_are_alike():
    one, two = new_nonce(), new_nonce()
    assert one != two
    assert re.fullmatch(r"[0-9a-f]{16}", one)
