"""One spelling for what is hashed and signed: down to the byte, and without a secret in it."""

from hashlib import sha256

import pytest

from foureyes.gate.canonical import MAX_BYTES, NotCanonical, digest, dump, load, spelled
from foureyes.model.decision import Choice, Concealed, Condition
from foureyes.model.value import Absent, Known, ListValue, MapValue, Unknown

DATA = {"b": [1, True, None, "\u00fc\n"], "a": {}, "c": -7}
WRITTEN = b'{\n "a": {},\n "b": [\n  1,\n  true,\n  null,\n  "\\u00fc\\n"\n ],\n "c": -7\n}\n'
OTHER = "not in the canonical form, or a key stands twice"


def refusal(data):
    with pytest.raises(NotCanonical) as caught:
        load(data)
    return caught.value.message


def test_one_form():
    assert dump(DATA) == WRITTEN
    assert dump({"c": -7, "a": {}, "b": DATA["b"]}) == WRITTEN
    assert load(WRITTEN) == DATA
    assert digest(DATA) == sha256(WRITTEN).hexdigest()


def test_numbers_that_are_none_are_not_written():
    with pytest.raises(ValueError, match="not JSON compliant"):
        dump(float("nan"))


@pytest.mark.parametrize(
    "data",
    [
        WRITTEN[:-1], WRITTEN + b"\n", b" " + WRITTEN, WRITTEN.replace(b"\n", b"\r\n"), WRITTEN.replace(b" 1", b" 01 "),
        b'{"a": 1}\n', b'{\n "a": 1,\n "a": 1\n}\n', b'{\n "b": 1,\n "a": 1\n}\n', b'"\\u00FC"\n', b"-0\n", b'"\\/"\n',
    ],
)  # fmt: skip
def test_the_same_in_another_form(data):
    told = refusal(data)
    assert told == OTHER or told.startswith("no valid JSON: Expecting")


@pytest.mark.parametrize("data", [b'{"a": 1}\n', b'{\n "a": 1,\n "a": 1\n}\n', b"-0\n", b"1"])
def test_how_another_form_is_told(data):
    assert refusal(data) == OTHER


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "Expecting value: line 1 column 1 (char 0)"),
        (b"1.5\n", "the number 1.5 is not allowed"),
        (b"1e3\n", "the number 1e3 is not allowed"),
        (b"NaN\n", "the number NaN is not allowed"),
        (b"-Infinity\n", "the number -Infinity is not allowed"),
        ('"\u00fc"\n'.encode(), "'ascii' codec can't decode byte 0xc3 in position 1: ordinal not in range(128)"),
    ],
)
def test_what_is_no_json_of_ours(data, fault):
    assert refusal(data) == f"no valid JSON: {fault}"


def test_what_is_too_deep():
    assert refusal(b"[" * 100_000).startswith("no valid JSON: ")


def test_the_longest_that_is_read():
    longest = dump("x" * (MAX_BYTES - 3))
    assert len(longest) == MAX_BYTES
    assert load(longest) == "x" * (MAX_BYTES - 3)
    assert refusal(dump("x" * (MAX_BYTES - 2))) == "larger than 1,000,000 bytes"


# Values.


def either(equals, then="a", otherwise="b"):
    return Choice(Condition("var.x", equals), Known(then), Known(otherwise))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Known("x"), "x"),
        (Known(True), "true"),
        (Known(0), "0"),
        (Known(1.5), "1.5"),
        (Known(""), ""),
        (Absent(), "not set"),
        (Unknown("why"), "unknown"),
        (Unknown("why", subject="var.x"), "unknown (var.x)"),
        (Unknown("why", subject=""), "unknown"),
        (ListValue([]), "[]"),
        (ListValue([Known(1), Absent()]), "[1, not set]"),
        (ListValue([Known(1)], open=True), "[1, \u2026]"),
        (ListValue([], open=True), "[, \u2026]"),
        (MapValue({}), "{}"),
        (MapValue({"b": Known(1), "a": ListValue([Known(2)])}), "{a: [2], b: 1}"),
        (MapValue({"b": Known(1)}, open=True), "{b: 1, \u2026}"),
        (either("dev"), "a if var.x is dev, else b"),
        (either(True), "a if var.x is True, else b"),
        (either(None), "a if var.x is None, else b"),
        (Choice(Condition("var.x", "1"), Known("a"), either("2")), "a if var.x is 1, else a if var.x is 2, else b"),
    ],
)
def test_values_as_text(value, told):
    assert spelled(value) == told


@pytest.mark.parametrize(
    "value",
    [Known("x", secret=True), Unknown("why", subject="x", secret=True), ListValue([Known("x")], secret=True),
     MapValue({"x": Known("x")}, secret=True), Absent(secret=True)],
    ids=lambda one: type(one).__name__,
)  # fmt: skip
def test_a_secret_is_not_told(value):
    assert spelled(value) == "a secret"
    assert spelled(ListValue([value])) == "[a secret]"


def test_what_a_secret_is_compared_with_is_not_told():
    assert spelled(either(Concealed("hunter2"))) == "a if var.x is a certain secret, else b"


def test_a_secret_in_a_test_gets_nowhere(world):
    """Neither into what a reviewer is shown, nor into the file that is signed."""
    world.branch()
    world.write(
        "infra/prod/a.tf",
        'variable "key" {\n  sensitive = true\n}\n'
        'resource "azurerm_storage_account" "a" {\n  name = "contosox"\n'
        '  allow_nested_items_to_be_public = var.key == "hunter2" ? true : false\n'
        '  min_tls_version = var.key == "hunter2" ? "TLS1_0" : "TLS1_2"\n}\n',
    )
    world.commit()
    for command in (("check",), ("check", "--json"), ("show",)):
        told = world.gate(*command, "--base", "main").out
        assert "min_tls_version" in told
        assert "hunter2" not in told
    assert world.sign("bob").code == 0
    (record,) = world.records()
    assert "a certain secret" in record.read_text()
    assert "hunter2" not in record.read_text()


def test_a_long_value_is_told_by_its_hash():
    assert spelled(Known("x" * 200)) == "x" * 200
    assert spelled(Known("x" * 201)) == f"sha256:{sha256(b'x' * 201).hexdigest()}"
    many, told = ListValue([Known("\u00fc" * 60)] * 4), ", ".join(["\u00fc" * 60] * 4)
    assert spelled(many) == f"sha256:{sha256(f'[{told}]'.encode()).hexdigest()}"


def test_a_long_value_of_half_characters():
    """As JSON may hold them."""
    text = "\ud800" * 201
    assert spelled(Known(text)) == f"sha256:{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"
