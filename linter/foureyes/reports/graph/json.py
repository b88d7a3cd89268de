"""The exposure graph for programs, described by `schema/foureyes-graph-1.schema.json`."""

from __future__ import annotations

import json
from typing import Any

from foureyes import __version__
from foureyes.reports.graph.graph import Edge, Graph, Node

SCHEMA_VERSION = 1


def render(graph: Graph) -> str:
    data = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "foureyes", "version": __version__},
        "nodes": [_node(one) for one in graph.nodes],
        "edges": [_edge(one) for one in graph.edges],
    }
    return json.dumps(data, indent=2) + "\n"


def _node(node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "kind": "stranger" if node.is_stranger else "resource",
        "name": node.name,
        "type": node.type,
        "root": node.root,
        "severity": str(node.severity) if node.severity is not None else None,
        "certain": node.is_certain,
    }


def _edge(edge: Edge) -> dict[str, Any]:
    return {
        "from": edge.start.id,
        "to": edge.end.id,
        "certain": edge.is_certain,
        "findings": list(edge.findings),
        "facts": [
            {
                "text": fact.text,
                "path": fact.place.path if fact.place is not None else None,
                "line": fact.place.line if fact.place is not None else None,
            }
            for fact in edge.facts
        ],
    }
