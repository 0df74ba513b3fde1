"""办理结果的条件: what `law.outcomes` demands to be on record for an outcome, asked of the case at hand.

Two moments: when the outcome is drafted, and when the reply is sent to be signed (then the redacted file must be there).
"""

from __future__ import annotations

from collections.abc import Callable

from gongkai.law.clock import ClockEventKind
from gongkai.law.outcomes import Evidence, outcome

from .case import Case
from .guards import correction_period_over, fee_period_over
from .models import Decision, Opinion

Condition = Callable[[Case, Decision], str]
MAY_BE_WITHHELD_IN_PART = frozenset(
    {
        "REFUSED_STATE_SECRET",
        "REFUSED_LAW_FORBIDS",
        "REFUSED_SECURITY_STABILITY",
        "REFUSED_THIRD_PARTY",
        "REFUSED_INTERNAL_AFFAIRS",
        "REFUSED_DELIBERATIVE",
        "REFUSED_ENFORCEMENT_FILE",
        "REFUSED_SPECIAL_ACCESS",
    }
)
WITHOUT_RUNNING_CLOCK = frozenset({"OTHER_NOT_CORRECTED", "OTHER_FEE_UNPAID", "OTHER"})


def objections(case: Case, decision: Decision) -> list[str]:
    """Return every reason why this outcome cannot be drafted now."""
    demanded = [condition for each in outcome(decision.outcome).evidence if (condition := DEMANDS.get(each))]
    conditions = [_clock_fits, _parts_named, _third_party_in_part, *demanded, *OF_OUTCOME.get(decision.outcome, ())]
    return [reason for condition in conditions if (reason := condition(case, decision))]


def objections_to_signing(case: Case, decision: Decision, *, encloses_release: bool) -> list[str]:
    """Return every reason why the drafted reply cannot be sent to be signed."""
    found = objections(case, decision)
    if decision.outcome == "PARTIAL" and not encloses_release:
        found.append("部分公开的答复须随附区分处理（遮盖）后的文件，或者在“获取方式”中写明并随附可以公开的部分。")
    return found


def _clock_fits(case: Case, decision: Decision) -> str:
    if decision.outcome in WITHOUT_RUNNING_CLOCK or case.reckoning.due is not None:
        return ""
    return "答复期限没有在计算（待补正或待缴费），只能作“逾期不补正”“逾期不缴费”或“其他”处理。"


def _parts_named(case: Case, decision: Decision) -> str:
    """第三十七条: what is withheld rests on a ground of its own."""
    if decision.outcome != "PARTIAL":
        return ""
    if decision.refused_under and set(decision.refused_under) <= MAY_BE_WITHHELD_IN_PART:
        return ""
    return "部分公开须选明不予公开部分的情形（《条例》第三十七条）。"


def _third_party_in_part(case: Case, decision: Decision) -> str:
    return _consulted(case, decision) if "REFUSED_THIRD_PARTY" in decision.refused_under else ""


def _reasoned(case: Case, decision: Decision) -> str:
    return "" if decision.reasons.strip() else "请写明理由（《条例》第三十六条第三项、第三十七条）。"


def _obtainable(case: Case, decision: Decision) -> str:
    return (
        "" if decision.how_to_obtain.strip() else "请写明获取的方式、途径和时间（《条例》第三十六条第一项、第二项）。"
    )


def _searched(case: Case, decision: Decision) -> str:
    if case.application.searches.exists():
        return ""
    return "答复“本机关不掌握”前须登记检索记录：在何处、用什么词、何时、由谁检索、结果如何。"


def _other_agency_named(case: Case, decision: Decision) -> str:
    if decision.other_agency and decision.other_agency_contact:
        return ""
    return "能够确定负责公开的机关的，须告知其名称和联系方式（《条例》第三十六条第五项）。"


def _consulted(case: Case, decision: Decision) -> str:
    ended = [each for each in case.consultations if each.is_private_party and each.opinion]
    if not ended:
        return "以第三方合法权益为由不予公开的，须先书面征求第三方意见（《条例》第三十二条）。"
    refusing = {Opinion.REFUSES, Opinion.AGREES_IN_PART, Opinion.SILENT}
    return "" if any(each.opinion in refusing for each in ended) else "第三方均同意公开，不能以第三方权益为由不予公开。"


def _law_named(case: Case, decision: Decision) -> str:
    return "" if decision.forbidding_law else "请写明禁止公开的法律或行政法规及条款（《条例》第十四条）。"


def _earlier_answered(case: Case, decision: Decision) -> str:
    earlier = case.application.repeats
    if earlier is None:
        return "请选择已经答复过的前次申请（《条例》第三十六条第六项）。"
    return "" if earlier.ended_on else f"{earlier}尚未答复，不能作重复申请处理。"


def _reasons_heard(case: Case, decision: Decision) -> str:
    if case.has(ClockEventKind.REASONS_GIVEN):
        return ""
    return "须先要求申请人说明理由（《条例》第三十五条）。"


def _correction_asked(case: Case, decision: Decision) -> str:
    return "" if case.has(ClockEventKind.CORRECTION_ASKED) else "须先告知补正（《条例》第三十条）。"


def _corrected_in_vain(case: Case, decision: Decision) -> str:
    return "" if case.has(ClockEventKind.CORRECTED) else "尚未收到补正材料，不能作“补正后仍不明确”处理。"


def _not_corrected(case: Case, decision: Decision) -> str:
    if case.has(ClockEventKind.CORRECTED):
        return "申请人已经补正，不能作逾期不补正处理。"
    return correction_period_over(case)


def _fee_asked(case: Case, decision: Decision) -> str:
    return "" if case.has(ClockEventKind.FEE_NOTICED) else "须先通知缴费（国办函〔2020〕109号）。"


def _not_paid(case: Case, decision: Decision) -> str:
    if case.has(ClockEventKind.FEE_PAID):
        return "申请人已经缴费，不能作逾期不缴费处理。"
    return fee_period_over(case)


DEMANDS: dict[Evidence, Condition] = {
    Evidence.SEARCH_RECORD: _searched,
    Evidence.CONSULTATION: _consulted,
    Evidence.CORRECTION: _correction_asked,
    Evidence.REASONS_NOTICE: _reasons_heard,
    Evidence.FEE_NOTICE: _fee_asked,
    Evidence.REASONS: _reasoned,
    Evidence.EARLIER_CASE: _earlier_answered,
    Evidence.OTHER_AGENCY: _other_agency_named,
    Evidence.HOW_TO_OBTAIN: _obtainable,
    Evidence.FORBIDDING_LAW: _law_named,
}
"""What of the law's list is a fact of the case. The secrecy conclusion is given in review; the redacted file comes later."""
OF_OUTCOME: dict[str, tuple[Condition, ...]] = {
    "UNAVAILABLE_UNCLEAR": (_corrected_in_vain,),
    "OTHER_NOT_CORRECTED": (_not_corrected,),
    "OTHER_FEE_UNPAID": (_not_paid,),
}
