"""Skip comments of other tools rewritten into suppressions: comments change, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from foureyes.engine.foreign import Names, Skip, skips
from foureyes.engine.standing import outline_of, stand
from foureyes.engine.suppressions import Scope, Suppression
from foureyes.model.finding import Finding
from foureyes.model.place import Source

VERBS = {Scope.SETTING: "ignore", Scope.RESOURCE: "ignore-resource", Scope.FILE: "ignore-file"}

_OPENER = re.compile(r"[ \t]*(?:#+|//+|/\*+|\*+(?!/))?")
_CLOSER = re.compile(r"[ \t\r]*(?:\*/)?[ \t\r]*$")


@dataclass(slots=True)
class Left:
    """A directive, or one id of it, that is not rewritten."""

    skip: Skip
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A suppression for the configuration, because the file carries no comments."""

    rule: str
    path: str
    resource: str
    reason: str


@dataclass(slots=True)
class Rewrite:
    """What becomes of one file."""

    source: Source
    text: str
    """The new text."""
    done: list[Skip] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


def rewrite(source: Source, tools: Iterable[str], names: Names, findings: Iterable[Finding] = ()) -> Rewrite:
    """A file with the directives of the tools rewritten, as far as rules here ask the same.

    `findings`: those of the file's resources. Of several rules that ask the same, those that find something where
    the directive stands are meant; all of them, where none does.
    """
    there = [one for one in findings if one.span.path == source.path]
    wanted = frozenset(tools)
    found = Rewrite(source, source.text)
    edits: list[tuple[int, int, str]] = []
    known = [one for one in skips(source) if one.tool in wanted]
    for _, group in groupby(known, lambda one: (one.noted and one.place.start, one.comment, one.place.line)):
        edits += _rewritten(list(group), names, found, there)
    for start, end, new in sorted(edits, reverse=True):
        found.text = found.text[:start] + new + found.text[end:]
    if _bare(Source(source.path, found.text)) != _bare(source):
        # Something else than a comment would change: leave the file alone.
        left = [Left(one, ", ".join(one.ids) or "*", "the file cannot be edited safely") for one in found.done]
        return Rewrite(source, source.text, left=[*found.left, *left])
    return found


def _rewritten(
    group: list[Skip], names: Names, found: Rewrite, findings: list[Finding]
) -> Iterator[tuple[int, int, str]]:
    """The edits for the directives of one line of one comment, or for one entry of metadata."""
    rules: dict[str, None] = {}
    left: list[Left] = []
    for one in group:
        if one.limits:
            left.append(Left(one, ", ".join(one.ids) or "*", f"`{one.limits}` cannot be said here"))
        elif not one.ids:
            left.append(Left(one, "*", "it names no rule: say which it is about"))
        for name in one.ids if not one.limits else ():
            same = names.of(one.tool, name)
            rules.update(dict.fromkeys([rule for rule in same if _finds(rule, one, findings)] or same))
            if not same:
                left.append(Left(one, name, "no rule here asks the same"))
    ends = {one.until for one in group}
    if len(ends) > 1:
        left, rules = [Left(one, ", ".join(one.ids), "several ends on one line") for one in group], {}
    found.left += left
    if not rules:
        return
    first = group[0]
    words = _words(first, rules, _reason(group), ends.pop())
    if first.noted:
        edits = [*_beside(first, rules, words, found)]
    else:
        edits = [*(_above(first, words) if left else _instead(first, words))]
    if edits:
        found.done += group
    yield from edits


def _finds(rule: str, one: Skip, findings: list[Finding]) -> bool:
    """Whether a rule finds something where a directive stands."""
    standing = None if one.noted else stand(one.place.source, one.comment)
    meant = Suppression(rule, "", one.place.path, one.place, one.scope, standing)
    spans, whole = meant.home([finding.span for finding in findings])
    return any(
        finding.rule == rule and finding.span in spans and (whole or meant.holds(finding.ground, finding))
        for finding in findings
    )


def _reason(group: list[Skip]) -> str:
    """Why: what stands behind the directive, or before it in the same comment."""
    first = group[0]
    said = group[-1].reason
    if not first.noted:
        line, at = _comment_line(first)
        before = line[_opener(line) : first.place.start - at].strip(" \t,;:-")
        said = ": ".join(part for part in (before, said) if part)
    ids = ", ".join(name for one in group for name in one.ids)
    return said or f"no reason was given to {first.tool} ({ids})"


def _words(first: Skip, rules: Iterable[str], reason: str, until: date | None) -> str:
    quoted = " ".join(reason.split()).replace("\\", "\\\\").replace('"', '\\"')
    end = f" until={until.isoformat()}" if until is not None else ""
    return f'foureyes: {VERBS[first.scope]}[{", ".join(rules)}] reason="{quoted}"{end}'


def _comment_line(one: Skip) -> tuple[str, int]:
    """The line of the comment that holds a directive, and where it begins."""
    text, (start, end) = one.place.source.text, one.comment
    begin = max(start, text.rfind("\n", 0, one.place.start) + 1)
    stop = text.find("\n", one.place.start)
    return text[begin : end if stop < 0 else min(end, stop)], begin


def _opener(line: str) -> int:
    found = _OPENER.match(line)
    return found.end() if found is not None else 0


def _instead(one: Skip, words: str) -> Iterator[tuple[int, int, str]]:
    """The comment's line with our words for what it says."""
    line, at = _comment_line(one)
    closer = _CLOSER.search(line)
    assert closer is not None
    space = " " if line[_opener(line) - 1 : _opener(line)] != " " and _opener(line) else ""
    yield at + _opener(line), at + closer.start(), space + words


def _above(one: Skip, words: str) -> Iterator[tuple[int, int, str]]:
    """A comment of our own on the line above, because some of the directive stays."""
    source = one.place.source
    number = source.position(one.comment[0])[0]
    start = source.line_starts[number - 1]
    line = source.line(number)
    indent = line[: len(line) - len(line.lstrip())]
    mark = "//" if source.path.lower().endswith((".bicep", ".bicepparam", ".json", ".jsonc")) else "#"
    if number == 1 or source.line(number - 1).strip() != f"{mark} {words}":
        yield start, start, f"{indent}{mark} {words}{_line_end(source, number)}"


def _beside(one: Skip, rules: Iterable[str], words: str, found: Rewrite) -> Iterator[tuple[int, int, str]]:
    """For metadata a comment above the entry; in JSON an entry for the configuration."""
    source = one.place.source
    number = source.position(one.place.start)[0]
    line = source.line(number)
    if outline_of(source).indented and line.lstrip().startswith("-"):
        comment = f"# {words}"
        if number > 1 and source.line(number - 1).strip() == comment:
            return
        start = source.line_starts[number - 1]
        yield start, start, f"{line[: len(line) - len(line.lstrip())]}{comment}{_line_end(source, number)}"
    elif one.owner:
        found.entries += [Entry(rule, source.path, one.owner, _reason([one])) for rule in rules]
    else:
        found.left.append(Left(one, ", ".join(one.ids), "write it into the configuration, with the resource's address"))


def _line_end(source: Source, number: int) -> str:
    start = source.line_starts[number - 1]
    return "\r\n" if source.text[start + len(source.line(number)) :].startswith("\r\n") else "\n"


def _bare(source: Source) -> list[str]:
    """The text without comments, blank lines and blanks at the ends of lines."""
    parts, at = [], 0
    for start, end in outline_of(source).comments:
        parts.append(source.text[at:start])
        at = end
    return [line.rstrip() for line in "".join([*parts, source.text[at:]]).splitlines() if line.strip()]
