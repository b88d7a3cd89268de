"""`foureyes.toml` as `lint` reads it: where it is found, what wins, and what it says about severities."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ci.conftest import committed
from tests.support import Cli

SSH = "aws-security-group-open-to-internet-on-ssh"
OPEN = """
resource "aws_security_group" "{name}" {{
  tags = {{ Data = "{data}", team = "net" }}
  ingress {{
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }}
}}
"""


def opened(folder: Path, name: str = "g", data: str = "public") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.tf"
    path.write_text(OPEN.format(name=name, data=data))
    return path


def severities(report: dict) -> dict[str, str]:
    return {one["resource"].rpartition(".")[2]: one["severity"] for one in report["findings"]}


@pytest.fixture
def repository(cli: Cli) -> Path:
    opened(cli.folder / "infra")
    opened(cli.folder / "legacy", "old")
    committed(cli.folder)
    return cli.folder


def test_it_is_found_upwards_to_the_top_of_the_repository(repository: Path, cli: Cli) -> None:
    (repository.parent / "foureyes.toml").write_text("[lint]\nfail_on = 'wrong'\n")
    assert cli("lint", "infra").returncode == 1
    (repository / "foureyes.toml").write_text("[lint]\nfail_on = 'critical'\n")
    assert cli("lint", "infra").returncode == 0
    assert Cli(repository / "infra")("lint").returncode == 0
    assert Cli(repository.parent)("lint", f"{repository.name}/infra").returncode == 0
    (repository / "infra" / "foureyes.toml").write_text("[lint]\nfail_on = 'high'\n")
    assert cli("lint", "infra").returncode == 1
    assert cli("lint", "infra", "legacy").returncode == 0
    assert cli("lint", "--roots-of", "infra/g.tf").returncode == 0


def test_outside_of_a_repository_only_the_folder_itself_counts(cli: Cli) -> None:
    opened(cli.folder / "infra")
    (cli.folder / "foureyes.toml").write_text("[lint]\nfail_on = 'never'\n")
    assert cli("lint").returncode == 0
    assert cli("lint", "infra").returncode == 1


def test_pyproject(repository: Path, cli: Cli) -> None:
    (repository / "pyproject.toml").write_text("[tool.foureyes.lint]\n\nfail_on = 'critical'\n")
    assert cli("lint").returncode == 0
    (repository / "pyproject.toml").write_text("[tool.foureyes.lint]\n\nfailon = 'critical'\n")
    done = cli("lint")
    assert done.returncode == 2
    assert "pyproject.toml:3: `failon` is no key of lint" in done.stderr and "did you mean `fail_on`?" in done.stderr
    (repository / "pyproject.toml").write_text("[tool.foureyes.gate]\nrepository = 'x'\n")
    assert cli("lint").returncode == 2
    (repository / "pyproject.toml").write_text("[project]\nname = 'foureyes-user'\n")
    assert cli("lint").returncode == 1


def test_two_in_one_folder_are_an_error(repository: Path, cli: Cli) -> None:
    (repository / "foureyes.toml").write_text("[lint]\n")
    (repository / "pyproject.toml").write_text("[tool.foureyes.lint]\n")
    done = cli("lint")
    assert done.returncode == 2
    assert "foureyes.toml and pyproject.toml both configure foureyes" in done.stderr


def test_named_or_none(repository: Path, cli: Cli) -> None:
    (repository / "foureyes.toml").write_text("[lint]\nfail_on = 'never'\n")
    (repository / "other.toml").write_text("[lint]\nfail_on = 'high'\n")
    assert cli("lint").returncode == 0
    assert cli("lint", "--config", "other.toml").returncode == 1
    assert cli("lint", "--no-config").returncode == 1
    assert cli("lint", "--no-config", "--config", "other.toml").returncode == 2


def test_the_command_line_wins(repository: Path, cli: Cli) -> None:
    (repository / "foureyes.toml").write_text(
        "[lint]\nfail_on = 'never'\npaths = ['infra']\nexclude = ['infra']\nallow_unknown = true\n"
        "[[lint.at]]\npaths = ['**']\nfail_on = 'never'\n"
    )
    assert cli("lint", "--fail-on", "low", "legacy").returncode == 1
    assert {one["path"] for one in cli.lint()["findings"]} == {"infra/g.tf"}
    assert {one["path"] for one in cli.lint(".")["findings"]} == {"legacy/old.tf"}
    assert {one["path"] for one in cli.lint("--exclude", "legacy/**", ".")["findings"]} == {"infra/g.tf"}


def test_what_cannot_be_told_passes_where_the_configuration_says_so(cli: Cli) -> None:
    (cli.folder / "main.tf").write_text(OPEN.format(name="g", data="x").replace('"0.0.0.0/0"', "var.from"))
    with (cli.folder / "main.tf").open("a") as file:
        file.write('variable "from" {}\n')
    assert cli("lint").returncode == 3
    (cli.folder / "foureyes.toml").write_text("[lint]\nallow_unknown = true\n")
    assert cli("lint").returncode == 0
    assert cli("lint", "--no-allow-unknown").returncode == 3


def test_what_is_excluded_is_told(repository: Path, cli: Cli) -> None:
    (repository / "foureyes.toml").write_text("[lint]\nexclude = ['legacy']\n")
    report = cli.lint()
    assert report["coverage"]["files_excluded"] == ["legacy"]
    assert "1 path excluded." in cli("lint").stdout
    assert [one["path"] for one in cli.lint("legacy")["findings"]] == ["legacy/old.tf"], "it was named outright"
    inner = Cli(repository / "infra")
    assert inner.lint("..")["coverage"]["files_excluded"] == ["../legacy"]
    assert cli("lint", "--roots-of", "legacy/old.tf").returncode == 0


def test_severities(repository: Path, cli: Cli) -> None:
    before = cli.lint()
    (repository / "foureyes.toml").write_text(f"[lint]\nfail_on = 'high'\n[lint.severities]\n{SSH} = 'low'\n")
    report = cli.lint()
    assert severities(report) == {"g": "low", "old": "low"}
    first = report["findings"][0]
    assert first["rule_severity"] == "high"
    assert first["severity_reason"] == "lowered from high to low: foureyes.toml says so"
    assert [one["fingerprint"] for one in report["findings"]] == [one["fingerprint"] for one in before["findings"]]
    assert "severity: lowered from high to low" in cli("lint").stdout
    assert cli("lint").returncode == 0
    sarif = json.loads(cli("lint", "--format", "sarif").stdout)["runs"][0]["results"][0]
    assert sarif["level"] == "note"


def test_a_rule_that_is_off_is_told(repository: Path, cli: Cli) -> None:
    (repository / "foureyes.toml").write_text(
        f"[lint.severities]\n{SSH} = 'off'\naws-s3-bucket-acl-open-to-everyone = 'off'\n"
    )
    done = cli("lint")
    assert done.returncode == 0
    assert f"2 rules switched off: aws-s3-bucket-acl-open-to-everyone, {SSH}." in done.stdout
    report = cli.lint()
    assert report["findings"] == []
    assert len(report["accepted"]) == 2
    assert report["coverage"]["rules_off"] == ["aws-s3-bucket-acl-open-to-everyone", SSH]


def test_rules_that_there_are_not(repository: Path, cli: Cli) -> None:
    (repository / "foureyes.toml").write_text(f"[[lint.at]]\npaths = ['x']\n[lint.at.severities]\n{SSH}s = 'low'\n")
    done = cli("lint")
    assert done.returncode == 2
    assert f"foureyes.toml:4: there is no rule `{SSH}s`" in done.stderr
    assert f"did you mean `{SSH}`?" in done.stderr


def test_later_paths_win(repository: Path, cli: Cli) -> None:
    (repository / "foureyes.toml").write_text(
        f"[lint.severities]\n{SSH} = 'critical'\n"
        f"[[lint.at]]\npaths = ['legacy']\nfail_on = 'never'\nseverities = {{{SSH} = 'medium'}}\n"
        f"[[lint.at]]\npaths = ['legacy/old.tf']\nseverities = {{{SSH} = 'low'}}\n"
    )
    assert severities(cli.lint()) == {"g": "critical", "old": "low"}
    assert cli("lint").returncode == 1
    assert cli("lint", "legacy").returncode == 0
    assert cli("lint", "legacy", "--fail-on", "low").returncode == 1


def test_profiles_by_path(repository: Path, cli: Cli) -> None:
    for folder in ("infra", "legacy"):
        (repository / folder / "bucket.tf").write_text('resource "aws_s3_bucket" "b" {\n  bucket = "b"\n}\n')

    def found() -> set[tuple[str, str]]:
        return {(one["rule"], one["path"].partition("/")[0]) for one in cli.lint()["findings"]}

    plain = found()
    (repository / "foureyes.toml").write_text("[lint]\nprofiles = ['hardening', 'customer-keys', 'retention']\n")
    everywhere = found()
    (repository / "foureyes.toml").write_text(
        "[[lint.at]]\npaths = ['infra']\nprofiles = ['hardening', 'customer-keys', 'retention']\n"
    )
    assert plain < everywhere
    assert found() == plain | {one for one in everywhere if one[1] == "infra"}


def test_classified_data_is_judged_more_strictly(repository: Path, cli: Cli) -> None:
    opened(repository / "infra", "secret_store", "public")
    opened(repository / "infra", "told", "SECRET")
    (repository / "foureyes.toml").write_text(
        "[[lint.classification]]\nname = 'confidential'\ntags = {data = ['secret']}\nresources = ['*.secret_*']\n"
        "[[lint.at]]\npaths = ['legacy']\n[[lint.at.classification]]\nname = 'historic'\n"
        "resources = ['*']\nseverity = 'medium'\n"
    )
    report = cli.lint()
    assert severities(report) == {"g": "high", "old": "high", "secret_store": "critical", "told": "critical"}
    reasons = {one["resource"]: one["severity_reason"] for one in report["findings"]}
    assert reasons["aws_security_group.told"] == "raised from high to critical: tag Data (SECRET) is confidential"
    assert reasons["aws_security_group.secret_store"] == "raised from high to critical: its name is confidential"
    assert reasons["aws_security_group.old"] == ""
    assert [one["severity"] for one in report["findings"]] == ["critical", "critical", "high", "high"]
    done = cli("explain", next(one["fingerprint"] for one in report["findings"])[:8])
    assert done.returncode == 0 and "critical" in done.stdout


def test_a_pack_is_no_part_of_python_nor_of_the_code_that_is_judged(repository: Path, cli: Cli) -> None:
    (repository / "evil.py").write_text("raise SystemExit('hijacked')\n")
    for pack in ("antigravity", "idlelib.idle", "evil"):
        (repository / "foureyes.toml").write_text(f"[lint]\npacks = ['{pack}']\n")
        done = cli("lint")
        assert done.returncode == 2
        assert "hijacked" not in done.stderr + done.stdout
        assert pack in done.stderr


def test_severities_cost_no_new_judgement(repository: Path, cli: Cli) -> None:
    """What is applied afterwards does not keep the cache from being used."""
    assert severities(cli.lint()) == {"g": "high", "old": "high"}
    kept = judgements(cli)
    assert kept
    (repository / "foureyes.toml").write_text(f"[lint.severities]\n{SSH} = 'low'\n")
    assert severities(cli.lint()) == {"g": "low", "old": "low"}
    assert judgements(cli) == kept
    (repository / "foureyes.toml").write_text("[lint]\nprofiles = ['hardening']\n")
    cli.lint()
    assert judgements(cli) != kept


def judgements(cli: Cli) -> dict[str, str]:
    """What the cache keeps of roots: all but the last answers."""
    packs = [json.loads(path.read_text()) for path in Path(f"{cli.folder}-cache").rglob("??.json")]
    return {key: told for pack in packs for key, told in pack.items() if "states" not in json.loads(told)}
