"""Kinds and their links: several companions as one, resources that may not exist, places."""

import pytest

from foureyes.engine.scene import DeploymentScene
from foureyes.model.evidence import Answer, no, yes
from foureyes.model.kind import Kind, Linked, Many, One, Satellite, Some, elsewhere, existing, merged
from foureyes.model.place import Place, Source
from foureyes.model.resource import Resource
from foureyes.model.setting import Setting
from foureyes.model.value import Known, ListValue, MapValue, Reference, Unknown, branch

TEXT = Source("main.tf", "resource store\n  lock\n")
PLACE, INSIDE, SPAN = Place(TEXT, 0, 14), Place(TEXT, 17, 21), Place(TEXT, 0, len(TEXT.text))
HERE = Unknown("?", subject="cloud_store.a.id", references=(Reference("cloud_store.a", "id"),))
SOMETIMES = branch(Unknown("?", subject="var.on"), Known(True), Known(False), "var.on")


class Store(Kind):
    terraform = "cloud_store"
    arm = ("Cloud/stores", "Cloud/classicStores")

    lock = Satellite("Lock", back="store")
    parts = Many("Part", back="store")
    others = Many("Part")


class Lock(Kind):
    terraform = ("cloud_lock", "cloud_store#lock")

    store = One("Store", terraform="store_id")
    on = Setting(terraform="on", default=False)


class Part(Kind):
    terraform = "cloud_part"

    store = Some(Store, terraform="store_id")
    open = Setting(terraform="open", default=False)


def resource(type, address, exists=None, **body):
    return Resource(
        "terraform", type, address, MapValue(body, PLACE), PLACE, SPAN, exists=exists or Known(True),
        identities=frozenset({address}),
    )  # fmt: skip


def store(*others):
    return DeploymentScene([resource("cloud_store", "cloud_store.a"), *others]).all(Store)[0]


def lock(name, exists=None, **body):
    return resource("cloud_lock", f"cloud_lock.{name}", exists, store_id=HERE, **body)


def part(name, exists=None, **body):
    return resource("cloud_part", f"cloud_part.{name}", exists, store_id=HERE, **body)


def answer(evidence):
    return evidence.outcome().answer


def test_types_by_language():
    assert Store.types("terraform") == ("cloud_store",)
    assert Store.types("arm") == ("Cloud/stores", "Cloud/classicStores")
    assert Store.types("cloudformation") == ()


def test_links_of_a_class_know_their_targets():
    assert isinstance(Part.store, Some)
    assert (Part.store.target, Part.store.name, Part.store.setting.name) == (Store, "store", "store")
    assert (Lock.store.target, Store.lock.target, Store.parts.target) == (Store, Lock, Part)


def test_a_link_keeps_what_it_is_told():
    class Rack(Kind):
        row = One(Store, terraform="row_id", arm={"Cloud/racks": "properties.row"}, cloudformation=("Row", "RowArn"))
        near = Some("Store", terraform="near")
        parts = Many("Part", back="store")
        all_parts = Many(Part)
        lock = Satellite("Lock", back="store")

    assert Rack.row.setting.spellings == {
        "terraform": "row_id",
        "arm": {"Cloud/racks": "properties.row"},
        "cloudformation": ("Row", "RowArn"),
    }
    assert (Rack.row.target, Rack.row.owner, Rack.row.name, Rack.row.setting.name) == (Store, Rack, "row", "row")
    assert (Rack.near.target, Rack.near.owner, Rack.near.name) == (Store, Rack, "near")
    assert (Rack.near.setting.spellings["arm"], Rack.near.setting.spellings["cloudformation"]) == ((), ())
    assert (Rack.parts.target, Rack.parts.owner, Rack.parts.back) == (Part, Rack, "store")
    assert (Rack.all_parts.target, Rack.all_parts.back) == (Part, "")
    assert (Rack.lock.target, Rack.lock.owner, Rack.lock.back) == (Lock, Rack, "store")


