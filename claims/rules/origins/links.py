"""Follow links to where they end, through chains of any length and through circles.

Circles are found with Tarjan's algorithm (R. Tarjan, Depth-first search and linear graph
algorithms, 1972), without recursion: a chain may be as long as somebody makes it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence

Links = Mapping[Hashable, Sequence[Hashable]]
"""From what is taken to where it is taken from; what has no links is an end."""


def circles_last_first(links: Links) -> Iterator[list[Hashable]]:
    """Give every node once, those of one circle together, and after all that they lead to.

    Args:
        links: every node, each with the nodes it leads to.
    """
    found: dict[Hashable, int] = {}
    lowest: dict[Hashable, int] = {}
    open_nodes: dict[Hashable, None] = {}
    for start in links:
        if start in found:
            continue
        found[start] = lowest[start] = len(found)
        open_nodes[start] = None
        path = [(start, iter(links[start]))]
        while path:
            node, rest = path[-1]
            for other in rest:
                if other not in found:
                    found[other] = lowest[other] = len(found)
                    open_nodes[other] = None
                    path.append((other, iter(links.get(other, ()))))
                    break
                if other in open_nodes:
                    lowest[node] = min(lowest[node], found[other])
            else:
                path.pop()
                if path:
                    above = path[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
                if lowest[node] == found[node]:
                    yield _closed(node, open_nodes)


def _closed(first: Hashable, open_nodes: dict[Hashable, None]) -> list[Hashable]:
    circle = []
    while True:
        node, _nothing = open_nodes.popitem()
        circle.append(node)
        if node == first:
            return circle
