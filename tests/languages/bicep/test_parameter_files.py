"""Parameter files that lead nowhere, and those of modules that nobody has restored."""

import json

import pytest

from tests.support import Cli

FOR = "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#"
JSON = json.dumps({"$schema": FOR, "contentVersion": "1.0.0.0", "parameters": {"open": {"value": True}}})
TEMPLATE = "param open bool\noutput shown bool = open\n"
MODULE = "avm/res/storage/storage-account"
HTTP = "azure-storage-account-accepts-plain-http"
TLS = "azure-storage-account-accepts-old-tls"


def written(cli: Cli, **files: str) -> None:
    for name, text in files.items():
        (cli.folder / name).write_text(text)


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"stray.parameters.json": JSON}, "no template is there that the parameter file stray.parameters.json fits"),
        (
            {"other.parameters.json": JSON, "one.bicep": TEMPLATE, "two.bicep": TEMPLATE},
            "no template is there that the parameter file other.parameters.json fits",
        ),
        ({"x.bicepparam": "using './gone.bicep'\nparam open = true\n"}, "./gone.bicep is not there"),
        ({"x.bicepparam": "using none\nparam open = true\n"}, "the parameters are for no template"),
        ({"x.bicepparam": "param open = true\n"}, "the parameters are for no template"),
        ({"x.bicepparam": "using 'br/public:avm/res/acme/gone:1.0.0'\n"}, "is not in the local cache"),
        ({"x.bicepparam": "using 'ts/acme:spec:1.0.0'\n"}, "is not understood"),
    ],
)
def test_one_that_fits_no_template_is_told_and_fails(cli, files, told):
    written(cli, **files)
    done = cli("lint", HOME=str(cli.folder))
    assert done.returncode == 3
    assert told in done.stdout
    assert "1 thing referred to but not read" in done.stdout


@pytest.mark.parametrize("name", ["one.parameters.json", "one.bicepparam"])
def test_one_that_fits_is_no_gap(cli, name):
    written(
        cli,
        **{"one.bicep": TEMPLATE, name: JSON if name.endswith("json") else "using 'one.bicep'\nparam open = true\n"},
    )
    done = cli("lint")
    assert done.returncode == 0, done.stdout
    assert "1 deployment" in done.stdout


def judged(cli, params, version="0.9.1", **more):
    """The answers by rule, where each points, and the exit code, of a parameter file of a storage account."""
    written(
        cli, **{"main.bicepparam": f"using 'br/public:{MODULE}:{version}'\nparam name = 'acct'\n{params}\n"}, **more
    )
    done = cli("lint", "--format", "json", HOME=str(cli.folder))
    report = json.loads(done.stdout)
    assert [gap["what"] for gap in report["coverage"]["gaps"]] == [
        f"br/public:{MODULE}:{version} is not in the local cache"
    ]
    found = {one["rule"]: (one["answer"], one["path"], one["line"]) for one in report["findings"]}
    return found, done.returncode


def test_parameters_of_a_verified_module_are_judged(cli):
    found, code = judged(
        cli, "var tls = 'TLS1_0'\nparam minimumTlsVersion = tls\nparam supportsHttpsTrafficOnly = false"
    )
    assert (found[HTTP], found[TLS]) == (("risky", "main.bicepparam", 5), ("risky", "main.bicepparam", 4))
    assert code == 1


def test_a_safe_one_is_still_told_as_not_read(cli):
    found, code = judged(
        cli,
        "\n".join(("param allowSharedKeyAccess = false", "param publicNetworkAccess = 'Disabled'")),
    )
    assert (found, code) == ({}, 3)


def test_what_another_file_may_set_is_not_taken_for_safe(cli):
    found, _ = judged(cli, "param supportsHttpsTrafficOnly = readEnvironmentVariable('HTTPS') == 'yes'")
    assert found[HTTP][0] == "cannot-tell"


def test_a_file_that_is_extended_counts(cli):
    found, _ = judged(
        cli, "extends 'base.bicepparam'", **{"base.bicepparam": "using none\nparam supportsHttpsTrafficOnly = false\n"}
    )
    assert found[HTTP][0] == "risky"
    words = " ".join(cli("lint").stdout.replace("|", " ").split())
    assert "`supportsHttpsTrafficOnly` is false in base.bicepparam (base.bicepparam:2)" in words


def test_nothing_is_said_of_a_version_nobody_knows(cli):
    assert judged(cli, "param supportsHttpsTrafficOnly = false", version="99.0.0") == ({}, 3)
