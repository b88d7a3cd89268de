"""What docs/fixing.md shows is what happens."""

import re

from tests.support import Cli


def shown(page, name):
    return re.search(rf"<!-- {name} -->\n```\w*\n(.*?)```", page, re.DOTALL)[1]


def test_the_page_shows_what_happens(tmp_path, root):
    page = (root / "docs/fixing.md").read_text(encoding="utf-8")
    path = tmp_path / "main.tf"
    path.write_text(shown(page, "before"))
    cli = Cli(tmp_path)
    done = cli("fix")
    assert done.stdout == shown(page, "shown")
    assert done.returncode == 1
    assert cli("fix", "--write").returncode == 0
    assert path.read_text() == shown(page, "after")


def test_every_command_of_the_page_is_one(tmp_path, root):
    page = (root / "docs/fixing.md").read_text(encoding="utf-8")
    path = tmp_path / "main.tf"
    (tmp_path / "infra").mkdir()
    for line in re.search(r"\n```\n(.*?)```", page, re.DOTALL)[1].splitlines():
        path.write_text(shown(page, "before"))
        (tmp_path / "infra/main.tf").write_text(shown(page, "before"))
        done = Cli(tmp_path)(*line.split()[1:])
        assert done.returncode == (0 if "--write" in line else 1), done.stderr


def test_help_has_examples_that_run(tmp_path, root):
    page = (root / "docs/fixing.md").read_text(encoding="utf-8")
    cli = Cli(tmp_path)
    told = cli("fix", "--help").stdout
    examples = re.findall(r"^ +(foureyes fix.*?)(?:  .*)?$", told.partition("Examples:")[2], re.MULTILINE)
    assert len(examples) > 3
    for line in examples:
        (tmp_path / "main.tf").write_text(shown(page, "before"))
        (tmp_path / "infra").mkdir(exist_ok=True)
        (tmp_path / "infra/main.tf").write_text(shown(page, "before"))
        done = cli(*line.split()[1:])
        assert done.returncode in (0, 1), (line, done.stderr)
