"""The exposure graph as a tree of indented lines."""

from __future__ import annotations

from collections.abc import Iterator

from foureyes.reports.exposures.words import fact
from foureyes.reports.graph.graph import Graph, Node
from foureyes.reports.style import BOLD, DIM, MAGENTA, SEVERITY_COLOURS, Style, clean, clipped

SHOWN = 200
"""Characters of a sentence."""


def render(graph: Graph, style: Style) -> str:
    lines: list[str] = []
    for node in graph.nodes:
        if node.is_stranger:
            lines += [style.paint(node.name, BOLD), *_onward(graph, node, style, "  ", set())]
    return "\n".join(lines or ["Nothing that strangers can reach was found."]) + "\n"


def _onward(graph: Graph, node: Node, style: Style, indent: str, told: set[str]) -> Iterator[str]:
    """Everything behind a node. What was told before is named, and not gone into again."""
    told.add(node.id)
    for edge in graph.onward(node):
        again = edge.end.id in told and bool(graph.onward(edge.end))
        doubt = "" if edge.is_certain else style.paint(" (cannot be told)", MAGENTA)
        yield f"{indent}-> {_named(edge.end, style)}{doubt}{style.paint(' (onward: see above)', DIM) if again else ''}"
        yield from (f"{indent}     {style.paint(clipped(fact(one), SHOWN), DIM)}" for one in edge.facts)
        if not again:
            yield from _onward(graph, edge.end, style, f"{indent}   ", told)


def _named(node: Node, style: Style) -> str:
    name = style.paint(clean(node.name), BOLD)
    if node.severity is None:
        return name
    severity = style.paint(str(node.severity), *SEVERITY_COLOURS[str(node.severity)])
    return f"{name} [{severity}{'' if node.is_certain else ', cannot tell'}]"
