"""The way from a stranger to the data, as SVG: every fact on the way a gate that stands open."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from foureyes.model.evidence import Fact
from foureyes.model.finding import Concern, Finding
from foureyes.model.value import Step
from foureyes.reports.style import clean, clipped
from foureyes.reports.trail import calls, steps
from foureyes.reports.words import spot

WIDTH = 760
LEFT, BOX = 20, 400
"""Where the boxes on the way begin, and how wide they are."""
SIDE = LEFT + BOX + 40
LINE = 18
PAD = 12
ARROW = 30
COLUMNS = 50
"""Characters of a box's line."""
SIDE_COLUMNS = 36
MAX_GATES = 8
MAX_ORIGINS = 3

STRANGERS = {
    Concern.PUBLIC_ACCESS: ("The internet", "anybody, from anywhere"),
    Concern.ENCRYPTION_IN_TRANSIT: ("Anybody on the network path", "reads and changes what passes"),
    Concern.ENCRYPTION_AT_REST: ("Whoever gets at the storage", "disk, backup or snapshot"),
}


class Box(NamedTuple):
    """A station on the way: its lines, its look, and where its value came from."""

    lines: list[str]
    look: str
    origins: list[str]

    @property
    def height(self) -> int:
        return 2 * PAD + LINE * max(len(self.lines), len(self.origins))


def drawing(finding: Finding, key: str) -> str:
    """The drawing of a finding; `key` makes its ids its own."""
    boxes = _boxes(finding)
    parts, y = [], 10
    for number, box in enumerate(boxes):
        parts.append(_box(box, y))
        y += box.height
        if number + 1 < len(boxes):
            parts.append(_arrow(y, finding.is_risky))
            y += ARROW
    is_wide = any(box.origins for box in boxes)
    looks = "way" + ("" if finding.is_risky else " unsure") + ("" if is_wide else " narrow")
    width = WIDTH if is_wide else BOX + 2 * LEFT
    return (
        f'<svg class="{looks}" viewBox="0 0 {width} {y + 10}" role="img" aria-labelledby="{key}-t {key}-d">'
        f'<title id="{key}-t">{_words(_title(finding))}</title><desc id="{key}-d">{_words(_description(boxes))}</desc>'
        f"{''.join(parts)}</svg>"
    )


def _title(finding: Finding) -> str:
    return f"{'The way' if finding.is_risky else 'The possible way'} to {finding.resource}"


def _description(boxes: Sequence[Box]) -> str:
    return "; then ".join(" ".join([*box.lines, *box.origins]) for box in boxes)


def _boxes(finding: Finding) -> list[Box]:
    """From the outside in: a rule asks a resource's own settings first, those around it last."""
    who, what = STRANGERS[finding.concern]
    gates = _gates(finding.facts)[::-1]
    shown = gates[:MAX_GATES]
    if len(gates) > MAX_GATES:
        shown.append(Box([f"and {len(gates) - MAX_GATES} more settings"], "gate", []))
    through = [f"through {clipped(step.text, 80)}" for step in calls(finding)][:MAX_ORIGINS]
    data = [*_wrapped(finding.resource, COLUMNS - 8), _tail(finding.type)]
    return [
        Box([who, what], "stranger", []),
        *shown,
        Box(data, "data", [one for text in through for one in _side(text)]),
    ]


def _gates(facts: Sequence[Fact]) -> list[Box]:
    boxes = []
    for fact in facts:
        origins = [line for step in steps(fact)[:MAX_ORIGINS] for line in _side(_origin(step))]
        where = [_tail(spot(fact.place))] if fact.place is not None else []
        boxes.append(Box([*_wrapped(fact.text), *where], "gate", origins))
    return boxes


def _origin(step: Step) -> str:
    where = f" ({_tail(spot(step.place), SIDE_COLUMNS - 2)})" if step.place is not None else ""
    return f"because {clipped(step.text, 90)}{where}"


def _wrapped(text: str, columns: int = COLUMNS) -> list[str]:
    text = clipped(text.replace("`", ""), 300)
    return textwrap.wrap(text, columns, max_lines=4, placeholder=" …", break_on_hyphens=False) or [""]


def _side(text: str) -> list[str]:
    return textwrap.wrap(text.replace("`", ""), SIDE_COLUMNS, max_lines=4, placeholder=" …", break_on_hyphens=False)


def _tail(path: str, columns: int = COLUMNS) -> str:
    """The end of a path that is too long, from a folder on."""
    path = clean(path)
    if len(path) <= columns:
        return path
    kept = path[1 - columns :]
    return f"…{kept[max(kept.find('/'), 0) :]}"


def _box(box: Box, y: int) -> str:
    shape = f'<rect class="{box.look}" x="{LEFT}" y="{y}" width="{BOX}" height="{box.height}" rx="8"/>'
    lines = [_line(text, LEFT + 14, y, number, _face(box, number)) for number, text in enumerate(box.lines)]
    if box.origins:
        middle = y + box.height // 2
        shape += f'<path class="origin" d="M{SIDE - 6} {middle}H{LEFT + BOX + 4}"/>'
        lines += [_line(text, SIDE, y, number, "origin") for number, text in enumerate(box.origins)]
    return shape + "".join(lines)


def _face(box: Box, number: int) -> str:
    """The last line of a gate says where, the second of the ends says what: both quieter."""
    return "quiet" if number and number == len(box.lines) - 1 else "loud"


def _line(text: str, x: int, y: int, number: int, face: str) -> str:
    room = (WIDTH if x == SIDE else LEFT + BOX) - x - 14
    # Only what would run out of its box is pressed: the viewer's font is not known here.
    fit = f' textLength="{room}" lengthAdjust="spacingAndGlyphs"' if _breadth(text) > room else ""
    return f'<text class="{face}" x="{x}" y="{y + PAD + LINE * number + 13}"{fit}>{_words(text)}</text>'


def _breadth(text: str) -> float:
    """About how many pixels a line takes."""
    return sum(16 if ord(one) > 0x2E7F else 10 if one.isupper() or one in "mwMW@_" else 7.2 for one in text)


def _arrow(y: int, certain: bool) -> str:
    x = LEFT + BOX // 2
    mark = "" if certain else f'<text class="quiet" x="{x + 12}" y="{y + ARROW // 2 + 5}">?</text>'
    head = y + ARROW - 2
    return (
        f'<path class="arrow" d="M{x} {y + 1}V{head - 7}"/><path class="head" d="M{x - 6} {head - 9}h12l-6 9z"/>{mark}'
    )


def _words(text: str) -> str:
    return escape(clean(text))
