"""正文依据冻结的数: the prose is held against what was frozen, a public report against what it became public with."""

from datetime import date

import pytest
from hypothesis import given, settings

from gongkai.report import acts, freezing
from gongkai.report.checking import Finding
from gongkai.report.counted import Counted
from gongkai.report.models import AnnualReport, Occasion, Snapshot
from gongkai.report.tests import years
from gongkai.report.tests.casebook import Row, enter
from gongkai.report.tests.test_acts import made_public
from gongkai.report.tests.test_versions import moment

FROZEN, DRAFTED, LATER = moment(2026, 1, 9, 0, 5), moment(2026, 1, 12, 9), moment(2026, 1, 20, 9)
ANSWERED = Row("NATURAL_PERSON", date(2025, 5, 6), date(2025, 5, 20), "GRANTED")


@settings(max_examples=20, deadline=None)
@given(years.years())
def test_what_was_frozen_reads_as_it_was_counted(year) -> None:
    counted = Counted.of(year)

    again = Counted.from_json(counted.as_json())

    assert again.tables == counted.tables
    assert again.sources == counted.sources
    assert list(again.sources) == list(counted.sources)
    assert freezing.moved(again.sources, counted.sources) == {}


def answer_one_more(street) -> None:
    enter(street.chaotianmen, [ANSWERED])


def report_on_frozen_year(street) -> AnnualReport:
    enter(street.chaotianmen, [ANSWERED])
    freezing.freeze_once(street.chaotianmen, 2025, at=FROZEN)
    return acts.build_report(2025, office=street.chaotianmen, by=street.liwen, at=DRAFTED)


def said(report: AnnualReport, *rules: str) -> list[Finding]:
    found = AnnualReport.objects.get(pk=report.pk)
    return [finding for finding in acts.findings(found, at=LATER) if finding.rule in rules]


def replied(report: AnnualReport) -> str:
    sources = acts.judge(AnnualReport.objects.get(pk=report.pk), at=LATER).sources
    return sources["casework.replied"].printed


@pytest.mark.django_db
def test_a_bound_figure_stays_what_was_frozen_and_the_register_is_told_beside_it(street) -> None:
    report = report_on_frozen_year(street)
    assert said(report, "drift", "frozen") == []

    answer_one_more(street)

    assert replied(report) == "1"
    (told,) = said(report, "drift", "frozen")
    assert (told.severity, "“作出答复的申请”1，现为2" in told.message) == ("hint", True)


@pytest.mark.django_db
def test_freezing_again_moves_what_the_prose_is_held_against(street) -> None:
    report = report_on_frozen_year(street)
    answer_one_more(street)

    acts.freeze_again(street.chaotianmen, 2025, reason="补登1件", by=street.zhaomin, at=LATER)

    assert replied(report) == "2"
    told = said(report, "drift", "frozen")
    assert told[0].rule == "frozen"
    assert {finding.severity for finding in told[1:]} == {"warn"}


@pytest.mark.django_db
def test_a_draft_counted_before_the_freezing_is_told_until_it_is_counted_anew(street) -> None:
    report = acts.build_report(2025, office=street.chaotianmen, by=street.liwen, at=moment(2026, 1, 5, 9))
    answer_one_more(street)
    assert said(report, "frozen") == []

    freezing.freeze_once(street.chaotianmen, 2025, at=FROZEN)
    (told,) = said(report, "frozen")
    assert told.severity == "error"
    assert "“总计”列本稿为0，冻结时为1" in told.message

    acts.recount(AnnualReport.objects.get(pk=report.pk), by=street.liwen, at=DRAFTED)
    assert said(report, "frozen") == []


@pytest.mark.django_db
def test_a_public_report_keeps_the_figures_of_its_prose(street) -> None:
    report = report_on_frozen_year(street)
    made_public(street, report)
    freezing.catch_up(LATER)
    answer_one_more(street)

    kept = Snapshot.objects.get(occasion=Occasion.PUBLISHED)
    assert kept.content["sources"] == Snapshot.objects.year_end(street.chaotianmen, 2025).content["sources"]
    assert kept.content["bindings"] == report.bindings
    assert replied(report) == "1"
    assert [finding.severity for finding in said(report, "drift", "frozen")] == ["hint"]


@pytest.mark.django_db
def test_a_figure_of_the_prose_that_was_changed_in_the_snapshot_is_noticed(street, monkeypatch) -> None:
    report_on_frozen_year(street)
    assert list(freezing.broken_snapshots()) == []
    real = Snapshot.from_db.__func__

    def from_db(cls, *args):
        snapshot = real(cls, *args)
        next(row for row in snapshot.content["sources"] if row["key"] == "casework.replied")["value"] = "9"
        return snapshot

    monkeypatch.setattr(Snapshot, "from_db", classmethod(from_db))
    assert "被改动过" in next(freezing.broken_snapshots())
