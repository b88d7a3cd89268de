"""Suppressions: how they are written, and what they stand at."""

from datetime import date

import pytest

from foureyes.engine.accepting import Suppressions, Terms
from foureyes.engine.standing import outline_of, stand
from foureyes.engine.suppressions import Scope, Suppression, written
from foureyes.errors import BadSuppression
from foureyes.model.evidence import Answer, Fact
from foureyes.model.finding import Concern, Finding, Ground, Severity
from foureyes.model.place import Place, Source

TODAY = date(2026, 6, 1)
WORDS = 'foureyes: ignore[rule-id] reason="because of this" until=2027-01-31'


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("main.tf", f"# {WORDS}\n"),
        ("main.tf", f"//{WORDS}\n"),
        ("main.tf", f"/* {WORDS} */\n"),
        ("main.tf", f"/*\n * why not\n * {WORDS}\n */\n"),
        ("main.tf", f"x = 1 # {WORDS}\r\n"),
        ("main.bicep", f"// {WORDS}\n"),
        ("main.bicep", f"/* {WORDS} */\n"),
        ("a.bicepparam", f"using 'main.bicep' // {WORDS}\n"),
        ("main.json", f'{{"a": 1 // {WORDS}\n}}'),
        ("main.json", f'{{"a": 1 /* {WORDS} */}}'),
        ("main.yaml", f"a: 1 # {WORDS}\n"),
        ("stack.template", f"a: 1\n# {WORDS}\n"),
    ],
)
def test_every_languages_comments(path, text):
    (one,) = written(Source(path, text))
    assert isinstance(one, Suppression)
    assert (one.rule, one.reason, one.until) == ("rule-id", "because of this", date(2027, 1, 31))
    assert one.place is not None
    assert one.place.text.strip("/*# \r").endswith(WORDS)
    assert "\n" not in one.place.text


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("main.tf", f'x = "{WORDS.replace(chr(34), chr(39))}"\n'),
        ("main.tf", f"x = <<EOT\n# {WORDS}\nEOT\n"),
        ("main.tf", f"x = <<-EOT\n  // {WORDS}\n  EOT\n"),
        ("main.bicep", f"var x = '// {WORDS}'\n"),
        ("main.bicep", f"var x = '''\n// {WORDS}\n'''\n"),
        ("main.json", '{"a": "// foureyes: ignore[rule-id] reason=because"}'),
        ("main.json", '{"a": "\n// foureyes: ignore[rule-id] reason=because\n"}'),
        ("main.yaml", f"a: |\n  # {WORDS}\nb: 1\n"),
        ("main.yaml", f"a: >-\n\n  # {WORDS}\n"),
        ("main.yaml", f"a: '# {WORDS}'\n"),
        ("main.yaml", f'a: "x\n  # {WORDS.replace(chr(34), chr(39))}"\n'),
    ],
)
def test_the_same_words_in_a_text_are_nothing(path, text):
    assert list(written(Source(path, text))) == []


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("foureyes: ignore", "which rule"),
        ("foureyes: ignore[]", "which rule"),
        ("foureyes: ignore[rule-id]", "no reason"),
        ('foureyes: ignore[rule-id] reason=" "', "no reason"),
        ("foureyes: ignore[rule-id] until=2027-01-31", "no reason"),
        ('foureyes: ignore[rule-id] reason="x" until=soon', "no date"),
        ('foureyes: ignore[rule-id] reason="x" until=2027-02-30', "no date"),
        ('foureyes: ignore[rule-id] reason="x" unitl=2027-02-03', "`unitl` is not known"),
        ('foureyes: ignore[rule-id] reason="x" and so on', "not understood"),
        ('foureyes: ignore-everything[rule-id] reason="x"', "not known"),
        ("foureyes: ignroe[rule-id]", "not understood"),
        ("foureyes:ignore rule-id the old way", "which rule"),
        ("foureyes: please ignore this", "not understood"),
    ],
)
def test_what_says_too_little(comment, said):
    (error,) = written(Source("main.tf", f"\n# {comment}\n"))
    assert isinstance(error, BadSuppression)
    assert said in str(error)
    assert str(error).startswith("main.tf:2:1")
    assert "reason=" in error.remedy


def test_a_comment_that_only_speaks_of_it_is_nothing():
    text = (
        "# foureyes: the linter of this repository\n"
        "# a comment like `foureyes: ignore[rule-id]` would hide it\n"
        "# see foureyes: https://example.com\n"
    )
    assert list(written(Source("main.tf", text))) == []


def test_several_rules_and_a_quote_in_the_reason():
    (one, other) = written(Source("main.tf", '# foureyes: ignore[a, b,] reason="the \\"big\\" one"\n'))
    assert (one.rule, other.rule, one.reason) == ("a", "b", 'the "big" one')


