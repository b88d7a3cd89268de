"""Which resource of the base a resource of the change is taken for, and which it is not."""

import pytest

from foureyes.gate.pairing import Pairing, pair_parts
from foureyes.gate.picture import Shield
from tests.gate.drawn import NO, UNSURE, YES, by_root, judged, level, part, picture
from tests.gate.test_noise import BUCKET, LOCK


def paired(before, after):
    return Pairing(before, after, lambda one: by_root(one.root, one.deployment))


def old(before, after):
    """What the base is said to have said about the only judgement of the change, and whether that is new."""
    pairing = paired(picture(*before), picture(after))
    return pairing.old(after), pairing.is_new(after)


def test_the_same_resource():
    was, now = judged(part(NO), part(YES)), judged(part(YES))
    assert old([was], now) == (was, False)


def test_another_rule_of_the_same_resource_is_no_predecessor_and_yet_the_resource_is_not_new():
    assert old([judged(part(NO), rule="other")], judged(part(YES))) == (None, False)


def test_nothing_alike():
    assert old([judged(part(NO), address="b")], judged(part(YES))) == (None, True)
    assert old([], judged(part(YES))) == (None, True)


NAMED = {"name": "contoso"}


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (NAMED, NAMED, True),
        (NAMED, {"name": "other"}, False),
        ({}, {}, False),
        (NAMED, {**NAMED, "type": "other"}, False),
        (NAMED, {**NAMED, "deployment": "d"}, False),
        (NAMED, {**NAMED, "root": "infra/test"}, False),
        (NAMED, {**NAMED, "root": "infra/prod/deep"}, True),
    ],
)
def test_a_resource_under_another_address_and_the_same_name(before, after, same):
    was = judged(part(NO), address="b", **before)
    now = judged(part(YES), **after)
    assert old([was], now) == ((was, False) if same else (None, True))


def test_a_name_that_two_have_is_nobodys():
    one, two = (judged(part(NO), address=one, **NAMED) for one in "bc")
    now = judged(part(YES), **NAMED)
    assert old([one, two], now) == (None, True)
    also = judged(part(YES), address="d", **NAMED)
    pairing = paired(picture(one), picture(now, also))
    assert [pairing.old(one) for one in (now, also)] == [None, None]


def test_a_name_of_what_is_still_there_is_not_taken_over():
    stays, now = judged(part(NO), address="b", **NAMED), judged(part(YES), **NAMED)
    pairing = paired(picture(stays), picture(stays, now))
    assert pairing.old(now) is None
    assert pairing.is_new(now)


def test_every_rule_of_a_renamed_resource_has_its_own_predecessor():
    before = [judged(part(NO), address="b", rule=one, **NAMED) for one in ("one", "two")]
    after = [judged(part(YES), rule=one, **NAMED) for one in ("one", "two", "three")]
    pairing = paired(picture(*before), picture(*after))
    assert [pairing.old(one) for one in after] == [*before, None]
    assert not pairing.is_new(after[2])


FILE = {"root": "infra/prod/a.bicep", "folder": "infra/prod"}
RENAMED = {"root": "infra/prod/b.bicep", "folder": "infra/prod"}


@pytest.mark.parametrize(
    ("after", "same"),
    [
        (RENAMED, True),
        ({**RENAMED, "folder": "infra/prod/deep"}, False),
        ({**RENAMED, "root": "infra/test/b.bicep"}, False),
        ({**RENAMED, "address": "b"}, False),
        ({**RENAMED, "type": "other"}, False),
        ({**RENAMED, "deployment": "d"}, False),
    ],
)
def test_a_resource_in_another_file_of_the_folder(after, same):
    was, now = judged(part(NO), **FILE), judged(part(YES), **after)
    assert old([was], now) == ((was, False) if same else (None, True))


def test_the_file_counts_before_the_name():
    """The one in a renamed file took its place, whoever has its name now."""
    was = judged(part(NO), name="contoso", **FILE)
    other = judged(part(NO), address="b", name="other", root="infra/prod/c.bicep", folder="infra/prod")
    now = judged(part(YES), name="other", **RENAMED)
    pairing = paired(picture(was, other), picture(now))
    assert pairing.old(now) == was


def root(root, *judgements, **more):
    return [judged(*parts, address=address, root=root, **more) for address, parts in judgements]


SAYS = ("a", [part(NO, level(0))]), ("b", [part(YES, level(1))])


