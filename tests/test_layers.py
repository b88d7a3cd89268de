"""Imports only point the way docs/architecture.md draws: data flows one way, never back."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LINTER = ROOT / "linter" / "foureyes"
RULES = ROOT / "rules" / "foureyes_rules"

MAY_IMPORT = {
    "errors": {"model"},
    "model": {"model", "errors"},
    "sources": {"model", "errors", "sources"},
    "languages": {"model", "errors", "languages"},
    "engine": {"model", "errors", "engine"},
    "reports": {"model", "errors", "reports"},
    "fixing": {"model", "errors", "languages", "engine", "judging", "fixing"},
    "server": {"model", "errors", "sources", "reports", "server"},
    "gate": {"model", "errors", "gate"},
    "config": {"model", "errors", "sources", "config"},
    "judging": {"model", "errors", "engine"},
    "work": {"model", "errors", "sources", "engine", "judging"},
    "run": {"model", "errors", "config", "sources", "engine", "judging", "work", "run"},
    "cli": {"model", "errors", "config", "run", "reports", "engine", "sources", "gate", "fixing", "server", "cli"},
    "__main__": {"cli"},
    "__init__": set(),
    "rules": {"model", "rules"},
}
VERSION = {"reports", "cli"}
"""Rooms that may ask for the version in `foureyes/__init__.py`."""


def room(path):
    if RULES in path.parents:
        return "rules"
    return path.relative_to(LINTER).parts[0].removesuffix(".py")


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            if name.startswith("foureyes_rules"):
                yield "rules", name
            elif name.startswith("foureyes."):
                yield name.split(".")[1], name


FILES = sorted([*LINTER.rglob("*.py"), *RULES.rglob("*.py")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_the_drawn_way(path):
    here = room(path)
    for there, name in imported(path):
        if there == "__version__":
            assert here in VERSION, f"{here} asks for the version"
            continue
        assert there in MAY_IMPORT[here], f"{here} must not import {name}"


def test_no_language_imports_another_except_bicep_and_arm():
    allowed = {("bicep", "arm")}
    for path in (LINTER / "languages").rglob("*.py"):
        here = path.relative_to(LINTER / "languages").parts[0]
        for _, name in imported(path):
            parts = name.split(".")
            if parts[1] == "languages" and len(parts) > 3:
                there = parts[2]
                assert there in (here, "documents") or (here, there) in allowed, f"{path}: {name}"