TERRAFORM = """\
# above
resource "a" "b" { # header
  # over x
  x = 1 # at x
  /* over y */

  y = [ # at y
    1,
  ]
  # over block
  block {
    z = 1
  } # closing

  # dangling

  # last
}
"""


@pytest.mark.parametrize(
    ("words", "line", "end"),
    [
        ("# above", 2, 18),
        ("# header", 2, 18),
        ("# over x", 4, 4),
        ("# at x", 4, 4),
        ("/* over y */", None, None),
        ("# at y", 7, 9),
        ("# over block", 11, 13),
        ("# closing", None, None),
        ("# dangling", None, None),
        ("# last", None, None),
    ],
)
def test_what_a_comment_stands_at(words, line, end):
    source = Source("main.tf", TERRAFORM)
    start = TERRAFORM.index(words)
    (comment,) = [one for one in outline_of(source).comments if one[0] == start]
    found = stand(source, comment)
    assert (found.line if found else None) == line
    assert (source.position(found.end - 1)[0] if found else None) == end


YAML = """\
Resources:
  # above
  One:
    Type: A
    Properties:
      # over list
      Rules:
        # over first
        - Port: 1
          Cidr: 0
        # over second
        - Port: 2
      # over last
      Last: 1
    # astray
  Two:
    Type: A
"""


@pytest.mark.parametrize(
    ("words", "line", "end"),
    [
        ("# above", 3, 14),
        ("# over list", 7, 12),
        ("# over first", 9, 10),
        ("# over second", 12, 12),
        ("# over last", 14, 14),
        ("# astray", None, None),
    ],
)
def test_what_a_comment_in_yaml_stands_at(words, line, end):
    source = Source("main.yaml", YAML)
    start = YAML.index(words)
    (comment,) = [one for one in outline_of(source).comments if one[0] == start]
    found = stand(source, comment)
    assert (found.line if found else None) == line
    assert (source.position(found.end - 1)[0] if found else None) == end


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("/* over\n   it */ x = 1\n", 2),
        ("/* over it */ x = 1\n", 1),
        ("x = 1 /* at it,\n not at */ y = 2\n", 1),
        ("/* over\n   nothing */ }\n", None),
        ("/* over\n   nothing */\n", None),
        ("# over nothing", None),
        ("# over\n# it\nx = 1", 3),
        ("# over\n/* it */ x = 1", 2),
    ],
)
def test_what_a_comment_with_code_beside_it_stands_at(text, line):
    source = Source("main.bicep" if "/*" in text else "main.tf", text.replace("#", "//") if "/*" in text else text)
    found = stand(source, outline_of(source).comments[0])
    assert (found.line if found else None) == line


def spans(source, *words):
    found = []
    for one in words:
        start = source.text.index(one)
        found.append(Place(source, start, source.text.index("\n}", start) + 2))
    return found


def reach(text, *words):
    source = Source("main.bicep", text)
    (one,) = written(source)
    found, whole = one.home(spans(source, *words))
    return [place.text.split()[0] for place in found], whole


HERE = '// foureyes: ignore[rule-id] reason="fine"'


def test_it_holds_for_the_resource_it_stands_at():
    text = "{}a one = {{\n{}  x: 1\n{}}}\n\nb two = {{\n  x: 1\n}}\n"
    assert reach(text.format(f"{HERE}\n// more\n", "", ""), "a one", "b two") == (["a"], True)
    assert reach(text.format("", f"  {HERE}\n", ""), "a one", "b two") == (["a"], False)
    assert reach(text.format("", f"  {HERE}\n\n", ""), "a one", "b two") == (["a"], True)
    assert reach(text.format("", "", f"  {HERE}\n"), "a one", "b two") == (["a"], True)
    wide = text.format("", f"  {HERE}\n", "").replace("ignore[", "ignore-resource[")
    assert reach(wide, "a one", "b two") == (["a"], True)
    assert reach(wide.replace("ignore-resource[", "ignore-file["), "a one", "b two") == (["a", "b"], True)


def test_a_gap_ends_its_reach():
    assert reach(f"{HERE}\n\na one = {{\n}}\n", "a one") == ([], True)


def test_below_a_decorator_it_is_still_the_header():
    source = Source("main.bicep", f"@description('x')\n{HERE}\nresource a 'x' = {{\n  y: 1\n}}\n")
    (one,) = written(source)
    span = Place(source, 0, source.text.rindex("}") + 1)
    assert one.home([span]) == ([span], True)


