"""区级汇总 out of the register: own offices, collected files of others, the roster, and who may do what."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings

from gongkai.law.report_form import Cell, ReportTables
from gongkai.office.authority import NoAuthority
from gongkai.office.models import Event, Office, OfficeKind
from gongkai.records.determining import check, sign
from gongkai.records.publishing_acts import publish
from gongkai.records.registering import submit
from gongkai.records.tests.stories import again, signed_by
from gongkai.report import acts
from gongkai.report.aggregating import Standing, Verdict
from gongkai.report.district import as_it_stands, sum_up
from gongkai.report.filing import broken_files
from gongkai.report.models import (
    AnnualReport,
    Campaign,
    CollectedReport,
    CollectedReportStays,
    ReportingUnit,
    Succession,
    UnitNotDeletable,
)
from gongkai.report.tests import reports
from gongkai.report.tests.conftest import FULL

pytestmark = pytest.mark.django_db
YEAR = 2024
TODAY = date(2025, 1, 31)
OUTSIDE = "重庆市渝中区财政局"
NEW_TOTAL = Cell("table3", "new", "total")
NEW = int(reports.example_tables().cells[NEW_TOTAL])


def text(office: str, *, tables: ReportTables | None = None, year: int = YEAR) -> bytes:
    whole = reports.whole_text(tables or reports.example_tables(), signature=f"{year + 1}年1月17日")
    whole = whole.replace(reports.OFFICE, office).replace(f"{reports.YEAR}年", f"{year}年")
    return whole.replace("2025-01-20", f"{year + 1}-01-20").encode()


def collect(street, content: bytes, *, name: str = "财政局.txt", by=None, **facts):
    given = {"year": YEAR, "received_on": TODAY, "by": by or street.xufeng, **facts}
    return acts.collect_file(street.district, name=name, content=content, **given)


def publish_report(street, report: AnnualReport) -> None:
    record = report.record
    check(record, by=street.zhaomin)
    sign(record, by=street.chengang)
    submit(record, by=street.liwen)
    signed_by(record, street.wangfang, street.zhaomin, street.chengang)
    publish(again(record), by=street.sunyue)


@pytest.fixture
def report(street, published_file: Path) -> AnnualReport:
    return acts.import_report(published_file, office=street.chaotianmen, by=street.liwen)


@pytest.fixture
def finance(street) -> ReportingUnit:
    return acts.add_unit(street.district, name=OUTSIDE, short_name="财政局", by=street.xufeng)


def test_district_that_entered_nothing_sums_its_offices(street, report) -> None:
    found = sum_up(street.district, YEAR, on=TODAY)

    assert [(each.unit.label, each.state) for each in found.units] == [
        ("朝天门街道", "尚未公布"),
        ("解放碑街道", "缺报"),
    ]
    assert found.sums.total == reports.example_tables()


def test_published_report_bears_the_day_of_publication(street, report) -> None:
    publish_report(street, report)

    (own, _) = as_it_stands(street.district, YEAR, on=TODAY).units
    assert own.standing == Standing.PUBLISHED
    assert own.is_late


def test_correction_in_the_making_does_not_count_before_it_is_public(street, report) -> None:
    publish_report(street, report)
    correction = acts.correct(report, explanation="新收数误填。", by=street.liwen)
    acts.revise(
        correction,
        tables=reports.example_tables().replace({NEW_TOTAL: 1}),
        narrative=report.narrative,
        signed_date=report.signed_date,
        by=street.liwen,
    )

    assert as_it_stands(street.district, YEAR, on=TODAY).sums.total.cells[NEW_TOTAL] == NEW


def test_late_is_what_comes_after_the_districts_own_date(street, report) -> None:
    def late() -> list[str]:
        return [each.unit.label for each in as_it_stands(street.district, YEAR, on=date(2025, 1, 20)).late]

    assert late() == []

    dates = {"draft_due": date(2025, 1, 5), "check_due": date(2025, 1, 10), "publish_due": date(2025, 1, 15)}
    dates |= {"freeze_on": date(2025, 1, 3), "district_due": date(2025, 3, 31)}
    campaign = Campaign(district=street.district, year=YEAR, **dates)
    acts.set_dates(campaign, by=street.xufeng, at=datetime(2025, 1, 2, 9, tzinfo=UTC))
    assert late() == ["朝天门街道", "解放碑街道"]


def test_collected_file_counts_and_keeps_what_was_read(street, report, finance) -> None:
    fate = collect(street, text(OUTSIDE))

    row = CollectedReport.objects.get()
    found = as_it_stands(street.district, YEAR, on=TODAY)
    assert fate.verdict == Verdict.TAKEN
    assert (row.unit, row.version, row.name, row.received_by) == (finance, 1, "财政局.txt", street.xufeng)
    assert row.reading.tables == reports.example_tables()
    assert found.sums.total.cells[NEW_TOTAL] == 2 * NEW
    assert [each.published_on for each in found.units if each.unit.name == OUTSIDE] == [date(2025, 1, 20)]
    assert Event.objects.filter(verb="report.collected", actor=street.xufeng, office=street.district).count() == 1


def test_better_file_is_a_new_version_beside_the_old(street, finance) -> None:
    collect(street, text(OUTSIDE, tables=reports.example_tables().replace({NEW_TOTAL: 1})))
    again_same = collect(street, text(OUTSIDE, tables=reports.example_tables().replace({NEW_TOTAL: 1})))
    fate = collect(street, text(OUTSIDE))

    assert again_same.verdict == Verdict.DUPLICATE
    assert "内容相同" in again_same.sentence
    assert "第2版" in fate.sentence
    assert [row.version for row in CollectedReport.objects.order_by("version")] == [1, 2]
    assert as_it_stands(street.district, YEAR, on=TODAY).sums.total.cells[NEW_TOTAL] == NEW


def test_report_of_the_year_before_is_taken_to_compare(street, finance) -> None:
    fate = collect(street, text(OUTSIDE, year=YEAR - 1), name="旧.txt")
    collect(street, text(OUTSIDE))

    found = as_it_stands(street.district, YEAR, on=TODAY)
    assert "收为财政局的上年报告" in fate.sentence
    assert found.before.total == reports.example_tables()
    assert "E4" in {told.rule for each in found.units for told in each.findings}


def test_districts_own_report_is_held_against_the_sum(street, finance) -> None:
    fate = collect(street, text(street.district.name), name="区.txt")
    collect(street, text(OUTSIDE, tables=reports.example_tables().replace({NEW_TOTAL: NEW + 1})))

    found = as_it_stands(street.district, YEAR, on=TODAY)
    assert fate.verdict == Verdict.DISTRICT
    assert CollectedReport.objects.filter(unit=None).count() == 1
    assert [told.where for told in found.findings if told.rule == "E15"] == [
        "表三“一、本年新收政府信息公开申请数量”行“总计”列"
    ]


@pytest.mark.parametrize(
    ("content", "verdict", "said"),
    [
        (text("重庆市江北区财政局"), Verdict.UNKNOWN_UNIT, "不在本区填报单位名册中"),
        (text(FULL), Verdict.DUPLICATE, "以登记的为准"),
        (text(OUTSIDE, year=2020), Verdict.WRONG_YEAR, "是2020年的报告"),
        (b"", Verdict.UNREADABLE, "空文件"),
        ("会议通知".encode(), Verdict.UNREADABLE, "不是可识别的年度报告"),
    ],
    ids=["外区", "已登记", "年度不符", "空文件", "不是年报"],
)
def test_file_that_is_not_taken_leaves_nothing_behind(street, report, finance, content, verdict, said: str) -> None:
    fate = collect(street, content, name="来文.txt")

    assert fate.verdict == verdict
    assert said in fate.sentence
    assert not CollectedReport.objects.exists()


@pytest.mark.parametrize("person", ["zhaomin", "chengang", "qiankun", "guchao"])
def test_only_the_districts_post_changes_anything(street, finance, person: str) -> None:
    by = getattr(street, person)
    with pytest.raises(NoAuthority, match="此事由区县主管部门办理"):
        acts.add_unit(street.district, name="渝中区民政局", by=by)
    with pytest.raises(NoAuthority):
        acts.set_years(street.district, f"u{finance.pk}", from_year=2020, to_year=None, by=by)
    with pytest.raises(NoAuthority):
        collect(street, text(OUTSIDE), by=by)
    assert not CollectedReport.objects.exists()


def test_rows_are_seen_by_the_district_alone(street, finance) -> None:
    collect(street, text(OUTSIDE))
    for model in (ReportingUnit, CollectedReport):
        assert model.objects.visible_to(street.xufeng).count() == 1
        assert not model.objects.visible_to(street.zhaomin).exists()
        assert not model.objects.visible_to(street.guchao).exists()


def test_rows_stay(street, finance) -> None:
    collect(street, text(OUTSIDE))
    row = CollectedReport.objects.get()

    with pytest.raises(CollectedReportStays):
        row.save()
    with pytest.raises(CollectedReportStays):
        row.delete()
    with pytest.raises(UnitNotDeletable):
        finance.delete()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": OUTSIDE}, "名册中已有重庆市渝中区财政局"),
        ({"name": FULL}, "名册中已有"),
        ({"name": "渝中区民政局", "from_year": 2025, "to_year": 2024}, "止报年度不能早于起报年度"),
    ],
    ids=["重名", "与机构重名", "年度颠倒"],
)
def test_unit_that_cannot_be_is_refused(street, finance, change, said: str) -> None:
    with pytest.raises(acts.RosterRefused, match=said):
        acts.add_unit(street.district, by=street.xufeng, **change)
    assert ReportingUnit.objects.count() == 1


def test_succession_takes_an_office_of_the_register_by_its_key(street, finance) -> None:
    row = acts.note_succession(
        street.district,
        predecessor=f"u{finance.pk}",
        successor=f"o{street.chaotianmen.pk}",
        year=YEAR,
        by=street.xufeng,
    )

    units = sum_up(street.district, YEAR, on=TODAY).units
    assert str(row) == "2024年起财政局由朝天门街道承继"
    assert ReportingUnit.objects.get(office=street.chaotianmen).district == street.district
    assert [each.unit.label for each in units] == ["朝天门街道", "解放碑街道"]
    assert Event.objects.filter(verb="report.succession_noted").exists()

    acts.strike_succession(row, by=street.xufeng)
    assert not Succession.objects.exists()
    assert Event.objects.get(verb="report.succession_struck").data["sentence"] == str(row)


def test_succession_that_cannot_be_is_refused(street, finance) -> None:
    own, other = f"u{finance.pk}", f"o{street.chaotianmen.pk}"
    foreign = Office.objects.create(name="江北区", short_name="江北", kind=OfficeKind.DISTRICT, slug="jiangbei")
    note = {"year": YEAR, "by": street.xufeng}
    acts.note_succession(street.district, predecessor=own, successor=other, **note)

    for pair, said in (((own, own), "不能相同"), ((own, other), "已经登记"), ((other, own), "首尾相接")):
        with pytest.raises(acts.RosterRefused, match=said):
            acts.note_succession(street.district, predecessor=pair[0], successor=pair[1], **note)
    for key in ("u999", "o999", f"o{foreign.pk}", "x1", "u", ""):
        with pytest.raises(acts.RosterRefused, match="名册中没有这个单位"):
            acts.note_succession(street.district, predecessor=own, successor=key, **note)
    assert Succession.objects.count() == 1


def test_page_follows_every_change_at_once(street, report, finance) -> None:
    before = as_it_stands(street.district, YEAR, on=TODAY)
    acts.revise(
        report,
        tables=reports.example_tables().replace({NEW_TOTAL: 1}),
        narrative=report.narrative,
        signed_date=report.signed_date,
        by=street.liwen,
    )
    revised = as_it_stands(street.district, YEAR, on=TODAY)
    collect(street, text(OUTSIDE))

    assert before is not revised
    assert [each.errors for each in revised.units if each.unit.label == "朝天门街道"] != [0]
    assert as_it_stands(street.district, YEAR, on=TODAY).sums.units == 2
    assert as_it_stands(street.district, YEAR, on=TODAY) is as_it_stands(street.district, YEAR, on=TODAY)


# The files themselves


def test_a_file_is_kept_as_it_came_and_a_changed_or_lost_one_is_noticed(street) -> None:
    acts.add_unit(street.district, name=OUTSIDE, by=street.xufeng)
    content = text(OUTSIDE)
    collect(street, content)
    row = CollectedReport.objects.get()

    assert (row.data(), row.size) == (content, len(content))
    assert list(broken_files()) == []

    place = Path(settings.PRIVATE_DIR, "sealed", row.sealed[:2], row.sealed)
    sealed = place.read_bytes()
    place.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    assert ["财政局.txt" in told for told in broken_files()] == [True]
    place.unlink()
    assert ["从备份恢复" in told for told in broken_files()] == [True]


def test_what_is_not_taken_is_not_kept(street) -> None:
    before = set(Path(settings.PRIVATE_DIR, "sealed").rglob("*"))

    collect(street, "今天天气晴。".encode())

    assert set(Path(settings.PRIVATE_DIR, "sealed").rglob("*")) == before
