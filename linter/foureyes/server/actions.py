"""Quick fixes: make the setting safe, or accept the finding with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lsprotocol.types import CodeAction, CodeActionKind, Diagnostic, TextEdit, WorkspaceEdit

from foureyes.fixing.edit import Edit
from foureyes.model.finding import Finding
from foureyes.model.place import Source
from foureyes.model.tree import Tree
from foureyes.server.diagnostics import uri_of
from foureyes.server.positions import Positions

COMMENTS = {".tf": "#", ".tofu": "#", ".tfvars": "#", ".bicep": "//", ".bicepparam": "//", ".yaml": "#", ".yml": "#"}
"""How a comment begins, by the file's suffix. JSON carries none: it is suppressed in the configuration."""


def fixing(finding: Finding, edits: Sequence[Edit], told: Diagnostic, tree: Tree, positions: Positions) -> CodeAction:
    """The edits that take a finding away."""
    return CodeAction(
        title=f"Make it safe: {finding.rule}",
        kind=CodeActionKind.QuickFix,
        diagnostics=[told],
        is_preferred=True,
        edit=_workspace_edit(edits, tree, positions),
    )


def accepting(finding: Finding, told: Diagnostic, positions: Positions) -> CodeAction | None:
    """A comment above the setting that accepts the finding, once somebody has filled in the reason.

    None where the file's language has no comments.
    """
    source = finding.place.source
    mark = next((one for suffix, one in COMMENTS.items() if source.path.endswith(suffix)), None)
    if mark is None:
        return None
    start = source.line_starts[finding.place.line - 1]
    text = source.line(finding.place.line)
    indent = text[: len(text) - len(text.lstrip())]
    comment = f'{indent}{mark} foureyes: ignore[{finding.rule}] reason=""\n'
    edit = TextEdit(positions.between(source, start, start), comment)
    return CodeAction(
        title=f"Accept it, with a reason: {finding.rule}",
        kind=CodeActionKind.QuickFix,
        diagnostics=[told],
        edit=WorkspaceEdit(changes={uri_of(source.path): [edit]}),
    )


def _workspace_edit(edits: Iterable[Edit], tree: Tree, positions: Positions) -> WorkspaceEdit:
    changes: dict[str, list[TextEdit]] = {}
    for uri, edit in _text_edits(edits, tree, positions):
        changes.setdefault(uri, []).append(edit)
    return WorkspaceEdit(changes=changes)


def _text_edits(edits: Iterable[Edit], tree: Tree, positions: Positions) -> Iterator[tuple[str, TextEdit]]:
    for edit in edits:
        source: Source = tree.source(edit.path)
        yield uri_of(edit.path), TextEdit(positions.between(source, edit.start, edit.end), edit.text)
