"""年报的登记、编制与修改 (《条例》第四十九条、第五十条): figures and prose become the body of a record, reviewed like any other."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from gongkai.law.report_form import Cell, zero_tables
from gongkai.office import events
from gongkai.office.authority import NoAuthority
from gongkai.office.models import Department, Office
from gongkai.records.determining import check as check_attribute
from gongkai.records.determining import sign
from gongkai.records.drawn import Workplace, workplace_of
from gongkai.records.models import BodyDrawnElsewhere, Record, RecordKind, Validity, WorkStage
from gongkai.records.publishing_acts import change_validity, publish, withdraw
from gongkai.records.registering import submit
from gongkai.records.tests.stories import again, published, signed_by
from gongkai.report import acts
from gongkai.report.models import AnnualReport, Origin, ReportNotDeletable
from gongkai.report.reading import ReportNotReadable, read_html
from gongkai.report.tests import printed, reports

pytestmark = pytest.mark.django_db


def imported(street, file: Path) -> AnnualReport:
    return acts.import_report(file, office=street.chaotianmen, by=street.liwen)


def made_public(street, report: AnnualReport) -> Record:
    record = again(report.record)
    check_attribute(record, by=street.zhaomin)
    sign(record, by=street.chengang)
    submit(record, by=street.liwen)
    signed_by(again(record), street.wangfang, street.zhaomin, street.chengang)
    publish(again(record), by=street.sunyue)
    return again(record)


def test_import_registers_a_record_under_the_report_column(street, published_file: Path) -> None:
    record = imported(street, published_file).record

    assert record.title == "重庆市渝中区人民政府朝天门街道办事处2024年政府信息公开工作年度报告"
    assert (record.kind, record.column.path, record.stage) == (RecordKind.REPORT, "zfxxgk/nb", WorkStage.PROPOSED)
    assert (record.made_on, record.department, record.author) == (date(2025, 1, 17), street.safety, street.liwen)
    assert record.determinations.get().attribute == "PROACTIVE"
    assert not record.live


def test_import_keeps_tables_prose_and_source(street, published_file: Path) -> None:
    report = imported(street, published_file)

    assert report.given_tables == reports.example_tables()
    assert report.narrative == reports.narrative(reports.example_tables())
    assert (report.year, report.origin, report.signed_date) == (2024, Origin.IMPORTED, date(2025, 1, 17))
    assert report.source_text == published_file.read_text("utf-8")
    assert len(report.source_sha256) == 64
    assert [event.verb for event in events.of(report)] == ["report.imported"]


def test_import_of_a_word_document_keeps_its_words(street, tmp_path: Path) -> None:
    file = tmp_path / "2024年报.docx"
    file.write_bytes(printed.document(reports.example_tables(), office=street.chaotianmen.name))

    report = imported(street, file)

    assert report.given_tables == reports.example_tables()
    assert report.source_name == "2024年报.docx"
    assert "本年未收取信息处理费。" in report.source_text


def test_imported_report_is_reviewed_published_and_reads_back_the_same(street, published_file: Path) -> None:
    report = imported(street, published_file)

    record = made_public(street, report)
    reading = read_html(f"<h1>{record.title}</h1>{record.publication.content['body']}")

    assert record.live
    assert reading.tables == reports.example_tables()
    assert (reading.office, reading.year) == ("重庆市渝中区人民政府朝天门街道办事处", 2024)
    assert reading.narrative == report.narrative


def test_second_import_of_a_year_is_refused(street, published_file: Path) -> None:
    imported(street, published_file)

    with pytest.raises(acts.ReportAlreadyRegistered, match="已经登记"):
        imported(street, published_file)
    assert Record.objects.count() == 1


def test_report_of_another_office_is_refused(street, published_file: Path) -> None:
    with pytest.raises(acts.ReportOfAnotherOffice, match="不符"):
        acts.import_report(published_file, office=street.jiefangbei, by=street.jiangli)
    assert not Record.objects.exists()


def test_file_without_a_year_is_refused(street, tmp_path: Path) -> None:
    file = tmp_path / "表.txt"
    file.write_text(reports.cell_per_line(zero_tables()), "utf-8")

    with pytest.raises(acts.YearNotReportable, match="年度"):
        imported(street, file)


def test_file_that_is_no_report_is_refused(street, tmp_path: Path) -> None:
    file = tmp_path / "表.pdf"
    file.write_bytes(b"%PDF-1.7")

    with pytest.raises(ReportNotReadable):
        imported(street, file)


def test_person_without_a_drafting_post_cannot_import(street, published_file: Path) -> None:
    for stranger in (street.chengang, street.jiangli, street.guchao):
        with pytest.raises(NoAuthority):
            acts.import_report(published_file, office=street.chaotianmen, by=stranger)
    assert not AnnualReport.objects.exists()


def test_lost_table_is_kept_as_lost(street, tmp_path: Path, published_file: Path) -> None:
    file = tmp_path / "缺表.txt"
    file.write_text(published_file.read_text("utf-8").split("四、政府信息公开行政复议")[0], "utf-8")

    report = imported(street, file)

    assert report.tables["table4"] is None
    assert "原文未提供：表四。" in report.notes
    assert [finding.where for finding in acts.findings(report)] == ["表四"]


def test_build_counts_what_the_register_has(street) -> None:
    year = timezone.localdate().year
    policy = published(
        street, kind=RecordKind.POLICY, is_normative_document=True, path="zfxxgk/fdzdgknr/zcwj/xzgfxwj", title="办法"
    )
    published(street)

    report = acts.build_report(year, office=street.chaotianmen, by=street.liwen)

    assert report.given_tables.row("table2", "normative_documents") == (1, 0, 1)
    assert report.evidence["table2.normative_documents.made"] == [policy.pk]
    assert "共主动公开政府信息2条，其中政策文件1件、通知公告1条。" in report.narrative["proactive"]
    assert report.given_tables.lacks("table3") is False
    assert any("表三、表四" in note for note in report.notes)
    assert acts.findings(report) == []


def test_repealed_and_withdrawn_documents_are_counted_apart(street) -> None:
    year = timezone.localdate().year
    facts = {"kind": RecordKind.POLICY, "is_normative_document": True, "path": "zfxxgk/fdzdgknr/zcwj/xzgfxwj"}
    old = published(street, title="旧办法", made_on=date(year - 1, 5, 6), **facts)
    gone = published(street, title="错发", **facts)
    published(street, title="新办法", **facts)
    change_validity(old, Validity.REPEALED, since=timezone.localdate(), basis="新办法", by=street.zhaomin)
    withdraw(gone, by=street.zhaomin, reason="错发")

    report = acts.build_report(year, office=street.chaotianmen, by=street.liwen)

    assert report.given_tables.row("table2", "normative_documents") == (1, 1, 1)
    assert "共主动公开政府信息2条" in report.narrative["proactive"]


def test_other_offices_and_years_are_not_counted(street) -> None:
    year = timezone.localdate().year
    civil = Department.objects.get(office=street.jiefangbei)
    record = published(street)
    Record.objects.filter(pk=record.pk).update(department=street.safety)

    elsewhere = acts.drafted(year, office=civil.office, at=timezone.now())
    before = acts.drafted(year - 1, office=street.chaotianmen, at=timezone.now())

    assert "共主动公开政府信息0条" in elsewhere.narrative["proactive"]
    assert "共主动公开政府信息0条" in before.narrative["proactive"]


def test_sections_that_people_must_write_are_named(street) -> None:
    report = acts.build_report(2025, office=street.chaotianmen, by=street.liwen)

    assert "“（一）存在的问题”尚无文字，请填写。" in report.notes
    assert "“（一）主动公开情况”尚无文字，请填写。" not in report.notes


@pytest.mark.parametrize("year", [2007, 2100], ids=["条例施行前", "尚未到来"])
def test_year_without_a_report_is_refused(street, year: int) -> None:
    with pytest.raises(acts.YearNotReportable):
        acts.build_report(year, office=street.chaotianmen, by=street.liwen)


def test_revision_draws_the_body_anew(street, published_file: Path) -> None:
    report = imported(street, published_file)
    cell = Cell("table2", "permits", "decisions")

    acts.revise(
        report,
        tables=report.given_tables.replace({cell: 777}),
        narrative={**report.narrative, "problems": "个别栏目更新偏慢。"},
        signed_date=date(2025, 1, 18),
        by=street.wangfang,
    )

    draft = again(report.record).draft()
    assert '<td colspan="3">777</td>' in draft.body
    assert "个别栏目更新偏慢。" in draft.body
    assert "2025年1月18日" in draft.body
    assert [event.verb for event in events.of(report)] == ["report.imported", "report.revised"]


def test_report_in_review_is_not_revised(street, published_file: Path) -> None:
    report = imported(street, published_file)
    record = again(report.record)
    check_attribute(record, by=street.zhaomin)
    sign(record, by=street.chengang)
    submit(record, by=street.liwen)

    with pytest.raises(acts.ReportLocked, match="撤回送审"):
        revise_to_zero(report, by=street.liwen)
    report.refresh_from_db()
    assert report.given_tables == reports.example_tables()


def test_public_report_is_not_revised(street, published_file: Path) -> None:
    report = imported(street, published_file)
    made_public(street, report)

    with pytest.raises(acts.ReportLocked, match="已经公布"):
        revise_to_zero(report, by=street.liwen)


def test_stranger_does_not_revise(street, published_file: Path) -> None:
    report = imported(street, published_file)

    for stranger in (street.jiangli, street.guchao, street.sunyue):
        with pytest.raises(NoAuthority):
            revise_to_zero(report, by=stranger)


def revise_to_zero(report: AnnualReport, *, by) -> None:
    acts.revise(report, tables=zero_tables(), narrative={}, signed_date=None, by=by)


def test_the_body_is_not_edited_past_the_report(street, published_file: Path) -> None:
    report = imported(street, published_file)

    draft = report.record.draft()
    draft.body += "<p>补一句。</p>"
    with pytest.raises(BodyDrawnElsewhere):
        draft.save_revision(user=street.liwen)

    assert workplace_of(again(report.record)) == Workplace("年度报告", report.desk_address())
    assert AnnualReport.objects.get(pk=report.pk).is_drawn()


def test_a_body_that_another_name_of_the_office_would_change_is_told(street, published_file: Path) -> None:
    report = imported(street, published_file)
    Office.objects.filter(pk=report.office_id).update(name="重庆市渝中区朝天门街道办事处（更名）")

    assert not AnnualReport.objects.get(pk=report.pk).is_drawn()


def test_findings_hold_the_previous_year_against_this_one(street, published_file: Path) -> None:
    imported(street, published_file)
    report = acts.build_report(2025, office=street.chaotianmen, by=street.liwen)

    assert {finding.rule for finding in acts.findings(report)} == {"E4", "E7", "E14"}


def test_report_is_seen_by_its_office_and_the_district_alone(street, published_file: Path) -> None:
    report = imported(street, published_file)

    assert report in AnnualReport.objects.visible_to(street.zhaomin)
    assert report in AnnualReport.objects.visible_to(street.xufeng)
    for stranger in (street.jiangli, street.guchao):
        assert report not in AnnualReport.objects.visible_to(stranger)


def test_report_is_not_deleted(street, published_file: Path) -> None:
    with pytest.raises(ReportNotDeletable):
        imported(street, published_file).delete()


def test_command_registers_in_the_name_of_a_drafter(street) -> None:
    today = timezone.localdate()
    assert acts.author_for(street.chaotianmen, on=today) == street.liwen

    yesterday = today - timedelta(days=1)
    street.jiefangbei.posts.update(ends_on=yesterday)
    with pytest.raises(NoAuthority, match="--by"):
        acts.author_for(street.jiefangbei, on=today)
