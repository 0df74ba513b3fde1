"""gongkai report import 和 build：登记、写出文件，读回来一样。"""

import json
from pathlib import Path

import pytest

from gongkai.cli import CANNOT_RUN, FINDINGS, FINE, main
from gongkai.law.report_form import TABLES, Cell
from gongkai.records.models import Record
from gongkai.records.tests.stories import open_office, published
from gongkai.report.exporting import EXPORTS
from gongkai.report.models import AnnualReport
from gongkai.report.reading import read_file
from gongkai.report.tests import reports
from gongkai.report.tests.conftest import FULL, street  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "2024.txt"
    path.write_text(reports.whole_text(reports.example_tables()).replace(reports.OFFICE, FULL), "utf-8")
    return path


def test_import_registers_and_says_where(street, file: Path, capsys) -> None:  # noqa: F811
    code = main(["report", "import", str(file), "--office", "chaotianmen", "--json"])
    said = json.loads(capsys.readouterr().out)
    report = AnnualReport.objects.get()

    assert code == FINE
    assert (said["year"], said["record"], said["desk"]) == (2024, report.record_id, f"/desk/reports/{report.pk}/")
    assert said["findings"] == []
    assert report.record.author == street.liwen


def test_import_in_the_name_of_another(street, file: Path, capsys) -> None:  # noqa: F811
    assert main(["report", "import", str(file), "--office", "chaotianmen", "--by", "wangfang"]) == FINE
    assert Record.objects.get().author == street.wangfang
    assert "已登记：《重庆市渝中区人民政府朝天门街道办事处2024年政府信息公开工作年度报告》" in capsys.readouterr().out


def test_import_of_a_report_with_broken_sums_leaves_with_one(street, tmp_path: Path, capsys) -> None:  # noqa: F811
    broken = reports.example_tables().replace({Cell("table4", "reconsideration", "total"): 1})
    file = tmp_path / "错.txt"
    file.write_text(reports.whole_text(broken).replace(reports.OFFICE, FULL), "utf-8")

    assert main(["report", "import", str(file), "--office", "chaotianmen"]) == FINDINGS
    assert "【错误】E5" in capsys.readouterr().out
    assert AnnualReport.objects.exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--office", "nowhere"], "没有网址标识为“nowhere”的机构。现有：chaotianmen、jiefangbei。"),
        (["--office", "jiefangbei"], "不符，不能登记"),
        (["--office", "chaotianmen", "--by", "nobody"], "没有登录名为“nobody”的在用人员"),
        (["--office", "chaotianmen", "--by", "sunyue"], "没有可以编制年度报告的岗位"),
    ],
    ids=["没有的机构", "别的机构", "没有的人", "没有岗位"],
)
def test_import_that_cannot_be_leaves_with_two(street, file: Path, options, said, capsys) -> None:  # noqa: F811
    assert main(["report", "import", str(file), *options]) == CANNOT_RUN
    assert said in capsys.readouterr().err
    assert not Record.objects.exists()


def test_build_writes_files_that_read_back_equal(street, tmp_path: Path, capsys) -> None:  # noqa: F811
    published(street)
    year = published(street).publication.published_at.year
    folder = tmp_path / "新" / "年报"

    code = main(["report", "build", str(year), "--office", "chaotianmen", "--out", str(folder)])
    data = json.loads((folder / f"chaotianmen-{year}.json").read_text("utf-8"))
    readings = [read_file(folder / f"chaotianmen-{year}.{kind}") for kind in EXPORTS]

    assert code == FINE
    assert [reading.tables for reading in readings] == [AnnualReport.objects.get().given_tables] * 5
    assert {table: data[table] for table in TABLES} == readings[0].tables.as_json()
    assert (readings[0].office, readings[0].year, dict(readings[0].narrative)) == (FULL, year, data["narrative"])
    assert capsys.readouterr().out.count("已写出") == 6


def test_build_keeps_the_rows_behind_the_figures_in_a_file_of_their_own(street, tmp_path: Path) -> None:  # noqa: F811
    assert main(["report", "build", "2025", "--office", "chaotianmen", "--out", str(tmp_path)]) == FINE

    assert json.loads((tmp_path / "chaotianmen-2025-evidence.json").read_text()) == AnnualReport.objects.get().evidence
    assert "evidence" not in json.loads((tmp_path / "chaotianmen-2025.json").read_text())


def test_second_build_leaves_the_registered_report_alone(street, tmp_path: Path, capsys) -> None:  # noqa: F811
    arguments = ["report", "build", "2025", "--office", "chaotianmen", "--out", str(tmp_path)]
    assert main(arguments) == FINE
    AnnualReport.objects.update(narrative={"problems": "已由人改写。"})

    assert main(arguments) == FINE
    assert AnnualReport.objects.get().narrative == {"problems": "已由人改写。"}
    assert "只写出文件" in capsys.readouterr().out


def test_build_of_a_year_to_come_leaves_with_two(street, tmp_path: Path, capsys) -> None:  # noqa: F811
    assert main(["report", "build", "2999", "--office", "chaotianmen", "--out", str(tmp_path / "x")]) == CANNOT_RUN
    assert "不能编制2999年" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_build_into_a_place_that_cannot_be_written_leaves_with_two(street, tmp_path: Path, capsys) -> None:  # noqa: F811
    (tmp_path / "x").write_text("a file, not a folder")

    code = main(["report", "build", "2025", "--office", "chaotianmen", "--out", str(tmp_path / "x")])

    assert code == CANNOT_RUN
    assert "不能在" in capsys.readouterr().err
    assert not AnnualReport.objects.exists()


def test_office_without_a_report_column_is_told(town, file: Path, capsys) -> None:
    assert main(["report", "import", str(file), "--office", "chaotianmen"]) == CANNOT_RUN
    assert "没有政府信息公开年报栏目" in capsys.readouterr().err
    open_office(town)
    assert main(["report", "import", str(file), "--office", "chaotianmen"]) == FINE