def test_a_root_that_moved_as_it_was():
    before, after = root("infra/prod/a", *SAYS), root("infra/prod/b", *SAYS[::-1])
    pairing = paired(picture(*before), picture(*after))
    assert [pairing.old(one) for one in after] == before[::-1]
    assert not any(map(pairing.is_new, after))


def test_a_root_that_moved_with_its_deployment():
    before = root("infra/prod/a", *SAYS, deployment="infra/prod/a/x.tfvars")
    after = root("infra/prod/b", *SAYS, deployment="infra/prod/b/x.tfvars")
    environments = {"infra/prod/a": "prod", "infra/prod/b": "prod", "infra/test/b": "test"}
    pairing = Pairing(picture(*before), picture(*after), lambda one: environments[one.root])
    assert [pairing.old(one) for one in after] == before
    other = root("infra/prod/b", *SAYS, deployment="infra/prod/b/y.tfvars")
    pairing = Pairing(picture(*before), picture(*other), lambda one: environments[one.root])
    assert [pairing.old(one) for one in other] == [None, None]


@pytest.mark.parametrize(
    "after",
    [
        root("infra/prod/b", SAYS[0]),
        root("infra/prod/b", *SAYS, ("c", [part(NO)])),
        root("infra/prod/b", SAYS[0], ("b", [part(YES, level(2))])),
        root("infra/prod/b", SAYS[0], ("b", [part(NO, level(1))])),
        root("infra/prod/b", SAYS[0], ("c", [part(YES, level(1))])),
        root("infra/prod/b", *SAYS, rule="other"),
        root("infra/prod/b", *SAYS, type="other"),
        root("infra/prod/b", *SAYS, name="other"),
        root("infra/test/b", *SAYS),
    ],
)
def test_a_root_of_which_anything_else_is_said_did_not_move(after):
    before = root("infra/prod/a", *SAYS)
    pairing = paired(picture(*before), picture(*after))
    assert [pairing.old(one) for one in after] == [None] * len(after)


def test_several_roots_that_moved_at_once():
    before = [*root("infra/prod/a", *SAYS), *root("infra/prod/c", SAYS[0])]
    after = [*root("infra/prod/b", *SAYS), *root("infra/prod/d", SAYS[0])]
    pairing = paired(picture(*before), picture(*after))
    assert [pairing.old(one) for one in after] == before
    assert pairing.follows("infra/prod/a/main.tf", "infra/prod/b/main.tf")
    assert pairing.follows("infra/prod/c/main.tf", "infra/prod/d/main.tf")


def test_a_root_of_which_one_of_two_like_deployments_is_gone_did_not_move():
    """Their files have one name, in two folders, and the same is said of both."""
    before = [one for name in "12" for one in root("infra/prod/a", *SAYS, deployment=f"{name}/x.tfvars")]
    after = root("infra/prod/b", *SAYS, deployment="1/x.tfvars")

    def of_root(one):
        return by_root(one.root, "")

    assert Pairing(picture(*before), picture(*after), of_root).old(after[0]) is None
    both = [one for name in "12" for one in root("infra/prod/b", *SAYS, deployment=f"{name}/x.tfvars")]
    pairing = Pairing(picture(*before), picture(*both), of_root)
    assert [pairing.old(one) for one in both] == before


def test_deployments_of_a_root_that_moved_keep_their_environments():
    """Files of one name, in the folders of two environments: the order in which they are judged tells nothing."""

    def of_folder(one):
        return one.deployment.partition("/")[0]

    before, after = (
        [one for name in order for one in root(where, *SAYS, deployment=f"{name}/x.tfvars")]
        for where, order in (("infra/a", ("prod", "test")), ("infra/b", ("test", "prod")))
    )
    pairing = Pairing(picture(*before), picture(*after), of_folder)
    assert [pairing.old(one) for one in after] == [*before[2:], *before[:2]]


def test_two_roots_that_are_alike_are_nobodys_successors():
    before = [*root("infra/prod/a", *SAYS), *root("infra/prod/b", *SAYS)]
    after = root("infra/prod/c", *SAYS)
    assert paired(picture(*before), picture(*after)).old(after[0]) is None
    twice = [*after, *root("infra/prod/d", *SAYS)]
    assert paired(picture(*before[:2]), picture(*twice)).old(after[0]) is None


