"""What a cache keeps of a picture, and what it does not take for one."""

import json

import pytest

from foureyes.errors import FoureyesError
from foureyes.gate.picture_data import Piece, read, written
from tests.gate.drawn import NO, UNSURE, YES, judged, level, part, picture
from tests.gate.test_noise import BUCKET, LOCK
from tests.gate.test_threats_disguise import MODULE

FILES = {
    "infra/prod/a/main.tf": BUCKET,
    "infra/prod/b/main.tf": LOCK,
    "infra/prod/c/main.tf": MODULE,
    "infra/prod/d/main.tf": 'resource "aws_s3_bucket" {}\n',
}


def again(piece):
    """A piece as it comes back from a file."""
    return read(json.loads(json.dumps(written(piece))))


def test_everything_that_was_judged_comes_back(trees):
    whole = trees.picture(FILES)
    assert whole.judgements
    assert whole.protective
    assert whole.gaps
    assert whole.unreadable
    spans = [("aws_s3_bucket.data", "infra/prod/a/main.tf", 3, 40), ("l", "infra/prod/b/main.tf", 0, 7)]
    back = again(Piece(whole, spans))
    assert back.picture.judgements == whole.judgements
    assert list(back.picture.judgements) == list(whole.judgements)
    assert back.picture.protective == whole.protective
    assert {type(one) for one in back.picture.protective.values()} == {type(one) for one in whole.protective.values()}
    assert back.picture.gaps == whole.gaps
    assert back.picture.unreadable == whole.unreadable
    assert back.spans == spans


def test_every_field_of_a_judgement_comes_back():
    one = judged(
        part(YES, level(1), level(0, resource="b"), when="x is 1"), part(NO, level(1)), part(UNSURE),
        address="b", rule="r", root="root", folder="folder", deployment="d", type="t", name="n", path="p", message="m",
    )  # fmt: skip
    (back,) = again(Piece(picture(one))).picture.judgements.values()
    assert back == one
    assert back.parts[0].levels[0] is back.parts[1].levels[0], "equal levels are kept once"


def test_levels_are_numbered_once():
    made = picture(judged(part(NO, level(0), level(1))), judged(part(NO, level(1), level(0)), address="b"))
    data = written(Piece(made))
    assert len(data["levels"]) == 2
    assert [one[-1][0][2] for one in data["judgements"]] == [[0, 1], [1, 0]]


DAMAGES = {
    "no judgements": lambda data: data.pop("judgements"),
    "no levels": lambda data: data.pop("levels"),
    "no faults": lambda data: data.pop("unreadable"),
    "no gaps": lambda data: data.pop("gaps"),
    "no protection": lambda data: data.pop("protective"),
    "no spans": lambda data: data.pop("spans"),
    "a level that is short": lambda data: data["levels"][0].pop(),
    "a level too many": lambda data: data["levels"][0].append("x"),
    "a judgement that is short": lambda data: data["judgements"][0].pop(),
    "an answer that is none": lambda data: data["judgements"][0][-1][0].__setitem__(0, "maybe"),
    "a concern that is none": lambda data: data["judgements"][0].__setitem__(7, "maybe"),
    "a severity that is none": lambda data: data["judgements"][0].__setitem__(8, 99),
    "a level by a word": lambda data: data["judgements"][0][-1][0].__setitem__(2, ["x"]),
    "a shield that is short": lambda data: data["protective"].append(["root", "type"]),
    "a span that is short": lambda data: data["spans"].append(["a", "b", 1]),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_is_not_taken_for_a_picture(damage):
    data = json.loads(json.dumps(written(Piece(picture(judged(part(NO, level(0))))))))
    assert read(data).picture.judgements
    DAMAGES[damage](data)
    with pytest.raises((KeyError, TypeError, ValueError)):
        read(data)


def test_a_piece_that_failed_is_not_kept():
    assert Piece().is_lasting
    crashed, broken, unread = Piece(), Piece(), Piece()
    crashed.picture.crashed.add("a.tf")
    broken.picture.broken.append(FoureyesError("a rule"))
    unread.picture.unreadable["a.tf"] = "no text"
    assert not crashed.is_lasting
    assert not broken.is_lasting
    assert unread.is_lasting, "a file that cannot be read is the same another time"
