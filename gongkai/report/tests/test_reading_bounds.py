"""界限: a file that is no report is refused in a sentence, before it keeps the reader busy."""

from pathlib import Path

import pytest

from gongkai.law.report_form import zero_tables
from gongkai.report.reading import ReportNotReadable, read_file, read_html
from gongkai.report.tests import reports

HEAD = "<html><body><h1>甲镇人民政府2024年政府信息公开工作年度报告</h1>"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("深.html", HEAD + "<div>" * 40_000, "嵌套过深"),
        ("多表.html", HEAD + "<table></table>" * 1_001, "表格过多"),
        ("长.html", HEAD + "<p>公开</p>" * 400_000, "超过300万字符"),
        ("长.txt", "公开信息。" * 100_001, "超过50万字"),
    ],
    ids=["嵌套", "表格", "网页", "文字"],
)
def test_file_beyond_all_bounds_is_refused(tmp_path: Path, name: str, content: str, told: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")

    with pytest.raises(ReportNotReadable, match=told) as refusal:
        read_file(path)

    assert path.name in str(refusal.value)


def test_pictures_in_a_page_do_not_make_it_long(tmp_path: Path) -> None:
    path = tmp_path / "年报.html"
    picture = f"<img src='data:image/png;base64,{'A' * 3_100_000}'>"
    lines = "".join(f"<p>{line}</p>" for line in reports.whole_text(zero_tables()).splitlines())
    path.write_text(f"<html><body>{picture}{lines}</body></html>", encoding="utf-8")

    assert read_file(path).tables == zero_tables()


def test_remark_in_a_cell_is_not_read() -> None:
    page = f"{HEAD}<table><tr><td>行政许可</td><td><!-- 9 -->5</td></tr></table>"

    assert read_html(page).tables.value("table2", "permits", "decisions") == 5
