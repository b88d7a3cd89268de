"""Command lines as people write them: whether they are ones that foureyes has."""

import re
import shlex

import click

from foureyes.cli.app import app

PLACEHOLDER = re.compile(r"\[[^\]]*\]|…")


def verbs(group=app, path=()):
    """Every command with its words, groups included."""
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from verbs(command, (*path, name))


def written(text):
    """The command lines in a text: lines that begin with `foureyes`, continuation lines joined, remarks left out."""
    joined = re.sub(r"\\\n\s*", "", text)
    for line in joined.splitlines():
        found = re.match(r"\s*(?:\$ )?(?:[A-Z_]+=\S+ )*(?P<line>foureyes\b.*)", line)
        if found:
            yield re.split(r"\s{2,}|\s#\s|\s[|>&;]|&&", found["line"])[0].strip()


def fault(line):
    """Why foureyes would refuse a command line as wrong usage; empty where it would not. Files need not be there."""
    words = [word for word in shlex.split(line)[1:] if not PLACEHOLDER.fullmatch(word)]
    command, names = app, ["foureyes"]
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        inner = command.get_command(click.Context(command), words[0])
        if inner is None:
            return f"there is no verb {words[0]}"
        command, words = inner, words[1:]
        names.append(words[0] if words else "")
    if isinstance(command, click.Group) and not words:
        return ""
    try:
        command.make_context(" ".join(names), list(words))
    except click.exceptions.Exit:
        return ""
    except click.UsageError as error:
        message = error.format_message()
        return "" if "does not exist" in message else message
    return ""