def test_a_link_is_told_by_its_own_spelling():
    named, other = One(Store, terraform="a"), Some(Store, arm="b")
    assert (named.name, named.setting.name, named.owner) == ("", "", object)
    assert (Many(Store).owner, Satellite(Store, "x").owner) == (object, object)
    assert named.setting.spellings["terraform"] == "a"
    assert other.setting.spellings["arm"] == "b"


def test_which_of_several_it_names_may_be_open():
    (one,) = DeploymentScene([resource("cloud_store", "cloud_store.a"), part("x")]).all(Part)
    assert [kind.resource.address for kind in one.store] == ["cloud_store.a"]
    (far,) = DeploymentScene([resource("cloud_part", "cloud_part.far", store_id=Known("elsewhere"))]).all(Part)
    assert list(far.store) == []


def test_one_companion_that_exists_is_taken_as_it_is():
    found = store(lock("x", on=Known(True))).lock
    assert found.resource.address == "cloud_lock.x"
    assert answer(found.on.is_true()) is Answer.YES
    assert found.exists == Known(True)


def test_a_companion_is_found_once():
    one = store(lock("x", SOMETIMES, on=Known(True)))
    assert one.lock is one.lock
    assert one.lock.scene is one.scene


def test_a_companion_that_is_missing_has_nothing_set():
    one = store()
    assert (one.lock.type, one.lock.exists, one.lock.resource.address) == (
        "cloud_store#lock", Known(False), "cloud_store.a",
    )  # fmt: skip
    (fact,) = one.lock.on.is_true().outcome().facts
    assert (fact.text, fact.place) == ("`lock.on` is not set; the default is false", PLACE)
    assert answer(one.lock.on.is_true()) is Answer.NO
    assert answer(existing(one.lock)) is Answer.NO
    assert one.lock.scene is one.scene
    assert one.lock.base.place == PLACE


def test_a_missing_companion_is_of_the_first_type_it_could_be():
    class Plain(Kind):
        terraform = ("cloud_plain", "cloud_plainer")

    class Foreign(Kind):
        arm = "Cloud/foreign"

    one = store()
    assert (merged([], Plain, one).type, merged([], Foreign, one).type) == ("cloud_plain", "")

    class Twin(Kind):
        terraform = ("cloud_twin", "cloud_store")

    assert merged([], Twin, one).type == "cloud_store"
    nested = resource("CLOUD_STORE", "upper")
    owner = Store(nested, "cloud_store", nested.body, one.scene, Known(True))
    assert merged([], Lock, owner).type == "cloud_store#lock"


def test_a_companion_that_does_not_exist_sets_nothing():
    gone = store(lock("x", Known(False), on=Known(True))).lock
    assert (gone.exists, gone.type, gone.resource.address) == (Known(False), "cloud_lock", "cloud_lock.x")
    assert answer(gone.on.is_true()) is Answer.NO
    assert gone.on.is_true().outcome().facts[0].place == gone.base.place == PLACE


def test_a_companion_that_may_not_exist_is_set_only_where_it_does():
    one = store(lock("x", SOMETIMES, on=Known(True)))
    assert one.lock.exists == SOMETIMES
    evidence = one.lock.on.is_true()
    assert evidence.outcome().when == "var.on is true"
    assert answer(evidence) is not Answer.NO


def test_two_companions_cannot_be_told_apart():
    both = store(lock("x", on=Known(True)), lock("y", on=Known(True))).lock
    (fact,) = both.on.is_true().outcome().facts
    assert fact.text == "`on` cannot be told: several resources configure it"
    assert (both.base.reason, both.base.place) == ("several resources configure it", PLACE)


def test_of_two_companions_only_one_of_which_exists_that_one_counts():
    never = Known(False)
    for locks in ([lock("x", never, on=Known(False)), lock("y", on=Known(True))],
                  [lock("y", on=Known(True)), lock("x", never, on=Known(False))]):  # fmt: skip
        assert answer(store(*locks).lock.on.is_true()) is Answer.YES


