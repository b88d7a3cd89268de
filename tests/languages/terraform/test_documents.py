"""Policy documents written as blocks are what the provider renders.

documents/main.tf was planned with hashicorp/aws 5.100 (Terraform 1.11.4; data sources that are nothing but documents
need no account), documents/answers.json holds its outputs.
"""

import json
from pathlib import Path

import pytest

from foureyes.languages.terraform.documents import document_of
from foureyes.languages.terraform.policy_text import policy_text
from foureyes.languages.terraform.scope import Scope
from foureyes.languages.terraform.session import Session
from foureyes.model.value import Choice, Condition, Known, ListValue, MapValue, Unknown
from foureyes.sources.working_tree import WorkingTree

FOLDER = Path(__file__).parent / "documents"
ANSWERS = json.loads((FOLDER / "answers.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def scope():
    session = Session(str(FOLDER), WorkingTree(), {})
    module = session.module(str(FOLDER))
    assert session.errors == []
    return Scope(session, module)


def data(value):
    """A document as data; what comes from a set of blocks has no order."""
    if isinstance(value, Known):
        return value.scalar
    if isinstance(value, ListValue):
        return [data(item) for item in value.items]
    return {key: data(item) for key, item in value.entries.items()}


def unordered(one):
    if isinstance(one, dict):
        return {key: unordered(inner) for key, inner in one.items()}
    return sorted((unordered(inner) for inner in one), key=json.dumps) if isinstance(one, list) else one


@pytest.mark.parametrize("name", ANSWERS)
def test_documents_are_what_the_provider_renders(scope, name):
    document = scope.output(name).document
    theirs = json.loads(ANSWERS[name])
    assert unordered(data(document)) == unordered(theirs)
    statements = [one.get("Sid") for one in theirs.get("Statement", [])]
    assert [one.get("Sid") for one in data(document).get("Statement", [])] == statements
    text = policy_text(document, minified=name == "m")
    assert text in (None, ANSWERS[name])


def test_their_text_is_known_where_its_order_is(scope):
    assert policy_text(scope.output("e").document) == ANSWERS["e"]


def block(**entries):
    return MapValue({key: value if not isinstance(value, str) else Known(value) for key, value in entries.items()})


def texts(*items):
    return ListValue([Known(item) for item in items])


def statement(**entries):
    return ListValue([block(**entries)])


def policy(**body):
    return document_of("aws_iam_policy_document", MapValue(body))


def test_an_unknown_principal_stays_unknown_beside_what_is_known():
    unknown = Unknown("who knows")
    document = policy(
        statement=statement(
            actions=texts("a"), principals=ListValue([block(type="AWS", identifiers=ListValue([unknown]))])
        )
    )
    one = document.entries["Statement"].items[0]
    assert one.entries["Action"] == Known("a")
    assert one.entries["Principal"].entries["AWS"] is unknown


def test_a_principal_of_unknown_type_may_be_anybody():
    document = policy(statement=statement(principals=ListValue([block(type=Unknown("?"), identifiers=texts("*"))])))
    assert isinstance(document.entries["Statement"].items[0].entries["Principal"], Unknown)


def test_a_document_that_cannot_be_read_may_replace_named_statements_only():
    own = ListValue([block(sid="S", actions=texts("a")), block(actions=texts("b"))])
    document = policy(statement=own, override_policy_documents=ListValue([Unknown("a file")]))
    named, unnamed, more = document.entries["Statement"].items
    assert isinstance(named, Unknown)
    assert unnamed.entries["Action"] == Known("b")
    assert isinstance(more, Unknown)


def test_statements_may_hang_on_a_condition():
    some = ListValue([block(actions=texts("a"))])
    document = policy(statement=Choice(Condition("var.x", True), some, ListValue([])))
    assert isinstance(document, Choice)
    assert "Statement" in document.then.entries
    assert "Statement" not in document.otherwise.entries


def test_googles_bindings_are_a_document():
    body = MapValue({"binding": ListValue([block(role="roles/viewer", members=texts("user:b", "allUsers"))])})
    document = document_of("google_iam_policy", body)
    assert data(document) == {"bindings": [{"role": "roles/viewer", "members": ["allUsers", "user:b"]}]}


def test_other_data_sources_are_no_documents():
    assert document_of("aws_ami", MapValue({})) is None
