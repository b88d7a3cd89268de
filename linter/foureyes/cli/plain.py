"""The command line of `foureyes lint` as hooks write it, read without click, which takes longer to load than we run.

Nothing is refused here: whatever is not plain, such as a fault or a call for help, is for click to read.
"""

from __future__ import annotations

import os
from typing import Any

from foureyes.cli.asked import Asked
from foureyes.cli.publish import FORMS, SEVERITIES

FLAGS: dict[str, tuple[str, bool]] = {
    "--roots-of": ("roots_of", True),
    "--fixes": ("fixes", True),
    "--allow-unknown": ("allow_unknown", True),
    "--no-allow-unknown": ("allow_unknown", False),
    "--allow-unreadable": ("allow_unreadable", True),
    "--no-allow-unreadable": ("allow_unreadable", False),
    "--no-gitignore": ("no_gitignore", True),
    "--no-cache": ("no_cache", True),
}
CHOICES: dict[str, tuple[str, tuple[str, ...]]] = {
    "--format": ("form", FORMS),
    "--fail-on": ("fail_on", (*SEVERITIES, "never")),
    "--severity": ("severity", SEVERITIES),
    "--color": ("color", ("auto", "always", "never")),
}


def plain(arguments: list[str]) -> tuple[Asked, dict[str, Any]] | None:
    """What the words after `lint` ask, with the options that are given; None where click has to say."""
    if "_FOUREYES_COMPLETE" in os.environ:
        return None
    paths: list[str] = []
    profiles: list[str] = []
    options: dict[str, Any] = {}
    words = iter(arguments)
    for word in words:
        if not word.startswith("-"):
            paths.append(word)
        elif word in FLAGS:
            name, value = FLAGS[word]
            options[name] = value
        else:
            option, equals, given = word.partition("=")
            text = given if equals else next(words, "-")
            if option == "--profile" and not text.startswith("-"):
                profiles.append(text)
            elif option in CHOICES and text in CHOICES[option][1]:
                options[CHOICES[option][0]] = text
            else:
                return None
    return Asked(tuple(paths), tuple(profiles)), options
