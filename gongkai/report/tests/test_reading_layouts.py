"""读复制文本: what copying makes of a table – bars, glued figures, empty places, broken borders – and the form of 2019."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.report_form import CELLS, TABLE3_COLUMNS, Cell, ReportTables, zero_tables
from gongkai.report.reading import read_html, read_text
from gongkai.report.tests import printed, reports


def bars_on_their_own_lines(given: ReportTables) -> str:
    return "\n|\n".join(cell for row in reports.printed_rows(given) for cell in row)


def leading_bars(given: ReportTables) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in reports.printed_rows(given))


def ruled_rows(given: ReportTables) -> str:
    rows = ["| " + " | ".join(row) + " |\n|" + "---|" * len(row) for row in reports.printed_rows(given)]
    return "\n".join(rows)


def wide_digits(given: ReportTables) -> str:
    return reports.pipe_rows(given).translate(str.maketrans("0123456789.|", "０１２３４５６７８９．｜"))


def padded_tabs(given: ReportTables) -> str:
    """What a spreadsheet copies: a merged cell leaves empty places behind it."""
    rows = [[""] * (11 - len(row)) + row if len(row) < 9 else row for row in reports.printed_rows(given)]
    return "\n".join("\t".join([row[0], "", *row[1:]]) for row in rows)


def glued_first_figure(given: ReportTables) -> str:
    lines = []
    for row in reports.printed_rows(given):
        words = [cell for cell in row if not cell.replace(".", "").isdigit()]
        figures = row[len(words) :]
        lines += [*words[:-1], words[-1] + " ".join(figures)] if words and figures else [" ".join(row)]
    return "\n".join(lines)


LAYOUTS = {
    "竖线独占一行": bars_on_their_own_lines,
    "两边有竖线": leading_bars,
    "有分隔线": ruled_rows,
    "全角": wide_digits,
    "表格软件复制": padded_tabs,
    "数字粘在行名后": glued_first_figure,
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_every_cell_is_read(layout) -> None:
    tables = reports.example_tables()

    reading = read_text(layout(tables))

    assert reading.tables == tables
    assert reading.notes == ()
    assert reading.odd_cells == ()


@settings(max_examples=25, deadline=None)
@given(tables=reports.valid_tables(), name=st.sampled_from(sorted(LAYOUTS)))
def test_any_valid_report_reads_back_equal(tables: ReportTables, name: str) -> None:
    assert read_text(LAYOUTS[name](tables)).tables == tables


def test_empty_place_in_a_row_of_bars_is_null_and_holds_its_place() -> None:
    gap = Cell("table3", "granted", "welfare")
    tables = reports.example_tables().replace({gap: None})

    reading = read_text(reports.pipe_rows(tables))

    assert reading.tables == tables
    assert reading.missing == ("office", "year", "table3.granted.welfare")
    assert reading.odd_cells == ()


def test_noughts_run_together_are_so_many_noughts() -> None:
    lines = ("行政规范性文件000", "（一）予以公开0000000", "2.重复申请 1002001")

    reading = read_text("\n".join(lines))

    assert reading.tables.row("table2", "normative_documents") == (0, 0, 0)
    assert reading.tables.row("table3", "granted") == (0,) * 7
    assert reading.tables.row("table3", "rejected_repeat") == (None,) * 7
    assert any("应有7个数，读到1个" in note for note in reading.notes)


@pytest.mark.parametrize("mark", ["/", "—", "-", "无", "／"])
def test_mark_for_nothing_is_null_and_no_zero(mark: str) -> None:
    text = reports.pipe_rows(zero_tables()).replace("行政许可 | 0", f"行政许可 | {mark}")

    reading = read_text(text)

    assert reading.missing == ("office", "year", "table2.permits")
    assert reading.tables.value("table2", "penalties", "decisions") == 0


@pytest.mark.parametrize("mark", ["〇", "零", "○", "０"])
def test_other_ways_to_write_nought_are_nought(mark: str) -> None:
    text = reports.cell_per_line(zero_tables()).replace("行政许可\n0", f"行政许可\n{mark}")

    assert read_text(text).tables == zero_tables()


def test_date_within_the_prose_that_lost_its_sign_is_damage_of_the_copy() -> None:
    text = reports.whole_text(zero_tables()).replace(
        "柳浪街道按年度要点", "本报告数据统计期限自20241月1日起，柳浪街道按年度要点"
    )

    notes = read_text(text).notes

    assert len(notes) == 1
    assert "“20241月1日”缺少“年”字" in notes[0]
    assert "不视为原文差错" in notes[0]


OLD2 = [
    ["第二十条第（一）项"],
    ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
    ["规章", "0", "0", "0"],
    ["规范性文件", "3", "3", "11"],
    ["第二十条第（五）项"],
    ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
    ["行政许可", "5", "+1", "64"],
    ["其他对外管理服务事项", "8", "0", "31"],
    ["第二十条第（六）项"],
    ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
    ["行政处罚", "7", "-1", "88"],
    ["行政强制", "2", "0", "9"],
    ["第二十条第（八）项"],
    ["信息内容", "上一年项目数量", "本年增/减"],
    ["行政事业性收费", "1", "0"],
    ["第二十条第（九）项"],
    ["信息内容", "采购项目数量", "采购总金额"],
    ["政府集中采购", "4", "120.5"],
]
OTHER = ("1.申请人无正当", "2.申请人逾期", "3.其他", "（六）其他处理")


def old_rows3(given: ReportTables) -> list[list[str]]:
    """Return table three of the old form, in which 其他处理 is one row."""
    rows = [row for row in reports.printed_rows(given) if not any(cell.startswith(OTHER) for cell in row)]
    start = next(i for i, row in enumerate(rows) if row[0].startswith("三、收到"))
    end = next(i for i, row in enumerate(rows) if row[0].startswith("（七）总计"))
    return [*rows[start:end], ["（六）其他处理", "3", "0", "0", "0", "0", "1", "4"], *rows[end:]]


def as_page(rows: list[list[str]]) -> str:
    return "".join(
        f"<table>{''.join('<tr>' + ''.join(f'<td>{cell}</td>' for cell in row) + '</tr>' for row in block)}</table>"
        for block in (OLD2, [row for row in rows if len(row) > 7])
    )


@pytest.mark.parametrize(
    "read",
    [
        lambda rows: read_text("\n".join(cell for row in [*OLD2, *rows] for cell in row)),
        lambda rows: read_text("\n".join(" | ".join(row) + " |" for row in [*OLD2, *rows])),
        lambda rows: read_html(as_page(rows)),
    ],
    ids=["一格一行", "竖线分格", "网页"],
)
def test_form_of_2019_gives_what_both_forms_count_alike(read) -> None:
    tables = reports.example_tables()

    reading = read(old_rows3(tables))
    two, three = reading.as_json()["table2"], reading.as_json()["table3"]

    assert reading.form == "2019"
    assert (two["permits"], two["penalties"], two["coercions"], two["fees_10k_yuan"]) == (64, 88, 9, None)
    assert two["normative_documents"] == {"made": None, "repealed": None, "in_force": None}
    assert three["rejected_reissue"] == tables.as_json()["table3"]["rejected_reissue"]
    assert three["handled_total"] == tables.as_json()["table3"]["handled_total"]
    assert three["other"] == three["other_fee_unpaid"] == [None] * len(TABLE3_COLUMNS)
    assert any("2019年旧表式" in note for note in reading.notes)
    assert any("“（六）其他处理”为旧表式的一行（3、0、0、0、0、1、4）" in note for note in reading.notes)


def test_every_cell_of_the_printed_layouts_is_a_cell_of_the_form() -> None:
    boxes = printed.boxes2, printed.boxes3, printed.boxes4
    figures = [box.text for table in boxes for box in table(zero_tables().replace({})) if box.text == "0"]

    assert len(figures) == len(CELLS)
    assert Decimal(figures[0]) == 0
