"""Every turn a case may take, and the refusals on the way: 《条例》第十七条、第三十条至第三十五条、第四十一条、第四十四条."""

from datetime import date

import pytest

from gongkai.applications import acts
from gongkai.applications.case import Case
from gongkai.applications.models import Application, CaseRules, FeeBasis, Opinion
from gongkai.applications.states import State
from gongkai.applications.tests import cases
from gongkai.applications.transitions import ActRefused
from gongkai.law.letters import LetterKind
from gongkai.law.receipt import Channel

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)


def due(application, today):
    return Case(cases.fresh(application), today).reckoning.due


# Receipt


@pytest.mark.parametrize(
    ("channel", "days", "received_on"),
    [
        pytest.param(Channel.IN_PERSON, {"came_on": RECEIVED}, RECEIVED, id="当面提交"),
        pytest.param(Channel.ORAL, {"came_on": RECEIVED}, RECEIVED, id="口头"),
        pytest.param(Channel.MAIL_SIGNED, {"signed_on": date(2026, 2, 27)}, date(2026, 2, 27), id="挂号信"),
        pytest.param(
            Channel.MAIL_ORDINARY, {"came_on": RECEIVED, "confirmed_on": RECEIVED}, RECEIVED, id="平信当日确认"
        ),
    ],
)
def test_the_day_of_receipt_follows_the_channel(street, channel, days, received_on):
    application = cases.taken_in(street, channel, RECEIVED, **days)

    assert (application.state, application.received_on) == (State.REGISTERED, received_on)


def test_an_ordinary_letter_waits_for_its_confirmation(street):
    application = cases.taken_in(street, Channel.MAIL_ORDINARY, RECEIVED, came_on=RECEIVED)
    assert (application.state, application.received_on) == (State.SUBMITTED, None)

    acts.confirm(application, on=date(2026, 3, 4), by=street.zhaomin, at=cases.noon(date(2026, 3, 4)))

    assert cases.fresh(application).received_on == date(2026, 3, 4)


def test_the_same_form_sent_twice_is_one_application(street):
    first = acts.submit(cases.filing(), office=street.chaotianmen, submission="one")
    second = acts.submit(cases.filing(), office=street.chaotianmen, submission="one")

    assert first == second
    assert Application.objects.count() == 1


def test_numbers_have_no_gaps_and_begin_anew_each_year(street):
    days = [date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 4)]

    assert [cases.submitted(street, day).number for day in days] == ["2026-0001", "2026-0002", "2027-0001"]


def test_whoever_cannot_be_reached_is_closed_after_three_days_of_trying(street):
    application = cases.submitted(street, RECEIVED)
    for n, day in enumerate([date(2026, 3, 3), date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 5)]):
        acts.mark_unreachable(application, on=day, text=f"第{n}次电话无人接听", by=street.zhaomin, at=cases.noon(day))
        if n < 3:
            with pytest.raises(ActRefused, match="3个不同日期"):
                acts.decide(application, by=street.zhaomin, at=cases.noon(day), outcome="OTHER", reasons="无法联系。")
    acts.assign(application, department=street.safety, handler=street.liwen, by=street.zhaomin)

    application = cases.replied(street, application, "OTHER", on=date(2026, 3, 9), reasons="多次联系，均无法取得联系。")

    assert (application.state, application.outcome, application.received_on) == (State.SERVED, "OTHER", RECEIVED)


def test_the_period_begins_when_contact_is_restored(street):
    application = cases.submitted(street, RECEIVED)
    acts.mark_unreachable(application, on=RECEIVED, text="关机", by=street.zhaomin, at=cases.noon(RECEIVED))

    acts.confirm(application, on=date(2026, 3, 16), by=street.zhaomin, at=cases.noon(date(2026, 3, 16)))

    assert cases.fresh(application).told_due == date(2026, 4, 14)


# Consultation


