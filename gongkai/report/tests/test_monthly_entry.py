"""按月登记: an ended month is entered with its evidence, replaced with a reason, and kept; figures reach table two."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from gongkai.applications.models import Fee, FeeBasis
from gongkai.applications.tests.cases import noon
from gongkai.law.report_form import FEE
from gongkai.office import events
from gongkai.office.authority import NoAuthority
from gongkai.office.models import RowIsEvidence
from gongkai.records.uploads import UploadRefused
from gongkai.report import acts
from gongkai.report.acts import MonthEntry
from gongkai.report.collect import collect
from gongkai.report.models import AnnualReport, LedgerFile, MonthlyFigure, MonthlyItem
from gongkai.report.tests.casebook import one
from gongkai.report.tests.test_acts import made_public

pytestmark = pytest.mark.django_db
AT = noon(date(2026, 6, 30))
PERMITS, PENALTIES, COERCIONS, FEES = MonthlyItem
ZERO = dict.fromkeys(MonthlyItem, Decimal())
EVIDENCE = "综合执法台账2026年第3页"


@pytest.fixture(autouse=True)
def _private(tmp_path, settings):
    settings.PRIVATE_DIR = tmp_path / "private"
    settings.PRIVATE_DIR.mkdir()


def enter(town, month: int = 3, figures=None, *, by=None, at=AT, seen=None, office=None, year=2026, **more):
    entry = MonthEntry(
        figures={**ZERO} if figures is None else figures, evidence=more.pop("evidence", EVIDENCE), **more
    )
    who = by or town.liwen
    return acts.enter_month(office or town.chaotianmen, year, month, entry=entry, by=who, seen=seen, at=at)


def table_two(town, at=AT, year=2026):
    return collect(town.chaotianmen, year, as_of=at)


def charged(town, yuan: int, on: date) -> None:
    application = one(town.chaotianmen, on)
    Fee.objects.create(application=application, basis=FeeBasis.ITEMS, quantity=13, amount=yuan, paid_on=on)


def test_a_month_is_entered_whole_and_told(town) -> None:
    figures = enter(
        town, figures={PERMITS: Decimal(12), PENALTIES: Decimal(3), COERCIONS: Decimal(), FEES: Decimal("98765.43")}
    )
    tables = table_two(town).tables

    assert [tables.cells[item.cell] for item in MonthlyItem] == [12, 3, 0, Decimal("9.876543")]
    assert {(each.by, each.post.role, each.at, each.version) for each in figures} == {
        (town.liwen, "CONTRIBUTOR", AT, 1)
    }
    (event,) = events.of(figures[0])
    assert (event.verb, event.data["items"]) == ("report.month_entered", dict.fromkeys(MonthlyItem.values, 1))


def test_each_cell_names_its_months(town) -> None:
    first, second = (enter(town, month, {PERMITS: Decimal(month)})[0] for month in (2, 5))

    assert table_two(town).evidence[PERMITS.cell] == (first.pk, second.pk)
    assert table_two(town).evidence_json()["table2.permits.decisions"] == {"monthly": [first.pk, second.pk]}


def test_a_later_figure_replaces_the_earlier_and_both_stay(town) -> None:
    enter(town, figures={PERMITS: Decimal(12)})
    enter(town, figures={PERMITS: Decimal(14)}, reason="漏登2件", by=town.wangfang)

    rows = MonthlyFigure.objects.filter(item=PERMITS)
    assert [(row.version, row.value, row.reason) for row in rows] == [(1, 12, ""), (2, 14, "漏登2件")]
    assert table_two(town).tables.cells[PERMITS.cell] == 14
    assert table_two(town).evidence[PERMITS.cell] == (rows[1].pk,)


def test_months_that_have_not_ended_and_other_years_and_offices_are_not_counted(town) -> None:
    enter(town, 3, {PERMITS: Decimal(1)})
    enter(town, 3, {PERMITS: Decimal(10)}, year=2025)
    enter(town, 3, {PERMITS: Decimal(100)}, by=town.jiangli, office=town.jiefangbei)

    assert table_two(town).tables.cells[PERMITS.cell] == 1
    assert table_two(town, at=noon(date(2026, 3, 31))).tables.cells[PERMITS.cell] == 0


@pytest.mark.parametrize(
    ("includes", "amount"), [(True, Decimal("0.05")), (False, Decimal("0.08"))], ids=["已含", "不含"]
)
def test_processing_fees_belong_to_the_fees_of_table_two(town, includes: bool, amount: Decimal) -> None:
    charged(town, 300, date(2026, 3, 9))
    (figure,) = enter(town, figures={FEES: Decimal(500)}, includes_processing_fees=includes)

    assert table_two(town).tables.cells[FEE] == amount
    assert (figure.processing_fees_yuan, figure.includes_processing_fees) == (300, includes)


def test_the_note_on_processing_fees_goes_when_the_month_is_entered(town) -> None:
    charged(town, 300, date(2026, 3, 9))
    assert any("信息处理费300元" in note for note in table_two(town).notes)

    enter(town, figures={FEES: Decimal(500)}, includes_processing_fees=True)
    assert not any("信息处理费" in note for note in table_two(town).notes)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"month": 6}, "2026年6月还没有结束"),
        ({"month": 13}, "月份应为1至12"),
        ({"year": 2027, "month": 1}, "不能编制2027年"),
        ({"figures": {}}, "没有填任何数字"),
        ({"evidence": "  "}, "请写明依据"),
        ({"evidence": "长" * 301}, "不超过300字"),
        ({"figures": {PERMITS: Decimal("1.5")}}, "“行政许可”填了1.5。请填不小于0的整数"),
        ({"figures": {PENALTIES: Decimal(-1)}}, "“行政处罚”填了-1"),
        ({"figures": {FEES: Decimal("0.005")}}, "最多两位小数"),
        ({"figures": {FEES: Decimal(10**12)}}, "“行政事业性收费”填了"),
    ],
    ids=["当月", "十三月", "明年", "空白", "没有依据", "依据太长", "半件", "负数", "半分", "太大"],
)
def test_what_is_no_entry_is_refused(town, given, said: str) -> None:
    with pytest.raises(acts.ReportRefused, match=said):
        enter(town, **given)
    assert not MonthlyFigure.objects.exists()


@pytest.mark.parametrize(
    ("value", "includes", "said"),
    [("500", None, "是否已含这笔信息处理费"), ("200", True, "少于3月办件登记的信息处理费300元")],
    ids=["没有说", "不够"],
)
def test_processing_fees_on_record_must_be_answered_for(town, value: str, includes, said: str) -> None:
    charged(town, 300, date(2026, 3, 9))

    with pytest.raises(acts.MonthNotEnterable, match=said):
        enter(town, figures={FEES: Decimal(value)}, includes_processing_fees=includes)


def test_only_those_who_write_for_the_office_enter(town) -> None:
    for person in (town.zhaomin, town.wangfang):
        enter(town, figures={PERMITS: Decimal(1)}, by=person, reason="核对后重登")
    for stranger in (town.jiangli, town.xufeng, town.sunyue, town.chengang, town.qiankun, town.guchao):
        with pytest.raises(NoAuthority):
            enter(town, by=stranger, reason="改")


def test_a_replacement_without_a_reason_is_refused(town) -> None:
    enter(town, figures={PERMITS: Decimal(12)})

    with pytest.raises(acts.ReasonMissing, match="“行政许可”已经登记过"):
        enter(town)
    assert MonthlyFigure.objects.count() == 1


def test_a_month_of_a_published_year_needs_a_reason(street) -> None:
    report = acts.build_report(2025, office=street.chaotianmen, by=street.liwen, at=AT)
    made_public(street, report)

    with pytest.raises(acts.ReasonMissing, match="已经公布"):
        enter(street, 3, year=2025)
    assert len(enter(street, 3, year=2025, reason="财务补报")) == 4


def test_two_people_do_not_overwrite_each_other(town) -> None:
    enter(town, figures={PERMITS: Decimal(12)}, seen=0)

    with pytest.raises(acts.ReportChangedMeanwhile):
        enter(town, figures={PENALTIES: Decimal(1)}, by=town.wangfang, seen=0)
    enter(town, figures={PENALTIES: Decimal(1)}, by=town.wangfang, seen=1)


def test_nobody_changes_an_entry_afterwards(town) -> None:
    (figure,) = enter(town, figures={PERMITS: Decimal(12)})
    figure.value = Decimal(13)

    with pytest.raises(RowIsEvidence):
        figure.save()
    for statement in ("UPDATE report_monthlyfigure SET value = 13", "DELETE FROM report_monthlyfigure"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_page_of_the_ledger_is_kept_sealed(town, settings) -> None:
    upload = SimpleUploadedFile("3月台账.pdf", b"%PDF-1.7 ledger", "application/pdf")
    figures = enter(town, upload=upload)

    file = LedgerFile.objects.get()
    assert {figure.file for figure in figures} == {file}
    assert file.data() == b"%PDF-1.7 ledger"
    assert not any(b"ledger" in path.read_bytes() for path in settings.PRIVATE_DIR.rglob("*") if path.is_file())


def test_a_file_that_is_none_of_its_kind_is_refused(town) -> None:
    with pytest.raises(UploadRefused):
        enter(town, upload=SimpleUploadedFile("台账.pdf", b"MZ", "application/pdf"))
    assert not MonthlyFigure.objects.exists()


def test_a_month_entered_after_the_report_is_told(street) -> None:
    report = acts.build_report(2026, office=street.chaotianmen, by=street.liwen, at=AT)
    enter(street, figures={PERMITS: Decimal(12)})

    (finding,) = (each for each in acts.findings(report, at=AT) if each.rule == "monthly")

    assert (finding.severity, finding.expected, finding.found) == ("warn", 12, 0)
    assert "按现有的按月登记为12" in finding.message
    assert (
        AnnualReport.objects.get().notes[0].startswith("表二“行政许可”“行政处罚”“行政强制”“行政事业性收费”没有按月登记")
    )
