"""归位: puts figures into the cells of the form and keeps account of what did not fit."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.law.report_form import (
    ROWS,
    TABLE_NAMES,
    TABLES,
    Cell,
    ReportTables,
    Value,
    describe,
    row_of,
)
from gongkai.report.reading.answer import OddCell, TablesRead
from gongkai.report.reading.cells import Number


def fitting(numbers: Sequence[Number], count: int) -> Sequence[Number] | None:
    """Return the figures of so many cells, or None where their number is another.

    Empty places count only where the row comes out with them: a head over two columns leaves some behind. Noughts run
    together are so many noughts; other digits run together may be parted in many ways.
    """
    printed = [number for number in numbers if number.text]
    if len(printed) == count:
        return printed
    if len(numbers) == count:
        return numbers
    if count == 1 and len({number.text for number in printed}) == 1:
        return printed[:1]  # a cell over several columns, copied into each
    if len(printed) == 1 and printed[0].text == "0" * count:
        return [Number(0, "0")] * count
    return None


@dataclass
class Gathering:
    """The tables while they are being read; the first figures met for a row stand."""

    cells: dict[Cell, Value] = field(default_factory=dict)
    labels: set[tuple[str, str]] = field(default_factory=set)
    odd_cells: list[OddCell] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)

    def meet(self, table: str, row: str) -> None:
        """Remember that the row's label stands in the source, with figures or without."""
        self.labels.add((table, row))

    def put(self, cell: Cell, number: Number) -> None:
        if cell in self.cells and self.cells[cell] != number.value:
            self.note(f"{describe(cell)}在原文中出现两次且数值不同，采用先出现的{self.cells[cell]}。")
            return
        self.cells[cell] = number.value
        if number.text and (number.odd or number.value is None):
            self.odd_cells.append(OddCell(describe(cell), number.text))

    def put_row(self, table: str, row: str, columns: Sequence[str], numbers: Sequence[Number]) -> None:
        """Put a row of figures, or none of them where their number is not the row's: no cell is guessed."""
        self.meet(table, row)
        figures = fitting(numbers, len(columns))
        if figures is None:
            label = row_of(table, row).full_label
            self.note(
                f"{TABLE_NAMES[table]}“{label}”行应有{len(columns)}个数，读到{len(numbers)}个，无法判断缺少哪一列，未采用。"
            )
            return
        for column, number in zip(columns, figures, strict=True):
            self.put(Cell(table, row, column), number)

    def has_all_tables(self) -> bool:
        return all(self.has(table) for table in TABLES)

    def has(self, table: str) -> bool:
        return any(cell.table == table for cell in self.cells)

    def has_row(self, table: str, row: str) -> bool:
        return any(cell.table == table and cell.row == row for cell in self.cells)

    def adopt(self, table: str, tables: ReportTables) -> None:
        """Take a table that another way of reading found, where this way found nothing of it."""
        if not self.has(table):
            self.cells.update({cell: value for cell, value in tables.cells.items() if cell.table == table})

    def finish(self, *, form: str | None) -> TablesRead:
        tables = ReportTables(self.cells)
        for table in TABLES:
            self._tell_lost(table, tables)
        return TablesRead(tables, form, tuple(self.odd_cells), tuple(self.notes))

    def _tell_lost(self, table: str, tables: ReportTables) -> None:
        met = any(place == table for place, _ in self.labels)
        if tables.lacks(table):
            self.note(
                f"{TABLE_NAMES[table]}只有行名，没有数字，按未提供处理，不作零计。"
                if met
                else f"未读到{TABLE_NAMES[table]}，整表按未提供处理，不作零计。"
            )
            return
        for row in ROWS[table]:
            empty = all(value is None for value in tables.row(table, row.key))
            if empty and (table, row.key) in self.labels and not self._mentions(row.full_label):
                self.note(f"{TABLE_NAMES[table]}“{row.full_label}”行只有行名，没有数字，按未提供处理，不作零计。")

    def _mentions(self, label: str) -> bool:
        return any(f"“{label}”" in sentence for sentence in self.notes)
