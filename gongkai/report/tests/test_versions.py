"""冻结与更正: a year is frozen once, a public report is corrected beside itself, and nothing that was kept ever changes."""

from datetime import date, datetime
from pathlib import Path

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.utils import timezone

from gongkai.law.report_form import Cell, describe
from gongkai.office import events
from gongkai.office.authority import NoAuthority
from gongkai.office.models import RowIsEvidence
from gongkai.records.publishing_acts import publish, withdraw
from gongkai.records.registering import submit
from gongkai.records.tests.stories import again, signed_by
from gongkai.report import acts, freezing
from gongkai.report.collect import collect
from gongkai.report.models import AnnualReport, Occasion, Snapshot
from gongkai.report.reading import read_html
from gongkai.report.tests import reports
from gongkai.report.tests.casebook import Row, enter
from gongkai.report.tests.test_acts import imported, made_public

pytestmark = pytest.mark.django_db
NEW = Cell("table3", "new", "total")
RESULT = Cell("table3", "granted", "natural_person")


def moment(*given: int) -> datetime:
    return datetime(*given, tzinfo=timezone.get_default_timezone())


NEW_YEAR = moment(2026, 1, 9, 0, 5)
"""The first moments after the day on which 2025 is frozen without other dates of the district."""


@pytest.fixture
def year_2025(street):
    """The office at work in 2025: two applications, one of them answered."""
    with time_machine.travel(moment(2025, 3, 3, 9), tick=False):
        events.record("office.worked", street.chaotianmen, office=street.chaotianmen, by=street.liwen)
    enter(
        street.chaotianmen,
        [
            Row("NATURAL_PERSON", date(2025, 5, 6), date(2025, 5, 20), "GRANTED"),
            Row("NATURAL_PERSON", date(2025, 12, 30)),
        ],
    )
    return street


@pytest.fixture
def public(street, published_file: Path) -> AnnualReport:
    report = imported(street, published_file)
    made_public(street, report)
    freezing.catch_up(timezone.now())
    return AnnualReport.objects.get(pk=report.pk)


# Freezing


def test_the_worker_freezes_last_year_once(year_2025) -> None:
    for _ in range(2):
        freezing.catch_up(NEW_YEAR)
    freezing.catch_up(moment(2026, 1, 12, 9))

    frozen = Snapshot.objects.get(occasion=Occasion.YEAR_END)
    assert (frozen.office, frozen.year, frozen.number, frozen.by) == (year_2025.chaotianmen, 2025, 1, None)
    assert frozen.tables.cells[NEW] == 2
    assert [event.verb for event in events.of(frozen)] == ["report.frozen"]
    assert events.of(frozen).get().data["digest"] == frozen.digest


def test_an_office_that_began_later_is_not_frozen(street) -> None:
    freezing.catch_up(NEW_YEAR)

    assert not Snapshot.objects.exists()


def test_what_is_entered_after_freezing_stands_beside_it(year_2025) -> None:
    office = year_2025.chaotianmen
    frozen = freezing.freeze_once(office, 2025, at=NEW_YEAR)
    enter(office, [Row("COMPANY", date(2025, 12, 31), date(2025, 12, 31), "GRANTED")])

    today = collect(office, 2025, as_of=NEW_YEAR)
    changed = {change.what: (change.frozen, change.today) for change in freezing.changes(frozen, today)}

    assert changed[describe(NEW)] == ("2", "3")
    assert changed[describe(Cell("table3", "granted", "company"))] == ("0", "1")
    assert len(changed) == 6
    assert acts.drafted(2025, office=office, at=NEW_YEAR).tables.cells[NEW] == 2


def test_the_report_says_on_which_figures_it_rests(year_2025) -> None:
    freezing.freeze_once(year_2025.chaotianmen, 2025, at=NEW_YEAR)

    notes = acts.drafted(2025, office=year_2025.chaotianmen, at=moment(2026, 1, 12, 9)).notes

    assert notes[0] == "表格和正文的数字取自2026年1月9日冻结的数据（第1次冻结）；此后的登记没有计入。"


