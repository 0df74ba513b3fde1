"""读数据: report read 输出的 JSON 读回来一样；不合格式的说明哪里不合."""

import json
from pathlib import Path

import pytest

from gongkai.law.report_form import zero_tables
from gongkai.report.reading import ReportNotReadable, read_file, read_text
from gongkai.report.reading.data import read_json
from gongkai.report.tests import reports

GIVEN = read_text(reports.whole_text(reports.example_tables()))


def test_what_reading_prints_reads_back_equal() -> None:
    read = read_json(json.dumps(GIVEN.as_json(), ensure_ascii=False))

    assert read.as_json() == GIVEN.as_json()
    assert read.figures == GIVEN.figures


def test_file_of_data_is_known_by_its_content(tmp_path: Path) -> None:
    file = tmp_path / "年报.txt"
    file.write_text("\ufeff" + json.dumps(GIVEN.as_json()), "utf-8")

    assert read_file(file).tables == reports.example_tables()


def test_figures_of_the_prose_are_read_where_the_data_state_none() -> None:
    data = {"year": 2024, "narrative": {"proactive": "本年公开工作信息 31 条。"}}

    read = read_json(json.dumps(data))

    assert [(figure.kind, int(figure.value)) for figure in read.figures] == [("work_items_published", 31)]
    assert read.missing == ("office", "form", "table2", "table3", "table4")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"year": "2024"}, "“year”不是规定的类型"),
        ({"year": True}, "“year”不是规定的类型"),
        ({"table2": []}, "应当是对象或者 null"),
        ({"table2": {"permits": "若干"}}, "不是数字：若干"),
        ({"table3": {"granted": [1, 2]}}, "应有7个数，实有2个"),
        ({"table3": {"nothing": [0] * 7}}, "没有名为“nothing”的行"),
        ({"narrative": ["甲"]}, "“narrative”不是规定的类型"),
        ({"narrative": {"problems": 1}}, "“problems”不是规定的类型"),
        ({"notes": "甲"}, "“notes”不是规定的类型"),
        ({"notes": [1]}, "“notes”应当是一列文字"),
        ({"figures": [{"figure": "x"}]}, "正文数字不是规定的形式"),
        ({"figures": 3}, "正文数字不是规定的形式"),
        ({"signed_date": "2025年"}, "落款日期“2025年”不是日期"),
    ],
    ids=str,
)
def test_data_of_another_shape_are_refused(change: dict, said: str) -> None:
    data = {**GIVEN.as_json(), **change}

    with pytest.raises(ReportNotReadable, match=said) as refusal:
        read_json(json.dumps(data))

    assert str(refusal.value).endswith("。")
    assert "gongkai report schema" in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"table2": ', "JSON文件已损坏或不完整"),
        ('{"name": "甲"}', "没有年度报告的表格和正文"),
        ('{"a": ' * 5000, "JSON文件已损坏或不完整"),
    ],
    ids=["截断", "别的数据", "层层嵌套"],
)
def test_what_is_no_report_is_refused(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "年报.json"
    file.write_text(text, "utf-8")

    with pytest.raises(ReportNotReadable, match=said):
        read_file(file)


def test_zero_and_null_stay_apart() -> None:
    data = zero_tables().as_json()
    data["table2"]["permits"] = None

    read = read_json(json.dumps(data))

    assert read.missing == ("office", "year", "form", "table2.permits")
