"""办件状态与办理动作: the words of the table of transitions (`transitions`), and nothing that decides."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    """Where an application stands. Extension, delay, reconsideration and the like are facts beside it, not states."""

    SUBMITTED = "SUBMITTED", "待确认"
    REGISTERED = "REGISTERED", "已登记"
    CORRECTION_PENDING = "CORRECTION_PENDING", "待补正"
    REASONS_PENDING = "REASONS_PENDING", "待说明理由"
    CONSULTING_THIRD_PARTY = "CONSULTING_THIRD_PARTY", "征求第三方意见中"
    CONSULTING_AGENCY = "CONSULTING_AGENCY", "征求其他机关意见中"
    REFERRED_UP = "REFERRED_UP", "报请确定中"
    FEE_PENDING = "FEE_PENDING", "待缴费"
    DRAFTING = "DRAFTING", "拟办"
    APPROVING = "APPROVING", "审签中"
    DECIDED = "DECIDED", "已签发待送达"
    SERVED = "SERVED", "已送达"
    CLOSED = "CLOSED", "办结"
    ARCHIVED = "ARCHIVED", "已归档"


CONSULTING = frozenset({State.CONSULTING_THIRD_PARTY, State.CONSULTING_AGENCY})
ENDED = frozenset({State.SERVED, State.CLOSED, State.ARCHIVED})
"""A reply has gone out or the application was withdrawn: nothing runs any more."""
OPEN = frozenset(set(State) - ENDED)
AT_WORK = frozenset({State.REGISTERED, State.DRAFTING})
"""The office has the application in hand and waits for nobody."""
UNDECIDED = OPEN - {State.DECIDED}


class Act(models.TextChoices):
    """What can be done to an application; the words are those on the buttons."""

    SUBMIT = "SUBMIT", "提交申请"
    TAKE_IN = "TAKE_IN", "登记收到的申请"
    CONFIRM = "CONFIRM", "确认收到"
    MARK_UNREACHABLE = "MARK_UNREACHABLE", "记录联系不上"
    ASSIGN = "ASSIGN", "交办"
    ASK_CORRECTION = "ASK_CORRECTION", "告知补正"
    TAKE_CORRECTION = "TAKE_CORRECTION", "收到补正"
    ASK_REASONS = "ASK_REASONS", "要求说明理由"
    TAKE_REASONS = "TAKE_REASONS", "收到理由说明"
    DELAY = "DELAY", "确定延迟答复"
    CONSULT = "CONSULT", "征求意见"
    RECORD_CONSULTATION_DELIVERY = "RECORD_CONSULTATION_DELIVERY", "登记征求意见书送达"
    TAKE_OPINION = "TAKE_OPINION", "收到意见"
    LAPSE_CONSULTATION = "LAPSE_CONSULTATION", "逾期未提出意见"
    REFER_UP = "REFER_UP", "报请确定"
    TAKE_RULING = "TAKE_RULING", "收到确定意见"
    ASK_FEE = "ASK_FEE", "通知缴费"
    RECORD_FEE_DELIVERY = "RECORD_FEE_DELIVERY", "登记收费通知送达"
    TAKE_FEE = "TAKE_FEE", "登记缴费"
    EXTEND = "EXTEND", "延期答复"
    SEARCH = "SEARCH", "登记检索"
    DECIDE = "DECIDE", "拟定答复"
    SUBMIT_REPLY = "SUBMIT_REPLY", "送审签"
    RETURN_REPLY = "RETURN_REPLY", "退回修改"
    SIGN_REPLY = "SIGN_REPLY", "签发"
    SEND_REPLY = "SEND_REPLY", "送达"
    RECORD_SERVICE = "RECORD_SERVICE", "登记送达结果"
    TELL_THIRD_PARTY = "TELL_THIRD_PARTY", "告知第三方"
    CLOSE = "CLOSE", "办结"
    ARCHIVE = "ARCHIVE", "归档"
    WITHDRAW = "WITHDRAW", "撤回申请"
    CONFIRM_WITHDRAWAL = "CONFIRM_WITHDRAWAL", "发撤回申请确认书"
    REOPEN = "REOPEN", "依复议或判决重新办理"
    MAKE_PROACTIVE = "MAKE_PROACTIVE", "转为主动公开"
