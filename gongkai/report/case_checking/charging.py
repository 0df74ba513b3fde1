"""E10: who was given up for not paying was told what to pay, and part six says what was collected (109号)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.applications.models import Fee
from gongkai.report.case_checking.drawn import Drawn
from gongkai.report.checking import Finding, fees_left_out

WHERE = "六、其他需要报告的事项"


def charging(drawn: Drawn) -> Iterator[Finding]:
    """Yield notices that are lacking and, where there is prose to judge, what part six leaves out or tells otherwise."""
    unpaid = set(drawn.today("other_fee_unpaid"))
    yield from _unnoticed(drawn, unpaid)
    if not drawn.reading.narrative:
        return
    if unpaid and "other" not in drawn.reading.narrative:
        yield from fees_left_out(drawn.reading, len(unpaid))
    yield from _amount(drawn)


def _unnoticed(drawn: Drawn, unpaid: set[int]) -> Iterator[Finding]:
    if not unpaid:
        return
    noticed = Fee.objects.filter(application__office=drawn.office, application__outcome="OTHER_FEE_UNPAID")
    lacking = unpaid - set(noticed.filter(noticed_on__isnull=False).values_list("application_id", flat=True))
    if lacking:
        where = "表三“（六）其他处理”第2项"
        message = f"按逾期不缴费处理的{len(lacking)}件申请没有收费通知：{drawn.named(lacking)}。请补登收费通知书，或者改正办理结果。"
        yield Finding("E10", "error", where, message, 0, len(lacking))


def _amount(drawn: Drawn) -> Iterator[Finding]:
    """Hold the amount that the prose states against the payments on record."""
    stated, collected = drawn.reading.figure("processing_fee_yuan"), drawn.fees_yuan
    if stated is None and collected:
        message = f"本年收取信息处理费{collected}元，第六部分没有写明。请写明收取的金额。"
        yield Finding("E10", "error", WHERE, message, collected, None)
    elif stated is not None and stated.value != Decimal(collected):
        message = f"正文写收取信息处理费{stated.value:f}元，缴费登记为{collected}元。请核对“{stated.sentence}”。"
        yield Finding("E10", "error", WHERE, message, collected, str(stated.value))
