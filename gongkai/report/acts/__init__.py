"""年报的动作: import a published report, build one from the register, revise and judge it; enter what the register lacks.

Review and publication are its record's.
"""

from .collecting import collect_file
from .content import FIRST_YEAR, Content, drafted
from .correcting import correct
from .entering import MonthEntry, enter_month, is_settled
from .freezing import freeze_again
from .judging import findings, findings_of_drawn
from .opening import OPENING_CELLS, open_balance
from .refusals import (
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
    "add_unit",
    "author_for",
    "build_report",
    "collect_file",
    "correct",
    "drafted",
    "enter_month",
    "findings",
    "findings_of_drawn",
    "freeze_again",
    "import_report",
    "is_settled",
    "note_succession",
    "open_balance",
    "refuse_locked",
    "register_report",
    "revise",
    "send_back",
    "set_dates",
    "set_years",
    "strike_succession",
]
