"""告知申请人的话: where an application stands, in plain words: nothing of third parties, nothing of who in the office does what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from gongkai.applications.acts.amending import letter_of
from gongkai.applications.acts.moving import UNCONFIRMED_RECEIPTS
from gongkai.applications.case import Case
from gongkai.applications.models import ClockEntry
from gongkai.applications.reckoning import standing_entries
from gongkai.applications.states import State
from gongkai.law.clock import ClockEventKind, ClockState, Consulted
from gongkai.law.clock.events import shown
from gongkai.law.outcomes import outcome

from .delivered import Handed

WAITING = "征求意见所需时间不计入答复期限（《条例》第三十三条第三款）。"
STATES: dict[str, tuple[str, str]] = {
    State.SUBMITTED: (
        "已提交，等待确认",
        "机关将按您留下的联系方式与您确认收到申请。双方确认之日为收到申请之日，从次日起计算答复期限（《条例》第三十一条）。",
    ),
    State.REGISTERED: ("已收到，正在办理", "机关已收到您的申请，正在办理。"),
    State.CORRECTION_PENDING: ("需要您补正", "申请内容不明确，请按补正告知书写明，在期限内交回（《条例》第三十条）。"),
    State.REASONS_PENDING: (
        "需要您说明理由",
        "请按告知书说明理由（《条例》第三十五条）。说明理由期间答复期限照常计算。",
    ),
    State.CONSULTING_THIRD_PARTY: (
        "征求第三方意见中",
        f"您申请的信息可能涉及他人的合法权益，正在书面征求意见。{WAITING}",
    ),
    State.CONSULTING_AGENCY: (
        "征求其他机关意见中",
        f"您申请的信息由几个机关共同制作，或者须由其他机关协助，正在征求意见。{WAITING}",
    ),
    State.REFERRED_UP: (
        "报请确定中",
        "能否公开不能确定，已依照规定报请有关主管部门或者保密行政管理部门确定（《条例》第十七条）。",
    ),
    State.FEE_PENDING: (
        "等待您缴费",
        "请按收费通知书缴纳信息处理费，缴费后的次日起重新计算答复期限。逾期不缴纳的，视为放弃申请。",
    ),
    State.DRAFTING: ("正在办理", "正在查找信息、拟定答复。"),
    State.APPROVING: ("正在办理", "答复已经拟定，正在审签。"),
    State.DECIDED: ("已作出答复，即将送达", "答复书已经签发，将按您选择的方式送达。"),
    State.SERVED: ("已答复", "答复书已经发出，见下面的“文书和材料”。"),
    State.CLOSED: ("已办结", "本件申请已经办结。"),
    State.ARCHIVED: ("已办结", "本件申请已经办结归档。"),
}
WITHDRAWN = ("已撤回", "您已撤回本件申请，不再办理。需要时可以重新申请。")
STEPS: dict[str, str] = {
    ClockEventKind.RECEIVED: "机关与您确认收到申请",
    ClockEventKind.UNREACHABLE: "机关未能与您取得联系",
    ClockEventKind.REACHED: "机关与您恢复联系",
    ClockEventKind.CORRECTION_ASKED: "告知补正",
    ClockEventKind.CORRECTED: "收到您的补正，答复期限重新计算",
    ClockEventKind.CONSULTATION_ANSWERED: "收到征求意见的答复",
    ClockEventKind.REASONS_ASKED: "告知您说明理由",
    ClockEventKind.REASONS_GIVEN: "收到您说明的理由",
    ClockEventKind.FEE_NOTICED: "通知缴纳信息处理费",
    ClockEventKind.FEE_PAID: "收到缴费，答复期限重新计算",
    ClockEventKind.ORDERED: "依复议决定或者判决重新办理",
    ClockEventKind.REPLIED: "作出答复",
    ClockEventKind.WITHDRAWN: "您撤回申请",
}
"""What the applicant reads of the dated events; those with a figure or a party follow below, others are the office's."""


@dataclass(frozen=True)
class Step:
    """A line of the timeline."""

    on: date
    text: str


def headline(case: Case) -> tuple[str, str]:
    """Return where the application stands, and what that means."""
    if case.has(ClockEventKind.WITHDRAWN):
        return WITHDRAWN
    return STATES[case.application.state]


