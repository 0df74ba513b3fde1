"""按办件核对年报 (E4、E9—E11): a report drawn up from cases, held against the cases as they stand now.

What a person changed in it, or entered after it, is told here too.
`checking` judges what a report shows; here every finding names the cases that it is about.
"""

from gongkai.report.case_checking.drawn import Drawn
from gongkai.report.case_checking.drifting import drifting, unanswered
from gongkai.report.case_checking.findings import case_findings
from gongkai.report.case_checking.freezing import moved_since, not_frozen_yet, unlike_frozen

__all__ = ["Drawn", "case_findings", "drifting", "moved_since", "not_frozen_yet", "unanswered", "unlike_frozen"]
