"""表格线: from ruled lines to tables; where a line is missing between two places, they are one cell."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gongkai.report.reading.grid import Grid, GridCell, filled
from gongkai.report.reading.sheets.lines import cell_text
from gongkai.report.reading.sheets.printed import Glyph, Sheet, Stroke

_NEAR = 3.5  # two borders of neighbouring cells, or both edges of a thick line, are one
_OPEN = 6.0
_MOST_LINES = 2000
_MOST_PLACES = 5000


@dataclass(frozen=True)
class Ruled:
    """A table on a sheet: where its lines are, and what stands in its cells."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    grid: Grid

    def covers(self, glyph: Glyph) -> bool:
        return self.columns[0] <= glyph.center <= self.columns[-1] and self.rows[0] <= glyph.middle <= self.rows[-1]


def tables_on(sheet: Sheet) -> list[Ruled]:
    """Return the ruled tables from top to bottom."""
    level, upright = _merged(sheet.level), _merged(sheet.upright)
    if len(level) + len(upright) > _MOST_LINES:
        return []
    found = [_ruled(rows, columns, sheet.glyphs) for rows, columns in _connected(level, upright)]
    tables = [table for table in found if table is not None and any(cell.text for line in table.grid for cell in line)]
    return sorted(tables, key=lambda table: table.rows[0])


def _merged(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Join the pieces of a line: strokes on one place that touch or overlap."""
    merged: list[Stroke] = []
    for group in _clusters(sorted(strokes, key=lambda stroke: stroke.at)):
        at = sum(stroke.at for stroke in group) / len(group)
        pieces = sorted(group, key=lambda stroke: stroke.start)
        start, end = pieces[0].start, pieces[0].end
        for piece in pieces[1:]:
            if piece.start > end + _NEAR:
                merged.append(Stroke(at, start, end))
                start, end = piece.start, piece.end
            end = max(end, piece.end)
        merged.append(Stroke(at, start, end))
    return merged


def _clusters(ordered: Sequence[Stroke]) -> list[list[Stroke]]:
    clusters: list[list[Stroke]] = []
    for stroke in ordered:
        if clusters and stroke.at - clusters[-1][0].at <= _NEAR:
            clusters[-1].append(stroke)
        else:
            clusters.append([stroke])
    return clusters


@dataclass
class _Groups:
    """Which things belong together, told pair by pair."""

    parents: dict[object, object] = field(default_factory=dict)

    def find(self, one: object) -> object:
        root = self.parents.setdefault(one, one)
        while root != self.parents[root]:
            root = self.parents[root]
        self.parents[one] = root
        return root

    def join(self, one: object, other: object) -> None:
        self.parents[self.find(one)] = self.find(other)


def _connected(level: list[Stroke], upright: list[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    groups = _Groups()
    for number, line in enumerate(level):
        for index, post in enumerate(upright):
            if _meet(line, post):
                groups.join(("level", number), ("upright", index))
    sets: dict[object, tuple[list[Stroke], list[Stroke]]] = {}
    for kind, strokes in (("level", level), ("upright", upright)):
        for number, stroke in enumerate(strokes):
            if (kind, number) in groups.parents:
                sets.setdefault(groups.find((kind, number)), ([], []))[kind == "upright"].append(stroke)
    return list(sets.values())


def _meet(line: Stroke, post: Stroke) -> bool:
    return line.start - _NEAR <= post.at <= line.end + _NEAR and post.start - _NEAR <= line.at <= post.end + _NEAR


def _ruled(rows: list[Stroke], columns: list[Stroke], glyphs: Sequence[Glyph]) -> Ruled | None:
    ys, xs = _edges(rows, across=columns), _edges(columns, across=rows)
    if len(ys) < 2 or len(xs) < 2 or len(ys) * len(xs) > _MOST_PLACES:
        return None
    groups = _Groups()
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            groups.find((row, column))
            across, down = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
            if column + 2 < len(xs) and not _is_ruled(columns, at=xs[column + 1], over=down):
                groups.join((row, column + 1), (row, column))
            if row + 2 < len(ys) and not _is_ruled(rows, at=ys[row + 1], over=across):
                groups.join((row + 1, column), (row, column))
    return Ruled(tuple(xs), tuple(ys), _grid(groups, xs, ys, glyphs))


def _edges(strokes: Sequence[Stroke], *, across: Sequence[Stroke]) -> list[float]:
    """Return where the lines are, and where the lines across them end: a page's end leaves a table open."""
    places = _places(strokes)
    first, last = min(stroke.start for stroke in across), max(stroke.end for stroke in across)
    before = [first] if first < places[0] - _OPEN else []
    after = [last] if last > places[-1] + _OPEN else []
    return [*before, *places, *after]


def _places(strokes: Iterable[Stroke]) -> list[float]:
    return [group[0].at for group in _clusters(sorted(strokes, key=lambda stroke: stroke.at))]


def _is_ruled(strokes: Iterable[Stroke], *, at: float, over: float) -> bool:
    return any(abs(stroke.at - at) <= _NEAR and stroke.start <= over <= stroke.end for stroke in strokes)


def _grid(groups: _Groups, xs: list[float], ys: list[float], glyphs: Sequence[Glyph]) -> Grid:
    held: dict[object, list[Glyph]] = {}
    for glyph in glyphs:
        row, column = bisect_right(ys, glyph.middle) - 1, bisect_right(xs, glyph.center) - 1
        if 0 <= row < len(ys) - 1 and 0 <= column < len(xs) - 1:
            held.setdefault(groups.find((row, column)), []).append(glyph)
    numbers: dict[object, int] = {}
    places = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            cell = groups.find((row, column))
            number = numbers.setdefault(cell, len(numbers) + 1)
            places[row, column] = GridCell(cell_text(held.get(cell, [])), number)
    return filled(places, height=len(ys) - 1)
