"""Quick fixes: make the setting safe, or accept the finding with a reason."""

from __future__ import annotations

from collections.abc import Callable

from lsprotocol.types import CodeAction, CodeActionKind, Diagnostic, TextEdit, WorkspaceEdit

from foureyes.model.finding import Finding
from foureyes.model.place import Source
from foureyes.model.repair import Repair
from foureyes.server.diagnostics import uri_of
from foureyes.server.positions import Positions

COMMENTS = {".tf": "#", ".tofu": "#", ".tfvars": "#", ".bicep": "//", ".bicepparam": "//", ".yaml": "#", ".yml": "#"}
"""How a comment begins, by the file's suffix. JSON carries none: it is suppressed in the configuration."""


def repairing(finding: Finding, repair: Repair, told: Diagnostic, positions: Positions) -> CodeAction:
    """The edits that take a finding away."""
    changes: dict[str, list[TextEdit]] = {}
    for place, text in repair.replacements:
        edit = TextEdit(positions.between(place.source, place.start, place.end), text)
        changes.setdefault(uri_of(place.path), []).append(edit)
    return CodeAction(
        title=f"Make it safe: {finding.rule}",
        kind=CodeActionKind.QuickFix,
        diagnostics=[told],
        is_preferred=True,
        edit=WorkspaceEdit(changes=changes),
    )


def accepting(
    finding: Finding, told: Diagnostic, positions: Positions, is_comment: Callable[[Source, int], bool]
) -> CodeAction | None:
    """A comment above the setting that accepts the finding, once somebody has filled in the reason.

    Above the declaration, where the setting stands in a text; none where the file's language has no comments.
    """
    source = finding.place.source
    mark = next((one for suffix, one in COMMENTS.items() if source.path.endswith(suffix)), None)
    if mark is None:
        return None
    lines = [finding.place.line, *([finding.span.line] if finding.span.source is source else [])]
    for line in lines:
        start = source.line_starts[line - 1]
        text = source.line(line)
        indent = text[: len(text) - len(text.lstrip())]
        comment = f'{indent}{mark} foureyes: ignore[{finding.rule}] reason=""{_line_end(source)}'
        after = Source(source.path, source.text[:start] + comment + source.text[start:])
        if not is_comment(after, start + len(indent)):
            continue
        return CodeAction(
            title=f"Accept it, with a reason: {finding.rule}",
            kind=CodeActionKind.QuickFix,
            diagnostics=[told],
            edit=WorkspaceEdit(
                changes={uri_of(source.path): [TextEdit(positions.between(source, start, start), comment)]}
            ),
        )
    return None


def _line_end(source: Source) -> str:
    first = source.text.find("\n")
    return "\r\n" if first > 0 and source.text[first - 1] == "\r" else "\n"
