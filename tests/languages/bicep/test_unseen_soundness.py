"""What is passed to a module that was not read, written as an expression: never safe where the literal is risky."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support import Cli

MODULE = """{head}module m 'br/public:avm/res/{name}' = {loop}{{
  name: 'm'
  params: {{
    name: 'n'
{lines}
  }}
}}{end}
"""
RISKS = {
    "api-management/service:0.14.4": (
        "publicNetworkAccess", "'Enabled'", "azure-api-management-reachable-from-any-network",
    ),
    "key-vault/vault:0.13.3": ("publicNetworkAccess", "'Enabled'", "azure-key-vault-reachable-from-any-network"),
    "container-registry/registry:0.9.3": (
        "networkRuleSetDefaultAction", "'Allow'", "azure-container-registry-reachable-from-any-network",
    ),
    "sql/server:0.20.3": ("publicNetworkAccess", "'Enabled'", "azure-sql-server-has-public-endpoint"),
    "network/virtual-network:0.7.1": ("vnetEncryption", "false", "azure-virtual-network-unencrypted"),
}  # fmt: skip
FORMS = {
    "literal": {"value": "{0}"},
    "parameter": {"head": "param zz {1}\n", "value": "zz"},
    "property": {"head": "param zz object\n", "value": "zz.a"},
    "converted": {"head": "param zz string\n", "value": "json(zz)"},
    "default": {"head": "param zz {1}?\n", "value": "zz ?? {0}"},
    "output": {"head": "module o 'missing.bicep' = {{\n  name: 'o'\n}}\n", "value": "o.outputs.x"},
    "spread": {"head": "param zz object\n", "line": "    ...zz"},
    "after": {"head": "param zz object\n", "line": "    ...zz\n    {2}: {0}"},
    "before": {"head": "param zz object\n", "line": "    {2}: {0}\n    ...zz"},
    "loop": {"head": "param zz array\n", "value": "z.v", "loop": "[for z in zz: ", "end": "]"},
    "condition": {"head": "param zz bool\n", "value": "{0}", "loop": "if (zz) "},
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[tuple[str, str]]]:
    """The rules that say something of each file, and what."""
    folder = tmp_path_factory.mktemp("unseen") / "work"
    folder.mkdir()
    for name, (parameter, literal, _) in RISKS.items():
        sort = "string" if literal.startswith("'") else "bool"
        for form, said in FORMS.items():
            line = said.get("line", f"    {parameter}: {said.get('value', '')}").format(literal, sort, parameter)
            text = MODULE.format(
                name=name,
                lines=line,
                head=said.get("head", "").format(literal, sort),
                loop=said.get("loop", ""),
                end=said.get("end", ""),
            )
            (folder / f"{name.split('/')[0]}-{form}.bicep").write_text(text)
    report = Cli(folder).lint("--profile", "hardening")
    found: dict[str, set[tuple[str, str]]] = {}
    for finding in report["findings"]:
        found.setdefault(Path(finding["path"]).stem, set()).add((finding["rule"], finding["answer"]))
    assert not report["coverage"]["errors"], json.dumps(report["coverage"]["errors"], indent=1)
    return found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", RISKS)
def test_an_expression_is_never_safer_than_a_literal(
    told: dict[str, set[tuple[str, str]]], name: str, form: str
) -> None:
    rule = RISKS[name][2]
    answers = {answer for one, answer in told.get(f"{name.split('/')[0]}-{form}", set()) if one == rule}
    assert answers == {"risky"} if form == "literal" else answers
