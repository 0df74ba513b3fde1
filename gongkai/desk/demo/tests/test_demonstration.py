"""The demonstration shows every state, marks everything as invented, and was made by the real acts alone."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import authenticate
from django.db.models import F
from django.utils import timezone

from gongkai.desk.demo.loading import OfficesExist, is_loaded, load
from gongkai.desk.demonstration import PASSWORD, logins
from gongkai.law.report_form import TABLES, Cell
from gongkai.office import events
from gongkai.office.models import Event, Office, OfficeKind, Role, User
from gongkai.records.models import (
    Attachment,
    AttachmentKind,
    Publication,
    Record,
    RecordKind,
    Schedule,
    Validity,
    ValidityChange,
    WorkStage,
)
from gongkai.records.timeliness import publication_rate
from gongkai.report.acts import findings as judged
from gongkai.report.collect import collect
from gongkai.report.models import AnnualReport, MonthlyFigure, Snapshot
from gongkai.report.reading import read_html
from gongkai.review.evidence import broken_rounds
from gongkai.review.models import Opinion, Round

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.usefixtures("demonstration"),
]
PERMITS = Cell("table2", "permits", "decisions")
ORDINARY = ("chaotianmen", "jiefangbei")


def waiting_levels(slug):
    rounds = Round.objects.running().filter(office__slug=slug).prefetch_related("stages", "opinions__stage")
    return {round.open_stages()[0].order for round in rounds}


def test_the_district_has_three_offices():
    assert Office.objects.get(kind=OfficeKind.DISTRICT).short_name == "渝中区"
    assert {office.short_name for office in Office.objects.publishing()} == {"朝天门街道", "解放碑街道", "上清寺街道"}


def test_every_state_occurs_in_the_first_office():
    states = set(Record.objects.filter(office__slug="chaotianmen").values_list("stage", flat=True))

    assert states == set(WorkStage.values)


@pytest.mark.parametrize("slug", ORDINARY)
def test_rounds_wait_at_each_of_three_levels(slug):
    assert waiting_levels(slug) == {1, 2, 3}


def test_rounds_wait_at_each_of_six_stages():
    assert waiting_levels("shangqingsi") == {1, 2, 3, 4, 5, 6}


def test_a_publication_is_planned():
    assert all(planned.record.stage == WorkStage.APPROVED for planned in Schedule.objects.all())
    assert Schedule.objects.exists()


def test_some_publications_were_corrected_and_keep_their_first_date():
    corrected = Publication.objects.filter(updated_at__gt=F("published_at"))

    assert corrected.count() == 4


def test_withheld_information_names_clause_and_day_of_re_evaluation():
    withheld = [record.determinations.latest("id") for record in Record.objects.filter(attribute="WITHHELD")]

    assert withheld
    assert all(row.basis and row.reason and row.reevaluate_on for row in withheld)


def test_documents_were_amended_repealed_and_expired():
    changed = set(ValidityChange.objects.values_list("validity", flat=True))

    assert changed == {Validity.IN_FORCE, Validity.AMENDED, Validity.REPEALED, Validity.EXPIRED}


def test_somebody_stood_in_for_the_officer():
    posts = User.objects.get(username="tangning").active_posts()

    assert [post.role for post in posts if post.stands_in_for_id] == [Role.DISCLOSURE_OFFICER]


def test_every_text_says_that_it_is_invented():
    rows = Record.objects.exclude(kind=RecordKind.REPORT)

    assert all(row.title.endswith("（示例）") for row in rows)
    assert all(row.body.startswith("<p>本文为演示数据") for row in rows)


def test_contacts_are_clearly_invented():
    for office in Office.objects.all():
        assert office.phone.startswith("023-0000")
        assert office.complaint_phone.startswith("023-0000")
        assert "演示地址" in office.address


def test_some_texts_have_pictures_with_alt_and_files():
    kinds = set(Attachment.objects.values_list("kind", "name"))

    assert Attachment.objects.filter(kind=AttachmentKind.IMAGE).exclude(alt="").exists()
    assert {name.rpartition(".")[2] for kind, name in kinds if kind == AttachmentKind.FILE} == {"docx", "pdf", "xlsx"}


def test_the_rate_of_timeliness_is_real_and_below_a_hundred(demonstration):
    since = (demonstration - timedelta(days=365)).date()
    rates = [publication_rate(office, since, demonstration.date()) for office in Office.objects.publishing()]

    assert sum(rate.numerator for rate in rates) < sum(rate.denominator for rate in rates)
    assert sum(rate.numerator for rate in rates) > 0.9 * sum(rate.denominator for rate in rates)


def test_the_evidence_is_whole():
    assert list(events.broken_links()) == []
    assert list(broken_rounds()) == []


def test_the_acts_stand_in_the_order_of_time():
    moments = list(Event.objects.exclude(verb="records.scheduled").order_by("id").values_list("at", flat=True))

    assert moments == sorted(moments)


def test_nobody_reviewed_his_own_text():
    assert not Opinion.objects.filter(user=F("round__author")).exists()


def test_index_numbers_follow_the_order_of_publication():
    for office in Office.objects.publishing():
        numbers = list(office.publications.order_by("published_at", "id").values_list("index_number", flat=True))
        assert numbers == sorted(numbers)


def test_the_annual_report_was_published_at_the_minute_of_the_real_one():
    report = AnnualReport.objects.get(office__slug="chaotianmen", year=2025)

    assert report.record.publication.published_at == datetime(2026, 1, 20, 17, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert set(report.given_tables.cells.values()) == {0}
    assert {cell.table for cell in report.given_tables.cells} == set(TABLES)
    assert Cell("table3", "new", "total") in report.given_tables.cells


def test_the_annual_report_states_the_real_figures_as_not_its_office_s_words():
    text = " ".join(AnnualReport.objects.get(office__slug="chaotianmen").narrative.values())

    assert all(figure in text for figure in ("44条", "1份", "266条", "98%", "3个工作日", "24小时"))
    assert "不是该街道的原文" in text


@pytest.mark.parametrize("slug", ["jiefangbei", "shangqingsi"])
def test_built_reports_were_published_with_the_frozen_figures(demonstration, slug):
    office, year = Office.objects.get(slug=slug), demonstration.year - 1
    report = AnnualReport.objects.of(office, year)
    public = read_html(report.record.publication.content["body"])

    assert report.record.live
    assert public.tables == Snapshot.objects.year_end(office, year).tables
    assert public.narrative == read_html(report.body).narrative
    assert [finding for finding in judged(report) if finding.is_blocking] == []


def test_one_report_was_sent_back_and_corrected_later(demonstration):
    office = Office.objects.get(slug="shangqingsi")
    first, second = AnnualReport.objects.filter(office=office, year=demonstration.year - 1).order_by("version")

    assert [returned.is_answered for returned in first.returns.all()] == [True]
    assert first.record == second.record
    assert second.correction in second.record.publication.content["body"]


def test_a_report_counts_cases_and_carries_one_over(demonstration):
    tables = AnnualReport.objects.get(office__slug="jiefangbei").given_tables

    rows = ("new", "granted", "handled_total", "carried_over")
    assert [tables.value("table3", row, "total") for row in rows] == [2, 1, 1, 1]


def test_everybody_logs_in_with_the_password_shown(demonstration):
    shown = [login.username for held in logins(demonstration.date()).values() for login in held]

    assert sorted(shown) == sorted(User.objects.values_list("username", flat=True))
    assert authenticate(username="liwen", password=PASSWORD) == User.objects.get(username="liwen")


def test_invented_offices_are_not_mixed_with_others(demonstration):
    with pytest.raises(OfficesExist, match="只装入空数据库"):
        load(demonstration)

    assert is_loaded()


def test_months_are_entered_and_told_where_they_are_not(demonstration):
    offices = {office.slug: office for office in Office.objects.publishing()}
    year = (timezone.localdate(demonstration).replace(day=1) - timedelta(days=1)).year
    permits = MonthlyFigure.objects.standing().filter(office=offices["jiefangbei"], item="PERMITS")
    collected = {slug: collect(office, year, as_of=demonstration) for slug, office in offices.items()}

    assert collected["jiefangbei"].tables.cells[PERMITS] == sum(row.value for row in permits.filter(year=year))
    assert permits.filter(value__gt=0).count() >= 12
    assert permits.exclude(reason="").count() == 1
    assert collected["chaotianmen"].tables.cells[PERMITS] == 0
    assert any("未填" in note or "没有按月登记" in note for note in collected["shangqingsi"].notes)
