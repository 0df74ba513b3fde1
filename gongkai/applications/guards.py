"""办理条件: one function per condition. Each returns the reason against the act as a sentence, "" where there is none."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.law.clock import ClockEventKind
from gongkai.law.clock.events import shown
from gongkai.law.letters import LetterKind

from .case import Case
from .models import DeliveryWay, LetterState, Opinion
from .states import State

Guard = Callable[[Case], str]
ATTEMPTS_BEFORE_CLOSING = 3


def nothing_on_its_way(kind: LetterKind) -> Guard:
    """Return the guard that no letter of the kind is being drafted or signed already."""

    def guard(case: Case) -> str:
        letter = case.letter_under_way(kind)
        return f"已有一份{letter.get_kind_display()}{letter.get_state_display()}，请先办完或作废。" if letter else ""

    return guard


def correction_not_asked_before(case: Case) -> str:
    """《条例》第三十条: once (一次性)."""
    if case.has(ClockEventKind.CORRECTION_ASKED):
        return "本件已经告知过补正。补正应当一次性告知，不能再次要求补正（《条例》第三十条）。"
    return ""


def correction_within_seven_workdays(case: Case) -> str:
    """《条例》第三十条: within seven working days of receipt."""
    due = case.correction_notice_due
    if due and case.today > due.date:
        return f"补正告知应在收到申请之日起7个工作日内作出，已于{shown(due.date)}届满（《条例》第三十条）。"
    return ""


def no_order_pending(case: Case) -> str:
    return "本件依复议决定或判决重新办理，不能再要求补正。" if case.has(ClockEventKind.ORDERED) else ""


def period_not_ordered(case: Case) -> str:
    """An order names the period itself (复议法第六十四条、第六十六条): the office neither lengthens it nor begins it anew."""
    if case.has(ClockEventKind.ORDERED):
        return "重新答复的期限由复议决定或者判决写明，不能延期、延迟，也不能另行收费。"
    return ""


def nobody_consulted(case: Case) -> str:
    if case.open_consultations:
        return f"尚有{len(case.open_consultations)}件征求意见未收到答复，期限未满。请等待答复，或在期满后登记逾期。"
    return ""


def correction_period_over(case: Case) -> str:
    ends = case.correction_period_ends
    if ends is None:
        return "尚未发出补正告知书。"
    return f"补正期限至{shown(ends)}，尚未届满。" if case.today <= ends else ""


def fee_period_over(case: Case) -> str:
    due = case.fee_due
    if due is None:
        return "收费通知书尚未登记送达，缴费期限没有起算。"
    return f"缴费期限至{shown(due.date)}，尚未届满。" if case.today <= due.date else ""


def consultation_undelivered(case: Case) -> str:
    if any(each.delivered_on is None for each in case.open_consultations):
        return ""
    return "征求意见书的送达都已经登记。"


def consultation_lapsed(case: Case) -> str:
    """《条例》第三十二条、第三十四条: silence counts when 15 working days from delivery are over."""
    dues = [due.date for each in case.open_consultations if (due := case.consultation_due(each))]
    if not dues:
        return "征求意见书尚未登记送达，15个工作日的期限没有起算。"
    return "" if case.today > min(dues) else f"答复期限至{shown(min(dues))}，尚未届满。"


def fee_notice_undelivered(case: Case) -> str:
    return "收费通知书的送达已经登记。" if case.fee and case.fee.delivered_on else ""


def somebody_to_tell(case: Case) -> str:
    """《条例》第三十二条: only whose consent was not given is told of the decision to disclose."""
    unwilling = {Opinion.REFUSES, Opinion.AGREES_IN_PART, Opinion.SILENT}
    asked = [each for each in case.consultations if each.is_private_party and each.opinion in unwilling]
    return "" if any(each.told_on is None for each in asked) else "没有需要告知公开决定的第三方。"


def clock_runs(case: Case) -> str:
    """The act belongs to the running period: not before receipt, not while a correction or a fee is awaited."""
    if case.reckoning.due is None:
        return "答复期限没有在计算（尚未收到、待补正、待缴费或已答复），不能办理。"
    return ""


def before_the_deadline(case: Case) -> str:
    """《条例》第三十三条第二款: an extension is decided before the period has ended."""
    due = case.reckoning.due
    if due and case.today > due:
        return f"答复期限已于{shown(due)}届满，不能再延长（《条例》第三十三条第二款）。"
    return ""


def not_extended_before(case: Case) -> str:
    return "本件已经延期过一次，不能再次延期。" if case.has(ClockEventKind.EXTENDED) else ""


def reasons_not_asked_before(case: Case) -> str:
    return "本件已经要求申请人说明理由。" if case.has(ClockEventKind.REASONS_ASKED) else ""


def reasons_given(case: Case) -> str:
    """《条例》第三十五条: a delayed date is fixed for reasons found reasonable."""
    if not case.has(ClockEventKind.REASONS_GIVEN):
        return "申请人尚未说明理由，不能确定延迟答复日期（《条例》第三十五条）。"
    return ""


def not_delayed_before(case: Case) -> str:
    return "本件已经确定过延迟答复日期。" if case.has(ClockEventKind.DELAYED) else ""


def office_charges(case: Case) -> str:
    if not case.rules.charges_fees:
        return "本机关没有开通收取信息处理费。如需收费，请先在“依申请公开设置”中开通并填写缴费方式。"
    return "" if case.rules.fee_account else "请先在“依申请公开设置”中填写缴费方式，收费通知书必须写明。"


def not_charged_before(case: Case) -> str:
    return "本件已经通知过缴费。" if case.has(ClockEventKind.FEE_NOTICED) else ""


def reply_is_drafted(case: Case) -> str:
    return "" if case.decision else "尚未拟定答复。"


def reply_is_signed(case: Case) -> str:
    reply = case.reply
    return "" if reply and reply.state == LetterState.SIGNED else "答复尚未签发。"


def something_was_sent(case: Case) -> str:
    """Notices are served as replies are: a period that the applicant is given runs from the proof of it."""
    return "" if case.application.deliveries.exists() else "还没有发出过文书，没有送达可以登记。"


def service_is_proven(case: Case) -> str:
    """A case is closed when its reply, not only a notice before it, is proven to have arrived (《条例》第四十五条)."""
    reply = case.reply
    deliveries = [each for each in case.application.deliveries.all() if reply and each.letter_id == reply.pk]
    arrived = [each for each in deliveries if each.delivered_on]
    if not arrived:
        return "答复尚未登记送达。请登记送达日期。"
    proven = [each for each in arrived if each.proof_id or each.way in {DeliveryWay.DOWNLOAD, DeliveryWay.ON_SITE}]
    return "" if proven else "缺少送达证明。请上传送达回证、邮件签收记录等。"


def third_parties_told(case: Case) -> str:
    """《条例》第三十二条: whoever refused and is overruled is told what is disclosed and why."""
    overruled = [each for each in case.consultations if each.is_private_party and each.opinion == Opinion.REFUSES]
    untold = [each for each in overruled if case.decision and discloses(case) and each.told_on is None]
    return (
        "第三方不同意公开而决定公开的，须先将公开的内容和理由书面告知第三方（《条例》第三十二条）。" if untold else ""
    )


def was_withdrawn(case: Case) -> str:
    return "" if case.has(ClockEventKind.WITHDRAWN) else "申请人没有撤回申请。"


def is_granted(case: Case) -> str:
    if case.application.outcome not in {"GRANTED", "PARTIAL", "GRANTED_PUBLISHED"}:
        return "只有予以公开或部分公开的信息可以转为主动公开（《条例》第四十四条）。"
    return ""


def not_yet_proactive(case: Case) -> str:
    return "已经转为主动公开。" if case.application.record_id else ""


def remedy_orders_reply(case: Case) -> str:
    """行政复议法、行政诉讼法: a new round begins only with an order that has not been taken up yet."""
    orders = [each for each in case.application.remedies.all() if each.orders_new_reply and each.order_received_on]
    taken_up = case.round - 1
    return "" if len(orders) > taken_up else "没有责令重新答复的复议决定或判决，不能重新办理。"


def rejoined_or_unreachable(case: Case) -> str:
    """An application that was never confirmed is closed only after real attempts on different days."""
    if case.application.state != State.SUBMITTED:
        return ""
    tried = {note.on for note in case.application.notes.all() if note.is_failed_attempt}
    if len(tried) < ATTEMPTS_BEFORE_CLOSING:
        return f"尚未与申请人确认收到申请。确认无法联系须有{ATTEMPTS_BEFORE_CLOSING}个不同日期的联系记录，现有{len(tried)}个。"
    return ""


def discloses(case: Case) -> bool:
    return bool(case.decision and case.decision.outcome in {"GRANTED", "PARTIAL"})
