"""The exposure graph for Graphviz."""

from __future__ import annotations

from collections.abc import Iterable

from foureyes.reports.exposures.words import fact
from foureyes.reports.graph.graph import Edge, Graph, Node
from foureyes.reports.graph.mermaid import look
from foureyes.reports.style import clipped

SHOWN = 160
"""Characters of a line."""

LOOKS = {
    "stranger": 'shape=box, style="filled,rounded", fillcolor="#fdecea", color="#a3161f"',
    "passed": 'shape=box, style="filled,rounded", fillcolor="#fff4e5", color="#b25e00"',
    "exposed": 'shape=box, style="filled,rounded", fillcolor="#fdecea", color="#a3161f", penwidth=2',
    "unsure": 'shape=box, style="filled,rounded,dashed", fillcolor="#fdecea", color="#a3161f"',
}


def render(graph: Graph) -> str:
    lines = ["digraph exposures {", '  node [fontname="sans-serif"];', '  edge [fontname="sans-serif", fontsize=10];']
    lines += [f"  {_node(one)};" for one in graph.nodes]
    lines += [f"  {_edge(one)};" for one in graph.edges]
    return "\n".join([*lines, "}"]) + "\n"


def _node(node: Node) -> str:
    names = [node.name, node.type] if node.type and node.type not in node.name else [node.name]
    return f"{node.id} [label={quoted(names)}, {LOOKS[look(node)]}]"


def _edge(edge: Edge) -> str:
    style = "" if edge.is_certain else ", style=dashed"
    return f"{edge.start.id} -> {edge.end.id} [label={quoted(map(fact, edge.facts))}{style}]"


def quoted(lines: Iterable[str]) -> str:
    """Lines as a quoted string, in which Graphviz takes nothing for an escape or an entity."""
    told = (clipped(one, SHOWN).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") for one in lines)
    return '"' + "\\n".join(told) + '"'
