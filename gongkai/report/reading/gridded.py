"""成格的表: the statutory tables in grids, from a page, a document or a ruled sheet alike.

A figure is found by the heads above it and the label beside it; where the heads are not all there, by the order of the form.
"""

from collections.abc import Iterable, Sequence

from gongkai.law.report_form import TABLE3_COLUMNS, TABLES, Cell, row_of
from gongkai.report.reading import flat, labels, older
from gongkai.report.reading.answer import TablesRead
from gongkai.report.reading.cells import Number, number, squeeze
from gongkai.report.reading.gathering import Gathering
from gongkai.report.reading.grid import Grid, GridCell, Line, below, distinct, head_ends, heads_above, stacks, words_of

_MOST_HEADS = 40
_COLUMNS3 = tuple(column.key for column in TABLE3_COLUMNS)
_ONLY_OURS = {"七总计", "3其他"}


def read_grids(grids: Iterable[Grid], text: str) -> TablesRead:
    """Return the tables that the grids hold; one that none of them holds is read from the text, as if flattened."""
    gathering = Gathering()
    form = labels.form_of(squeeze(text))
    pending: Grid = []
    for grid in grids:
        _read_table2(gathering, grid, form=form)
        _read_table3(gathering, grid)
        pending = _read_table4(gathering, below(pending, grid) if _fits(pending, grid) else grid)
    if not gathering.has_all_tables():
        fallen = flat.read_tables(text).tables
        for table in TABLES:
            gathering.adopt(table, fallen)
    if pending and not gathering.has("table4"):
        gathering.note("表四的列名不全或没有数据行，无法对应，未采用。")
    return gathering.finish(form=form)


def is_statutory(grid: Grid) -> bool:
    """Test if the grid holds a row or the heads of a statutory table."""
    cells = distinct(cell for line in grid for cell in line)
    return any(labels.is_label(cell.text) for cell in cells) or any(
        squeeze(cell.text) in labels.HEADS4 for cell in cells
    )


def _fits(pending: Grid, grid: Grid) -> bool:
    return bool(pending and grid) and len(pending[0]) == len(grid[0])


def _read_table2(gathering: Gathering, grid: Grid, *, form: str | None) -> None:
    for index, line in enumerate(grid):
        row = _row2(line)
        if row is None:
            continue
        gathering.meet("table2", row)
        cells = _cells_of_table2(row, grid[:index], line)
        if form == "2019":
            older.tell_table2(gathering)
            cells = older.cells_of_table2(row, grid[:index], line)
        _put(gathering, "table2", row, cells)


def _row2(line: Line) -> str | None:
    """Return the row whose label is the first words of the line; an ordinal or a clause may stand in a cell before it."""
    words = [cell.text for cell in distinct(line) if cell.text and number(cell.text) is None]
    return next((row for text in words[:2] if (row := labels.exact_row("table2", text))), None)


def _cells_of_table2(row: str, above: Grid, line: Line) -> dict[str, GridCell]:
    columns = row_of("table2", row).columns
    names = {squeeze(column.label): column.key for column in columns}
    found: dict[str, GridCell] = {}
    for position, cell in enumerate(line):
        for head in head_ends(heads_above(above, position)):
            if head in names:
                found.setdefault(names[head], cell)
    if len(found) == len(columns):
        return found
    values = [cell for cell in distinct(line) if labels.exact_row("table2", cell.text) is None][-len(columns) :]
    bare = all(not cell.text or number(cell.text) is not None for cell in values)
    return (
        {c.key: cell for c, cell in zip(columns, values, strict=True)} if bare and len(values) == len(columns) else {}
    )


def _read_table3(gathering: Gathering, grid: Grid) -> None:
    first = _first_row3(grid)
    if first is None:
        return
    heads = labels.places_of_table3(stacks(grid[:first]))
    order = _order(heads, grid[first:])
    for line in grid[first:]:
        if not older.tell_other(gathering, line):
            _read_row3(gathering, line, heads, order)


def _first_row3(grid: Grid) -> int | None:
    """Return where the rows begin; 其他 and 总计 are heads as well, and rows of other people's tables."""
    named = [(index, _label3(line)) for index, line in enumerate(grid)]
    words = {squeeze(cell.text) for line in grid for cell in line}
    if not words & _ONLY_OURS and all(row in (None, *labels.ALSO_HEADS) for _, row in named):
        return None
    rows = (index for index, row in named if row and (row not in labels.ALSO_HEADS or _has_figures(grid[index])))
    return next(rows, None)


def _has_figures(line: Line) -> bool:
    return any(number(cell.text) is not None for cell in line)


def _read_row3(gathering: Gathering, line: Line, heads: dict[int, str], order: Sequence[str]) -> None:
    row = _label3([cell for position, cell in enumerate(line) if position not in heads])
    if row is None:
        return
    gathering.meet("table3", row)
    cells = _after_label(line)
    if heads and len(cells) == len(order):
        _put(gathering, "table3", row, dict(zip(order, cells, strict=True)))
    elif heads:
        _put(gathering, "table3", row, {key: line[position] for position, key in heads.items()})
    else:
        _put_in_order(gathering, row, line)


