"""The assignment problem: pair rows with columns so that the sum of the weights is largest."""

from __future__ import annotations

from collections.abc import Sequence


def best_pairs(weights: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Pairs (row, column) of the largest total weight; weight 0 or less means that the two may not be paired.

    The Hungarian algorithm with potentials (Kuhn 1955, Munkres 1957), O(rows^2 * columns). Ties fall to the earlier
    column, so the answer depends on the input alone.
    """
    rows, columns = len(weights), max((len(row) for row in weights), default=0)
    if not rows or not columns:
        return []
    # A spare column for each row stands for "left alone", so that rows <= columns and weight 0 is never forced.
    width = columns + rows
    cost = [[-max(row[j], 0) if j < columns else 0 for j in range(width)] for row in weights]
    row_potential, column_potential = [0] * (rows + 1), [0] * (width + 1)
    row_of = [0] * (width + 1)
    for start in range(1, rows + 1):
        row_of[0] = start
        _augment(cost, row_of, row_potential, column_potential, width)
    pairs = [(row_of[j] - 1, j - 1) for j in range(1, columns + 1) if row_of[j]]
    return sorted((i, j) for i, j in pairs if weights[i][j] > 0)


def _augment(
    cost: list[list[int]], row_of: list[int], row_potential: list[int], column_potential: list[int], width: int
) -> None:
    """Add the row in ``row_of[0]`` by the shortest augmenting path."""
    column, distance, before, done = 0, [1 << 62] * (width + 1), [0] * (width + 1), [False] * (width + 1)
    while row_of[column]:
        done[column] = True
        row, nearest, step = row_of[column], 0, 1 << 62
        for j in range(1, width + 1):
            if done[j]:
                continue
            reduced = cost[row - 1][j - 1] - row_potential[row] - column_potential[j]
            if reduced < distance[j]:
                distance[j], before[j] = reduced, column
            if distance[j] < step:
                nearest, step = j, distance[j]
        for j in range(width + 1):
            if done[j]:
                row_potential[row_of[j]] += step
                column_potential[j] -= step
            else:
                distance[j] -= step
        column = nearest
    while column:
        row_of[column] = row_of[before[column]]
        column = before[column]
