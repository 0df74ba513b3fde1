"""The casework told from receipt to reply: 《条例》第二十九条至第四十五条."""

from datetime import date

import pytest

from gongkai.applications import acts
from gongkai.applications.case import Case
from gongkai.applications.states import Act, State
from gongkai.applications.tests import cases
from gongkai.applications.transitions import ActRefused, lawful_acts
from gongkai.law.letters import LetterKind
from gongkai.review import actions as review
from gongkai.review.answers import Answers

pytestmark = pytest.mark.django_db


def due(application, today):
    return Case(application, today).reckoning.due


def test_an_application_is_received_when_both_sides_have_confirmed(street):
    application = cases.submitted(street, date(2026, 2, 27))
    assert application.state == State.SUBMITTED
    assert application.received_on is None

    acts.confirm(application, on=date(2026, 3, 2), by=street.zhaomin, at=cases.noon(date(2026, 3, 2)))

    application = cases.fresh(application)
    assert (application.state, application.received_on) == (State.REGISTERED, date(2026, 3, 2))
    assert application.told_due == date(2026, 3, 30)


def test_a_correction_begins_the_period_anew(street):
    application = cases.received(street, date(2026, 3, 2))

    application = cases.corrected(
        street, application, asked=date(2026, 3, 5), until=date(2026, 3, 26), returned=date(2026, 3, 16)
    )

    assert application.state == State.REGISTERED
    assert application.told_due == date(2026, 4, 14)
    assert application.wordings.count() == 2


def test_the_whole_way_with_a_silent_third_party_and_an_extension(street):
    application = cases.received(street, date(2026, 3, 2))
    consultation = cases.consulted(street, application, sent_on=date(2026, 3, 6), delivered=date(2026, 3, 9))
    assert cases.fresh(application).state == State.CONSULTING_THIRD_PARTY

    acts.lapse_consultation(consultation, by=street.liwen, at=cases.noon(date(2026, 3, 31)))
    application = cases.fresh(application)
    assert (application.state, application.told_due) == (State.DRAFTING, date(2026, 4, 22))

    application = cases.extended(street, application, on=date(2026, 4, 20))
    assert application.told_due == date(2026, 5, 22)

    application = cases.replied(street, application, "GRANTED", on=date(2026, 5, 8))
    assert (application.state, application.outcome, application.ended_on) == (State.SERVED, "GRANTED", date(2026, 5, 8))


def test_every_reason_is_told_at_once(street):
    application = cases.received(street, date(2026, 3, 2))
    application = cases.corrected(
        street, application, asked=date(2026, 3, 5), until=date(2026, 3, 26), returned=date(2026, 3, 16)
    )

    with pytest.raises(ActRefused) as refusal:
        acts.draft(application, "CORRECTION_NOTICE", by=street.jiangli, at=cases.noon(date(2026, 4, 8)))

    assert len(refusal.value.reasons) == 3


def test_an_uncorrected_application_lapses_after_its_period(street):
    application = cases.received(street, date(2026, 3, 2))
    application = cases.corrected(street, application, asked=date(2026, 3, 5), until=date(2026, 3, 26))
    with pytest.raises(ActRefused, match="尚未届满"):
        cases.replied(street, application, "OTHER_NOT_CORRECTED", on=date(2026, 3, 26))

    application = cases.replied(street, application, "OTHER_NOT_CORRECTED", on=date(2026, 3, 27))

    assert (application.state, application.outcome) == (State.SERVED, "OTHER_NOT_CORRECTED")


def test_a_withdrawn_application_is_closed(street):
    application = cases.received(street, date(2026, 3, 2))

    acts.withdraw(application, on=date(2026, 3, 4), by=None, at=cases.noon(date(2026, 3, 4)))

    application = cases.fresh(application)
    assert (application.state, application.outcome) == (State.CLOSED, "OTHER")
    assert lawful_acts(Case(application, date(2026, 3, 5), street.zhaomin)) == [Act.ARCHIVE, Act.CONFIRM_WITHDRAWAL]


@pytest.fixture
def out_of_reach(street):
    """An application that nobody could confirm, its ending drafted."""
    application = cases.submitted(street, date(2026, 3, 2))
    acts.assign(application, department=street.safety, handler=street.liwen, by=street.zhaomin)
    for day in (3, 4, 5):
        on = date(2026, 3, day)
        acts.mark_unreachable(application, on=on, text="电话无人接听。", by=street.zhaomin, at=cases.noon(on))
    reasons = {"reasons": "无法与您取得联系。"}
    acts.decide(application, by=street.liwen, at=cases.noon(date(2026, 3, 6)), outcome="OTHER", **reasons)
    return application


def test_an_applicant_out_of_reach_is_answered_without_a_day_of_receipt(street, out_of_reach):
    cases.sent(street, out_of_reach, LetterKind.REPLY, date(2026, 3, 6))

    application = cases.fresh(out_of_reach)
    assert (application.state, application.outcome, application.told_due) == (State.SERVED, "OTHER", None)
    assert (application.received_on, application.ended_on) == (date(2026, 3, 2), date(2026, 3, 6))


def test_a_returned_ending_waits_for_its_confirmation_again(street, out_of_reach):
    on = cases.noon(date(2026, 3, 6))
    letter = acts.draft(out_of_reach, LetterKind.REPLY, by=street.liwen, at=on)
    round = acts.release_to_review(letter, by=street.liwen, at=on)

    review.return_to_author(
        round, by=street.wangfang, stage=round.open_stages()[0], answers=Answers(text="请再联系一次。"), at=on
    )

    assert cases.fresh(out_of_reach).state == State.SUBMITTED


def test_a_notice_that_arrived_does_not_prove_that_the_reply_did(street):
    application = cases.received(street, date(2026, 3, 2))
    application = cases.corrected(
        street, application, asked=date(2026, 3, 5), until=date(2026, 3, 26), returned=date(2026, 3, 16)
    )
    acts.record_service(
        application.deliveries.get(),
        on=date(2026, 3, 9),
        proof=cases.proof(application, by=street.liwen),
        by=street.liwen,
        at=cases.noon(date(2026, 3, 9)),
    )
    application = cases.replied(street, application, "GRANTED", on=date(2026, 3, 18))

    with pytest.raises(ActRefused, match="答复尚未登记送达"):
        acts.close(application, by=street.zhaomin, at=cases.noon(date(2026, 3, 19)))
