"""汇总的屏幕: the district sees and collects, nobody else enters; every total leads to its units."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.law.report_form import CELLS
from gongkai.office.models import Office, OfficeKind, Role
from gongkai.office.tests.people import appoint
from gongkai.report import acts
from gongkai.report.models import CollectedReport, ReportingUnit, Succession
from gongkai.report.tests import reports
from gongkai.report.tests.test_district import OUTSIDE, YEAR, text

pytestmark = pytest.mark.django_db
PLACE = f"/desk/reports/aggregate/{YEAR}/"
ROSTER = f"{PLACE}roster/"


def text_of(response) -> str:
    return response.content.decode()


@pytest.fixture
def district(street, published_file: Path):
    acts.import_report(published_file, office=street.chaotianmen, by=street.liwen)
    acts.add_unit(street.district, name=OUTSIDE, short_name="财政局", by=street.xufeng)
    return street


@pytest.fixture
def supervisor(district, desk):
    desk.force_login(district.xufeng)
    return desk


def pages(street) -> list[str]:
    return [
        PLACE,
        ROSTER,
        f"{PLACE}workbook/",
        f"{PLACE}cells/table3.new.total/",
        *(f"{PLACE}units/o{street.chaotianmen.pk}/{rest}" for rest in ("", "letter/")),
    ]


def upload(browser, *files: tuple[str, bytes], **more: str):
    documents = [SimpleUploadedFile(name, content) for name, content in files]
    return browser.post(PLACE, {"documents": documents, "received_on": "2025-01-25", **more})


@pytest.mark.parametrize("person", ["zhaomin", "liwen", "chengang", "qiankun", "jiangli"])
def test_nobody_else_enters(district, desk, person: str) -> None:
    desk.force_login(getattr(district, person))

    assert [desk.get(page).status_code for page in pages(district)] == [404] * 6
    assert upload(desk, ("财政局.txt", text(OUTSIDE))).status_code == 404
    assert desk.post(ROSTER, {"act": "unit", "unit-name": "某局"}).status_code == 404
    assert not CollectedReport.objects.exists()
    assert ReportingUnit.objects.count() == 1


def test_supervisor_of_another_district_sees_nothing_of_this(district, desk) -> None:
    other = Office.objects.create(name="江北区人民政府", short_name="江北区", kind=OfficeKind.DISTRICT, slug="jiangbei")
    appoint(district.chengang, Role.DISTRICT_SUPERVISOR, other)
    desk.force_login(district.chengang)

    page = text_of(desk.get(PLACE))

    assert "江北区人民政府2024年年报汇总" in page
    assert "朝天门" not in page
    assert desk.get(f"{PLACE}?district=yuzhong").status_code == 404
    assert desk.get(f"{PLACE}units/o{district.chaotianmen.pk}/").status_code == 404


def test_person_without_a_post_does_not_enter(district, desk) -> None:
    desk.force_login(district.guchao)

    assert desk.get(PLACE).status_code in {302, 403, 404}


def test_link_stands_on_the_list_for_the_district_alone(supervisor, district) -> None:
    assert "/desk/reports/aggregate/" in text_of(supervisor.get("/desk/reports/"))

    supervisor.force_login(district.zhaomin)
    assert "/desk/reports/aggregate/" not in text_of(supervisor.get("/desk/reports/"))


def test_page_shows_states_and_leads_from_every_total(supervisor, district) -> None:
    page = text_of(supervisor.get(PLACE))

    assert "应报3个单位，已报1个，缺报2个" in page
    assert page.count(f"{PLACE}cells/") == len(CELLS)
    assert "尚未公布（已逾期）" in page
    assert "缺报（已逾期）" in page


def test_page_costs_no_query_per_unit(supervisor, district) -> None:
    supervisor.get(PLACE)
    with CaptureQueriesContext(connection) as first:
        supervisor.get(PLACE)
    for place in range(5):
        acts.add_unit(district.district, name=f"渝中区第{place}所", by=district.xufeng)
    supervisor.get(PLACE)
    with CaptureQueriesContext(connection) as second:
        supervisor.get(PLACE)

    assert len(second) == len(first) <= 13  # five of them for session, person, posts, locale and menu


def test_cell_lists_the_units_that_make_it_up(supervisor, district) -> None:
    page = text_of(supervisor.get(f"{PLACE}cells/table3.new.total/"))

    new = reports.example_tables().value("table3", "new", "total")
    assert f"合计{new}" in page
    assert "1个单位提供了本格" in page
    assert page.count("缺报") == 2


def test_unit_shows_its_findings_its_tables_and_its_letter(supervisor, district) -> None:
    place = f"{PLACE}units/o{district.chaotianmen.pk}/"

    page, letter = text_of(supervisor.get(place)), supervisor.get(f"{place}letter/")

    assert "打开登记的报告" in page
    assert "政府信息公开行政复议、行政诉讼情况" in page
    assert letter["Content-Type"] == "text/plain; charset=utf-8"
    assert "尚未公布，已逾期" in text_of(letter)


@pytest.mark.parametrize("place", ["units/o999/", "units/x1/", "units/abc/letter/", "cells/table3.nothing.total/"])
def test_what_is_not_there_is_not_found(supervisor, place: str) -> None:
    assert supervisor.get(PLACE + place).status_code == 404


@pytest.mark.parametrize("year", [2007, 2999])
def test_year_that_cannot_be_is_not_found(supervisor, year: int) -> None:
    assert supervisor.get(f"/desk/reports/aggregate/{year}/").status_code == 404


def test_workbook_is_handed_out(supervisor) -> None:
    answer = supervisor.get(f"{PLACE}workbook/")

    assert answer.content.startswith(b"PK")
    assert "attachment" in answer["Content-Disposition"]


def test_several_files_are_taken_each_with_a_word(supervisor) -> None:
    page = text_of(
        upload(supervisor, ("财政局.txt", text(OUTSIDE)), ("外区.txt", text("江北区财政局")), ("坏.pdf", b"%PDF-1.4 x"))
    )

    assert "共3个文件" in page
    assert [row.name for row in CollectedReport.objects.all()] == ["财政局.txt"]
    assert CollectedReport.objects.get().received_on == date(2025, 1, 25)
    assert "不在本区填报单位名册中" in page
    assert "坏.pdf" in page


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"received_on": "2999-01-01"}, "收到日期不能晚于今天"),
        ({"published_on": "2999-01-01"}, "公布日期不能晚于今天"),
        ({"documents": ""}, "请选择文件。"),
    ],
    ids=["将来收到", "将来公布", "没有文件"],
)
def test_upload_that_cannot_be_is_refused(supervisor, more, said: str) -> None:
    page = text_of(upload(supervisor, ("财政局.txt", text(OUTSIDE)), **more))

    assert said in page
    assert not CollectedReport.objects.exists()


def test_roster_is_kept_by_its_forms(supervisor, district) -> None:
    own = f"u{ReportingUnit.objects.get().pk}"
    heir = f"o{district.chaotianmen.pk}"
    posts = [
        {"act": "unit", "unit-name": "渝中区民政局", "unit-from_year": str(YEAR)},
        {"act": "years", "years-unit": own, "years-to_year": "2030"},
        {
            "act": "succession",
            "succession-predecessor": own,
            "succession-successor": heir,
            "succession-year": str(YEAR),
        },
    ]
    said = [text_of(supervisor.post(ROSTER, post, follow=True)) for post in posts]

    assert "已把渝中区民政局列入名册。" in said[0]
    assert f"已保存{OUTSIDE}的起止年度。" in said[1]
    assert "已登记：2024年起财政局由朝天门街道承继。" in said[2]
    assert "应报3个单位" in text_of(supervisor.get(PLACE))

    supervisor.post(f"{ROSTER}{Succession.objects.get().pk}/strike/")
    assert not Succession.objects.exists()


@pytest.mark.parametrize(
    ("post", "said"),
    [
        ({"act": "unit", "unit-name": OUTSIDE}, "名册中已有"),
        ({"act": "unit", "unit-name": "某局", "unit-from_year": "去年"}, "年度请填2008以后的四位数字"),
        ({"act": "years", "years-unit": "o999"}, "不在可选范围内，请重新选择"),
        ({"act": "nothing"}, "填报单位名册"),
    ],
    ids=["重名", "不是年度", "没有的单位", "没有的动作"],
)
def test_roster_refuses_in_chinese(supervisor, post, said: str) -> None:
    assert said in text_of(supervisor.post(ROSTER, post))
    assert ReportingUnit.objects.count() == 1


def test_succession_of_another_district_cannot_be_struck(supervisor, district) -> None:
    other = Office.objects.create(name="江北区人民政府", short_name="江北区", kind=OfficeKind.DISTRICT, slug="jiangbei")
    units = [ReportingUnit.objects.create(district=other, name=name) for name in ("甲局", "乙局")]
    row = Succession.objects.create(district=other, predecessor=units[0], successor=units[1], year=YEAR)

    assert supervisor.post(f"{ROSTER}{row.pk}/strike/").status_code == 404
    assert Succession.objects.exists()


def test_the_district_alone_fetches_a_file_as_it_came(district, supervisor) -> None:
    content = text(OUTSIDE)
    upload(supervisor, ("财政局.txt", content))
    row = CollectedReport.objects.get()
    address = f"/desk/reports/collected/{row.pk}/"

    assert address in text_of(supervisor.get(f"{PLACE}units/u{row.unit_id}/"))
    answer = supervisor.get(address)
    assert answer.content == content
    assert "attachment" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"

    for person in ("zhaomin", "liwen", "qiankun", "jiangli"):
        supervisor.force_login(getattr(district, person))
        assert supervisor.get(address).status_code == 404
