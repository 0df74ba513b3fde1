"""年报的表: reports in their versions, what was frozen of them, and the district's campaign of the year."""

from .annual_reports import AnnualReport, AnnualReportQuerySet, Origin, ReportNotDeletable, as_read
from .campaigns import Campaign, ReportReturn
from .snapshots import Occasion, Snapshot, SnapshotQuerySet, digest_of

__all__ = [
    "AnnualReport",
    "AnnualReportQuerySet",
    "Campaign",
    "Occasion",
    "Origin",
    "ReportNotDeletable",
    "ReportReturn",
    "Snapshot",
    "SnapshotQuerySet",
    "as_read",
    "digest_of",
]
