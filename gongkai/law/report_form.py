"""年度报告表式: the three statutory tables of the annual report, their labels, and the sums that must hold (勾稽关系).

The labels are those of the form of 2021 (国办公开办函〔2021〕30号); the contents follow 《条例》第五十条. Reading a report,
judging its prose and rendering it live in `report`; here are only the form, the cells and the equations.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple

_FORM: dict[str, Any] = tomllib.loads(files("gongkai.law").joinpath("data/report_form.toml").read_text("utf-8"))

Value = int | Decimal | None


class TablesNotReadable(ValueError):
    """Raised when data do not have the shape of the statutory tables."""


class Cell(NamedTuple):
    """The address of one cell."""

    table: str
    row: str
    column: str


@dataclass(frozen=True)
class Column:
    key: str
    label: str


@dataclass(frozen=True)
class Row:
    """A row of figures: `groups` are the printed heads it stands under, outermost first."""

    key: str
    label: str
    columns: tuple[Column, ...]
    groups: tuple[str, ...] = ()

    @property
    def full_label(self) -> str:
        return " ".join((*self.groups[1:], self.label)) if len(self.groups) > 1 else self.label


@dataclass(frozen=True)
class Block:
    """One of the four blocks of table two, headed by its item of 《条例》第二十条."""

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Section:
    key: str
    heading: str


@dataclass(frozen=True)
class Part:
    key: str
    heading: str
    sections: tuple[Section, ...]


def _columns(entries: list[dict[str, str]]) -> tuple[Column, ...]:
    return tuple(Column(entry["key"], entry["label"]) for entry in entries)


def _rows(entries: list[dict[str, Any]], columns: tuple[Column, ...]) -> tuple[Row, ...]:
    return tuple(Row(entry["key"], entry["label"], columns, tuple(entry.get("groups", ()))) for entry in entries)


def _block(entry: dict[str, Any]) -> Block:
    columns = _columns(entry["columns"])
    return Block(entry["heading"], columns, _rows(entry["rows"], columns))


def _part(entry: dict[str, Any]) -> Part:
    sections = tuple(Section(section["key"], section["heading"]) for section in entry.get("sections", ()))
    return Part(entry["key"], entry["heading"], sections)


FORM: str = _FORM["form"]
SOURCE: str = _FORM["source"]
PARTS = tuple(_part(entry) for entry in _FORM["parts"])
TABLES = ("table2", "table3", "table4")
TABLE_NAMES: dict[str, str] = {table: _FORM[table]["name"] for table in TABLES}
TABLE2_CORNER: str = _FORM["table2"]["corner"]
TABLE2_BLOCKS = tuple(_block(entry) for entry in _FORM["table2"]["blocks"])
TABLE3_CORNER: str = _FORM["table3"]["corner"]
TABLE3_HEAD: str = _FORM["table3"]["head"]
TABLE3_ORGANISATIONS: str = _FORM["table3"]["organisations"]
TABLE3_COLUMNS = _columns(_FORM["table3"]["columns"])
TABLE4_COLUMNS = _columns(_FORM["table4"]["columns"])

ROWS: dict[str, tuple[Row, ...]] = {
    "table2": tuple(row for block in TABLE2_BLOCKS for row in block.rows),
    "table3": _rows(_FORM["table3"]["rows"], TABLE3_COLUMNS),
    "table4": _rows(_FORM["table4"]["rows"], TABLE4_COLUMNS),
}
CELLS = tuple(Cell(table, row.key, column.key) for table in TABLES for row in ROWS[table] for column in row.columns)
LEAF_ROWS = tuple(row.key for row in ROWS["table3"] if row.groups and row.key != "handled_total")
FEE = Cell("table2", "fees_10k_yuan", "amount")
_ROW = {(table, row.key): row for table in TABLES for row in ROWS[table]}


def title(*, office: str, year: int) -> str:
    """Return the report's title as it is printed."""
    return str(_FORM["title"]).format(office=office, year=year)


def row_of(table: str, key: str) -> Row:
    return _ROW[table, key]


def column_label(cell: Cell) -> str:
    return next(column.label for column in row_of(cell.table, cell.row).columns if column.key == cell.column)


