"""The clock of a case as a lawyer would try it: 《条例》第三十一条 to 第三十三条, orders of 复议法 and 行诉法, days that cannot be.

Expected days are counted by hand from the calendar of 2026 (清明节4月4日至6日、端午节6月19日至21日放假).
"""

from datetime import date

import pytest

from gongkai.applications import acts
from gongkai.applications.acts.sending import Dispatch
from gongkai.applications.case import Case
from gongkai.applications.models import DeliveryWay, RemedyKind, RemedyResult
from gongkai.applications.reckoning import reckoning_of
from gongkai.applications.states import Act, State
from gongkai.applications.tests import cases, letters
from gongkai.applications.tests.cases import noon
from gongkai.applications.transitions import ActRefused, refusals
from gongkai.law.letters import LetterKind
from gongkai.law.receipt import Channel

pytestmark = pytest.mark.django_db
SECOND, FIFTH, SIXTH, TENTH = (date(2026, 3, n) for n in (2, 5, 6, 10))
ORDERED_ON = date(2026, 6, 1)


def due(application, *, today=TENTH):
    return reckoning_of(cases.fresh(application), today=today).due


def ordered(town, **period):
    """Return an application answered once and reopened by order of the district."""
    application = cases.replied(
        town, cases.received(town, SECOND), "GRANTED_PUBLISHED", on=TENTH, how_to_obtain="本机关网站。"
    )
    acts.record_remedy(
        application,
        by=town.zhaomin,
        at=noon(ORDERED_ON),
        kind=RemedyKind.RECONSIDERATION,
        authority="重庆市渝中区人民政府",
        received_on=date(2026, 4, 1),
        ended_on=ORDERED_ON,
        result=RemedyResult.CORRECTED,
        orders_new_reply=True,
        order_received_on=ORDERED_ON,
        **period,
    )
    return acts.reopen(application, by=town.zhaomin, at=noon(ORDERED_ON))


@pytest.mark.parametrize(
    ("channel", "days", "last"),
    [
        pytest.param(Channel.IN_PERSON, {"came_on": SECOND}, date(2026, 3, 30), id="当面提交"),
        pytest.param(Channel.MAIL_SIGNED, {"signed_on": date(2026, 3, 7)}, date(2026, 4, 3), id="周六签收"),
        pytest.param(
            Channel.MAIL_ORDINARY, {"came_on": SECOND, "confirmed_on": FIFTH}, date(2026, 4, 2), id="平信隔日确认"
        ),
        pytest.param(Channel.FAX, {"came_on": SECOND}, None, id="传真尚未确认"),
    ],
)
def test_the_period_begins_as_the_application_came(street, channel, days, last):
    assert due(cases.taken_in(street, channel, TENTH, **days)) == last


def test_the_period_of_who_was_out_of_reach_begins_when_contact_is_restored(street):
    application = cases.submitted(street, SECOND)
    acts.mark_unreachable(application, on=FIFTH, text="电话无人接听。", by=street.zhaomin, at=noon(FIFTH))

    assert due(application) is None

    acts.confirm(application, on=date(2026, 3, 16), by=street.zhaomin, at=noon(date(2026, 3, 16)))
    assert due(application, today=date(2026, 3, 17)) == date(2026, 4, 14)


def test_a_reply_on_the_spot_ends_the_case_on_the_day_it_came(street):
    application = cases.taken_in(street, Channel.IN_PERSON, SECOND, came_on=SECOND)
    acts.assign(application, department=street.safety, handler=street.liwen, by=street.zhaomin, at=noon(SECOND))
    acts.decide(
        application, by=street.liwen, at=noon(SECOND), outcome="GRANTED_PUBLISHED", how_to_obtain="本机关网站。"
    )
    here = Dispatch(way=DeliveryWay.ON_SITE, on=SECOND)

    cases.sent(street, application, LetterKind.REPLY, SECOND, dispatch=here)

    application = cases.fresh(application)
    reckoning = reckoning_of(application, today=TENTH)
    assert (application.state, application.ended_on) == (State.SERVED, SECOND)
    assert (reckoning.stopped_on, reckoning.is_late) == (SECOND, False)


@pytest.mark.parametrize(
    ("period", "last"),
    [
        pytest.param({"order_workdays": 15}, date(2026, 6, 23), id="十五个工作日"),
        pytest.param({"order_until": date(2026, 6, 20)}, date(2026, 6, 22), id="末日逢端午"),
    ],
)
def test_an_order_sets_a_period_that_the_office_cannot_lengthen(street, period, last):
    application = ordered(street, **period)
    letters.charging(street)

    case = Case(application, date(2026, 6, 2), street.zhaomin)

    assert case.reckoning.due == last
    for act in (Act.EXTEND, Act.ASK_FEE):
        assert "重新答复的期限由复议决定或者判决写明，不能延期、延迟，也不能另行收费。" in refusals(case, act)


def test_nobody_is_told_that_an_ordered_period_is_suspended(street):
    application = ordered(street, order_workdays=15)
    consultation = letters.asked(application)

    with pytest.raises(ActRefused, match="不需要告知申请人"):
        letters.composed(street, application, LetterKind.CONSULTATION_NOTICE, consultation=consultation)


def _opinion(town, application, on):
    consultation = cases.consulted(town, application, sent_on=SIXTH)
    acts.take_opinion(consultation, on=on, opinion="AGREES", reasons="", by=town.liwen, at=noon(TENTH))


def _delivery(town, application, on):
    consultation = cases.consulted(town, application, sent_on=SIXTH)
    acts.record_consultation_delivery(consultation, on=on, by=town.liwen, at=noon(TENTH))


def _service(town, application, on):
    delivery = letters.charged(town, application).deliveries.get()
    acts.record_service(delivery, on=on, by=town.liwen, at=noon(TENTH))


def _contact(town, application, on):
    acts.log_contact(application, on=on, text="电话告知。", by=town.liwen, at=noon(TENTH))


def _withdrawal(town, application, on):
    acts.withdraw(application, on=on, by=town.liwen, at=noon(TENTH))


@pytest.mark.parametrize(
    ("do", "on", "reason"),
    [
        pytest.param(_opinion, FIFTH, "之前没有发出这份征求意见书", id="意见早于征求"),
        pytest.param(_delivery, FIFTH, "之前没有发出这份征求意见书", id="送达早于征求"),
        pytest.param(_service, date(2026, 3, 11), "送达日期2026年3月11日晚于今天", id="明天送达"),
        pytest.param(_contact, date(2026, 3, 11), "日期2026年3月11日晚于今天", id="明天联系"),
        pytest.param(_withdrawal, date(2026, 2, 27), "撤回日期早于收到申请的日期（2026年3月2日）", id="收到前撤回"),
    ],
)
def test_a_day_that_cannot_be_is_refused(street, do, on, reason):
    application = cases.received(street, SECOND)

    with pytest.raises(ActRefused, match=reason):
        do(street, application, on)


@pytest.mark.parametrize(
    ("on", "reason"),
    [
        pytest.param(date(2026, 3, 11), "晚于今天", id="明天"),
        pytest.param(date(2026, 2, 27), "早于提交申请的日期（2026年3月2日）", id="提交以前"),
    ],
)
def test_an_attempt_that_cannot_have_been_made_does_not_count(street, on, reason):
    application = cases.submitted(street, SECOND)
    acts.mark_unreachable(application, on=FIFTH, text="电话无人接听。", by=street.zhaomin, at=noon(FIFTH))

    with pytest.raises(ActRefused, match=reason):
        acts.mark_unreachable(application, on=on, text="电话无人接听。", by=street.zhaomin, at=noon(TENTH))
