"""上年: what the year before carried over, from its registered report, else from the opening balance."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.office.models import Office
from gongkai.report.models import AnnualReport, OpeningBalance, as_read
from gongkai.report.reading import Reading


@dataclass(frozen=True)
class Before:
    """The year before: its report, or what was entered in its place, or neither."""

    report: AnnualReport | None = None
    balance: OpeningBalance | None = None

    @property
    def reading(self) -> Reading | None:
        """What the year's checks hold against it; an opening balance has some cells and no prose."""
        if self.report is not None:
            return self.report.reading
        if self.balance is None:
            return None
        office, tables = self.balance.office.name, self.balance.given_tables
        return as_read(office=office, year=self.balance.year, tables=tables, narrative={})


def before(office: Office, year: int) -> Before:
    """Return the year before `year`; a registered report goes before an opening balance."""
    report = AnnualReport.objects.settled(office, year - 1)
    if report is not None:
        return Before(report)
    return Before(balance=OpeningBalance.objects.of(office, year - 1))
