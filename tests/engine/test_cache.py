"""The cache: the same answer as without it, whatever changed and whatever became of its files."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from foureyes.engine.cache import PACK_BYTES, Cache, stamp
from foureyes.sources.cache_folder import cache_folder

GROUP = """
resource "aws_security_group" "g" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [trimspace(var.from)]
  }
}
variable "from" {
  default = "10.0.0.0/8"
}
"""


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


@pytest.fixture
def lint(cli, work, tmp_path):
    """Lint three times (cold, warm, without a cache), see that they agree, and give the report."""

    def run(*arguments: str) -> dict:
        keep = {"XDG_CACHE_HOME": str(tmp_path / "xdg")}
        given = ("lint", "--format", "json", *arguments, "work")
        reports = [cli(*given, *more, **keep) for more in ((), (), ("--no-cache",))]
        assert reports[0].stdout == reports[1].stdout == reports[2].stdout
        assert reports[0].returncode == reports[1].returncode == reports[2].returncode
        return json.loads(reports[0].stdout)

    return run


def answers(report: dict) -> list[str]:
    return [one["rule"] for one in report["findings"] if one["answer"] == "risky"]


def test_whatever_changes_is_judged_anew(work: Path, lint) -> None:
    (work / "main.tf").write_text(GROUP)
    assert answers(lint()) == []
    (work / "terraform.tfvars").write_text('from = "0.0.0.0/0"\n')
    assert answers(lint())
    (work / "terraform.tfvars").unlink()
    assert answers(lint()) == []
    assert answers(lint("--var", "from=0.0.0.0/0"))
    (work / "main.tf").write_text(GROUP.replace("10.0.0.0/8", "0.0.0.0/0"))
    assert answers(lint())
    (work / "main_override.tf").write_text('variable "from" {\n  default = "10.0.0.0/8"\n}\n')
    assert answers(lint()) == []


def test_what_was_not_there_is_part_of_the_answer(work: Path, lint) -> None:
    (work / "main.tf").write_text('module "m" {\n  source = "./m"\n}\n')
    assert len(lint()["coverage"]["gaps"]) == 1
    (work / "m").mkdir()
    (work / "m" / "main.tf").write_text(GROUP.replace("10.0.0.0/8", "0.0.0.0/0"))
    assert answers(lint())
    (work / "m" / "main.tf").write_text(GROUP.replace("var.from", 'file("${path.module}/from.txt")'))
    assert answers(lint()) == []
    (work / "m" / "from.txt").write_text("0.0.0.0/0")
    assert answers(lint())


def test_secrets_stay_hidden(work: Path, lint) -> None:
    secret = 'variable "s" {\n  sensitive = true\n  default = "hunter2hunter2"\n}\n'
    (work / "main.tf").write_text(GROUP.replace("var.from", "var.s") + secret)
    assert "hunter2" not in json.dumps(lint())


def test_templates_in_every_language(work: Path, lint) -> None:
    (work / "a.bicep").write_text("module m 'm.bicep' = {\n  name: 'm'\n}\n")
    (work / "m.bicep").write_text("param x string = 'y'\n")
    (work / "c.yaml").write_text("Resources:\n  B:\n    Type: AWS::S3::Bucket\n")
    lint()
    (work / "m.bicep").write_text(
        "resource s 'Microsoft.Storage/storageAccounts@2021-01-01' = {\n  name: 's'\n  location: 'x'\n"
        "  properties: {\n    supportsHttpsTrafficOnly: false\n  }\n}\n"
    )
    assert answers(lint())
    changed = "Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties: {AccessControl: PublicRead}\n"
    (work / "c.yaml").write_text(changed)
    assert "c.yaml" in {os.path.basename(one["path"]) for one in lint()["findings"]}


@pytest.mark.parametrize("rubbish", [b"", b"{", b"[]", b'{"a": 1}', b"\xff\x00", b"[" * 100_000])
def test_a_broken_cache_is_no_cache(work: Path, lint, tmp_path: Path, rubbish: bytes) -> None:
    (work / "main.tf").write_text(GROUP.replace("10.0.0.0/8", "0.0.0.0/0"))
    assert answers(lint())
    packs = list((tmp_path / "xdg" / "foureyes").iterdir())
    assert packs
    for pack in packs:
        pack.write_bytes(rubbish)
    assert answers(lint())


def test_entries_that_lie_about_their_form_are_passed_over(work: Path, lint, tmp_path: Path) -> None:
    (work / "main.tf").write_text(GROUP.replace("10.0.0.0/8", "0.0.0.0/0"))
    lint()
    for pack in (tmp_path / "xdg" / "foureyes").iterdir():
        data = json.loads(pack.read_text())
        for wrong in ({}, [], {"seen": {}, "parts": [{}]}, {"seen": {}, "parts": 3, "roots": 3}, {"seen": 1}):
            pack.write_text(json.dumps({key: json.dumps(wrong) for key in data}))
            assert answers(lint())


def test_a_cache_that_cannot_be_written_is_no_fault(cli, work: Path, tmp_path: Path) -> None:
    (work / "main.tf").write_text(GROUP)
    (tmp_path / "file").write_text("")
    done = cli("lint", "work", XDG_CACHE_HOME=str(tmp_path / "file"))
    assert (done.returncode, done.stderr) == (0, "")


def test_nothing_is_kept_inside_of_what_is_judged(cli, work: Path) -> None:
    (work / "main.tf").write_text(GROUP)
    cli("lint", "work", XDG_CACHE_HOME=str(work / "cache"))
    assert [one.name for one in work.iterdir()] == ["main.tf"]


def test_a_folder_that_others_may_write_to_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder([str(tmp_path / "work")]) == os.path.join(os.path.realpath(tmp_path), "xdg", "foureyes")
    (tmp_path / "xdg" / "foureyes").mkdir(parents=True)
    (tmp_path / "xdg" / "foureyes").chmod(0o777)
    assert cache_folder([str(tmp_path / "work")]) is None


def test_packs_are_bounded_and_the_oldest_go(tmp_path: Path) -> None:
    for number in range(8):
        cache = Cache(str(tmp_path), "context")
        cache.put("aa" + str(number), {"x": "y" * (PACK_BYTES // 4)})
        cache.save()
    assert (tmp_path / "aa.json").stat().st_size < PACK_BYTES * 1.1
    cache = Cache(str(tmp_path), "context")
    assert cache.get("aa7") is not None
    assert cache.get("aa0") is None
    assert [one.name for one in tmp_path.iterdir()] == ["aa.json"]


def test_a_pack_that_outgrew_its_bound_is_as_good_as_empty(tmp_path: Path) -> None:
    cache = Cache(str(tmp_path), "context")
    key = cache.key("question")
    cache.put(key, {"answer": 1})
    cache.save()
    (pack,) = tmp_path.iterdir()
    assert Cache(str(tmp_path), "context").get(key) == {"answer": 1}
    pack.write_text(pack.read_text() + " " * (4 * PACK_BYTES))
    assert Cache(str(tmp_path), "context").get(key) is None


def test_the_stamp_of_what_is_not_there_differs_from_that_of_what_is(tmp_path: Path) -> None:
    path = str(tmp_path / "rules.py")
    missing = stamp([path])
    (tmp_path / "rules.py").write_text("")
    assert stamp([path]) != missing
    os.remove(path)
    assert stamp([path]) == missing
    assert stamp([path, str(tmp_path / "other.py")]) != missing
