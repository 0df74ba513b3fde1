"""收费 (fee, E10): part six says what was collected for processing information, also when nothing was (109号)."""

import re
from collections.abc import Iterator

from gongkai.law.report_form import Value
from gongkai.report.checking.dates import signature_of
from gongkai.report.checking.finding import Finding, plain
from gongkai.report.checking.prose import heads, of, sections
from gongkai.report.reading import Reading
from gongkai.report.reading.cells import even

WHERE = "六、其他需要报告的事项"
_FEE = re.compile(r"信息处理费|收费|费用|收取")
_NEVER_AROSE = re.compile(r"(?:没有|未|无)(?:产生|发生)[^。;]{0,12}(?:处理费|收费|费用)")
_NO_NOTICE = re.compile(r"(?:没有|未|无)(?:发出|发放|制发|下达|送达)?(?:任何)?收费通知|收费通知(?:书)?0件")


def check_fees(reading: Reading) -> Iterator[Finding]:
    found = sections(reading)
    other = even(found.get("other", ""))
    unpaid = reading.tables.value("table3", "other_fee_unpaid", "total")
    if unpaid and "other" in found:
        yield from fees_left_out(reading, unpaid)
        yield from _no_notice(other, unpaid)
        yield from _never_arose(other, unpaid)
    if "other" not in found and _is_empty(reading.text):
        yield _unsaid("error")
    if reading.text and "other" in found and not _FEE.search(other):
        elsewhere = _FEE.search(of(found, *(key for key in found if key != "other")).replace("收费目录", ""))
        yield _unsaid("hint" if elsewhere and "信息处理费" in of(found, *found) else "error")


def _is_empty(text: str) -> bool:
    """Test if part six has its head and nothing under it, and the page goes on to the signature."""
    return any(head.part == "other" for head in heads(text)) and signature_of(text) is not None


def fees_left_out(reading: Reading, unpaid: Value) -> Iterator[Finding]:
    """Yield the finding that part six says nothing of fees although applications were given up for them."""
    if _FEE.search(sections(reading).get("other", "")):
        return
    message = (
        f"表三“（六）其他处理”第2项（逾期未缴费）为{plain(unpaid)}件，{WHERE}没有写信息处理费。"
        "请写明收取的金额，没有收取的写明未收取。"
    )
    yield Finding("E10", "error", WHERE, message, None, plain(unpaid))


def _no_notice(other: str, unpaid: Value) -> Iterator[Finding]:
    if _NO_NOTICE.search(other):
        message = (
            f"表三“（六）其他处理”第2项（逾期未缴费）为{plain(unpaid)}件，而{WHERE}称没有发出收费通知。请核对两处。"
        )
        yield Finding("E10", "error", WHERE, message, plain(unpaid), 0)


def _never_arose(other: str, unpaid: Value) -> Iterator[Finding]:
    """Yield the contradiction that no fee arose: who did not pay was asked to."""
    if re.search("通知|逾期|缴", other):
        return
    if _NEVER_AROSE.search(other):
        message = (
            f"表三“（六）其他处理”第2项（逾期未缴费）为{plain(unpaid)}件，而{WHERE}称没有产生信息处理费。请核对两处。"
        )
        yield Finding("E10", "error", WHERE, message, plain(unpaid), 0)


def _unsaid(severity: str) -> Finding:
    message = f"{WHERE}没有写信息处理费。本年收取的金额应当写明，没有收取的也要写明未收取（国办公开办函〔2021〕30号）。"
    return Finding("fee", severity, WHERE, message)
