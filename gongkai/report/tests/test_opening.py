"""期初数: how the last year before the system ended, entered from the old report; E4 and E7 hold the first year against it."""

from datetime import date

import pytest

from gongkai.applications.models import RemedyKind
from gongkai.applications.tests.cases import noon
from gongkai.law.report_form import Cell
from gongkai.office import events
from gongkai.office.authority import NoAuthority
from gongkai.report import acts
from gongkai.report.acts.opening import KINDS
from gongkai.report.models import OpeningBalance
from gongkai.report.tests.casebook import Row, dispute, enter

pytestmark = pytest.mark.django_db
AT = noon(date(2026, 6, 30))
NATURAL, COMPANY = KINDS[0], KINDS[1]
STOCK = Cell("table2", "normative_documents", "in_force")
PENDING = Cell("table4", "reconsideration", "pending")
SOURCE = "2025年政府信息公开工作年度报告第4页"
ADDRESS = "/desk/reports/opening/chaotianmen/2025/"


def opened(town, cells=None, *, by=None, year=2025, office=None, **more) -> OpeningBalance:
    figures = {**dict.fromkeys(acts.OPENING_CELLS, 0), **(cells or {})}
    given = {"source": SOURCE, "at": AT} | more
    return acts.open_balance(office or town.chaotianmen, year, figures=figures, by=by or town.liwen, **given)


def findings(town, at=AT):
    report = acts.build_report(2026, office=town.chaotianmen, by=town.liwen, at=at)
    return acts.findings(report, at=at)


def test_a_balance_is_kept_with_its_total_and_source(town) -> None:
    balance = opened(town, {NATURAL: 2, COMPANY: 1, STOCK: 5})

    tables = balance.given_tables
    assert tables.value("table3", "carried_over", "total") == 3
    assert tables.value("table3", "new", "total") is None
    assert (balance.version, balance.source, balance.by, balance.post.role) == (1, SOURCE, town.liwen, "CONTRIBUTOR")
    assert [event.verb for event in events.of(balance)] == ["report.balance_opened"]


def test_open_cases_that_are_not_entered_are_named_by_kind(street) -> None:
    opened(street, {NATURAL: 3, COMPANY: 1})
    enter(street.chaotianmen, [Row("NATURAL_PERSON", date(2025, 12, 20))])

    (told,) = (finding.message for finding in findings(street) if finding.rule == "E4")

    assert (
        f"期初数（{SOURCE}）结转4件，按现有登记上年结转1件。还有“自然人”2件、“商业企业”1件没有登记在系统内，请按原收到日期补登。"
        in told
    )


def test_more_cases_than_the_balance_are_questioned(street) -> None:
    opened(street)
    enter(street.chaotianmen, [Row("COMPANY", date(2025, 12, 20))])

    assert any("“商业企业”1件是登记多出的" in finding.message for finding in findings(street))


def test_a_year_whose_carry_over_is_entered_passes_in_silence(street) -> None:
    opened(street, {NATURAL: 1, PENDING: 1})
    (application,) = enter(street.chaotianmen, [Row("NATURAL_PERSON", date(2025, 12, 20))])
    dispute(application, RemedyKind.RECONSIDERATION, date(2025, 12, 28))

    assert findings(street) == []


def test_documents_and_disputes_not_entered_are_counted(street) -> None:
    opened(street, {STOCK: 5, PENDING: 2})

    told = {finding.rule: finding.message for finding in findings(street)}

    assert "现行有效行政规范性文件5件，系统内登记0件，还有5件没有登记，请补登。" in told["E7"]
    assert "尚未审结的“行政复议”2件，系统内登记0件，还有2件没有登记，请补登。" in told["opening"]


def test_a_registered_report_goes_before_the_balance(street, published_file) -> None:
    opened(street, {NATURAL: 9}, year=2024)
    acts.import_report(published_file, office=street.chaotianmen, by=street.liwen)
    report = acts.build_report(2025, office=street.chaotianmen, by=street.liwen, at=AT)

    assert not any("期初数" in finding.message for finding in acts.findings(report, at=AT))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"year": 2026}, "还没有结束"),
        ({"year": 2007}, "不能编制"),
        ({"source": " "}, "请写明来源"),
        ({"source": "长" * 301}, "不超过300字"),
        ({"cells": {NATURAL: None}}, "逐格填写"),
    ],
    ids=["当年", "条例之前", "没有来源", "来源太长", "空白"],
)
def test_what_is_no_balance_is_refused(town, given, said: str) -> None:
    with pytest.raises(acts.ReportRefused, match=said):
        opened(town, **given)
    assert not OpeningBalance.objects.exists()


def test_a_change_needs_a_reason_and_keeps_the_first(town) -> None:
    opened(town, {NATURAL: 3})
    with pytest.raises(acts.ReasonMissing):
        opened(town, {NATURAL: 2})
    opened(town, {NATURAL: 2}, reason="抄录有误", by=town.zhaomin)

    assert [(each.version, each.given_tables.cells[NATURAL]) for each in OpeningBalance.objects.all()] == [
        (1, 3),
        (2, 2),
    ]
    with pytest.raises(acts.ReportChangedMeanwhile):
        opened(town, reason="再改", seen=1)


def test_a_year_with_its_report_needs_no_balance(street, published_file) -> None:
    acts.import_report(published_file, office=street.chaotianmen, by=street.liwen)

    with pytest.raises(acts.OpeningNotNeeded, match="直接取自该报告"):
        opened(street, year=2024)


def test_only_those_who_write_for_the_office_enter(town) -> None:
    for stranger in (town.jiangli, town.xufeng, town.sunyue, town.chengang, town.guchao):
        with pytest.raises(NoAuthority):
            opened(town, by=stranger)


def test_the_screen_takes_the_balance_and_shows_it_to_the_district(street, desk) -> None:
    desk.force_login(street.liwen)
    given = {".".join(cell): "0" for cell in acts.OPENING_CELLS} | {
        ".".join(NATURAL): "２",
        "source": SOURCE,
        "seen": "0",
    }
    page = desk.post(ADDRESS, given, follow=True).content.decode()
    again = desk.post(ADDRESS, given)

    assert "已登记朝天门街道2025年末的期初数。" in page
    assert OpeningBalance.objects.get().given_tables.cells[NATURAL] == 2
    assert again.status_code == 422
    assert "有人登记过期初数" in again.content.decode()

    desk.force_login(street.xufeng)
    page = desk.get(ADDRESS).content.decode()
    assert "<li>自然人：2</li>" in page
    assert "登记期初数</button>" not in page
    assert desk.post(ADDRESS, given | {"seen": "1", "reason": "改"}).status_code == 422
    assert OpeningBalance.objects.count() == 1


def test_the_screen_says_when_the_report_is_there(street, published_file, desk) -> None:
    acts.import_report(published_file, office=street.chaotianmen, by=street.liwen)
    desk.force_login(street.liwen)
    page = desk.get("/desk/reports/opening/chaotianmen/2024/").content.decode()

    assert "不需要填期初数" in page
    assert "登记期初数</button>" not in page


def test_other_offices_do_not_enter(street, desk) -> None:
    for person in (street.jiangli, street.guchao):
        desk.force_login(person)
        assert desk.get(ADDRESS).status_code in {302, 403, 404}
