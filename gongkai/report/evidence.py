"""数据依据: which rows stand behind a cell — records, applications, reconsiderations and lawsuits, monthly figures.

Only the cells that count rows are kept; behind a total stands what stands behind its parts. A bare list is one of
records: reports drawn up before applications were counted keep theirs so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from gongkai.law.report_form import CELLS, LEAF_ROWS, Cell, row_of

Evidence = Mapping[Cell, tuple[int, ...]]
TOTAL = "total"
MONTHLY_CELLS = tuple(cell for cell in CELLS if cell.table == "table2" and len(row_of("table2", cell.row).columns) == 1)
"""The cells of table two that are no count of rows: monthly figures add up to them."""


class Source(StrEnum):
    """What kind of row a cell counts."""

    RECORDS = "records"
    APPLICATIONS = "applications"
    REMEDIES = "remedies"
    MONTHLY = "monthly"


SOURCES = {"table2": Source.RECORDS, "table3": Source.APPLICATIONS, "table4": Source.REMEDIES}


def source_of(cell: Cell) -> Source:
    return Source.MONTHLY if cell in MONTHLY_CELLS else SOURCES[cell.table]


def parts(cell: Cell) -> list[Cell]:
    """Return the cells that make up a total, of the form's last column or of （七）总计; any other cell alone."""
    rows = LEAF_ROWS if cell.row == "handled_total" else (cell.row,)
    return [Cell(cell.table, row, column) for row in rows for column in _columns(cell)]


def _columns(cell: Cell) -> list[str]:
    if cell.column != TOTAL:
        return [cell.column]
    return [column.key for column in row_of(cell.table, cell.row).columns if column.key != TOTAL]


def rows_behind(evidence: Evidence, cell: Cell) -> tuple[int, ...]:
    """Return the ids of the rows that the cell counts, each once."""
    ids = [each for part in parts(cell) for each in evidence.get(part, ())]
    return tuple(dict.fromkeys(ids))


def figures(evidence: Evidence) -> dict[Cell, int]:
    """Return what the rows come to in every cell of tables three and four, and in those of table two that count rows."""
    counted = [cell for cell in CELLS if cell.table != "table2" or (cell in evidence and cell not in MONTHLY_CELLS)]
    return {cell: sum(len(evidence.get(part, ())) for part in parts(cell)) for cell in counted}


def gathered(places: Iterable[tuple[Cell, int]]) -> dict[Cell, tuple[int, ...]]:
    """Return the ids by cell."""
    found: dict[Cell, list[int]] = {}
    for cell, pk in places:
        found.setdefault(cell, []).append(pk)
    return {cell: tuple(ids) for cell, ids in found.items()}


def as_json(evidence: Evidence) -> dict[str, Any]:
    return {".".join(cell): _tagged(source_of(cell), ids) for cell, ids in evidence.items()}


def _tagged(source: Source, ids: tuple[int, ...]) -> Any:
    return list(ids) if source is Source.RECORDS else {source.value: list(ids)}


def from_json(given: Mapping[str, Any]) -> dict[Cell, tuple[int, ...]]:
    """Return the evidence that a report keeps; what names no cell of the form is left alone."""
    return dict(_read(given))


def _read(given: Mapping[str, Any]) -> Iterator[tuple[Cell, tuple[int, ...]]]:
    for name, content in given.items():
        cell = cell_named(name)
        if cell is not None:
            ids = content.get(source_of(cell).value, ()) if isinstance(content, Mapping) else content
            yield cell, tuple(ids)


def cell_named(name: str) -> Cell | None:
    """Return the cell with this address (`table3.granted.total`), None where the form has none."""
    return _NAMED.get(name)


_NAMED = {".".join(cell): cell for cell in CELLS}
