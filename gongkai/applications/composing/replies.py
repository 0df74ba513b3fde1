"""答复: the reply by its outcome, and the notice that an application is processed no further."""

from __future__ import annotations

from dataclasses import replace

from gongkai.applications.case import Case
from gongkai.applications.models import Application, Decision, LetterState, Remedy, RemedyKind
from gongkai.applications.transitions import ActRefused
from gongkai.law.letters import LetterKind
from gongkai.law.outcomes import Outcome, WordingIncomplete, outcome

from .privacy import without_third_parties
from .saying import pronouns
from .story import letter_sent, sent_how, told
from .wording import cited_together, closed, day, one_line, quoted


def reply_words(case: Case, decision: Decision) -> dict[str, str]:
    """Return what the reply says beside the common words.

    :raises ActRefused: naming what the decision must state and does not.
    """
    ending = outcome(decision.outcome)
    return {
        "basis": cited_together(ending.basis),
        "order": _order(case),
        "facts": _facts(case, decision),
        "decision": _decision(ending, case, decision),
        "parts": _parts(decision),
    }


def _facts(case: Case, decision: Decision) -> str:
    steps = without_third_parties(told(case), case)
    return "\n".join(filter(None, [steps, closed(decision.facts)]))


def _decision(ending: Outcome, case: Case, decision: Decision) -> str:
    """Return the sentence of the law's list, speaking to an organisation as 贵单位."""
    you = pronouns(case.application.applicant)["you"]
    spoken = replace(ending, sentence=ending.sentence.replace("您", you))
    try:
        return spoken.decision(_blanks(case, decision))
    except WordingIncomplete as incomplete:
        raise ActRefused(str(incomplete)) from incomplete


def _blanks(case: Case, decision: Decision) -> dict[str, str]:
    return {
        "wanted": quoted(case.application.wording().said),
        "reasons": decision.reasons,
        "how_to_obtain": decision.how_to_obtain,
        "forbidding_law": one_line(decision.forbidding_law).rstrip("。"),
        "other_agency": _other_agency(decision),
        "earlier_case": _earlier_case(case.application.repeats),
        "correction": _correction(case),
        "fee_notice": _fee_notice(case),
    }


def _other_agency(decision: Decision) -> str:
    name, reach = one_line(decision.other_agency), one_line(decision.other_agency_contact).rstrip("。")
    return f"{name}，联系方式：{reach}" if name and reach else name


def _earlier_case(earlier: Application | None) -> str:
    """Return the earlier application by its number, and the reply that it got."""
    if earlier is None or earlier.ended_on is None:
        return ""
    replies = earlier.letters.filter(decision__isnull=False, state=LetterState.SENT).order_by("id")
    letter = replies.first()
    number = f"，文号：{letter.number}" if letter and letter.number else ""
    return f"申请编号：{earlier.number}，{day(earlier.ended_on)}答复{number}"


def _correction(case: Case) -> str:
    letter, ends = letter_sent(case, LetterKind.CORRECTION_NOTICE), case.correction_period_ends
    if letter is None or ends is None:
        return ""
    return f"{letter.number}补正告知书，{sent_how(letter)}，补正期限至{day(ends)}"


def _fee_notice(case: Case) -> str:
    letter, due = letter_sent(case, LetterKind.FEE_NOTICE), case.fee_due
    if letter is None or due is None or case.fee is None:
        return ""
    days = f"{day(letter.sent_on)}发出，{day(case.fee.delivered_on)}送达"
    return f"{letter.number}收费通知书，{days}，缴费期限至{day(due.date)}"


def _parts(decision: Decision) -> str:
    """第三十七条: the ground of each refused part, with its clause."""
    if decision.outcome != "PARTIAL":
        return ""
    grounds = [outcome(code) for code in decision.refused_under]
    said = "；".join(f"{each.label}（{_clauses(each, decision)}）" for each in grounds)
    return f"不予公开的部分所属情形和依据：{said}。" if said else ""


def _clauses(ground: Outcome, decision: Decision) -> str:
    named = decision.forbidding_law if "forbidding_law" in ground.blanks else ""
    return cited_together([*ground.basis, *filter(None, [one_line(named).rstrip("。")])])


def _order(case: Case) -> str:
    """Return the sentence on the decision or judgment that ordered this reply; "" in the first handling."""
    if case.round == 1:
        return ""
    orders = Remedy.objects.filter(
        application=case.application, orders_new_reply=True, order_received_on__isnull=False
    ).order_by("order_received_on", "id")
    order = orders[case.round - 2]
    number = f"（{one_line(order.number)}）" if order.number else ""
    paper = "行政复议决定书" if order.kind == RemedyKind.RECONSIDERATION else "行政判决书"
    return (
        f"{day(order.order_received_on)}，本机关收到{one_line(order.authority)}{paper}{number}，"
        "责令本机关对该申请重新作出答复。本机关依法重新办理完毕。"
    )
