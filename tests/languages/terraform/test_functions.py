"""Functions of what is known in part: what hangs on a condition, what is unknown, what is refused."""

import pytest

from foureyes.languages.terraform.functions import call
from foureyes.languages.terraform.functions.context import FunctionContext
from foureyes.languages.terraform.functions.failure import Failure
from foureyes.languages.terraform.functions.number import add, divide, number_text, parse_number
from foureyes.languages.terraform.functions.types import ANY, BOOL, NUMBER, STRING, ListOf, MapOf, ObjectOf, convert
from foureyes.model.document import as_document
from foureyes.model.place import Place, Source
from foureyes.model.value import (
    Absent,
    Choice,
    Condition,
    Known,
    ListValue,
    MapValue,
    Reference,
    Step,
    Unknown,
)
from foureyes.sources.bound import Bound
from foureyes.sources.working_tree import WorkingTree

HERE = FunctionContext(place=Place(Source("main.tf", "call()"), 0, 6))
BUCKET = Reference("aws_s3_bucket.b", "id")
IN_DEV = Condition("var.env", "dev")


def f(name, *arguments, context=HERE, expand=False):
    return call(name, list(arguments), context, expand)


def of(*items):
    return ListValue([item if hasattr(item, "place") or isinstance(item, Choice) else Known(item) for item in items])


def unknown(**more):
    return Unknown("nobody knows", **more)


# Decisions


def test_a_decision_is_followed_case_by_case():
    assert f("upper", Choice(IN_DEV, Known("a"), Known("b"))) == Choice(IN_DEV, Known("A"), Known("B"))


def test_a_decision_inside_an_operand_is_followed_too():
    joined = f("join", Known("-"), of("x", Choice(IN_DEV, Known("a"), Known("b"))))
    assert joined == Choice(IN_DEV, Known("x-a"), Known("x-b"))


def test_equal_decisions_stay_together():
    env = Choice(IN_DEV, Known("a"), Known("b"))
    assert f("format", Known("%s%s"), env, env) == Choice(IN_DEV, Known("aa"), Known("bb"))


def test_cases_that_agree_are_one():
    assert f("length", Choice(IN_DEV, of("a"), of("b"))) == Known(1)


def test_too_many_cases_are_unknown():
    items = [Choice(Condition(f"var.v{number}", True), Known("a"), Known("b")) for number in range(40)]
    assert isinstance(f("join", Known(""), ListValue(items)), Unknown)


def test_contains_asks_about_what_is_unknown():
    answer = f("contains", of("dev", "prod"), unknown(subject="var.env"))
    assert answer == Choice(IN_DEV, Known(True), Choice(Condition("var.env", "prod"), Known(True), Known(False)))


# What is unknown


def test_an_unknown_result_keeps_the_references():
    value = f("upper", unknown(references=(BUCKET,)))
    assert isinstance(value, Unknown)
    assert value.references == (BUCKET,)
    assert value.place == HERE.place


def test_equal_calls_on_unknowns_have_equal_subjects():
    assert f("substr", unknown(subject="var.x"), Known(0), Known(3)).subject == "substr(var.x, 0, 3)"


def test_concat_with_an_unknown_list_keeps_what_is_known():
    value = f("concat", of("0.0.0.0/0"), unknown())
    assert value.items == (Known("0.0.0.0/0"),)
    assert value.open


def test_merge_with_an_unknown_map_keeps_keys_but_not_values():
    value = f("merge", MapValue({"a": Known(1)}), unknown(), MapValue({"b": Known(2)}))
    assert value.open
    assert isinstance(value.get("a"), Unknown)
    assert value.get("b") == Known(2)
    assert isinstance(value.get("c"), Unknown)


def test_lookup_in_an_open_map_gives_no_default():
    assert isinstance(f("lookup", MapValue({}, open=True), Known("a"), Known(1)), Unknown)


@pytest.mark.parametrize(("name", "first"), [("coalesce", unknown()), ("coalesce", unknown(parts=("", unknown())))])
def test_coalesce_with_an_unknown_first_is_unknown(name, first):
    assert isinstance(f(name, first, Known("b")), Unknown)


def test_coalesce_takes_a_text_that_is_surely_not_empty():
    text = unknown(parts=("x-", unknown()))
    assert f("coalesce", text, Known("b")) is text


