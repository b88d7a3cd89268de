"""Rules are functions whose docstring holds their texts."""

import pytest

from foureyes.errors import BadUsage
from foureyes.model.evidence import yes
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, PUBLIC_ACCESS, rule


class Thing(Kind):
    pass


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("PEER_1",), profile="hardening")
def thing_is_open(thing: Thing):
    """A thing is
    open.

    Why: everybody: can come in.

    Even at night.

    Fix: close it.

    Note: nobody reads this.
    """
    return yes(f"{thing} is open")


@rule(PUBLIC_ACCESS, Severity.LOW)
def bare(thing: "Thing"):
    return yes("bare")


def test_name_and_module_come_from_the_function():
    assert (thing_is_open.id, thing_is_open.module) == ("thing-is-open", __name__)
    assert repr(thing_is_open) == "Rule(thing-is-open)"


def test_what_is_told_is_kept():
    told = (thing_is_open.concern, thing_is_open.severity, thing_is_open.equivalents, thing_is_open.profile)
    assert told == (PUBLIC_ACCESS, Severity.HIGH, ("PEER_1",), "hardening")
    assert (bare.equivalents, bare.profile) == ((), "default")


def test_a_rule_is_made_of_a_function_and_what_is_told():
    def some_open_thing(thing: Thing):
        return yes("open")

    made = rule(ENCRYPTION_AT_REST, Severity.MEDIUM, equivalents=("PEER_2",), profile="retention")(some_open_thing)
    assert (made.id, made.module, made.function) == ("some-open-thing", __name__, some_open_thing)
    assert (made.concern, made.severity) == (ENCRYPTION_AT_REST, Severity.MEDIUM)
    assert (made.equivalents, made.profile) == (("PEER_2",), "retention")


def test_a_paragraph_after_the_message_belongs_to_no_section():
    @rule(PUBLIC_ACCESS, Severity.LOW)
    def odd(thing: Thing):
        """Odd.

        More of it.

        Why: so.
        """
        return yes("odd")

    assert (odd.message, odd.why, odd.fix) == ("Odd.", "so.", "")


def test_texts_are_sections_of_the_docstring():
    assert thing_is_open.message == "A thing is open."
    assert thing_is_open.why == "everybody: can come in.\n\nEven at night."
    assert thing_is_open.fix == "close it."


def test_without_a_docstring_the_id_is_the_message():
    assert (bare.message, bare.why, bare.fix) == ("bare", "", "")


def test_the_annotation_names_the_kind_also_as_a_text():
    assert thing_is_open.kind is bare.kind is Thing


def test_a_rule_asks_its_function():
    assert [fact.text for fact in thing_is_open("it").outcome().facts] == ["it is open"]


def test_one_annotated_parameter_is_needed():
    @rule(PUBLIC_ACCESS, Severity.LOW)
    def odd(one: Thing, two: Thing):
        return yes("odd")

    with pytest.raises(BadUsage, match="rule odd must have exactly one annotated parameter") as raised:
        _ = odd.kind
    assert raised.value.path == __name__


@pytest.mark.parametrize(
    ("given", "named", "wanted"),
    [
        (("public-access", Severity.LOW), {}, "Concern"),
        ((PUBLIC_ACCESS, "low"), {}, "Severity"),
        ((PUBLIC_ACCESS, Severity.LOW), {"equivalents": "PEER_1"}, "tuple"),
        ((PUBLIC_ACCESS, Severity.LOW), {"profile": None}, "str"),
    ],
)
def test_a_wrong_argument_is_refused_at_once(given, named, wanted):
    with pytest.raises(TypeError, match=f"is no {wanted}"):
        rule(*given, **named)
