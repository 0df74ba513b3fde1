"""宽表: wide tables get a frame that scrolls and can be focused; narrow ones stay as they are."""

import pytest
from bs4 import BeautifulSoup

from gongkai.publishing.tables import readable, scrollable


def table(columns: int, *, caption: str = "") -> str:
    head = f"<caption>{caption}</caption>" if caption else ""
    return f'<table>{head}<tr><th scope="colgroup" colspan="{columns - 1}">甲</th><th scope="col">乙</th></tr></table>'


def test_narrow_table_stays_as_it_is():
    assert scrollable(table(4)) == table(4)


@pytest.mark.parametrize(("columns", "kind"), [(5, "gk-table--wide"), (9, "gk-table--wide"), (10, "gk-table--widest")])
def test_wide_table_gets_a_focusable_frame_named_after_its_caption(columns, kind):
    framed = scrollable(f"<p>前</p>{table(columns, caption='收费<em>情况</em>')}<p>后</p>")

    assert kind in framed
    assert '<section class="gk-table__frame" aria-label="表格1：收费情况" tabindex="0"><table>' in framed
    assert framed.startswith("<p>前</p>")
    assert framed.endswith("</table></section></div><p>后</p>")


def test_tables_without_caption_are_told_apart_by_number():
    framed = scrollable(table(6) + table(3) + table(6))

    assert 'aria-label="表格1"' in framed
    assert 'aria-label="表格3"' in framed


def test_quotes_of_a_caption_do_not_end_the_label():
    assert 'aria-label="表格1：&quot;三公&quot;经费"' in scrollable(table(5, caption='"三公"经费'))


def test_only_the_outer_of_nested_tables_is_framed():
    nested = table(6).replace("乙", table(6))

    assert scrollable(nested).count("gk-table__frame") == 1


def test_words_that_look_like_tables_are_left_alone():
    body = '<p>5 &lt; 6</p><img src="a.png" alt="<table>"><p>完</p>'

    assert scrollable(body) == body


def heads_of(body: str) -> dict[str, list[str]]:
    """Return for each data cell, by its text, the texts of the heads it names."""
    page = BeautifulSoup(readable(body), "lxml")
    return {
        cell.get_text(): [page.find(id=name).get_text() for name in cell.get_attribute_list("headers") if name]
        for cell in page.find_all("td")
    }


LEVELS = (
    '<table><thead><tr><th colspan="2" rowspan="2" scope="col">申请人</th><th rowspan="2" scope="col">自然人</th>'
    '<th colspan="2" scope="col">组织</th></tr><tr><th scope="col">企业</th><th scope="col">科研</th></tr></thead><tbody>'
    '<tr><th colspan="2" scope="row">一、新收</th><td>1</td><td>2</td><td>3</td></tr>'
    '<tr><th rowspan="2" scope="row">二、结果</th><th scope="row">予以公开</th><td>4</td><td>5</td><td>6</td></tr>'
    '<tr><th scope="row">部分公开</th><td>7</td><td>8</td><td>9</td></tr></tbody></table>'
)


@pytest.mark.parametrize(
    ("cell", "heads"),
    [
        ("1", ["自然人", "一、新收"]),
        ("3", ["组织", "科研", "一、新收"]),
        ("5", ["组织", "企业", "二、结果", "予以公开"]),
        ("7", ["自然人", "二、结果", "部分公开"]),
    ],
    ids=["单层列头", "两层列头", "两层行头", "跨行的行头"],
)
def test_cells_under_several_levels_name_their_heads(cell, heads):
    assert heads_of(LEVELS)[cell] == heads


def test_heads_of_one_block_do_not_reach_into_the_next():
    blocks = (
        '<table><tbody><tr><th colspan="2" scope="rowgroup">第（五）项</th></tr><tr><th scope="col">内容</th>'
        '<th scope="col">决定数量</th></tr><tr><th scope="row">许可</th><td>1</td></tr></tbody>'
        '<tbody><tr><th colspan="2" scope="rowgroup">第（八）项</th></tr><tr><th scope="col">内容</th>'
        '<th scope="col">金额</th></tr><tr><th scope="row">收费</th><td>2</td></tr></tbody></table>'
    )

    assert heads_of(blocks) == {"1": ["第（五）项", "决定数量", "许可"], "2": ["第（八）项", "金额", "收费"]}


def test_column_heads_outlive_a_heading_between_rows():
    rows = '<table><thead><tr><th scope="col">事项</th><th scope="col">时限</th></tr></thead><tbody>{}</tbody></table>'
    body = rows.format(
        '<tr><td>甲</td><td>3日</td></tr><tr><th colspan="2" scope="rowgroup">二类</th></tr>'
        "<tr><td>乙</td><td>5日</td></tr>"
    )

    assert heads_of(body)["5日"] == ["时限", "二类"]


def test_pairs_of_head_and_cell_go_together():
    pairs = (
        '<table><tr><th scope="row">甲</th><td>1</td><th scope="row">乙</th><td>2</td></tr>'
        '<tr><th scope="row">丙</th><td colspan="3">3</td></tr></table>'
    )

    assert heads_of(pairs) == {"1": ["甲"], "2": ["乙"], "3": ["丙"]}


@pytest.mark.parametrize(
    "body",
    [
        '<table><thead><tr><th scope="col">甲</th><th scope="col">乙</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
        '<table><tr><th colspan="2" scope="colgroup" id="a">甲</th></tr><tr><td headers="a">1</td><td headers="a">2</td></tr></table>',
        "<table><tr><td>1</td><td>2</td></tr></table>",
    ],
    ids=["一层表头", "已写明", "没有表头"],
)
def test_tables_that_need_nothing_stay_as_they_are(body):
    assert readable(body) == body


def test_absurd_spans_are_cut_short():
    body = '<table><tr><th colspan="999" rowspan="999" scope="col">甲</th></tr><tr><td>1</td></tr></table>'

    assert "headers=" not in readable(body)
