"""Resources of modules that were not read: nothing that they may have besides is taken for absent."""

from __future__ import annotations

import pytest

from foureyes.engine.catalogue import load
from foureyes.engine.scan import scan
from foureyes.model.evidence import Answer
from foureyes.model.finding import Finding
from foureyes.model.place import Place, Source
from foureyes.model.resource import ARM, Evaluation, Resource
from foureyes.model.value import Known, MapValue, Unknown, Value

SOURCE = Source("main.bicep", "module kv 'br/public:a:1' = { params: { publicNetworkAccess: 'Enabled' } }")
HEADER = Place(SOURCE, 0, 26)
ALONE = "azure-data-service-without-private-endpoint"
ENDPOINT = "microsoft.network/privateendpoints"


def vault(unseen: dict[str, Value] | None, place: Place) -> Resource:
    properties = MapValue({"publicNetworkAccess": Known("Enabled", place), "networkAcls": MapValue({}, HEADER)}, HEADER)
    body = MapValue({"type": Known("x"), "name": Known("kv"), "properties": properties}, HEADER)
    return Resource(
        ARM, "Microsoft.KeyVault/vaults", "kv/vault", body, HEADER, Place(SOURCE, 0, len(SOURCE.text)), unseen=unseen
    )


def answer(unseen: dict[str, Value] | None, passed: bool = True) -> Answer | None:
    """What is reported of a vault without a private endpoint."""
    place = Place(SOURCE, SOURCE.text.index("'Enabled'"), SOURCE.text.index("'Enabled'") + 9) if passed else HEADER
    evaluation = Evaluation("main.bicep", "", "bicep", resources=[vault(unseen, place)])
    rules = [rule for rule in load(("foureyes_rules.azure",)) if rule.id == ALONE]
    found = [one for one in scan(evaluation, rules) if isinstance(one, Finding)]
    return found[0].answer if found else None


def test_of_a_resource_that_was_read_what_is_not_there_is_not_there():
    assert answer(None) is Answer.YES


def test_what_the_module_surely_does_not_deploy_is_not_there():
    assert answer({ENDPOINT: Known(False)}) is Answer.YES
    assert answer({ENDPOINT: Known(False), "microsoft.network/virtualnetworks": Known(True)}) is Answer.YES


@pytest.mark.parametrize("unseen", [{}, {ENDPOINT: Known(True)}, {ENDPOINT: Unknown("open")}])
def test_what_it_may_deploy_is_not_taken_for_absent(unseen):
    assert answer(unseen) is not Answer.YES


def test_a_doubt_is_told_only_where_something_passed_speaks_for_it():
    assert answer({}, passed=True) in (None, Answer.UNSURE)
    assert answer({}, passed=False) is None
