"""Text as it is set: spans of clusters in one face and size, and where each cluster stands. Points.

A grid has tens of thousands of lines, nearly all of them set solid: a span keeps its text and what deviates,
and works out its clusters and their places when somebody asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from zaitaku_desktop.typeset.fonts import split_clusters

Moves = tuple[tuple[int, float], ...]
"""(index of a cluster, by how many points the gap before it is wider than set solid), in order; never cluster 0."""

_NEAR = 1e-7


@dataclass(slots=True)
class Span:
    """Clusters in one face and size on a line. Nobody changes one; it is not frozen because freezing is slow.

    `face` = key of a concrete face (`fonts.py`). `left` = left edge of the first cluster from the left edge of the
    measure; `width` = from there to the end of the last visible cluster. `advances` = cluster → its natural
    advance in em. `run` = index of the paragraph's run. `tracking` = points by which every cluster is tighter.
    """

    face: str
    size: float
    text: str
    left: float
    width: float
    advances: Mapping[str, float] = field(compare=False, repr=False)
    moves: Moves = ()
    run: int = 0
    tracking: float = 0.0

    @property
    def clusters(self) -> tuple[str, ...]:
        """Base characters, each with its variation selector or marks if any."""
        return split_clusters(self.text)

    @property
    def xs(self) -> tuple[float, ...]:
        """Left edge of each cluster, from the left edge of the measure."""
        steps = [self.left]
        steps += [self.advances[cluster] * self.size - self.tracking for cluster in self.clusters[:-1]]
        for index, wider in self.moves:
            steps[index] += wider
        return tuple(accumulate(steps))


def moves_to(xs: Sequence[float], clusters: Sequence[str], advances: Mapping[str, float], size: float) -> Moves:
    """The moves that put `clusters` of `size` points at `xs`."""
    moves = []
    for index in range(1, len(xs)):
        wider = xs[index] - xs[index - 1] - advances[clusters[index - 1]] * size
        if abs(wider) > _NEAR:
            moves.append((index, wider))
    return tuple(moves)
