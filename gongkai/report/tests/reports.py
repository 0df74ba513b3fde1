"""Invented reports for the tests: valid tables of any size, and the texts that copying makes of them."""

from decimal import Decimal

from hypothesis import strategies as st

from gongkai.law.report_form import (
    FEE,
    LEAF_ROWS,
    ROWS,
    TABLE2_BLOCKS,
    TABLE3_COLUMNS,
    TABLE3_CORNER,
    TABLE4_COLUMNS,
    Cell,
    ReportTables,
    row_of,
)

OFFICE = "云山市松溪区人民政府柳浪街道办事处"
YEAR = 2024
KINDS = [column.key for column in TABLE3_COLUMNS if column.key != "total"]
_RULES = [Cell("table2", "rules", column.key) for column in row_of("table2", "rules").columns]
OUTCOMES = [column.key for column in TABLE4_COLUMNS if column.key != "total"]

NARRATIVE = {
    "overview": "柳浪街道按年度要点推进政府信息公开，现将有关情况报告如下。",
    "proactive": "本年公开工作信息 31 条、政策文件 2 份。\n全年累计公开各类信息 33 条。",
    "on_request": "本年收到政府信息公开申请 {new} 件。",
    "management": "公文拟稿时先定公开属性，再走审校。",
    "platform": "专栏按目录编排，并设检索。",
    "supervision": "每月自查一次，问题逐条销号。",
    "problems": "部分社区动态发布偏晚。",
    "improvements": "明确政策文件 5 个工作日、工作动态 48 小时内公开，及时率达到 96.5%。",
    "other": "本年未收取信息处理费。",
}


def tables(
    *,
    leaves: dict[tuple[str, str], int],
    carried_in: dict[str, int],
    carried_over: dict[str, int],
    outcomes: dict[tuple[str, str], int],
    acts: dict[Cell, int | Decimal],
) -> ReportTables:
    """Return tables in which every sum holds. `new` follows, so it may not come out below zero."""
    cells: dict[Cell, int | Decimal] = dict(acts)
    by_kind = {("handled_total", kind): sum(leaves[row, kind] for row in LEAF_ROWS) for kind in KINDS}
    rows = {**leaves, **by_kind}
    rows |= {("carried_in", kind): carried_in[kind] for kind in KINDS}
    rows |= {("carried_over", kind): carried_over[kind] for kind in KINDS}
    rows |= {("new", k): rows["handled_total", k] + carried_over[k] - carried_in[k] for k in KINDS}
    for row in ROWS["table3"]:
        values = [rows[row.key, kind] for kind in KINDS]
        cells |= {Cell("table3", row.key, kind): value for kind, value in zip(KINDS, values, strict=True)}
        cells[Cell("table3", row.key, "total")] = sum(values)
    for row in ROWS["table4"]:
        cells |= {Cell("table4", row.key, outcome): outcomes[row.key, outcome] for outcome in OUTCOMES}
        cells[Cell("table4", row.key, "total")] = sum(outcomes[row.key, outcome] for outcome in OUTCOMES)
    return ReportTables(cells)


@st.composite
def valid_tables(draw: st.DrawFn) -> ReportTables:
    """Yield tables in which every sum holds; one block of bytes is drawn for all cells, for speed."""
    numbers = iter(draw(st.binary(min_size=200, max_size=200)))
    leaves = {(row, kind): next(numbers) for row in LEAF_ROWS for kind in KINDS}
    carried_over = {kind: next(numbers) for kind in KINDS}
    available = {k: carried_over[k] + sum(leaves[row, k] for row in LEAF_ROWS) for k in KINDS}
    carried_in = {kind: min(next(numbers), available[kind]) for kind in KINDS}
    outcomes = {(row.key, outcome): next(numbers) for row in ROWS["table4"] for outcome in OUTCOMES}
    acts: dict[Cell, int | Decimal] = {
        Cell("table2", row.key, column.key): next(numbers) for row in ROWS["table2"] for column in row.columns
    }
    acts[FEE] = Decimal(next(numbers)) / 100 + next(numbers)
    return tables(leaves=leaves, carried_in=carried_in, carried_over=carried_over, outcomes=outcomes, acts=acts)


