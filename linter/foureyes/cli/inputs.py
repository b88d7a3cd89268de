"""What the verbs that judge share: the configuration, and the run itself."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from foureyes.cli.asked import Asked
from foureyes.errors import BadUsage
from foureyes.model.record import Record, replace

if TYPE_CHECKING:
    from foureyes.config import Configuration
    from foureyes.engine.severities import Settings
    from foureyes.errors import FoureyesError
    from foureyes.model.root import Inputs, Options
    from foureyes.model.tree import Tree
    from foureyes.run import Manner, Outcome
    from foureyes.sources.witnesses import Witnesses
    from foureyes.sources.working_tree import WorkingTree


def configured(asked: Asked, roots_of: bool = False, witnesses: Witnesses | None = None) -> Configuration:
    """The configuration of a run: of `--config`, or the nearest one upwards from what all the paths lie in.

    With `roots_of` from this folder: which files changed must not decide which configuration holds. `witnesses`: are
    told where it was looked for.
    """
    from foureyes.config import Configuration, find, read

    if asked.config and asked.no_config:
        raise BadUsage("--config and --no-config exclude each other")
    if asked.config:
        return read(asked.config)
    if asked.no_config:
        return Configuration()
    return find("." if roots_of else _around(asked.paths), witnesses) or Configuration()


def _around(paths: Iterable[str]) -> str:
    """The folder that all paths lie in."""
    full = [os.path.realpath(path) for path in paths] or [os.getcwd()]
    try:
        common = os.path.commonpath(full)
    except ValueError:  # On several drives.
        return "."
    return common if os.path.isdir(common) else os.path.dirname(common)


class Judged(Record):
    """A run and what it was told to do."""

    outcome: Outcome
    configuration: Configuration
    settings: Settings
    tree: WorkingTree
    folder: str
    """The folder that all of it lies in."""
    again: Callable[[Tree], Outcome]
    """The same of another tree; what is not there is looked for in the folder above."""
    chosen: tuple[str, ...]
    packs: tuple[str, ...]
    profiles: tuple[str, ...]
    options: Options
    manner: Manner


def judged(
    asked: Asked,
    *,
    roots_of: bool = False,
    manner: Manner | None = None,
    fail_on: str | None = None,
    base: str = "",
    tree_of: Callable[[int], WorkingTree] | None = None,
) -> Judged:
    """Run the pipeline over what is asked, as the configuration says.

    `roots_of`: over all that the paths have a part in.
    `base`: what it will be compared with: run again on another tree, in which what is the same is not judged twice.
    `tree_of`: the tree to read, given the largest size of a file; the working tree without it.
    """
    # The cyclic collector is the only part of reading that grows faster than the input.
    gc.disable()
    from foureyes.cli.progress import Progress
    from foureyes.engine.catalogue import BUILT_IN
    from foureyes.engine.severities import Settings
    from foureyes.model.limits import limits_from
    from foureyes.model.root import Options
    from foureyes.model.rule import DEFAULT_PROFILE
    from foureyes.run import Manner, cache_of, lint
    from foureyes.sources.bound import bound_of
    from foureyes.sources.exclude import Exclude, Told
    from foureyes.sources.witnesses import Witnesses
    from foureyes.sources.working_tree import WorkingTree

    witnesses = Witnesses()
    configuration = configured(asked, roots_of, witnesses)
    table = configuration.lint
    given = {name: value for name, value in (("profiles", asked.profiles), ("fail_on", fail_on)) if value}
    settings = Settings(table, Told(configuration.folder), given, configuration.path)
    manner = manner or Manner()
    manner = replace(manner, excluded=_excluded(asked, configuration, Exclude))
    packs, unasked = _packs(asked, configuration, BUILT_IN, base)
    limits = limits_from({**configuration.limits, **manner.limits})
    options = Options(
        asked.variables, asked.variable_files, deployments=tuple(_deployments(configuration)), limits=limits
    )
    progress = Progress()
    tree = (tree_of or WorkingTree)(limits.file_size)
    tree.witnesses = witnesses
    chosen = asked.paths or tuple(os.path.join(configuration.folder, one) for one in table.get("paths", ())) or (".",)
    if roots_of:
        from foureyes.sources.neighbours import Neighbours

        chosen = tuple(Neighbours(tree, manner.ignore, manner.excluded).of(asked.paths))

    tree.bound = bound_of((*chosen, configuration.folder), asked.variable_files, witnesses)
    profiles = (DEFAULT_PROFILE, *settings.profiles)
    cache = cache_of(chosen, packs, profiles, options) if manner.cache else None
    if base and cache is None:
        from foureyes.engine.cache import Cache

        cache = Cache(None, "")

    def over(tree: Tree) -> Outcome:
        try:
            outcome = lint(
                chosen if tree is own else dict.fromkeys(_there(one, tree) for one in chosen),
                tree,
                options=options,
                packs=packs,
                profiles=profiles,
                progress=progress,
                manner=manner,
                cache=cache,
            )
        finally:
            progress.wipe()
        outcome.coverage.errors += unasked
        _settle(outcome, settings, configuration, () if any(map(_is_broken, outcome.coverage.errors)) else packs)
        return outcome

    own = tree
    folder = "." if roots_of else _around(chosen)
    return Judged(over(tree), configuration, settings, tree, folder, over, chosen, packs, profiles, options, manner)


def _is_broken(error: FoureyesError) -> bool:
    """Whether rules could not be asked, so that a rule nobody knows may be one of those."""
    from foureyes.errors import BrokenRule

    return isinstance(error, BrokenRule)


def _there(path: str, tree: Tree) -> str:
    """What is named, or in a tree that does not have it the nearest folder above."""
    from foureyes.model.tree import join, parent

    path = join(path)
    while not (tree.is_file(path) or tree.is_directory(path) or path in (".", "/") or path.endswith("..")):
        path = parent(path)
    return path


def _excluded(asked: Asked, configuration: Configuration, exclude: type) -> Callable[[str], bool] | None:
    """What is left out: patterns of the command line are told from this folder, the file's from its own."""
    patterns = asked.exclude or configuration.lint.get("exclude", ())
    found: Callable[[str], bool] | None = exclude("." if asked.exclude else configuration.folder, patterns)
    return found if patterns else None


