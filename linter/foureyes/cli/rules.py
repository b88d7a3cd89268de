"""`foureyes rules`: what is asked."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foureyes.cli.options import color_option
from foureyes.cli.output import style_for, write

if TYPE_CHECKING:
    from foureyes.model.rule import Rule
    from foureyes.reports.style import Style

CLOUDS = ("azure", "aws", "google")
PREFIXES = {"azurerm_": "azure", "azapi_": "azure", "azuread_": "azure", "aws_": "aws", "awscc_": "aws"}

EPILOG = """\b
Examples:
  foureyes rules
  foureyes rules --cloud aws bucket
  foureyes rules --format json
"""


@click.command("rules", epilog=EPILOG)
@click.argument("words", nargs=-1)
@click.option("--cloud", type=click.Choice(CLOUDS), help="Only the rules about this cloud.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--pages", type=click.Path(file_okay=False), metavar="FOLDER", help="Write them as Markdown pages.")
@color_option
def command(words: tuple[str, ...], cloud: str | None, form: str, pages: str | None, color: str) -> int:
    """List the rules, or those that speak of all the WORDS."""
    from foureyes.engine.catalogue import load

    chosen = [
        rule
        for rule in load()
        if (cloud is None or cloud in clouds(rule)) and all(word.lower() in _searched(rule) for word in words)
    ]
    if pages is not None:
        _write_pages(chosen, Path(pages))
        return 0
    if form == "json":
        import json

        write(json.dumps([_data(rule) for rule in chosen], indent=2) + "\n", sys.stdout)
        return 0
    style = style_for(sys.stdout, color)
    write("".join(f"{line}\n" for rule in chosen for line in _lines(rule, style)), sys.stdout)
    write(f"{len(chosen)} rule{'' if len(chosen) == 1 else 's'}\n", sys.stderr)
    return 0


def _write_pages(rules: list[Rule], folder: Path) -> None:
    """Write a page per service; pages of services that are gone are removed."""
    from foureyes.cli.reads import reads
    from foureyes.reports.rule_pages import pages

    made = {folder / path: text for path, text in pages(rules, reads)}
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in folder.rglob("*.md"):
        if path not in made:
            path.unlink()


def clouds(rule: Rule) -> list[str]:
    """The clouds whose resources a rule is about, told by the types of its kind."""
    kind = rule.kind
    found = {PREFIXES.get(type.partition("_")[0] + "_", "google") for type in kind.types("terraform")}
    found |= {"azure"} if kind.types("arm") else set()
    found |= {"aws"} if kind.types("cloudformation") else set()
    return sorted(found)


def _searched(rule: Rule) -> str:
    types = [type for schema in ("terraform", "arm", "cloudformation") for type in rule.kind.types(schema)]
    texts = [rule.id, rule.message, rule.why, rule.concern.value, str(rule.severity), rule.profile]
    return " ".join([*texts, *rule.equivalents, *types]).lower()


def _lines(rule: Rule, style: Style) -> list[str]:
    from foureyes.reports.style import BOLD, SEVERITY_COLOURS

    severity = str(rule.severity)
    profile = "" if rule.profile == "default" else f", profile {rule.profile}"
    head = f"{style.paint(f'{severity:<8}', *SEVERITY_COLOURS[severity])}  {style.paint(rule.id, BOLD)}"
    return [
        f"{head}  ({rule.concern.value}{profile})",
        *textwrap.wrap(rule.message, style.width, initial_indent=" " * 10, subsequent_indent=" " * 10),
    ]


def _data(rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule.id,
        "severity": str(rule.severity),
        "concern": rule.concern.value,
        "message": rule.message,
        "why": rule.why,
        "fix": rule.fix,
        "profile": rule.profile,
        "clouds": clouds(rule),
        "equivalents": list(rule.equivalents),
    }
