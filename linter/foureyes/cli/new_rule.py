"""`foureyes new-rule`: a rule of one's own to start from, with its cases."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

import click

from foureyes.cli.output import check_links, write

EPILOG = """\b
Examples:
  foureyes new-rule queue-without-own-key --of aws_sqs_queue.kms_master_key_id
  foureyes new-rule queue-without-own-key \\
      --of aws_sqs_queue.kms_master_key_id --of AWS::SQS::Queue.KmsMasterKeyId
  foureyes new-rule vault-without-network-rules \\
      --of azurerm_key_vault.network_acls.default_action \\
      --of Microsoft.KeyVault/vaults@2023-07-01.properties.networkAcls.defaultAction
  foureyes check-rules policies          try the rules on their cases
  foureyes lint --rules-from policies    ask them beside the others
"""

RULE = '''"""{title}: rules of our own."""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import {concern}, rule
from foureyes.model.setting import Setting


class {kind}(Kind):
    """{title}."""

{types}

    {setting} = Setting({paths})


@rule({concern}, Severity.MEDIUM)
def {function}(resource: {kind}) -> Evidence:
    """Here the fault in one sentence, such as: this {words} does not say its {told}.

    Why: What a stranger gains by it, or what goes wrong.

    Fix: What to write instead, in each language.
    """
    return resource.{setting}.is_absent()
'''

CONCERNS = ("public-access", "encryption-at-rest", "encryption-in-transit")
SORTS = ("flagged", "clean", "unsure")
_OF = re.compile(r"(?P<type>\w+::\w+::\w+|[\w.]+(?:/\w+)+(?:@(?P<version>[\w-]+))?|\w+)\.(?P<path>\w+(?:\.\w+)*)")


class Spelled(NamedTuple):
    """A resource type and the setting of it that the rule reads, in one language."""

    schema: str
    type: str
    version: str
    path: str


@click.command("new-rule", epilog=EPILOG)
@click.argument("name")
@click.option(
    "--of",
    "spelled",
    multiple=True,
    required=True,
    metavar="TYPE.SETTING",
    help="The resource type and the path of the setting it is about, in one language. Repeatable.",
)
@click.option("--concern", type=click.Choice(CONCERNS), default="public-access", show_default=True)
@click.option("--folder", default="policies", show_default=True, metavar="FOLDER", help="Where your rules live.")
def command(name: str, spelled: tuple[str, ...], concern: str, folder: str) -> int:
    """Write a rule called NAME and its cases, ready to be changed.

    The rule asks whether the setting is there. docs/writing-rules.md has all there is to ask.
    """
    from foureyes.errors import BadUsage

    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", name):
        raise BadUsage(
            f"{name!r} is no name of a rule", remedy="write several words in small letters, joined by hyphens"
        )
    of = [_parsed(one) for one in spelled]
    files = {f"{name.replace('-', '_')}.py": _rule(name, of, concern), **dict(_cases(name, of))}
    for path in files:
        if os.path.lexists(os.path.join(folder, path)):
            raise BadUsage("this is there already", path=os.path.join(folder, path), remedy="choose another name")
    for path, text in files.items():
        _write(os.path.join(folder, path), text)
    write(f"\nChange them, and try them: foureyes check-rules {folder}\n", sys.stdout)
    write(f'Cases are risky on purpose. In foureyes.toml: [lint] exclude = ["{folder}/cases"]\n', sys.stdout)
    return 0


def _write(path: str, text: str) -> None:
    from foureyes.errors import BadUsage

    check_links(path)
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise BadUsage(f"this cannot be written: {error.strerror}", path=path) from error
    write(f"{path}\n", sys.stdout)


def _parsed(text: str) -> Spelled:
    from foureyes.errors import BadUsage

    found = _OF.fullmatch(text)
    if found is None:
        raise BadUsage(
            f"{text!r} is no type with a setting",
            remedy="write aws_sqs_queue.kms_master_key_id, AWS::SQS::Queue.KmsMasterKeyId or "
            "Microsoft.KeyVault/vaults@2023-07-01.properties.networkAcls",
        )
    type = found["type"].partition("@")[0]
    schema = "cloudformation" if "::" in type else "arm" if "/" in type else "terraform"
    return Spelled(schema, type, found["version"] or "2024-01-01", found["path"])


def _rule(name: str, of: list[Spelled], concern: str) -> str:
    first = of[0]
    last = re.split(r"::|/", first.type)[-1] if first.schema != "terraform" else first.type.partition("_")[2]
    words = _words(last) or "resource"
    told = _words(first.path.rpartition(".")[2])
    schemas = list(dict.fromkeys(one.schema for one in of))
    return RULE.format(
        title=words.capitalize(),
        words=words,
        told=told,
        kind="".join(word.capitalize() for word in words.split()),
        types="\n".join(
            f"    {schema} = {_literal([one.type for one in of if one.schema == schema])}" for schema in schemas
        ),
        setting=told.replace(" ", "_"),
        paths=", ".join(f"{schema}={_literal([one.path for one in of if one.schema == schema])}" for schema in schemas),
        concern=concern.replace("-", "_").upper(),
        function=name.replace("-", "_"),
    )


def _words(name: str) -> str:
    return " ".join(re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)).lower()


def _literal(several: list[str]) -> str:
    unique = list(dict.fromkeys(several))
    return f'"{unique[0]}"' if len(unique) == 1 else "(" + ", ".join(f'"{one}"' for one in unique) + ")"


def _cases(name: str, of: list[Spelled]) -> Iterator[tuple[str, str]]:
    """A case of each sort in each language, as `cases/<rule>/<sort>.<suffix>`."""
    for spelled in {one.schema: one for one in reversed(of)}.values():
        suffix, make = {
            "terraform": (".tf", _terraform),
            "arm": (".bicep", _bicep),
            "cloudformation": (".yaml", _cloudformation),
        }[spelled.schema]
        for sort in SORTS:
            yield f"cases/{name}/{sort}{suffix}", make(spelled, sort)


def _terraform(of: Spelled, sort: str) -> str:
    value = '"example"' if sort == "clean" else 'var.given ? "example" : null'
    head = 'variable "given" {\n  type = bool\n}\n\n' if sort == "unsure" else ""
    body = "" if sort == "flagged" else _nested(of.path, "{block} {{", "{name} = {value}", value)
    return f'{head}resource "{of.type}" "example" {{\n{body}}}\n'


def _bicep(of: Spelled, sort: str) -> str:
    value = "'example'" if sort == "clean" else "given ? 'example' : null"
    head = "param given bool\n\n" if sort == "unsure" else ""
    body = "" if sort == "flagged" else _nested(of.path, "{block}: {{", "{name}: {value}", value)
    return f"{head}resource example '{of.type}@{of.version}' = {{\n  name: 'example'\n{body}}}\n"


def _nested(path: str, opening: str, assignment: str, value: str) -> str:
    """A setting within its blocks, each a level further in; `opening` and `assignment` as the language has them."""
    *blocks, name = path.split(".")
    lines = [opening.format(block=block) for block in blocks]
    lines.append(assignment.format(name=name, value=value))
    lines += ["}"] * len(blocks)
    depths = [*range(1, len(blocks) + 2), *range(len(blocks), 0, -1)]
    return "".join(f"{'  ' * depth}{line}\n" for depth, line in zip(depths, lines, strict=True))


def _cloudformation(of: Spelled, sort: str) -> str:
    text = 'AWSTemplateFormatVersion: "2010-09-09"\n'
    if sort == "unsure":
        text += "Parameters:\n  Given:\n    Type: String\n    AllowedValues: [yes, no]\n"
        text += "Conditions:\n  IsGiven: !Equals [!Ref Given, yes]\n"
    text += f"Resources:\n  Example:\n    Type: {of.type}\n"
    if sort != "flagged":
        *blocks, last = of.path.split(".")
        value = "example" if sort == "clean" else "!If [IsGiven, example, !Ref AWS::NoValue]"
        text += "    Properties:\n"
        text += "".join(f"{'  ' * (depth + 3)}{block}:\n" for depth, block in enumerate(blocks))
        text += f"{'  ' * (len(blocks) + 3)}{last}: {value}\n"
    return text
