"""The JSON syntax is read into the tree that HCL is read into, with places in the JSON file."""

import pytest

from foureyes.languages.terraform.json_syntax import parse_json
from foureyes.languages.terraform.syntax import BareKey, FunctionCall, Literal, Object, Template, Tuple, Variable
from foureyes.model.place import Source
from foureyes.run import lint
from foureyes.sources.working_tree import WorkingTree


def read(text):
    return parse_json(Source("main.tf.json", text))


def only(text):
    file = read(text)
    assert file.errors == []
    (block,) = file.body.blocks
    return block


def shown(source, node):
    return source[node.start : node.end]


def test_labels_are_keys():
    block = only('{"resource": {"aws_s3_bucket": {"b": {"bucket": "x"}}}}')
    assert (block.type, [label.value for label in block.labels]) == ("resource", ["aws_s3_bucket", "b"])
    assert block.body.attributes["bucket"].value.value == "x"


@pytest.mark.parametrize(
    "text",
    [
        '{"resource": {"aws_s3_bucket": {"a": {}, "b": {}}}}',
        '{"resource": [{"aws_s3_bucket": {"a": {}}}, {"aws_s3_bucket": {"b": {}}}]}',
        '{"resource": {"aws_s3_bucket": [{"a": {}}, {"b": {}}]}}',
        '{"resource": {"aws_s3_bucket": [{"a": [{}], "b": {}}]}}',
        '[{"resource": {"aws_s3_bucket": {"a": {}}}}, {"resource": {"aws_s3_bucket": {"b": {}}}}]',
        '{"resource": {"aws_s3_bucket": {"a": {}}}, "resource": {"aws_s3_bucket": {"b": {}}}}',
    ],
)
def test_objects_and_arrays_of_objects_are_alike(text):
    file = read(text)
    assert file.errors == []
    assert [block.labels[1].value for block in file.body.blocks] == ["a", "b"]


def test_strings_are_templates_with_places():
    text = r'{"locals": {"a": "x-${var.y[0]}", "b": "${upper(\"q\")}\n${var.z}", "c": "$${not}", "d": "plain"}}'
    attributes = only(text).body.attributes
    part = attributes["a"].value.parts[1]
    assert shown(text, part) == "${var.y[0]}"
    assert shown(text, part.expression) == "var.y[0]"
    assert [shown(text, one) for one in attributes["b"].value.parts] == [r"${upper(\"q\")}", r"\n", "${var.z}"]
    assert isinstance(attributes["b"].value.parts[0].expression, FunctionCall)
    assert attributes["c"].value.value == "${not}"
    assert attributes["d"].value.value == "plain"


def test_a_lone_interpolation_keeps_its_type():
    value = only('{"locals": {"a": "${var.list}"}}').body.attributes["a"].value
    assert isinstance(value, Template)
    assert value.wrapped is not None


def test_values_are_what_they_are():
    attributes = only('{"locals": {"a": [1, 2.5, true, null, {"b c": "x", "${var.k}": 1}]}}').body.attributes
    value = attributes["a"].value
    assert isinstance(value, Tuple)
    assert [one.value for one in value.items[:4]] == [1, 2.5, True, None]
    keys = [entry.key for entry in value.items[4].entries]
    assert isinstance(keys[0], Literal)
    assert isinstance(keys[1], Template)


def test_an_object_in_a_resource_is_an_argument_unless_it_must_be_a_block():
    body = only(
        '{"resource": {"a": {"b": {"tags": {"x": 1}, "rule": [{"y": 1}], "empty": {},'
        ' "lifecycle": {"prevent_destroy": true},'
        ' "outer": {"z": 1, "dynamic": {"inner": {"for_each": [1], "content": {}}}}}}}}'
    ).body
    assert isinstance(body.attributes["tags"].value, Object)
    assert isinstance(body.attributes["tags"].value.entries[0].key, BareKey)
    assert isinstance(body.attributes["rule"].value, Tuple)
    assert isinstance(body.attributes["empty"].value, Object)
    assert [block.type for block in body.blocks] == ["lifecycle", "outer"]
    assert [block.type for block in body.blocks[1].body.blocks] == ["dynamic"]


def test_dynamic_blocks():
    body = only(
        '{"resource": {"a": {"b": {"dynamic": {"ingress": ['
        '{"for_each": "${var.x}", "iterator": "it", "labels": [], "content": {"port": "${it.value}"}},'
        '{"for_each": [], "content": {}}]}}}}}'
    ).body
    first, second = body.blocks
    assert (first.type, first.labels[0].value, second.labels[0].value) == ("dynamic", "ingress", "ingress")
    assert isinstance(first.body.attributes["iterator"].value, Variable)
    (content,) = first.body.blocks
    assert content.type == "content"
    assert isinstance(content.body.attributes["port"].value, Template)


def test_variables_have_types_and_plain_defaults():
    body = only(
        '{"variable": {"v": {"type": "list(string)", "default": "${x}", "validation": {"condition": "${true}"}}}}'
    ).body
    assert isinstance(body.attributes["type"].value, FunctionCall)
    assert body.attributes["default"].value.value == "${x}"
    assert body.blocks[0].type == "validation"


def test_comments_are_passed_over():
    file = read('{"//": "a", "resource": {"//": 1, "a": {"b": {"//": {"metadata": {}}, "c": 1}}}}')
    assert file.errors == []
    assert list(file.body.blocks[0].body.attributes) == ["c"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no JSON value"),
        ('{"resource": ', "value"),
        ('{"nonsense": {}}', "no block"),
        ('{"resource": {"a": {"b": 5}}}', "object"),
        ('{"locals": {"a": 1, "a": 2}}', "already set"),
        ('{"locals": {"a": "${1 +}"}}', "Expected"),
        ('{"variable": {"v": {"type": "list("}}}', "Expected"),
    ],
)
def test_mistakes_are_told_and_the_rest_is_read(text, told):
    file = read(text)
    assert any(told in error.message for error in file.errors), [error.message for error in file.errors]


def test_a_mistake_in_a_string_has_its_place():
    text = '{"locals": {"a": "\\n${1 +}"}}'
    (error,) = read(text).errors
    assert error.place.start == text.index("}")


def test_findings_are_those_of_hcl(tmp_path):
    hcl = tmp_path / "hcl"
    json = tmp_path / "json"
    hcl.mkdir()
    json.mkdir()
    (hcl / "main.tf").write_text(
        'resource "google_storage_bucket" "b" {\n  name = "b"\n}\n'
        'resource "google_storage_bucket_iam_binding" "b" {\n'
        '  bucket  = google_storage_bucket.b.name\n  members = ["allUsers"]\n  role = "roles/viewer"\n}\n',
        encoding="utf-8",
    )
    (json / "main.tf.json").write_text(
        '{"resource": {"google_storage_bucket": {"b": {"name": "b"}}, "google_storage_bucket_iam_binding": {"b": {\n'
        '"bucket": "${google_storage_bucket.b.name}", "members": ["allUsers"], "role": "roles/viewer"}}}}',
        encoding="utf-8",
    )
    found = [lint([str(folder)], WorkingTree()).findings for folder in (hcl, json)]
    named = [{(one.rule, one.resource, one.answer) for one in findings} for findings in found]
    assert named[0] == named[1]
    assert named[0]
