"""`foureyes lsp`: the language server, over standard input and output."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from foureyes.model.place import Source
    from foureyes.server.judgement import Judgement

EPILOG = """\b
Examples:
  foureyes lsp     for an editor to start; docs/editors.md has the settings of each
"""


@click.command("lsp", epilog=EPILOG)
def command() -> int:
    """Serve an editor: findings while typing, trails on hover, fixes and suppressions as quick fixes.

    Speaks the Language Server Protocol over standard input and output. Needs the extra
    `foureyes[lsp]`. Nothing is sent anywhere else.
    """
    from foureyes import __version__
    from foureyes.errors import BadUsage

    try:
        from foureyes.server.service import service
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("foureyes"):
            raise
        raise BadUsage("the language server needs pygls", remedy="pip install 'foureyes[lsp]'") from None
    service(judge, __version__).start_io()
    return 0


def judge(path: str, texts: Mapping[str, str]) -> Judgement:
    """Judge every root that a file has a part in, with the texts that are not saved yet."""
    from foureyes.cli.accepting import accept_in
    from foureyes.cli.asked import Asked
    from foureyes.cli.fix import repairs
    from foureyes.cli.inputs import judged
    from foureyes.errors import FoureyesError
    from foureyes.model.coverage import Coverage
    from foureyes.server.buffers import Buffers
    from foureyes.server.judgement import Judgement

    try:
        run = judged(Asked((path,)), roots_of=True, tree_of=lambda size: Buffers(texts, size))
        accept_in(run, settled=True)
    except FoureyesError as error:
        return Judgement(coverage=Coverage(), fault=error)
    finally:
        # A run does without the collector; a server that lives all day does not.
        gc.enable()
    return Judgement(run.outcome.findings, run.outcome.coverage, repairs(run), is_comment)


def is_comment(source: Source, offset: int) -> bool:
    """Whether a comment begins at an offset of a text."""
    from foureyes.engine.standing import outline_of

    return any(start == offset for start, _ in outline_of(source).comments)
