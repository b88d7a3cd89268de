"""The BlueBleed case: one leak, spelled in every language, told once."""

import shutil

import pytest

RULE = "azure-blob-container-open-to-everyone"
SPELLINGS = {
    "azurerm-2": "allow_blob_public_access",
    "azurerm-3": "allow_nested_items_to_be_public",
    "azurerm-4": "allow_nested_items_to_be_public",
    "azurerm-5": "allow_nested_items_to_be_public",
    "azapi": "allowBlobPublicAccess",
    "bicep-nested": "allowBlobPublicAccess",
    "bicep-parent": "allowBlobPublicAccess",
    "bicep-slashes": "allowBlobPublicAccess",
    "bicep-module": "allowBlobPublicAccess",
    "arm-1": "allowBlobPublicAccess",
    "arm-2": "allowBlobPublicAccess",
    "plan": "allow_nested_items_to_be_public",
}
LEVELS = ('"container"', "'Container'", '"Container"')


@pytest.fixture(params=SPELLINGS)
def case(request, cli, root):
    """A copy of one spelling of the leak, ready to be changed."""
    shutil.copytree(root / "examples" / "bluebleed" / "leaking" / request.param, cli.folder / request.param)
    return Case(request.param, cli)


class Case:
    def __init__(self, name, cli):
        self.name, self.cli = name, cli
        self.switch = SPELLINGS[name]

    def replace(self, *pairs):
        """Apply every replacement that fits; at least one must."""
        changed = 0
        for path in sorted(self.cli.folder.rglob("*.*")):
            text = path.read_text(encoding="utf-8")
            for old, new in pairs:
                changed += text.count(old)
                text = text.replace(old, new)
            path.write_text(text, encoding="utf-8")
        assert changed, f"{self.name}: nothing to replace"

    def findings(self):
        report = self.cli.lint(self.name)
        return [finding for finding in report["findings"] if finding["rule"] == RULE]


def line(case, place):
    return (case.cli.folder / place["path"]).read_text(encoding="utf-8").splitlines()[place["line"] - 1]


def test_every_spelling_is_the_same_finding(case):
    (finding,) = case.findings()
    assert finding["answer"] == "risky"
    assert finding["severity"] == "critical"
    assert finding["message"] == "Anyone on the internet can read every blob in this container."
    shown = [line(case, finding), *(line(case, place) for place in finding["related"])]
    assert any("publicAccess" in text or "container_access_type" in text for text in shown[:1]), shown
    assert any(case.switch in text for text in shown[1:]), shown


def test_a_closed_account_is_no_finding(case):
    case.replace(
        ("default = true", "default = false"),
        ("bool = true", "bool = false"),
        ("public: true", "public: false"),
        ('"defaultValue": true', '"defaultValue": false'),
        ("allowBlobPublicAccess = true", "allowBlobPublicAccess = false"),
        ('"allow_nested_items_to_be_public": true', '"allow_nested_items_to_be_public": false'),
    )
    assert case.findings() == []


def test_a_private_container_is_no_finding(case):
    case.replace(*((level, level[0] + ("private" if level.islower() else "None") + level[0]) for level in LEVELS))
    assert case.findings() == []


def test_a_denied_network_is_no_finding(case):
    terraform = '  network_rules {\n    default_action = "Deny"\n  }\n'
    case.replace(
        ("  account_tier ", f"{terraform}  account_tier "),
        (
            "allowBlobPublicAccess = true",
            'allowBlobPublicAccess = true\n      networkAcls = { defaultAction = "Deny" }',
        ),
        ("allowBlobPublicAccess: public", "allowBlobPublicAccess: public\n    networkAcls: { defaultAction: 'Deny' }"),
        (
            '"allowBlobPublicAccess": "[parameters(\'public\')]"',
            '"allowBlobPublicAccess": "[parameters(\'public\')]", "networkAcls": {"defaultAction": "Deny"}',
        ),
        ('"sftp_enabled": false', '"sftp_enabled": false, "network_rules": [{"default_action": "Deny"}]'),
        ('"network_rules": true', '"network_rules": []'),
    )
    assert case.findings() == []


def test_a_parameter_without_a_value_cannot_be_told(case):
    if case.name in ("azapi", "plan"):
        pytest.skip("no parameter decides it here")
    case.replace(
        ("  default = true\n", ""),
        ("bool = true", "bool"),
        ("public: true", "public: undecided"),
        ("module storage", "param undecided bool\nmodule storage"),
        (',\n      "defaultValue": true', ""),
    )
    (finding,) = case.findings()
    assert finding["answer"] == "cannot-tell"
    told = str(finding["trail"]) + finding["when"] + str([place["text"] for place in finding["related"]])
    assert "public" in told or "undecided" in told