def test_a_companion_whose_condition_has_no_name_is_told_by_its_address():
    evidence = store(lock("x", Unknown("nobody knows"), on=Known(True))).lock.on.is_true()
    assert evidence.outcome().when == "cloud_lock.x exists is true"


def test_one_that_may_not_exist_counts_only_where_it_does():
    assert (
        answer(store(part("x", Known(False), open=Known(True))).parts.any(lambda one: one.open.is_true())) is Answer.NO
    )
    assert answer(store(part("x", open=Known(True))).parts.any(lambda one: one.open.is_true())) is Answer.YES
    unclear = store(part("x", Unknown("nobody knows"), open=Known(True))).parts.any(lambda one: one.open.is_true())
    assert answer(unclear) is Answer.UNSURE
    assert unclear.outcome().facts[0].text == "whether cloud_part.x exists cannot be told: nobody knows"
    assert unclear.outcome().facts[0].place == PLACE


def test_existence_that_is_no_truth_is_unclear():
    (odd,) = store(part("x", ListValue([]))).parts
    (fact,) = existing(odd).outcome().facts
    assert fact.text.endswith("cannot be told: `cloud_part.x exists` is neither true nor false")
    bound = Part(odd.resource, "cloud_part", odd.base, odd.scene, ListValue([]))
    (fact,) = existing(bound).outcome().facts
    assert fact.text == "whether cloud_part.x exists cannot be told: its condition is unclear"


@pytest.mark.parametrize(
    ("exists", "expected"),
    [(Known(True), Answer.NO), (Known(False), Answer.YES), (Unknown("nobody knows"), Answer.UNSURE)],
)
def test_what_does_not_exist_here_is_declared_elsewhere(exists, expected):
    one = store()
    there = Store(one.resource, "cloud_store", one.base, one.scene, exists)
    assert answer(elsewhere(there)) is expected


def test_what_is_here_is_told_as_the_reason_that_it_is_not_elsewhere():
    one = store()
    assert [fact.text for fact in elsewhere(one).outcome().facts] == ["`cloud_store.a` itself is judged"]
    assert elsewhere(Store(one.resource, "x", one.base, one.scene, SOMETIMES)).outcome().when == "var.on is false"


def test_a_target_that_is_not_declared_is_elsewhere():
    (far,) = DeploymentScene([resource("cloud_lock", "cloud_lock.far", store_id=Known("elsewhere"))]).all(Lock)
    assert answer(elsewhere(far.store)) is Answer.YES


def test_all_and_none():
    both = store(part("x", open=Known(True)), part("y")).parts
    assert answer(both.all(lambda one: one.open.is_true())) is Answer.NO
    assert answer(both.all(lambda one: yes())) is Answer.YES
    assert answer(both.is_empty()) is Answer.NO
    assert answer(Linked([]).is_empty()) is Answer.YES
    assert answer(Linked([]).any(lambda one: yes())) is Answer.NO
    assert answer(Linked([]).all(lambda one: no())) is Answer.YES


def test_without_a_way_back_all_of_the_deployment_are_meant():
    one = store(resource("cloud_part", "cloud_part.far", store_id=Known("elsewhere")), part("near"))
    assert [each.resource.address for each in one.parts] == ["cloud_part.near"]
    assert [each.resource.address for each in one.others] == ["cloud_part.far", "cloud_part.near"]


def test_a_part_of_a_resource_points_at_itself():
    inline = DeploymentScene(
        [resource("cloud_store", "cloud_store.a", lock=ListValue([MapValue({"on": Known(True)}, INSIDE)], INSIDE))]
    ).all(Store)[0]
    assert (inline.place, inline.lock.place) == (PLACE, INSIDE)
    assert repr(inline.lock) == "Lock(cloud_store.a)"
