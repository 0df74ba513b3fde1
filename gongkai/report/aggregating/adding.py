"""求和: cell by cell, where a cell that a unit does not give is summed without it and the unit is named."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.law.report_form import CELLS, Cell, ReportTables, Value


@dataclass(frozen=True)
class Sums:
    """The sum of some units' tables. A cell that nobody gives is None; `absent` names who does not give a cell."""

    total: ReportTables = field(default_factory=ReportTables)
    units: int = 0
    absent: Mapping[Cell, tuple[str, ...]] = field(default_factory=dict)

    def given(self, cell: Cell) -> int:
        """Return how many units gave the cell."""
        return self.units - len(self.absent.get(cell, ()))


def add(tables: Mapping[str, ReportTables]) -> Sums:
    """Return the sum over the units, by name."""
    total: dict[Cell, Value] = {}
    absent: dict[Cell, list[str]] = {}
    for name, given in tables.items():
        for cell, value in given.cells.items():
            if value is None:
                absent.setdefault(cell, []).append(name)
            else:
                total[cell] = (total.get(cell) or 0) + value
    ordered = {cell: tuple(absent[cell]) for cell in CELLS if cell in absent}
    return Sums(ReportTables(total), len(tables), ordered)


@dataclass(frozen=True)
class Change:
    """A figure against last year's; `percent` is None where last year's is nought or either is not given."""

    now: Value
    before: Value

    @property
    def difference(self) -> Value:
        return None if self.now is None or self.before is None else self.now - self.before

    @property
    def percent(self) -> float | None:
        if self.difference is None or not self.before:
            return None
        return round(float(self.difference) / float(self.before) * 100, 1)


def change(cell: Cell, now: ReportTables | None, before: ReportTables | None) -> Change:
    return Change(now.cells[cell] if now else None, before.cells[cell] if before else None)
