"""待核对的年报: the figures and rows of the report, beside the rows that the register gives now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.applications.models import Application
from gongkai.law.report_form import Cell
from gongkai.office.models import Office
from gongkai.report.collect import Collected
from gongkai.report.evidence import Evidence, rows_behind
from gongkai.report.models import Override
from gongkai.report.reading import Reading

MOST_NAMED = 20


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A report drawn up from cases; `evidence` is what it was drawn from, `now` what the register says on `day`.

    `overrides` are the cells that read otherwise than counted because a person said so.
    """

    office: Office
    year: int
    day: date
    reading: Reading
    evidence: Evidence
    now: Collected
    overrides: Mapping[Cell, Override] = field(default_factory=dict)

    @property
    def begins(self) -> date:
        return date(self.year, 1, 1)

    def then(self, row: str, column: str = "total") -> tuple[int, ...]:
        """Return the applications that the report counts in a row of table three."""
        return rows_behind(self.evidence, Cell("table3", row, column))

    def today(self, row: str, column: str = "total") -> tuple[int, ...]:
        """Return the applications that the row counts by the register as it stands now."""
        return rows_behind(self.now.evidence, Cell("table3", row, column))


def named(ids: Collection[int]) -> str:
    """Return the numbers of the applications, the first twenty of many."""
    first = sorted(ids)[:MOST_NAMED]
    return listed(Application.objects.filter(pk__in=first).order_by("id").values_list("number", flat=True), len(ids))


def listed(names: Iterable[str], count: int) -> str:
    told = "、".join(names)
    return f"{told}等{count}件" if count > MOST_NAMED else told