def test_join_and_format_leave_gaps():
    gap = unknown(references=(BUCKET,))
    assert f("join", Known(","), of("a", gap, "b")).parts == ("a,", gap, ",b")
    assert f("format", Known("arn:%s/%d"), gap, Known(5)).parts == ("arn:", gap, "/5")
    assert f("format", Known("arn:%s"), gap).references == (BUCKET,)


def test_what_is_known_of_a_text_answers_questions_about_it():
    text = unknown(parts=("logs-", unknown(), "-eu"))
    assert f("startswith", text, Known("lo")) == Known(True)
    assert f("startswith", text, Known("x")) == Known(False)
    assert isinstance(f("startswith", text, Known("logs-a")), Unknown)
    assert f("endswith", text, Known("eu")) == Known(True)
    assert f("strcontains", text, Known("gs-")) == Known(True)
    assert isinstance(f("strcontains", text, Known("x")), Unknown)
    assert f("upper", text).parts[0] == "LOGS-"


def test_setproduct_and_zipmap_of_unknown_elements_keep_them():
    gap = unknown()
    assert f("setproduct", of("a"), of(gap)).items[0].items == (Known("a"), gap)
    assert f("zipmap", of("a"), of(gap)).get("a") is gap


# Documents


def test_a_document_keeps_the_places_inside():
    place = Place(Source("main.tf", '{ Effect = "Allow" }'), 11, 18)
    value = f("jsonencode", MapValue({"Effect": Known("Allow", place)}))
    assert value.scalar == '{"Effect":"Allow"}'
    assert value.document.get("Effect").place == place
    assert f("jsondecode", value).get("Effect").place == place


def test_a_half_known_document_is_known_in_part():
    gap = unknown(references=(BUCKET,))
    value = f("jsonencode", MapValue({"Resource": gap, "Effect": Known("Allow")}))
    assert isinstance(value, Unknown)
    assert value.document.get("Effect") == Known("Allow")
    assert value.references == (BUCKET,)
    assert value.parts[0] == '{"Effect":"Allow","Resource":'
    assert value.may_be('{"Effect":"Allow","Resource":"x"}')
    assert not value.may_be('{"Effect":"Deny","Resource":"x"}')
    assert f("jsondecode", value).get("Resource") is gap


def test_a_json_file_has_its_own_places(tmp_path):
    (tmp_path / "policy.json").write_text('{\n  "Effect": "Allow"\n}\n', encoding="utf-8")
    context = FunctionContext(tree=WorkingTree(), root=str(tmp_path), files=set())
    value = f("file", Known("policy.json"), context=context)
    place = as_document(value).get("Effect").place
    assert (place.path, place.line) == (str(tmp_path / "policy.json"), 2)
    assert context.files == {str(tmp_path / "policy.json")}


@pytest.mark.parametrize("path", ["/etc/passwd", "../../outside.txt", "~/secret"])
def test_files_outside_of_the_bound_are_not_read(tmp_path, path):
    tree = WorkingTree()
    tree.bound = Bound([str(tmp_path)])
    context = FunctionContext(tree=tree, root=str(tmp_path / "root"))
    value = f("file", Known(path), context=context)
    assert isinstance(value, Unknown)
    assert not isinstance(value, Failure)


# Errors


def test_try_falls_through_errors_that_are_certain():
    assert f("try", Failure("no"), ListValue([Failure("no")]), Known("x")) == Known("x")
    assert isinstance(f("try", Failure("no")), Failure)


def test_try_takes_an_attribute_of_a_resource():
    value = unknown(references=(BUCKET,))
    assert f("try", value, Known("x")) is value


def test_try_is_one_of_several_where_it_cannot_be_told():
    value = f("try", unknown(subject="var.x.y"), Known("x"))
    assert value == Choice(Condition("can(var.x.y)", True), value.then, Known("x"))


def test_try_without_a_name_for_what_is_unknown_is_unknown():
    value = f("try", unknown(), Known("x", references=(BUCKET,)))
    assert isinstance(value, Unknown)
    assert value.references == (BUCKET,)


def test_a_text_whose_gap_may_fail_is_no_sure_success():
    value = f("try", unknown(parts=("safe-", unknown(subject="var.x.y"))), Known("public"))
    assert not isinstance(value, Unknown) or value.may_be("public")


def test_can_is_unknown_for_what_is_unknown():
    assert f("can", Failure("no")) == Known(False)
    assert f("can", Known(1)) == Known(True)
    assert isinstance(f("can", unknown(references=(BUCKET,))), Unknown)


