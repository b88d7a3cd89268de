"""A folder of rules as a pack: made once by its place, and of nothing but Python sources."""

import importlib
import sys

import pytest

from foureyes.engine.house_rules import file_of, is_house, pack_of
from foureyes.errors import BadUsage


def test_where_there_is_no_folder_there_is_no_pack(tmp_path):
    with pytest.raises(BadUsage, match="there is no such folder of rules") as caught:
        pack_of(str(tmp_path / "rules"))
    assert caught.value.path == str(tmp_path / "rules")
    (tmp_path / "rules").write_text("a file")
    with pytest.raises(BadUsage):
        pack_of(str(tmp_path / "rules"))


def test_a_folder_is_one_pack_however_it_is_named(tmp_path, monkeypatch):
    for name in ("ours", "theirs"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "queues.py").write_text(f"WHOSE = {name!r}\n")
    (tmp_path / "link").symlink_to("ours")
    monkeypatch.chdir(tmp_path)
    ours, theirs = pack_of("ours"), pack_of(str(tmp_path / "theirs"))
    assert pack_of("link") == pack_of("./ours") == ours != theirs
    assert [importlib.import_module(f"{one}.queues").WHOSE for one in (ours, theirs)] == ["ours", "theirs"]
    assert [file_of(f"{one}.queues") for one in (ours, theirs)] == ["ours/queues.py", "theirs/queues.py"]
    assert is_house(f"{ours}.queues")
    assert not is_house("foureyes_rules.aws.s3")


def test_what_lies_elsewhere_is_found_as_python_finds_it(tmp_path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "acme_elsewhere.py").write_text("")
    pack_of(str(tmp_path / "rules"))
    sys.path.insert(0, str(tmp_path / "elsewhere"))
    try:
        found = importlib.import_module("acme_elsewhere")
    finally:
        sys.path.remove(str(tmp_path / "elsewhere"))
    assert found.__cached__ is not None, "the folder of house rules alone is read by their loader"
