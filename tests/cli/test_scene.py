"""`lint` and `explain` over a reader of one-line resources: everything of the command line but a language."""

from __future__ import annotations

import gc
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from jsonschema import Draft202012Validator

import foureyes.run
from foureyes.cli.main import main
from foureyes.errors import UnreadableSource
from foureyes.model.place import Place, Source
from foureyes.model.resource import Evaluation, Gap, Resource
from foureyes.model.root import Inputs, Options, Root
from foureyes.model.tree import Tree
from foureyes.model.value import Absent, Known, MapValue, Reference, Step, Unknown, Value
from foureyes.model.version import VersionRange
from foureyes.reports import json as json_report

RULE = "azure-blob-container-open-to-everyone"
LEAK = """\
account data allow_nested_items_to_be_public=true
container open container_access_type=blob storage_account_id=data
"""
TYPES = {"account": "azurerm_storage_account", "container": "azurerm_storage_container"}


def roots(files: list[str], inputs: list[str], tree: Tree) -> list[Root]:
    return [Root("terraform", path, (path,)) for path in files]


def evaluate(root: Root, inputs: Inputs, tree: Tree, options: Options) -> Evaluation:
    """Lines of `kind name key=value …`; `?` is unknown, `$x` comes from --var."""
    source = tree.source(root.path)
    done = Evaluation(root.path, inputs.name, "terraform", files={root.path})
    for match in re.finditer(r"(?m)^(\w+) (.*)$", source.text):
        place = Place(source, *match.span())
        if match[1] == "gap":
            done.gaps.append(Gap("a module is not there", place, "fetch it"))
        elif match[1] not in TYPES:
            done.errors.append(UnreadableSource("this is no resource", place=place, remedy="write one"))
        else:
            done.resources.append(_resource(match, source, options))
    return done


def _resource(match: re.Match[str], source: Source, options: Options) -> Resource:
    place = Place(source, *match.span())
    name, *pairs = match[2].split()
    body: dict[str, Value] = {}
    for pair in pairs:
        key, _, text = pair.partition("=")
        start = source.text.index(pair, match.start()) + len(key) + 1
        body[key] = _value(text, Place(source, start, start + len(text)), dict(options.variables))
    type = TYPES[match[1]]
    return Resource(
        "terraform",
        type,
        f"{type}.{name}",
        MapValue(body, place),
        place,
        place,
        identities=frozenset({name}),
        provider="azurerm",
        version=VersionRange.exact("4.1.0"),
    )


def _value(text: str, place: Place, variables: dict[str, str]) -> Value:
    if text == "?":
        return Unknown("nobody knows", place)
    if text.startswith("$"):
        text = variables[text[1:]]
        return Known({"true": True, "false": False}.get(text, text), place, (Step(f"`x` is {text}", place),))
    if text == "null":
        return Absent(place)
    if text == "data":
        return Unknown("an id", place, (), (Reference("data", "id"),), subject="data.id")
    return Known({"true": True, "false": False}.get(text, text), place)


@pytest.fixture(autouse=True)
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "tiny_reader", SimpleNamespace(roots=roots, evaluate=evaluate))  # type: ignore[arg-type]
    monkeypatch.setitem(foureyes.run.READERS, "terraform", "tiny_reader")
    monkeypatch.chdir(tmp_path)
    yield
    gc.enable()


@pytest.fixture
def lint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def run(text: str, *arguments: str, verb: str = "lint") -> tuple[int, str, str]:
        (tmp_path / "main.tf").write_text(text)
        code = main([verb, *arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return run


Lint = Callable[..., tuple[int, str, str]]


def the_leak(out: str) -> dict[str, object]:
    (found,) = [one for one in json.loads(out)["findings"] if one["rule"] == RULE]
    return dict(found)


def test_leak_in_every_form(lint: Lint) -> None:
    code, out, err = lint(LEAK)
    assert (code, err) == (1, "")
    assert out.startswith("critical: Anyone on the internet can read every blob in this container.\n")
    assert re.search(r"^ --> main\.tf:2:\d+$", out, re.MULTILINE)
    assert "Exit code 1: " in out

    code, out, err = lint(LEAK, "--format", "json")
    assert (code, err) == (1, "")
    schema = Path(json_report.__file__).parent / "schema" / "foureyes-report-1.schema.json"
    Draft202012Validator(json.loads(schema.read_text())).validate(json.loads(out))
    found = the_leak(out)
    assert (found["answer"], found["path"], found["line"]) == ("risky", "main.tf", 2)
    assert any(one["line"] == 1 for one in found["related"])  # type: ignore[attr-defined]

    code, out, err = lint(LEAK, "--format", "sarif")
    assert (code, err) == (1, "")
    assert RULE in {result["ruleId"] for result in json.loads(out)["runs"][0]["results"]}


def test_threshold(lint: Lint) -> None:
    assert lint(LEAK, "--fail-on", "critical")[0] == 1
    assert lint(LEAK, "--fail-on", "never", "--allow-unknown")[0] == 0
    private = LEAK.replace("=blob", "=private").replace("public=true", "public=false")
    assert lint(private, "--fail-on", "critical")[0] == 0


def test_what_cannot_be_told_is_3(lint: Lint) -> None:
    text = LEAK.replace("=blob", "=?")
    code, out, _ = lint(text, "--fail-on", "critical")
    assert code == 3
    assert "cannot tell whether: Anyone on the internet can read every blob" in out
    assert lint(text, "--fail-on", "critical", "--allow-unknown")[0] == 0
    assert the_leak(lint(text, "--format", "json")[1])["answer"] == "cannot-tell"


def test_unreadable_parts_hide_nothing(lint: Lint) -> None:
    code, out, err = lint(f"rubbish here\n{LEAK}")
    assert code == 1
    assert err == "error: main.tf:1:1: this is no resource\n  write one\n"
    assert "critical: " in out
    closed = LEAK.replace("=blob", "=private")
    assert lint(f"rubbish here\n{closed}", "--fail-on", "critical")[0] == 3
    code, out, _ = lint(f"gap here\n{closed}", "--fail-on", "critical")
    assert code == 3
    assert "main.tf:1: a module is not there\n    fetch it\n" in out


def test_variables_reach_the_reader(lint: Lint) -> None:
    text = LEAK.replace("=blob", "=$level")
    assert the_leak(lint(text, "--var", "level=blob", "--format", "json")[1])["answer"] == "risky"
    assert lint(text, "--var", "level=private", "--fail-on", "critical")[0] == 0


def test_profiles_add_rules(lint: Lint) -> None:
    def rules(*arguments: str) -> set[str]:
        return {one["rule"] for one in json.loads(lint(LEAK, "--format", "json", *arguments)[1])["findings"]}

    assert rules() < rules("--profile", "customer-keys")


def test_explain_tells_the_whole_trail(lint: Lint) -> None:
    text = LEAK.replace("=blob", "=$level")
    fingerprint = str(the_leak(lint(text, "--var", "level=blob", "--format", "json")[1])["fingerprint"])
    code, out, err = lint(text, fingerprint[:8], "main.tf", "--var", "level=blob", verb="explain")
    assert (code, err) == (0, "")
    assert f"Fingerprint: {fingerprint}" in out
    assert '1. `container_access_type` is "blob"' in out
    assert "   because `x` is blob" in out
    assert "BlueBleed" in out
    assert lint(text, "0000", "--var", "level=blob", verb="explain")[0] == 2


def test_collector_is_off_while_judging(lint: Lint) -> None:
    lint(LEAK)
    assert not gc.isenabled()
