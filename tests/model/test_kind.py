"""Kinds and their links: several companions as one, resources that may not exist, places."""

from foureyes.engine.scene import DeploymentScene
from foureyes.model.evidence import Answer, no, yes
from foureyes.model.kind import Kind, Linked, Many, One, Satellite, Some, existing
from foureyes.model.place import Place, Source
from foureyes.model.resource import Resource
from foureyes.model.setting import Setting
from foureyes.model.value import Known, ListValue, MapValue, Reference, Unknown, branch

TEXT = Source("main.tf", "resource store\n  lock\n")
PLACE, INSIDE, SPAN = Place(TEXT, 0, 14), Place(TEXT, 17, 21), Place(TEXT, 0, len(TEXT.text))
HERE = Unknown("?", references=(Reference("cloud_store.a", "id"),))
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


def test_one_companion_that_exists_is_taken_as_it_is():
    found = store(lock("x", on=Known(True))).lock
    assert found.resource.address == "cloud_lock.x"
    assert answer(found.on.is_true()) is Answer.YES
    assert found.exists == Known(True)


def test_a_companion_is_found_once():
    one = store(lock("x", on=Known(True)))
    assert one.lock is one.lock


def test_a_companion_that_is_missing_has_nothing_set():
    one = store()
    assert (one.lock.type, one.lock.exists, one.lock.resource.address) == (
        "cloud_store#lock", Known(False), "cloud_store.a",
    )  # fmt: skip
    assert answer(one.lock.on.is_true()) is Answer.NO
    assert answer(existing(one.lock)) is Answer.NO


def test_a_companion_that_may_not_exist_is_set_only_where_it_does():
    evidence = store(lock("x", SOMETIMES, on=Known(True))).lock.on.is_true()
    assert evidence.outcome().when == "var.on is true"
    assert answer(evidence) is not Answer.NO


def test_two_companions_cannot_be_told_apart():
    (fact,) = store(lock("x", on=Known(True)), lock("y", on=Known(True))).lock.on.is_true().outcome().facts
    assert "several resources configure it" in fact.text


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