def result(case: Case) -> str:
    """Return the outcome by its names, the wider first, once a reply has gone out; "" before, and for what was withdrawn."""
    if not (case.has(ClockEventKind.REPLIED) and case.application.outcome):
        return ""
    found = outcome(case.application.outcome)
    return "，".join(dict.fromkeys((found.group.label, found.label)))


def steps(case: Case, letters: list[Handed]) -> list[Step]:
    """Return what has happened so far, the earliest first."""
    first = Step(
        timezone.localdate(case.application.submitted_at), f"提交申请（{case.application.get_channel_display()}）"
    )
    entries = [(entry, text) for entry in standing_entries(case.application) if (text := _text(entry))]
    dated = [Step(entry.on, text + _with_letter(entry, letters)) for entry, text in entries]
    others = [each for each in letters if not any(letter_of(entry, each.delivery) for entry, _ in entries)]
    arrived = [Step(each.delivered_on, f"{each.title}送达") for each in letters if each.delivered_on]
    return [first, *sorted([*dated, *map(_sent, others), *arrived], key=lambda step: step.on)]


def _with_letter(entry: ClockEntry, letters: list[Handed]) -> str:
    """Return the letter that did this, as it went out; "" for what no letter did."""
    return next((f"，{_sent(each).text}" for each in letters if letter_of(entry, each.delivery)), "")


def _text(entry: ClockEntry) -> str:
    if entry.kind == ClockEventKind.RECEIVED and entry.application.receipt_said in UNCONFIRMED_RECEIPTS:
        return ""
    if entry.kind == ClockEventKind.CONSULTED and entry.consultation:
        private = entry.consultation.kind == Consulted.THIRD_PARTY
        return f"开始征求{'第三方' if private else '其他机关'}意见，所需时间不计入答复期限"
    if entry.kind == ClockEventKind.EXTENDED:
        return f"延长答复期限{entry.workdays}个工作日"
    if entry.kind == ClockEventKind.DELAYED and entry.until:
        return f"告知延迟至{shown(entry.until)}前答复"
    return STEPS.get(entry.kind, "")


def _sent(letter: Handed) -> Step:
    return Step(letter.sent_on, f"发出{letter.title}（{letter.way}）")


def deadline(case: Case) -> list[str]:
    """Return what there is to say about the period for the reply, sentence by sentence."""
    found = case.reckoning
    sentences = {
        ClockState.NOT_STARTED: _not_started,
        ClockState.WAITING_FOR_CORRECTION: _waiting_for_correction,
        ClockState.WAITING_FOR_FEE: _waiting_for_fee,
        ClockState.STOPPED: _stopped,
    }.get(found.state, _running)(case)
    return [each for each in sentences if each]


def _not_started(case: Case) -> list[str]:
    return ["答复期限尚未起算：双方确认收到申请后，从次日起计算20个工作日（《条例》第三十三条第二款）。"]


def _waiting_for_correction(case: Case) -> list[str]:
    ends = case.correction_period_ends
    until = f"请在{shown(ends)}前补正；无正当理由逾期不补正的，视为放弃申请。" if ends else ""
    return ["等待您补正。收到补正之日起重新计算答复期限（《条例》第三十条）。", until]


def _waiting_for_fee(case: Case) -> list[str]:
    due = case.fee_due
    return ["等待您缴费。", f"缴费期限至{shown(due.date)}。" if due else ""]


def _stopped(case: Case) -> list[str]:
    stopped, due = case.reckoning.stopped_on, case.reckoning.due
    if case.has(ClockEventKind.WITHDRAWN) or stopped is None:
        return ["本件已经撤回，不再计算答复期限。"]
    return [f"已于{shown(stopped)}答复。", f"答复期限为{shown(due)}。" if due else ""]


def _running(case: Case) -> list[str]:
    found = case.reckoning
    suspended = found.state == ClockState.SUSPENDED
    return [
        f"机关应当在{shown(found.due)}前（含当日）答复。" if found.due else "",
        "正在征求意见，期间暂不计算，这个日期会随着顺延。" if suspended else "",
        "其中有的年份放假安排尚未公布，公布后日期可能调整。" if found.provisional else "",
        "答复期限已经届满。您可以向机关询问，或者向上一级机关、政府信息公开工作主管部门投诉举报（《条例》第五十一条）。"
        if found.is_late
        else "",
    ]