def test_failures_go_through_every_function():
    failure = Failure("no")
    assert f("upper", failure) is failure
    assert f("concat", of("a"), ListValue([failure])) is failure


def test_unknown_functions():
    assert isinstance(f("nonsense"), Failure)
    provided = f("provider::aws::arn_parse", Known("x"))
    assert isinstance(provided, Unknown)
    assert not isinstance(provided, Failure)


def test_an_unknown_number_of_arguments():
    assert f("merge", MapValue({"a": Known(1)}), unknown(), expand=True).open
    assert isinstance(f("max", Known(1), unknown(), expand=True), Unknown)
    assert not isinstance(f("format", Known("%s"), unknown(), expand=True), Failure)
    assert isinstance(f("max", Known(1), Known(2), expand=True), Failure)


# Circumstances


def test_secrets_stay_secret():
    assert f("upper", Known("a", secret=True)).secret
    assert f("join", Known(""), ListValue([Known("a", secret=True)])).secret
    assert not f("nonsensitive", f("sensitive", MapValue({"a": Known(1)}))).get("a").secret


def test_trails_and_references_of_operands_are_kept():
    step = Step("`var.name` is x")
    value = f("lower", Known("X", None, (step,), (BUCKET,)))
    assert (value.trail, value.references, value.place) == ((step,), (BUCKET,), HERE.place)


def test_what_is_handed_on_keeps_its_place():
    one = Known("a", Place(Source("main.tf", "a"), 0, 1))
    assert f("element", of(one), Known(0)) is one
    assert f("concat", of(one), of("b")).items[0] is one


# Bounds


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("regex", [Known("(a*)*b"), Known("a" * 5000)]),
        ("regex", [Known("((a{0,100}){0,100}){0,100}"), Known("a" * 100)]),
        ("regexall", [Known("(x+x+)+y"), Known("x" * 3000)]),
        ("pow", [Known(10), Known(10**9)]),
        ("tonumber", [Known("1e999999999")]),
        ("setproduct", [of(*range(100))] * 5),
        ("range", [Known(10**9)]),
        ("format", [Known("%d"), Known(10**3900)]),
        ("jsondecode", [Known("[" * 100_000)]),
        ("yamldecode", [Known("[" * 100_000)]),
        ("base64gunzip", [Known("H4sIAAAAAAAA/")]),
    ],
)
def test_hostile_calls_end_soon(name, arguments):
    assert f(name, *arguments) is not None


# Numbers and types


def test_numbers_have_the_digits_of_terraform():
    assert number_text(add(0.1, 0.2)) == "0.3"
    assert len(number_text(divide(1, 3))) == 157
    assert number_text(parse_number("1e-7")) == "0.0000001"
    assert divide(6, 3) == 2
    assert type(divide(6, 3)) is int


def test_conversion_to_an_object_fills_in_defaults():
    wanted = ObjectOf({"a": STRING, "b": NUMBER, "c": ListOf(BOOL)}, {"b": Known("5"), "c": None})
    value = convert(MapValue({"a": Known(1), "x": Known(2)}), wanted)
    assert value == MapValue({"a": Known("1"), "b": Known(5), "c": Absent()})


def test_conversion_refuses_what_terraform_refuses():
    assert isinstance(convert(MapValue({}), ObjectOf({"a": STRING})), Failure)
    assert isinstance(convert(Known("x"), NUMBER), Failure)
    assert isinstance(convert(Known("x"), ListOf(ANY)), Failure)
    assert isinstance(convert(of("a", of("b")), ListOf(STRING)), Failure)


def test_conversion_leaves_what_is_unknown():
    gap = unknown(subject="var.x")
    assert convert(gap, MapOf(STRING)) is gap
    assert convert(MapValue({"a": gap}), MapOf(STRING)).get("a") is gap


# What OpenTofu adds


@pytest.mark.parametrize(
    ("name", "arguments", "result"),
    [
        ("cidrcontains", ["10.0.0.0/8", "10.1.0.0/16"], True),
        ("cidrcontains", ["10.0.0.0/8", "11.0.0.1"], False),
        ("cidrcontains", ["fe80::/10", "10.0.0.1"], False),
        ("urldecode", ["a%20b+c%C3%A9"], "a b cé"),
        ("base64gunzip", ["H4sIAAAAAAAA/8pIzcnJBwAAAP//AQAA//+GphA2BQAAAA=="], "hello"),
    ],
)
def test_functions_of_opentofu(name, arguments, result):
    assert f(name, *map(Known, arguments)) == Known(result)