def _after_label(line: Line) -> list[GridCell]:
    """Return the printed cells behind the last words of the line: they are told by their order where spans are wrong."""
    cells = [cell for cell in distinct(line) if cell.number]
    words = [index for index, cell in enumerate(cells) if cell.text and number(cell.text) is None]
    return cells[words[-1] + 1 :] if words else []


def _order(heads: dict[int, str], lines: Grid) -> Sequence[str]:
    """Return the columns in the order of their heads, or in the form's where the sums say that the heads are out of place."""
    printed = list(dict.fromkeys(heads[position] for position in sorted(heads)))
    rows = [cells for line in lines if len(cells := _after_label(line)) == len(_COLUMNS3)]
    if not heads or printed[-1] == "total" or all(_adds_up(printed, cells) for cells in rows):
        return printed
    return _COLUMNS3 if all(_adds_up(_COLUMNS3, cells) for cells in rows) else printed


def _adds_up(columns: Sequence[str], cells: list[GridCell]) -> bool:
    figures = {column: number(cell.text) for column, cell in zip(columns, cells, strict=True)}
    values = {
        column: figure.value for column, figure in figures.items() if figure is not None and figure.value is not None
    }
    total = values.pop("total", None)
    return total is not None and len(values) == len(columns) - 1 and sum(values.values()) == total


def _put_in_order(gathering: Gathering, row: str, line: Line) -> None:
    columns = [column.key for column in row_of("table3", row).columns]
    cells = distinct(line)
    last_words = max(index for index, cell in enumerate(cells) if cell.text and number(cell.text) is None)
    numbers = [number(cell.text) or Number(None, "") for cell in cells[last_words + 1 :]]
    if any(found.text for found in numbers):
        gathering.put_row("table3", row, columns, numbers)


def _label3(line: Iterable[GridCell]) -> str | None:
    """Return the row named by the last cell of the line that names one; group heads stand before it."""
    texts = [cell.text for cell in distinct(line)]
    for match in (labels.exact_row, labels.near_row):
        named = [row for text in texts if (row := match("table3", text)) is not None]
        if named:
            return named[-1]
    return None


def _read_table4(gathering: Gathering, grid: Grid) -> Grid:
    """Read the table, or return the grid where it holds heads whose figures must stand in the next one."""
    words = words_of(grid)
    if "维持" not in words or "审结" not in words:
        return []
    for index in range(min(len(grid), _MOST_HEADS)):
        places = labels.places_of_table4(stacks(grid[: index + 1]))
        if set(places.values()) == set(labels.CELLS4):
            return _read_row4(gathering, grid, index, places)
    return [] if _read_upright4(gathering, grid) or not labels.is_table4_head(words) else grid


def _read_row4(gathering: Gathering, grid: Grid, head: int, places: dict[int, tuple[str, str]]) -> Grid:
    gathering.meet("table4", "reconsideration")
    line = next((line for line in grid[head + 1 :] if any(number(line[position].text) for position in places)), None)
    if line is None:
        return grid
    heads = list(dict.fromkeys(places.values()))
    cells = _under_heads(line, heads, places)
    if cells is None:
        return grid
    for (row, column), cell in zip(heads, cells, strict=True):
        _put(gathering, "table4", row, {column: cell})
    return []


def _under_heads(line: Line, heads: list[tuple[str, str]], places: dict[int, tuple[str, str]]) -> list[GridCell] | None:
    """Return the cell of each head, None where it cannot be told which is which.

    Where heads and figures are printed as tables of their own, their columns need not meet: then all figures in their
    order fit, or those right beneath their heads, but never one figure for two heads.
    """
    cells = distinct(line)
    if len(cells) != len(heads):
        cells = [cell for cell in cells if number(cell.text)]
    if len(cells) == len(heads):
        return cells
    beneath = [next(line[position] for position, place in places.items() if place == head) for head in heads]
    return beneath if len(distinct(beneath)) == len(heads) else None


def _read_upright4(gathering: Gathering, grid: Grid) -> bool:
    """Read a table whose three blocks stand below each other, the outcomes beside or above them."""
    found = False
    for index, line in enumerate(grid):
        row = next(
            (labels.BLOCKS4[word] for cell in reversed(line) if (word := squeeze(cell.text)) in labels.BLOCKS4), None
        )
        outcomes = {
            labels.HEADS4[head]: line[position]
            for position in range(len(line))
            for head in head_ends(heads_above(grid[:index], position))
            if head in labels.HEADS4
        }
        if row and len(outcomes) == len(labels.HEADS4):
            gathering.meet("table4", row)
            _put(gathering, "table4", row, outcomes)
            found = True
    return found


def _put(gathering: Gathering, table: str, row: str, cells: dict[str, GridCell]) -> None:
    for column, cell in cells.items():
        if cell.text:
            gathering.put(Cell(table, row, column), number(cell.text) or Number(None, cell.text, odd=True))
