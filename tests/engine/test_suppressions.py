"""Suppressions: comments that accept a finding."""

from datetime import date

import pytest

from foureyes.engine.suppressions import Suppression, Suppressions, written
from foureyes.errors import UnreadableSource
from foureyes.model.place import Place, Source

TODAY = date(2026, 6, 1)
TEXT = """\
{mark}
# more words

resource "a" "b" {{
  x = 1
}}

resource "a" "c" {{
  x = 1 {mark}
}}
"""


def source(text, path="main.tf"):
    return Source(path, text)


def span(of, words):
    start = of.text.index(words)
    return Place(of, start, of.text.index("}", start) + 1)


@pytest.mark.parametrize("opener", ["# ", "//", "/* ", "  # "])
def test_every_languages_comments(opener):
    (one,) = written(source(f"{opener}foureyes:ignore rule-id because of this until=2027-01-31 */\n"))
    assert (one.rule, one.reason, one.until) == ("rule-id", "because of this", date(2027, 1, 31))


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("# foureyes:ignore", "which rule"),
        ("# foureyes:ignore rule-id", "no reason"),
        ("# foureyes:ignore rule-id until=2027-01-31", "no reason"),
        ("# foureyes:ignore rule-id reason until=soon", "no date"),
    ],
)
def test_what_says_too_little(comment, said):
    (error,) = written(source(comment))
    assert isinstance(error, UnreadableSource)
    assert said in str(error)
    assert str(error).startswith("main.tf:1:1")


def test_text_outside_comments_is_nothing():
    assert list(written(source('x = "foureyes:ignore rule reason"\n'))) == []


def suppressions(*known, today=TODAY):
    return Suppressions(known, {"rule-id"}, today)


def test_it_holds_for_the_resource_it_stands_at():
    of = source(
        "# foureyes:ignore rule-id fine\n# more\nresource b {\n}\n\nresource c {\n # foureyes:ignore rule-id ok\n}\n"
    )
    all_of_them = suppressions(*written(of))
    assert all_of_them.hides("rule-id", "b", span(of, "resource b"))
    assert all_of_them.hides("rule-id", "c", span(of, "resource c"))
    assert not all_of_them.hides("other", "b", span(of, "resource b"))
    first = suppressions(next(iter(written(of))))
    assert not first.hides("rule-id", "c", span(of, "resource c"))


def test_a_gap_ends_its_reach():
    of = source("# foureyes:ignore rule-id fine\n\nresource b {\n}\n")
    assert not suppressions(*written(of)).hides("rule-id", "b", span(of, "resource b"))


def test_the_configuration_speaks_for_files_without_comments():
    of = source("resource b {\n}\n", "infra/a.json")
    whole = Suppression("rule-id", "fine", "infra/*.json")
    one = Suppression("rule-id", "fine", "infra/**", resource="b")
    assert suppressions(whole).hides("rule-id", "x", span(of, "resource b"))
    assert suppressions(one).hides("rule-id", "b", span(of, "resource b"))
    assert not suppressions(one).hides("rule-id", "c", span(of, "resource b"))


def test_ended_unused_and_unknown():
    of = source("resource b {\n}\n")
    ended = Suppression("rule-id", "fine", "main.tf", until=date(2026, 1, 1))
    unused = Suppression("rule-id", "fine", "elsewhere.tf")
    unknown = Suppression("rule-ib", "fine", "main.tf")
    found = suppressions(ended, unused, unknown)
    assert found.hides("rule-id", "b", span(of, "resource b")) is None
    assert [str(one) for one in found.errors()] == [
        "main.tf: there is no rule 'rule-ib' to suppress (did you mean rule-id?)"
    ]
    told = list(found.warnings())
    assert "ended on 2026-01-01" in told[0]
    assert "hides nothing" in told[1]
