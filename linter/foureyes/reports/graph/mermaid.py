"""The exposure graph as a Mermaid flowchart, for pages that draw it: pull requests, wikis."""

from __future__ import annotations

from collections.abc import Iterator

from foureyes.reports.graph.graph import Edge, Graph, Node
from foureyes.reports.style import clipped

MAX_FACTS = 4
SHOWN = 120
"""Characters of a line."""

CLASSES = (
    "classDef stranger fill:#fdecea,stroke:#a3161f,color:#1b1f24",
    "classDef passed fill:#fff4e5,stroke:#b25e00,color:#1b1f24",
    "classDef exposed fill:#fdecea,stroke:#a3161f,stroke-width:2px,color:#1b1f24",
    "classDef unsure fill:#fdecea,stroke:#a3161f,stroke-dasharray:5 4,color:#1b1f24",
)


def render(graph: Graph) -> str:
    lines = ["flowchart TD", *(f"  {_node(one)}" for one in graph.nodes)]
    lines += [f"  {_edge(one)}" for one in graph.edges]
    lines += [f"  {one}" for one in CLASSES]
    return "\n".join(lines) + "\n"


def _node(node: Node) -> str:
    label = quoted(node.name) + (f"<br>{quoted(node.type)}" if node.type and node.type not in node.name else "")
    return f'{node.id}["{label}"]:::{look(node)}'


def look(node: Node) -> str:
    """The class of a node."""
    if node.is_stranger:
        return "stranger"
    if node.severity is None:
        return "passed"
    return "exposed" if node.is_certain else "unsure"


def _edge(edge: Edge) -> str:
    arrow = "-->" if edge.is_certain else "-.->"
    label = "<br>".join(_lines(edge))
    return f'{edge.start.id} {arrow}|"{label}"| {edge.end.id}' if label else f"{edge.start.id} {arrow} {edge.end.id}"


def _lines(edge: Edge) -> Iterator[str]:
    facts = list(edge.facts)
    yield from (quoted(fact.text.replace("`", "")) for fact in facts[:MAX_FACTS])
    if len(facts) > MAX_FACTS:
        yield f"and {len(facts) - MAX_FACTS} more"


def quoted(text: str) -> str:
    """Text inside of quotes: everything that Mermaid, Markdown or HTML might take for its own by its number."""
    return "".join(one if one.isalnum() or one in " .,_-/:" else f"#{ord(one)};" for one in clipped(text, SHOWN))
