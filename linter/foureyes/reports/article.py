"""One finding of the page: what, whose, the way drawn, the code that decides it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from foureyes.model.finding import Finding
from foureyes.reports.drawing import drawing
from foureyes.reports.frame import Span
from foureyes.reports.markup import phrase, words
from foureyes.reports.secrets import line_of
from foureyes.reports.spans import labels, spans_of
from foureyes.reports.style import clipped
from foureyes.reports.text import HANDLE, deployment
from foureyes.reports.trail import calls
from foureyes.reports.words import some, spot

MAX_NAMES = 20
SHOWN = 600
"""Characters of a sentence: a page has room."""
BEFORE, AFTER = 60, 160
"""Characters shown of a long line before and after what is marked in it."""


def article(
    findings: Sequence[Finding],
    further: Iterable[tuple[str, str]] = (),
    accepted: bool = False,
    is_open: bool = True,
) -> str:
    """A finding, or several that differ in the resource alone. `further`: more notes, their texts in HTML."""
    first = findings[0]
    severity, key = str(first.severity), f"f-{first.fingerprint or id(first)}"
    looks = "" if first.is_risky else " unsure"
    doubt = "" if first.is_risky else '<span class="badge unsure">cannot tell whether</span>'
    kept = '<span class="badge">accepted</span>' if accepted else ""
    more = f" and {len(findings) - 1:,} more" if len(findings) > 1 else ""
    notes = [*_notes(findings), *further]
    return (
        f'<article class="finding {severity}{looks}" id="{key}" aria-labelledby="{key}-h" {marks(findings)}>'
        f'<h3 id="{key}-h"><span class="badge {severity}">{severity}</span> {kept}{doubt}{words(first.message)}</h3>'
        f'<p><code>{words(first.resource)}</code>{more} <span class="quiet">{words(first.type)}</span></p>'
        f"<dl>{''.join(f'<dt>{name}</dt><dd>{told}</dd>' for name, told in notes)}</dl>"
        f"<details{' open' if is_open else ''}><summary>The way in, and the code that decides it</summary>"
        f"{drawing(first)}{''.join(_frames(spans_of(first, SHOWN)))}</details></article>"
    )


def marks(findings: Iterable[Finding]) -> str:
    """What the filters look at, as attributes."""
    several = list(findings)
    values = {
        "severity": (str(one.severity) for one in several),
        "concern": (one.concern.value for one in several),
        "answer": ("risky" if one.is_risky else "cannot-tell" for one in several),
        "rule": (one.rule for one in several),
    }
    told = [f'data-{name}="{words(" ".join(dict.fromkeys(given)))}"' for name, given in values.items()]
    paths = dict.fromkeys(place.path for one in several for place in (one.place, one.span))
    return " ".join([*told, f'data-path="{words(" ".join(paths))}"'])


def _notes(findings: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """Names and told in HTML."""
    first = findings[0]
    for fact in first.facts:
        if fact.place is None and fact.text:
            yield "Note", words(", ".join(labels(fact, SHOWN)))
    if len(findings) > 1:
        yield "Also", words(some([one.resource for one in findings[1:]], MAX_NAMES))
    for step in calls(first):
        yield "Via", words(clipped(step.text) + (f" ({spot(step.place)})" if step.place else ""))
    if first.when:
        yield "When", words(first.when)
    if first.deployments not in ([], [""]):
        yield "In", words(some([deployment(name) for name in first.deployments], MAX_NAMES))
    if first.regraded:
        yield "Severity", words(first.regraded)
    if first.remedy:
        yield "Fix", phrase(first.remedy.replace("\n", " "))
    yield "Rule", f"<code>{words(first.rule)}</code>"
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
        yield f'<figure class="code"><figcaption><code>{words(path)}</code></figcaption><ol>{told}</ol></figure>'


def _line(number: int, spans: Sequence[Span]) -> str:
    return f'<li value="{number}"><code>{_marked(spans)}</code></li>'


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
    return words(text.expandtabs(4))
