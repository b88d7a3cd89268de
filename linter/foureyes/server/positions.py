"""Places as an editor counts them: lines from 0, columns in the units that were agreed on."""

from __future__ import annotations

from lsprotocol.types import Position, Range
from pygls.workspace import PositionCodec

from foureyes.model.place import Place, Source


class Positions:
    """To and from the offsets of a source."""

    def __init__(self, codec: PositionCodec) -> None:
        self.codec = codec

    def position(self, source: Source, offset: int) -> Position:
        line, column = source.position(offset)
        before = source.line(line)[: column - 1]
        return Position(line - 1, self.codec.client_num_units(before))

    def range(self, place: Place) -> Range:
        """The place; its first line only, where it spans several: an editor underlines all of it."""
        end = place.end
        stop = place.source.text.find("\n", place.start, end)
        return self.between(place.source, place.start, end if stop < 0 else max(stop, place.start))

    def between(self, source: Source, start: int, end: int) -> Range:
        return Range(self.position(source, start), self.position(source, end))
