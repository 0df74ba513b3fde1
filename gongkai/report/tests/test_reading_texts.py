"""读纯文本: 读取只认行名列名；没有的不当作零；复制的损伤不算机关的差错."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.report_form import CELLS, TABLE3_COLUMNS, Cell, ReportTables, zero_tables
from gongkai.report.reading import read_text
from gongkai.report.tests import reports

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
REAL = SHARED / "annual-report-2025.txt"
REAL_LAYOUTS = SHARED / "report-layouts.jsonl"


@pytest.mark.parametrize("layout", reports.LAYOUTS.values(), ids=reports.LAYOUTS.keys())
def test_every_cell_is_read_from_each_layout(layout) -> None:
    given = reports.example_tables()

    reading = read_text(layout(given))

    assert reading.tables == given
    assert reading.form == "2021"
    assert reading.odd_cells == ()


@settings(max_examples=25, deadline=None)
@given(tables=reports.valid_tables(), name=st.sampled_from(sorted(reports.LAYOUTS)))
def test_any_valid_report_in_any_layout_reads_back_equal(tables: ReportTables, name: str) -> None:
    assert read_text(reports.LAYOUTS[name](tables)).tables == tables


def test_whole_report_gives_office_year_date_and_prose() -> None:
    given = reports.example_tables()

    reading = read_text(reports.whole_text(given))

    assert (reading.office, reading.year, str(reading.signed_date)) == (reports.OFFICE, 2024, "2025-01-17")
    assert reading.tables == given
    assert reading.narrative == reports.narrative(given)
    assert reading.missing == ()
    assert reading.notes == ()


def test_full_width_digits_and_bent_punctuation_are_read() -> None:
    given = reports.example_tables()
    wide = str.maketrans("0123456789.()“”", "０１２３４５６７８９．（）「」")

    assert read_text(reports.cell_per_line(given).translate(wide)).tables == given


def test_labels_cut_at_a_line_break_are_joined() -> None:
    given = reports.example_tables()
    text = reports.cell_per_line(given)
    for label in ("商业企业", "行政规范性文件", "5.要求行政机关确认或重新出具已获取信息", "（七）总计"):
        text = text.replace(label, f"{label[:-2]}\n\n{label[-2:]}")

    assert read_text(text).tables == given


def test_figures_glued_to_their_label_are_read() -> None:
    given = reports.example_tables()
    text = reports.cell_per_line(given).replace("行政许可\n", "行政许可").replace("（七）总计\n", "（七）总计")

    assert read_text(text).tables == given


def test_rows_in_another_order_are_read_by_their_labels() -> None:
    given = reports.example_tables()
    lines = reports.pipe_rows(given).splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("1.本机关不掌握") or "1.本机关不掌握" in line)
    lines[first + 1], lines[first + 2] = lines[first + 2], lines[first + 1]

    assert read_text("\n".join(lines)).tables == given


def test_columns_in_another_order_are_read_by_their_heads() -> None:
    given = reports.example_tables()
    swapped = {"research": "company", "company": "research"}
    moved = given.replace(
        {
            cell: given.cells[cell._replace(column=swapped.get(cell.column, cell.column))]
            for cell in CELLS
            if cell.table == "table3"
        }
    )
    text = reports.cell_per_line(moved).replace("商业企业\n科研机构", "科研机构\n商业企业")

    assert read_text(text).tables == given


def test_short_labels_of_the_older_print_are_known() -> None:
    given = reports.example_tables()
    text = reports.cell_per_line(given)
    text = text.replace("、行政机关不再处理其政府信息公开申请", "").replace(
        "（区分处理的，只计这一情形，不计其他情形）", ""
    )

    assert read_text(text).tables == given


def test_lost_table_is_null_and_said() -> None:
    text = reports.cell_per_line(reports.example_tables()).split("四、政府信息公开行政复议")[0]

    reading = read_text(text)

    assert reading.as_json()["table4"] is None
    assert "table4" in reading.missing
    assert any("未读到表四" in note for note in reading.notes)


def test_labels_without_figures_are_incomplete_not_zero() -> None:
    text = "\n".join(line for line in reports.cell_per_line(zero_tables()).splitlines() if line != "0")

    reading = read_text(text)

    assert [name for name in reading.missing if name.startswith("table")] == ["table2", "table3", "table4"]
    assert any("表三只有行名，没有数字" in note for note in reading.notes)


def test_row_short_of_a_figure_is_not_guessed() -> None:
    text = reports.cell_per_line(reports.example_tables())
    text = text.replace("（一）予以公开\n0\n", "（一）予以公开\n")

    reading = read_text(text)

    assert reading.tables.row("table3", "granted") == (None,) * 7
    assert "table3.granted" in reading.missing
    assert any("“（一）予以公开”行应有7个数，读到6个" in note for note in reading.notes)


def test_dash_holds_its_place_and_is_no_zero() -> None:
    given = reports.example_tables()
    text = reports.cell_per_line(given).replace("（一）予以公开\n0\n", "（一）予以公开\n—\n")

    reading = read_text(text)

    assert reading.tables == given.replace({Cell("table3", "granted", "natural_person"): None})
    assert reading.missing[-1:] == ("table3.granted.natural_person",)
    assert [cell.text for cell in reading.odd_cells] == ["—"]


def test_units_and_chinese_zero_in_cells_are_read_and_told() -> None:
    text = (
        reports.cell_per_line(zero_tables())
        .replace("行政许可\n0", "行政许可\n5件")
        .replace("行政强制\n0", "行政强制\n零")
    )

    reading = read_text(text)

    assert reading.tables == zero_tables().replace({Cell("table2", "permits", "decisions"): 5})
    assert [cell.text for cell in reading.odd_cells] == ["5件"]


def test_older_form_is_recognised_and_its_table_two_not_taken_for_ours() -> None:
    text = (
        reports.cell_per_line(zero_tables())
        .replace("本年制发件数", "本年新制作数量")
        .replace("本年废止件数", "本年新公开数量")
    )

    reading = read_text(text)

    assert reading.form == "2019"
    assert reading.as_json()["table2"] is None
    assert any("2019年旧表式" in note for note in reading.notes)


def test_row_printed_twice_with_other_figures_is_told() -> None:
    text = reports.pipe_rows(zero_tables()) + "\n行政许可 | 7 |"

    reading = read_text(text)

    assert reading.tables == zero_tables()
    assert any("出现两次" in note for note in reading.notes)


def test_prose_that_ends_like_a_label_is_no_row() -> None:
    reading = read_text("本年办结其他行政许可\n64\n全年行政处罚 3\n")

    assert all(value is None for value in reading.tables.cells.values())


@pytest.mark.parametrize("text", ["", "\n\n", "|||", "0\n" * 500, "其他\n" * 50 + "1\n" * 7, "\x00\ufffd", "（" * 5000])
def test_no_input_answers_with_a_crash(text: str) -> None:
    reading = read_text(text)

    assert reading.office is None
    assert reading.as_json()["table2"] is None


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="第二十条规章行政许可总计其他予以公开结果维持尚未审结0123456789|\n \t.-、（）", max_size=300))
def test_rubble_is_read_without_a_crash(text: str) -> None:
    assert isinstance(read_text(text).as_json(), dict)


@pytest.mark.skipif(not REAL.exists(), reason="the published report is not at hand")
def test_published_report_gives_every_cell_and_every_figure() -> None:
    reading = read_text(REAL.read_text("utf-8"))

    assert reading.tables == zero_tables()
    assert reading.missing == ()
    assert reading.office.endswith("朝天门街道办事处")
    assert (reading.year, reading.form, str(reading.signed_date)) == (2025, "2021", "2026-01-19")
    assert {figure.kind: figure.value for figure in reading.figures} == {
        "work_items_published": 44,
        "policy_documents": 1,
        "items_published_total": 266,
        "applications_received": 0,
        "policy_limit_workdays": 3,
        "news_limit_hours": 24,
        "timeliness_rate_percent": 98,
        "processing_fee_yuan": 0,
    }
    assert any("2026119" in note for note in reading.notes)


@pytest.mark.skipif(not REAL_LAYOUTS.exists(), reason="the layouts are not at hand")
def test_collected_layouts_give_every_cell() -> None:
    for line in REAL_LAYOUTS.read_text("utf-8").splitlines():
        sample = json.loads(line)
        reading = read_text(sample["text"])
        two = reading.as_json()["table2"]

        assert reading.as_json()["table3"] == sample["table3"], sample["layout"]
        assert [*two["normative_documents"].values()] == sample["table2"]["norm"]
        assert [two["permits"], two["penalties"], two["coercions"]] == [
            sample["table2"][k] for k in ("permit", "penalty", "coercion")
        ]
        assert Decimal(two["fees_10k_yuan"]) == Decimal(str(sample["table2"]["fee"]))
        assert reading.as_json()["table4"] is None
        assert len(reading.tables.row("table3", "new")) == len(TABLE3_COLUMNS)


def test_part_of_a_head_before_a_numbered_label_is_left_aside():
    text = f"{reports.whole_text(reports.example_tables())}\n"
    row = "4.保护第三方合法权益"
    spoiled = text.replace(row, f"（三）不 {row}").replace(
        "3.补正后申请内容仍不明确", "度办理结 3.补正后申请内容仍不明确"
    )
    assert spoiled != text

    assert read_text(spoiled).tables == reports.example_tables()


def test_words_that_merely_end_like_a_label_are_no_row():
    reading = read_text(f"{reports.whole_text(zero_tables())}\n涉及保护第三方合法权益 1 2 3 4 5 6 21")

    assert set(reading.tables.row("table3", "refused_third_party")) == {0}
