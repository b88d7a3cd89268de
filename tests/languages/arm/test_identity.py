"""Which texts are ids of resources."""

import pytest

from foureyes.languages.arm.identity import segments, spoken_of

SUBNET = "/subscriptions/1/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/{p('a/b')}/subnets/s"


def test_slashes_in_what_is_unknown_part_nothing():
    assert segments("a/{f('x/y')}/b/") == ["a", "{f('x/y')}", "b", ""]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        (SUBNET, ["microsoft.network/virtualnetworks/subnets/{p('a/b')}/s"]),
        (f"Remove-Item\n{SUBNET}", []),
        ("/subscriptions/1/resourceGroups/g", []),
    ],
)
def test_an_id_speaks_of_one_resource_and_a_script_of_none(text, target):
    assert [one.target for one in spoken_of(text)] == target
