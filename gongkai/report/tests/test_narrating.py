"""正文的动作与屏幕: bound numbers are told, renewed, bound and released; last year's problems are answered; all of it only by who may write."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from gongkai.office import events
from gongkai.office.authority import NoAuthority
from gongkai.records.determining import check as check_attribute
from gongkai.records.determining import sign
from gongkai.records.registering import submit
from gongkai.records.tests.stories import again, in_review, published
from gongkai.report import acts
from gongkai.report.binding import numbers_in
from gongkai.report.collect import collect
from gongkai.report.drafting import suggestions
from gongkai.report.following import Answer, Standing
from gongkai.report.freezing import freeze_once
from gongkai.report.models import AnnualReport
from gongkai.report.sources import Sources, known_figures
from gongkai.report.tests import narratives
from gongkai.report.tests.casebook import one
from gongkai.report.tests.narratives import YEAR, drift
from gongkai.report.tests.test_acts import made_public
from gongkai.review import actions as review
from gongkai.review.answers import Answers

pytestmark = pytest.mark.django_db
STRANGERS = ("jiangli", "shentao", "chengang", "sunyue", "xufeng", "qiankun", "guchao")


@pytest.fixture
def report(street) -> AnnualReport:
    return narratives.of_one_case(street)


@pytest.fixture
def followed(street) -> AnnualReport:
    return narratives.after_problems(street)


def sources_of(report: AnnualReport) -> Sources:
    return known_figures(collect(report.office, report.year, as_of=timezone.now()))


def saved(report: AnnualReport, section: str, text: str, by) -> AnnualReport:
    acts.revise(
        report,
        tables=report.given_tables,
        narrative={**report.narrative, section: text},
        signed_date=report.signed_date,
        by=by,
    )
    return AnnualReport.objects.get(pk=report.pk)


def sent_to_review(street, report: AnnualReport) -> None:
    record = again(report.record)
    check_attribute(record, by=street.zhaomin)
    sign(record, by=street.chengang)
    submit(record, by=street.liwen)


def test_a_new_report_agrees_with_its_sources(report) -> None:
    assert {binding["section"] for binding in report.bindings} >= {"proactive", "on_request", "other"}
    assert drift(report) == []


def test_a_changed_register_is_told_figure_by_figure(street, report) -> None:
    one(street.chaotianmen, date(YEAR, 4, 7), date(YEAR, 4, 20), "GRANTED")

    found = {each.where: each for each in acts.findings(report) if each.rule == "drift"}

    assert set(found) == {"正文“收到政府信息公开申请1件”", "正文“自然人1件”", "正文“办结0件”"}
    told = found["正文“收到政府信息公开申请1件”"]
    assert (told.severity, told.expected, told.found) == ("warn", 2, "1")


def test_one_figure_is_renewed_and_the_rest_of_the_text_stands(street, report) -> None:
    before = report.narrative["on_request"]
    one(street.chaotianmen, date(YEAR, 4, 7))
    binding = next(each for each in report.draft.bindings if each.key == "table3.new.total")

    count = acts.renew_figures(report, sources_of(report), only=binding.id, by=street.liwen)

    report.refresh_from_db()
    assert count == 1
    assert report.narrative["on_request"] == before.replace("公开申请1件", "公开申请2件")
    assert "公开申请2件" in again(report.record).draft().body
    assert drift(report) == ["正文“自然人1件”", "正文“结转下年度继续办理1件”"]
    assert [event.verb for event in events.of(report)] == ["report.built", "report.figures_renewed"]


def test_all_figures_are_renewed_at_once(street, report) -> None:
    one(street.chaotianmen, date(YEAR, 4, 7))

    assert acts.renew_figures(report, sources_of(report), by=street.zhaomin) == 3
    assert drift(AnnualReport.objects.get(pk=report.pk)) == []
    with pytest.raises(acts.FigureNotThere, match="没有可以更新的数字"):
        acts.renew_figures(report, sources_of(report), by=street.zhaomin)


def test_a_figure_changed_by_hand_is_told(street, report) -> None:
    text = report.narrative["on_request"].replace("公开申请1件", "公开申请12件")
    report = saved(report, "on_request", text, street.liwen)

    (finding,) = [each for each in acts.findings(report) if each.rule == "drift"]

    assert "写12，而“本年新收政府信息公开申请数量”登记为1" in finding.message


def test_a_number_is_bound_and_released(street, report) -> None:
    report = saved(report, "supervision", "全年受理申请5件，逐件登记。", street.liwen)
    known = sources_of(report)["table3.new.total"]

    acts.bind_figure(report, known, section="supervision", place=0, text="5", by=street.liwen)
    assert drift(report) == ["正文“全年受理申请5件”"]

    binding = next(each for each in report.draft.bindings if each.section == "supervision")
    acts.release_figure(report, binding.id, by=street.liwen)
    assert drift(report) == []
    verbs = [event.verb for event in events.of(report)]
    assert verbs[-2:] == ["report.figure_bound", "report.figure_released"]


@pytest.mark.parametrize(
    ("place", "text"), [(0, "6"), (9, "5"), (-1, "5")], ids=["数字已改", "没有这个位置", "不是位置"]
)
def test_a_number_that_is_not_there_is_not_bound(street, report, place: int, text: str) -> None:
    report = saved(report, "supervision", "全年受理申请5件，逐件登记。", street.liwen)

    with pytest.raises(acts.FigureNotThere, match="重新选择"):
        acts.bind_figure(
            report,
            sources_of(report)["table3.new.total"],
            section="supervision",
            place=place,
            text=text,
            by=street.liwen,
        )


def test_a_bound_number_is_not_bound_twice(street, report) -> None:
    numbers = [number.text for number in numbers_in(report.narrative["proactive"])]
    known = sources_of(report)["table3.new.total"]

    with pytest.raises(acts.FigureNotThere, match="已经绑定"):
        acts.bind_figure(report, known, section="proactive", place=1, text=numbers[1], by=street.liwen)


def test_releasing_what_is_not_bound_is_refused(street, report) -> None:
    with pytest.raises(acts.FigureNotThere, match="没有绑定"):
        acts.release_figure(report, 999, by=street.liwen)


def every_act(report: AnnualReport, by, **seen):
    """Return all acts on the prose, each ready to be called."""
    sources = sources_of(report)
    return [
        lambda: acts.renew_figures(report, sources, by=by, **seen),
        lambda: acts.release_figure(report, report.draft.bindings[0].id, by=by, **seen),
        lambda: acts.accept_problem(report, suggestions(sources)[0], by=by, **seen),
    ]


def test_nobody_but_a_writer_of_the_office_touches_the_prose(street, report) -> None:
    one(street.chaotianmen, date(YEAR, 4, 7))
    before = AnnualReport.objects.values().get(pk=report.pk)

    for stranger in STRANGERS:
        for act in every_act(report, getattr(street, stranger)):
            with pytest.raises(NoAuthority):
                act()
    assert AnnualReport.objects.values().get(pk=report.pk) == before


def test_prose_in_review_is_left_alone(street, report) -> None:
    sent_to_review(street, report)
    one(street.chaotianmen, date(YEAR, 4, 7))
    before = AnnualReport.objects.values().get(pk=report.pk)

    for act in every_act(report, street.liwen):
        with pytest.raises(acts.ReportLocked, match="撤回送审"):
            act()
    assert AnnualReport.objects.values().get(pk=report.pk) == before
    assert len(drift(report)) == 3


def test_who_did_not_see_the_last_state_is_refused(street, report) -> None:
    one(street.chaotianmen, date(YEAR, 4, 7))
    seen = report.updated_at - timedelta(seconds=1)

    for act in every_act(report, street.liwen, seen=seen):
        with pytest.raises(acts.ReportChangedMeanwhile):
            act()


def test_an_accepted_problem_stands_in_the_text_with_its_figures_bound(street, report) -> None:
    (suggestion,) = suggestions(sources_of(report))
    acts.accept_problem(report, suggestion, by=street.liwen)

    report.refresh_from_db()
    assert report.narrative["problems"] == suggestion.text
    assert "全年没有更新的有" in suggestion.text
    assert [binding["key"] for binding in report.bindings if binding["section"] == "problems"] == ["columns.silent"]


def test_reviews_and_proofs_are_counted_level_by_level(street) -> None:
    year = timezone.localdate().year
    published(street)
    round = in_review(street, title="第二件").rounds.get()
    found = Answers(text="改日期。", error_count=3, error_kinds=("DATE", "TYPO"))
    review.return_to_author(round, by=street.wangfang, stage=round.open_stages()[0], answers=found)

    collected = collect(street.chaotianmen, year, as_of=timezone.now())
    narrative = acts.drafted(year, office=street.chaotianmen, at=timezone.now()).narrative

    done = collected.reviewing
    assert (done.closed, done.returned, done.errors, done.returns) == (1, 1, {1: 3, 2: 0, 3: 0}, {1: 1, 2: 0, 3: 0})
    assert collected.determined == {"PROACTIVE": 2}
    assert "退回改正差错3处，其中一校3处。" in narrative["supervision"]
    assert "全年完成审校1轮，退回拟稿人修改1轮。" in narrative["management"]
    assert "源头认定公开属性2件，认定为主动公开的2件。" in narrative["management"]


def test_unanswered_problems_of_last_year_are_told(street, followed) -> None:
    told = [finding.expected for finding in acts.findings(followed) if finding.rule == "E14"]

    assert told == ["信息更新滞后，个别栏目发布不及时", "审核把关不够严谨"]


def test_an_answered_problem_is_told_no_more_and_written_once(street, followed) -> None:
    answer = Answer("审核把关不够严谨", Standing.DONE, "增设交叉复核")
    acts.revise(
        followed,
        tables=followed.given_tables,
        narrative=followed.narrative,
        signed_date=None,
        answers=[answer],
        by=street.liwen,
    )

    assert acts.write_answers(followed, by=street.liwen) == 1
    assert followed.narrative["improvements"] == "上年报告的“审核把关不够严谨”问题，已整改：增设交叉复核。"
    left = [finding.expected for finding in acts.findings(followed) if finding.rule == "E14"]
    assert left == ["信息更新滞后，个别栏目发布不及时"]
    with pytest.raises(acts.FigureNotThere, match="没有可以写入"):
        acts.write_answers(followed, by=street.liwen)


def test_after_the_year_is_frozen_the_prose_is_held_against_the_frozen_figures(street, report) -> None:
    freeze_once(street.chaotianmen, YEAR, at=timezone.now())
    one(street.chaotianmen, date(YEAR, 12, 30))

    assert drift(report) == []

    acts.freeze_again(street.chaotianmen, YEAR, reason="补登一件申请。", by=street.zhaomin)
    assert len(drift(report)) == 3


def test_a_correction_takes_bindings_and_answers_over(street, followed) -> None:
    answer = Answer("审核把关不够严谨", Standing.DONE, "增设交叉复核")
    acts.revise(
        followed,
        tables=followed.given_tables,
        narrative=followed.narrative,
        signed_date=None,
        answers=[answer],
        by=street.liwen,
    )
    made_public(street, followed)

    corrected = acts.correct(AnnualReport.objects.get(pk=followed.pk), explanation="更正一处数字。", by=street.liwen)

    assert corrected.draft == followed.draft
    assert list(corrected.answers) == ["审核把关不够严谨"]
