"""单元格的明细: each figure opens its rows, to those who may see them; tables two to four live at this moment."""

import re
from datetime import date

import pytest
from django.utils import timezone

from gongkai.applications.models import Applicant, Application, RemedyKind
from gongkai.law.report_form import CELLS, Cell
from gongkai.records.models import RecordKind
from gongkai.records.tests.stories import published
from gongkai.report import acts
from gongkai.report.evidence import as_json, from_json, rows_behind
from gongkai.report.models import AnnualReport
from gongkai.report.screens.cell_rows import ROWS_PER_PAGE
from gongkai.report.tests.casebook import Row, dispute, enter, one

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year
LIVE = f"/desk/reports/live/chaotianmen/{YEAR}/"
NEW = "table3.new.natural_person"


@pytest.fixture
def answered(street) -> Application:
    return one(street.chaotianmen, date(YEAR, 1, 5), date(YEAR, 1, 20), "REFUSED_INTERNAL_AFFAIRS")


@pytest.fixture
def report(street, answered) -> AnnualReport:
    return acts.build_report(YEAR, office=street.chaotianmen, by=street.liwen)


def text_of(response) -> str:
    return response.content.decode()


def test_every_cell_of_tables_three_and_four_leads_to_its_rows(street, report, desk) -> None:
    desk.force_login(street.zhaomin)
    page = text_of(desk.get(report.desk_address()))

    for cell in CELLS:
        if cell.table != "table2":
            assert f'href="{report.desk_address()}cells/{".".join(cell)}/"' in page
    assert 'aria-label="表三“一、本年新收政府信息公开申请数量”行“自然人”列的依据：1件"' in page


def test_the_rows_of_a_cell_are_listed(street, report, answered, desk) -> None:
    desk.force_login(street.zhaomin)
    page = text_of(desk.get(f"{report.desk_address()}cells/table3.handled_total.total/"))

    assert f'<a href="/desk/applications/{answered.pk}/">{answered.number}</a>' in page
    for told in (f"{YEAR}年1月5日", f"{YEAR}年1月20日", "已送达", answered.get_outcome_display(), "自然人"):
        assert f"<td>{told}</td>" in page


def test_no_name_of_an_applicant_is_shown(street, report, answered, desk) -> None:
    Applicant.objects.filter(pk=answered.applicant_id).update(name="欧阳某某")
    desk.force_login(street.zhaomin)

    page = text_of(desk.get(f"{report.desk_address()}cells/{NEW}/"))

    assert "欧阳" not in page
    assert "欧**" not in page


def test_who_may_not_see_the_cases_sees_their_count(street, report, answered, desk) -> None:
    for person in (street.sunyue, street.liwen):
        desk.force_login(person)
        page = text_of(desk.get(f"{report.desk_address()}cells/{NEW}/"))

        assert "本格为1，背后登记1件" in page
        assert "其中1件您的岗位无权查看" in page
        assert answered.number not in page


def test_a_handler_sees_the_case_in_his_own_hands(street, report, answered, desk) -> None:
    Application.objects.filter(pk=answered.pk).update(handler=street.liwen)
    other = one(street.chaotianmen, date(YEAR, 1, 6))
    desk.force_login(street.liwen)

    page = text_of(desk.get(f"{LIVE}cells/{NEW}/"))

    assert answered.number in page
    assert other.number not in page
    assert "其中1件您的岗位无权查看" in page


def test_other_offices_and_outsiders_do_not_enter(street, report, desk) -> None:
    for person in (street.jiangli, street.guchao):
        desk.force_login(person)
        for address in (f"{report.desk_address()}cells/{NEW}/", LIVE, f"{LIVE}cells/{NEW}/"):
            assert desk.get(address).status_code in {302, 403, 404}


def test_the_district_looks_into_its_offices(street, report, answered, desk) -> None:
    desk.force_login(street.xufeng)

    assert desk.get(LIVE).status_code == 200
    assert answered.number in text_of(desk.get(f"{LIVE}cells/{NEW}/"))


