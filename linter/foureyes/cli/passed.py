"""What is passed to a module that is not read: what it does with that cannot be told, so a change of it can not."""

from __future__ import annotations

import re
from hashlib import sha256

from foureyes.engine.standing import outline_of
from foureyes.model.outline import Outline, Stretch
from foureyes.model.place import Place, Source

_DOCUMENTS = (".json", ".jsonc", ".yaml", ".yml", ".template")
_CALL = re.compile(r"\s*module\b")
_DEPLOYS = re.compile(r"AWS::CloudFormation::Stack\b|Microsoft\.Resources/deployments\b", re.IGNORECASE)
_HARMLESS = re.compile(
    r"""^[ \t]*"?(?:tags|labels|description)"?[ \t]*[:=][ \t]*"""
    r"""(?:"[^"\n]*",?[ \t]*$|'[^'\n]*'[ \t]*$|[\w.]*(?=[\[{(]))""",
    re.IGNORECASE | re.MULTILINE,
)
"""Arguments that say what something is called or for whom, not what it does."""


def passed(place: Place) -> str:
    """A hash of what is passed where a module is named, without its layout; empty where no module is called."""
    outline = outline_of(place.source)
    found = _documented(place, outline) if place.path.endswith(_DOCUMENTS) else _called(place, outline)
    if found is None:
        return ""
    return sha256("".join(_bare(place.source, found, outline).split()).encode("utf-8", "surrogateescape")).hexdigest()[
        :12
    ]


def _called(place: Place, outline: Outline) -> Stretch | None:
    """What stands in the brackets of a call, in Terraform around the place, in Bicep behind it."""
    line_end = place.source.line_starts[place.line - 1] + len(place.source.line(place.line))
    fits = [
        one
        for one in outline.constructs
        if (one[0] <= place.start and place.end <= one[1]) or place.end <= one[0] < line_end
    ]
    if not fits:
        return None
    found = min(fits)
    head = place.source.line(place.source.position(min(found[0], place.start))[0])
    return found if _CALL.match(head) else None


def _documented(place: Place, outline: Outline) -> Stretch | None:
    """The smallest part of a document around the place that is the resource which deploys another."""
    around = [one for one in outline.constructs if one[0] <= place.start and place.end <= one[1]]
    text = place.source.text
    return min((one for one in around if _DEPLOYS.search(text, *one)), key=lambda one: one[1] - one[0], default=None)


def _bare(source: Source, stretch: Stretch, outline: Outline) -> str:
    """A part of a text without comments and arguments that do no harm."""
    text = source.text
    gone = [one for one in outline.comments if stretch[0] <= one[0] < stretch[1]]
    for found in _HARMLESS.finditer(text, *stretch):
        end = next((one[1] for one in outline.constructs if one[0] == found.end()), found.end())
        gone.append((found.start(), end))
    told, at = [], stretch[0]
    for start, end in sorted(gone):
        told.append(text[at : max(at, start)])
        at = max(at, end)
    return "".join([*told, text[at : stretch[1]]])