def test_where_several_begin_on_a_line_none_is_meant():
    source = Source("main.json", '{"a": {}, "b": {}} // foureyes: ignore[rule-id] reason="which"\n')
    (one,) = written(source)
    first, other = Place(source, 1, 8), Place(source, 10, 17)
    assert one.home([first, other]) == ([], True)
    assert one.home([first, first]) == ([first, first], True), "instances of one declaration"


def test_of_nested_declarations_the_inner_one_is_meant():
    source = Source("main.bicep", f"a one = {{\n  b two = {{\n    x: 1 {HERE}\n  }}\n  y: 2\n}}\n")
    (one,) = written(source)
    outer = Place(source, 0, source.text.rindex("}") + 1)
    inner = Place(source, source.text.index("b two"), source.text.index("  }") + 3)
    assert one.home([outer, inner]) == ([inner], False)


def terms(**said):
    return Terms.of(said, TODAY)


def one(**said):
    return Suppression("rule-id", "fine", "main.tf", source="foureyes.toml:1", **said)


@pytest.mark.parametrize(
    ("said", "until", "refused"),
    [
        ({}, None, ""),
        ({"forbid_suppressions": True}, None, "forbids suppressions"),
        ({"forbid_suppressions": ["rule-id"]}, None, "forbids suppressing rule-id"),
        ({"forbid_suppressions": ["other"]}, None, ""),
        ({"require_until": True}, None, "has no end"),
        ({"require_until": True}, date(2030, 1, 1), ""),
        ({"max_days": 30}, None, "has no end"),
        ({"max_days": 30}, date(2026, 7, 1), ""),
        ({"max_days": 30}, date(2026, 7, 2), "more than 30 days"),
    ],
)
def test_what_the_configuration_allows(said, until, refused):
    assert refused in terms(**said).refusal(one(until=until))
    assert bool(refused) == bool(terms(**said).refusal(one(until=until)))


def test_unknown_rules_are_faults_with_a_suggestion():
    known = Suppressions([one(), Suppression("rule-ib", "fine", "main.tf", source="foureyes.toml:5")], terms())
    assert [str(error) for error in known.unknown({"rule-id"})] == [
        "foureyes.toml:5: there is no rule 'rule-ib' to suppress (did you mean rule-id?)"
    ]


def test_the_last_day_counts():
    assert not one(until=TODAY).is_over(TODAY)
    assert one(until=date(2026, 5, 31)).is_over(TODAY)


def test_scopes_are_told_apart():
    text = "".join(f'# foureyes: {verb}[a] reason="b"\n' for verb in ("ignore", "ignore-resource", "ignore-file"))
    assert [one.scope for one in written(Source("a.tf", text))] == [Scope.SETTING, Scope.RESOURCE, Scope.FILE]


@pytest.mark.parametrize(
    ("path", "resource", "at", "address", "names"),
    [
        ("main.tf", "", "main.tf", "a.b", True),
        ("main.tf", "a.b", "main.tf", "a.b", True),
        ("main.tf", "a.b", "main.tf", "a.c", False),
        ("main.tf", "", "other.tf", "a.b", False),
        ("live", "", "live/dev/main.tf", "a.b", True),
        ("*.bicep", "", "live/main.tf", "a.b", False),
    ],
)
def test_the_configuration_names_a_finding_by_path_and_address(path, resource, at, address, names):
    assert Suppression("rule-id", "fine", path, resource=resource).names(at, address) is names


@pytest.mark.parametrize(
    ("line", "resource", "holds"),
    [(2, "", True), (2, "a", True), (2, "other", False), (3, "a", False), (0, "a", False)],
)
def test_a_comment_holds_what_decides_there_in_the_findings_own_declaration(line, resource, holds):
    source = Source("main.bicep", f"a one = {{\n  x: 1 {HERE}\n  y: 2\n}}\n")
    (one,) = written(source)
    lines = source.line_starts
    deciding = Place(source, lines[line - 1] + 2, lines[line - 1] + 3) if line else None
    ground = Ground(
        Answer.YES, Place(source, lines[2] + 2, lines[2] + 3), (Fact("it is", deciding, (), "", resource),), "", ()
    )
    finding = Finding(
        "rule-id", Concern.PUBLIC_ACCESS, Severity.LOW, Answer.YES, "message", "a", "t", ".", "bicep",
        ground.place, Place(source, 0, len(source.text)), ground.facts,
    )  # fmt: skip
    assert one.holds(ground, finding) is holds


def test_behind_the_end_of_a_declaration_it_is_about_nothing():
    assert reach(f"a one = {{\n}}{HERE}\n", "a one") == ([], True)
    assert reach(f"a one = {{\n}} {HERE}\n", "a one") == ([], True)
