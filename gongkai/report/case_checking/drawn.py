"""待核对的年报: the figures and rows of the report, beside the rows that the register gives now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from gongkai.applications.models import Application
from gongkai.law.report_form import Cell
from gongkai.office.models import Office
from gongkai.report.collect import Tabled
from gongkai.report.evidence import Evidence, rows_behind
from gongkai.report.models import Override
from gongkai.report.reading import Reading

MOST_NAMED = 20


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A report drawn up from cases; `evidence` is what it was drawn from, `now` what the register says on `day`.

    `overrides` are the cells that read otherwise than counted because a person said so, `fees_yuan` is what applicants
    paid in the year, against which the prose is held.
    """

    office: Office
    year: int
    day: date
    reading: Reading
    evidence: Evidence
    now: Tabled
    overrides: Mapping[Cell, Override] = field(default_factory=dict)
    fees_yuan: int = 0

    @property
    def begins(self) -> date:
        return date(self.year, 1, 1)

    def then(self, row: str, column: str = "total") -> tuple[int, ...]:
        """Return the applications that the report counts in a row of table three."""
        return rows_behind(self.evidence, Cell("table3", row, column))

    def today(self, row: str, column: str = "total") -> tuple[int, ...]:
        """Return the applications that the row counts by the register as it stands now."""
        return rows_behind(self.now.evidence, Cell("table3", row, column))

    def named(self, ids: Collection[int]) -> str:
        """Return the numbers of the applications, the first twenty of many."""
        first = sorted(ids)[:MOST_NAMED]
        return listed([self._numbers[pk] for pk in first if pk in self._numbers], len(ids))

    @cached_property
    def _numbers(self) -> dict[int, str]:
        """The number of each application of the office, read once and only where something is to be said of one."""
        return dict(Application.objects.filter(office=self.office).values_list("pk", "number"))


def listed(names: Iterable[str], count: int) -> str:
    told = "、".join(names)
    return f"{told}等{count}件" if count > MOST_NAMED else told