def describe(cell: Cell) -> str:
    """Return where the cell stands, in the form's own words."""
    row = row_of(cell.table, cell.row)
    return f"{TABLE_NAMES[cell.table]}“{row.full_label}”行“{column_label(cell)}”列"


@dataclass(frozen=True)
class ReportTables:
    """The content of the three tables. None is a cell that was not given; it is never zero."""

    cells: Mapping[Cell, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        unknown = set(self.cells) - set(CELLS)
        if unknown:
            raise TablesNotReadable(f"法定表格中没有这个单元格：{min(unknown)}。")
        object.__setattr__(self, "cells", MappingProxyType({cell: self.cells.get(cell) for cell in CELLS}))

    def value(self, table: str, row: str, column: str) -> Value:
        return self.cells[Cell(table, row, column)]

    def row(self, table: str, row: str) -> tuple[Value, ...]:
        return tuple(self.value(table, row, column.key) for column in row_of(table, row).columns)

    def replace(self, changes: Mapping[Cell, Value]) -> "ReportTables":
        return ReportTables({**self.cells, **changes})

    def lacks(self, table: str) -> bool:
        """Test if not one cell of the table is given."""
        return all(value is None for cell, value in self.cells.items() if cell.table == table)

    def missing(self) -> list[str]:
        """Return what is not given, as coarse as is true: `table4`, `table3.granted`, `table3.granted.total`."""
        return [name for table in TABLES for name in self._missing_of(table)]

    def as_json(self) -> dict[str, Any]:
        """Return the tables as `gongkai report read` prints them; a table of which nothing is given is null."""
        return {table: None if self.lacks(table) else _WRITERS[table](self) for table in TABLES}

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> "ReportTables":
        """Return the tables of such an answer; other keys are left alone.

        :raises TablesNotReadable: when a row or a cell does not belong to the form.
        """
        cells: dict[Cell, Value] = {}
        for table in TABLES:
            cells.update(_cells_of(table, given.get(table) or {}))
        return cls(cells)

    def _missing_of(self, table: str) -> Iterator[str]:
        if self.lacks(table):
            yield table
            return
        for row in ROWS[table]:
            absent = [c for c in row.columns if self.value(table, row.key, c.key) is None]
            if len(absent) == len(row.columns):
                yield f"{table}.{row.key}"
            else:
                yield from (f"{table}.{row.key}.{column.key}" for column in absent)


def zero_tables() -> ReportTables:
    return ReportTables(dict.fromkeys(CELLS, 0))


def _plain(value: Value) -> int | str | None:
    return format(value, "f") if isinstance(value, Decimal) else value


def _table2_json(tables: ReportTables) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    for row in ROWS["table2"]:
        values = {column.key: _plain(tables.value("table2", row.key, column.key)) for column in row.columns}
        answer[row.key] = values if len(values) > 1 else next(iter(values.values()))
    fee = answer[FEE.row]
    return {**answer, FEE.row: None if fee is None else str(fee)}


def _table3_json(tables: ReportTables) -> dict[str, Any]:
    return {row.key: [_plain(value) for value in tables.row("table3", row.key)] for row in ROWS["table3"]}


def _table4_json(tables: ReportTables) -> dict[str, Any]:
    return {
        row.key: {column.key: _plain(tables.value("table4", row.key, column.key)) for column in row.columns}
        for row in ROWS["table4"]
    }


_WRITERS = {"table2": _table2_json, "table3": _table3_json, "table4": _table4_json}


def _cells_of(table: str, given: Mapping[str, Any]) -> Iterator[tuple[Cell, Value]]:
    for key, content in given.items():
        if (table, key) not in _ROW:
            raise TablesNotReadable(f"{TABLE_NAMES[table]}没有名为“{key}”的行。")
        row = row_of(table, key)
        for column, value in _by_column(table, row, content):
            cell = Cell(table, key, column)
            yield cell, _value(cell, value)


def _by_column(table: str, row: Row, content: Any) -> Iterable[tuple[str, Any]]:
    keys = [column.key for column in row.columns]
    if isinstance(content, Mapping):
        if not set(content) <= set(keys):
            raise TablesNotReadable(f"{TABLE_NAMES[table]}“{row.full_label}”行有不认识的列。")
        return content.items()
    values = content if isinstance(content, list) else [content]
    if len(values) != len(keys) and values not in ([], [None]):
        raise TablesNotReadable(f"{TABLE_NAMES[table]}“{row.full_label}”行应有{len(keys)}个数，实有{len(values)}个。")
    return zip(keys, values, strict=False)


def _value(cell: Cell, given: Any) -> Value:
    if given is None or (isinstance(given, int) and not isinstance(given, bool)):
        return Decimal(given) if cell == FEE and given is not None else given
    if isinstance(given, str | float):
        try:
            number = Decimal(str(given))
        except InvalidOperation:
            number = Decimal("NaN")
        if number.is_finite():
            return number
    raise TablesNotReadable(f"{describe(cell)}不是数字：{given}。")


@dataclass(frozen=True)
class Break:
    """One equation that does not hold, at one cell."""

    equation: str
    cell: Cell
    expected: Value
    found: Value


def crossfoot(tables: ReportTables, previous: ReportTables | None = None) -> list[Break]:
    """Return every equation E1–E7 that does not hold; an equation over a cell not given is not judged.

    E1 new + carried in = handled + carried over, per column (printed on the form).
    E2 handled = the 21 results. E3 total = the six kinds of applicant. E5 total = the four outcomes.
    E6 every cell is filled: a whole number, for fees an amount, never below zero; a lost table is no blank cell.
    E4 carried in = carried over of the previous year. E7 in force = in force before + made − repealed.
    """
    breaks = [*_balance(tables), *_handled(tables), *_applicants(tables), *_outcomes(tables), *_blemished(tables)]
    if previous is not None:
        breaks += [*_carried(tables, previous), *_in_force(tables, previous)]
    return breaks


def _sum(values: Iterable[Value]) -> Value:
    total: int | Decimal = 0
    for value in values:
        if value is None:
            return None
        total += value
    return total


def _compare(equation: str, cell: Cell, expected: Value, found: Value) -> Iterator[Break]:
    if expected is not None and found is not None and expected != found:
        yield Break(equation, cell, expected, found)


def _balance(tables: ReportTables) -> Iterator[Break]:
    for column in TABLE3_COLUMNS:
        taken = _sum(tables.value("table3", row, column.key) for row in ("new", "carried_in"))
        accounted = _sum(tables.value("table3", row, column.key) for row in ("handled_total", "carried_over"))
        yield from _compare("E1", Cell("table3", "handled_total", column.key), taken, accounted)


def _handled(tables: ReportTables) -> Iterator[Break]:
    for column in TABLE3_COLUMNS:
        cell = Cell("table3", "handled_total", column.key)
        results = _sum(tables.value("table3", row, column.key) for row in LEAF_ROWS)
        yield from _compare("E2", cell, results, tables.cells[cell])


def _applicants(tables: ReportTables) -> Iterator[Break]:
    for row in ROWS["table3"]:
        *kinds, total = tables.row("table3", row.key)
        yield from _compare("E3", Cell("table3", row.key, "total"), _sum(kinds), total)


def _outcomes(tables: ReportTables) -> Iterator[Break]:
    for row in ROWS["table4"]:
        *outcomes, total = tables.row("table4", row.key)
        yield from _compare("E5", Cell("table4", row.key, "total"), _sum(outcomes), total)


def _blemished(tables: ReportTables) -> Iterator[Break]:
    lost = {table for table in TABLES if tables.lacks(table)}
    for cell, value in tables.cells.items():
        if cell.table not in lost and not _is_lawful(cell, value):
            yield Break("E6", cell, None, value)


def _is_lawful(cell: Cell, value: Value) -> bool:
    if value is None or value < 0:
        return False
    return cell == FEE or value == int(value)


def _carried(tables: ReportTables, previous: ReportTables) -> Iterator[Break]:
    for column in TABLE3_COLUMNS:
        cell = Cell("table3", "carried_in", column.key)
        yield from _compare("E4", cell, previous.value("table3", "carried_over", column.key), tables.cells[cell])


def _in_force(tables: ReportTables, previous: ReportTables) -> Iterator[Break]:
    for row in ("rules", "normative_documents"):
        before = previous.value("table2", row, "in_force")
        made, repealed, in_force = tables.row("table2", row)
        expected = None if before is None or made is None or repealed is None else before + made - repealed
        yield from _compare("E7", Cell("table2", row, "in_force"), expected, in_force)
