"""Reports with prose: one drawn up from a single application, one after a year that named two problems."""

from datetime import date

from gongkai.law.report_form import zero_tables
from gongkai.report import acts
from gongkai.report.acts import Content
from gongkai.report.models import AnnualReport, Origin
from gongkai.report.tests.casebook import one

YEAR = 2025
PROBLEMS = "一是信息更新滞后，个别栏目发布不及时。二是审核把关不够严谨。"


def of_one_case(street) -> AnnualReport:
    one(street.chaotianmen, date(YEAR, 3, 3))
    return acts.build_report(YEAR, office=street.chaotianmen, by=street.liwen)


def after_problems(street) -> AnnualReport:
    """Return a report whose predecessor named two problems."""
    content = Content(tables=zero_tables(), narrative={"problems": PROBLEMS}, origin=Origin.IMPORTED)
    acts.register_report(content, office=street.chaotianmen, year=YEAR - 1, by=street.liwen)
    return acts.build_report(YEAR, office=street.chaotianmen, by=street.liwen)


def drift(report: AnnualReport) -> list[str]:
    return [finding.where for finding in acts.findings(report) if finding.rule == "drift"]
