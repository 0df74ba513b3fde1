"""Correcting a dated event: the old entry stays, the deadline follows, and nothing contradicts itself afterwards."""

from datetime import date

import pytest

from gongkai.applications import acts
from gongkai.applications.models import ClockEntry
from gongkai.applications.reckoning import standing_entries
from gongkai.applications.states import State
from gongkai.applications.tests import cases, screens
from gongkai.applications.tests.screens import go, page
from gongkai.applications.transitions import ActRefused
from gongkai.office.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tenth_of_march")]


def entry(application, kind) -> ClockEntry:
    return standing_entries(application).get(kind=kind)


def test_a_corrected_receipt_moves_the_deadline_and_keeps_the_old_entry(street):
    application = screens.received(street)

    acts.correct_entry(entry(application, "RECEIVED"), on=date(2026, 3, 3), reason="看错日期", by=street.zhaomin)

    application = cases.fresh(application)
    assert (application.received_on, application.told_due) == (date(2026, 3, 3), date(2026, 3, 31))
    assert application.wording().received_on == date(2026, 3, 3)
    assert [each.on.day for each in application.clock_entries.order_by("id")] == [2, 2, 3]
    assert entry(application, "RECEIVED").on == date(2026, 3, 3)


def test_what_was_corrected_is_told_without_the_reason(street):
    application = screens.received(street)

    acts.correct_entry(entry(application, "RECEIVED"), on=date(2026, 3, 3), reason="张三来电", by=street.zhaomin)

    told = Event.objects.get(verb="applications.clock_entry_corrected")
    assert (told.data["before"], told.data["after"]) == ("2026-03-02", "2026-03-03")
    assert "张三" not in str(told.data)


def test_a_moved_dispatch_moves_the_letter_and_its_delivery(street):
    application = screens.consulting(street)
    acts.correct_entry(entry(application, "CONSULTED"), on=date(2026, 3, 6), reason="次日交邮", by=street.zhaomin)

    letter = application.letters.get()
    assert letter.sent_on == letter.deliveries.get().sent_on == date(2026, 3, 6)
    assert application.consultations.get().sent_on == date(2026, 3, 6)


def test_a_letter_cannot_have_gone_out_before_it_was_signed(street):
    application = screens.consulting(street)

    with pytest.raises(ActRefused, match="签发日期"):
        acts.correct_entry(entry(application, "CONSULTED"), on=date(2026, 3, 4), reason="看错", by=street.zhaomin)

    assert entry(application, "CONSULTED").on == date(2026, 3, 5)


def test_a_day_that_contradicts_the_rest_is_refused(street):
    application = screens.asked_to_correct(street)

    with pytest.raises(ActRefused, match="早于收到申请"):
        acts.correct_entry(entry(application, "RECEIVED"), on=date(2026, 3, 9), reason="看错", by=street.zhaomin)

    assert cases.fresh(application).received_on == date(2026, 3, 2)


def test_a_day_to_come_is_refused(street):
    application = screens.received(street)

    with pytest.raises(ActRefused, match="晚于今天"):
        acts.correct_entry(entry(application, "RECEIVED"), on=date(2026, 3, 11), reason="看错", by=street.zhaomin)


def test_the_confirmation_after_lost_contact_moves_as_one(street):
    application = screens.submitted(street)
    acts.mark_unreachable(application, on=date(2026, 3, 6), text="无人接听", by=street.zhaomin)
    acts.confirm(application, on=date(2026, 3, 10), by=street.zhaomin)

    acts.correct_entry(entry(application, "RECEIVED"), on=date(2026, 3, 9), reason="前一日已确认", by=street.zhaomin)

    assert entry(application, "REACHED").on == entry(application, "RECEIVED").on == date(2026, 3, 9)


def test_a_delivery_that_did_not_happen_is_taken_back(street):
    application = screens.delivered(street)

    acts.cancel_entry(entry(application, "CONSULTATION_DELIVERED"), reason="退件", by=street.zhaomin)

    assert application.consultations.get().delivered_on is None
    assert cases.fresh(application).state == State.CONSULTING_THIRD_PARTY


