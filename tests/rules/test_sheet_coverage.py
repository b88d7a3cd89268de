"""Every setting of the fact sheets that matters is read by a rule, or it is said why not.

`sheet_coverage.yaml` names the settings of the Azure and Google sheets (severity low and above), with the rules that
read each. The sheets themselves are not part of the repository.
"""

from pathlib import Path

import pytest
import yaml

from foureyes.engine.catalogue import load

TABLE = yaml.safe_load((Path(__file__).parent / "sheet_coverage.yaml").read_text(encoding="utf-8"))
RULES = {rule.id for rule in load()}
SETTINGS = 384
"""How many settings the two sheets have: none may fall out of the table unnoticed."""


def test_the_table_is_whole():
    assert len(TABLE) == SETTINGS


@pytest.mark.parametrize("setting", sorted(TABLE))
def test_a_setting_is_read_by_rules_that_exist_or_has_a_reason(setting):
    told = TABLE[setting]
    if isinstance(told, str):
        assert len(told.split()) > 5
    else:
        assert told
        assert not set(told) - RULES
