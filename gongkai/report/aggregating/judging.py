"""核对合计: the equations on the sum, each break traced to its units, and the district's own report against it (E15)."""

from collections.abc import Iterator, Sequence

from gongkai.law.report_form import LEAF_ROWS, ROWS, Break, Cell, ReportTables, crossfoot, describe, row_of
from gongkai.report.aggregating.adding import Sums
from gongkai.report.aggregating.succeeding import Tables
from gongkai.report.checking import Finding
from gongkai.report.checking.finding import plain

_LINEAR = ("E1", "E2", "E3", "E5")
_BALANCE = ("new", "carried_in", "handled_total", "carried_over")
_SHOWN = 10


def sum_findings(sums: Sums, tables: Tables) -> Iterator[Finding]:
    """Yield every equation that the sum breaks. Where a unit does not give one of its cells, the break is only asked about."""
    broken = {name: {(item.equation, item.cell) for item in crossfoot(given)} for name, given in tables.items()}
    for item in crossfoot(sums.total):
        if item.equation in _LINEAR:
            yield _judged(item, sums, [name for name, found in broken.items() if (item.equation, item.cell) in found])


def _judged(item: Break, sums: Sums, units: Sequence[str]) -> Finding:
    absent = list(dict.fromkeys(name for cell in _cells_of(item) for name in sums.absent.get(cell, ())))
    where = f"合计{describe(item.cell)}"
    message = f"{where}为{plain(item.found)}，按{item.equation}应为{plain(item.expected)}。"
    if units:
        message += f"由{_named(units)}的数字引起，请退回改正。"
    if absent:
        message += f"{_named(absent)}没有提供本式所用的全部各格，合计缺这些数。"
    return Finding(item.equation, "error" if units else "warn", where, message, plain(item.expected), plain(item.found))


def _cells_of(item: Break) -> list[Cell]:
    """Return the cells that the equation adds up."""
    table, row, column = item.cell
    if item.equation == "E1":
        return [Cell(table, key, column) for key in _BALANCE]
    if item.equation == "E2":
        return [Cell(table, key, column) for key in (*LEAF_ROWS, row)]
    return [Cell(table, row, each.key) for each in row_of(table, row).columns]


def summary_findings(own: ReportTables | None, sums: Sums, *, missing: Sequence[str]) -> Iterator[Finding]:
    """Yield each cell in which the district's own report is not the sum of its units (E15)."""
    if own is None:
        return
    for cell, stated in own.cells.items():
        added = sums.total.cells[cell]
        if stated is None or added is None or stated == added:
            continue
        lacking = [*missing, *sums.absent.get(cell, ())]
        message = f"{describe(cell)}：区级报告填{plain(stated)}，各单位合计{plain(added)}。{_asked(cell, lacking)}"
        yield Finding("E15", "warn" if lacking else "error", describe(cell), message, plain(added), plain(stated))


def _asked(cell: Cell, lacking: Sequence[str]) -> str:
    if lacking:
        return f"合计尚缺{_named(lacking)}，补齐后再核对。"
    if (cell.table, cell.row) == ("table2", "normative_documents"):
        return "联合制发的文件只由主办单位计数，请核对是否重复或者漏计。"
    return "请核对区级报告或者各单位的数字。"


def joint_documents(tables: Tables) -> Iterator[str]:
    """Yield the reminder that what several units issue together counts once (国办公开办函〔2021〕30号的填报口径)."""
    made = [name for name, given in tables.items() if given.value("table2", "normative_documents", "made")]
    if len(made) > 1:
        yield (
            f"行政规范性文件由{len(made)}个单位制发（{_named(made)}）。几个单位联合制发的只由主办单位计数，"
            "表中看不出是否联合制发，请逐件核对后再定合计数。"
        )


def incomplete_rows(sums: Sums) -> Iterator[str]:
    """Yield row by row which units do not give all its cells; the sum is without them."""
    for table, rows in ROWS.items():
        for row in rows:
            names = dict.fromkeys(
                name for column in row.columns for name in sums.absent.get(Cell(table, row.key, column.key), ())
            )
            if names:
                yield f"{describe(Cell(table, row.key, row.columns[0].key)).rpartition('行')[0]}行：{_named(list(names))}没有给全，合计不含其缺的数，不作零计。"


def _named(names: Sequence[str]) -> str:
    more = f"等{len(names)}个单位" if len(names) > _SHOWN else ""
    return "、".join(names[:_SHOWN]) + more