def test_an_opinion_taken_back_opens_the_consultation_again(street):
    application = screens.delivered(street)
    consultation = application.consultations.get()
    acts.take_opinion(consultation, on=screens.TODAY, opinion="AGREES", reasons="", by=street.liwen)

    acts.cancel_entry(entry(application, "CONSULTATION_ANSWERED"), reason="误登", by=street.zhaomin)

    consultation.refresh_from_db()
    assert (consultation.opinion, consultation.answered_on) == ("", None)
    assert cases.fresh(application).state == State.CONSULTING_THIRD_PARTY


@pytest.mark.parametrize(
    ("story", "kind", "state"),
    [
        (screens.asked_to_correct, "CORRECTED", State.CORRECTION_PENDING),
        (screens.asked_for_reasons, "REASONS_GIVEN", State.REASONS_PENDING),
        (screens.charged, "FEE_PAID", State.FEE_PENDING),
    ],
    ids=["补正", "说明理由", "缴费"],
)
def test_what_the_applicant_did_not_do_is_awaited_again(street, story, kind, state):
    application = story(street)
    by = {"by": street.liwen}
    if kind == "CORRECTED":
        acts.take_correction(application, cases.Wording(title="补正"), on=screens.TODAY, **by)
    elif kind == "REASONS_GIVEN":
        acts.take_reasons(application, on=screens.TODAY, text="研究", **by)
    else:
        acts.take_fee(application, on=screens.TODAY, voucher="0001", **by)

    acts.cancel_entry(entry(application, kind), reason="误登", by=street.zhaomin)

    assert cases.fresh(application).state == state


@pytest.mark.parametrize(
    ("story", "kind", "reason"),
    [
        (screens.received, "RECEIVED", "不能撤销，只能更正日期"),
        (screens.served, "REPLIED", "不能撤销，只能更正日期"),
        (screens.consulting, "CONSULTED", "不能撤销，只能更正日期"),
    ],
    ids=["收到", "答复", "征求意见"],
)
def test_what_a_letter_or_the_receipt_made_stays(street, story, kind, reason):
    application = story(street)

    with pytest.raises(ActRefused, match=reason):
        acts.cancel_entry(entry(application, kind), reason="误登", by=street.zhaomin)


def test_what_later_steps_rest_on_is_not_taken_back(street):
    application = screens.asked_to_correct(street)
    acts.take_correction(application, cases.Wording(title="补正"), on=screens.TODAY, by=street.liwen)
    cases.consulted(street, application, sent_on=screens.TODAY)

    with pytest.raises(ActRefused, match="后面的办理以它为前提"):
        acts.cancel_entry(entry(application, "CORRECTED"), reason="误登", by=street.zhaomin)


def test_silence_does_not_outlive_its_period(street):
    application = screens.lapsed(street)
    acts.lapse_consultation(application.consultations.get(), by=street.liwen)

    with pytest.raises(ActRefused, match="尚未届满"):
        acts.correct_entry(
            entry(application, "CONSULTATION_DELIVERED"), on=date(2026, 3, 6), reason="看错", by=street.zhaomin
        )


def test_every_reason_is_told(street):
    application = screens.received(street)
    row = entry(application, "RECEIVED")
    acts.correct_entry(row, on=date(2026, 3, 3), reason="看错", by=street.zhaomin)

    with pytest.raises(ActRefused) as refusal:
        acts.correct_entry(row, on=date(2026, 3, 4), reason=" ", by=street.liwen)

    assert len(refusal.value.reasons) == 3


def test_the_officer_corrects_on_the_screen(street, client):
    application = screens.received(street)
    address = f"/desk/applications/{application.pk}/clock/{entry(application, 'RECEIVED').pk}/"

    refused = go(client, street, "zhaomin", address, on="2026-03-11", reason="按登记表看错日期")
    answer = go(client, street, "zhaomin", address, on="2026-03-03", reason="按登记表看错日期")

    assert refused.status_code == 422
    assert "按登记表看错日期" in page(refused)
    assert answer["Location"] == application.desk_address()
    assert "更正：收到申请" in page(client.get(application.desk_address()))
