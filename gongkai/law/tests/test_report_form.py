"""年度报告表式 (国办公开办函〔2021〕30号) 和勾稽关系 E1–E7.

The labels are written out here a second time: a slip of the data file must not pass unseen.
"""

from decimal import Decimal

import pytest

from gongkai.law.report_form import (
    CELLS,
    FEE,
    FORM,
    LEAF_ROWS,
    PARTS,
    ROWS,
    TABLE2_BLOCKS,
    TABLE3_COLUMNS,
    TABLE4_COLUMNS,
    Cell,
    ReportTables,
    TablesNotReadable,
    crossfoot,
    describe,
    title,
    zero_tables,
)

TABLE3_LABELS = """\
一、本年新收政府信息公开申请数量
二、上年结转政府信息公开申请数量
（一）予以公开
（二）部分公开（区分处理的，只计这一情形，不计其他情形）
1.属于国家秘密
2.其他法律行政法规禁止公开
3.危及“三安全一稳定”
4.保护第三方合法权益
5.属于三类内部事务信息
6.属于四类过程性信息
7.属于行政执法案卷
8.属于行政查询事项
1.本机关不掌握相关政府信息
2.没有现成信息需要另行制作
3.补正后申请内容仍不明确
1.信访举报投诉类申请
2.重复申请
3.要求提供公开出版物
4.无正当理由大量反复申请
5.要求行政机关确认或重新出具已获取信息
1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
3.其他
（七）总计
四、结转下年度继续办理""".splitlines()


def test_form_has_the_statutory_rows_and_columns() -> None:
    assert FORM == "2021"
    assert [row.label for row in ROWS["table3"]] == TABLE3_LABELS
    assert [c.label for c in TABLE3_COLUMNS] == [
        "自然人",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
        "总计",
    ]
    assert [c.label for c in TABLE4_COLUMNS] == ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    assert [row.label for row in ROWS["table4"]] == ["行政复议", "未经复议直接起诉", "复议后起诉"]
    assert [block.heading for block in TABLE2_BLOCKS] == [f"第二十条第（{item}）项" for item in "一五六八"]


def test_form_has_two_hundred_cells_of_which_table_three_has_175() -> None:
    assert len(CELLS) == 200
    assert sum(cell.table == "table3" for cell in CELLS) == 175
    assert len(LEAF_ROWS) == 21


def test_parts_stand_in_the_order_of_the_notice() -> None:
    assert [part.heading[0] for part in PARTS] == list("一二三四五六")
    assert [len(part.sections) for part in PARTS] == [5, 0, 0, 0, 2, 0]
    assert title(office="柳浪街道办事处", year=2024) == "柳浪街道办事处2024年政府信息公开工作年度报告"


def test_zero_tables_are_written_and_read_back() -> None:
    written = zero_tables().as_json()

    assert written["table2"]["fees_10k_yuan"] == "0"
    assert written["table2"]["permits"] == 0
    assert written["table3"]["granted"] == [0] * 7
    assert written["table4"]["reconsideration"] == {"upheld": 0, "corrected": 0, "other": 0, "pending": 0, "total": 0}
    assert ReportTables.from_json(written) == zero_tables()


def test_table_not_given_is_null_and_named() -> None:
    tables = ReportTables({cell: 0 for cell in CELLS if cell.table != "table4"})

    assert tables.as_json()["table4"] is None
    assert tables.missing() == ["table4"]
    assert ReportTables.from_json(tables.as_json()) == tables


def test_rows_and_cells_not_given_are_named_one_by_one() -> None:
    granted = {Cell("table3", "granted", column.key): None for column in TABLE3_COLUMNS}
    tables = zero_tables().replace({**granted, Cell("table3", "new", "company"): None})

    assert tables.missing() == ["table3.new.company", "table3.granted"]
    assert ReportTables.from_json(tables.as_json()) == tables


