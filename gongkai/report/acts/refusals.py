"""年报动作的拒绝: each says why, and what to do."""


class ReportRefused(Exception):
    """The report cannot be registered or changed; the sentence says why and what to do."""


class ReportAlreadyRegistered(ReportRefused):
    """The office's year has its report."""


class ReportOfAnotherOffice(ReportRefused):
    """The file names another office."""


class YearNotReportable(ReportRefused):
    """No report can be written for this year."""


class ReportLocked(ReportRefused):
    """The report is being reviewed, or public."""


class ReportChangedMeanwhile(ReportRefused):
    """Somebody else saved the report in between."""


class MonthNotEnterable(ReportRefused):
    """The month has not ended, or what was filled in is no entry."""


class ReasonMissing(ReportRefused):
    """What was entered, or counted, may be changed only with a reason."""


class OpeningNotNeeded(ReportRefused):
    """The year's report is registered: what it carried over is taken from it."""


class FigureNotThere(ReportRefused):
    """The prose has no such number any more, or the register no such figure."""
