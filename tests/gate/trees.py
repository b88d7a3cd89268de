"""Pictures of real files, taken in this process with the built-in rules and no policy around them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path

from foureyes.cli.gate_survey import Survey
from foureyes.engine.catalogue import BUILT_IN
from foureyes.engine.ruleset import RuleSet
from foureyes.gate.compare import Comparison
from foureyes.gate.picture import Picture
from foureyes.model.rule import DEFAULT_PROFILE
from foureyes.sources.git import Repository
from foureyes.sources.git_tree import GitTree


def by_folder(*paths: str) -> str:
    """The environment that the folder below `infra` names, prod for everything else."""
    found = {path.split("/")[1] for path in paths if path.startswith("infra/") and "/" in path}
    return found.pop() if len(found) == 1 else "prod"


class Trees:
    """A repository of which every tree can be pictured."""

    def __init__(self, folder: Path, profiles: tuple[str, ...] = (DEFAULT_PROFILE,)) -> None:
        self.folder = folder
        self._profiles = profiles
        self._git("init", "-q", "-b", "main")
        self._git("-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "-q", "--allow-empty", "-m", "begin")
        self.repository = Repository(str(folder))
        self._root = self.repository.commit("main")
        self._taken: dict[tuple[tuple[str, str], ...], Picture] = {}

    def _git(self, *arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=self.folder, check=True)

    @cached_property
    def _rules(self) -> RuleSet:
        return RuleSet((BUILT_IN,), self._profiles)

    def picture(self, files: Mapping[str, str]) -> Picture:
        """How everything in these files is judged."""
        key = tuple(sorted(files.items()))
        if key not in self._taken:
            commit = self.repository.with_files(self._root, {path: text.encode() for path, text in files.items()})
            self._taken[key] = Survey(GitTree(self.repository, commit), self._rules).take()
        return self._taken[key]

    def comparison(
        self, before: Mapping[str, str], after: Mapping[str, str], environment: Callable[[str, str], str] = by_folder
    ) -> Comparison:
        """Two trees compared, each judged for itself."""
        return Comparison(self.picture(before), self.picture(after), environment)
