"""办理情况: what was done with the application, in sentences for the applicant, in the order in which it was done.

Third parties are never named to the applicant, nor are their reasons; agencies are. Only what is on record is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from gongkai.applications.case import Case
from gongkai.applications.models import Consultation, Delivery, FeeBasis, Letter, LetterState, Opinion
from gongkai.applications.reckoning import standing_entries
from gongkai.law.clock import CONSULTATION_WORKDAYS, ClockEventKind, Consulted
from gongkai.law.letters import LetterKind

from .saying import pronouns
from .wording import closed, day, one_line, quoted

Told = Callable[[Case], Iterable[tuple[date, str]]]


def told(case: Case) -> str:
    """Return what was done, one paragraph a step; "" when nothing was."""
    steps = [step for tell in STEPS for step in tell(case)]
    return "\n".join(text for _, text in sorted(steps, key=lambda step: step[0]))


def letter_sent(case: Case, kind: LetterKind) -> Letter | None:
    """Return the last letter of the kind that went out."""
    found = [each for each in case.letters if each.kind == kind and each.state == LetterState.SENT]
    return found[-1] if found else None


def with_number(letter: Letter | None, name: str) -> str:
    """Return the letter by its name and number; without a letter on record, its name."""
    return f"{name}（{letter.number}）" if letter and letter.number else name


def sent_how(letter: Letter) -> str:
    """Return how the letter went out and, where it is known, when it arrived."""
    delivery = letter.deliveries.order_by("id").last()
    return _way(delivery) if delivery else f"{day(letter.sent_on)}发出"


def _way(delivery: Delivery) -> str:
    mail = f"，邮件号{delivery.tracking_number}" if delivery.tracking_number else ""
    arrived = f"，{day(delivery.delivered_on)}送达" if delivery.delivered_on else ""
    return f"{day(delivery.sent_on)}以“{delivery.get_way_display()}”方式发出{mail}{arrived}"


def _corrections(case: Case) -> Iterable[tuple[date, str]]:
    you = pronouns(case.application.applicant)["you"]
    letter = letter_sent(case, LetterKind.CORRECTION_NOTICE)
    for entry in standing_entries(case.application):
        if entry.kind == ClockEventKind.CORRECTION_ASKED:
            yield entry.on, f"{day(entry.on)}，本机关向{you}发出{with_number(letter, '补正告知书')}。"
        if entry.kind == ClockEventKind.CORRECTED:
            yield entry.on, f"{day(entry.on)}，本机关收到{you}的补正材料，答复期限自该日起重新计算。"


def _reasons(case: Case) -> Iterable[tuple[date, str]]:
    you = pronouns(case.application.applicant)["you"]
    letter = letter_sent(case, LetterKind.REASONS_NOTICE)
    for entry in standing_entries(case.application):
        if entry.kind == ClockEventKind.REASONS_ASKED:
            yield entry.on, f"{day(entry.on)}，本机关向{you}发出{with_number(letter, '说明理由告知书')}。"
        if entry.kind == ClockEventKind.REASONS_GIVEN:
            yield entry.on, f"{day(entry.on)}，本机关收到{you}说明的理由。"


def _searches(case: Case) -> Iterable[tuple[date, str]]:
    for row in case.application.searches.select_related("by"):
        words = (
            f"{day(row.searched_on)}，本机关工作人员{row.by.name}以“{quoted(row.keywords)}”为检索词，"
            f"在{one_line(row.places).rstrip('。')}进行了检索，检索结果：{closed(one_line(row.result))}"
        )
        yield row.searched_on, words


def _consultations(case: Case) -> Iterable[tuple[date, str]]:
    for each in case.consultations:
        if each.sent_on:
            yield each.sent_on, _consulted(each)


def _consulted(consultation: Consultation) -> str:
    whom = "第三方" if consultation.is_private_party else addressed_agency(consultation)
    arrived = f"，{whom}于{day(consultation.delivered_on)}收到" if consultation.delivered_on else ""
    return f"{day(consultation.sent_on)}，本机关就申请公开的内容书面征求{whom}意见{arrived}。{_answer(consultation)}"


def addressed_agency(consultation: Consultation) -> str:
    """Return the agency that was asked, by what it is and its name."""
    role = "共同制作机关" if consultation.kind == Consulted.CO_MAKER else "有关机关"
    return f"{role}{one_line(consultation.name)}"


def _answer(consultation: Consultation) -> str:
    whom = "第三方" if consultation.is_private_party else "该机关"
    silence = "，视为同意公开" if consultation.kind == Consulted.CO_MAKER else ""
    if consultation.opinion == Opinion.SILENT:
        return f"{whom}在{CONSULTATION_WORKDAYS}个工作日内没有提出意见{silence}。"
    if consultation.answered_on is None:
        return ""
    return f"{day(consultation.answered_on)}，{whom}答复{consultation.get_opinion_display()}。"


def _referral(case: Case) -> Iterable[tuple[date, str]]:
    letter = letter_sent(case, LetterKind.REFERRAL)
    if letter and letter.sent_on:
        yield letter.sent_on, f"{day(letter.sent_on)}，本机关将该政府信息能否公开报请{letter.terms['agency']}确定。"


def _extension(case: Case) -> Iterable[tuple[date, str]]:
    you = pronouns(case.application.applicant)["you"]
    letter = letter_sent(case, LetterKind.EXTENSION_NOTICE)
    for entry in standing_entries(case.application).filter(kind=ClockEventKind.EXTENDED.value):
        yield (
            entry.on,
            f"{day(entry.on)}，经本机关政府信息公开工作机构负责人同意，答复期限延长{entry.workdays}个工作日，"
            f"已向{you}发出{with_number(letter, '延期答复告知书')}。",
        )


def _delay(case: Case) -> Iterable[tuple[date, str]]:
    letter = letter_sent(case, LetterKind.DELAY_NOTICE)
    for entry in standing_entries(case.application).filter(kind=ClockEventKind.DELAYED.value):
        yield (
            entry.on,
            f"{day(entry.on)}，本机关确定延迟至{day(entry.until)}前答复，并发出{with_number(letter, '延迟答复告知书')}。",
        )


def _fee(case: Case) -> Iterable[tuple[date, str]]:
    fee, letter = case.fee, letter_sent(case, LetterKind.FEE_NOTICE)
    if fee is None or fee.noticed_on is None:
        return
    basis = FeeBasis(fee.basis).label
    notice = with_number(letter, "收费通知书")
    yield fee.noticed_on, f"{day(fee.noticed_on)}，本机关发出{notice}，{basis}信息处理费{fee.amount}元。"
    if fee.paid_on:
        yield fee.paid_on, f"{day(fee.paid_on)}，信息处理费已经缴纳，答复期限自次日起重新计算。"


def _attempts(case: Case) -> Iterable[tuple[date, str]]:
    """Tell of the vain attempts to reach the applicant, where receipt was never established."""
    days = sorted({note.on for note in case.application.notes.all() if note.is_failed_attempt})
    if days and case.application.received_on is None:
        yield days[-1], f"本机关先后于{'、'.join(map(day, days))}与申请人联系，均未能联系上。"


STEPS: tuple[Told, ...] = (
    _attempts,
    _corrections,
    _reasons,
    _fee,
    _searches,
    _consultations,
    _referral,
    _extension,
    _delay,
)
"""In this order where two things were done on one day."""
