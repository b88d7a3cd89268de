"""One finding of the page: what, whose, the way drawn, the code that decides it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from foureyes.model.finding import Finding
from foureyes.reports.drawing import drawing
from foureyes.reports.frame import Span
from foureyes.reports.secrets import line_of
from foureyes.reports.spans import labels, spans_of
from foureyes.reports.style import clean, clipped
from foureyes.reports.text import HANDLE, deployment
from foureyes.reports.trail import calls
from foureyes.reports.words import some, spot

MAX_NAMES = 20
SHOWN = 600
"""Characters of a sentence: a page has room."""
BEFORE, AFTER = 60, 160
"""Characters shown of a long line before and after what is marked in it."""


def article(findings: Sequence[Finding]) -> str:
    """A finding, or several that differ in the resource alone."""
    first = findings[0]
    severity, key = str(first.severity), f"f-{first.fingerprint or id(first)}"
    answer, looks = ("risky", "") if first.is_risky else ("cannot-tell", " unsure")
    doubt = "" if first.is_risky else '<span class="badge unsure">cannot tell whether</span>'
    more = f" and {len(findings) - 1:,} more" if len(findings) > 1 else ""
    return (
        f'<article class="finding {severity}{looks}" id="{key}" aria-labelledby="{key}-h" data-severity="{severity}" '
        f'data-concern="{first.concern.value}" data-answer="{answer}">'
        f'<h3 id="{key}-h"><span class="badge {severity}">{severity}</span> {doubt}{_words(first.message)}</h3>'
        f'<p><code>{_words(first.resource)}</code>{more} <span class="quiet">{_words(first.type)}</span></p>'
        f"<dl>{''.join(f'<dt>{name}</dt><dd>{told}</dd>' for name, told in _notes(findings))}</dl>"
        f"<figure>{drawing(first, key)}</figure>"
        f"{''.join(_frames(spans_of(first, SHOWN)))}</article>"
    )


def _notes(findings: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """Names and told in HTML."""
    first = findings[0]
    for fact in first.facts:
        if fact.place is None and fact.text:
            yield "Note", _words(", ".join(labels(fact, SHOWN)))
    if len(findings) > 1:
        yield "Also", _words(some([one.resource for one in findings[1:]], MAX_NAMES))
    for step in calls(first):
        yield "Via", _words(clipped(step.text) + (f" ({spot(step.place)})" if step.place else ""))
    if first.when:
        yield "When", _words(first.when)
    if first.deployments not in ([], [""]):
        yield "In", _words(some([deployment(name) for name in first.deployments], MAX_NAMES))
    if first.remedy:
        yield "Fix", _phrase(first.remedy.replace("\n", " "))
    yield "Rule", f"<code>{_words(first.rule)}</code>"
    if first.fingerprint:
        yield "More", f"<code>foureyes explain {first.fingerprint[:HANDLE]}</code>"


def _frames(spans: Sequence[Span]) -> Iterator[str]:
    """The deciding lines of each file."""
    files: dict[str, list[Span]] = {}
    for span in spans:
        files.setdefault(span.place.path, []).append(span)
    for path, group in files.items():
        lines: dict[int, list[Span]] = {}
        for span in sorted(group, key=lambda one: one.place.start):
            lines.setdefault(span.place.line, []).append(span)
        told = "".join(_line(number, several) for number, several in sorted(lines.items()))
        yield f'<figure class="code"><figcaption><code>{_words(path)}</code></figcaption><ol>{told}</ol></figure>'


def _line(number: int, spans: Sequence[Span]) -> str:
    told = "".join(f"<li>{_phrase(label)}</li>" for span in spans for label in span.labels)
    return f'<li value="{number}"><code>{_marked(spans)}</code>{f"<ul>{told}</ul>" if told else ""}</li>'


def _marked(spans: Sequence[Span]) -> str:
    """A line with its spans marked, masked like any other code frame, cut where it is very long."""
    place = spans[0].place
    line = line_of(place)
    ranges = []
    for span in spans:
        start = span.place.column - 1
        end = span.place.end_column - 1 if span.place.end_line == span.place.line else len(line)
        if span.secret:
            line = line[:start] + "*" * (end - start) + line[end:]
        ranges.append((start, max(end, start + 1), span.primary))
    first = max(0, ranges[0][0] - BEFORE)
    last = max(end for _, end, _ in ranges) + AFTER
    return ("…" if first else "") + _pieces(line[:last], first, ranges) + ("…" if last < len(line) else "")


def _pieces(line: str, at: int, ranges: Iterable[tuple[int, int, bool]]) -> str:
    parts = []
    for start, end, primary in ranges:
        if start < at:  # Inside what is marked already.
            continue
        look = ' class="first"' if primary else ""
        parts += [_code(line[at:start]), f"<mark{look}>{_code(line[start:end]) or ' '}</mark>"]
        at = end
    return "".join(parts) + _code(line[at:])


def _code(text: str) -> str:
    return _words(text.expandtabs(4))


def _phrase(text: str) -> str:
    """A sentence in which `…` is code."""
    parts = clean(text).split("`")
    if len(parts) % 2 == 0:
        return _words(text)
    return "".join(f"<code>{escape(part)}</code>" if number % 2 else escape(part) for number, part in enumerate(parts))


def _words(text: str) -> str:
    return escape(clean(text))
