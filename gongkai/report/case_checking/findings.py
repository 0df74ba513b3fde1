"""逐项核对: all that the cases have to say about a report, in the order of the rules."""

from gongkai.report.case_checking.carrying import carrying
from gongkai.report.case_checking.charging import charging
from gongkai.report.case_checking.counting import counting
from gongkai.report.case_checking.drawn import Drawn
from gongkai.report.case_checking.ending import ending
from gongkai.report.case_checking.suing import suing
from gongkai.report.checking import Finding
from gongkai.report.models import AnnualReport


def case_findings(drawn: Drawn, previous: AnnualReport | None = None) -> list[Finding]:
    """Return everything that the cases say against the report; the previous year's report adds E4."""
    return [*carrying(drawn, previous), *counting(drawn), *ending(drawn), *charging(drawn), *suing(drawn)]
