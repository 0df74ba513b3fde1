"""逐项核对: all that the cases have to say about a report, in the order of the rules."""

from gongkai.report.before import Before
from gongkai.report.case_checking.carrying import carrying
from gongkai.report.case_checking.charging import charging
from gongkai.report.case_checking.counting import counting
from gongkai.report.case_checking.drawn import Drawn
from gongkai.report.case_checking.ending import ending
from gongkai.report.case_checking.monthly import monthly
from gongkai.report.case_checking.opening import opening
from gongkai.report.case_checking.overriding import overriding
from gongkai.report.case_checking.suing import suing
from gongkai.report.checking import Finding


def case_findings(drawn: Drawn, last_year: Before) -> list[Finding]:
    """Return everything that the cases say against the report; the year before adds E4."""
    return [
        *carrying(drawn, last_year.report),
        *opening(drawn, last_year.balance),
        *counting(drawn),
        *ending(drawn),
        *charging(drawn),
        *suing(drawn),
        *monthly(drawn),
        *overriding(drawn),
    ]
