"""断开的行名列名: a table whose labels the print has torn is read by the form's order, or not at all."""

import codecs
from pathlib import Path

import pytest

from gongkai.law.report_form import ROWS, TABLE3_COLUMNS, ReportTables
from gongkai.report.reading import Reading, read_file, read_html, read_text
from gongkai.report.tests import reports

_FIVE = "结果维结果纠其他结果尚未审总"
_HEADS4 = [
    "行政复议 行政诉讼",
    "未经复议直接起诉 复议后起诉",
    _FIVE,
    f"{_FIVE} {_FIVE}",
    "持 正 果 结 计",
    "持 正 果 结 计",
]


def torn(tables: ReportTables, *, labels: list[str], without: int | None = None) -> str:
    """Return tables three and four as a print without lines gives them."""
    rows = [[str(value) for value in tables.row("table3", row.key)] for row in ROWS["table3"]]
    lines = [f"{label} {' '.join(figures)}" for label, figures in zip(labels, rows, strict=True)]
    fifteen = " ".join(str(value) for row in ROWS["table4"] for value in tables.row("table4", row.key))
    title = "甲镇人民政府2024年政府信息公开工作年度报告"
    heads4 = ["四、政府信息公开行政复议、行政诉讼情况", *_HEADS4, fifteen]
    return "\n".join([title, *(line for index, line in enumerate(lines) if index != without), *heads4])


def cut(labels: list[str], *, every: int) -> list[str]:
    return [label[:2] if index % every == 0 else label for index, label in enumerate(labels)]


LABELS = [row.label for row in ROWS["table3"]]
TABLES = reports.example_tables()


@pytest.mark.parametrize("every", [1, 2, 5], ids=["全部断开", "一半断开", "少数断开"])
def test_torn_labels_are_told_by_the_order_of_the_form(every: int) -> None:
    read = read_text(torn(TABLES, labels=cut(LABELS, every=every))).tables

    for table in ("table3", "table4"):
        for row in ROWS[table]:
            assert read.row(table, row.key) == TABLES.row(table, row.key)


def test_rows_are_not_told_by_order_where_one_is_lacking() -> None:
    read = read_text(torn(TABLES, labels=cut(LABELS, every=2), without=6)).tables

    assert read.value("table3", "carried_in", "total") == TABLES.value("table3", "carried_in", "total")
    assert read.value("table3", "new", "total") is None


def test_rows_are_not_told_by_order_where_no_label_is_whole_and_a_sum_fails() -> None:
    lines = torn(TABLES, labels=cut(LABELS, every=1)).splitlines()
    lines[1] = lines[1][:-1] + str((int(lines[1][-1]) + 1) % 10)

    assert read_text("\n".join(lines)).tables.lacks("table3")


def page(body: str) -> str:
    return f"<html><body><h1>甲镇人民政府2024年政府信息公开工作年度报告</h1><table>{body}</table></body></html>"


def row_of_page(label: str, *, width: int, figures: str) -> str:
    cells = "".join(f"<td>{figure}</td>" for figure in figures.split())
    return f"<tr><td colspan={width}>{label}</td>{cells}</tr>"


HEADS3 = (
    "<tr><td colspan=3 rowspan=3>本列数据的勾稽关系</td><td colspan={whole}>申请人情况</td></tr>"
    "<tr><td rowspan=2>自然人</td><td colspan={organisations}>法人或其他组织</td><td rowspan=2>总计</td></tr>"
    "<tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>"
)


def carried_over(reading: Reading) -> list[int | None]:
    return [reading.tables.value("table3", "carried_over", column.key) for column in TABLE3_COLUMNS]


def test_span_that_reaches_too_far_down_does_not_move_the_last_row() -> None:
    body = (
        HEADS3.format(whole=7, organisations=5)
        + "<tr><td rowspan=3>三、本年度办理结果</td><td colspan=2>（一）予以公开</td>"
        + "<td>1</td>" * 7
        + "</tr>"
        + "<tr><td colspan=2>（七）总计</td>"
        + "<td>1</td>" * 7
        + "</tr>"
        + row_of_page("四、结转下年度继续办理", width=3, figures="1 2 3 4 5 6 21")
    )

    assert carried_over(read_html(page(body))) == [1, 2, 3, 4, 5, 6, 21]


def test_heads_without_their_spans_are_outvoted_by_the_sums() -> None:
    body = (
        HEADS3.format(whole=1, organisations=1)
        + row_of_page("一、本年新收政府信息公开申请数量", width=3, figures="1 0 0 0 0 0 1")
        + row_of_page("四、结转下年度继续办理", width=3, figures="1 2 3 4 5 6 21")
    )

    assert carried_over(read_html(page(body))) == [1, 2, 3, 4, 5, 6, 21]


def test_hidden_cell_is_no_figure() -> None:
    body = HEADS3.format(whole=7, organisations=5) + row_of_page(
        "四、结转下年度继续办理", width=3, figures="1 2 3 4 5 6 21"
    ).replace("<td>2</td>", "<td style='display: none'>9</td><td>2</td>")

    assert carried_over(read_html(page(body))) == [1, 2, 3, 4, 5, 6, 21]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"], ids=["低位在前", "高位在前"])
def test_two_byte_text_without_its_mark_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "年报.txt"
    path.write_bytes(codecs.encode(reports.whole_text(TABLES), encoding))

    assert read_file(path).tables == TABLES


def test_page_number_within_a_table_is_no_figure() -> None:
    lines = reports.whole_text(TABLES).splitlines()
    place = lines.index("结果维持")

    assert read_text("\n".join([*lines[: place - 30], "— 3 —", *lines[place - 30 :]])).tables == TABLES