def example_tables() -> ReportTables:
    """Return tables with a different figure in nearly every cell, so that a figure in a wrong place is seen.

    A sub-district makes no rules, and sues after no more reconsiderations than there were.
    """
    leaves = {
        (row, kind): 3 * index + 7 * place for index, row in enumerate(LEAF_ROWS) for place, kind in enumerate(KINDS)
    }
    cells = [Cell("table2", row.key, column.key) for row in ROWS["table2"] for column in row.columns]
    outcomes = {
        (row.key, outcome): 5 * index + place
        for index, row in enumerate(reversed(ROWS["table4"]))
        for place, outcome in enumerate(OUTCOMES, start=1)
    }
    return tables(
        leaves=leaves,
        carried_in={kind: 2 + place for place, kind in enumerate(KINDS)},
        carried_over={kind: 9 - place for place, kind in enumerate(KINDS)},
        outcomes=outcomes,
        acts={cell: 60 + index for index, cell in enumerate(cells)}
        | {FEE: Decimal("12.34")}
        | dict.fromkeys(_RULES, 0),
    )


def printed_rows(given: ReportTables) -> list[list[str]]:
    """Return the three tables as the rows of cells that a browser's text copy gives, spanned cells once."""
    return [*_rows2(given), *_rows3(given), ["四、政府信息公开行政复议、行政诉讼情况"], *_rows4(given)]


def _rows2(given: ReportTables) -> list[list[str]]:
    rows = []
    for block in TABLE2_BLOCKS:
        rows += [[block.heading], ["信息内容", *(column.label for column in block.columns)]]
        rows += [[row.label, *_texts(given, "table2", row.key)] for row in block.rows]
    return [["二、主动公开政府信息情况"], *rows]


def _rows3(given: ReportTables) -> list[list[str]]:
    rows = [["三、收到和处理政府信息公开申请情况"], [TABLE3_CORNER, "申请人情况"], ["自然人", "法人或其他组织", "总计"]]
    rows.append([column.label for column in TABLE3_COLUMNS[1:-1]])
    groups: tuple[str, ...] = ()
    for row in ROWS["table3"]:
        opened = [group for depth, group in enumerate(row.groups) if row.groups[: depth + 1] != groups[: depth + 1]]
        groups = row.groups
        rows.append([*opened, row.label, *_texts(given, "table3", row.key)])
    return rows


def _rows4(given: ReportTables) -> list[list[str]]:
    heads = [column.label for column in TABLE4_COLUMNS] * 3
    figures = [text for row in ROWS["table4"] for text in _texts(given, "table4", row.key)]
    return [["行政复议", "行政诉讼"], ["未经复议直接起诉", "复议后起诉"], heads, figures]


def _texts(given: ReportTables, table: str, row: str) -> list[str]:
    return ["" if value is None else str(value) for value in given.row(table, row)]


def cell_per_line(given: ReportTables) -> str:
    return "\n".join(cell for row in printed_rows(given) for cell in row)


def cell_per_line_spaced(given: ReportTables) -> str:
    return "\n\n".join(cell for row in printed_rows(given) for cell in row)


def pipe_rows(given: ReportTables) -> str:
    return "\n".join(" | ".join(row) + " |" for row in printed_rows(given))


def trailing_bars(given: ReportTables) -> str:
    return "\n".join(f"{cell} |" for row in printed_rows(given) for cell in row)


def tabbed_rows(given: ReportTables) -> str:
    return "\n".join("\t".join(row) for row in printed_rows(given))


def spaced_rows(given: ReportTables) -> str:
    return "\n".join("  ".join(row) for row in printed_rows(given))


LAYOUTS = {
    "一格一行": cell_per_line,
    "一格一行有空行": cell_per_line_spaced,
    "竖线分格": pipe_rows,
    "每格后有竖线": trailing_bars,
    "制表符分格": tabbed_rows,
    "空格分格": spaced_rows,
}


def narrative(given: ReportTables) -> dict[str, str]:
    new = given.value("table3", "new", "total")
    return {key: text.format(new=new) for key, text in NARRATIVE.items()}


def whole_text(given: ReportTables, *, signature: str = "2025年1月17日") -> str:
    """Return the invented office's report as a page's text, one cell a line."""
    prose = narrative(given)
    return "\n".join(
        [
            f"{OFFICE}{YEAR}年政府信息公开工作年度报告",
            "来源：柳浪街道 发布时间：2025-01-20 09:30",
            "一、总体情况",
            prose["overview"],
            "（一）主动公开情况",
            prose["proactive"],
            "（二）依申请公开情况。" + prose["on_request"],
            "（三）政府信息管理",
            prose["management"],
            "（四）政府信息公开平台建设：",
            prose["platform"],
            "（五）监督保障情况",
            prose["supervision"],
            cell_per_line(given),
            "五、存在的主要问题及改进情况",
            "（一）存在的主要问题",
            prose["problems"],
            "（二）改进措施",
            prose["improvements"],
            "六、其他需要报告的事项",
            prose["other"],
            OFFICE,
            signature,
            "扫一扫在手机打开当前页",
        ]
    )
