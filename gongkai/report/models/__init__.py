"""年报的表: reports in their versions, what was frozen of them, and the district's campaign of the year."""

from .annual_reports import AnnualReport, AnnualReportQuerySet, Origin, ReportNotDeletable, as_read
from .campaigns import Campaign, ReportReturn
from .collected import CollectedReport, CollectedReportStays
from .snapshots import Occasion, Snapshot, SnapshotQuerySet, digest_of
from .units import ReportingUnit, Succession, UnitNotDeletable

__all__ = [
    "AnnualReport",
    "AnnualReportQuerySet",
    "Campaign",
    "CollectedReport",
    "CollectedReportStays",
    "Occasion",
    "Origin",
    "ReportNotDeletable",
    "ReportReturn",
    "ReportingUnit",
    "Snapshot",
    "SnapshotQuerySet",
    "Succession",
    "UnitNotDeletable",
    "as_read",
    "digest_of",
]
