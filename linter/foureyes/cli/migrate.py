"""`foureyes migrate`: skip comments of other tools, rewritten."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from foureyes.cli.output import check_links, tell, write

if TYPE_CHECKING:
    from foureyes.config import Configuration
    from foureyes.engine.migrating import Entry, Rewrite

TOOLS = ("checkov", "trivy", "tfsec", "kics", "terrascan", "cfn-nag", "cfn-guard", "cdk-nag", "cfn-lint")
"""As in `engine.foreign`, which is not loaded to answer `--help`; a test holds them together."""

EPILOG = """\b
Examples:
  foureyes migrate
  foureyes migrate infra/ --from checkov --from tfsec
  foureyes migrate --write

\b
Exit codes: 0; 2 for wrong usage or configuration; 3 where a file could not be read.
"""


@click.command("migrate", epilog=EPILOG)
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--from", "tools", multiple=True, type=click.Choice(TOOLS), help="Only what is said to this tool. Repeatable."
)
@click.option("--write", "to_disk", is_flag=True, help="Change the files instead of showing what would change.")
def command(paths: tuple[str, ...], tools: tuple[str, ...], to_disk: bool) -> int:
    """Rewrite skip comments of other tools under PATHS (default: this folder) as suppressions.

    Shows a diff. Comments change and nothing else; metadata stays and gets a comment beside it, or in
    JSON an entry in the configuration. What no rule here covers is left as it is, and listed.
    """
    from foureyes.cli.acceptances import packs
    from foureyes.config import Configuration, find
    from foureyes.engine.catalogue import load
    from foureyes.engine.foreign import Names
    from foureyes.engine.migrating import rewrite
    from foureyes.errors import FoureyesError
    from foureyes.model.rule import DEFAULT_PROFILE, PROFILES
    from foureyes.run import Manner, lint
    from foureyes.sources.bound import bound_of
    from foureyes.sources.discover import discover
    from foureyes.sources.working_tree import WorkingTree

    configuration = find(".") or Configuration()
    tree = WorkingTree()
    tree.bound = bound_of(paths, ())
    listing, errors = discover(paths or (".",), tree)
    names = Names(load(packs(configuration)))
    profiles = (DEFAULT_PROFILE, *PROFILES)
    run = lint(paths or (".",), tree, packs=packs(configuration), profiles=profiles, manner=Manner(cache=True))
    found: list[Rewrite] = []
    for path in sorted({path for language in listing.files.values() for path in language}):
        try:
            found.append(rewrite(tree.source(path), tools or TOOLS, names, run.findings))
        except FoureyesError as fault:
            errors.append(fault)
    for one in found:
        if one.text != one.source.text:
            _save(one.source.path, one.source.text, one.text, to_disk)
    entries = [*_new_entries([entry for one in found for entry in one.entries], configuration)]
    if entries:
        _configure(entries, configuration, to_disk)
    _tell_left(found, len(entries))
    for error in errors:
        tell(error)
    return 3 if errors else 0


def _save(path: str, old: str, new: str, to_disk: bool) -> None:
    if not to_disk:
        write(_diff(path, old, new), sys.stdout)
        return
    from foureyes.errors import BadUsage

    check_links(path)
    try:
        with open(path, "rb") as file:
            data = file.read()
        mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
        if data and data != mark + old.encode():
            raise BadUsage("the file is not UTF-8, or changed meanwhile", path=path, remedy="save it as UTF-8")
        with open(path, "wb") as file:
            file.write(mark + new.encode())
    except FileNotFoundError:
        with open(path, "w", encoding="utf-8", newline="") as created:
            created.write(new)
    except OSError as error:
        raise BadUsage(f"the file cannot be written: {error.strerror}", path=path) from error


def _diff(path: str, old: str, new: str) -> str:
    """What would change. What looks like a secret is starred out."""
    from difflib import unified_diff

    from foureyes.reports.secrets import YAML, masked

    lines = unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), f"a/{path}", f"b/{path}", n=1)
    told = [masked(line, yaml=path.endswith(YAML)) for line in lines]
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in told)


def _new_entries(entries: list[Entry], configuration: Configuration) -> Iterator[Entry]:
    """Those that the configuration does not have yet, their paths told from its folder."""
    from dataclasses import replace

    from foureyes.sources.exclude import Told

    told = Told(configuration.folder)
    known = {(one["rule"], one["path"], one.get("resource", "")) for one in configuration.lint.get("suppressions", ())}
    for entry in dict.fromkeys(entries):
        one = replace(entry, path=told(entry.path))
        if (one.rule, one.path, one.resource) not in known:
            yield one


def _configure(entries: list[Entry], configuration: Configuration, to_disk: bool) -> None:
    import json

    path = os.path.relpath(configuration.path)
    header = ".".join([*configuration.above, "lint", "suppressions"])
    old = ""
    if os.path.exists(path):
        with open(path, encoding="utf-8", newline="") as file:
            old = file.read()
    added = "".join(
        f"\n[[{header}]]\n"
        + "".join(
            f"{name} = {json.dumps(value, ensure_ascii=False)}\n"
            for name, value in (
                ("rule", one.rule),
                ("path", one.path),
                ("resource", one.resource),
                ("reason", one.reason),
            )
        )
        for one in entries
    )
    new = f"{old}{'' if not old or old.endswith(chr(10)) else chr(10)}{added if old else added.lstrip()}"
    _save(path, old, new, to_disk)


def _tell_left(found: list[Rewrite], entries: int) -> None:
    from foureyes.reports.style import clean
    from foureyes.reports.words import count, spot

    left = [one for rewritten in found for one in rewritten.left]
    for one in left:
        where = spot(one.skip.place)
        write(clean(f"{where}: {one.skip.tool} {one.name} is left as it is: {one.why}") + "\n", sys.stderr)
    done = entries + sum(len(one.done) for one in found)
    write(f"{count(done, 'skip')} rewritten, {len(left):,} left as they are\n", sys.stderr)
