"""E4、E7 (期初数): what the opening balance carries over is on record here, or the finding says how much is to be entered.

An application open at the turn of the year that was never entered here makes every sum of table three wrong by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import starmap

from django.db.models import Count, Q

from gongkai.applications.models import Remedy
from gongkai.law.report_form import ROWS, TABLE3_COLUMNS, Cell, row_of
from gongkai.report.case_checking.drawn import Drawn
from gongkai.report.checking import Finding
from gongkai.report.collecting.documents import normative_documents
from gongkai.report.models import OpeningBalance

WHERE = "表三“二、上年结转政府信息公开申请数量”行"
DOCUMENTS = Cell("table2", "normative_documents", "in_force")


def opening(drawn: Drawn, balance: OpeningBalance | None) -> Iterator[Finding]:
    if balance is not None:
        yield from _applications(drawn, balance)
        yield from _documents(drawn, balance)
        yield from _disputes(drawn, balance)


def _applications(drawn: Drawn, balance: OpeningBalance) -> Iterator[Finding]:
    """Yield one finding that says by kind of applicant how many open cases are lacking, and how many are too many."""
    kinds = [column for column in TABLE3_COLUMNS if column.key != "total"]
    pairs = [
        (column.label, _stated(balance, Cell("table3", "carried_over", column.key)), _carried_in(drawn, column.key))
        for column in kinds
    ]
    stated, found = sum(pair[1] for pair in pairs), sum(pair[2] for pair in pairs)
    if told := _told(pairs):
        message = f"{_source(balance)}结转{stated}件，按现有登记上年结转{found}件。{told}"
        yield Finding("E4", "error", WHERE, message, stated, found)


def _told(pairs: Iterable[tuple[str, int, int]]) -> str:
    lacking = [(label, stated - found) for label, stated, found in pairs if stated > found]
    surplus = [(label, found - stated) for label, stated, found in pairs if found > stated]
    sentences = []
    if lacking:
        sentences.append(f"还有{_listed(lacking)}没有登记在系统内，请按原收到日期补登。")
    if surplus:
        sentences.append(f"{_listed(surplus)}是登记多出的，请核对收到日期，或者更正期初数。")
    return "".join(sentences)


def _listed(counts: Iterable[tuple[str, int]]) -> str:
    return "、".join(starmap("“{}”{}件".format, counts))


def _stated(balance: OpeningBalance, cell: Cell) -> int:
    return int(balance.given_tables.cells[cell] or 0)


def _carried_in(drawn: Drawn, kind: str) -> int:
    return len(drawn.today("carried_in", kind))


def _source(balance: OpeningBalance) -> str:
    return f"期初数（{balance.source}）"


def _documents(drawn: Drawn, balance: OpeningBalance) -> Iterator[Finding]:
    stated = _stated(balance, DOCUMENTS)
    if not stated:
        return
    found = len(normative_documents(drawn.office, balance.year)[DOCUMENTS])
    if stated > found:
        where = f"表二“{row_of('table2', DOCUMENTS.row).label}”行"
        message = f"{_source(balance)}现行有效行政规范性文件{stated}件，系统内登记{found}件，还有{stated - found}件没有登记，请补登。"
        yield Finding("E7", "warn", where, message, stated, found)


def _disputes(drawn: Drawn, balance: OpeningBalance) -> Iterator[Finding]:
    """Yield for each kind of dispute how many of those open at the turn of the year are not on record."""
    open_then = _open_at_the_turn(drawn)
    for row in ROWS["table4"]:
        stated, found = _stated(balance, Cell("table4", row.key, "pending")), open_then.get(row.key.upper(), 0)
        if stated > found:
            message = (
                f"{_source(balance)}尚未审结的“{row.full_label}”{stated}件，系统内登记{found}件，"
                f"还有{stated - found}件没有登记，请补登。"
            )
            yield Finding("opening", "warn", f"表四“{row.full_label}”", message, stated, found)


def _open_at_the_turn(drawn: Drawn) -> dict[str, int]:
    """Return by kind how many disputes were open at the turn of the year."""
    rows = Remedy.objects.filter(office=drawn.office, received_on__lt=drawn.begins).order_by()
    left = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=drawn.begins))
    return dict(left.values_list("kind").annotate(Count("pk")))