@pytest.mark.parametrize(
    "given",
    [
        {"table3": {"granted": [1, 2, 3]}},
        {"table3": {"invented": [0] * 7}},
        {"table2": {"permits": "许多"}},
        {"table2": {"permits": True}},
        {"table2": {"fees_10k_yuan": "NaN"}},
        {"table2": {"rules": {"drafted": 1}}},
        {"table4": {"reconsideration": {"upheld": [1]}}},
    ],
    ids=["少了列", "没有的行", "不是数字", "真假值", "非数", "没有的列", "列表作数"],
)
def test_data_of_another_shape_are_refused_in_chinese(given: dict[str, object]) -> None:
    with pytest.raises(TablesNotReadable, match=r"。$"):
        ReportTables.from_json(given)


def test_unknown_cell_is_refused() -> None:
    with pytest.raises(TablesNotReadable, match="没有这个单元格"):
        ReportTables({Cell("table9", "new", "total"): 1})


def test_zero_report_after_zero_report_breaks_nothing() -> None:
    assert crossfoot(zero_tables(), zero_tables()) == []


def _breaks(*cells: tuple[str, str, str], value: int | Decimal | None = 1) -> set[tuple[str, Cell]]:
    tables = zero_tables().replace({Cell(*cell): value for cell in cells})
    return {(found.equation, found.cell) for found in crossfoot(tables, zero_tables())}


def test_one_new_application_unaccounted_for_breaks_its_column_and_its_row() -> None:
    assert _breaks(("table3", "new", "company")) == {
        ("E1", Cell("table3", "handled_total", "company")),
        ("E3", Cell("table3", "new", "total")),
    }


def test_one_result_not_in_the_total_breaks_the_sum_of_results() -> None:
    assert _breaks(("table3", "granted", "research")) == {
        ("E2", Cell("table3", "handled_total", "research")),
        ("E3", Cell("table3", "granted", "total")),
    }


def test_carried_in_must_be_what_was_carried_over() -> None:
    assert ("E4", Cell("table3", "carried_in", "welfare")) in _breaks(("table3", "carried_in", "welfare"))


def test_total_of_suits_is_the_sum_of_their_outcomes() -> None:
    assert _breaks(("table4", "litigation_direct", "pending")) == {("E5", Cell("table4", "litigation_direct", "total"))}


def test_documents_in_force_follow_from_last_year() -> None:
    cell = Cell("table2", "normative_documents", "in_force")

    assert _breaks(("table2", "normative_documents", "made")) == {("E7", cell)}
    assert _breaks(("table2", "normative_documents", "made"), ("table2", "normative_documents", "in_force")) == set()


@pytest.mark.parametrize("value", [-1, None, Decimal("1.5")], ids=["负数", "空白", "小数"])
def test_count_that_is_no_whole_number_is_a_blemish(value: int | Decimal | None) -> None:
    assert ("E6", Cell("table2", "permits", "decisions")) in _breaks(("table2", "permits", "decisions"), value=value)


def test_fee_may_have_decimals_but_not_be_negative() -> None:
    assert _breaks(tuple(FEE), value=Decimal("28.51")) == set()
    assert _breaks(tuple(FEE), value=Decimal("-0.01")) == {("E6", FEE)}


def test_lost_table_is_not_judged() -> None:
    tables = ReportTables({cell: 0 for cell in CELLS if cell.table != "table3"})

    assert crossfoot(tables, zero_tables()) == []


def test_break_names_what_was_expected_and_found() -> None:
    tables = zero_tables().replace({Cell("table3", "carried_over", "total"): 4})

    assert [(b.equation, b.expected, b.found) for b in crossfoot(tables)] == [("E1", 0, 4), ("E3", 0, 4)]


def test_cell_is_described_in_the_words_of_the_form() -> None:
    assert describe(Cell("table3", "other", "other")) == "表三“（六）其他处理 3.其他”行“其他”列"
