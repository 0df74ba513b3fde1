"""读文件: a file of another kind is refused with a sentence that says what to do."""

from pathlib import Path

import pytest

from gongkai import report
from gongkai.law.report_form import zero_tables
from gongkai.report.checking import check
from gongkai.report.reading import ReportNotReadable, read_file
from gongkai.report.tests import reports

TEXT = reports.whole_text(reports.example_tables())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_the_usual_encodings_is_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "年报.txt"
    file.write_bytes(TEXT.encode(encoding))

    assert read_file(file).tables == reports.example_tables()


def test_page_is_known_by_its_markup_not_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "年报.txt"
    file.write_text("<html><body>" + "".join(f"<div>{line}</div>" for line in TEXT.splitlines()), "utf-8")

    assert read_file(file).tables == reports.example_tables()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "DOCX"),
        (b"\xd0\xcf\x11\xe0....", "Office"),
        (b"  \n", "空文件"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "不是文本文件"),
        ("今天天气很好。".encode(), "不是可识别的年度报告"),
    ],
    ids=["PDF", "DOCX", "旧版文档", "空文件", "图片", "别的文章"],
)
def test_other_files_are_refused_in_chinese(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "年报"
    file.write_bytes(content)

    with pytest.raises(ReportNotReadable, match=said) as refusal:
        read_file(file)

    assert str(refusal.value).endswith("。")


def test_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReportNotReadable, match="读不到文件"):
        read_file(tmp_path / "没有.txt")


def test_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReportNotReadable, match="读不到文件"):
        read_file(tmp_path)


def test_report_of_the_demonstration_has_the_real_figures_and_one_question() -> None:
    reading = read_file(Path(report.__file__).parent / "data" / "chaotianmen-2025.txt")

    assert reading.tables == zero_tables()
    assert (reading.year, reading.missing, reading.notes) == (2025, (), ())
    figures = {figure.kind: int(figure.value) for figure in reading.figures}
    assert [figures[kind] for kind in ("work_items_published", "policy_documents", "items_published_total")] == [
        44,
        1,
        266,
    ]
    assert [figures[kind] for kind in ("timeliness_rate_percent", "policy_limit_workdays", "news_limit_hours")] == [
        98,
        3,
        24,
    ]
    assert [(finding.rule, finding.severity) for finding in check(reading)] == [("E8", "hint")]