def test_freezing_again_keeps_what_was_frozen(year_2025) -> None:
    office = year_2025.chaotianmen
    freezing.freeze_once(office, 2025, at=NEW_YEAR)
    enter(office, [Row("COMPANY", date(2025, 12, 31))])

    acts.freeze_again(office, 2025, reason="补登1件", by=year_2025.zhaomin, at=moment(2026, 1, 13, 9))

    kept = list(Snapshot.objects.filter(occasion=Occasion.YEAR_END).order_by("number"))
    assert [snapshot.tables.cells[NEW] for snapshot in kept] == [2, 3]
    assert (kept[1].reason, kept[1].by, kept[1].number) == ("补登1件", year_2025.zhaomin, 2)
    assert Snapshot.objects.year_end(office, 2025) == kept[1]


@pytest.mark.parametrize(
    ("who", "reason", "at", "told"),
    [
        pytest.param("liwen", "补登", (2026, 1, 6), "没有可以冻结年报数据的岗位", id="拟稿人"),
        pytest.param("jiangli", "补登", (2026, 1, 6), "没有可以冻结年报数据的岗位", id="外机构"),
        pytest.param("xufeng", "补登", (2026, 1, 6), "没有可以冻结年报数据的岗位", id="区县"),
        pytest.param("guchao", "补登", (2026, 1, 6), "没有可以冻结年报数据的岗位", id="无岗位的超级用户"),
        pytest.param("zhaomin", " ", (2026, 1, 6), "须写明理由", id="没有理由"),
        pytest.param("zhaomin", "补登", (2025, 12, 31), "还没有结束", id="年内"),
    ],
)
def test_freezing_again_is_refused(year_2025, who, reason, at, told) -> None:
    with pytest.raises((acts.ReportRefused, NoAuthority), match=told):
        acts.freeze_again(year_2025.chaotianmen, 2025, reason=reason, by=getattr(year_2025, who), at=moment(*at, 9))

    assert not Snapshot.objects.exists()


def test_a_published_year_is_not_frozen_again(street, public) -> None:
    with pytest.raises(acts.ReportLocked, match="办理更正"):
        acts.freeze_again(street.chaotianmen, public.year, reason="补登", by=street.zhaomin)


# Publication


def test_a_report_is_kept_as_it_became_public(street, public) -> None:
    kept = Snapshot.objects.get(occasion=Occasion.PUBLISHED)

    assert (kept.report, kept.by, kept.is_whole) == (public, street.sunyue, True)
    assert kept.tables == public.given_tables == read_html(public.record.publication.content["body"]).tables
    assert kept.content["reviewed"] == public.record.publication.content_hash

    freezing.catch_up(timezone.now())
    assert Snapshot.objects.count() == 1


def test_other_records_are_not_kept(street) -> None:
    events.record("records.published", street.chaotianmen, office=street.chaotianmen, by=None)
    freezing.catch_up(timezone.now())

    assert not Snapshot.objects.exists()


def test_a_snapshot_is_not_changed_by_anybody(public) -> None:
    kept = Snapshot.objects.get()
    kept.reason = "改"
    with pytest.raises(RowIsEvidence):
        kept.save()
    with pytest.raises(RowIsEvidence):
        Snapshot.objects.update(reason="改")
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("UPDATE report_snapshot SET reason = 'x'")


def test_a_changed_snapshot_is_noticed(public, monkeypatch) -> None:
    assert list(freezing.broken_snapshots()) == []

    monkeypatch.setattr(Snapshot, "from_db", classmethod(_tampered(Snapshot.from_db.__func__)))
    assert "被改动过" in next(freezing.broken_snapshots())


def _tampered(real):
    def from_db(cls, *args):
        snapshot = real(cls, *args)
        snapshot.content["tables"]["table3"]["new"][0] += 1
        return snapshot

    return from_db


# Correction


def corrected(public: AnnualReport, street, **changes: int) -> AnnualReport:
    """Return the second version, revised in the cells given, not yet reviewed."""
    second = acts.correct(public, explanation="第一版表三漏计1件。", by=street.liwen)
    tables = second.given_tables.replace(
        {Cell("table3", row, column): value for name, value in changes.items() for row, column in [name.split("__")]}
    )
    acts.revise(second, tables=tables, narrative=second.narrative, signed_date=second.signed_date, by=street.liwen)
    return second


