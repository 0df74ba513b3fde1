"""核对年报: the sums of the tables, the prose against them and against itself, the form, the dates, last year's report.

A correct report must pass in silence. Where a statement can be read in a way that agrees with the tables it is not
questioned; where only the office can know, the finding is a hint, that is a question, never an error.
"""

from gongkai.report.checking.fees import fees_left_out
from gongkai.report.checking.finding import SEVERITIES, Finding
from gongkai.report.checking.tables import check_tables
from gongkai.report.checking.whole import check

__all__ = ["SEVERITIES", "Finding", "check", "check_tables", "fees_left_out"]
