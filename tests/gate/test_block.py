"""Sign-offs in comments: the text that is pasted, and what of a comment is one."""

import pytest

from foureyes.gate.block import block, blocks

RECORD = b'{\n "a": 1\n}\n'
SIGNATURE = b"-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n"
TEXT = (
    '```foureyes-signoff\n{\n "a": 1\n}\n-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n```\n'
)  # fmt: skip


def test_the_text_to_paste():
    assert block(RECORD, SIGNATURE) == TEXT
    assert list(blocks(TEXT)) == [(RECORD, SIGNATURE)]


@pytest.mark.parametrize(
    "text",
    [
        TEXT.rstrip("\n"), TEXT.replace("\n", "\r\n"), f"Looked at it.\n\n{TEXT}\nBob", f"{TEXT}```\n",
        TEXT.replace("signoff\n", "signoff \t\n"), TEXT.replace("```\n", "``` \n"),
    ],
)  # fmt: skip
def test_what_surrounds_it_is_of_no_account(text):
    assert list(blocks(text)) == [(RECORD, SIGNATURE)]


def test_several():
    assert list(blocks(TEXT + TEXT)) == [(RECORD, SIGNATURE)] * 2
    assert list(blocks(f"{TEXT}between\n{TEXT.replace('1', '2')}")) == [
        (RECORD, SIGNATURE),
        (RECORD.replace(b"1", b"2"), SIGNATURE),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "", "LGTM", TEXT.replace("```\n", ""), TEXT.replace("foureyes-signoff", "json"), f"> {TEXT}", f" {TEXT}",
        TEXT.replace("foureyes-signoff", "foureyes-signoff2"), TEXT.replace("\n```", "\n ```"),
    ],
)  # fmt: skip
def test_what_is_none(text):
    assert list(blocks(text)) == []


def test_without_a_signature_none_is_proven():
    assert list(blocks("```foureyes-signoff\nx\n```")) == [(b"x\n", b"")]
    assert list(blocks("```foureyes-signoff\n```")) == [(b"", b"")]


def test_the_signature_begins_where_it_first_says_so():
    head = "-----BEGIN SSH SIGNATURE-----\n"
    assert list(blocks(f"```foureyes-signoff\nx\n{head}y\n{head}z\n```")) == [
        (b"x\n", f"{head}y\n{head}z\n".encode()),
    ]


def test_half_characters_are_no_reason_to_fail():
    assert list(blocks("```foureyes-signoff\n\ud800\n-----BEGIN SSH SIGNATURE-----\n\ud800\n```")) == [
        (b"?\n", b"-----BEGIN SSH SIGNATURE-----\n?\n")
    ]