def published_again(record, street):
    submit(again(record), by=street.liwen)
    signed_by(again(record), street.wangfang, street.zhaomin, street.chengang)
    publish(again(record), by=street.sunyue)
    freezing.catch_up(timezone.now())
    return again(record)


def test_the_public_reads_the_first_version_until_the_second_is_published(street, public) -> None:
    before = again(public.record).publication.content["body"]

    second = corrected(public, street, granted__natural_person=7)
    assert again(public.record).publication.content["body"] == before
    assert again(public.record).live

    after = published_again(public.record, street).publication.content["body"]
    assert read_html(after).tables == second.given_tables
    assert "更正说明" in after
    assert "第一版表三漏计1件。" in after


def test_both_versions_are_kept_at_one_address(street, public) -> None:
    first = again(public.record).publication
    second = corrected(public, street, granted__natural_person=7)
    record = published_again(public.record, street)

    kept = list(Snapshot.objects.filter(occasion=Occasion.PUBLISHED).order_by("number"))
    assert [snapshot.report for snapshot in kept] == [public, second]
    assert [snapshot.tables.cells[RESULT] for snapshot in kept] == [public.given_tables.cells[RESULT], 7]
    assert kept[1].content["correction"] == "第一版表三漏计1件。"
    assert (record.publication.pk, record.publication.published_at) == (first.pk, first.published_at)
    assert [report.version for report in record.annual_reports.order_by("version")] == [1, 2]


def test_next_year_builds_on_what_is_public(street, public) -> None:
    office, year = street.chaotianmen, public.year
    second = acts.correct(public, explanation="漏计。", by=street.liwen)
    assert AnnualReport.objects.of(office, year) == second
    assert AnnualReport.objects.settled(office, year) == public

    published_again(public.record, street)
    assert AnnualReport.objects.settled(office, year) == second


def test_a_withdrawn_report_is_corrected_too(street, public) -> None:
    withdraw(again(public.record), by=street.zhaomin, reason="数字有误")
    with pytest.raises(acts.ReportLocked):
        acts.revise(again_report(public), tables=public.given_tables, narrative={}, signed_date=None, by=street.liwen)

    second = corrected(again_report(public), street, granted__natural_person=7)
    assert published_again(public.record, street).live
    assert again_report(second).was_published


def again_report(report: AnnualReport) -> AnnualReport:
    return AnnualReport.objects.get(pk=report.pk)


@pytest.mark.parametrize(
    ("who", "explanation", "told"),
    [
        pytest.param("jiangli", "漏计", "可以更正年度报告", id="外机构"),
        pytest.param("xufeng", "漏计", "可以更正年度报告", id="区县"),
        pytest.param("sunyue", "漏计", "可以更正年度报告", id="发布员"),
        pytest.param("liwen", "  ", "更正什么、为什么", id="没有说明"),
        pytest.param("liwen", "漏" * 1001, "最多1000字", id="太长"),
    ],
)
def test_correction_is_refused(street, public, who, explanation, told) -> None:
    with pytest.raises((acts.ReportRefused, NoAuthority), match=told):
        acts.correct(public, explanation=explanation, by=getattr(street, who))

    assert AnnualReport.objects.count() == 1


def test_only_one_correction_is_open(street, public) -> None:
    acts.correct(public, explanation="漏计。", by=street.liwen)

    with pytest.raises(acts.ReportRefused, match="第2版"):
        acts.correct(public, explanation="又漏计。", by=street.liwen)


def test_what_is_not_public_needs_no_correction(street, published_file: Path) -> None:
    with pytest.raises(acts.ReportRefused, match="直接修改"):
        acts.correct(imported(street, published_file), explanation="漏计。", by=street.liwen)


def test_the_page_with_its_explanation_reads_like_the_first(street, public) -> None:
    second = acts.correct(public, explanation="第一版写收到3件，应为4件。", by=street.liwen)

    reading = read_html(second.body)
    assert reading.tables == reports.example_tables()
    assert reading.narrative == read_html(public.body).narrative
