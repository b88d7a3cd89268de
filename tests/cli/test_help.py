"""Every command tells how it is used, and its examples are ones."""

import pytest

from tests.commands import fault, verbs, written
from tests.support import Cli

COMMANDS = dict(verbs())


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help(words, tmp_path):
    done = Cli(tmp_path)(*words, "--help")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"Usage: foureyes {' '.join(words)} ")
    assert not done.stderr


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_examples_are_given_and_right(words):
    """A verb within a group may leave the examples to the group."""
    examples = list(written(f"{COMMANDS[words].epilog}\n{COMMANDS[words].help}".replace("\b", "")))
    assert examples or len(words) > 1, "no example"
    assert not {line: told for line in examples if (told := fault(line))}


@pytest.mark.parametrize("words", [(), ("gate",), ("gate", "policy"), ("baseline",)], ids=" ".join)
def test_a_group_without_a_verb_is_wrong_usage(words, tmp_path):
    """Of click before 8.2 as of later ones."""
    done = Cli(tmp_path)(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(" ".join(("Usage: foureyes", *words)))
