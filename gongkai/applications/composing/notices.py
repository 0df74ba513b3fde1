"""告知与征求意见: what the letters on the way to the reply say, kind by kind, beside what every letter says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from gongkai.applications.case import Case
from gongkai.applications.models import Consultation, FeeBasis
from gongkai.applications.reckoning import standing_entries
from gongkai.applications.repeats import of_same_applicant
from gongkai.applications.transitions import ActRefused
from gongkai.law.clock import EXTENSION_WORKDAYS, ClockContradiction, ClockEvent, ClockEventKind, Reckoning, reckon
from gongkai.law.fees import FeeLine, item_lines, page_lines
from gongkai.law.letters import LetterKind

from .saying import addressed, due_day, pronouns
from .story import addressed_agency
from .wording import closed, day, one_line, quoted

COUNTED_DAYS = 365
"""How far back the applications of the same applicant are counted when their number is told (第三十五条)."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a draft is made of: the case, what the letter fixes, and whom it asks."""

    case: Case
    terms: dict[str, Any]
    consultation: Consultation | None = None

    def term(self, name: str) -> str:
        return str(self.terms.get(name) or "").strip()

    def consulted(self) -> Consultation:
        """Return the consultation that the letter belongs to.

        :raises ActRefused: when none was chosen.
        """
        if self.consultation is None:
            raise ActRefused("请选择这份文书所属的征求意见。")
        return self.consultation


def correction(request: Request) -> dict[str, str]:
    """《条例》第三十条: what to correct, by when."""
    until = due_day(request.terms, after=request.case.today)
    return {"what": closed(request.term("what")), "until": day(until)}


def reasons(request: Request) -> dict[str, str]:
    """《条例》第三十五条: how often, within which time, and what to explain by when."""
    until = due_day(request.terms, after=request.case.today)
    counts = closed(request.term("counts")) or _counts(request.case)
    return {"what": closed(request.term("what")), "until": day(until), "counts": counts}


def _counts(case: Case) -> str:
    """Return how many applications the applicant made in the last year; `counts` of the terms says it otherwise."""
    since = case.today - timedelta(days=COUNTED_DAYS)
    others = of_same_applicant(case.application).filter(received_on__gt=since, received_on__lte=case.today)
    days = [each.received_on for each in others if each.received_on]
    first = min([*days, case.application.received_on or case.today])
    you = pronouns(case.application.applicant)["you"]
    return f"{day(first)}至{day(case.today)}，{you}向本机关提出政府信息公开申请{len(days) + 1}件（含本件）。"


def extension(request: Request) -> dict[str, str]:
    """《条例》第三十三条第二款: why, by how many working days, until when, by whose consent."""
    workdays = _workdays(request)
    reckoning = _extended(request.case, workdays)
    open_ones = request.case.open_consultations
    year = reckoning.due.year if reckoning.due else ""
    return {
        "reasons": closed(request.term("reasons")),
        "workdays": str(workdays),
        "new_due": day(reckoning.due),
        "consulting": "本件正在征求第三方或者其他机关的意见，所需时间不计算在期限内，上述日期按预计的时间推算，以征求意见结束后的推算为准。"
        if open_ones
        else "",
        "provisional": f"{year}年的节假日安排尚未公布，上述日期为暂定，以公布后的推算为准。"
        if reckoning.provisional
        else "",
    }


def _workdays(request: Request) -> int:
    given = request.term("workdays")
    if given.isdecimal() and 1 <= int(given) <= EXTENSION_WORKDAYS:
        return int(given)
    raise ActRefused(f"延长的期限应为1至{EXTENSION_WORKDAYS}个工作日（《条例》第三十三条第二款）。")


def _extended(case: Case, workdays: int) -> Reckoning:
    events = [entry.as_event() for entry in standing_entries(case.application)]
    more = ClockEvent(kind=ClockEventKind.EXTENDED, on=case.today, workdays=workdays)
    try:
        return reckon([*events, more], calendar=case.calendar, today=case.today)
    except ClockContradiction as contradiction:
        raise ActRefused(str(contradiction)) from contradiction


def delay(request: Request) -> dict[str, str]:
    """《条例》第三十五条: the reasons are found reasonable, the day is fixed."""
    you = pronouns(request.case.application.applicant)["you"]
    given = request.case.day_of(ClockEventKind.REASONS_GIVEN)
    return {
        "reasons_given": f"{day(given)}，本机关收到{you}就申请的数量、频次说明的理由。" if given else "",
        "reasons": closed(request.term("reasons")),
        "until": day(due_day(request.terms, after=request.case.today)),
    }


def third_party(request: Request) -> dict[str, str]:
    """《条例》第三十二条: what would be disclosed, and which right it touches."""
    consultation = request.consulted()
    return {"content": quoted(consultation.content), "concern": one_line(consultation.concern).rstrip("。")}