def _packs(
    asked: Asked, configuration: Configuration, built_in: str, base: str
) -> tuple[tuple[str, ...], list[FoureyesError]]:
    """The packs to import, and what is not. Python's own modules are no packs, whoever names them."""
    import sys

    packs = tuple(configuration.lint.get("packs", (built_in,)))
    for number, one in enumerate(packs):
        if one.partition(".")[0] in sys.stdlib_module_names:
            raise configuration.fault(["lint", "packs", number], f"{one} is a part of Python and no rule pack")
    if not asked.rules_from and "rules" not in configuration.lint:
        return packs, []
    from foureyes.cli.house import house

    found, unasked = house(configuration, asked.rules_from, base)
    return (*packs, *found), unasked


def _deployments(configuration: Configuration) -> Iterator[tuple[str, Inputs]]:
    """The deployments that the configuration tells of, by the paths of their roots."""
    from foureyes.engine.deployments import listed

    def here(path: str) -> str:
        return os.path.relpath(os.path.join(configuration.folder, path)).replace(os.sep, "/")

    for number, (root, inputs) in enumerate(listed(configuration.lint, here)):
        for key, path in (("root", root), *(("files", file) for file in inputs.files)):
            if not os.path.exists(path):
                raise configuration.fault(["lint", "deployments", number, key], f"there is no {path}")
        yield root, inputs


def _settle(outcome: Outcome, settings: Settings, configuration: Configuration, packs: tuple[str, ...]) -> None:
    """What the configuration says about findings: which are asked for, which are off, how severe they are.

    `packs`: all there are, so that a name of no rule is an error; none where some were not asked.
    """
    table = configuration.lint
    if not ("severities" in table or "classification" in table or "at" in table):
        return
    rules = {rule.id: rule for rule in outcome.rules}
    if packs and any(True for _ in settings.unknown(rules)):
        from foureyes.engine.catalogue import load
        from foureyes.engine.severities import check

        check(settings, {rule.id for rule in load(packs)}, configuration.fault)
    outcome.coverage.rules_off = settings.off
    outcome.findings = [one for one in outcome.findings if settings.asks(one, rules)]
    outcome.set_aside(settings.accepted)
    for finding in outcome.findings:
        settings.grade(finding)
    from foureyes.reports.words import worst_first

    outcome.findings = worst_first(outcome.findings)
