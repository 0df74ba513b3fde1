"""gongkai report aggregate：own offices from the register, others from files; page, workbook, data and letters."""

import json
from pathlib import Path

import openpyxl
import pytest

from gongkai.cli import CANNOT_RUN, FINDINGS, FINE, main
from gongkai.law.report_form import CELLS, Cell, ReportTables
from gongkai.office.models import Office, OfficeKind
from gongkai.report import acts
from gongkai.report.tests import reports
from gongkai.report.tests.conftest import FULL, published_file, street  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
YEAR = 2024
JIEFANGBEI = "重庆市渝中区人民政府解放碑街道办事处"
OUTSIDE = "重庆市渝中区财政局"
NEW_TOTAL = Cell("table3", "new", "total")
TABLES = reports.example_tables()
NEW = TABLES.cells[NEW_TOTAL]


def handed(folder: Path, name: str, office: str, tables: ReportTables = TABLES, *, year: int = YEAR) -> Path:
    whole = reports.whole_text(tables, signature=f"{year + 1}年1月17日").replace(f"{reports.YEAR}年", f"{year}年")
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(whole.replace("2025-01", f"{year + 1}-01").replace(reports.OFFICE, office), "utf-8")
    return folder / name


def told(capsys, *words: str) -> tuple[int, dict]:
    code = main(["report", "aggregate", str(YEAR), *words, "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.fixture
def district(street, published_file: Path) -> Office:  # noqa: F811
    acts.import_report(published_file, office=street.chaotianmen, by=street.liwen)
    return street.district


def test_register_and_files_are_summed_and_every_file_is_told(district, tmp_path: Path, capsys) -> None:
    files = tmp_path / "files"
    handed(files, "解放碑.txt", JIEFANGBEI)
    handed(files, "财政局.txt", OUTSIDE)
    handed(files, "朝天门.txt", FULL)
    handed(files, "去年.txt", JIEFANGBEI, year=YEAR - 1)
    (files / "坏.txt").write_bytes(b"")
    handed(tmp_path / "before", "财政局.txt", OUTSIDE, year=YEAR - 1)

    code, said = told(capsys, "--files", str(files), "--previous", str(tmp_path / "before"))

    verdicts = {fate["file"]: fate["verdict"] for fate in said["files"]}
    assert code == FINDINGS
    assert said["total"]["table3"]["new"][-1] == 3 * NEW
    assert said["previous_total"]["table3"]["new"][-1] == NEW
    assert said["missing"] == []
    assert verdicts["坏.txt"] == "不能读取"
    assert (verdicts["解放碑.txt"], verdicts["朝天门.txt"], verdicts["去年.txt"]) == ("计入", "重复", "年度不符")
    assert [unit["unit"] for unit in said["units"]] == [FULL, JIEFANGBEI, OUTSIDE]


def test_fine_when_nothing_is_wrong(district, tmp_path: Path, capsys) -> None:
    prose = "本街道另写一段与别处不同的文字，说明自己的做法。"
    file = handed(tmp_path, "解放碑.txt", JIEFANGBEI)
    file.write_text(file.read_text("utf-8").replace(reports.NARRATIVE["overview"], prose), "utf-8")

    code, said = told(capsys, "--files", str(file))

    assert said["findings"] == []
    assert [finding for unit in said["units"] for finding in unit["findings"] if finding["severity"] == "error"] == []
    assert code == FINE


def test_unit_that_only_a_file_names_is_fine_but_told(district, tmp_path: Path, capsys) -> None:
    files = [handed(tmp_path, "解放碑.txt", JIEFANGBEI), handed(tmp_path, "财政局.txt", OUTSIDE)]
    code, said = told(capsys, "--files", *map(str, files))

    assert [fate["verdict"] for fate in said["files"]] == ["计入", "计入", "计入（不在名册）"]
    assert code == FINE


def test_written_files_hold_the_same_sum(district, tmp_path: Path, capsys) -> None:
    wrong = TABLES.replace({NEW_TOTAL: NEW + 1})
    out = tmp_path / "out"
    code, said = told(capsys, "--files", str(handed(tmp_path, "财政局.txt", OUTSIDE, wrong)), "--out", str(out))

    assert code == FINDINGS
    assert {Path(file).name for file in said["written"]} == {file.name for file in out.iterdir()}
    assert json.loads((out / "年报汇总-2024.json").read_text("utf-8"))["total"] == said["total"]
    assert f">{2 * NEW + 1}<" in (out / "年报汇总-2024.html").read_text("utf-8").replace("<small", "<")
    _is_the_sum(openpyxl.load_workbook(out / "年报汇总-2024.xlsx"), 2 * NEW + 1)


def _is_the_sum(book: openpyxl.Workbook, new: int) -> None:
    assert book.sheetnames[:5] == ["一览", "表二合计", "表三合计", "表四合计", "与上年比较"]
    assert book.sheetnames[-3:] == ["朝天门街道", "解放碑街道", OUTSIDE]
    third = list(book["表三合计"].iter_rows(values_only=True))
    assert third[2] == ("一、本年新收政府信息公开申请数量", *third[2][1:7], new)
    assert third[2][1] == 2 * TABLES.value("table3", "new", "natural_person")
    assert book["一览"].max_row == 2 + 3 + 1
    compared = {row[:3]: row[3:8] for row in book["与上年比较"].iter_rows(min_row=3, values_only=True)}
    assert len(compared) == len(CELLS)
    assert compared["表三", "一、本年新收政府信息公开申请数量", "总计"] == (new, None, None, None, 2)
    own = [row for row in book[OUTSIDE].iter_rows(values_only=True) if row[0] == "一、本年新收政府信息公开申请数量"]
    assert own[0][7] == TABLES.cells[NEW_TOTAL] + 1


def test_letters_say_to_each_what_it_is_to_mend(district, tmp_path: Path, capsys) -> None:
    out, wrong = tmp_path / "out", TABLES.replace({NEW_TOTAL: NEW + 1})
    told(capsys, "--files", str(handed(tmp_path, "财政局.txt", OUTSIDE, wrong)), "--out", str(out))

    finance = (out / f"退回意见-{OUTSIDE}.txt").read_text("utf-8")
    missing = (out / "退回意见-解放碑街道.txt").read_text("utf-8")
    assert f"关于{OUTSIDE}2024年政府信息公开工作年度报告的核对意见" in finance
    assert "1. 【错误】表三“总计”列勾稽关系不成立" in finance
    assert "请核对改正后重新报送" in finance
    assert "没有收到你单位的年度报告" in missing


def test_said_on_the_terminal(district, capsys) -> None:
    code = main(["report", "aggregate", str(YEAR), "--district", "yuzhong"])
    text = capsys.readouterr().out

    assert code == FINDINGS
    assert "应报2个单位，已报1个，缺报1个，逾期2个" in text
    assert f"{JIEFANGBEI}　缺报（已逾期）" in text


def test_roster_that_the_district_keeps_takes_no_strangers(district, street, tmp_path: Path, capsys) -> None:  # noqa: F811
    acts.add_unit(district, name="重庆市渝中区民政局", by=street.xufeng)

    _, said = told(capsys, "--files", str(handed(tmp_path, "财政局.txt", OUTSIDE)))

    assert [fate["verdict"] for fate in said["files"] if fate["file"] == "财政局.txt"] == ["单位不明"]
    assert said["total"]["table3"]["new"][-1] == NEW


def test_deadline_of_the_campaign_is_taken(district, capsys) -> None:
    _, said = told(capsys, "--deadline", "9999-01-01")

    assert said["late"] == []
    assert said["deadline"] == "9999-01-01"


def test_district_that_is_not_clear_is_asked_for(district, capsys) -> None:
    assert main(["report", "aggregate", "2024", "--district", "nowhere"]) == CANNOT_RUN
    assert "没有网址标识为“nowhere”的区县。现有：yuzhong。" in capsys.readouterr().err

    Office.objects.create(name="江北区", short_name="江北", kind=OfficeKind.DISTRICT, slug="jiangbei")
    assert main(["report", "aggregate", "2024"]) == CANNOT_RUN
    assert "请用 --district 指定" in capsys.readouterr().err
    assert main(["report", "aggregate", "2024", "--district", "jiangbei"]) == CANNOT_RUN
    assert "没有填报单位" in capsys.readouterr().err


def test_folder_that_cannot_be_written_is_told(district, tmp_path: Path, capsys) -> None:
    blocked = tmp_path / "文件"
    blocked.write_text("", "utf-8")

    assert main(["report", "aggregate", "2024", "--out", str(blocked)]) == CANNOT_RUN
    assert "不能在" in capsys.readouterr().err
