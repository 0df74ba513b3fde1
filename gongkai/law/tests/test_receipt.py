"""The day of receipt: 《条例》第三十一条, and 国办公开办函〔2015〕207号 for letters gone astray and applicants out of reach."""

import datetime as dt

import pytest

from gongkai.law.receipt import Arrival, Channel, ReceiptDatesContradict, ReceiptDayNotKnown, receipt

MONDAY, TUESDAY, FRIDAY = dt.date(2026, 3, 2), dt.date(2026, 3, 3), dt.date(2026, 3, 6)


@pytest.mark.parametrize(
    ("facts", "on", "basis"),
    [
        pytest.param(
            {"channel": Channel.IN_PERSON, "came_on": MONDAY}, MONDAY, "《条例》第三十一条第（一）项", id="当面"
        ),
        pytest.param({"channel": Channel.ORAL, "came_on": MONDAY}, MONDAY, "《条例》第三十一条第（一）项", id="口头"),
        pytest.param(
            {"channel": Channel.IN_PERSON, "came_on": MONDAY, "is_unreachable": True},
            MONDAY,
            "《条例》第三十一条第（一）项",
            id="当面提交后失联",
        ),
        pytest.param(
            {"channel": Channel.MAIL_SIGNED, "came_on": MONDAY, "signed_on": TUESDAY},
            TUESDAY,
            "《条例》第三十一条第（二）项",
            id="签收",
        ),
        pytest.param(
            {"channel": Channel.MAIL_ORDINARY, "came_on": MONDAY, "confirmed_on": MONDAY},
            MONDAY,
            "《条例》第三十一条第（二）项",
            id="平信当日确认",
        ),
        pytest.param(
            {"channel": Channel.WEB, "came_on": MONDAY, "confirmed_on": TUESDAY},
            TUESDAY,
            "《条例》第三十一条第（三）项",
            id="互联网双方确认",
        ),
        pytest.param(
            {"channel": Channel.FAX, "confirmed_on": TUESDAY},
            TUESDAY,
            "《条例》第三十一条第（三）项",
            id="传真双方确认",
        ),
        pytest.param(
            {"channel": Channel.MAIL_SIGNED, "signed_on": MONDAY, "confirmed_on": FRIDAY, "is_misdirected": True},
            FRIDAY,
            "国办公开办函〔2015〕207号",
            id="寄给其他机构",
        ),
        pytest.param(
            {"channel": Channel.WEB, "came_on": MONDAY, "confirmed_on": FRIDAY, "is_unreachable": True},
            FRIDAY,
            "国办公开办函〔2015〕207号",
            id="恢复联系",
        ),
    ],
)
def test_each_channel_has_its_day_of_receipt(facts, on, basis):
    found = receipt(Arrival(**facts))

    assert (found.on, found.basis, found.warning) == (on, basis, "")
    assert f"2026年3月{on.day}日" in found.why
    assert found.why.endswith("为收到之日。")


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        pytest.param({"channel": Channel.IN_PERSON}, "请填写提交日期", id="当面"),
        pytest.param({"channel": Channel.ORAL}, "请填写提交日期", id="口头"),
        pytest.param({"channel": Channel.MAIL_SIGNED, "came_on": MONDAY}, "请填写签收日期", id="没有签收"),
        pytest.param(
            {"channel": Channel.MAIL_ORDINARY, "came_on": MONDAY}, "平常信函应当于收到当日与申请人确认", id="平信"
        ),
        pytest.param({"channel": Channel.WEB, "came_on": MONDAY}, "以双方确认之日为收到之日", id="互联网"),
        pytest.param({"channel": Channel.FAX, "came_on": MONDAY}, "通过传真提交的申请", id="传真"),
        pytest.param(
            {"channel": Channel.MAIL_SIGNED, "signed_on": MONDAY, "is_misdirected": True},
            "信件寄到了本机关其他机构",
            id="寄给其他机构",
        ),
        pytest.param(
            {"channel": Channel.WEB, "came_on": MONDAY, "is_unreachable": True}, "请登记联系经过", id="无法联系"
        ),
    ],
)
def test_a_missing_fact_is_asked_for(facts, missing):
    with pytest.raises(ReceiptDayNotKnown) as refusal:
        receipt(Arrival(**facts))

    assert missing in str(refusal.value)
    assert str(refusal.value).endswith("。")


def test_nobody_confirms_what_has_not_come():
    with pytest.raises(ReceiptDatesContradict, match="早于申请到达的日期（2026年3月3日）"):
        receipt(Arrival(channel=Channel.WEB, came_on=TUESDAY, confirmed_on=MONDAY))


def test_a_letter_confirmed_late_is_received_late_and_says_so():
    found = receipt(Arrival(channel=Channel.MAIL_ORDINARY, came_on=MONDAY, confirmed_on=FRIDAY))

    assert found.on == FRIDAY
    assert found.warning == "平常信函于2026年3月2日到达，应当于当日与申请人确认。请留存未能当日确认的说明。"


@pytest.mark.parametrize("channel", Channel, ids=lambda channel: channel.label)
def test_each_channel_has_its_label(channel):
    assert channel.label
