"""gongkai report read 和 check：三种退出码，中文和 JSON 两种回答。"""

import json
from pathlib import Path

import pytest

from gongkai.cli import CANNOT_RUN, FINDINGS, FINE, main
from gongkai.cli.report_text import FIGURE_NAMES
from gongkai.law.report_form import TABLES, Cell, ReportTables
from gongkai.report.reading import figures
from gongkai.report.reading.schema import described
from gongkai.report.tests import printed, reports

READ_KEYS = {"office", "year", "form", "table2", "table3", "table4", "figures", "missing", "notes"}
PREVIOUS = f"{reports.OFFICE}2023年政府信息公开工作年度报告\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path / "年报.txt", reports.whole_text(reports.example_tables()))


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_read_answers_the_agreed_json(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["report", "read", str(file), "--json"])
    answer = json.loads(capsys.readouterr().out)

    assert code == FINE
    assert set(answer) == READ_KEYS
    assert (answer["office"], answer["year"], answer["form"]) == (reports.OFFICE, reports.YEAR, "2021")
    assert {table: answer[table] for table in TABLES} == reports.example_tables().as_json()
    assert {figure["figure"]: figure["value"] for figure in answer["figures"]}["timeliness_rate_percent"] == "96.5"
    assert (answer["missing"], answer["notes"]) == ([], [])


def test_every_figure_has_a_name_on_the_screen() -> None:
    assert set(FIGURE_NAMES) == {*figures.KINDS, "growth_percent"}


def test_read_takes_a_word_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "年报.docx").write_bytes(printed.document(reports.example_tables()))

    code = main(["report", "read", str(tmp_path / "年报.docx"), "--json"])
    answer = json.loads(capsys.readouterr().out)

    assert code == FINE
    assert {table: answer[table] for table in TABLES} == reports.example_tables().as_json()
    assert (answer["office"], answer["missing"], answer["notes"]) == (reports.OFFICE, [], [])


def test_read_shows_tables_figures_and_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gap = reports.example_tables().replace({Cell("table3", "granted", "other"): None})
    text = reports.whole_text(gap).split("四、政府信息公开行政复议")[0]

    code = main(["report", "read", str(written(tmp_path / "年报.txt", text))])
    shown = capsys.readouterr().out

    assert code == FINE
    for words in (
        "表三　收到和处理政府信息公开申请情况",
        "公开工作信息 31条",
        "原文未提供（不作零计）",
        "· 表四",
        "“（一）予以公开”行",
    ):
        assert words in shown


def test_check_of_a_correct_report_finds_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "check", str(file)]) == FINE
    assert capsys.readouterr().out == "未发现问题。\n"


def test_check_of_a_broken_sum_leaves_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = reports.example_tables().replace({Cell("table4", "reconsideration", "total"): 1})
    file = written(tmp_path / "年报.txt", reports.whole_text(broken))

    code = main(["report", "check", str(file), "--json"])
    (finding,) = json.loads(capsys.readouterr().out)

    assert code == FINDINGS
    assert (finding["rule"], finding["severity"], finding["found"]) == ("E5", "error", 1)
    assert main(["report", "check", str(file)]) == FINDINGS
    assert "【错误】E5" in capsys.readouterr().out


def test_check_holds_the_previous_report_against_this_one(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = written(tmp_path / "上年.txt", PREVIOUS + reports.cell_per_line(previous_tables(carried_over=8)))

    code = main(["report", "check", str(file), "--previous", str(before), "--json"])
    findings = json.loads(capsys.readouterr().out)

    assert code == FINDINGS
    assert {finding["rule"] for finding in findings} == {"E4", "E7"}
    assert ("error", 8, 2) in {(f["severity"], f["expected"], f["found"]) for f in findings if f["rule"] == "E4"}


def previous_tables(*, carried_over: int) -> ReportTables:
    return reports.example_tables().replace({Cell("table3", "carried_over", "natural_person"): carried_over})


@pytest.mark.parametrize("name", ["read", "check"], ids=["读", "核对"])
def test_file_that_cannot_be_read_leaves_with_two(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["report", name, str(tmp_path / "没有.txt")])

    assert code == CANNOT_RUN
    assert "读不到文件" in capsys.readouterr().err


def test_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "schema"]) == FINE
    assert json.loads(capsys.readouterr().out) == described()


def test_foreign_format_leaves_with_two_and_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = tmp_path / "年报.pdf"
    pdf.write_bytes(b"%PDF-1.7")

    assert main(["report", "read", str(pdf)]) == CANNOT_RUN
    assert "请另存为网页或纯文本" in capsys.readouterr().err
