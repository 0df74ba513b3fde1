"""按月登记的屏幕: twelve months on a page, gaps shown, a month entered at once, history kept in sight."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gongkai.applications.models import Fee, FeeBasis
from gongkai.office.models import AccessLog
from gongkai.report.freezing import freeze
from gongkai.report.models import LedgerFile, MonthlyFigure
from gongkai.report.tests.casebook import one

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year - 1
ADDRESS = f"/desk/reports/monthly/chaotianmen/{YEAR}/"
MARCH = f"{ADDRESS}?month=3"
GIVEN = {"PERMITS": "12", "PENALTIES": "0", "COERCIONS": "〇", "FEES": "1,234.50", "evidence": "台账第3页", "seen": "0"}


@pytest.fixture(autouse=True)
def _private(tmp_path, settings):
    settings.PRIVATE_DIR = tmp_path / "private"
    settings.PRIVATE_DIR.mkdir()


@pytest.fixture
def writer(street, desk):
    desk.force_login(street.liwen)
    return desk


def text_of(response) -> str:
    return response.content.decode()


def test_gaps_are_shown_and_the_first_is_offered(writer) -> None:
    page = text_of(writer.get(ADDRESS))

    assert "到今天还有1月至12月没有填齐。" in page
    assert page.count('<td class="report-gap">未填</td>') == 48
    assert f"登记{YEAR}年1月" in page


def test_a_month_is_entered_from_the_screen(writer) -> None:
    page = text_of(writer.post(MARCH, GIVEN, follow=True))

    assert f"已登记{YEAR}年3月的4项数字。" in page
    assert page.count('<td class="report-gap">未填</td>') == 44
    for told in ("12件", "0件", "1234.5元"):
        assert f">{told}</a>" in page
    assert "到今天还有1月至2月、4月至12月没有填齐。" in page


def test_an_entry_into_a_frozen_year_says_that_it_was_not_counted(street, writer) -> None:
    freeze(street.chaotianmen, YEAR, at=timezone.now())
    refused = text_of(writer.post(MARCH, GIVEN))
    page = text_of(writer.post(MARCH, GIVEN | {"reason": "财务补报"}, follow=True))

    assert "本年的数据已经冻结，或者年度报告已经公布：补登须写明理由。" in refused
    assert f"{YEAR}年的数据已经冻结，这次登记没有计入。" in page


def test_all_zero_is_chosen_with_its_evidence(writer) -> None:
    zero = {"all_zero": "on", "evidence": "", "seen": "0"}
    refused = writer.post(MARCH, zero)
    writer.post(MARCH, zero | {"evidence": "执法台账3月无记录"})

    assert refused.status_code == 422
    assert "登记为零也要写明依据" in text_of(refused)
    assert {figure.value for figure in MonthlyFigure.objects.all()} == {0}
    assert MonthlyFigure.objects.count() == 4


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"all_zero": "on"}, "选了“本月四项均为零”，又填了不为零的数字"),
        ({"PERMITS": "12件"}, "“行政许可”填了“12件”。请只填数字"),
        ({"PERMITS": "无"}, "没有发生的填0"),
        ({"PENALTIES": "1.5"}, "请填不小于0的整数"),
        ({"evidence": ""}, "请写明依据"),
        ({"seen": "3"}, "有人登记过这个月的数字"),
    ],
    ids=["又零又不零", "带单位", "写无", "半件", "没有依据", "中间有人登记"],
)
def test_what_is_no_entry_is_refused_in_chinese(writer, changes, said: str) -> None:
    answer = writer.post(MARCH, GIVEN | changes)

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert not MonthlyFigure.objects.exists()


def test_a_replacement_asks_for_the_reason_and_shows_both(writer) -> None:
    writer.post(MARCH, GIVEN)
    change = {"PERMITS": "14", "evidence": "台账第3页（更正）", "seen": "4"}
    refused = writer.post(MARCH, change)
    writer.post(MARCH, change | {"reason": "漏登2件"})
    page = text_of(writer.get(MARCH))

    assert "“行政许可”已经登记过。改动须写明理由" in text_of(refused)
    assert '>14件</a><span class="report-rule">改过</span>' in page
    for told in ("<td>12件</td>", "<td>14件</td>", "<td>漏登2件</td>"):
        assert told in page


def test_processing_fees_of_the_month_are_asked_about(street, writer) -> None:
    application = one(street.chaotianmen, date(YEAR, 3, 2))
    Fee.objects.create(application=application, basis=FeeBasis.ITEMS, quantity=13, amount=300, paid_on=date(YEAR, 3, 9))
    page = text_of(writer.get(MARCH))
    refused = text_of(writer.post(MARCH, GIVEN))
    writer.post(MARCH, GIVEN | {"includes": "false"})

    assert "3月办件登记了信息处理费300元，属于行政事业性收费。" in page
    assert "请选择填写的“行政事业性收费”是否已含这笔信息处理费。" in refused
    assert MonthlyFigure.objects.get(item="FEES").includes_processing_fees is False


def test_the_live_tables_open_their_months(writer) -> None:
    writer.post(MARCH, GIVEN)
    live = f"/desk/reports/live/chaotianmen/{YEAR}/"
    page = text_of(writer.get(live))
    rows = text_of(writer.get(f"{live}cells/table2.fees_10k_yuan.amount/"))

    assert (
        f'href="{live}cells/table2.fees_10k_yuan.amount/" aria-label="表二“行政事业性收费”行“本年收费金额（单位：万元）”列：0.12345'
        in page
    )
    assert "本格为0.12345，背后登记1个月。" in rows
    assert f'<a href="{ADDRESS}?month=3#history">{YEAR}年3月</a>' in rows
    for told in ("1234.5元", "台账第3页", "李文"):
        assert f"<td>{told}</td>" in rows


def test_the_district_sees_and_does_not_enter(street, writer, desk) -> None:
    writer.post(MARCH, GIVEN)
    desk.force_login(street.xufeng)
    page = text_of(desk.get(MARCH))
    answer = desk.post(MARCH, GIVEN | {"seen": "4", "reason": "改"})

    assert "台账第3页" in page
    assert "登记3月</button>" not in page
    assert answer.status_code == 422
    assert "没有可以按月登记年报数据的岗位" in text_of(answer)
    assert MonthlyFigure.objects.count() == 4


def test_other_offices_do_not_enter(street, desk) -> None:
    for person in (street.jiangli, street.guchao):
        desk.force_login(person)
        assert desk.get(MARCH).status_code in {302, 403, 404}
        assert desk.post(MARCH, GIVEN).status_code in {302, 403, 404}


@pytest.mark.parametrize("month", ["0", "13", "三", "-1", ""], ids=["零", "十三", "不是数", "负数", "空"])
def test_a_month_that_does_not_exist_is_not_found(writer, month: str) -> None:
    assert writer.get(f"{ADDRESS}?month={month}").status_code == 404


def test_a_page_of_the_ledger_is_opened_by_the_office_alone_and_noted(street, writer, desk) -> None:
    upload = SimpleUploadedFile("台账.pdf", b"%PDF-1.7 ledger", "application/pdf")
    writer.post(MARCH, GIVEN | {"file": upload})
    file = LedgerFile.objects.get()
    address = f"/desk/reports/ledgers/{file.pk}/"

    assert address in text_of(writer.get(MARCH))
    assert writer.get(address).content == b"%PDF-1.7 ledger"
    assert AccessLog.objects.get().what == "下载台账材料"
    for stranger in (street.xufeng, street.jiangli, street.guchao):
        desk.force_login(stranger)
        assert desk.get(address).status_code in {302, 403, 404}


def test_the_year_is_shown_in_few_queries(writer, django_assert_max_num_queries) -> None:
    for month in range(1, 13):
        writer.post(f"{ADDRESS}?month={month}", GIVEN)
    writer.get(MARCH)

    with django_assert_max_num_queries(14):
        page = text_of(writer.get(MARCH))
    assert len(re.findall("12件</a>", page)) == 12