def test_two_consultations_at_once_suspend_once(street, application):
    first = cases.consulted(street, application, sent_on=date(2026, 3, 6), delivered=date(2026, 3, 6))
    second = cases.consulted(
        street, application, sent_on=date(2026, 3, 10), kind="CO_MAKER", delivered=date(2026, 3, 10)
    )
    acts.take_opinion(
        first,
        on=date(2026, 3, 12),
        opinion=Opinion.AGREES,
        reasons="",
        by=street.liwen,
        at=cases.noon(date(2026, 3, 12)),
    )
    assert cases.fresh(application).state == State.CONSULTING_AGENCY

    acts.take_opinion(
        second,
        on=date(2026, 3, 20),
        opinion=Opinion.AGREES,
        reasons="",
        by=street.liwen,
        at=cases.noon(date(2026, 3, 20)),
    )

    application = cases.fresh(application)
    assert (application.state, application.told_due) == (State.DRAFTING, date(2026, 4, 14))


def test_silence_counts_only_after_its_fifteen_working_days(street, application):
    consultation = cases.consulted(street, application, sent_on=date(2026, 3, 6), delivered=date(2026, 3, 9))

    with pytest.raises(ActRefused, match="2026年3月30日"):
        acts.lapse_consultation(consultation, by=street.liwen, at=cases.noon(date(2026, 3, 30)))


def test_no_reply_is_drafted_while_somebody_is_asked(street, application):
    cases.consulted(street, application, sent_on=date(2026, 3, 6))

    with pytest.raises(ActRefused, match="不能办理“拟定答复”"):
        acts.decide(
            application, by=street.liwen, at=cases.noon(date(2026, 3, 9)), outcome="GRANTED", how_to_obtain="邮寄"
        )


def test_a_third_party_overruled_is_told_before_the_case_closes(street, application):
    consultation = cases.consulted(street, application, sent_on=date(2026, 3, 6), delivered=date(2026, 3, 9))
    day = date(2026, 3, 16)
    acts.take_opinion(
        consultation, on=day, opinion=Opinion.REFUSES, reasons="涉及隐私", by=street.liwen, at=cases.noon(day)
    )
    application = cases.replied(street, application, "GRANTED", on=date(2026, 3, 20))
    delivery = application.deliveries.get(letter__kind=LetterKind.REPLY)
    service = {
        "proof": cases.proof(application, by=street.liwen),
        "by": street.liwen,
        "at": cases.noon(date(2026, 3, 24)),
    }
    acts.record_service(delivery, on=date(2026, 3, 23), **service)
    with pytest.raises(ActRefused, match="书面告知第三方"):
        acts.close(application, by=street.zhaomin, at=cases.noon(date(2026, 3, 24)))

    told = {"reasons": "不公开可能对公共利益造成重大影响。", "what": "补偿协议"}
    cases.sent(
        street, application, LetterKind.DISCLOSURE_NOTICE, date(2026, 3, 25), consultation=consultation, terms=told
    )

    acts.close(application, by=street.zhaomin, at=cases.noon(date(2026, 3, 26)))
    assert cases.fresh(application).state == State.CLOSED


# Reasons, delay, referral, fees


def test_asking_for_reasons_does_not_stop_the_clock(street, application):
    terms = {"what": "一个月内提出12件申请，请说明理由。", "until": "2026-03-20"}
    cases.sent(street, application, LetterKind.REASONS_NOTICE, date(2026, 3, 6), terms=terms)
    assert cases.fresh(application).told_due == date(2026, 3, 30)
    acts.take_reasons(application, on=date(2026, 3, 12), text="研究需要", by=None, at=cases.noon(date(2026, 3, 12)))

    delayed = {"until": "2026-05-15", "reasons": "数量较多，无法在期限内答复。"}
    cases.sent(street, application, LetterKind.DELAY_NOTICE, date(2026, 3, 16), terms=delayed)

    assert cases.fresh(application).told_due == date(2026, 5, 15)


def test_a_question_is_referred_upwards(street, application):
    terms = {"agency": "渝中区国家保密局", "what": "协议附图是否属于国家秘密", "reasons": "附图标注了管线位置。"}
    cases.sent(street, application, LetterKind.REFERRAL, date(2026, 3, 6), terms=terms)
    assert cases.fresh(application).state == State.REFERRED_UP

    acts.take_ruling(
        application, on=date(2026, 3, 13), text="不属于", by=street.liwen, at=cases.noon(date(2026, 3, 13))
    )

    application = cases.fresh(application)
    assert (application.state, application.told_due) == (State.DRAFTING, date(2026, 3, 30))


