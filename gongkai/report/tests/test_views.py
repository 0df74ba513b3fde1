"""年报的屏幕: tables and prose are filled in, every refusal is a sentence, broken sums are shown after saving."""

from pathlib import Path

import pytest

from gongkai.law.report_form import CELLS, TABLES, Cell
from gongkai.records.determining import check as check_attribute
from gongkai.records.determining import sign
from gongkai.records.models import Record
from gongkai.records.registering import submit
from gongkai.records.tests.stories import again
from gongkai.report import acts
from gongkai.report.models import AnnualReport
from gongkai.report.screens.forms import ReportForm, cell_name, prose_keys
from gongkai.report.tests import reports

pytestmark = pytest.mark.django_db
GRANTED = Cell("table3", "granted", "natural_person")


@pytest.fixture
def report(street, published_file: Path) -> AnnualReport:
    return acts.import_report(published_file, office=street.chaotianmen, by=street.liwen)


def filled(report: AnnualReport, **changes: str) -> dict[str, str]:
    """Return the form as a browser would send it back, with some fields changed."""
    report.refresh_from_db()
    form = ReportForm(report=report)
    given = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else str(value) for name, value in given.items()} | changes


def text_of(response) -> str:
    return response.content.decode()


def test_list_shows_the_reports_of_ones_own_office(street, report, desk) -> None:
    desk.force_login(street.liwen)
    assert report.desk_address() in text_of(desk.get("/desk/reports/"))

    desk.force_login(street.jiangli)
    assert report.desk_address() not in text_of(desk.get("/desk/reports/"))


def test_menu_has_the_entry(street, desk) -> None:
    desk.force_login(street.liwen)

    assert '"/desk/reports/"' in text_of(desk.get("/desk/reports/"))


def test_every_cell_and_section_has_a_labelled_field(street, report, desk) -> None:
    desk.force_login(street.liwen)
    page = text_of(desk.get(report.desk_address()))

    assert page.count('class="report-cell"') == len(CELLS)
    assert page.count("<textarea") == len(prose_keys()) == 10
    assert 'aria-label="表三“（六）其他处理 3.其他”行“其他”列"' in page
    assert "勾稽关系成立" in page


def test_saving_draws_the_body_and_says_so(street, report, desk) -> None:
    desk.force_login(street.wangfang)
    page = desk.post(report.desk_address(), filled(report, **{"narrative.problems": "更新偏慢。"}), follow=True)

    assert "已保存" in text_of(page)
    assert "更新偏慢。" in again(report.record).draft().body
    assert AnnualReport.objects.get().given_tables == reports.example_tables()


def test_broken_sum_is_saved_and_told(street, report, desk) -> None:
    desk.force_login(street.liwen)
    value = reports.example_tables().cells[GRANTED] + 1
    page = text_of(desk.post(report.desk_address(), filled(report, **{cell_name(GRANTED): str(value)}), follow=True))

    assert "核对结果（2项）" in page
    assert "“（一）予以公开”行“总计”填" in page
    assert AnnualReport.objects.get().given_tables.cells[GRANTED] == value


@pytest.mark.parametrize("given", ["-1", "1.5", "若干", "3件", "—", "1e3", "99999999999999999"], ids=str)
def test_cell_that_is_no_count_is_refused_in_chinese(street, report, desk, given: str) -> None:
    desk.force_login(street.liwen)
    page = text_of(desk.post(report.desk_address(), filled(report, **{cell_name(GRANTED): given})))

    assert "没有保存" in page
    assert f"表三“（一）予以公开”行“自然人”列填了“{given}”。请填不小于0的整数，没有的填0。" in page
    assert AnnualReport.objects.get().given_tables == reports.example_tables()


def test_full_width_digits_are_taken(street, report, desk) -> None:
    desk.force_login(street.liwen)
    desk.post(report.desk_address(), filled(report, **{"table2.permits.decisions": "１２"}))

    assert AnnualReport.objects.get().tables["table2"]["permits"] == 12


