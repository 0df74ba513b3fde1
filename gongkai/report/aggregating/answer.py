"""汇总结果: the state of every unit, the sums with last year's, and all that is to be said."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from gongkai.law.report_form import ReportTables
from gongkai.report.aggregating.adding import Sums
from gongkai.report.aggregating.carrying import Carry
from gongkai.report.aggregating.intake import Fate
from gongkai.report.aggregating.roster import Unit
from gongkai.report.aggregating.siblings import Alike
from gongkai.report.checking import Finding


class Standing(StrEnum):
    MISSING = "缺报"
    UNPUBLISHED = "尚未公布"
    UNDATED = "公布日期不明"
    PUBLISHED = "已公布"


@dataclass(frozen=True, kw_only=True)
class UnitReport:
    """One unit's year: its tables with last year's, each None where there is none, and what is to be said to the unit."""

    unit: Unit
    standing: Standing
    is_late: bool
    source: str = ""
    published_on: date | None = None
    tables: ReportTables | None = None
    previous: ReportTables | None = None
    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def state(self) -> str:
        """The standing in the office's words: 缺报（已逾期）."""
        if not self.is_late:
            return str(self.standing)
        return "逾期公布" if self.standing == Standing.PUBLISHED else f"{self.standing}（已逾期）"

    @property
    def errors(self) -> int:
        return sum(finding.is_blocking for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        return {
            "unit": self.unit.name,
            "state": self.state,
            "is_late": self.is_late,
            "source": self.source,
            "published_on": self.published_on.isoformat() if self.published_on else None,
            **(self.tables or ReportTables()).as_json(),
            "missing": list(self.missing),
            "findings": [finding.as_json() for finding in self.findings],
        }


@dataclass(frozen=True, kw_only=True)
class Aggregate:
    """The district's year. `findings` speak of the sum; those of a unit stand with the unit."""

    district: str
    year: int
    deadline: date
    units: tuple[UnitReport, ...]
    sums: Sums
    before: Sums
    findings: tuple[Finding, ...]
    carry: Carry
    alike: tuple[Alike, ...]
    fates: tuple[Fate, ...]
    notes: tuple[str, ...]

    @property
    def missing(self) -> tuple[UnitReport, ...]:
        return tuple(each for each in self.units if each.standing == Standing.MISSING)

    @property
    def late(self) -> tuple[UnitReport, ...]:
        """Those after the last day, missing or not."""
        return tuple(each for each in self.units if each.is_late)

    def reported(self) -> Iterator[UnitReport]:
        return (each for each in self.units if each.tables is not None)

    def unit(self, key: str) -> UnitReport | None:
        return next((each for each in self.units if each.unit.key == key), None)

    @property
    def is_blocked(self) -> bool:
        """Test if something has to be mended: an error on a unit or on the sum, a missing unit, a file not taken."""
        told = any(finding.is_blocking for finding in self.findings) or any(each.errors for each in self.units)
        return told or bool(self.missing) or any(fate.is_refused for fate in self.fates)

    def as_json(self) -> dict[str, Any]:
        return {
            "district": self.district,
            "year": self.year,
            "deadline": self.deadline.isoformat(),
            "units": [each.as_json() for each in self.units],
            "total": self.sums.total.as_json(),
            "previous_total": self.before.total.as_json(),
            "not_given": {".".join(cell): list(names) for cell, names in self.sums.absent.items()},
            "missing": [each.unit.name for each in self.missing],
            "late": [each.unit.name for each in self.late],
            "findings": [finding.as_json() for finding in self.findings],
            "carried": self.carry.as_json(),
            "alike": [asdict(pair) for pair in self.alike],
            "files": [_fate_json(fate) for fate in self.fates],
            "notes": list(self.notes),
        }


def _fate_json(fate: Fate) -> dict[str, Any]:
    unit = fate.unit.name if fate.unit else None
    return {"file": fate.source, "verdict": str(fate.verdict), "unit": unit, "sentence": fate.sentence}
