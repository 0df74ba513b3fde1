"""读网页: our own pages read back equal, and foreign HTML tables are read by their heads and labels."""

from datetime import date

import pytest
from hypothesis import given, settings

from gongkai.law.report_form import CELLS, Cell, ReportTables, title, zero_tables
from gongkai.records.cleaning import clean_body
from gongkai.report.reading import read_html
from gongkai.report.rendering import render_body, render_tables
from gongkai.report.tests import reports


def body(tables: ReportTables) -> str:
    return render_body(
        office=reports.OFFICE,
        year=reports.YEAR,
        tables=tables,
        narrative=reports.narrative(tables),
        signed_date=date(2025, 1, 17),
    )


def page(content: str) -> str:
    head = title(office=reports.OFFICE, year=reports.YEAR)
    return f"""<!doctype html><html lang="zh"><head><title>{head}－松溪区</title></head><body>
    <nav><ol><li>首页</li><li>政府信息公开年报</li></ol></nav><main><h1>{head}</h1>
    <table><tr><th>索引号</th><td>0001</td></tr><tr><th>发布日期</th><td>2025-01-20</td></tr></table>
    <p>来源：柳浪街道　发布时间：2025-01-20 09:30</p><article>{content}</article></main>
    <footer><p>主办单位：柳浪街道办事处</p></footer></body></html>"""


def test_published_body_reads_back_equal() -> None:
    given = reports.example_tables()

    reading = read_html(page(clean_body(body(given))))

    assert reading.tables == given
    assert (reading.office, reading.year, reading.form) == (reports.OFFICE, reports.YEAR, "2021")
    assert reading.narrative == reports.narrative(given)
    assert reading.signed_date == date(2025, 1, 17)
    assert (reading.missing, reading.notes, reading.odd_cells) == ((), (), ())


@settings(max_examples=15, deadline=None)
@given(tables=reports.valid_tables())
def test_any_valid_report_rendered_reads_back_equal(tables: ReportTables) -> None:
    assert read_html(page(body(tables))).tables == tables


def test_cleaning_leaves_the_tables_as_they_were_rendered() -> None:
    rendered = render_tables(year=2024, tables=reports.example_tables())
    cleaned = clean_body(rendered)

    assert clean_body(cleaned) == cleaned
    for mark in (
        'scope="rowgroup"',
        'scope="col"',
        'scope="row"',
        'rowspan="22"',
        'rowspan="8"',
        'colspan="3"',
        "<caption>",
    ):
        assert cleaned.count(mark) == rendered.count(mark) > 0, mark
    assert cleaned.count("<td") == len(CELLS)


def test_empty_cell_is_null_in_its_own_place() -> None:
    gap = Cell("table3", "rejected_repeat", "welfare")
    given = reports.example_tables().replace({gap: None})

    reading = read_html(page(body(given)))

    assert reading.tables == given
    assert reading.missing == ("table3.rejected_repeat.welfare",)


def test_prose_is_escaped_in_the_body() -> None:
    rendered = render_body(office="甲", year=2024, tables=zero_tables(), narrative={"problems": "<script>x</script>"})

    assert "<script>" not in rendered
    assert "&lt;script&gt;" in rendered


def test_every_statutory_head_stands_even_without_prose() -> None:
    rendered = render_body(office="甲", year=2024, tables=zero_tables(), narrative={})

    for head in (
        "一、总体情况",
        "（五）监督保障",
        "四、政府信息公开行政复议、行政诉讼情况",
        "（二）改进情况",
        "六、其他需要报告的事项",
    ):
        assert head in rendered


def test_columns_in_another_order_are_read_by_their_heads() -> None:
    given = reports.example_tables()
    swapped = {"research": "company", "company": "research"}
    moved = given.replace(
        {c: given.cells[c._replace(column=swapped.get(c.column, c.column))] for c in CELLS if c.table == "table3"}
    )
    rendered = body(moved).replace("商业企业", "※").replace("科研机构", "商业企业").replace("※", "科研机构")

    assert read_html(rendered).tables == given


def test_tables_made_of_cells_with_paragraphs_and_blanks_are_read() -> None:
    given = reports.example_tables()
    rendered = body(given).replace("<td>", "<td style='x'><p><span>&nbsp;").replace("</td>", "</span></p>\n</td>")

    assert read_html(page(rendered)).tables == given


def test_wholesale_td_tables_are_read() -> None:
    given = reports.example_tables()
    rendered = (
        body(given).replace("<th", "<td").replace("</th>", "</td>").replace("<thead>", "").replace("</thead>", "")
    )

    assert read_html(page(rendered)).tables == given


def test_report_whose_tables_are_lines_of_text_is_read_from_the_text() -> None:
    given = reports.example_tables()
    lines = "".join(f"<p>{line}</p>" for line in reports.whole_text(given).splitlines())

    assert read_html(f"<html><body>{lines}</body></html>").tables == given


def test_lines_of_the_source_break_no_sentence() -> None:
    given = reports.example_tables()
    broken = (
        page(body(given))
        .replace("现将有关情况", "现将\n      有关情况")
        .replace("本年公开工作信息 31", "本年公开\n工作信息\n31")
    )

    assert read_html(broken).narrative == reports.narrative(given)


@pytest.mark.parametrize("tag", ["pre", "div style='white-space: pre-wrap'"], ids=["预排", "样式"])
def test_text_set_as_typed_keeps_its_lines(tag: str) -> None:
    given = reports.example_tables()

    assert read_html(f"<html><body><{tag}>{reports.whole_text(given)}").tables == given


def test_word_in_a_cell_is_odd_and_no_figure() -> None:
    rendered = body(zero_tables()).replace("<td>0</td>", "<td>若干</td>", 1)

    reading = read_html(rendered)

    assert reading.tables == zero_tables().replace({Cell("table2", "rules", "made"): None})
    assert [cell.text for cell in reading.odd_cells] == ["若干"]


@pytest.mark.parametrize(
    "markup",
    [
        "<table></table>",
        "<table><tr></tr></table>",
        "<table><tr><td colspan='0' rowspan='0'>规章",
        "<table>" * 300,
        "<td>一",
        f"<table><tr><td>{'<span>' * 5000}规章</td><td>一</td></tr></table>",
        f"<table><tr><td>{'<span>' * 5000}<table><tr><td>甲</td></tr></table></td></tr></table>",
    ],
    ids=["空表", "空行", "零跨度", "嵌套", "残片", "深层标记", "深层标记中的表"],
)
def test_broken_markup_is_read_without_a_crash(markup: str) -> None:
    assert read_html(markup).tables == ReportTables()


def test_absurd_spans_do_not_exhaust_the_machine() -> None:
    row = "<tr><td rowspan='9999' colspan='9999'>1</td></tr>"

    assert read_html(f"<table>{row * 400}</table>").tables == ReportTables()
