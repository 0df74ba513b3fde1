"""公开属性源头认定: who proposes, checks, signs; what goes back; what the law asks (《条例》第十四条至第十八条)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.law.attributes import Attribute
from gongkai.office.authority import NoAuthority
from gongkai.records.determining import DeterminationRefused, Proposal, check, object_to, propose, sign
from gongkai.records.models import DeterminationAct, WorkStage
from gongkai.records.tests import stories

EVERYBODY = ["liwen", "wangfang", "zhaomin", "chengang", "zhoujian", "sunyue", "wujing", "heping", "hanlei", "xufeng"]
STRANGERS = ["jiangli", "shentao", "guchao"]


def refused(act, **kwargs):
    with pytest.raises((DeterminationRefused, NoAuthority)) as refusal:
        act(**kwargs)
    return str(refusal.value)


@pytest.mark.parametrize("who", [*EVERYBODY, *STRANGERS])
def test_only_the_disclosure_officer_checks(street, who):
    record = stories.registered(street)

    if who == "zhaomin":
        check(record, by=street.zhaomin)
        assert stories.again(record).stage == WorkStage.CHECKED
    else:
        assert refused(check, record=record, by=getattr(street, who)).endswith("。")
        assert stories.again(record).stage == WorkStage.PROPOSED


@pytest.mark.parametrize("who", [*EVERYBODY, *STRANGERS])
def test_only_a_leader_signs(street, who):
    record = stories.registered(street)
    check(record, by=street.zhaomin)

    if who in {"chengang", "zhoujian"}:
        sign(record, by=getattr(street, who))
        assert stories.again(record).attribute == Attribute.PROACTIVE
    else:
        refused(sign, record=record, by=getattr(street, who))
        assert stories.again(record).attribute == ""


def test_the_proposer_does_not_check(street):
    record = stories.draft(street)
    stories.register(record, stories.PROACTIVE, by=street.zhaomin)

    assert "提出" in refused(check, record=record, by=street.zhaomin)


def test_nothing_is_signed_before_it_is_checked(street):
    record = stories.registered(street)

    assert "待签发认定" in refused(sign, record=record, by=street.chengang)


def test_disagreement_goes_back_with_a_reason(street):
    record = stories.registered(street)

    assert "理由" in refused(object_to, record=record, by=street.zhaomin, reason=" ")
    object_to(record, by=street.zhaomin, reason="含第三方信息，请先征求意见。")

    record = stories.again(record)
    assert record.stage == WorkStage.OBJECTED
    assert record.determinations.last().reason == "含第三方信息，请先征求意见。"


def test_after_an_objection_the_drafter_proposes_again(street):
    record = stories.registered(street)
    object_to(record, by=street.zhaomin, reason="不应主动公开。")

    propose(record, stories.withheld(street), by=street.liwen)
    check(record, by=street.zhaomin)
    sign(record, by=street.chengang)

    record = stories.again(record)
    assert (record.stage, record.attribute) == (WorkStage.FILED, Attribute.WITHHELD)
    acts = [DeterminationAct(each.act) for each in record.determinations.all()]
    assert acts == ["PROPOSE", "OBJECT", "PROPOSE", "CHECK", "SIGN"]


YEAR = timedelta(days=365)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"basis": "", "reason": "内部事务。", "reevaluate_on": YEAR}, "依据"),
        ({"basis": "internal_affairs", "reason": "", "reevaluate_on": YEAR}, "理由"),
        ({"basis": "internal_affairs", "reason": "内部事务。", "reevaluate_on": None}, "评估"),
        ({"basis": "internal_affairs", "reason": "内部事务。", "reevaluate_on": timedelta(0)}, "晚于"),
        ({"basis": "law_forbids", "reason": "统计资料。", "reevaluate_on": YEAR}, "法律"),
    ],
    ids=["没有依据", "没有理由", "没有再评估日期", "再评估日期不在以后", "未写明法律"],
)
def test_withholding_needs_clause_reason_and_reevaluation(street, given, said):
    record = stories.registered(street)
    ahead = given.pop("reevaluate_on")
    day = timezone.localdate() + ahead if ahead is not None else None
    proposal = Proposal(attribute=Attribute.WITHHELD, reevaluate_on=day, **given)

    assert said in refused(propose, record=record, proposal=proposal, by=street.liwen)


def test_a_published_record_keeps_its_attribute(street):
    record = stories.published(street)

    assert "不能改变" in refused(propose, record=record, proposal=stories.withheld(street), by=street.liwen)


def test_another_office_proposes_nothing(street):
    record = stories.registered(street)

    refused(propose, record=record, proposal=stories.PROACTIVE, by=street.jiangli)
