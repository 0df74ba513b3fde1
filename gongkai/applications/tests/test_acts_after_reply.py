"""What may follow a reply: orders of authority or court, disclosure to all, correction of a record, withdrawal: 《条例》第四十一条、第四十四条."""

from datetime import date, timedelta

import pytest

from gongkai.applications import acts
from gongkai.applications.acts.rectifying import draft_rectification_reply
from gongkai.applications.models import RemedyKind, RemedyResult
from gongkai.applications.states import State
from gongkai.applications.tests import cases
from gongkai.applications.transitions import ActRefused
from gongkai.catalogue.models import Column
from gongkai.law.attributes import Attribute
from gongkai.law.letters import LetterKind
from gongkai.records.determining import Proposal
from gongkai.records.models import Record
from gongkai.records.tests.stories import open_office
from gongkai.review import actions as review
from gongkai.review.answers import Answers

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)


def ordered(street, application, **order):
    remedy = acts.record_remedy(
        application,
        by=street.lvying,
        kind=RemedyKind.RECONSIDERATION,
        authority="重庆市渝中区人民政府",
        number="渝中府复〔2026〕1号",
        received_on=date(2026, 4, 1),
    )
    facts = {"ended_on": date(2026, 5, 6), "result": RemedyResult.CORRECTED, "orders_new_reply": True}
    return acts.update_remedy(remedy, by=street.lvying, order_received_on=date(2026, 5, 7), **facts | order)


def test_an_order_begins_a_new_round_with_its_own_period(street, application):
    application = cases.replied(street, application, "REFUSED_INTERNAL_AFFAIRS", on=date(2026, 3, 20))
    ordered(street, application, order_workdays=10)

    application = acts.reopen(application, by=street.zhaomin, at=cases.noon(date(2026, 5, 8)))
    assert (application.state, application.told_due) == (State.REGISTERED, date(2026, 5, 20))
    application = cases.replied(street, application, "GRANTED", on=date(2026, 5, 15))

    assert (application.outcome, application.ended_on) == ("REFUSED_INTERNAL_AFFAIRS", date(2026, 3, 20))
    assert [each.outcome for each in application.decisions.all()] == ["REFUSED_INTERNAL_AFFAIRS", "GRANTED"]
    with pytest.raises(ActRefused, match="没有责令重新答复"):
        acts.reopen(application, by=street.zhaomin, at=cases.noon(date(2026, 5, 18)))


def test_an_order_without_its_period_is_not_taken_up(street, application):
    application = cases.replied(street, application, "REFUSED_INTERNAL_AFFAIRS", on=date(2026, 3, 20))
    ordered(street, application)

    with pytest.raises(ActRefused, match="期限"):
        acts.reopen(application, by=street.zhaomin, at=cases.noon(date(2026, 5, 8)))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param({"result": "UPHELD"}, "须同时填写", id="有结果没有日期"),
        pytest.param({"ended_on": date(2026, 3, 1), "result": "UPHELD"}, "不能早于", id="审结早于受理"),
        pytest.param({"kind": RemedyKind.LITIGATION_AFTER_RECONSIDERATION}, "此前的行政复议", id="复议后起诉没有复议"),
    ],
)
def test_a_remedy_that_contradicts_itself_is_refused(street, application, given, told):
    facts = {"kind": RemedyKind.RECONSIDERATION, "authority": "区政府", "received_on": date(2026, 4, 1)} | given

    with pytest.raises(ActRefused, match=told):
        acts.record_remedy(application, by=street.lvying, **facts)


def test_what_was_granted_becomes_a_record(town):
    open_office(town)
    street = cases.open_office(town)
    application = cases.replied(street, cases.received(street, RECEIVED), "GRANTED", on=date(2026, 3, 20))
    column = Column.objects.filter(office=street.chaotianmen, name="通知公告").get()
    record = Record(
        office=street.chaotianmen,
        title="某某路房屋征收补偿情况",
        kind="NOTICE",
        column=column,
        source_name="本机关",
        made_on=date(2026, 3, 20),
        starts_at=cases.noon(date(2026, 3, 25)),
        department=street.safety,
    )
    proposal = Proposal(attribute=Attribute.PROACTIVE, basis="", reason="")

    made = acts.make_proactive(application, record, proposal, by=street.zhaomin)

    assert cases.fresh(application).record == made
    with pytest.raises(ActRefused, match="已经转为主动公开"):
        acts.make_proactive(application, record, proposal, by=street.zhaomin)


def test_a_wrong_record_about_oneself_is_corrected_and_told(street):
    row = acts.take_rectification(
        cases.applicant(),
        office=street.chaotianmen,
        subject="低保公示中本人姓名有误",
        evidence="身份证复印件",
        received_on=RECEIVED,
        files=[],
        department=street.safety,
        by=street.zhaomin,
        at=cases.noon(RECEIVED),
    )
    assert row.due_on == date(2026, 3, 30)
    with pytest.raises(ActRefused, match="有权更正的机关"):
        draft_rectification_reply(row, result="FORWARDED", finding="属实", other_agency="", by=street.zhaomin)
    day = date(2026, 3, 9)
    letter = draft_rectification_reply(
        row,
        result="CORRECTED",
        finding="经核查，公示姓名确有错字。",
        other_agency="",
        by=street.zhaomin,
        at=cases.noon(day),
    )
    with pytest.raises(ActRefused, match="尚未签发"):
        acts.answer_rectification(letter, on=day, by=street.zhaomin, at=cases.noon(day))


def test_a_withdrawal_waits_for_letters_under_review(street, application):
    terms = {"what": "请写明年份。", "until": "2026-03-26"}
    letter = acts.draft(
        application, LetterKind.CORRECTION_NOTICE, by=street.liwen, terms=terms, at=cases.noon(date(2026, 3, 5))
    )
    round = acts.release_to_review(letter, by=street.liwen, at=cases.noon(date(2026, 3, 5)))
    with pytest.raises(ActRefused, match="正在审签"):
        acts.withdraw(application, on=date(2026, 3, 6), by=None, at=cases.noon(date(2026, 3, 6)))

    stage = round.open_stages()[0]
    review.return_to_author(
        round, by=street.wangfang, stage=stage, answers=Answers(text="退回"), at=cases.noon(date(2026, 3, 6))
    )

    assert (
        acts.withdraw(application, on=date(2026, 3, 6), by=None, at=cases.noon(date(2026, 3, 6))).state == State.CLOSED
    )


def test_days_that_have_not_come_are_refused(street, application):
    with pytest.raises(ActRefused, match="晚于今天"):
        acts.withdraw(application, on=RECEIVED + timedelta(days=9), by=None, at=cases.noon(RECEIVED))


def test_an_application_withdrawn_before_its_confirmation_counts_by_its_submission(street):
    application = cases.submitted(street, RECEIVED)

    acts.withdraw(application, on=date(2026, 3, 3), by=None, at=cases.noon(date(2026, 3, 3)))

    application = cases.fresh(application)
    assert (application.state, application.received_on, application.ended_on) == (
        State.CLOSED,
        RECEIVED,
        date(2026, 3, 3),
    )