def test_emptied_cell_is_not_given(street, report, desk) -> None:
    desk.force_login(street.liwen)
    page = desk.post(report.desk_address(), filled(report, **{"table2.permits.decisions": ""}), follow=True)

    assert AnnualReport.objects.get().tables["table2"]["permits"] is None
    assert "没有可用的数字" in text_of(page)


def test_two_people_do_not_overwrite_each_other(street, report, desk) -> None:
    old = filled(report, **{"narrative.problems": "甲写的。"})
    desk.force_login(street.wangfang)
    desk.post(report.desk_address(), filled(report, **{"narrative.problems": "乙写的。"}))

    desk.force_login(street.liwen)
    page = text_of(desk.post(report.desk_address(), old))

    assert "有人保存过这份报告" in page
    assert "甲写的。" in page
    assert AnnualReport.objects.get().narrative["problems"] == "乙写的。"


def test_report_in_review_can_be_read_but_not_changed(street, report, desk) -> None:
    record = again(report.record)
    check_attribute(record, by=street.zhaomin)
    sign(record, by=street.chengang)
    submit(record, by=street.liwen)
    desk.force_login(street.liwen)

    page = text_of(desk.get(report.desk_address()))
    answer = text_of(desk.post(report.desk_address(), filled(report, **{"table2.permits.decisions": "5"})))

    assert "正在审校" in page
    assert page.count("disabled") >= len(CELLS)
    assert "保存并核对" not in page
    assert "正在审校" in answer
    assert AnnualReport.objects.get().given_tables == reports.example_tables()


def test_reader_without_a_drafting_post_is_told_why(street, report, desk) -> None:
    desk.force_login(street.sunyue)
    answer = text_of(desk.post(report.desk_address(), filled(report, **{"table2.permits.decisions": "5"})))

    assert "只有拟稿人、本科室人员或信息公开专员可以修改年度报告。" in answer
    assert AnnualReport.objects.get().given_tables == reports.example_tables()


def test_other_offices_report_is_not_there(street, report, desk) -> None:
    desk.force_login(street.jiangli)

    assert desk.get(report.desk_address()).status_code == 404
    assert desk.post(report.desk_address(), filled(report)).status_code == 404


def test_person_without_a_post_does_not_enter(street, report, desk) -> None:
    desk.force_login(street.guchao)

    assert desk.get(report.desk_address()).status_code in {302, 403, 404}


def test_report_is_built_from_the_list(street, desk) -> None:
    desk.force_login(street.liwen)
    page = desk.post("/desk/reports/", {"office": street.chaotianmen.pk, "year": "2025"}, follow=True)

    report = AnnualReport.objects.get()
    assert page.redirect_chain[-1][0] == report.desk_address()
    assert "已编制朝天门街道2025年年度报告的初稿" in text_of(page)
    assert not report.given_tables.missing()
    assert set(report.tables) == set(TABLES)


@pytest.mark.parametrize(
    ("year", "said"),
    [("2999", "不能编制2999年的年度报告"), ("二五", "年度请填四位数字"), ("-5", "不能编制-5年")],
    ids=["未来", "不是数", "负数"],
)
def test_year_that_cannot_be_is_refused_on_the_list(street, desk, year: str, said: str) -> None:
    desk.force_login(street.liwen)

    assert said in text_of(desk.post("/desk/reports/", {"office": street.chaotianmen.pk, "year": year}))
    assert not Record.objects.exists()


def test_office_of_others_cannot_be_chosen(street, desk) -> None:
    desk.force_login(street.liwen)
    desk.post("/desk/reports/", {"office": street.jiefangbei.pk, "year": "2025"})

    assert not Record.objects.exists()


def test_leader_sees_no_building_form(street, desk) -> None:
    desk.force_login(street.chengang)

    assert "编制初稿" not in text_of(desk.get("/desk/reports/"))
