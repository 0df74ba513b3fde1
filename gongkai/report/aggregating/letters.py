"""退回意见: what a unit is to mend, as a plain letter that can be sent to it."""

from collections.abc import Iterator
from datetime import date

from gongkai.report.aggregating.answer import Aggregate, Standing, UnitReport
from gongkai.report.checking import SEVERITIES


def needs_letter(report: UnitReport) -> bool:
    """Test if there is anything to say to the unit."""
    return bool(report.findings or report.missing or report.is_late or report.standing == Standing.MISSING)


def letter(report: UnitReport, found: Aggregate, *, on: date) -> str:
    """Return the letter; it ends with a line end, and its lines are paragraphs."""
    return "\n".join([*_lines(report, found), "", found.district, said(on)]) + "\n"


def said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _lines(report: UnitReport, found: Aggregate) -> Iterator[str]:
    yield f"关于{report.unit.name}{found.year}年政府信息公开工作年度报告的核对意见"
    yield ""
    yield f"{report.unit.name}："
    yield ""
    if report.standing == Standing.MISSING:
        yield from _missing(found)
        return
    yield f"{found.district}汇总{found.year}年年度报告时核对了你单位的报告（来源：{report.source}）。"
    if report.is_late:
        yield f"公布时限是{said(found.deadline)}，你单位的报告{_late(report)}。"
    yield from _findings(report)
    if report.missing:
        yield ""
        yield f"下列内容没有读到，汇总时未计，不作零计：{'、'.join(report.missing)}。请补全，没有的填0。"
    if report.errors or report.missing:
        yield ""
        yield "请核对改正后重新报送。已经公开的，请按程序更正并说明。"


def _missing(found: Aggregate) -> Iterator[str]:
    yield f"截至目前没有收到你单位的年度报告。公布时限是{said(found.deadline)}；《条例》第四十九条要求在次年1月31日前公布。"
    yield "请尽快公布并报送（网页、Word 文档、PDF 均可）。"


def _late(report: UnitReport) -> str:
    if report.published_on is not None:
        return f"于{said(report.published_on)}公布，已逾期"
    return "尚未公布，已逾期" if report.standing == Standing.UNPUBLISHED else "落款日期已在时限之后"


def _findings(report: UnitReport) -> Iterator[str]:
    if not report.findings:
        yield "核对没有发现问题。"
        return
    yield f"核对发现{len(report.findings)}项："
    for place, finding in enumerate(report.findings, start=1):
        yield ""
        yield f"{place}. 【{SEVERITIES[finding.severity]}】{finding.message}（{finding.rule_name}）"