@pytest.mark.parametrize(
    "address",
    [
        f"{LIVE}cells/table3.new.nobody/",
        f"{LIVE}cells/x/",
        f"/desk/reports/live/chaotianmen/{YEAR + 1}/",
        "/desk/reports/live/chaotianmen/2007/",
        f"/desk/reports/live/nowhere/{YEAR}/",
    ],
    ids=["没有这一列", "没有这一格", "年度未到", "条例之前", "没有这个机构"],
)
def test_what_does_not_exist_is_not_found(street, desk, address: str) -> None:
    desk.force_login(street.zhaomin)

    assert desk.get(address).status_code == 404


def test_the_live_page_counts_at_this_moment(street, desk) -> None:
    desk.force_login(street.zhaomin)
    empty = text_of(desk.get(LIVE))
    application = one(street.chaotianmen, date(YEAR, 1, 5))
    dispute(application, RemedyKind.RECONSIDERATION, date(YEAR, 1, 6))
    page = text_of(desk.get(LIVE))

    assert "勾稽关系成立，每一件都有依据。" in empty
    assert f'href="{LIVE}cells/{NEW}/" aria-label="表三“一、本年新收政府信息公开申请数量”行“自然人”列：0，' in empty
    assert f'href="{LIVE}cells/{NEW}/" aria-label="表三“一、本年新收政府信息公开申请数量”行“自然人”列：1，' in page
    assert "勾稽关系成立，每一件都有依据。" in page
    assert application.number in text_of(desk.get(f"{LIVE}cells/table4.reconsideration.pending/"))


def test_the_live_page_names_what_the_cases_lack(street, answered, desk) -> None:
    desk.force_login(street.zhaomin)

    assert f"没有已签发并发出的答复。请核对并补办：{answered.number}。" in text_of(desk.get(LIVE))


def test_a_cell_of_table_two_opens_its_records(street, desk) -> None:
    policy = published(
        street, kind=RecordKind.POLICY, is_normative_document=True, path="zfxxgk/fdzdgknr/zcwj/xzgfxwj", title="办法"
    )
    desk.force_login(street.liwen)

    assert policy.desk_address() in text_of(desk.get(f"{LIVE}cells/table2.normative_documents.made/"))


def test_many_rows_are_paged_in_few_queries(street, desk, django_assert_max_num_queries) -> None:
    enter(street.chaotianmen, [Row("COMPANY", date(YEAR, 1, 5))] * (ROWS_PER_PAGE + 5))
    desk.force_login(street.zhaomin)
    desk.get(LIVE)

    with django_assert_max_num_queries(14):
        first = text_of(desk.get(f"{LIVE}cells/table3.new.company/"))
    second = text_of(desk.get(f"{LIVE}cells/table3.new.company/?page=2"))

    assert len(re.findall(r"/desk/applications/\d+/", first)) == ROWS_PER_PAGE
    assert len(re.findall(r"/desk/applications/\d+/", second)) == 5
    assert "第2页，共2页" in second


def test_a_report_drawn_up_before_cases_were_counted_stays_readable(street, report, desk) -> None:
    old = {"table2.normative_documents.made": [3, 4], "table9.gone.total": [1]}

    assert from_json(old) == {Cell("table2", "normative_documents", "made"): (3, 4)}

    AnnualReport.objects.filter(pk=report.pk).update(evidence=old)
    desk.force_login(street.zhaomin)
    page = text_of(desk.get(f"{report.desk_address()}cells/{NEW}/"))
    assert "没有登记的明细。" in page


def test_evidence_is_kept_with_its_kind(street, report, answered) -> None:
    assert report.evidence["table3.refused_internal_affairs.natural_person"] == {"applications": [answered.pk]}
    assert as_json(from_json(report.evidence)) == report.evidence
    assert rows_behind(from_json(report.evidence), Cell("table3", "handled_total", "total")) == (answered.pk,)