@pytest.fixture
def charged(street, application):
    rules = CaseRules.objects.filter(office=street.chaotianmen)
    rules.update(charges_fees=True, fee_account="某银行某支行，账号0000（示例）")
    terms = {"basis": FeeBasis.PAGES, "quantity": 201}
    cases.sent(street, application, LetterKind.FEE_NOTICE, date(2026, 3, 9), terms=terms)
    acts.record_fee_delivery(application, on=date(2026, 3, 11), by=street.liwen, at=cases.noon(date(2026, 3, 11)))
    return cases.fresh(application)


def test_a_fee_paid_begins_the_period_anew(street, charged):
    assert (charged.state, charged.told_due, charged.fees.get().amount) == (State.FEE_PENDING, None, 2740)

    acts.take_fee(charged, on=date(2026, 3, 16), voucher="0001", by=street.liwen, at=cases.noon(date(2026, 3, 16)))

    assert cases.fresh(charged).told_due == date(2026, 4, 14)


def test_a_fee_unpaid_lapses_after_twenty_working_days(street, charged):
    with pytest.raises(ActRefused, match="尚未届满"):
        cases.replied(street, charged, "OTHER_FEE_UNPAID", on=date(2026, 4, 9))

    assert cases.replied(street, charged, "OTHER_FEE_UNPAID", on=date(2026, 4, 10)).outcome == "OTHER_FEE_UNPAID"


def test_an_office_that_does_not_charge_sends_no_notice(street, application):
    with pytest.raises(ActRefused, match="没有开通"):
        acts.draft(
            application,
            LetterKind.FEE_NOTICE,
            by=street.liwen,
            terms={"basis": "ITEMS", "quantity": 11},
            at=cases.noon(date(2026, 3, 9)),
        )


# Outcomes


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param({"outcome": "UNAVAILABLE_NOT_HELD"}, "检索记录", id="没有检索"),
        pytest.param({"outcome": "UNAVAILABLE_OTHER_AGENCY"}, "名称和联系方式", id="没有写明机关"),
        pytest.param({"outcome": "UNAVAILABLE_UNCLEAR"}, "补正", id="没有补正"),
        pytest.param({"outcome": "REFUSED_THIRD_PARTY"}, "征求第三方意见", id="没有征求意见"),
        pytest.param({"outcome": "REFUSED_LAW_FORBIDS"}, "法律或行政法规", id="没有写明法律"),
        pytest.param({"outcome": "REFUSED_INTERNAL_AFFAIRS", "reasons": ""}, "写明理由", id="没有理由"),
        pytest.param({"outcome": "REJECTED_REPEAT"}, "前次申请", id="没有前次申请"),
        pytest.param({"outcome": "REJECTED_EXCESSIVE"}, "说明理由", id="没有要求说明理由"),
        pytest.param({"outcome": "OTHER_NOT_CORRECTED"}, "补正", id="没有告知补正"),
        pytest.param({"outcome": "OTHER_FEE_UNPAID"}, "缴费", id="没有通知缴费"),
        pytest.param({"outcome": "PARTIAL", "how_to_obtain": "邮寄"}, "不予公开部分", id="没有写明不公开的部分"),
        pytest.param({"outcome": "GRANTED", "how_to_obtain": ""}, "获取的方式", id="没有获取方式"),
    ],
)
def test_what_an_outcome_demands(street, application, given, told):
    facts = {"reasons": "理由。", "how_to_obtain": ""} | given

    with pytest.raises(ActRefused, match=told):
        acts.decide(application, by=street.liwen, at=cases.noon(date(2026, 3, 9)), **facts)


def test_a_repetition_names_an_answered_application_of_the_same_person(street, application):
    later = cases.received(street, date(2026, 4, 1))
    stranger = cases.received(street, date(2026, 4, 1), who=cases.applicant(number="500103198505050023"))
    given = {
        "outcome": "REJECTED_REPEAT",
        "reasons": "已经答复。",
        "by": street.liwen,
        "at": cases.noon(date(2026, 4, 2)),
    }
    with pytest.raises(ActRefused, match="同一申请人"):
        acts.decide(later, repeats=stranger, **given)
    with pytest.raises(ActRefused, match="尚未答复"):
        acts.decide(later, repeats=application, **given)

    cases.replied(street, application, "GRANTED", on=date(2026, 3, 20))

    assert acts.decide(later, repeats=cases.fresh(application), **given).outcome == "REJECTED_REPEAT"
