"""收到之日：申请从哪一天算收到（《条例》第三十一条）。

What lives here: the day of receipt per channel, with its reason and clause. Posted, arrived, signed for and confirmed are
separate facts; one that is missing is asked for, never guessed.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from gongkai.law.articles import cite

OTHER_OFFICE = "国办公开办函〔2015〕207号"
"""The answer that lets letters to another office of the agency, and applicants out of reach, count from the confirmation."""


class ReceiptDayNotKnown(ValueError):
    """A fact is missing without which nobody can say when the application was received; the message names it."""


class ReceiptDatesContradict(ValueError):
    """The application was signed for or confirmed before it can have come."""


class Channel(StrEnum):
    """How an application came in."""

    IN_PERSON = "IN_PERSON"
    ORAL = "ORAL"
    MAIL_SIGNED = "MAIL_SIGNED"
    MAIL_ORDINARY = "MAIL_ORDINARY"
    WEB = "WEB"
    FAX = "FAX"

    @property
    def label(self) -> str:
        return {
            "IN_PERSON": "当面提交",
            "ORAL": "口头提出",
            "MAIL_SIGNED": "邮寄（需签收）",
            "MAIL_ORDINARY": "邮寄（平常信函）",
            "WEB": "互联网",
            "FAX": "传真",
        }[self]

    @property
    def is_confirmed(self) -> bool:
        """Whether the day on which both sides confirm is the day of receipt."""
        return self in (Channel.MAIL_ORDINARY, Channel.WEB, Channel.FAX)


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """What is known of the coming of an application.

    `came_on`: submitted in person or on line, or arrived by ordinary mail or fax. `signed_on`: a letter was signed for.
    `confirmed_on`: the office confirmed it with the applicant. `is_misdirected`: the letter went to another part of the
    agency. `is_unreachable`: the office tried in vain to reach the applicant before.
    """

    channel: Channel
    came_on: dt.date | None = None
    signed_on: dt.date | None = None
    confirmed_on: dt.date | None = None
    is_misdirected: bool = False
    is_unreachable: bool = False


class Receipt(NamedTuple):
    """The day of receipt, the sentence that tells why, its basis, and what the clerk should know besides."""

    on: dt.date
    why: str
    basis: str
    warning: str = ""


def receipt(arrival: Arrival) -> Receipt:
    """Return the day on which the application counts as received (《条例》第三十一条).

    :raises ReceiptDayNotKnown: when the fact that fixes the day is missing.
    :raises ReceiptDatesContradict: when the dates cannot all be true.
    """
    if arrival.channel.is_confirmed or arrival.is_misdirected:
        return _confirmed(arrival)
    if arrival.channel is Channel.MAIL_SIGNED:
        return _signed(arrival)
    return _handed_over(arrival)


def _handed_over(arrival: Arrival) -> Receipt:
    on = _needed(arrival.came_on, f"{arrival.channel.label}的申请以提交之日为收到之日。请填写提交日期。")
    said = "，由工作机构代为填写申请" if arrival.channel is Channel.ORAL else ""
    return Receipt(on, f"{arrival.channel.label}{said}，{_shown(on)}提交，提交之日为收到之日。", cite("31(1)"))


def _signed(arrival: Arrival) -> Receipt:
    on = _needed(arrival.signed_on, "需要签收的邮件以签收之日为收到之日。请填写签收日期，并附签收凭证。")
    return Receipt(on, f"邮件于{_shown(on)}签收，签收之日为收到之日。", cite("31(2)"))


def _confirmed(arrival: Arrival) -> Receipt:
    on = _needed(arrival.confirmed_on, _what_to_confirm(arrival))
    came = max((day for day in (arrival.came_on, arrival.signed_on) if day), default=None)
    if came and on < came:
        raise ReceiptDatesContradict(f"确认日期（{_shown(on)}）早于申请到达的日期（{_shown(came)}）。请核对后改正。")
    return Receipt(
        on, f"{_way(arrival)}，{_shown(on)}与申请人确认，确认之日为收到之日。", _basis(arrival), _delay(arrival, came)
    )


def _what_to_confirm(arrival: Arrival) -> str:
    if arrival.is_unreachable:
        return "无法与申请人取得联系，收到之日尚不能确定。请登记联系经过，恢复联系后填写确认日期。"
    if arrival.is_misdirected:
        return "信件寄到了本机关其他机构，以工作机构与申请人确认之日为收到之日。请与申请人联系并填写确认日期。"
    if arrival.channel is Channel.MAIL_ORDINARY:
        return "平常信函应当于收到当日与申请人确认，确认之日为收到之日。请填写确认日期。"
    return f"通过{arrival.channel.label}提交的申请以双方确认之日为收到之日。请与申请人确认并填写确认日期。"


def _way(arrival: Arrival) -> str:
    way = "寄给本机关其他机构的信件" if arrival.is_misdirected else arrival.channel.label
    return f"{way}，此前无法与申请人取得联系" if arrival.is_unreachable else way


def _basis(arrival: Arrival) -> str:
    if arrival.is_misdirected or arrival.is_unreachable:
        return OTHER_OFFICE
    return cite("31(2)" if arrival.channel is Channel.MAIL_ORDINARY else "31(3)")


def _delay(arrival: Arrival, came: dt.date | None) -> str:
    """Return the warning that the office confirmed an ordinary letter later than it should have."""
    is_prompt = came is None or came == arrival.confirmed_on
    if arrival.channel is not Channel.MAIL_ORDINARY or is_prompt or arrival.is_misdirected or arrival.is_unreachable:
        return ""
    return f"平常信函于{_shown(came)}到达，应当于当日与申请人确认。请留存未能当日确认的说明。" if came else ""


def _needed(day: dt.date | None, sentence: str) -> dt.date:
    if day is None:
        raise ReceiptDayNotKnown(sentence)
    return day


def _shown(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
