"""初稿的依申请公开部分: what came in, what became of it and how soon, and what was disputed."""

from collections.abc import Iterator, Sequence

from gongkai.law.report_form import TABLE3_COLUMNS, TABLE4_COLUMNS
from gongkai.report.binding import Line
from gongkai.report.drafting.lines import after_colon, listed, some
from gongkai.report.sources import Known, Sources
from gongkai.report.sources.groups import RESULTS


def on_request(known: Sources, *, year: int) -> Iterator[Line]:
    """Yield the section's paragraphs; that nothing came in, and nothing was disputed, is said as well."""
    yield _received(known, year)
    yield from _handled(known)
    yield _disputed(known, year)


def _received(known: Sources, year: int) -> Line:
    return (
        f"{year}年，收到政府信息公开申请",
        known["table3.new.total"],
        "件",
        *_bracketed([known[f"table3.new.{column.key}"] for column in TABLE3_COLUMNS[:-1]]),
        "，上年结转政府信息公开申请",
        known["table3.carried_in.total"],
        "件，办结",
        known["table3.handled_total.total"],
        "件，结转下年度继续办理",
        known["table3.carried_over.total"],
        "件。",
    )


def _handled(known: Sources) -> Iterator[Line]:
    line: Line = ()
    results = some(known[f"results.{key}"] for key in RESULTS)
    if results:
        line = ("办结的申请中，", *listed(results, name=after_colon), "。")
    average = known.get("casework.average_workdays")
    if average is not None:
        line = (*line, "申请自收到至答复平均", average, "个工作日（按作出的", known["casework.replied"])
        line = (*line, "件答复计算，含补正、征求意见的时间）。")
    if known["casework.extended"].value:
        line = (*line, "依法延长答复期限", known["casework.extended"], "件。")
    if line:
        yield line


def _disputed(known: Sources, year: int) -> Line:
    disputes = known["disputes.total"]
    if not disputes.value:
        return (f"{year}年，", ("未发生", disputes), "政府信息公开行政复议和行政诉讼。")
    ends = [column.key for column in TABLE4_COLUMNS[:-1]]
    return (
        "政府信息公开行政复议",
        known["table4.reconsideration.total"],
        "件",
        *_bracketed([known[f"table4.reconsideration.{end}"] for end in ends]),
        "，行政诉讼",
        known["suits.total"],
        "件",
        *_bracketed([known[f"suits.{end}"] for end in ends]),
        "。",
    )


def _bracketed(figures: Sequence[Known]) -> Line:
    found = some(figures)
    return ("（", *listed(found, name=after_colon), "）") if found else ()
