"""年报的动作: import a published report, build one from the register, revise and judge it. Review and publication are its record's."""

from .content import FIRST_YEAR, Content, drafted
from .judging import Judged, findings, findings_of_drawn, judge
from .narrating import accept_problem, bind_figure, release_figure, renew_figures, write_answers
from .refusals import (
    FigureNotThere,
    ReportAlreadyRegistered,
    ReportChangedMeanwhile,
    ReportLocked,
    ReportOfAnotherOffice,
    ReportRefused,
    YearNotReportable,
)
from .registering import author_for, build_report, import_report, register_report
from .revising import refuse_locked, revise

__all__ = [
    "FIRST_YEAR",
    "Content",
    "FigureNotThere",
    "Judged",
    "ReportAlreadyRegistered",
    "ReportChangedMeanwhile",
    "ReportLocked",
    "ReportOfAnotherOffice",
    "ReportRefused",
    "YearNotReportable",
    "accept_problem",
    "author_for",
    "bind_figure",
    "build_report",
    "drafted",
    "findings",
    "findings_of_drawn",
    "import_report",
    "judge",
    "refuse_locked",
    "register_report",
    "release_figure",
    "renew_figures",
    "revise",
    "write_answers",
]
