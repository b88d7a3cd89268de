"""What the verbs that judge share: the options about what is judged, the configuration, and the run itself."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from foureyes.config import Configuration
    from foureyes.engine.severities import Settings
    from foureyes.errors import FoureyesError
    from foureyes.model.root import Inputs, Options
    from foureyes.model.tree import Tree
    from foureyes.run import Manner, Outcome
    from foureyes.sources.working_tree import WorkingTree

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

KEPT = "foureyes."
"""Before the names of options that a verb's function is not given: they are kept in click's context."""


def judged_inputs(command: Decorated) -> Decorated:
    """Add the PATHS argument and the options that decide what is judged."""
    for decorate in (
        click.option(
            "--exclude",
            multiple=True,
            expose_value=False,
            callback=_keep,
            metavar="PATTERN",
            help="Leave out what lies here: `*` within a folder, `**` over any depth. Repeatable.",
        ),
        click.option(
            "--rules-from",
            multiple=True,
            type=click.Path(file_okay=False),
            expose_value=False,
            callback=_keep,
            metavar="FOLDER",
            help="Ask the rules in this folder too. Their code runs. Repeatable.",
        ),
        click.option(
            "--no-config", is_flag=True, expose_value=False, callback=_keep, help="Read no configuration file."
        ),
        click.option(
            "--config",
            type=click.Path(exists=True, dir_okay=False),
            expose_value=False,
            callback=_keep,
            metavar="FILE",
            help="The configuration. Default: the nearest foureyes.toml, upwards from PATHS.",
        ),
        click.option(
            "--var-file",
            "variable_files",
            multiple=True,
            type=click.Path(exists=True, dir_okay=False),
            metavar="FILE",
            help="Parameter file to judge with. Repeatable, the later winning.",
        ),
        click.option(
            "--var",
            "variables",
            multiple=True,
            callback=_pairs,
            metavar="NAME=VALUE",
            help="Value of an input variable or parameter. Repeatable.",
        ),
        click.option(
            "--profile",
            "profiles",
            multiple=True,
            metavar="NAME",
            help="Ask the rules of this profile too: hardening, customer-keys, retention. Repeatable.",
        ),
        click.argument("paths", nargs=-1, type=click.Path()),
    ):
        command = decorate(command)
    return command


def _keep(context: click.Context, option: click.Parameter, given: Any) -> None:
    context.meta[f"{KEPT}{option.name}"] = given


def _kept(name: str) -> Any:
    context = click.get_current_context(silent=True)
    return context.meta.get(f"{KEPT}{name}") if context is not None else None


def _pairs(context: click.Context, option: click.Parameter, given: Iterable[str]) -> tuple[tuple[str, str], ...]:
    pairs = []
    for one in given:
        name, equals, value = one.partition("=")
        if not name.strip() or not equals:
            raise click.BadParameter(f"{one!r} is not of the form NAME=VALUE", context, option)
        pairs.append((name.strip(), value))
    return tuple(pairs)


def configured(paths: Iterable[str], roots_of: bool = False) -> Configuration:
    """The configuration of a run: of `--config`, or the nearest one upwards from what all the paths lie in.

    With `roots_of` from this folder: which files changed must not decide which configuration holds.
    """
    from foureyes.config import Configuration, find, read

    named = _kept("config")
    if named and _kept("no_config"):
        raise click.UsageError("--config and --no-config exclude each other")
    if named:
        return read(named)
    if _kept("no_config"):
        return Configuration()
    return find("." if roots_of else _around(paths)) or Configuration()


def _around(paths: Iterable[str]) -> str:
    """The folder that all paths lie in."""
    full = [os.path.realpath(path) for path in paths] or [os.getcwd()]
    try:
        common = os.path.commonpath(full)
    except ValueError:  # On several drives.
        return "."
    return common if os.path.isdir(common) else os.path.dirname(common)


@dataclass(slots=True)
class Judged:
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
    asked: tuple[str, ...]
    """The profiles."""
    options: Options
    manner: Manner


def judge(
    paths: tuple[str, ...],
    profiles: tuple[str, ...],
    variables: tuple[tuple[str, str], ...],
    variable_files: tuple[str, ...],
    roots_of: bool = False,
    manner: Manner | None = None,
) -> Outcome:
    """Judge the paths, or this folder, as the configuration says, severities included."""
    return judged(paths, profiles, variables, variable_files, roots_of, manner).outcome


def judged(
    paths: tuple[str, ...],
    profiles: tuple[str, ...],
    variables: tuple[tuple[str, str], ...],
    variable_files: tuple[str, ...],
    roots_of: bool = False,
    manner: Manner | None = None,
    fail_on: str | None = None,
    repeated: bool = False,
    tree_of: Callable[[int], WorkingTree] | None = None,
) -> Judged:
    """Run the pipeline over the paths, or over this folder. `roots_of`: over all that the paths have a part in.

    `repeated`: it will be run again on another tree; what is the same there is not judged twice.
    `tree_of`: the tree to read, given the largest size of a file; the working tree without it.
    """
    # The cyclic collector is the only part of reading that grows faster than the input.
    gc.disable()
    from foureyes.cli.progress import Progress
    from foureyes.engine.catalogue import BUILT_IN
    from foureyes.engine.severities import Settings
    from foureyes.model.root import Options
    from foureyes.model.rule import DEFAULT_PROFILE
    from foureyes.run import Manner, cache_of, lint
    from foureyes.sources.exclude import Exclude, Told
    from foureyes.sources.working_tree import WorkingTree

    configuration = configured(paths, roots_of)
    table = configuration.lint
    given = {name: value for name, value in (("profiles", profiles), ("fail_on", fail_on)) if value}
    settings = Settings(table, Told(configuration.folder), given, configuration.path)
    manner = manner or Manner()
    manner = replace(manner, excluded=_excluded(configuration, Exclude))
    packs, unasked = _packs(configuration, BUILT_IN)
    options = Options(variables, variable_files, deployments=tuple(_deployments(configuration)))
    progress = Progress()
    tree = (tree_of or WorkingTree)(manner.limits.file_size)
    chosen = paths or tuple(os.path.join(configuration.folder, one) for one in table.get("paths", ())) or (".",)
    if roots_of:
        from foureyes.sources.neighbours import Neighbours

        chosen = tuple(Neighbours(tree, manner.ignore, manner.excluded).of(paths))

    asked = (DEFAULT_PROFILE, *settings.profiles)
    cache = cache_of(chosen, packs, asked, options, manner.limits) if manner.cache else None
    if repeated and cache is None:
        from foureyes.engine.cache import Cache

        cache = Cache(None, "")

    def over(tree: Tree) -> Outcome:
        try:
            outcome = lint(
                chosen if tree is own else dict.fromkeys(_there(one, tree) for one in chosen),
                tree,
                options=options,
                packs=packs,
                profiles=asked,
                progress=progress,
                manner=manner,
                cache=cache,
            )
        finally:
            progress.wipe()
        outcome.coverage.errors += unasked
        _settle(outcome, settings, configuration, () if unasked else packs)
        return outcome

    own = tree
    folder = "." if roots_of else _around(chosen)
    return Judged(over(tree), configuration, settings, tree, folder, over, chosen, packs, asked, options, manner)


def _there(path: str, tree: Tree) -> str:
    """What is named, or in a tree that does not have it the nearest folder above."""
    from foureyes.model.tree import join, parent

    path = join(path)
    while not (tree.is_file(path) or tree.is_directory(path) or path in (".", "/") or path.endswith("..")):
        path = parent(path)
    return path


def _excluded(configuration: Configuration, exclude: type) -> Callable[[str], bool] | None:
    """What is left out: patterns of the command line are told from this folder, the file's from its own."""
    given = _kept("exclude")
    patterns = given or configuration.lint.get("exclude", ())
    found: Callable[[str], bool] | None = exclude("." if given else configuration.folder, patterns)
    return found if patterns else None


def _packs(configuration: Configuration, built_in: str) -> tuple[tuple[str, ...], list[FoureyesError]]:
    """The packs to import, and what is not. Python's own modules are no packs, whoever names them."""
    import sys

    packs = tuple(configuration.lint.get("packs", (built_in,)))
    for number, one in enumerate(packs):
        if one.partition(".")[0] in sys.stdlib_module_names:
            raise configuration.fault(["lint", "packs", number], f"{one} is a part of Python and no rule pack")
    given = _kept("rules_from") or ()
    if not given and "rules" not in configuration.lint:
        return packs, []
    from foureyes.cli.house import house

    context = click.get_current_context(silent=True)
    found, unasked = house(configuration, given, (context.params.get("base") if context else None) or "")
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
