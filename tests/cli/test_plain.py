"""The plain command line is read as click reads it."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from click import Context
from hypothesis import given, settings
from hypothesis import strategies as st

from foureyes.cli import linting
from foureyes.cli.asked import Asked
from foureyes.cli.lint import command
from foureyes.cli.plain import CHOICES, FLAGS, plain
from foureyes.cli.running import manner

WORDS = st.sampled_from(
    [
        *FLAGS,
        *CHOICES,
        *(f"{option}={value}" for option, (_, values) in CHOICES.items() for value in (*values, "", "other")),
        *(value for _, values in CHOICES.values() for value in values),
        *("--profile", "--profile=hardening", "--profile=", "-", "--", "--jobs", "2", "--base", "a.tf", "b c", ""),
        *("--no-config", "--fail", "-h", "--var", "x=1", "--Format", "--format=JSON"),
    ]
)


def by_click(words: list[str]) -> tuple[Asked, dict[str, Any]]:
    """What the verb hands on."""
    handed: list[tuple[Asked, dict[str, Any]]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linting, "lint", lambda asked, **options: handed.append((asked, options)) or 0)
        with Context(command, info_name="lint") as context:
            command.parse_args(context, list(words))
            command.invoke(context)
    return handed[0]


def completed(options: dict[str, Any]) -> dict[str, Any]:
    """Options with the defaults of what they are handed to."""
    defaults = {
        name: parameter.default
        for function in (linting.lint, manner)
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.default is not parameter.empty
    }
    return defaults | options


@given(st.lists(WORDS, max_size=7))
@settings(max_examples=400, deadline=None)
def test_both_read_the_same(words: list[str]) -> None:
    found = plain(words)
    if found is not None:
        asked, options = by_click(words)
        assert (found[0], completed(found[1])) == (asked, completed(options))


@pytest.mark.parametrize(
    "words",
    [
        ["--roots-of", "--allow-unknown", "main.tf", "modules/a.bicep"],
        ["--format", "json", "--fail-on=high", "--profile", "hardening", "--profile=retention", "."],
        ["--no-cache", "--color", "never"],
    ],
)
def test_what_hooks_say_is_plain(words: list[str]) -> None:
    found = plain(words)
    assert found is not None
    assert (found[0], completed(found[1])) == (by_click(words)[0], completed(by_click(words)[1]))


@pytest.mark.parametrize("words", [["--help"], ["--format", "yaml"], ["--output", "x"], ["--format"], ["--", "-x"]])
def test_the_rest_is_left_to_click(words: list[str]) -> None:
    assert plain(words) is None
