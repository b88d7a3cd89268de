"""Which roots are a shard's."""

import pytest

from foureyes.engine.shard import Shard
from foureyes.errors import BadUsage
from foureyes.model.root import Root


@pytest.mark.parametrize(
    ("text", "number", "total", "first"),
    [("1/1", 1, 1, True), ("1/4", 1, 4, True), (" 4/4\n", 4, 4, False), ("2/999999", 2, 999_999, False)],
)
def test_a_shard_is_one_of_so_many(text, number, total, first):
    shard = Shard.of(text)
    assert (shard.number, shard.total, shard.is_first) == (number, total, first)


@pytest.mark.parametrize("text", ["0/0", "5/4", "1/1000000", "1/2/3", "1 / 4", "x1/4"])
def test_what_is_none_is_refused_with_the_way_to_write_one(text):
    with pytest.raises(BadUsage) as caught:
        Shard.of(text)
    assert caught.value.message == f"{text!r} is no shard"
    assert caught.value.remedy == "write I/N, such as 1/4"


@pytest.mark.parametrize(
    ("root", "number"),
    [
        (Root("terraform", "infra", ()), 4),
        (Root("bicep", "infra/main.bicep", ()), 4),
        (Root("bicep", "infra/other.bicep", ()), 4),
        (Root("terraform", "infra/main.bicep", ()), 3),
        (Root("terraform", "odd-\udce4", ()), 3),
    ],
)
def test_machines_agree_on_whose_a_root_is(root, number):
    """By the path alone, on every machine and in every version: jobs of one run may be far apart."""
    assert [one for one in range(1, 5) if Shard(one, 4).holds(root)] == [number]
    assert Shard(1, 1).holds(root)
    assert sum(Shard(one, 2).holds(root) for one in (1, 2)) == 1
