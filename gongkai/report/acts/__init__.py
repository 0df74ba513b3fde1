"""年报的动作: import a published report, build one from the register, revise and judge it; enter what the register lacks.

Review and publication are its record's.
"""

from .collecting import collect_file
from .content import FIRST_YEAR, Content, drafted
from .correcting import correct
from .enclosing import enclose_exports
from .entering import MonthEntry, enter_month, is_settled
from .freezing import freeze_again
from .judging import Judged, findings, findings_of_drawn, findings_of_tables, judge
from .narrating import accept_problem, bind_figure, release_figure, renew_figures, write_answers
from .opening import OPENING_CELLS, open_balance
from .recounting import recount
from .refusals import (
    FigureNotThere,
    MonthNotEnterable,
    OpeningNotNeeded,
    ReasonMissing,
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
from .rostering import RosterRefused, add_unit, note_succession, set_years, strike_succession
from .scheduling import set_dates

__all__ = [
    "FIRST_YEAR",
    "OPENING_CELLS",
    "Content",
    "FigureNotThere",
    "Judged",
    "MonthEntry",
    "MonthNotEnterable",
    "OpeningNotNeeded",
    "ReasonMissing",
    "ReportAlreadyRegistered",
    "ReportChangedMeanwhile",
    "ReportLocked",
    "ReportOfAnotherOffice",
    "ReportRefused",
    "RosterRefused",
    "YearNotReportable",
    "accept_problem",
    "add_unit",
    "author_for",
    "bind_figure",
    "build_report",
    "collect_file",
    "correct",
    "drafted",
    "enclose_exports",
    "enter_month",
    "findings",
    "findings_of_drawn",
    "findings_of_tables",
    "freeze_again",
    "import_report",
    "is_settled",
    "judge",
    "note_succession",
    "open_balance",
    "recount",
    "refuse_locked",
    "register_report",
    "release_figure",
    "renew_figures",
    "revise",
    "send_back",
    "set_dates",
    "set_years",
    "strike_succession",
    "write_answers",
]
