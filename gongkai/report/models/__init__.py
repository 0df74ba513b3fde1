"""年报的表: reports in their versions, with figures and prose."""

from .annual_reports import AnnualReport, AnnualReportQuerySet, Origin, ReportNotDeletable, as_read

__all__ = ["AnnualReport", "AnnualReportQuerySet", "Origin", "ReportNotDeletable", "as_read"]