def test_a_root_that_is_still_there_did_not_move():
    before, after = root("infra/prod/a", *SAYS), root("infra/prod/b", *SAYS)
    pairing = paired(picture(*before), picture(*before, *after))
    assert pairing.old(after[0]) is None
    assert not pairing.follows("infra/prod/a/main.tf", "infra/prod/b/main.tf")


@pytest.mark.parametrize(
    ("before", "after", "follows"),
    [
        ("infra/prod/a/main.tf", "infra/prod/b/main.tf", True),
        ("infra/prod/a/main.tf", "infra/prod/b/other.tf", False),
        ("infra/prod/main.tf", "infra/prod/b/main.tf", False),
        ("infra/prod/b/main.tf", "infra/prod/a/main.tf", False),
        ("infra/prod/a/main.tf", "infra/prod/c/main.tf", False),
    ],
)
def test_files_of_a_folder_that_moved(before, after, follows):
    pairing = paired(picture(*root("infra/prod/a", *SAYS)), picture(*root("infra/prod/b", *SAYS)))
    assert pairing.follows(before, after) is follows


def shielded(address, body="body", type="lock", root="infra/prod", deployment=""):
    """A picture of one protective resource, of which a rule says something too."""
    one = judged(part(YES), address=address, type=type, root=root, deployment=deployment)
    made = picture(one, judged(part(NO), address="x"))
    made.protective = {(root, deployment, type, address): Shield("a.tf", body, True)}
    return made


@pytest.mark.parametrize(
    ("after", "same"),
    [
        (shielded("b"), True),
        (shielded("b", body="other"), False),
        (shielded("b", type="other"), False),
        (shielded("b", root="infra/prod/deep"), False),
        (shielded("b", deployment="blue"), False),
    ],
)
def test_protection_under_another_name(after, same):
    before = shielded("a")
    (was, *_), (now, *_) = before.judgements.values(), after.judgements.values()
    assert paired(before, after).old(now) == (was if same else None)


def test_protection_that_is_still_there_is_not_another_one():
    before, after = shielded("a"), shielded("b")
    after.protective |= before.protective
    assert paired(before, after).old(next(iter(after.judgements.values()))) is None


def test_protection_that_was_there_is_no_other_one_that_is_gone():
    before, after = shielded("a"), shielded("b")
    before.protective |= after.protective
    assert paired(before, after).old(next(iter(after.judgements.values()))) is None


def test_protection_that_no_rule_says_anything_about():
    before, after = shielded("a"), shielded("b")
    before.judgements.clear()
    now = next(iter(after.judgements.values()))
    assert paired(before, after).old(now) is None
    assert paired(before, after).is_new(now)


def test_a_renamed_lock_and_a_moved_folder_of_real_files(trees):
    pictures = [
        trees.picture({"infra/prod/a/main.tf": BUCKET, "infra/prod/b/main.tf": LOCK}),
        trees.picture({"infra/prod/c/main.tf": BUCKET, "infra/prod/b/main.tf": LOCK.replace('lock" "l"', 'lock" "k"')}),
    ]
    pairing = paired(*pictures)
    after = list(pictures[1].judgements.values())
    assert {one.root for one in after} == {"infra/prod/b", "infra/prod/c"}
    for one in after:
        was = pairing.old(one)
        assert was is not None
        assert was.root == one.root.replace("/c", "/a")
        assert (was.rule, was.parts) == (one.rule, one.parts)
    assert pairing.follows("infra/prod/a/main.tf", "infra/prod/c/main.tf")


ONE, TWO, THREE, FOUR = part(NO), part(YES), part(UNSURE), part(YES, when="x")


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        ([], [], []),
        ([ONE], [ONE], []),
        ([ONE], [], []),
        ([ONE], [TWO], [(ONE, TWO)]),
        ([], [TWO], [(None, TWO)]),
        ([ONE, TWO], [TWO, ONE], []),
        ([ONE, TWO], [TWO, THREE], [(ONE, THREE)]),
        ([ONE, ONE], [ONE, TWO], [(ONE, TWO)]),
        ([ONE], [ONE, ONE], [(None, ONE)]),
        ([ONE, TWO], [THREE], [(None, THREE)]),
        ([ONE], [THREE, TWO], [(None, THREE), (None, TWO)]),
        ([ONE, TWO], [THREE, FOUR], [(None, THREE), (None, FOUR)]),
    ],
)
def test_parts_that_changed(before, after, pairs):
    kept = list(before)
    assert pair_parts(before, after) == pairs
    assert before == kept