def agency(request: Request) -> dict[str, str]:
    """《条例》第三十三条第三款、第三十四条: what would be disclosed, and what is asked."""
    consultation = request.consulted()
    return {"content": quoted(consultation.content), "concern": closed(one_line(consultation.concern))}


def consultation_notice(request: Request) -> dict[str, str]:
    """《条例》第三十三条第三款: that others are asked, without telling who the third party is."""
    if request.case.has(ClockEventKind.ORDERED):
        raise ActRefused("重新答复的期限由复议决定或者判决写明，征求意见所需时间不扣除，不需要告知申请人。")
    consultation = request.consulted()
    whom = "第三方" if consultation.is_private_party else addressed_agency(consultation)
    when = f"已于{day(consultation.sent_on)}" if consultation.sent_on else "现"
    why = "涉及第三方的合法权益" if consultation.is_private_party else "涉及其他行政机关"
    return {"consulted": f"经审查，上述政府信息{why}，本机关{when}书面征求{whom}的意见。"}


def fee(request: Request) -> dict[str, str]:
    """国办函〔2020〕109号: the standard, the sum and how to pay."""
    lines, unit = _fee_lines(request)
    amount = sum(line.amount for line in lines)
    if amount == 0:
        raise ActRefused("按所填的件数或者页数不需要收费，不能发出收费通知书。")
    said = "；".join(_tier(line, unit) for line in lines)
    quantity = f"{FeeBasis(request.term('basis')).label}，共{lines[-1].last}{unit}"
    account = closed(request.case.rules.fee_account)
    return {"standard": f"{quantity}：{said}。", "amount": str(amount), "account": account}


def _fee_lines(request: Request) -> tuple[tuple[FeeLine, ...], str]:
    basis, quantity = request.term("basis"), request.term("quantity")
    if basis not in FeeBasis.values or not quantity.isdecimal() or int(quantity) == 0:
        raise ActRefused("请选择计收方式（按件或者按量），并填写件数或者页数。")
    return (item_lines(int(quantity)), "件") if basis == FeeBasis.ITEMS else (page_lines(int(quantity)), "页")


def _tier(line: FeeLine, unit: str) -> str:
    span = f"第{line.first}{unit}" if line.first == line.last else f"第{line.first}至{line.last}{unit}"
    return f"{span}每{unit}{line.price}元，计{line.amount}元" if line.price else f"{span}不收费"


def disclosure(request: Request) -> dict[str, str]:
    """《条例》第三十二条: what is disclosed against the third party's will, and why."""
    consultation = request.consulted()
    return {
        "asked": _asked(consultation),
        "what": closed(request.term("what") or consultation.content),
        "reasons": closed(request.term("reasons")),
    }


def _asked(consultation: Consultation) -> str:
    asked = f"于{day(consultation.sent_on)}书面征求您（单位）的意见" if consultation.sent_on else ""
    if consultation.answered_on:
        return f"{asked}。{day(consultation.answered_on)}，您（单位）答复{consultation.get_opinion_display()}。"
    return f"{asked}，您（单位）逾期未提出意见。" if asked else ""


def withdrawal(request: Request) -> dict[str, str]:
    return {"withdrawn": day(request.case.day_of(ClockEventKind.WITHDRAWN))}


def referral(request: Request) -> dict[str, str]:
    """《条例》第十七条第三款: what the office cannot decide, and why."""
    return {"what": quoted(request.term("what")), "reasons": closed(request.term("reasons"))}


def to_applicant(request: Request) -> str:
    return addressed(request.case.application.applicant.name)


def to_consulted(request: Request) -> str:
    return addressed(request.consulted().name)


def to_agency(request: Request) -> str:
    if not request.term("agency"):
        raise ActRefused("请填写报请的主管部门或者保密行政管理部门。")
    return addressed(request.term("agency"))


Says = Callable[[Request], dict[str, str]]
Addresses = Callable[[Request], str]
NOTICES: dict[LetterKind, tuple[Says, Addresses]] = {
    LetterKind.CORRECTION_NOTICE: (correction, to_applicant),
    LetterKind.REASONS_NOTICE: (reasons, to_applicant),
    LetterKind.EXTENSION_NOTICE: (extension, to_applicant),
    LetterKind.DELAY_NOTICE: (delay, to_applicant),
    LetterKind.THIRD_PARTY_CONSULTATION: (third_party, to_consulted),
    LetterKind.CO_MAKER_CONSULTATION: (agency, to_consulted),
    LetterKind.AGENCY_CONSULTATION: (agency, to_consulted),
    LetterKind.CONSULTATION_NOTICE: (consultation_notice, to_applicant),
    LetterKind.FEE_NOTICE: (fee, to_applicant),
    LetterKind.DISCLOSURE_NOTICE: (disclosure, to_consulted),
    LetterKind.WITHDRAWAL_CONFIRMATION: (withdrawal, to_applicant),
    LetterKind.REFERRAL: (referral, to_agency),
}
"""What each letter says beside the common words, and to whom."""
