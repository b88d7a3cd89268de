"""What a run covered, of all its parts."""

from foureyes.errors import BadSuppression, UnreadableSource
from foureyes.model.coverage import Coverage
from foureyes.model.place import Place, Source
from foureyes.model.resource import Gap

TEXT = Source("b.tf", "x\ny\nz")
FIRST, SECOND = Place(TEXT, 0, 1), Place(TEXT, 2, 3)


def test_parts_are_added_up():
    whole = Coverage(files_read={"a"}, roots=1, deployments=1, resources_judged=2, resources_unknown={"t": 1})
    gap, error = Gap("module", FIRST), UnreadableSource("odd", path="c.tf")
    whole.add(
        Coverage(
            files_read={"b"},
            roots=10,
            deployments=20,
            resources_judged=30,
            resources_unknown={"t": 4, "u": 5},
            gaps={gap: None},
            errors=[error],
        )
    )
    assert (whole.files_read, whole.roots, whole.deployments, whole.resources_judged) == ({"a", "b"}, 11, 21, 32)
    assert whole.resources_unknown == {"t": 5, "u": 5}
    assert (list(whole.gaps), whole.errors) == ([gap], [error])


def test_the_faults_of_several_parts_are_kept():
    whole = Coverage()
    for text in ("one", "two"):
        whole.add(Coverage(errors=[UnreadableSource(text)], gaps={Gap(text, None): None}))
    assert [error.message for error in whole.errors] == ["one", "two"]
    assert [gap.what for gap in whole.gaps] == ["one", "two"]


def test_what_is_passed_to_what_was_not_read_is_joined():
    gap, other = Gap("module", FIRST), Gap("other", None)
    whole = Coverage(passed={gap: {"a"}})
    whole.add(Coverage(passed={gap: {"b"}, other: {"c"}}))
    assert whole.passed == {gap: {"a", "b"}, other: {"c"}}


def test_errors_and_gaps_come_in_one_order_and_once():
    errors = [
        UnreadableSource("n"),
        UnreadableSource("m", path="A.tf"),
        UnreadableSource("m", place=FIRST, remedy="q"),
        UnreadableSource("m", place=FIRST, remedy="r"),
        UnreadableSource("n", place=FIRST),
        UnreadableSource("a", place=SECOND),
    ]
    gaps = [Gap("n", None), Gap("m", FIRST, "q"), Gap("m", FIRST, "r"), Gap("n", FIRST), Gap("a", SECOND)]
    whole = Coverage(errors=[*reversed(errors), errors[1]], gaps=dict.fromkeys(reversed(gaps)))
    whole.settle()
    assert whole.errors == errors
    assert list(whole.gaps) == gaps


def test_files_with_faults_are_told_once_and_sorted():
    whole = Coverage(
        errors=[
            UnreadableSource("odd", place=FIRST),
            UnreadableSource("odder", place=SECOND),
            UnreadableSource("odd", path="a.tf"),
            UnreadableSource("nowhere"),
            BadSuppression("says too little", path="c.tf"),
        ]
    )
    assert whole.files_unreadable == ["a.tf", "b.tf"]


def test_a_run_is_complete_without_errors_and_gaps():
    assert Coverage().complete
    assert not Coverage(errors=[UnreadableSource("odd")]).complete
    assert not Coverage(gaps={Gap("module", None): None}).complete
