"""年报的动作: import a published report, build one from the register, revise and judge it. Review and publication are its record's."""

from .content import FIRST_YEAR, Content, drafted
from .correcting import correct
from .freezing import freeze_again
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
from .returning import send_back
from .revising import refuse_locked, revise
from .scheduling import set_dates

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
    "correct",
    "drafted",
    "findings",
    "findings_of_drawn",
    "freeze_again",
    "import_report",
    "judge",
    "refuse_locked",
    "register_report",
    "release_figure",
    "renew_figures",
    "revise",
    "send_back",
    "set_dates",
    "write_answers",
]
