"""计入的数: what a report is counted from — the tables, the rows behind them, the named figures of its prose, what they leave open.

Taken from the register as it stands, or from what was frozen of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.law.report_form import ReportTables
from gongkai.report import evidence as behind
from gongkai.report.collect import Collected
from gongkai.report.evidence import Evidence
from gongkai.report.sources import Known, Sources, known_figures


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A year in figures. `sources` are those that the prose may be bound to; a report that was imported has none."""

    tables: ReportTables
    evidence: Evidence
    sources: Sources
    notes: tuple[str, ...] = ()
    missing: tuple[int, ...] = ()
    """Months of which a figure of table two was not entered: they are not in it, and not taken for zero."""

    @classmethod
    def of(cls, collected: Collected) -> Counted:
        """Return the register's figures as they stand."""
        return cls(
            tables=collected.tables,
            evidence=collected.evidence,
            sources=known_figures(collected),
            notes=collected.notes,
            missing=collected.missing,
        )

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Counted:
        """Return what was frozen."""
        known = [Known.from_json(row) for row in content["sources"]]
        return cls(
            tables=ReportTables.from_json(content["tables"]),
            evidence=behind.from_json(content["evidence"]),
            sources={each.key: each for each in known},
            notes=tuple(content["notes"]),
            missing=tuple(content["missing"]),
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "tables": self.tables.as_json(),
            "evidence": behind.as_json(self.evidence),
            "sources": [known.as_json() for known in self.sources.values()],
            "notes": list(self.notes),
            "missing": list(self.missing),
        }
