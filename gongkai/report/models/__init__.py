"""年报的表: reports in their versions, what was frozen of them, the district's campaign, and what people enter or change."""

from .annual_reports import AnnualReport, AnnualReportQuerySet, Origin, ReportNotDeletable, as_read
from .campaigns import Campaign, ReportReturn
from .collected import CollectedReport, CollectedReportStays
from .monthly_figures import ITEM_CELLS, LedgerFile, MonthlyFigure, MonthlyFigureQuerySet, MonthlyItem
from .opening_balances import OpeningBalance, OpeningBalanceQuerySet
from .overrides import Override, OverrideQuerySet
from .snapshots import Occasion, Snapshot, SnapshotQuerySet
from .units import ReportingUnit, Succession, UnitNotDeletable

__all__ = [
    "ITEM_CELLS",
    "AnnualReport",
    "AnnualReportQuerySet",
    "Campaign",
    "CollectedReport",
    "CollectedReportStays",
    "LedgerFile",
    "MonthlyFigure",
    "MonthlyFigureQuerySet",
    "MonthlyItem",
    "Occasion",
    "OpeningBalance",
    "OpeningBalanceQuerySet",
    "Origin",
    "Override",
    "OverrideQuerySet",
    "ReportNotDeletable",
    "ReportReturn",
    "ReportingUnit",
    "Snapshot",
    "SnapshotQuerySet",
    "Succession",
    "UnitNotDeletable",
    "as_read",
]
