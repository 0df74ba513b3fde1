"""汇总年报: the reports of a district's units added up cell by cell, with everything that speaks against each and the sum.

Pure: knows no database and no clock. Readings come one at a time and only their figures and clauses are kept.
"""

from gongkai.report.aggregating.answer import Aggregate, Standing, UnitReport
from gongkai.report.aggregating.intake import Fate, Handed, Verdict
from gongkai.report.aggregating.roster import Roster, Succession, Unit
from gongkai.report.aggregating.whole import aggregate

__all__ = [
    "Aggregate",
    "Fate",
    "Handed",
    "Roster",
    "Standing",
    "Succession",
    "Unit",
    "UnitReport",
    "Verdict",
    "aggregate",
]
